//! The store on real files.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod accept;
mod again;
mod at_desk;
mod audit;
mod automations;
mod back_fill;
mod callers;
mod cancelled;
mod desk;
mod encryption;
mod erasing;
mod given;
mod history;
mod kill;
mod leases;
mod mending;
mod opening;
mod outbox;
mod pages;
mod persisted;
mod private;
mod refused_work;
mod relay_erasing;
mod team;
mod team_history;
mod terms;
mod work;
mod wrap_up;
