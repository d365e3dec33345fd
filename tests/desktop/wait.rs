//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

/// A condition that has not come true by then will not.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(15);

/// Looks until there is something.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    found(look).await.unwrap_or_else(|| panic!("it never came true that {what}"))
}

async fn found<T>(mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = look().await;
        if found.is_some() || Instant::now() > deadline {
            return found;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Looks until it is so; whether it came to be.
pub async fn comes_true(mut look: impl AsyncFnMut() -> bool) -> bool {
    found(async || look().await.then_some(())).await.is_some()
}

/// Looks until it is so.
pub async fn until_true(what: &str, mut look: impl AsyncFnMut() -> bool) {
    until(what, async || look().await.then_some(())).await;
}
