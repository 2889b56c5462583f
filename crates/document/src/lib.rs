//! Turns bytes into layers.
