//! Forms in which results are told.

pub(crate) mod summary;
pub(crate) mod text;
