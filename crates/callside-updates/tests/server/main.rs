//! The whole way over real HTTP, against a web server that does what each test says: lists and signatures, packages,
//! and everything that may be wrong with them.

mod lists;
mod packages;
mod site;
mod who;
