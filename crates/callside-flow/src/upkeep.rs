//! Looking after the database while nobody waits for it.

use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::privacy::Term;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;

/// Nothing was announced for this long: no call is coming in just now.
const QUIET: Duration = Duration::from_secs(2);
/// How often what has had its term is looked for.
const BETWEEN: SignedDuration = SignedDuration::from_hours(1);

/// Puts the database in order after each burst, until it is aborted. SQLite would do that inside a commit of its
/// choice, and the pop of that call would wait for it. What has had its term goes at the start and hourly.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut notices = inner.notices.subscribe();
    let mut retired_at = None;
    if let Err(error) = fill_facts(&inner).await {
        tracing::warn!(%error, "calls of before could not be made ready for filters");
    }
    loop {
        let now = inner.now();
        if is_due(retired_at, now) {
            retired_at = Some(now);
            if let Err(error) = retire(&inner, now).await {
                tracing::warn!(%error, "what has had its term could not be deleted");
            }
        }
        // What is announced does not matter, nor does a gap; the sender is in `inner`, so it never closes. A quiet
        // machine forgets too.
        let _ = tokio::time::timeout(BETWEEN.unsigned_abs(), notices.recv()).await;
        while tokio::time::timeout(QUIET, notices.recv()).await.is_ok() {}
        if let Err(error) = inner.write_down().await {
            tracing::error!(%error, "lines of the audit could not be written");
        }
        if let Err(error) = inner.store.put_in_order().await {
            tracing::warn!(%error, "the database could not be put in order");
        }
    }
}

/// Calls of an older version become ones that can be filtered and counted. Each step lets others write in between.
async fn fill_facts(inner: &Inner) -> Result<(), FlowError> {
    while inner.store.fill_facts().await? {
        tokio::task::yield_now().await;
    }
    Ok(())
}

/// A clock that was set back does not put it off.
fn is_due(retired_at: Option<Timestamp>, now: Timestamp) -> bool {
    retired_at.is_none_or(|at| now.duration_since(at).abs() >= BETWEEN)
}

async fn retire(inner: &Inner, now: Timestamp) -> Result<(), FlowError> {
    let retention = inner.preferences().retention;
    let retired = inner.store.retire(&retention, now).await?;
    let cut = inner.cut_audit(retention.before(Term::Audit, now)).await?;
    let count: u64 = retired.values().sum::<u64>() + cut;
    if count > 0 {
        tracing::info!(count, "what had its term was deleted");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_due_at_the_start_hourly_and_when_the_clock_jumps() {
        let at: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        let minutes = |minutes| at + SignedDuration::from_mins(minutes);
        for (before, now, due) in [
            (None, at, true),
            (Some(at), minutes(59), false),
            (Some(at), minutes(60), true),
            (Some(at), minutes(-61), true),
        ] {
            assert_eq!(is_due(before, now), due, "{now}");
        }
    }
}
