//! Deliveries as phone systems send them, and what becomes of them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

mod aircall;
mod any_order;
mod conformance;
mod five9_connector;
mod five9_events;
mod given;
mod hostile;
mod links;
mod mapping;
mod phone_switch;
mod signatures;
