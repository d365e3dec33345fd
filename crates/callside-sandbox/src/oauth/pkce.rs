//! Proof Key for Code Exchange (RFC 7636), S256 only. Salesforce takes the challenge without naming the method.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::refusal::{OauthError, OauthRefusal};

/// base64url of the SHA-256 of a verifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge(String);

impl Challenge {
    /// Reads the parameters of an authorize request.
    ///
    /// # Errors
    /// `invalid_request` when the challenge is no base64url SHA-256, or the method is not S256.
    pub fn read(challenge: Option<&str>, method: Option<&str>) -> Result<Option<Self>, OauthRefusal> {
        if method.is_some_and(|method| method != "S256") {
            return Err(OauthRefusal::new(OauthError::InvalidRequest, "invalid code challenge method"));
        }
        let Some(challenge) = challenge else { return Ok(None) };
        match URL_SAFE_NO_PAD.decode(challenge) {
            Ok(bytes) if bytes.len() == 32 => Ok(Some(Self(challenge.to_owned()))),
            _ => Err(OauthRefusal::new(OauthError::InvalidRequest, "invalid code challenge")),
        }
    }

    /// The challenge that belongs to a verifier.
    #[must_use]
    pub fn of(verifier: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())))
    }

    /// The text on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Compares the verifier of a token request with the challenge of the authorize request.
///
/// # Errors
/// `invalid_grant` when only one of the two is there, `invalid_request` when they do not belong together: the web
/// server flow page of Salesforce's help says so.
pub fn verify(challenge: Option<&Challenge>, verifier: Option<&str>) -> Result<(), OauthRefusal> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(OauthRefusal::new(OauthError::InvalidGrant, "missing code verifier")),
        (None, Some(_)) => Err(OauthRefusal::new(OauthError::InvalidGrant, "code challenge was not sent")),
        (Some(challenge), Some(verifier)) if is_well_formed(verifier) && Challenge::of(verifier) == *challenge => {
            Ok(())
        }
        (Some(_), Some(_)) => Err(OauthRefusal::new(OauthError::InvalidRequest, "invalid code verifier")),
    }
}

/// Unreserved characters, at least 43 (RFC 7636 section 4.1). Its upper end of 128 does not hold here: Salesforce asks for
/// 128 random bytes in base64url, and its own command line sends these 171 characters.
fn is_well_formed(verifier: &str) -> bool {
    (43..=256).contains(&verifier.len())
        && verifier.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_example_of_rfc_7636_agrees() {
        assert_eq!(Challenge::of(VERIFIER).as_str(), CHALLENGE);
        let challenge = Challenge::read(Some(CHALLENGE), None).unwrap();
        assert_eq!(Challenge::read(Some(CHALLENGE), Some("S256")).unwrap(), challenge);
        assert!(verify(challenge.as_ref(), Some(VERIFIER)).is_ok());
    }

    #[test]
    fn each_mismatch_has_its_own_error() {
        let challenge = Challenge::of(VERIFIER);
        fn error(challenge: Option<&Challenge>, verifier: Option<&str>) -> OauthError {
            verify(challenge, verifier).unwrap_err().error
        }
        assert_eq!(error(Some(&challenge), None), OauthError::InvalidGrant);
        assert_eq!(error(None, Some(VERIFIER)), OauthError::InvalidGrant);
        assert_eq!(error(Some(&challenge), Some("short")), OauthError::InvalidRequest);
        assert_eq!(error(Some(&challenge), Some(&"x".repeat(43))), OauthError::InvalidRequest);
        let long = "x".repeat(171);
        assert!(verify(Some(&Challenge::of(&long)), Some(&long)).is_ok(), "128 bytes in base64url");
        let endless = "x".repeat(257);
        assert_eq!(error(Some(&Challenge::of(&endless)), Some(&endless)), OauthError::InvalidRequest);
        assert_eq!(Challenge::read(Some(CHALLENGE), Some("plain")).unwrap_err().error, OauthError::InvalidRequest);
        assert_eq!(Challenge::read(Some("abc"), None).unwrap_err().error, OauthError::InvalidRequest);
    }
}
