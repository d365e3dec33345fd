//! Newer versions of Callside: what a list of them says, and whether one is for this machine.
//!
//! A list ([`Manifest`]) is a JSON file on any web server with a detached signature beside it. What is signed is the whole
//! file: product, channel, version, moment, share of machines, and the name, size and hash of every package. So a right
//! signature under another version is not possible, and a list with an old version is a list that [`judge`] never takes.
//! Whoever checks the signature, asks the network and writes files is outside (`callside-updates`).

mod judge;
mod manifest;
mod rule;
#[cfg(test)]
mod tests;
mod version;

pub use judge::{Lot, Machine, Refusal, Verdict, judge};
pub use manifest::{Artefact, LARGEST, LARGEST_ARTEFACT, Manifest, ManifestFault, VERSION, VERSION_KEY, read};
pub use rule::{BuiltIn, Mode, OffBecause, Packaging, Place, Rule, rule};
pub use version::Version;

/// The product that a list must be of.
pub const PRODUCT: &str = "callside";

/// The channel that a list must be of.
pub const CHANNEL: &str = "stable";
