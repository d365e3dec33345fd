//! SOSL by a typed builder, and parameterized search for what people type.

mod escape;
mod find;
mod parameterized;

pub use find::{Find, Returning, Sosl};
pub use parameterized::{PlainSearch, SearchIn};
