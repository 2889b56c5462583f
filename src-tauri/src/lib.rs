//! The desktop face of Scrubjay: a window over the `scan` crate.
//!
//! Three floors: [`wire`] names what crosses to the screens; `workbench` knows what is open, decided and running and no
//! window; `shell` knows the window and nothing else. The screens reach the workbench through the commands of the shell.

mod shell;
pub mod wire;
mod workbench;

pub use shell::run;
