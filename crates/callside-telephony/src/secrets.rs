//! Shared secrets and how they are compared: always in constant time.

use crate::settings::BadSettings;
use callside_core::secret::Secret;
use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

/// One or more secrets that are all accepted: several while one is being replaced, or one per Aircall webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secrets(Vec<Secret>);

impl Secrets {
    /// Shortest secret that is accepted, in bytes: sixteen hexadecimal digits are 64 bits.
    pub const MIN: usize = 16;

    /// Takes the accepted secrets.
    ///
    /// # Errors
    /// [`BadSettings::NoSecret`] without any, [`BadSettings::WeakSecret`] when one is too short to be worth checking.
    pub fn new(secrets: Vec<Secret>) -> Result<Self, BadSettings> {
        if secrets.is_empty() {
            return Err(BadSettings::NoSecret);
        }
        if secrets.iter().any(|secret| secret.expose().trim().len() < Self::MIN) {
            return Err(BadSettings::WeakSecret { min: Self::MIN });
        }
        Ok(Self(secrets))
    }

    /// Is the text one of the secrets? All of them are compared, so that the time tells nothing.
    #[must_use]
    pub fn matches(&self, given: &str) -> bool {
        self.0.iter().map(|secret| compare(given, secret)).fold(Choice::from(0), |any, this| any | this).into()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Secret> {
        self.0.iter()
    }
}

/// Is the text the secret? The digests are compared, so that the time tells neither contents nor length.
#[must_use]
pub fn same(given: &str, secret: &Secret) -> bool {
    compare(given, secret).into()
}

fn compare(given: &str, secret: &Secret) -> Choice {
    Sha256::digest(secret.expose().as_bytes()).ct_eq(&Sha256::digest(given.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_of_the_secrets_matches_and_nothing_else() {
        let secrets = Secrets::new(vec![Secret::new("first-secret-0001"), Secret::new("second-secret-002")]).unwrap();
        for (given, expected) in [
            ("first-secret-0001", true),
            ("second-secret-002", true),
            ("first-secret-000", false),
            ("first-secret-00011", false),
            ("FIRST-SECRET-0001", false),
            (" first-secret-0001", false),
            ("", false),
        ] {
            assert_eq!(secrets.matches(given), expected, "{given:?}");
        }
    }

    #[test]
    fn empty_and_short_secrets_are_refused_when_settings_are_made() {
        assert_eq!(Secrets::new(vec![]), Err(BadSettings::NoSecret));
        for weak in ["", "                    ", "fifteen-chars-x"] {
            assert_eq!(Secrets::new(vec![Secret::new(weak)]), Err(BadSettings::WeakSecret { min: 16 }), "{weak:?}");
        }
    }
}
