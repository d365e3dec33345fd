//! Five9: web connectors (parameters in query or form) and events by name (JSON from a relay or middleware).
//!
//! Five9 itself has no webhooks with JSON bodies, headers or signatures: a connector sends parameters only, and its
//! secret is one of them (Five9, Configuration Web Services, `webConnector`).

mod access;
mod client;
mod connectors;
mod normalise;
mod payload;
mod test_call;
mod verify;

pub use access::{Access, Paths};
pub use client::{Five9, contacts};
pub use connectors::{Connector, connectors};
pub use test_call::place_test_call;

use crate::duration::DurationUnit;
use crate::fields::Fields;
use crate::inbound::{Inbound, Method};
use crate::json;
use crate::rejection::Rejection;
use crate::secrets::Secrets;
use callside_core::event::Event;
use jiff::Timestamp;
use payload::{Payload, Wire};

/// How this installation hears from Five9.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The connector's constant parameter `secret`; for named events also a bearer token or `X-Callside-Secret`.
    pub secrets: Secrets,
    /// What bare numbers mean in `length`, `hold_time` and the like of a connector.
    pub connector_durations: DurationUnit,
    /// What bare numbers mean in `duration`, `talkTime` and `holdTime` of named events.
    pub event_durations: DurationUnit,
}

impl Settings {
    /// Settings with lengths of time in seconds.
    #[must_use]
    pub const fn new(secrets: Secrets) -> Self {
        Self { secrets, connector_durations: DurationUnit::Seconds, event_durations: DurationUnit::Seconds }
    }
}

pub(crate) fn connector(inbound: &Inbound<'_>, settings: &Settings) -> Result<Vec<Event>, Rejection> {
    let form = if inbound.method == Method::Post { inbound.body } else { &[] };
    parameters(inbound.query, form, inbound.received_at, settings)
}

/// Each connector parameter is in the query or in the form, by a tick box per parameter, so both are read as one.
pub(crate) fn parameters(
    query: &str,
    form: &[u8],
    received_at: Timestamp,
    settings: &Settings,
) -> Result<Vec<Event>, Rejection> {
    let fields = Fields::from_forms([query.as_bytes(), form])?;
    verify::connector(&fields, &settings.secrets)?;
    let outer = Fields::default();
    normalise::events(&Payload {
        wire: Wire::Connector,
        outer: &outer,
        fields: &fields,
        durations: settings.connector_durations,
        received_at,
    })
}

pub(crate) fn named_event(inbound: &Inbound<'_>, settings: &Settings) -> Result<Vec<Event>, Rejection> {
    let in_front = verify::before_reading(inbound, &settings.secrets)?;
    let object = json::object(inbound.body)?;
    let top = Fields::from_json(&object)?;
    verify::named_event(in_front, &top, &settings.secrets)?;
    let data = object.get("data").and_then(serde_json::Value::as_object);
    let (outer, fields) = match data {
        Some(data) => (top, Fields::from_json(data)?),
        None => (Fields::default(), top),
    };
    normalise::events(&Payload {
        wire: Wire::Named,
        outer: &outer,
        fields: &fields,
        durations: settings.event_durations,
        received_at: inbound.received_at,
    })
}
