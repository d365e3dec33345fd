//! The door on real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

mod house;
mod ivr;
mod limits;
mod links;
mod logs;
mod messages;
mod pages;
mod ports;
mod providers;
mod refusing;
mod strangers;
mod wire;
