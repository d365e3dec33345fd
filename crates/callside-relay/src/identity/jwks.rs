//! The provider's public keys (RFC 7517): fetched when one is needed that is not known, at most once in a while.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use reqwest::Client;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use serde::Deserialize;
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::Mutex;

/// Tokens with made-up key ids must not make us ask the provider over and over.
const AT_MOST_EVERY: SignedDuration = SignedDuration::from_secs(30);
/// A key that the provider took back is believed no longer than this.
const OLDEST: SignedDuration = SignedDuration::from_hours(6);
/// Longest answer that is read, in bytes.
const MAX_ANSWER: usize = 256 * 1024;

/// Why the keys cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwksError {
    /// No HTTP client can be made.
    #[error("this machine's TLS does not work")]
    Client,
    /// The provider cannot be reached, or answers something else.
    #[error("the identity provider's keys cannot be fetched")]
    Unreachable,
    /// The provider has no such key.
    #[error("the identity provider has no such key")]
    Unknown,
}

/// One public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    n: Vec<u8>,
    e: Vec<u8>,
}

impl Key {
    /// Does the signature fit (RSASSA-PKCS1-v1_5 with SHA-256)?
    #[must_use]
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = RsaPublicKeyComponents { n: &self.n, e: &self.e };
        key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
    }
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    kty: String,
    kid: Option<String>,
    n: Option<String>,
    e: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
}

#[derive(Deserialize)]
struct Discovery {
    jwks_uri: String,
}

/// Reads a key set; keys for other uses are left out.
///
/// # Errors
/// [`JwksError::Unreachable`] for what is no key set.
pub fn keys(text: &[u8]) -> Result<HashMap<String, Key>, JwksError> {
    let document: Document = serde_json::from_slice(text).map_err(|_| JwksError::Unreachable)?;
    let usable = document.keys.into_iter().filter(|entry| entry.kty == "RSA");
    let usable = usable.filter(|entry| entry.purpose.as_deref().is_none_or(|purpose| purpose == "sig"));
    Ok(usable
        .filter_map(|entry| {
            let n = URL_SAFE_NO_PAD.decode(entry.n?.trim_end_matches('=')).ok()?;
            let e = URL_SAFE_NO_PAD.decode(entry.e?.trim_end_matches('=')).ok()?;
            // Some providers write a sign byte before the number; ring takes none.
            let n = n.iter().copied().skip_while(|byte| *byte == 0).collect();
            Some((entry.kid?, Key { n, e }))
        })
        .collect())
}

#[derive(Default)]
struct Cache {
    keys: HashMap<String, Key>,
    asked_at: Option<Timestamp>,
}

/// Keys of one provider.
pub struct Jwks {
    issuer: String,
    http: Client,
    cache: Mutex<Cache>,
}

impl Jwks {
    pub(super) fn new(issuer: &str) -> Result<Self, JwksError> {
        let http = Client::builder().timeout(Duration::from_secs(10)).redirect(reqwest::redirect::Policy::limited(3));
        let http = http.build().map_err(|_| JwksError::Client)?;
        Ok(Self { issuer: issuer.trim_end_matches('/').to_owned(), http, cache: Mutex::default() })
    }

    pub(super) async fn key(&self, kid: &str, now: Timestamp) -> Result<Key, JwksError> {
        let mut cache = self.cache.lock().await;
        let age = cache.asked_at.map(|at| now.duration_since(at).abs());
        let fresh = age.is_some_and(|age| age < OLDEST);
        if fresh && let Some(key) = cache.keys.get(kid) {
            return Ok(key.clone());
        }
        if age.is_some_and(|age| age < AT_MOST_EVERY) {
            return Err(JwksError::Unknown);
        }
        cache.asked_at = Some(now);
        match self.download().await {
            Ok(keys) => cache.keys = keys,
            Err(error) => {
                // It may be asked again at once: nothing was learnt.
                cache.asked_at = None;
                return Err(error);
            }
        }
        cache.keys.get(kid).cloned().ok_or(JwksError::Unknown)
    }

    /// How many keys the provider has.
    pub(super) async fn fetch(&self) -> Result<usize, JwksError> {
        Ok(self.download().await?.len())
    }

    async fn download(&self) -> Result<HashMap<String, Key>, JwksError> {
        let discovery = self.get(&format!("{}/.well-known/openid-configuration", self.issuer)).await?;
        let discovery: Discovery = serde_json::from_slice(&discovery).map_err(|_| JwksError::Unreachable)?;
        keys(&self.get(&discovery.jwks_uri).await?)
    }

    async fn get(&self, address: &str) -> Result<Vec<u8>, JwksError> {
        let unreachable = |_| JwksError::Unreachable;
        let response = self.http.get(address).send().await.map_err(unreachable)?;
        let mut response = response.error_for_status().map_err(unreachable)?;
        let mut text = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            text.extend_from_slice(&chunk);
            if text.len() > MAX_ANSWER {
                return Err(JwksError::Unreachable);
            }
        }
        Ok(text)
    }
}
