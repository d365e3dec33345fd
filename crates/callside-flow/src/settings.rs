//! Settings of the engine that live in the store.

use crate::companion::Companion;
use crate::error::FlowError;
use callside_core::back_fill::MayFill;
use callside_core::card::CardNumbers;
use callside_core::crm::Identity;
use callside_core::phone::HomeRegion;
use callside_core::policy::{Key, Policy};
use callside_core::privacy::Retention;
use callside_core::role::{Role, RoleSets};
use callside_core::shape::OrgShape;
use callside_core::work::FLAGS;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Names under which the store keeps them.
pub(crate) const PREFERENCES: &str = "preferences";
pub(crate) const ORGS: &str = "orgs";
pub(crate) const ORG_SHAPE: &str = "org_shape";
pub(crate) const PERMISSION_SETS: &str = "permission_sets";

/// What a person or a policy sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Region of numbers without a country code, two letters.
    pub home_region: String,
    /// Seconds during which a saved wrap-up is held back, so that undo is possible.
    pub undo_seconds: u32,
    /// Seconds that a write whose answer was lost may still be under way in Salesforce (slow triggers and flows). It
    /// is not sent again before.
    pub settling_seconds: u32,
    /// The person's role, where a policy or a setting says so; else Salesforce's permission sets give it.
    pub role: Option<Role>,
    /// Permission sets that give a role.
    pub role_sets: RoleSets,
    /// Seconds between two looks at the objects of Salesforce that automations watch; at least 10.
    pub watch_seconds: u32,
    /// Ed25519 public key in base64: then only configuration files that its holder signed are taken.
    pub configuration_key: Option<String>,
    /// What becomes of card numbers in notes, before they are stored or sent.
    pub card_numbers: CardNumbers,
    /// Whose older calls may be brought in from Salesforce. A person has no say in it.
    #[serde(skip)]
    pub bring_in_calls: MayFill,
    /// How long what is stored stays.
    pub retention: Retention,
    /// Kinds of flags for quality review.
    pub quality_flags: Vec<String>,
    /// Whether the agent of a call sees its flags; `None` = the supervisor decides for each.
    pub flags_for_agents: Option<bool>,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            home_region: "US".into(),
            undo_seconds: 5,
            settling_seconds: 20,
            role: None,
            role_sets: RoleSets::default(),
            watch_seconds: 60,
            configuration_key: None,
            card_numbers: CardNumbers::default(),
            bring_in_calls: MayFill::default(),
            retention: Retention::default(),
            quality_flags: FLAGS.map(str::to_owned).to_vec(),
            flags_for_agents: None,
        }
    }
}

impl Preferences {
    pub(crate) fn settling(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.settling_seconds))
    }

    /// These, with what a policy sets in place of its own.
    #[must_use]
    pub fn under(mut self, policy: &Policy) -> Self {
        fn put<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        put(&mut self.home_region, policy.text(Key::HomeRegion).map(str::to_owned));
        put(&mut self.card_numbers, policy.text(Key::CardNumbers).and_then(CardNumbers::named));
        put(&mut self.bring_in_calls, policy.text(Key::BringInCalls).and_then(MayFill::named));
        put(&mut self.retention.calls_days, policy.number(Key::KeepCallsDays));
        put(&mut self.retention.copies_days, policy.number(Key::KeepCopiesDays));
        put(&mut self.retention.diagnostics_days, policy.number(Key::KeepDiagnosticsDays));
        put(&mut self.retention.audit_days, policy.number(Key::KeepAuditDays));
        put(&mut self.undo_seconds, policy.number(Key::UndoSeconds));
        put(&mut self.settling_seconds, policy.number(Key::SettlingSeconds));
        put(&mut self.watch_seconds, policy.number(Key::WatchSeconds));
        put(&mut self.quality_flags, policy.texts(Key::QualityFlags).map(<[_]>::to_vec));
        self.flags_for_agents = policy.flag(Key::FlagsForAgents).or(self.flags_for_agents);
        put(&mut self.role_sets.supervisor, policy.texts(Key::SupervisorPermissionSets).map(<[_]>::to_vec));
        put(&mut self.role_sets.admin, policy.texts(Key::AdminPermissionSets).map(<[_]>::to_vec));
        self.role = policy.text(Key::Role).and_then(Role::named).or(self.role);
        self.configuration_key = policy.text(Key::ConfigurationKey).map(str::to_owned).or(self.configuration_key);
        self
    }

    /// The home region, when its letters name one.
    #[must_use]
    pub fn home(&self) -> Option<HomeRegion> {
        self.home_region.parse().ok()
    }
}

/// An org that somebody signed in to on this machine, as people know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgName {
    /// Who signed in.
    pub username: String,
    /// Where.
    pub instance_url: String,
}

/// What is known of the org and its user, kept so that wrapping up works while Salesforce does not.
#[derive(Debug, Clone, Default)]
pub(crate) struct OrgKnowledge {
    pub identity: Option<Identity>,
    pub shape: OrgShape,
    /// API names of the user's permission sets.
    pub permission_sets: Vec<String>,
}

impl OrgKnowledge {
    /// The user's zone in Salesforce, else the machine's.
    pub(crate) fn zone(&self) -> TimeZone {
        let named = self.identity.as_ref().and_then(|me| me.zone.as_deref());
        named.and_then(|name| TimeZone::get(name).ok()).unwrap_or_else(TimeZone::system)
    }
}

impl Companion {
    /// A setting of the program around the engine, if it was ever saved.
    ///
    /// # Errors
    /// When the database fails, or holds something else under this name.
    pub async fn setting<T: DeserializeOwned>(&self, name: &'static str) -> Result<Option<T>, FlowError> {
        Ok(self.inner.store.setting(name).await?)
    }

    /// Keeps a setting of the program around the engine. Names of the engine's own settings are its own.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn save_setting<T: Serialize + Sync>(&self, name: &'static str, value: &T) -> Result<(), FlowError> {
        Ok(self.inner.store.save_setting(name, value).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::policy::{SETTINGS, Value};

    #[test]
    fn a_policy_stands_over_what_a_person_chose() {
        let chosen = Preferences { undo_seconds: 30, home_region: "FR".into(), ..Preferences::default() };
        assert_eq!(chosen.clone().under(&Policy::default()), chosen, "what it does not name is free");
        let key = SETTINGS.iter().find(|setting| setting.key == Key::ConfigurationKey).unwrap().example;
        let policy = Policy::of([
            (Key::HomeRegion, Value::Text("DE".into())),
            (Key::Role, Value::Text("supervisor".into())),
            (Key::AdminPermissionSets, Value::Texts(vec!["House_Admin".into()])),
            (Key::WatchSeconds, Value::Number(600)),
            (Key::ConfigurationKey, Value::Text(key.trim_matches('"').into())),
        ]);
        let ruled = chosen.under(&policy);
        assert_eq!((ruled.home_region.as_str(), ruled.undo_seconds, ruled.watch_seconds), ("DE", 30, 600));
        assert_eq!((ruled.role, ruled.role_sets.admin), (Some(Role::Supervisor), vec!["House_Admin".to_owned()]));
        assert_eq!(ruled.role_sets.supervisor, RoleSets::default().supervisor);
        assert!(ruled.configuration_key.is_some());
    }
}
