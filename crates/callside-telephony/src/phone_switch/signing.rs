//! The accepted ways to sign, checked when the settings are loaded.

use crate::secrets::Secrets;
use crate::settings::BadSettings;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::SignedDuration;
use std::fmt;

/// One accepted way to sign.
#[derive(Debug, Clone)]
pub enum Signing {
    /// Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`.
    StandardWebhooks(StandardWebhooks),
    /// `sha256=<hexadecimal>` or the bare digits in one header, over the body alone.
    HexHmac(HexHmac),
    /// No signature: the secret itself as Bearer or in `X-Callside-Secret`, for systems that cannot sign. Whoever sees
    /// one delivery can make others, so it is taken only where an admin chose it.
    InHeader(Secrets),
}

/// Keys and replay window of Standard Webhooks.
#[derive(Clone)]
pub struct StandardWebhooks {
    pub(super) keys: Vec<Vec<u8>>,
    pub(super) tolerance: SignedDuration,
}

impl fmt::Debug for StandardWebhooks {
    /// Keys are not shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandardWebhooks").field("tolerance", &self.tolerance).finish_non_exhaustive()
    }
}

/// Header and secrets of the plain way.
#[derive(Debug, Clone)]
pub struct HexHmac {
    pub(super) header: String,
    pub(super) secrets: Secrets,
}

impl Signing {
    /// The replay window that the libraries of Standard Webhooks use, in both directions.
    pub const TOLERANCE: SignedDuration = SignedDuration::from_secs(300);

    /// The header of the plain way, where the settings name none.
    pub const HEADER: &'static str = "x-signature";

    /// Least length of a decoded key, in bytes (Standard Webhooks: 24 to 64).
    pub const MIN_KEY: usize = 24;

    /// Standard Webhooks with keys of the form `whsec_<base64>`.
    ///
    /// # Errors
    /// [`BadSettings::SigningKey`], [`BadSettings::WeakSecret`], [`BadSettings::Tolerance`].
    pub fn standard_webhooks(secrets: &Secrets, tolerance: SignedDuration) -> Result<Self, BadSettings> {
        if tolerance < SignedDuration::from_secs(1) || tolerance > SignedDuration::from_hours(24) {
            return Err(BadSettings::Tolerance);
        }
        let keys = secrets.iter().map(|secret| key(secret.expose())).collect::<Result<_, _>>()?;
        Ok(Self::StandardWebhooks(StandardWebhooks { keys, tolerance }))
    }

    /// The plain way. There is no replay window, because no time is signed: a repeat is known by its body.
    ///
    /// # Errors
    /// [`BadSettings::HeaderName`].
    pub fn hex_hmac(secrets: Secrets, header: &str) -> Result<Self, BadSettings> {
        let token = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        if header.is_empty() || header.len() > 64 || !header.bytes().all(token) {
            return Err(BadSettings::HeaderName);
        }
        Ok(Self::HexHmac(HexHmac { header: header.to_ascii_lowercase(), secrets }))
    }
}

fn key(secret: &str) -> Result<Vec<u8>, BadSettings> {
    let secret = secret.trim();
    let bytes =
        STANDARD.decode(secret.strip_prefix("whsec_").unwrap_or(secret)).map_err(|_| BadSettings::SigningKey)?;
    if bytes.len() < Signing::MIN_KEY { Err(BadSettings::WeakSecret { min: Signing::MIN_KEY }) } else { Ok(bytes) }
}
