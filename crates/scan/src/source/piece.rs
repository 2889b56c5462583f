//! The pieces of a source: each is read by one thread.

use std::ops::Range;

use scrubjay_document::address;
use scrubjay_document::format::json::{self, Role};
use scrubjay_document::{Budget, Limits, Span, Visitor, Walker};

use super::Opened;

/// Elements are read in groups of about this many bytes.
pub(super) const PIECE: usize = 512 << 10;

/// A part of a source that is read by one thread.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// Some elements of the list.
    Elements(Group),
    /// The JSON value but for its list.
    Frame,
    /// Text.
    Text(Span),
    /// Some members of an archive.
    Members(Range<usize>),
    /// What is no member's in an archive: names, comments, what belongs to nothing.
    Seams,
}

/// Neighbouring elements of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// The position of the first one.
    pub(super) first: usize,
    pub(super) elements: Vec<Span>,
}

impl Group {
    pub(super) fn bytes(&self) -> usize {
        self.elements.iter().map(|span| span.len()).sum()
    }
}

/// Makes groups of elements, one after the other.
#[derive(Default)]
pub(super) struct Grouping {
    pub(super) group: Group,
    bytes: usize,
}

impl Grouping {
    /// Adds the next element. Returns the group that it completes.
    pub(super) fn add(&mut self, element: Span) -> Option<Group> {
        self.bytes += element.len();
        self.group.elements.push(element);
        (self.bytes >= PIECE).then(|| {
            self.bytes = 0;
            let first = self.group.first + self.group.elements.len();
            std::mem::replace(&mut self.group, Group { first, elements: Vec::new() })
        })
    }
}

/// A group of entries that can be read before the rest of the source is known.
pub(crate) struct Ahead<'a> {
    pub(super) text: &'a [u8],
    /// Where the list of the group begins.
    pub(super) list: usize,
    pub(super) keys: Vec<Vec<u8>>,
    pub(super) group: Group,
}

impl<'a> Ahead<'a> {
    /// Walks the group.
    pub(crate) fn walk<V: Visitor>(&self, visitor: &mut V, limits: &Limits, budget: &Budget) {
        let walker = Walker::new(visitor, limits, budget, &[]);
        walk_group(walker, self.text, &self.keys, &self.group, |_| true);
    }

    /// Number of bytes of the group.
    pub(crate) fn bytes(&self) -> usize {
        self.group.bytes()
    }

    /// Whether the group turned out to be a piece of the source.
    pub(crate) fn is(&self, opened: &Opened<'_>, piece: &Piece) -> bool {
        let is_list = opened.list.is_some_and(|list| list.start == self.list);
        is_list && matches!(piece, Piece::Elements(group) if *group == self.group)
    }
}

/// Walks those elements of a group that are wanted; `keys` lead to their list.
pub(super) fn walk_group<V: Visitor>(
    mut walker: Walker<'_, V>,
    text: &[u8],
    keys: &[Vec<u8>],
    group: &Group,
    wants: impl Fn(Span) -> bool,
) {
    for key in keys {
        walker.path_mut().push_name(key);
    }
    let role = keys.iter().fold(Role::Plain, |role, key| role.under(key));
    let key = keys.last().map(Vec::as_slice).unwrap_or_default();
    for (index, &element) in (group.first..).zip(&group.elements) {
        if !wants(element) {
            continue;
        }
        let text = &text[..element.end];
        let url = address::of_request(text, element.start);
        walker.set_host(url.and_then(address::host_of));
        walker.set_topic(url.and_then(address::topic_of));
        walker.path_mut().push_index(index);
        walker.read(text, 0, |text, to| {
            json::walk_value(text, element.start, role, key, to);
        });
        walker.path_mut().pop();
    }
}
