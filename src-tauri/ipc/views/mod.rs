//! From nouns to shapes: pure functions that choose words, labels and what may be shown. No I/O, no clock.

pub mod action;
pub mod assistance;
pub mod automations;
pub mod caller;
pub mod draft;
pub mod errors;
#[cfg(test)]
pub(crate) mod fixtures;
pub mod json_answer;
pub mod look_ups;
pub mod mapping;
pub mod mask;
pub mod older_calls;
pub mod org;
pub mod outbox;
pub mod outcomes;
pub mod parked;
pub mod phones;
pub mod plan;
pub mod pop;
pub mod refusal;
pub mod rehearsal;
pub mod rows;
pub mod session;
pub mod story;
pub mod team;
mod timeline;
mod told;
pub mod values;
pub mod wallboard;
pub mod work;
pub mod working_hours;
pub mod wrong;

use callside_core::disposition::{DispositionCode, DispositionTable};
use callside_core::ids::Provider;
use callside_core::mapping::Mapping;
use callside_core::phone::HomeRegion;
use callside_core::phone_system::Abilities;
use callside_core::shape::OrgShape;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// What the words depend on: the org's labels, its dispositions, and the zone that times are written in.
#[derive(Debug, Clone)]
pub struct Lens {
    /// Labels of objects and fields.
    pub org: OrgShape,
    /// Labels of dispositions.
    pub table: DispositionTable,
    /// What the form for somebody new starts with.
    pub mapping: Mapping,
    /// Region of numbers without a country code.
    pub home: Option<HomeRegion>,
    /// The agent's time zone.
    pub zone: TimeZone,
    /// What each phone system can be asked for.
    pub abilities: BTreeMap<Provider, Abilities>,
    /// The policy masks people wherever a screen may be shared; the window does so itself, toasts do it by this.
    pub masked: bool,
}

impl Lens {
    /// The org's label of a field; a readable form of its API name where the org was never described.
    #[must_use]
    pub fn field(&self, object: &str, field: &str) -> String {
        let label = self.org.field(object, field).map(|shape| shape.label.as_str()).unwrap_or_default();
        if label.is_empty() { values::spaced(field) } else { label.to_owned() }
    }

    /// The same, with the record type in whose records it is meant.
    #[must_use]
    pub fn field_of_type(&self, object: &str, field: &str, record_type: Option<&str>) -> String {
        values::of_type(self.field(object, field), record_type)
    }

    /// The org's label of an object.
    #[must_use]
    pub fn object(&self, object: &str) -> String {
        let label = self.org.objects.get(object).map(|shape| shape.label.as_str()).unwrap_or_default();
        if label.is_empty() { values::spaced(object) } else { label.to_owned() }
    }

    /// The label of a disposition; its code, spaced, where the table no longer has it.
    #[must_use]
    pub fn disposition(&self, code: &DispositionCode) -> String {
        self.table.get(code).map_or_else(|| values::spaced(&code.0), |row| row.label.clone())
    }
}

/// Milliseconds since 1970, as the UI counts time.
#[must_use]
pub fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}
