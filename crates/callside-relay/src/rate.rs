//! How much one source may send: a bucket for each address that refills by the second.

use callside_intake::whole;
use jiff::Timestamp;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Most sources that are remembered; when there are more, full buckets are forgotten first.
const MOST: usize = 50_000;

/// Buckets by source.
#[derive(Debug)]
pub struct Rate {
    per_second: f64,
    burst: f64,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at_ms: i64,
}

impl Rate {
    /// So many a second on average, so many at once.
    #[must_use]
    pub fn new(per_second: u32, burst: u32) -> Self {
        Self { per_second: per_second.max(1).into(), burst: burst.max(1).into(), buckets: Mutex::default() }
    }

    /// Takes one from the source's bucket.
    ///
    /// # Errors
    /// How long to wait, when it is empty.
    pub fn take(&self, source: IpAddr, now: Timestamp) -> Result<(), Duration> {
        let source = whole(source);
        let now = now.as_millisecond();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST && !buckets.contains_key(&source) {
            buckets.retain(|_, bucket| self.refilled(*bucket, now) < self.burst);
            if buckets.len() >= MOST {
                return Err(Duration::from_secs(1));
            }
        }
        let known = buckets.get(&source).copied().unwrap_or(Bucket { tokens: self.burst, at_ms: now });
        let tokens = self.refilled(known, now);
        let (tokens, taken) = if tokens >= 1.0 { (tokens - 1.0, Ok(())) } else { (tokens, Err(self.wait(tokens))) };
        buckets.insert(source, Bucket { tokens, at_ms: now });
        taken
    }

    /// A clock that was set back refills nothing and takes nothing away.
    fn refilled(&self, bucket: Bucket, now: i64) -> f64 {
        let seconds = Duration::from_millis(u64::try_from(now - bucket.at_ms).unwrap_or(0)).as_secs_f64();
        seconds.mul_add(self.per_second, bucket.tokens).min(self.burst)
    }

    fn wait(&self, tokens: f64) -> Duration {
        Duration::from_secs_f64(((1.0 - tokens) / self.per_second).max(0.001))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_gets_its_burst_then_its_rate_and_others_are_unharmed() {
        let rate = Rate::new(10, 5);
        let at = |ms: i64| Timestamp::from_millisecond(1_000_000 + ms).unwrap();
        let (a, b) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let taken = (0..100).filter(|_| rate.take(a, at(0)).is_ok()).count();
        assert_eq!(taken, 5);
        assert_eq!(rate.take(a, at(0)), Err(Duration::from_millis(100)));
        assert_eq!(rate.take(b, at(0)), Ok(()));
        assert_eq!((0..100).filter(|n| rate.take(a, at(n * 20)).is_ok()).count(), 19);
        assert!(rate.take(a, at(-5_000)).is_err(), "a clock that goes back gives nothing");
    }

    #[test]
    fn neighbours_of_one_ipv6_net_are_one_source() {
        let rate = Rate::new(1, 1);
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(rate.take("2001:db8::1".parse().unwrap(), now), Ok(()));
        assert!(rate.take("2001:db8::ffff:1".parse().unwrap(), now).is_err());
        assert_eq!(rate.take("2001:db8:0:1::1".parse().unwrap(), now), Ok(()));
        assert_eq!(rate.take("::ffff:192.0.2.1".parse().unwrap(), now), Ok(()));
        assert!(rate.take("192.0.2.1".parse().unwrap(), now).is_err());
    }
}
