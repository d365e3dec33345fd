//! A running relay on real files and real sockets, and in fleets with a real nats-server.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod accept;
mod assistance;
mod backlog;
mod bed;
mod board;
mod certificate;
mod erasing;
mod fleet;
mod fleet_lag;
mod fleet_parked;
mod hand_overs;
mod history;
mod hostile;
mod ivr;
mod links;
mod messages;
mod nats;
mod operation;
mod orders;
#[cfg(unix)]
mod program;
mod proxy;
mod sessions;
mod work;
