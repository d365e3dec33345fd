//! Players: phone systems that have only one call, and tell it to a door on this machine as real ones would.

mod aircall;
mod five9;
mod line;
mod outbound;
mod phone;
mod play;
mod script;
mod send;

pub use outbound::{OutboundPlay, OutboundReport, send_outbound};
pub use play::{Agent, CallPlay, Direction, Outcome, Player, Signature, play};
pub(crate) use script::call_id;
pub use send::{Delivery, PlayReport};

/// The secret of the Five9 connectors and named events, unless a play brings its own.
pub const FIVE9_SECRET: &str = "five9-training-secret-0001";
/// The token in the body of Aircall webhooks, unless a play brings its own. Real ones are 32 hexadecimal digits.
pub const AIRCALL_TOKEN: &str = "45c0ffeea08f4c7d9b21c0e6f7a81320";
/// The key of signed webhooks, unless a play brings its own.
pub const PHONE_SECRET: &str = "whsec_Y2FsbHNpZGUtdHJhaW5pbmctc2FuZGJveC1rZXktMDE=";
