//! Any phone system that can send a signed JSON webhook when it wants a screen pop.
//!
//! Two ways to sign: Standard Webhooks (<https://www.standardwebhooks.com>), and a plain hexadecimal HMAC-SHA256 of
//! the body in a header. Where an admin chose it, the secret itself in a header will do. Fields are found by name, or by the JSON paths (RFC 9535) of the settings.

mod access;
mod client;
mod mapping;
mod normalise;
mod payload;
mod signing;
mod verify;
mod words;

pub use access::{Access, Credentials, Paths};
pub use client::PhoneSwitch;
pub use mapping::{Field, Mapping, MappingSpec};
pub use signing::{HexHmac, Signing, StandardWebhooks};
pub use words::Change;

use crate::inbound::Inbound;
use crate::json;
use crate::rejection::Rejection;
use crate::secrets::Secrets;
use crate::settings::BadSettings;
use callside_core::event::Event;

/// How this installation hears from its phone system.
#[derive(Debug, Clone)]
pub struct Settings {
    signing: Vec<Signing>,
    mapping: Mapping,
}

impl Settings {
    /// Takes the accepted ways to sign and the mapping of fields.
    ///
    /// # Errors
    /// [`BadSettings::NoSecret`] without a way to sign.
    pub fn new(signing: Vec<Signing>, mapping: Mapping) -> Result<Self, BadSettings> {
        if signing.is_empty() { Err(BadSettings::NoSecret) } else { Ok(Self { signing, mapping }) }
    }

    /// The shared secrets as texts, which this phone system's IVR proves itself by.
    pub(crate) fn secrets(&self) -> Option<&Secrets> {
        self.signing.iter().find_map(|way| match way {
            Signing::HexHmac(plain) => Some(&plain.secrets),
            Signing::StandardWebhooks(_) | Signing::InHeader(_) => None,
        })
    }
}

pub(crate) fn webhook(inbound: &Inbound<'_>, settings: &Settings) -> Result<Vec<Event>, Rejection> {
    let delivery = verify::delivery(inbound, &settings.signing)?;
    let object = json::object(inbound.body)?;
    let payload = payload::read(serde_json::Value::Object(object), &settings.mapping);
    normalise::events(&payload, &settings.mapping, &delivery, inbound)
}
