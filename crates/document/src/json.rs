//! JSON without a tree: a pull [`lexer`] that gives every string its byte span, and an
//! [`outline`] of where the big lists of a document stand.

pub mod lexer;
pub mod outline;

pub use lexer::{Lexer, Token};
pub use outline::Outline;
