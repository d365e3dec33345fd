//! The sandbox over real HTTP: what a foreign client meets.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod callers;
mod client;
mod collections;
mod composite;
mod control;
mod describe;
mod faults;
mod notes;
mod oauth;
mod players;
mod program;
mod records;
mod refusals;
mod rules;
mod search;
mod tokens;
