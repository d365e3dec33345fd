//! Settings of the engine that live in the store.

use crate::companion::Companion;
use crate::error::FlowError;
use callside_core::crm::Identity;
use callside_core::disposition::DispositionTable;
use callside_core::mapping::Mapping;
use callside_core::phone::HomeRegion;
use callside_core::role::{Role, RoleSets};
use callside_core::shape::OrgShape;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Names under which the store keeps them.
pub(crate) const PREFERENCES: &str = "preferences";
pub(crate) const DISPOSITIONS: &str = "dispositions";
pub(crate) const MAPPING: &str = "mapping";
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
        }
    }
}

impl Preferences {
    pub(crate) fn settling(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.settling_seconds))
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
    pub table: DispositionTable,
    /// API names of the user's permission sets.
    pub permission_sets: Vec<String>,
    pub mapping: Mapping,
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
