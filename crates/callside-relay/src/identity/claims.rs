//! Reading an `OpenID` token. Pure: token, key, expectations and the time come in.
//! Source: OpenID Connect Core 1.0, 3.1.3.7; RFC 7515; RFC 8725.

use super::jwks::Key;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use callside_core::person::PersonId;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::Value;

/// Longest token that is looked at, in bytes.
const LONGEST: usize = 16 * 1024;
/// How far the provider's clock and ours may be apart.
const SKEW: SignedDuration = SignedDuration::from_secs(60);
/// Oldest token that is taken, whatever it says itself: it was made for this sign-in.
const OLDEST: SignedDuration = SignedDuration::from_mins(15);

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It is no token, or lacks what it must say.
    #[error("it is no OpenID token")]
    Malformed,
    /// It is signed in another way than RS256.
    #[error("it is not signed with RS256")]
    Algorithm,
    /// Its signature is wrong.
    #[error("its signature is wrong")]
    Signature,
    /// Another provider made it.
    #[error("another provider made it")]
    Issuer,
    /// It was made for another app.
    #[error("it was made for another app")]
    Audience,
    /// It is of another org.
    #[error("it is of another org")]
    Org,
    /// It has ended, was made too long ago, or is not valid yet; or a clock is wrong.
    #[error("it has ended, or a clock is wrong")]
    Time,
}

/// What a token must say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Who made it.
    pub issuer: &'a str,
    /// For which app.
    pub client_id: &'a str,
    /// Of which org, 15 or 18 characters.
    pub org_id: &'a str,
}

/// What a token says, proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The e-mail address, where the provider has verified it.
    pub email: Option<PersonId>,
    /// The user's id in Salesforce.
    pub user: String,
    /// The challenge that was put into the sign-in.
    pub nonce: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
    #[serde(default)]
    crit: Option<Value>,
}

#[derive(Deserialize)]
struct Payload {
    iss: String,
    sub: String,
    aud: Value,
    exp: i64,
    iat: i64,
    #[serde(default)]
    nbf: Option<i64>,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    email_verified: Option<Value>,
}

struct Parts<'a> {
    signed: &'a str,
    header: Header,
    payload: &'a str,
    signature: Vec<u8>,
}

fn parts(token: &str) -> Result<Parts<'_>, TokenError> {
    if token.len() > LONGEST {
        return Err(TokenError::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(TokenError::Malformed)?;
    let header: Header = json(&bytes(header)?)?;
    let signature = bytes(signature)?;
    if header.alg != "RS256" || header.crit.is_some() {
        return Err(TokenError::Algorithm);
    }
    Ok(Parts { signed, header, payload, signature })
}

fn bytes(part: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Malformed)
}

fn json<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<T, TokenError> {
    serde_json::from_slice(bytes).map_err(|_| TokenError::Malformed)
}

/// The key that a token says it was signed with.
///
/// # Errors
/// [`TokenError::Malformed`] for what is no token, [`TokenError::Algorithm`] for one that is signed in another way.
pub fn key_id(token: &str) -> Result<String, TokenError> {
    Ok(parts(token)?.header.kid)
}

/// Proves a token and says what it says.
///
/// # Errors
/// [`TokenError`].
pub fn read(token: &str, key: &Key, expected: Expected<'_>, now: Timestamp) -> Result<Claims, TokenError> {
    let parts = parts(token)?;
    if !key.signed(parts.signed.as_bytes(), &parts.signature) {
        return Err(TokenError::Signature);
    }
    said(&bytes(parts.payload)?, expected, now)
}

/// What a payload says, within the bounds of a token. Its signature is for the caller to prove: [`read`] does both.
///
/// # Errors
/// [`TokenError`].
pub fn said(payload: &[u8], expected: Expected<'_>, now: Timestamp) -> Result<Claims, TokenError> {
    let payload: Payload = json(payload)?;
    let plain = |issuer: &str| issuer.trim_end_matches('/').to_owned();
    if plain(&payload.iss) != plain(expected.issuer) {
        return Err(TokenError::Issuer);
    }
    if !is_for(&payload.aud, expected.client_id) {
        return Err(TokenError::Audience);
    }
    let (org, user) = subject(&payload.sub).ok_or(TokenError::Malformed)?;
    if !same_id(org, expected.org_id) {
        return Err(TokenError::Org);
    }
    in_time(&payload, now)?;
    // Somebody may have typed another's address into their own profile; verified means that they read mail there.
    let verified = payload.email_verified.is_some_and(|v| v == Value::Bool(true) || v == "true");
    let email = payload.email.filter(|_| verified).and_then(|email| PersonId::new(&email).ok());
    Ok(Claims { email, user: user.to_owned(), nonce: payload.nonce })
}

fn in_time(payload: &Payload, now: Timestamp) -> Result<(), TokenError> {
    let at = |second: i64| Timestamp::from_second(second).map_err(|_| TokenError::Malformed);
    let (exp, iat) = (at(payload.exp)?, at(payload.iat)?);
    let nbf = payload.nbf.map(at).transpose()?.unwrap_or(iat);
    let good = now < exp + SKEW && iat <= now + SKEW && nbf <= now + SKEW && now < iat + OLDEST + SKEW;
    if good { Ok(()) } else { Err(TokenError::Time) }
}

/// One app, or a list that has it.
fn is_for(audience: &Value, client_id: &str) -> bool {
    match audience {
        Value::String(one) => one == client_id,
        Value::Array(list) => list.iter().any(|one| one == client_id),
        _ => false,
    }
}

/// Salesforce names a person `https://<host>/id/<org>/<user>`.
fn subject(sub: &str) -> Option<(&str, &str)> {
    let (rest, user) = sub.rsplit_once('/')?;
    let (rest, org) = rest.rsplit_once('/')?;
    (rest.ends_with("/id") && !user.is_empty() && !org.is_empty()).then_some((org, user))
}

/// The longer form of an id only adds three check characters.
pub(crate) fn same_id(a: &str, b: &str) -> bool {
    let fits = |id: &str| matches!(id.len(), 15 | 18) && id.is_ascii();
    fits(a) && fits(b) && a[..15] == b[..15]
}

#[cfg(test)]
#[path = "claims_tests.rs"]
mod tests;
