//! Id tokens (OpenID Connect Core 1.0, section 2) as Salesforce signs them, and the public keys to check them with.
//!
//! Salesforce's page "Inside OpenID Connect on Force.com" shows the claims, the two minutes and `/id/keys`; its page on
//! the refresh token flow shows that a refresh brings no id token.

use std::sync::OnceLock;
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicKeyComponents};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::clock::after;

/// How long an id token holds: what an app gets that asked for nothing else.
pub const ID_TOKEN_LIFETIME: Duration = Duration::from_secs(2 * 60);

/// Numbers of the keys, as Salesforce names them. The first no longer signs: who verifies must choose by number.
const RETIRED: &str = "242";
const CURRENT: &str = "244";

/// The signing keys of an org. They are made when the first of them is needed, since that takes a moment.
#[derive(Debug, Default)]
pub struct SigningKeys {
    pairs: OnceLock<[KeyPair; 2]>,
}

/// What one id token says.
#[derive(Debug)]
pub struct IdClaims<'a> {
    /// Origin of the sign-in server (`iss`).
    pub issuer: &'a str,
    /// Identity URL of the user (`sub`).
    pub subject: &'a str,
    /// Consumer key of the app (`aud`).
    pub audience: &'a str,
    /// What the authorize request brought, if anything.
    pub nonce: Option<&'a str>,
    /// The access token that came with it (`at_hash`).
    pub access_token: &'a str,
    /// When it is issued.
    pub now: Timestamp,
}

impl SigningKeys {
    /// Signs an id token with RS256.
    #[must_use]
    pub fn sign(&self, claims: &IdClaims<'_>) -> String {
        let head = encode(&json!({ "kid": CURRENT, "typ": "JWT", "alg": "RS256" }));
        let signed = format!("{head}.{}", encode(&claims.body()));
        let [_, current] = self.pairs();
        let mut signature = vec![0; current.public_modulus_len()];
        #[expect(clippy::expect_used, reason = "the key is ours and the buffer has its size")]
        current
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)
            .expect("an RSA key signs");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// The public keys as a JSON Web Key Set (RFC 7517), as `/id/keys` gives them.
    #[must_use]
    pub fn public(&self) -> Value {
        let [retired, current] = self.pairs();
        json!({ "keys": [public(RETIRED, retired), public(CURRENT, current)] })
    }

    fn pairs(&self) -> &[KeyPair; 2] {
        self.pairs.get_or_init(|| [new_pair(), new_pair()])
    }
}

impl IdClaims<'_> {
    fn body(&self) -> Value {
        let expires = after(self.now, ID_TOKEN_LIFETIME);
        let mut body = json!({
            "at_hash": half_hash(self.access_token),
            "sub": self.subject,
            "aud": self.audience,
            "iss": self.issuer,
            "exp": expires.as_second(),
            "iat": self.now.as_second(),
        });
        if let Some(nonce) = self.nonce {
            body["nonce"] = json!(nonce);
        }
        body
    }
}

/// The left half of the SHA-256 (OpenID Connect Core 1.0, section 3.1.3.6).
fn half_hash(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(access_token.as_bytes())[..16])
}

fn encode(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

fn new_pair() -> KeyPair {
    #[expect(clippy::expect_used, reason = "without the system's random source no key is safe to sign with")]
    KeyPair::generate(KeySize::Rsa2048).expect("the system makes an RSA key")
}

fn public(number: &str, pair: &KeyPair) -> Value {
    let parts: PublicKeyComponents<Vec<u8>> = pair.public_key().into();
    json!({
        "kty": "RSA",
        "n": URL_SAFE_NO_PAD.encode(parts.n),
        "e": URL_SAFE_NO_PAD.encode(parts.e),
        "use": "sig",
        "alg": "RS256",
        "kid": number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_the_specifications_example() {
        // OpenID Connect Core 1.0, appendix A.3.
        assert_eq!(half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    }
}
