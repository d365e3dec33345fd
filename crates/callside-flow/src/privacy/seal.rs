//! The secret of a machine that makes references to people and signs receipts and audits.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use callside_core::audit::Reference;
use callside_core::privacy::Subject;
use callside_core::secret::Secret;
use data_encoding::HEXLOWER;
use ed25519_dalek::{Signer as _, SigningKey};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;

/// The seal. It prints nothing.
pub struct Seal {
    seed: [u8; 32],
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seal").finish_non_exhaustive()
    }
}

impl Seal {
    /// From 64 hex digits; `None` for anything else.
    #[must_use]
    pub fn of(secret: &Secret) -> Option<Self> {
        let text = secret.expose();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut seed = [0; 32];
        for (at, byte) in seed.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
        }
        Some(Self { seed })
    }

    /// A seal of this run only, for where there is no vault: what it made cannot be made again.
    #[must_use]
    pub fn of_this_run() -> Self {
        let mut seed = [0; 32];
        // Without random numbers references can be guessed, but nothing else is lost.
        let _ = getrandom::fill(&mut seed);
        Self { seed }
    }

    /// The key that signatures are checked with, base64.
    #[must_use]
    pub fn public_key(&self) -> String {
        STANDARD.encode(self.signing().verifying_key().to_bytes())
    }

    /// Signs a text (Ed25519, RFC 8032); base64.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        STANDARD.encode(self.signing().sign(text.as_bytes()).to_bytes())
    }

    /// The reference to a caller's number.
    #[must_use]
    pub fn number(&self, e164: &str) -> Reference {
        self.reference("number", e164)
    }

    /// The reference to a Salesforce record.
    #[must_use]
    pub fn record(&self, id: &str) -> Reference {
        self.reference("record", id)
    }

    /// The reference to a Salesforce user.
    #[must_use]
    pub fn user(&self, id: &str) -> Reference {
        self.reference("user", id)
    }

    /// Everybody that an order names.
    #[must_use]
    pub fn subject(&self, subject: &Subject) -> Vec<Reference> {
        let numbers = subject.numbers.iter().map(|number| self.number(number.e164()));
        numbers.chain(subject.records.iter().map(|record| self.record(record.as_str()))).collect()
    }

    fn signing(&self) -> SigningKey {
        SigningKey::from_bytes(&self.seed)
    }

    /// HMAC-SHA256 (RFC 2104), the first 128 bits. Its key is made from the seed for this alone.
    fn reference(&self, kind: &str, text: &str) -> Reference {
        let key = mac(&self.seed, b"callside references");
        let hash = mac(&key, format!("{kind}:{text}").as_bytes());
        Reference(HEXLOWER.encode(&hash[..16]))
    }
}

fn mac(key: &[u8; 32], text: &[u8]) -> [u8; 32] {
    // HMAC takes a key of any length.
    match Hmac::<Sha256>::new_from_slice(key) {
        Ok(mac) => mac.chain_update(text).finalize().into_bytes().into(),
        Err(_) => [0; 32],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify_signature;

    #[test]
    fn the_same_secret_makes_the_same_references_and_another_makes_others() {
        let seal = |byte: &str| Seal::of(&Secret::new(byte.repeat(32))).unwrap();
        let (one, other) = (seal("07"), seal("08"));
        assert_eq!(one.number("+14155550134"), seal("07").number("+14155550134"));
        assert_ne!(one.number("+14155550134"), other.number("+14155550134"));
        assert_ne!(one.number("1"), one.record("1"), "a number is no record");
        assert_eq!(one.number("+14155550134").0.len(), 32);
        for wrong in ["", "0", "zz", &"0".repeat(63), &"é".repeat(32)] {
            assert!(Seal::of(&Secret::new(wrong)).is_none(), "{wrong}");
        }
    }

    #[test]
    fn what_it_signs_is_checked_with_its_public_key() {
        let seal = Seal::of_this_run();
        let signature = seal.sign("text");
        assert_eq!(verify_signature(&seal.public_key(), "text", Some(&signature)), Ok(()));
        assert!(verify_signature(&seal.public_key(), "test", Some(&signature)).is_err());
        assert_eq!(format!("{seal:?}"), "Seal { .. }");
    }
}
