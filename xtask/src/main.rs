//! Every command that a contributor or CI needs.
fn main() {}
