//! The window's ear: events for it, kept until it listens.

use std::sync::{Mutex, PoisonError};

use tauri::ipc::Channel;

use crate::wire::AppEvent;

/// A waiting window hears at most this many events: nobody drops more before it is drawn.
const MOST: usize = 64;

/// Where events for the window go.
#[derive(Default)]
pub(super) struct Ears(Mutex<Hearing>);

#[derive(Default)]
struct Hearing {
    channel: Option<Channel<AppEvent>>,
    waiting: Vec<AppEvent>,
}

impl Ears {
    /// Says something to the window, now or as soon as it listens.
    pub(super) fn tell(&self, event: AppEvent) {
        let mut hearing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &hearing.channel {
            // A window that is gone hears nothing, and that is no trouble.
            Some(channel) => drop(channel.send(event)),
            None if hearing.waiting.len() < MOST => hearing.waiting.push(event),
            None => {}
        }
    }

    /// The window listens.
    pub(super) fn listen(&self, channel: Channel<AppEvent>) {
        let mut hearing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for event in hearing.waiting.drain(..) {
            let _ = channel.send(event);
        }
        hearing.channel = Some(channel);
    }
}
