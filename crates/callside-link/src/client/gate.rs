//! Getting a session: what the relay is, its challenge, the proof, the renewal.

use crate::wire::{Capability, Grant, LookedAgain, MAX_MESSAGE, ParkedList, VersionRange, paths};
use callside_core::assistance::AssistanceRef;
use callside_core::event::CallEvent;
use callside_core::person::PersonId;
use callside_core::secret::Secret;
use callside_core::work::WorkEvent;
use reqwest::{Client, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use url::Url;

/// What a relay says of itself to anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutRelay {
    /// Its name.
    pub relay: String,
    /// Versions of the wire that it speaks.
    pub versions: VersionRange,
    /// What it can do besides.
    #[serde(default)]
    pub capabilities: BTreeSet<Capability>,
    /// Where a person proves who they are.
    pub sign_in: SignInAt,
}

/// Where a person proves who they are: an OpenID provider, and this relay's name there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInAt {
    /// The provider, such as `https://login.salesforce.com`.
    pub issuer: String,
    /// The client id that the token must be for.
    pub client_id: String,
}

/// Why a relay gave no session.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GateError {
    /// Nobody answers there.
    #[error("the relay cannot be reached")]
    Unreachable,
    /// Something answers that is no relay.
    #[error("what answers there is no Callside relay")]
    NotARelay,
    /// The proof or the renewal is not taken: sign in anew.
    #[error("the relay does not take the sign-in")]
    Refused,
    /// The person is not of the team.
    #[error("the relay does not know this person")]
    NotOfTheTeam,
    /// Later.
    #[error("the relay is busy")]
    Busy {
        /// How long to wait at least.
        retry_after: Duration,
    },
    /// The address is none: `https://`, or `http://` on this machine.
    #[error("a relay's address begins with https://")]
    Address,
}

/// A relay's front, for programs that have no link yet.
#[derive(Debug, Clone)]
pub struct Gate {
    base: Url,
    http: Client,
}

impl Gate {
    /// A relay's front at this address. TLS trusts what this machine trusts, and the machine's proxy is used, but never
    /// for addresses of this machine.
    ///
    /// # Errors
    /// [`GateError::Address`] unless it is `https`, or `http` on this machine; [`GateError::Unreachable`] when this
    /// machine's TLS does not work.
    pub fn new(address: &str) -> Result<Self, GateError> {
        let base = base(address)?;
        let http = Client::builder().connect_timeout(PATIENCE).redirect(reqwest::redirect::Policy::none());
        // A proxy of the company never leads to this machine.
        let http = if is_here(&base) { http.no_proxy() } else { http };
        Ok(Self { base, http: http.build().map_err(|_| GateError::Unreachable)? })
    }

    /// What the relay is.
    ///
    /// # Errors
    /// [`GateError::Unreachable`] and [`GateError::NotARelay`].
    pub async fn about(&self) -> Result<AboutRelay, GateError> {
        answer(self.http.get(self.at(paths::ABOUT)).timeout(PATIENCE).send().await).await
    }

    /// A challenge, to be put into the sign-in as its nonce.
    ///
    /// # Errors
    /// As [`Gate::about`].
    pub async fn nonce(&self) -> Result<String, GateError> {
        #[derive(Deserialize)]
        struct Nonce {
            nonce: String,
        }
        let nonce: Nonce = answer(self.http.post(self.at(paths::NONCE)).timeout(PATIENCE).send().await).await?;
        Ok(nonce.nonce)
    }

    /// A session for a proof.
    ///
    /// # Errors
    /// [`GateError`].
    pub async fn session(&self, id_token: &Secret) -> Result<Grant, GateError> {
        let body = json!({ "id_token": id_token.expose() });
        answer(self.http.post(self.at(paths::SESSION)).timeout(PATIENCE).json(&body).send().await).await
    }

    /// The next session.
    ///
    /// # Errors
    /// [`GateError`].
    pub async fn renew(&self, renewal: &str) -> Result<Grant, GateError> {
        let body = json!({ "renewal": renewal });
        answer(self.http.post(self.at(paths::RENEW)).timeout(PATIENCE).json(&body).send().await).await
    }

    /// Brings the note of a hand-over to the relay; whether somebody there is known under its number or extension.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotARelay`] also from relays that take no notes yet.
    pub async fn hand_over(&self, session: &str, event: &CallEvent) -> Result<bool, GateError> {
        #[derive(Deserialize)]
        struct Brought {
            known: bool,
        }
        let request = self.http.post(self.at(paths::HAND_OVER)).timeout(BRIEF).bearer_auth(session).json(event);
        let brought: Brought = answer(request.send().await).await?;
        Ok(brought.known)
    }

    /// Brings a flag or a piece of work to the relay.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotOfTheTeam`] for whoever may not say it, [`GateError::NotARelay`] from relays that
    /// take no work yet and for people and calls that are not there.
    pub async fn tell_work(&self, session: &str, event: &WorkEvent) -> Result<(), GateError> {
        #[derive(Deserialize)]
        struct Taken {}
        let request = self.http.post(self.at(paths::WORK)).timeout(PATIENCE).bearer_auth(session).json(event);
        let Taken {} = answer(request.send().await).await?;
        Ok(())
    }

    /// Brings how a wrap-up stands to those who look after this person. The relay puts in who says so.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotARelay`] also from relays that keep no history, and for calls of others.
    pub async fn tell_wrap_up(&self, session: &str, event: &CallEvent) -> Result<(), GateError> {
        let request = self.http.post(self.at(paths::WRAPPED_UP)).timeout(PATIENCE).bearer_auth(session);
        let _: Value = answer(request.json(event).send().await).await?;
        Ok(())
    }

    /// To whom work can be given. Supervisors of the team only.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotARelay`] also from relays that take no work yet.
    pub async fn people(&self, session: &str) -> Result<Vec<PersonId>, GateError> {
        #[derive(Deserialize)]
        struct People {
            people: Vec<PersonId>,
        }
        let request = self.http.get(self.at(paths::PEOPLE)).timeout(BRIEF).bearer_auth(session);
        let known: People = answer(request.send().await).await?;
        Ok(known.people)
    }

    /// Brings a note to an agent who asks for assistance; whether the request still stands. Only those who look after the
    /// agent; to anybody else there is no such request.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotARelay`] also from relays that pass no requests on.
    pub async fn advise(&self, session: &str, of: &AssistanceRef, text: &str) -> Result<bool, GateError> {
        let request = self.http.post(self.at(paths::ADVISE)).timeout(BRIEF).bearer_auth(session);
        passed(request.json(&json!({ "of": of, "text": text })).send().await).await
    }

    /// Brings what this person's desktop shows to those who look at their request on a call; whether it still stands.
    /// `view`: a [`callside_core::assistance::AgentView`].
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotARelay`] also from relays that pass no requests on.
    pub async fn show(&self, session: &str, of: &AssistanceRef, view: &Value) -> Result<bool, GateError> {
        let request = self.http.post(self.at(paths::SHOW)).timeout(PATIENCE).bearer_auth(session);
        passed(request.json(&json!({ "of": of, "view": view })).send().await).await
    }

    /// Has the relay forget one caller, by number; how many deliveries it emptied. Admins of the team only.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotOfTheTeam`] for whoever is no admin there.
    pub async fn erase(&self, session: &str, e164: &str) -> Result<u64, GateError> {
        #[derive(Deserialize)]
        struct Emptied {
            deliveries: u64,
        }
        let request = self.http.post(self.at(paths::ERASE)).timeout(LONG).bearer_auth(session);
        let emptied: Emptied = answer(request.json(&json!({ "number": e164 })).send().await).await?;
        Ok(emptied.deliveries)
    }

    /// What the relay could bring to nobody. Admins of the team only.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotOfTheTeam`] for whoever is no admin there.
    pub async fn parked(&self, session: &str) -> Result<ParkedList, GateError> {
        let request = self.http.get(self.at(paths::PARKED)).timeout(PATIENCE).bearer_auth(session);
        answer(request.send().await).await
    }

    /// Has the relay look again at all of that, after its team was mended. Admins of the team only.
    ///
    /// # Errors
    /// [`GateError`]; [`GateError::NotOfTheTeam`] for whoever is no admin there. Then all of it waits as before.
    pub async fn look_again(&self, session: &str) -> Result<LookedAgain, GateError> {
        let request = self.http.post(self.at(paths::REPLAY)).timeout(LONG).bearer_auth(session);
        answer(request.send().await).await
    }

    pub(crate) fn at(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{path}", self.base.path().trim_end_matches('/')));
        url
    }

    pub(crate) const fn http(&self) -> &Client {
        &self.http
    }
}

/// How long an answer may take while somebody waits for it.
const BRIEF: Duration = Duration::from_secs(3);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long it may take where all that a relay holds is read.
const LONG: Duration = Duration::from_secs(600);

fn base(address: &str) -> Result<Url, GateError> {
    let url = Url::parse(address.trim()).map_err(|_| GateError::Address)?;
    let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    match url.scheme() {
        "https" if plain => Ok(url),
        "http" if plain && is_here(&url) => Ok(url),
        _ => Err(GateError::Address),
    }
}

fn is_here(url: &Url) -> bool {
    matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

async fn answer<T: DeserializeOwned>(sent: reqwest::Result<reqwest::Response>) -> Result<T, GateError> {
    let response = sent.map_err(|_| GateError::Unreachable)?;
    match refusal(&response) {
        Some(error) => Err(error),
        None => {
            let text = read(response).await?;
            serde_json::from_slice(&text).map_err(|_| GateError::NotARelay)
        }
    }
}

/// Whether what was brought could be passed on.
async fn passed(sent: reqwest::Result<reqwest::Response>) -> Result<bool, GateError> {
    #[derive(Deserialize)]
    struct Passed {
        stands: bool,
    }
    let Passed { stands } = answer(sent).await?;
    Ok(stands)
}

async fn read(mut response: reqwest::Response) -> Result<Vec<u8>, GateError> {
    let mut text = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| GateError::Unreachable)? {
        text.extend_from_slice(&chunk);
        if text.len() > MAX_MESSAGE {
            return Err(GateError::NotARelay);
        }
    }
    Ok(text)
}

/// What an answer other than 2xx means.
pub(crate) fn refusal(response: &reqwest::Response) -> Option<GateError> {
    let retry_after = || {
        let seconds = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
        Duration::from_secs(seconds.unwrap_or(5).min(600))
    };
    match response.status() {
        status if status.is_success() => None,
        StatusCode::UNAUTHORIZED => Some(GateError::Refused),
        StatusCode::FORBIDDEN => Some(GateError::NotOfTheTeam),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
            Some(GateError::Busy { retry_after: retry_after() })
        }
        status if status.is_server_error() => Some(GateError::Busy { retry_after: retry_after() }),
        _ => Some(GateError::NotARelay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relay_is_reached_by_https_or_on_this_machine() {
        for (address, good) in [
            ("https://relay.example.com", true),
            ("https://relay.example.com/callside", true),
            (" https://relay.example.com/ ", true),
            ("http://127.0.0.1:8443", true),
            ("http://localhost:8443", true),
            ("http://[::1]:8443", true),
            ("http://relay.example.com", false),
            ("http://127.0.0.1.nip.io", false),
            ("https://dana@relay.example.com", false),
            ("https://relay.example.com/?x=1", false),
            ("ws://relay.example.com", false),
            ("relay.example.com", false),
        ] {
            assert_eq!(base(address).is_ok(), good, "{address}");
        }
        let gate = Gate::new("https://relay.example.com/callside/").unwrap();
        assert_eq!(gate.at(paths::LINK).as_str(), "https://relay.example.com/callside/v1/link");
    }
}
