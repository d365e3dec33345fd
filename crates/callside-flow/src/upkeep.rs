//! Looking after the database while nobody waits for it.

use crate::companion::Inner;
use std::sync::Arc;
use std::time::Duration;

/// Nothing was announced for this long: no call is coming in just now.
const QUIET: Duration = Duration::from_secs(2);

/// Puts the database in order after each burst, until it is aborted. SQLite would do that inside a commit of its
/// choice, and the pop of that call would wait for it.
pub(crate) async fn run(inner: Arc<Inner>) {
    let mut notices = inner.notices.subscribe();
    loop {
        // What is announced does not matter, nor does a gap; the sender is in `inner`, so it never closes.
        let _ = notices.recv().await;
        while tokio::time::timeout(QUIET, notices.recv()).await.is_ok() {}
        if let Err(error) = inner.store.put_in_order().await {
            tracing::warn!(%error, "the database could not be put in order");
        }
    }
}
