//! The whole way over real HTTP, against a web server that does what each test says: lists and signatures, packages,
//! and everything that may be wrong with them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod lists;
mod packages;
mod site;
mod who;
