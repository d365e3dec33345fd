//! Tells the relay how wrap-ups stand here, whenever one changes and whenever the relay is there again.

use crate::live::changed;
use callside_core::team::Share;
use callside_flow::{Clock, Companion, FlowError};
use callside_link::{Capability, Welcome};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How much a relay wants to hear.
pub(crate) fn share(welcome: &Welcome) -> Share {
    let can = |word| Capability::is_in(&welcome.capabilities, word);
    match (can(Capability::HISTORY), can(Capability::HISTORY_NOTES)) {
        (false, _) => Share::Off,
        (true, false) => Share::Calls,
        (true, true) => Share::CallsAndNotes,
    }
}

/// Runs as long as the link is held. `welcomed`: how much the relay wants to hear, said anew at each welcome.
pub(crate) async fn follow(companion: Companion, mut welcomed: watch::Receiver<Option<Share>>, clock: Arc<dyn Clock>) {
    let mut notices = companion.subscribe();
    loop {
        let share = *welcomed.borrow_and_update();
        let again = match tell(&companion, share).await {
            Ok(again) => again,
            Err(error) => {
                tracing::error!(%error, "how wrap-ups stand could not be read, and was not told");
                None
            }
        };
        tokio::select! {
            there = changed(&mut notices) => if !there { return },
            there = welcomed.changed() => if there.is_err() { return },
            () = wait(again, clock.as_ref()) => {}
        }
    }
}

async fn tell(companion: &Companion, share: Option<Share>) -> Result<Option<Timestamp>, FlowError> {
    // Not welcomed yet: what was said last counts, and nothing can be told.
    let Some(share) = share else { return Ok(None) };
    companion.share_history(share).await?;
    if share == Share::Off { Ok(None) } else { companion.tell_wrap_ups().await }
}

async fn wait(until: Option<Timestamp>, clock: &dyn Clock) {
    let Some(until) = until else { return std::future::pending().await };
    let left = until.duration_since(clock.now()).max(SignedDuration::ZERO);
    tokio::time::sleep(Duration::try_from(left).unwrap_or_default() + Duration::from_millis(1)).await;
}
