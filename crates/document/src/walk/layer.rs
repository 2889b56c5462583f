//! A layer as a format takes it apart: what the format hands on is walked into.

use super::{Named, Walker};
use crate::format::{Context, Field, Segment, Sink, Unread};
use crate::span::Span;
use crate::walk::Visitor;
use crate::zip::Seal;

/// A layer being read by a format.
pub(super) struct Layer<'w, 'v, 't, V: Visitor> {
    pub(super) walker: &'w mut Walker<'v, V>,
    pub(super) text: &'t [u8],
    pub(super) base: usize,
}

impl<V: Visitor> Sink for Layer<'_, '_, '_, V> {
    fn enter(&mut self, segment: Segment<'_>) {
        match segment {
            Segment::Name(name) => self.walker.here.path.push_name(name),
            Segment::Index(index) => self.walker.here.path.push_index(index),
        }
    }

    fn leave(&mut self) {
        self.walker.here.path.pop();
    }

    fn value(&mut self, field: &Field<'_>) {
        if field.span.is_empty() || self.walker.is_passed_over(field.span) {
            return;
        }
        if let Some(segment) = field.segment {
            self.enter(segment);
        }
        let raw = field.span.slice(self.text);
        let context = match field.context {
            Context::Key if self.walker.claims => Context::Claim,
            context => context,
        };
        let named = Named {
            declared: field.declared,
            unparted: field.span.len() == self.text.len(),
            seal: field.seal,
            ..Named::new(context, &field.name)
        };
        match field.codec {
            Some(codec) => self.walker.decode(codec, field.span, raw, self.base, &named),
            None => {
                if field.seal.is_some_and(|seal| seal != Seal::of(raw)) {
                    self.unread(Unread::Damaged);
                }
                self.walker.look_at(raw, self.base + field.span.start, &named);
            }
        }
        if field.segment.is_some() {
            self.leave();
        }
    }

    fn unread(&mut self, reason: Unread) {
        self.walker.tell(reason, self.base);
    }

    fn enter_entry(&mut self, address: Option<&[u8]>) {
        self.walker.here.enter_entry(address);
    }

    fn leave_entry(&mut self) {
        self.walker.here.leave_entry();
    }

    fn rigid(&mut self, span: Span) {
        self.walker.rigid(span.shifted(self.base), self.base);
    }
}
