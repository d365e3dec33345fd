//! Whether a relay takes deliveries now: the same rule for who looks after it and for a balancer.

use crate::house::House;

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Readiness {
    /// It is about to end.
    pub(crate) leaving: bool,
    /// Its file can be used.
    pub(crate) store: bool,
    /// Requests that wait for the disk.
    pub(crate) waiting: usize,
    /// How many may.
    pub(crate) may_wait: usize,
}

impl Readiness {
    pub(crate) async fn of(house: &House) -> Self {
        Self {
            leaving: house.is_leaving(),
            // That the file can be read is seen from one row.
            store: house.store.last().await.is_ok(),
            waiting: house.writer().waiting(),
            may_wait: house.config.limits.waiting,
        }
    }

    /// Ready means: it takes deliveries. A fleet that is away does not make it unready.
    pub(crate) const fn is_ready(self) -> bool {
        self.store && !self.leaving && self.waiting < self.may_wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_is_whoever_takes_deliveries() {
        for (leaving, store, waiting, ready) in [
            (false, true, 0, true),
            (false, true, 7, true),
            (false, true, 8, false),
            (false, false, 0, false),
            (true, true, 0, false),
        ] {
            let stands = Readiness { leaving, store, waiting, may_wait: 8 };
            assert_eq!(stands.is_ready(), ready, "{stands:?}");
        }
    }
}
