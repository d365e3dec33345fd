//! The engine without a window: JSON lines in and out.
fn main() {}
