//! Configuration files: everything that an admin sets up, as text.
//!
//! A file is JSON: `"callside_config": 1` and sections by name. A file may have some sections only; those that it lacks
//! stay as they run. A file is taken whole or not at all: every [`Fault`] is named with file, line, path and the nearest
//! right name, and the running configuration stays.
//!
//! A section is a type that reads itself by serde (refusing unknown keys) and is a [`Section`]: it has a name, says what
//! others may refer to ([`Section::offers`]), and what of it cannot be right in this org and beside the other sections
//! ([`Section::wrongs`]). One line in [`configuration`] plugs it in.

mod about;
pub mod configuration;
mod fault;
mod file;
mod places;
mod section;

pub use about::About;
pub use configuration::Configuration;
pub use fault::{Fault, Problem};
pub use file::File;
pub use section::{Known, Noun, Section, Wrong};

/// The version of the format that this program writes, and the newest that it reads.
pub const VERSION: u64 = 1;
/// The key that makes a JSON file one of ours, and holds its version.
pub const VERSION_KEY: &str = "callside_config";
/// Greatest size of a file, in bytes.
pub const LARGEST: usize = 4 * 1024 * 1024;

#[cfg(test)]
mod tests;
