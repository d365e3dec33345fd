//! The sandbox's clock: the machine's clock plus an offset that a test may move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// A clock that all parts of one sandbox share. Cloning it shares the offset.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
}

impl Clock {
    /// A clock that reads `start` now and then runs at the usual pace; without `start` it is the machine's clock.
    #[must_use]
    pub fn starting_at(start: Option<Timestamp>) -> Self {
        let clock = Self::default();
        if let Some(start) = start {
            let offset = start.as_millisecond() - Timestamp::now().as_millisecond();
            clock.offset_ms.store(offset, Ordering::SeqCst);
        }
        clock
    }

    /// The sandbox's present moment, to the millisecond.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let now = Timestamp::now().as_millisecond();
        let shifted = now.saturating_add(self.offset_ms.load(Ordering::SeqCst));
        Timestamp::from_millisecond(shifted).unwrap_or(Timestamp::MAX)
    }

    /// Moves the clock forward, so that tokens and pages age at once.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX / 4);
        self.offset_ms.fetch_add(by, Ordering::SeqCst);
    }
}

/// `moment` plus a duration; the last representable moment where that would overflow.
#[must_use]
pub fn after(moment: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| moment.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}

/// A datetime as Salesforce's REST API writes it: `2026-05-01T07:25:37.000+0000`, whole seconds, no colon in the offset.
#[must_use]
pub fn rest_datetime(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.000+0000").to_string()
}

/// A moment as an HTTP date: `Wed, 06 May 2026 09:49:20 GMT` (RFC 9110 section 5.6.7).
#[must_use]
pub fn http_date(moment: Timestamp) -> String {
    moment.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Reads an HTTP date; `None` when the text is not one.
#[must_use]
pub fn parse_http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(text.trim()).ok().map(|zoned| zoned.timestamp())
}

/// Reads a datetime as a REST client may write it: RFC 3339, or Salesforce's own form with `+0000`.
#[must_use]
pub fn parse_datetime(text: &str) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M:%S%.f%z", text).and_then(|parsed| parsed.to_timestamp()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datetimes_keep_their_wire_forms() {
        let moment: Timestamp = "2026-05-06T09:49:20.250Z".parse().unwrap();
        assert_eq!(rest_datetime(moment), "2026-05-06T09:49:20.000+0000");
        assert_eq!(http_date(moment), "Wed, 06 May 2026 09:49:20 GMT");
        let whole: Timestamp = "2026-05-06T09:49:20Z".parse().unwrap();
        assert_eq!(parse_http_date("Wed, 06 May 2026 09:49:20 GMT"), Some(whole));
        assert_eq!(parse_http_date("yesterday"), None);
        for text in [
            "2026-05-06T09:49:20Z",
            "2026-05-06T09:49:20.000+0000",
            "2026-05-06T11:49:20.000+02:00",
            "2026-05-06T09:49:20.000Z",
            "2026-05-06T04:49:20-0500",
        ] {
            assert_eq!(parse_datetime(text), Some(whole), "{text}");
        }
        assert_eq!(parse_datetime("2026-05-06"), None);
    }

    #[test]
    fn an_advance_moves_every_clone() {
        let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let clock = Clock::starting_at(Some(start));
        let copy = clock.clone();
        clock.advance(Duration::from_secs(86_400));
        assert!(copy.now() >= "2026-01-02T00:00:00Z".parse::<Timestamp>().unwrap());
        assert!(copy.now() < "2026-01-02T01:00:00Z".parse::<Timestamp>().unwrap());
    }
}
