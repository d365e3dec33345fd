//! The relay: takes the webhooks of a whole team, keeps them safe, and hands them to the right desktops.
//!
//! A delivery's way: `start` listens, `callside-intake` proves and reads it, `sink` decides whom it is for (`team`),
//! `writer` commits it with whatever else waits, and only then the sender hears 2xx. `links` hands it to the desktops,
//! from this relay's own file or, in a fleet, over NATS (`fleet`).

mod acks;
mod backlog;
mod board;
pub mod check;
pub mod config;
mod fleet;
mod forgetting;
mod history;
mod house;
mod http;
pub mod identity;
mod ivr;
pub mod ivr_trial;
mod links;
mod memory;
mod metrics;
mod nonces;
mod parked;
mod rate;
mod ready;
mod records;
mod rights;
mod sight;
mod sink;
pub mod sizes;
mod start;
pub mod team;
mod tls;
pub mod trial;
mod writer;

pub use house::Clock;
pub use ivr::IvrError;
pub use start::{DATABASE, Relay, StartError, phone_secrets};
pub use writer::{Fresh, NotKept, Writer};
