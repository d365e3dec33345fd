//! The phone systems of a desk, from their shared secrets.

use crate::phone_switch::{Mapping, MappingSpec, Signing};
use crate::secrets::Secrets;
use crate::{BadSettings, Settings, aircall, five9, phone_switch};
use callside_core::secret::Secret;
use jiff::SignedDuration;

/// How old or young a signed delivery may be. Source: Standard Webhooks, the tolerance of its libraries.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);
/// Header of the plain signature.
const SIGNATURE_HEADER: &str = "X-Signature";

/// Shared secrets; a phone system without one takes nothing.
#[derive(Debug, Clone, Default)]
pub struct PhoneSecrets {
    /// Five9's connector parameter.
    pub five9: Option<Secret>,
    /// Aircall's webhook token.
    pub aircall: Option<Secret>,
    /// Signing secret of any other phone system: `whsec_…` for Standard Webhooks, else a plain HMAC key.
    pub phone: Option<Secret>,
    /// Where that phone system puts its fields; by their usual names unless said otherwise.
    pub mapping: MappingSpec,
}

impl PhoneSecrets {
    /// The settings of the front door.
    ///
    /// # Errors
    /// [`BadSettings`] for a secret that is too short or malformed.
    pub fn settings(&self) -> Result<Settings, BadSettings> {
        let one = |secret: &Secret| Secrets::new(vec![secret.clone()]);
        Ok(Settings {
            five9: self.five9.as_ref().map(one).transpose()?.map(five9::Settings::new),
            aircall: self.aircall.as_ref().map(one).transpose()?.map(|tokens| aircall::Settings { tokens }),
            phone: self.phone.as_ref().map(|secret| phone_settings(secret, &self.mapping)).transpose()?,
        })
    }
}

fn phone_settings(secret: &Secret, mapping: &MappingSpec) -> Result<phone_switch::Settings, BadSettings> {
    let secrets = Secrets::new(vec![secret.clone()])?;
    let mut signing = Vec::new();
    if secret.expose().starts_with("whsec_") {
        signing.push(Signing::standard_webhooks(&secrets, TOLERANCE)?);
    }
    signing.push(Signing::hex_hmac(secrets.clone(), SIGNATURE_HEADER)?);
    if mapping.secret_in_header {
        signing.push(Signing::InHeader(secrets));
    }
    phone_switch::Settings::new(signing, Mapping::compile(mapping)?)
}
