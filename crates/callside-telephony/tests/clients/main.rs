//! What Callside asks phone systems for, against the strict stand-ins over HTTP.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod aircall;
mod bench;
mod five9;
mod phone_switch;
mod sticky_calls;
mod troubles;
