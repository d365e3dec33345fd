//! The settings of the middleware's API in front of Five9.

use callside_core::phone_system::{Abilities, Ability};
use serde::{Deserialize, Serialize};

/// The paths below the address; an empty one takes its abilities away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paths {
    /// Searches (GET with `number`) and adds (POST) contacts.
    pub contacts: String,
    /// Makes a call (POST).
    pub calls: String,
    /// Lists campaigns (GET).
    pub campaigns: String,
    /// Sets a call's disposition (POST).
    pub dispositions: String,
    /// Tells where a recording is (GET, with the call id behind it).
    pub recordings: String,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            contacts: "/api/contacts".into(),
            calls: "/api/calls".into(),
            campaigns: "/api/campaigns".into(),
            dispositions: "/api/dispositions".into(),
            recordings: "/api/recordings".into(),
        }
    }
}

/// All settings that are not secret.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Access {
    /// Address of the middleware.
    pub api_base_url: String,
    /// The campaign that calls are made in; empty = the middleware decides.
    pub campaign: String,
    /// The paths.
    pub paths: Paths,
    /// JSON paths of the new call's id; empty = the usual names.
    pub call_id_at: Vec<String>,
    /// JSON paths of a recording's address; empty = the usual names.
    pub recording_at: Vec<String>,
}

impl Access {
    /// What the middleware can be asked for. Hold and transfer belong to the agent's own Five9 session.
    #[must_use]
    pub fn abilities(&self) -> Abilities {
        let paths = &self.paths;
        let all: [(&str, &[Ability]); 5] = [
            (&paths.contacts, &[Ability::FindContacts, Ability::SaveContact]),
            (&paths.calls, &[Ability::Dial]),
            (&paths.campaigns, &[Ability::Connect, Ability::Campaigns]),
            (&paths.dispositions, &[Ability::Disposition]),
            (&paths.recordings, &[Ability::Recording]),
        ];
        let offered = all.into_iter().filter(|(path, _)| !path.trim().is_empty());
        Abilities(offered.flat_map(|(_, abilities)| abilities.iter().copied()).collect())
    }
}
