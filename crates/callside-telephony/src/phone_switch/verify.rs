//! Who says it: a signature over the raw bytes, checked before anything is read.

use super::signing::{HexHmac, Signing, StandardWebhooks};
use crate::inbound::Inbound;
use crate::rejection::{Flaw, Rejection};
use crate::secrets::Secrets;
use crate::text;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// What the signature vouches for besides the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Delivery {
    /// The sender's id of the message, stable over its retries.
    pub(super) message: Option<String>,
}

/// Checks the first way to sign whose header came. A wrong signature is not excused by a right one of another way.
pub(super) fn delivery(inbound: &Inbound<'_>, accepted: &[Signing]) -> Result<Delivery, Rejection> {
    for way in accepted {
        match way {
            Signing::StandardWebhooks(standard) => {
                if let Some(signatures) = inbound.headers.one("webhook-signature")? {
                    return standard_webhooks(inbound, signatures, standard);
                }
            }
            Signing::HexHmac(plain) => {
                if let Some(signature) = inbound.headers.one(&plain.header)? {
                    return hex_hmac(inbound.body, signature, plain);
                }
            }
            Signing::InHeader(secrets) => {
                let given: Vec<&str> = inbound.headers.secrets()?.into_iter().flatten().collect();
                if !given.is_empty() {
                    return in_header(&given, secrets);
                }
            }
        }
    }
    Err(Rejection::Unsigned)
}

/// Standard Webhooks 1.0: base64 of HMAC-SHA256 over `id.timestamp.body`; several signatures, separated by spaces,
/// while a key is being replaced. Signatures of other versions (`v1a`) are passed over.
fn standard_webhooks(inbound: &Inbound<'_>, given: &str, way: &StandardWebhooks) -> Result<Delivery, Rejection> {
    let id = inbound.headers.one("webhook-id")?.ok_or(Rejection::Unsigned)?;
    let stamp = inbound.headers.one("webhook-timestamp")?.ok_or(Rejection::Unsigned)?;
    let content = [id.as_bytes(), stamp.as_bytes(), inbound.body].join(&b'.');
    // The base64 texts are compared, not the bytes: several texts may decode to the same bytes.
    let mut right = Choice::from(0);
    for key in &way.keys {
        let expected = format!("v1,{}", STANDARD.encode(mac(key, &content)));
        for signature in given.split(' ') {
            right |= expected.as_bytes().ct_eq(signature.as_bytes());
        }
    }
    if !bool::from(right) {
        return Err(Rejection::BadSignature);
    }
    let signed_at: i64 = stamp.parse().map_err(|_| Flaw::WrongKind { field: "webhook-timestamp" })?;
    let age_s = inbound.received_at.as_second().saturating_sub(signed_at);
    if age_s.unsigned_abs() > way.tolerance.as_secs().unsigned_abs() {
        return Err(Rejection::Stale { age_s });
    }
    Ok(Delivery { message: text::line(id) })
}

/// `sha256=` and lower-case hexadecimal digits of HMAC-SHA256 over the body; the prefix may be left out.
fn hex_hmac(body: &[u8], given: &str, way: &HexHmac) -> Result<Delivery, Rejection> {
    let given = given.strip_prefix("sha256=").unwrap_or(given);
    let mut right = Choice::from(0);
    for secret in way.secrets.iter() {
        let expected = data_encoding::HEXLOWER.encode(&mac(secret.expose().as_bytes(), body));
        right |= expected.as_bytes().ct_eq(given.as_bytes());
    }
    if bool::from(right) { Ok(Delivery { message: None }) } else { Err(Rejection::BadSignature) }
}

/// The secret itself, compared in constant time. All that were given must be right.
fn in_header(given: &[&str], secrets: &Secrets) -> Result<Delivery, Rejection> {
    if given.iter().all(|given| secrets.matches(given)) {
        Ok(Delivery { message: None })
    } else {
        Err(Rejection::BadSignature)
    }
}

fn mac(key: &[u8], content: &[u8]) -> [u8; 32] {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length (RFC 2104)")]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any key length");
    mac.update(content);
    mac.finalize().into_bytes().into()
}
