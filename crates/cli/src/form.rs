//! Forms in which results are told.

pub(crate) mod annotations;
pub(crate) mod exposure;
pub(crate) mod item;
pub(crate) mod junit;
pub(crate) mod sarif;
pub(crate) mod summary;
pub(crate) mod text;
