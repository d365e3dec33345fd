//! Automations at work: what happened is decided, runs take their steps, messages that are due are sent, Salesforce is
//! watched.
//!
//! One task does all of it: decisions are made in the order of what happened, runs of different calls and records are taken
//! on side by side, those of one in their order (docs/adr/0080). It can be killed anywhere: what happened waits in the
//! store until it is decided; a decision, the begin of its runs and the writes that they begin with are one transaction; a
//! run is one per automation and occurrence, and its writes carry a key of the run and the step, under which the outbox
//! has them once.

mod act;
mod answers;
mod decide;
mod facts;
mod log;
mod messages;
mod recent;
mod steps;
mod watch;

pub(crate) use answers::Answers;
pub(crate) use decide::DecidedUpto;
pub use log::{RunsPage, WatchView};
pub(crate) use watch::Watching;

use crate::companion::Inner;
use crate::error::FlowError;
use std::sync::Arc;
use std::time::Duration;

/// After something failed, and for what nobody tells of: a lease that runs out, a machine that slept.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Questions to Salesforce that are under way at the same time: of decisions, and of runs. It allows 25 long ones for a whole
/// org.
const SIDE_BY_SIDE: usize = 4;

/// What is due but cannot be done just now must not spin.
const LEAST: Duration = Duration::from_secs(1);

/// Works until it is aborted.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut watching = Watching::default();
    let mut deciding = decide::Deciding::default();
    loop {
        match round(&inner, &mut watching, &mut deciding).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(FlowError::Store(callside_store::StoreError::Closed)) => return,
            Err(error) => {
                deciding.forget_counts();
                inner.decided_upto.forget();
                inner.answers.look_at_all();
                tracing::error!(%error, "automations cannot go on just now");
            }
        }
        let due = watching.until_due(&inner).unwrap_or(LOOK_AGAIN);
        let pause = due.clamp(LEAST, LOOK_AGAIN);
        tokio::select! {
            () = inner.occurred.notified() => {}
            () = tokio::time::sleep(pause) => inner.answers.look_at_all(),
        }
    }
}

/// Does what there is to do; whether there may be more to do at once.
async fn round(
    inner: &Arc<Inner>,
    watching: &mut Watching,
    deciding: &mut decide::Deciding,
) -> Result<bool, FlowError> {
    let undone = decide::undone(inner).await?;
    // What came in first: somebody waits for what it sets off.
    let mut any = decide::events(inner, deciding, undone.events, undone.upto).await?;
    any |= steps::answered(inner).await?;
    let decided = undone.occurrences && decide::occurrences(inner, deciding).await?;
    any |= decided;
    if undone.runs || decided {
        any |= steps::going(inner).await?;
    }
    if undone.messages {
        any |= messages::due(inner).await?;
    }
    Ok(watching.look(inner).await? || any)
}
