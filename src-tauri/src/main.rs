//! The desktop face.
fn main() { scrubjay_desktop::run() }
