//! The shapes that cross to the UI. They are apart from the nouns of `callside-core`: a screen needs labels, masked
//! numbers and "may I?" flags, and must never see a token.
//!
//! Everything here is written to `ui/src/host/bindings.ts` by `cargo xtask gen`; a test compares.

pub mod action;
pub mod announcement;
pub mod assistance;
pub mod automations;
pub mod bindings;
pub mod callbacks;
pub mod caller;
pub mod database;
pub mod error;
pub mod form;
pub mod ivr;
pub mod look_ups;
pub mod older_calls;
pub mod outbox;
pub mod phone_fields;
pub mod phone_setup;
pub mod phones;
pub mod policy;
pub mod pop;
pub mod pop_fields;
pub mod privacy;
pub mod rehearsal;
pub mod relay;
pub mod rules;
pub mod search_setup;
pub mod self_test;
pub mod sentence;
pub mod session;
pub mod settings;
pub mod setup;
pub mod team;
pub mod updates;
pub mod views;
pub mod wallboard;
pub mod work;
pub mod wrap_up;
pub mod wrong;
