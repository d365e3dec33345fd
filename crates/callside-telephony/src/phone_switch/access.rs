//! The settings of a phone switch's API: the address, the paths below it with their defaults, and who asks.

use callside_core::phone_system::{Abilities, Ability};
use callside_core::secret::Secret;
use serde::{Deserialize, Serialize};

/// Who asks. An API key is sent as Bearer; else user name and password as Basic.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// `api_key`.
    pub api_key: Option<Secret>,
    /// `username`.
    pub username: Option<String>,
    /// `password`.
    pub password: Option<Secret>,
}

/// The paths below the address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paths {
    /// Answers when the address and the key are right (GET).
    pub connect: String,
    /// Makes a call.
    pub make_call: String,
    /// Ends a call.
    pub hang_up: String,
    /// Hands a call over.
    pub transfer: String,
    /// Tells the address of a recording.
    pub recording: String,
    /// Puts a call on hold and takes it back; none where the switch has no such path.
    pub hold: Option<String>,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            connect: "/".into(),
            make_call: "/calls/make".into(),
            hang_up: "/calls/hangup".into(),
            transfer: "/calls/transfer".into(),
            recording: "/calls/recording".into(),
            hold: None,
        }
    }
}

/// All settings that are not secret.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Access {
    /// `api_base_url`.
    pub api_base_url: String,
    /// `campaign_name`, sent with each new call where it is given.
    pub campaign_name: String,
    /// `skill_id`, the same.
    pub skill_id: String,
    /// The five paths, and the one for hold.
    pub paths: Paths,
    /// JSON paths of the new call's id in the answer of make-call; empty = the usual names.
    pub call_id_at: Vec<String>,
    /// JSON paths of the address in the answer of recording; empty = the usual names.
    pub recording_at: Vec<String>,
    /// The switch transfers at once only; it cannot ask the receiver first.
    pub blind_only: bool,
}

impl Access {
    /// What a switch with these settings can be asked for: an empty path takes its ability away.
    #[must_use]
    pub fn abilities(&self) -> Abilities {
        let paths = &self.paths;
        let there = |path: &str| !path.trim().is_empty();
        let all = [
            (Ability::Connect, there(&paths.connect)),
            (Ability::Dial, there(&paths.make_call)),
            (Ability::HangUp, there(&paths.hang_up)),
            (Ability::Hold, paths.hold.as_deref().is_some_and(there)),
            (Ability::TransferBlind, there(&paths.transfer)),
            (Ability::TransferAttended, there(&paths.transfer) && !self.blind_only),
            (Ability::Recording, there(&paths.recording)),
        ];
        Abilities(all.into_iter().filter(|(_, has)| *has).map(|(ability, _)| ability).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_path_takes_its_button_away() {
        let mut access = Access::default();
        assert!(access.abilities().can(Ability::Dial) && !access.abilities().can(Ability::Hold));
        access.paths.recording = " ".into();
        access.paths.hold = Some("/calls/hold".into());
        access.blind_only = true;
        let now = access.abilities();
        assert!(now.can(Ability::Hold) && now.can(Ability::TransferBlind));
        assert!(!now.can(Ability::Recording) && !now.can(Ability::TransferAttended));
    }
}
