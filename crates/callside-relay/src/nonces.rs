//! Challenges that were answered: each is good once.

use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A challenge ends by itself after ten minutes; no answered one has to be remembered longer.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(11);

/// Challenges that were answered at this relay. A token that is stolen and shown again within minutes at another relay
/// of the fleet is not seen; the token itself lasts no longer than that, and comes over TLS.
#[derive(Debug, Default)]
pub struct Nonces(Mutex<HashMap<String, Timestamp>>);

impl Nonces {
    /// Uses a challenge up; false when it was used before.
    pub fn spend(&self, nonce: &str, now: Timestamp) -> bool {
        let mut spent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        spent.retain(|_, at| now.duration_since(*at) < REMEMBERED);
        spent.insert(nonce.to_owned(), now).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_good_once() {
        let nonces = Nonces::default();
        let at = |minute: i64| Timestamp::from_second(minute * 60).unwrap();
        assert!(nonces.spend("a", at(0)));
        assert!(!nonces.spend("a", at(10)));
        assert!(nonces.spend("b", at(30)));
        assert_eq!(nonces.0.lock().unwrap().len(), 1);
    }
}
