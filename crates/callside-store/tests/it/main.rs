//! The store on real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod accept;
mod at_desk;
mod automations;
mod callers;
mod cancelled;
mod desk;
mod encryption;
mod given;
mod history;
mod kill;
mod leases;
mod mending;
mod opening;
mod outbox;
mod persisted;

mod private;
mod wrap_up;
