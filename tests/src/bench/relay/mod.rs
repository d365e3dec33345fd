//! The relay: accepting, delivering, its size, and what a kill in the middle of a burst leaves.
//!
//! The relay is the real program in a process of its own. The load comes from here over plain sockets that are kept open,
//! so that what is measured is the relay and not a client.

mod accept;
mod backlog;
mod burst;
mod commit;
mod fleet;
mod history;
mod program;
mod wire;

use super::Report;

/// All figures of the relay.
pub async fn relay(report: &mut Report) {
    let bare_commit = commit::measure(report).await;
    accept::measure(report, bare_commit).await;
    history::measure(report).await;
    burst::measure(report).await;
    fleet::measure(report).await;
    backlog::measure(report).await;
}
