//! Sessions, renewals and challenges: short texts that this relay and every other of its fleet can check without asking
//! anybody, because they are signed with the fleet's key (HMAC-SHA-256).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use callside_core::person::PersonId;
use callside_core::secret::Secret;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// How long a challenge may take to come back in a token.
const NONCE_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// What a text is good for. One can never stand in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Bearer of requests.
    Session,
    /// Gets the next session.
    Renewal,
    /// A challenge for a sign-in.
    Nonce,
}

#[derive(Serialize, Deserialize)]
struct Body {
    k: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<PersonId>,
    /// End, in seconds.
    e: i64,
    /// Makes every text unlike every other.
    r: String,
}

/// Makes and checks them.
pub struct Sessions {
    key: Secret,
}

impl Sessions {
    /// With the fleet's key.
    #[must_use]
    pub const fn new(key: Secret) -> Self {
        Self { key }
    }

    /// A text of this kind for a person, that lasts until `ends`.
    #[must_use]
    pub fn make(&self, kind: Kind, person: &PersonId, ends: Timestamp) -> String {
        self.sealed(&Body { k: kind, p: Some(person.clone()), e: ends.as_second(), r: random() })
    }

    /// A challenge.
    #[must_use]
    pub fn nonce(&self, now: Timestamp) -> String {
        self.sealed(&Body { k: Kind::Nonce, p: None, e: (now + NONCE_LASTS).as_second(), r: random() })
    }

    /// Whose a text of this kind is, while it lasts.
    #[must_use]
    pub fn whose(&self, kind: Kind, text: &str, now: Timestamp) -> Option<PersonId> {
        self.opened(kind, text, now)?.p
    }

    /// Is this a challenge of ours that has not ended?
    #[must_use]
    pub fn is_nonce(&self, text: &str, now: Timestamp) -> bool {
        self.opened(Kind::Nonce, text, now).is_some()
    }

    fn sealed(&self, body: &Body) -> String {
        let body = URL_SAFE_NO_PAD.encode(serde_json::to_vec(body).unwrap_or_default());
        let mac = URL_SAFE_NO_PAD.encode(self.mac(&body).finalize().into_bytes());
        format!("{body}.{mac}")
    }

    fn opened(&self, kind: Kind, text: &str, now: Timestamp) -> Option<Body> {
        if text.len() > 2_048 {
            return None;
        }
        let (body, mac) = text.split_once('.')?;
        let mac = URL_SAFE_NO_PAD.decode(mac).ok()?;
        self.mac(body).verify_slice(&mac).ok()?;
        let body: Body = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).ok()?).ok()?;
        (body.k == kind && now.as_second() < body.e).then_some(body)
    }

    fn mac(&self, body: &str) -> Hmac<Sha256> {
        #[expect(clippy::expect_used, reason = "HMAC takes keys of every length")]
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.expose().as_bytes()).expect("HMAC takes every key");
        mac.update(body.as_bytes());
        mac
    }
}

fn random() -> String {
    let mut bytes = [0; 12];
    // Without it two texts of one second would be alike, which harms only the count of challenges.
    let _ = getrandom::fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_good_for_its_kind_its_time_and_its_key_alone() {
        let sessions = Sessions::new(Secret::new("k".repeat(64)));
        let others = Sessions::new(Secret::new("l".repeat(64)));
        let dana = PersonId::new("dana@example.com").unwrap();
        let at = |second: i64| Timestamp::from_second(1_000_000 + second).unwrap();
        let session = sessions.make(Kind::Session, &dana, at(60));
        assert_eq!(sessions.whose(Kind::Session, &session, at(59)), Some(dana.clone()));
        assert_eq!(sessions.whose(Kind::Session, &session, at(60)), None);
        assert_eq!(sessions.whose(Kind::Renewal, &session, at(0)), None);
        assert_eq!(others.whose(Kind::Session, &session, at(0)), None);
        assert!(!sessions.is_nonce(&session, at(0)));
        let nonce = sessions.nonce(at(0));
        assert!(sessions.is_nonce(&nonce, at(599)) && !sessions.is_nonce(&nonce, at(600)));
        assert_ne!(sessions.nonce(at(0)), nonce);
    }

    #[test]
    fn every_flipped_bit_is_seen() {
        let sessions = Sessions::new(Secret::new("k".repeat(64)));
        let dana = PersonId::new("dana@example.com").unwrap();
        let session = sessions.make(Kind::Session, &dana, Timestamp::from_second(60).unwrap());
        for at in 0..session.len() {
            for bit in 0..7 {
                let mut bytes = session.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let Ok(text) = String::from_utf8(bytes) else { continue };
                let whose = sessions.whose(Kind::Session, &text, Timestamp::UNIX_EPOCH);
                assert_eq!(whose, None, "byte {at}, bit {bit}");
            }
        }
    }
}
