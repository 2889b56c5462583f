//! Ctrl-C, and the system's request to end.
//!
//! The first one asks: whatever runs looks at the flag, stops, and removes its temporary files on
//! the way out. The second one no longer asks: the temporary files are removed here and the program
//! ends at once. So does the first one while the program waits for somebody else: nobody looks at a
//! flag then.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::terminal::Terminal;
use crate::trouble::Trouble;

/// Whether the run was asked to end, and which temporary files it has lying about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interrupt(Arc<State>);

#[derive(Debug, Default)]
struct State {
    asked: AtomicBool,
    waits: AtomicBool,
    temporary: Mutex<BTreeSet<PathBuf>>,
}

impl Interrupt {
    /// Begins to listen. Without a way to listen the program runs all the same: then Ctrl-C ends it
    /// as it ends any other program.
    pub(crate) fn listen(terminal: Terminal) -> Interrupt {
        let interrupt = Interrupt::default();
        let heard = interrupt.clone();
        let _ = ctrlc::set_handler(move || {
            let again = heard.0.asked.swap(true, Ordering::SeqCst);
            if again || heard.0.waits.load(Ordering::SeqCst) {
                heard.remove_temporary_files();
                terminal.complain(&Trouble::interrupted());
                #[allow(clippy::disallowed_methods, reason = "nothing else would end the program")]
                std::process::exit(3);
            }
        });
        interrupt
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.0.asked.load(Ordering::SeqCst)
    }

    /// An error once the run was asked to end.
    pub(crate) fn check(&self) -> Result<(), Trouble> {
        if self.is_asked() { Err(Trouble::interrupted()) } else { Ok(()) }
    }

    /// Runs something that may wait for ever: reading a terminal, writing to a slow reader.
    ///
    /// # Errors
    ///
    /// Those of `wait`, and [`Trouble::interrupted`] when the run was asked to end before.
    pub(crate) fn while_waiting<T>(
        &self,
        wait: impl FnOnce() -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        // Both sides write first and look then, so one of them sees the other.
        self.0.waits.store(true, Ordering::SeqCst);
        let result = self.check().and_then(|()| wait());
        self.0.waits.store(false, Ordering::SeqCst);
        result
    }

    /// Remembers a temporary file until [`Interrupt::forget`].
    pub(crate) fn remember(&self, path: &Path) {
        self.paths().insert(path.to_path_buf());
    }

    pub(crate) fn forget(&self, path: &Path) {
        self.paths().remove(path);
    }

    fn remove_temporary_files(&self) {
        for path in self.paths().iter() {
            let _ = std::fs::remove_file(path);
        }
    }

    fn paths(&self) -> std::sync::MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.temporary.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
