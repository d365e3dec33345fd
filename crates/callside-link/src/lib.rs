//! The wire between a relay and a desktop, and the desktop's end of it.
//!
//! [`wire`] is pure: messages, versions, cursors. [`client`] holds a link open over it. The relay's end is in
//! `callside-relay`.

pub mod client;
pub mod wire;

pub use client::{
    AboutRelay, Desk, Gate, GateError, Link, LinkClock, LinkSettings, LinkState, Nudge, SignInAt, Trouble, Unkept,
};
pub use wire::{
    Backlog, Capability, Coming, Cursor, Envelope, FromDesktop, FromRelay, Grant, Heard, Hello, LookedAgain,
    ParkedDelivery, ParkedList, Place, Refused, RefusedCode, Role, Version, VersionRange, Welcome, WireError,
};
