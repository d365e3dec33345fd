//! A strict stand-in for a Salesforce org and for phone systems, over HTTP.
//!
//! It is the demo, the test bed and the training room: foreign clients can sign in, query and write, and meet the
//! refusals of a real org. Every committed effect stands in a ledger, faults can be injected, and calls can be played
//! to a phone door on the same machine.

pub mod clock;
pub mod faults;
pub mod oauth;
pub mod org;
pub mod phones;
pub mod players;
pub mod refusal;
pub mod schema;
pub mod seed;
pub mod soql;
pub mod sosl;

mod error;
mod http;
mod options;
mod random;
mod running;

pub use error::SandboxError;
pub use http::PhoneSetting;
pub use options::{FieldAccess, FieldRule, SandboxOptions};
pub use running::{Credentials, Sandbox};
