//! How the phone system calls people whom Salesforce knows as users.

use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::back_fill::CallLog;
use callside_core::event::AgentName;
use std::collections::BTreeMap;

/// Users that are known to be a person of the phone system, as a setting: user id to key.
const USERS: &str = "phone_keys_of_users";

/// People of the phone system, to whom users of Salesforce are found by e-mail address: phone systems call people by an
/// address or a user name of that form, or by a number, which says nothing. A name would be a guess: two people may share
/// one.
#[derive(Default)]
pub(crate) struct PhoneKeys {
    by_address: BTreeMap<String, AgentName>,
    users: BTreeMap<String, String>,
    /// Somebody was found since they were kept.
    found: bool,
}

impl PhoneKeys {
    pub(crate) async fn read(inner: &Inner) -> Result<Self, FlowError> {
        let agents = inner.store.filter_choices().await?.agents;
        let by_address = agents.into_iter().filter(|(key, _)| key.contains('@'));
        let by_address =
            by_address.map(|(key, name)| (key.to_lowercase(), AgentName { key, name: Some(name) })).collect();
        Ok(Self { by_address, users: inner.store.setting(USERS).await?.unwrap_or_default(), found: false })
    }

    /// The owner of a log, as the phone system calls them.
    pub(super) fn of(&mut self, log: &CallLog) -> Option<AgentName> {
        let owner = log.owner.as_ref()?;
        let found = self.by_address.get(&owner.email.as_ref()?.to_lowercase())?;
        let before = self.users.insert(owner.id.to_string(), found.key.clone());
        self.found |= before.as_ref() != Some(&found.key);
        Some(AgentName { key: found.key.clone(), name: owner.name.clone().or_else(|| found.name.clone()) })
    }

    /// A user by id, as the phone system calls them, where that is known from their logs.
    pub(crate) fn of_user(&self, user: &str) -> Option<&String> {
        self.users.get(user)
    }

    pub(super) async fn keep(&mut self, inner: &Inner) -> Result<(), FlowError> {
        if self.found {
            inner.store.save_setting(USERS, &self.users).await?;
            self.found = false;
        }
        Ok(())
    }
}
