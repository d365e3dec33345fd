//! Which setting comes from where: the policy over a person over what comes with Callside.

use crate::ipc::policy::{AllowedView, PolicyFaultView, PolicyView, SettingView};
use crate::settings::Kept;
use callside_core::phone_fields::PhoneFields;
use callside_core::policy::{Form, Key, Kind, Layer, Policy, PolicyFault, SETTINGS, Value, setting};
use callside_core::record::CallerObject;
use callside_engine::PolicyStanding;
use callside_flow::Preferences;

/// All values of one layer.
pub struct Layered<'a> {
    /// The engine's.
    pub preferences: &'a Preferences,
    /// The shell's.
    pub kept: &'a Kept,
    /// The configuration's lists of phone fields.
    pub phone_fields: &'a PhoneFields,
    /// Address of the relay; empty = none.
    pub relay: &'a str,
}

impl Layered<'_> {
    fn value(&self, key: Key) -> Value {
        let text = |text: &str| Value::Text(text.to_owned());
        let Preferences { home_region, undo_seconds, settling_seconds, role, role_sets, watch_seconds, .. } =
            self.preferences;
        let phones = |object| Value::Texts(self.phone_fields.list(object).iter().map(ToString::to_string).collect());
        match key {
            Key::AccountPhoneFields => phones(CallerObject::Account),
            Key::ContactPhoneFields => phones(CallerObject::Contact),
            Key::LeadPhoneFields => phones(CallerObject::Lead),
            Key::AdminPermissionSets => Value::Texts(role_sets.admin.clone()),
            Key::ApiVersion => text(&self.kept.api_version),
            Key::BringInCalls => text(self.preferences.bring_in_calls.name()),
            Key::CardNumbers => text(self.preferences.card_numbers.name()),
            Key::ClientId => text(&self.kept.client_id),
            // A person has no say in it.
            Key::CompactWindow => Value::Flag(true),
            Key::ConfigurationKey => text(self.preferences.configuration_key.as_deref().unwrap_or_default()),
            Key::AfterCallSeconds => Value::Number(self.kept.after_call_seconds),
            Key::FlagsForAgents => Value::Flag(self.preferences.flags_for_agents.unwrap_or(false)),
            Key::HomeRegion => text(home_region),
            Key::KeepCallsDays => Value::Number(self.preferences.retention.calls_days),
            Key::KeepCopiesDays => Value::Number(self.preferences.retention.copies_days),
            Key::KeepAuditDays => Value::Number(self.preferences.retention.audit_days),
            Key::KeepDiagnosticsDays => Value::Number(self.preferences.retention.diagnostics_days),
            // Each person switches it while it is needed.
            Key::MaskScreens => Value::Flag(false),
            Key::QualityFlags => Value::Texts(self.preferences.quality_flags.clone()),
            Key::RelayAddress => text(self.relay),
            Key::Role => text(role.map(callside_core::role::Role::name).unwrap_or_default()),
            // A person has no say in it.
            Key::SecretsFile => Value::Flag(true),
            Key::SettlingSeconds => Value::Number(*settling_seconds),
            Key::SupervisorPermissionSets => Value::Texts(role_sets.supervisor.clone()),
            Key::Toast => Value::Flag(self.kept.toast),
            Key::UndoSeconds => Value::Number(*undo_seconds),
            // A person has no say in them; what was built in is not a setting.
            Key::UpdateAddress | Key::UpdateKey | Key::Updates => text(""),
            Key::WatchSeconds => Value::Number(*watch_seconds),
        }
    }
}

/// What holds for each setting, and who says so.
#[must_use]
pub fn settings(policy: &Policy, chosen: &Layered<'_>) -> Vec<SettingView> {
    let (preferences, kept, phone_fields) = (Preferences::default(), Kept::default(), PhoneFields::default());
    let defaults = Layered { preferences: &preferences, kept: &kept, phone_fields: &phone_fields, relay: "" };
    let row = |key: Key| {
        let own = chosen.value(key);
        let (value, layer) = match policy.value(key) {
            Some(value) => (value.clone(), Layer::Policy),
            None if own == defaults.value(key) => (own, Layer::Default),
            None => (own, Layer::Person),
        };
        SettingView { key: key.into(), value: value.into(), layer: layer.into() }
    };
    SETTINGS.iter().map(|setting| row(setting.key)).collect()
}

/// The policy as the settings show it.
#[must_use]
pub fn view(standing: &PolicyStanding, chosen: &Layered<'_>) -> PolicyView {
    PolicyView {
        place: standing.place.clone(),
        found: standing.found,
        faults: standing.faults.iter().map(fault).collect(),
        settings: settings(&standing.policy, chosen),
    }
}

/// What of a policy is ignored.
#[must_use]
pub fn fault(fault: &PolicyFault) -> PolicyFaultView {
    match fault.clone() {
        PolicyFault::Writable { place } => PolicyFaultView::Writable { place },
        PolicyFault::Unreadable { place } => PolicyFaultView::Unreadable { place },
        PolicyFault::TooLarge => PolicyFaultView::TooLarge,
        PolicyFault::Malformed { line } => PolicyFaultView::Malformed { line },
        PolicyFault::NotOurs => PolicyFaultView::NotOurs,
        PolicyFault::Newer { found } => PolicyFaultView::Newer { found },
        PolicyFault::Unsigned { place } => PolicyFaultView::Unsigned { place },
        PolicyFault::Forged => PolicyFaultView::Forged,
        PolicyFault::BadKey { place } => PolicyFaultView::BadKey { place },
        PolicyFault::Unknown { key, nearest } => PolicyFaultView::Unknown { key, nearest },
        PolicyFault::Twice { key } => PolicyFaultView::Twice { key },
        PolicyFault::NotAllowed { key } => {
            PolicyFaultView::NotAllowed { key: key.into(), allowed: allowed(setting(key).kind) }
        }
    }
}

fn allowed(kind: Kind) -> AllowedView {
    match kind {
        Kind::Flag => AllowedView::Flag,
        Kind::Number { least, most } => AllowedView::Number { least, most },
        Kind::Choice(words) => AllowedView::Choice { words: words.iter().map(|word| (*word).to_owned()).collect() },
        Kind::Text(Form::Region) => AllowedView::Region,
        Kind::Text(Form::ApiVersion) => AllowedView::ApiVersion,
        Kind::Text(Form::Word) => AllowedView::Word,
        Kind::Text(Form::Https) => AllowedView::Https,
        Kind::Text(Form::PublicKey) => AllowedView::PublicKey,
        Kind::Texts { most } => AllowedView::Texts { most },
    }
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
