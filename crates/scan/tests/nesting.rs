//! Nesting.
