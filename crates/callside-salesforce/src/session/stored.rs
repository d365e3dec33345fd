//! What of a sign-in rests in the keychain: enough to carry on tomorrow. The access token is never kept.

use crate::oauth::{Grant, LoginHost, Place};
use crate::rest::Origin;
use callside_core::secret::Secret;
use serde::{Deserialize, Serialize};

/// Name of the vault's entry.
pub const ENTRY: &str = "salesforce-session";

/// A sign-in at rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) refresh: Secret,
    pub(super) place: Place,
}

/// The entry's text.
#[derive(Serialize, Deserialize)]
struct Entry {
    refresh_token: String,
    instance_url: String,
    login_host: String,
    client_id: String,
}

impl Stored {
    /// What of a grant can rest; `None` when it has no refresh token.
    pub(super) fn of(grant: &Grant) -> Option<Self> {
        Some(Self { refresh: grant.refresh.clone()?, place: grant.place.clone() })
    }

    pub(super) fn write(&self) -> Secret {
        let entry = Entry {
            refresh_token: self.refresh.expose().to_owned(),
            instance_url: self.place.instance.to_string(),
            login_host: self.place.login.to_string(),
            client_id: self.place.client_id.clone(),
        };
        Secret::new(serde_json::to_string(&entry).unwrap_or_default())
    }

    /// Reads an entry; `None` when it is damaged, which is the same as none.
    pub(super) fn read(text: &Secret) -> Option<Self> {
        let entry: Entry = serde_json::from_str(text.expose()).ok()?;
        let login: LoginHost = entry.login_host.parse().ok()?;
        let instance = Origin::parse(&entry.instance_url).ok()?;
        let place = Place { instance, login, client_id: entry.client_id };
        Some(Self { refresh: Secret::new(entry.refresh_token), place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_reads_back_what_was_written() {
        let place = Place {
            instance: Origin::parse("https://acme.my.salesforce.com").unwrap(),
            login: LoginHost::Sandbox,
            client_id: "3MVG9.key".into(),
        };
        let stored = Stored { refresh: Secret::new("5Aep861.\"tok'en"), place };
        assert_eq!(Stored::read(&stored.write()), Some(stored));
        for damaged in
            ["", "{}", r#"{"refresh_token":"a","instance_url":"http://evil.com","login_host":"a","client_id":"c"}"#]
        {
            assert_eq!(Stored::read(&Secret::new(damaged)), None, "{damaged}");
        }
    }
}
