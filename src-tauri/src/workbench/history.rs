//! What was decided, in its order, so that it can be taken back and made again.

use scrubjay_scan::Decision;

/// One step of a person.
pub(super) enum Change {
    /// Decisions about credentials, which are told by their placeholders: those outlive a second scan.
    Decided {
        /// What held until then.
        before: Vec<(String, Decision)>,
        /// What holds since.
        after: Vec<(String, Decision)>,
    },
    /// A text was made a credential.
    Chosen {
        /// The text.
        text: String,
    },
}

/// Steps that were made, and those that were taken back.
#[derive(Default)]
pub(super) struct History {
    past: Vec<Change>,
    future: Vec<Change>,
}

impl History {
    /// A step is made; what was taken back before it cannot be made again.
    pub(super) fn add(&mut self, change: Change) {
        self.past.push(change);
        self.future.clear();
    }

    /// The step that is taken back now.
    pub(super) fn back(&mut self) -> Option<&Change> {
        self.future.push(self.past.pop()?);
        self.future.last()
    }

    /// The step that is made again now.
    pub(super) fn forth(&mut self) -> Option<&Change> {
        self.past.push(self.future.pop()?);
        self.past.last()
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }
}
