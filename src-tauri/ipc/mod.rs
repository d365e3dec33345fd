//! The shapes that cross to the UI. They are apart from the nouns of `callside-core`: a screen needs labels, masked
//! numbers and "may I?" flags, and must never see a token.
//!
//! Everything here is written to `ui/src/host/bindings.ts` by `cargo xtask gen`; a test compares.

pub mod announcement;
pub mod automations;
pub mod bindings;
pub mod callbacks;
pub mod caller;
pub mod database;
pub mod error;
pub mod look_ups;
pub mod outbox;
pub mod pop;
pub mod pop_fields;
pub mod rehearsal;
pub mod relay;
pub mod rules;
pub mod sentence;
pub mod session;
pub mod settings;
pub mod views;
pub mod wrap_up;
