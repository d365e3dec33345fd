//! How long to wait before the next try.

use std::time::Duration;

/// First upper bound.
const BASE: Duration = Duration::from_millis(500);
/// Last upper bound: nobody waits longer for a relay that is back.
const CAP: Duration = Duration::from_secs(30);

/// Full jitter: anything between nothing and a bound that doubles with each try, so that a thousand desktops do not come
/// back at the same moment. `attempt` counts from 0, `random` is any number, `at_least` is what the relay asked for.
/// Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
#[must_use]
pub fn delay(attempt: u32, random: u64, at_least: Duration) -> Duration {
    let bound = BASE.saturating_mul(2_u32.saturating_pow(attempt.min(16))).min(CAP);
    let span = u64::try_from(bound.as_millis()).unwrap_or(u64::MAX).saturating_add(1);
    at_least + Duration::from_millis(random % span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_and_stays_at_half_a_minute() {
        for (attempt, bound_ms) in [(0, 500), (1, 1_000), (2, 2_000), (5, 16_000), (6, 30_000), (4_000_000, 30_000)] {
            assert_eq!(delay(attempt, bound_ms, Duration::ZERO), Duration::from_millis(bound_ms), "{attempt}");
            assert_eq!(delay(attempt, bound_ms + 1, Duration::ZERO), Duration::ZERO, "{attempt}");
        }
        assert_eq!(delay(0, 7, Duration::from_secs(3)), Duration::from_millis(3_007));
    }

    #[test]
    fn a_thousand_desktops_spread_over_the_whole_span() {
        let mut tenths = [0_u32; 10];
        for n in 0..1_000_u64 {
            let random = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 11;
            let ms = delay(6, random, Duration::ZERO).as_millis();
            tenths[usize::try_from(ms * 10 / 30_001).unwrap()] += 1;
        }
        assert!(tenths.iter().all(|&n| n > 60), "{tenths:?}");
    }
}
