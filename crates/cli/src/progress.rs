//! What is going on, for a person who waits.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use scrubjay_scan::{Phase, Progress};

use crate::interrupt::Interrupt;
use crate::terminal::Terminal;

/// A bar on a terminal, nothing elsewhere; and the way Ctrl-C reaches the engine.
#[derive(Debug)]
pub(crate) struct Watch {
    bar: ProgressBar,
    interrupt: Interrupt,
}

impl Watch {
    pub(crate) fn new(terminal: Terminal, interrupt: &Interrupt) -> Watch {
        let target = if terminal.shows_progress() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        // Without a length until the first phase tells one: nothing of nothing is drawn as all.
        let bar = ProgressBar::with_draw_target(None, target);
        // The bar takes what the terminal has left; what stands beside it fits into 30 columns.
        let style = ProgressStyle::with_template(
            "{msg:9} {percent:>3} % [{wide_bar}] {binary_bytes_per_sec}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        Watch { bar, interrupt: interrupt.clone() }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Watch {
    fn phase(&self, phase: Phase, total_bytes: u64) {
        let message = match phase {
            Phase::Reading => "reading",
            Phase::Finding => "finding",
            Phase::Echoes => "echoes",
            Phase::Verifying => "verifying",
        };
        // The length last: until then what is drawn shows no share.
        self.bar.reset();
        self.bar.unset_length();
        self.bar.set_message(message);
        self.bar.set_length(total_bytes);
    }

    fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    fn is_cancelled(&self) -> bool {
        self.interrupt.is_asked()
    }
}
