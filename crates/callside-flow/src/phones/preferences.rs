//! What an admin sets about phone systems, beyond addresses and keys.

use crate::companion::{Companion, Inner};
use crate::draft::Draft;
use crate::error::FlowError;
use callside_core::call::Call;
use callside_core::call_memory::Thresholds;
use callside_core::dialing::DialPolicy;
use callside_core::disposition::DispositionCode;
use callside_core::ids::Provider;
use callside_core::ivr::IvrSettings;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Names under which the store keeps them.
pub(crate) const PHONES: &str = "phone_preferences";
pub(crate) const IVR: &str = "ivr";

/// Where an id for the service that remembers callers comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum IdSource {
    /// Salesforce id of the one record with this number.
    Record,
    /// Salesforce id of its Account.
    Account,
    /// The phone system's own contact id.
    ProviderContact,
    /// A field that is shown of the record, by its label.
    Shown {
        /// The label.
        label: String,
    },
}

/// A phone system's names of dispositions (tags in Aircall), both ways.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DispositionNames {
    /// The phone system's name -> ours. A name that an agent sets there is proposed here.
    pub names: BTreeMap<String, DispositionCode>,
    /// Whether ours is set there after wrap-up.
    pub push: bool,
    /// Whether the notes are written there as a comment after wrap-up.
    pub comment: bool,
}

impl DispositionNames {
    /// Ours for a name of theirs, without regard to case.
    #[must_use]
    pub fn code(&self, name: &str) -> Option<&DispositionCode> {
        self.names.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim())).map(|(_, code)| code)
    }

    /// Theirs for ours: the first in alphabetical order.
    #[must_use]
    pub fn name(&self, code: &DispositionCode) -> Option<&str> {
        self.names.iter().find(|(_, known)| *known == code).map(|(name, _)| name.as_str())
    }
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhonePreferences {
    /// What the company says about calling out.
    pub policy: DialPolicy,
    /// What each phone system calls this agent: extension, user id or user name.
    pub agent: BTreeMap<Provider, String>,
    /// The phone system that calls are made with; none = the first that can.
    pub dial_by: Option<Provider>,
    /// From which confidence on a caller counts as recognised.
    pub thresholds: Thresholds,
    /// Ids that are sent to the service that remembers callers, by their names there.
    pub external_ids: BTreeMap<String, IdSource>,
    /// The outcome of a call is remembered there.
    pub remember_outcome: bool,
    /// A card with what Callside knows is shown on the agent's phone while a call is live.
    pub cards: bool,
    /// Label of the field that holds a caller's tier.
    pub tier_label: String,
    /// Names of dispositions by phone system.
    pub dispositions: BTreeMap<Provider, DispositionNames>,
}

impl Default for PhonePreferences {
    fn default() -> Self {
        Self {
            policy: DialPolicy::default(),
            agent: BTreeMap::new(),
            dial_by: None,
            thresholds: Thresholds::default(),
            external_ids: BTreeMap::new(),
            remember_outcome: true,
            cards: true,
            tier_label: "Support Tier".to_owned(),
            dispositions: BTreeMap::new(),
        }
    }
}

impl Companion {
    /// What is set.
    #[must_use]
    pub fn phone_preferences(&self) -> PhonePreferences {
        self.inner.phone_preferences()
    }

    /// Changes it; it holds from the next call on.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn save_phone_preferences(&self, preferences: PhonePreferences) -> Result<(), FlowError> {
        self.inner.store.save_setting(PHONES, &preferences).await?;
        self.inner.set_phone_preferences(preferences);
        Ok(())
    }

    /// How an IVR is answered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ivr_settings(&self) -> Result<IvrSettings, FlowError> {
        Ok(self.inner.store.setting(IVR).await?.unwrap_or_default())
    }

    /// Changes how an IVR is answered.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub async fn save_ivr_settings(&self, settings: &IvrSettings) -> Result<(), FlowError> {
        Ok(self.inner.store.save_setting(IVR, settings).await?)
    }
}

impl Inner {
    /// The draft with the disposition that stands in the phone system, where it has one of ours.
    pub(crate) fn proposed(&self, call: &Call, draft: Draft) -> Draft {
        let names = self.phone_preferences().dispositions.get(&call.key.provider()).cloned().unwrap_or_default();
        let tagged = call.tags().find_map(|tag| names.code(tag));
        let theirs = call.provider_disposition().and_then(|name| names.code(name)).or(tagged).cloned();
        Draft { disposition: draft.disposition.or(theirs), ..draft }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_dispositions_and_back() {
        let code = |code: &str| DispositionCode(code.to_owned());
        let names = DispositionNames {
            names: BTreeMap::from([
                ("Interested".to_owned(), code("interested")),
                ("Hot lead".to_owned(), code("interested")),
            ]),
            push: true,
            comment: false,
        };
        for (name, expected) in [("interested ", Some("interested")), ("HOT LEAD", Some("interested")), ("Cold", None)]
        {
            assert_eq!(names.code(name).map(|code| code.0.as_str()), expected, "{name}");
        }
        assert_eq!((names.name(&code("interested")), names.name(&code("busy"))), (Some("Hot lead"), None));
    }
}
