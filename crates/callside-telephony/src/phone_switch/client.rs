//! Asking a phone switch by REST: five paths below one address, Bearer or Basic, results where the settings say.
//!
//! There is no vendor's page: the contract is the eleven settings. A request succeeded when its status is 2xx and its
//! answer does not say `"success": false`.

use super::access::{Access, Credentials, Paths};
use crate::json::scalar;
use crate::places::Place;
use crate::rest::{Auth, BUDGET, BaseUrl, Reply, Rest};
use crate::settings::BadSettings;
use crate::text;
use async_trait::async_trait;
use callside_core::ids::{CallKey, Provider};
use callside_core::phone_system::{
    Abilities, Ability, Dial, Dialled, PhoneError, PhoneSystem, Recording, Transfer, TransferKind,
};
use reqwest::Method;
use serde_json::{Map, Value, json};

/// Where the new call's id stands, where the settings do not say.
const CALL_ID: [&str; 8] = ["call_id", "callId", "id", "uuid", "data.call_id", "data.callId", "data.id", "call.id"];
/// Where the address of a recording stands.
const RECORDING: [&str; 8] = [
    "recording_url",
    "recordingUrl",
    "url",
    "recording",
    "data.recording_url",
    "data.recordingUrl",
    "data.url",
    "recording.url",
];

/// A way to a phone switch.
pub struct PhoneSwitch {
    rest: Rest,
    paths: Paths,
    campaign_name: Option<String>,
    skill_id: Option<String>,
    call_id: Place,
    recording: Place,
    abilities: Abilities,
}

impl PhoneSwitch {
    /// Takes the settings.
    ///
    /// # Errors
    /// [`BadSettings::Address`], [`BadSettings::NoCredentials`], [`BadSettings::Path`].
    pub fn new(access: &Access, credentials: &Credentials) -> Result<Self, BadSettings> {
        let auth = match credentials {
            Credentials { api_key: Some(key), .. } => Auth::Bearer(key.clone()),
            Credentials { username: Some(user), password: Some(password), .. } => {
                Auth::Basic { user: user.clone(), password: password.clone() }
            }
            _ => return Err(BadSettings::NoCredentials),
        };
        let given = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Ok(Self {
            rest: Rest::new(BaseUrl::read(&access.api_base_url)?, auth, BUDGET)?,
            paths: access.paths.clone(),
            campaign_name: given(&access.campaign_name),
            skill_id: given(&access.skill_id),
            call_id: Place::compile("call_id", &access.call_id_at)?,
            recording: Place::compile("recording_url", &access.recording_at)?,
            abilities: access.abilities(),
        })
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value, PhoneError> {
        self.taken(self.rest.send(Method::POST, path, &[], &[], Some(body)).await?)
    }

    /// The success rule.
    fn taken(&self, reply: Reply) -> Result<Value, PhoneError> {
        if !reply.is_success() {
            return Err(not_ready(&reply).unwrap_or_else(|| reply.refusal()));
        }
        // An empty 204 and an empty body are a yes.
        let Some(body) = reply.json() else {
            return if reply.body.is_empty() { Ok(Value::Null) } else { Err(PhoneError::Unreadable) };
        };
        if denies(&body) {
            return Err(
                not_ready(&reply).unwrap_or_else(|| PhoneError::Refused { status: reply.status, said: reply.said() })
            );
        }
        Ok(body)
    }
}

/// `"success": false`, also written as a text or a nought.
fn denies(body: &Value) -> bool {
    let word = body.get("success").and_then(scalar).map(|word| text::fold(&word));
    matches!(word.as_deref(), Some("false" | "0" | "no"))
}

/// Sentences with which phone switches say that the agent's own phone is the trouble.
fn not_ready(reply: &Reply) -> Option<PhoneError> {
    let said = text::fold(&reply.said());
    let about_agent = ["agent", "extension", "user", "station"].iter().any(|word| said.contains(word));
    let away = ["notloggedin", "notavailable", "unavailable", "notready", "offline", "busy", "notregistered"];
    (about_agent && away.iter().any(|word| said.contains(word)) && reply.status < 500)
        .then_some(PhoneError::AgentNotReady)
}

#[async_trait]
impl PhoneSystem for PhoneSwitch {
    fn provider(&self) -> Provider {
        Provider::Phone
    }

    fn abilities(&self) -> Abilities {
        self.abilities.clone()
    }

    async fn connect(&self) -> Result<(), PhoneError> {
        self.taken(self.rest.send(Method::GET, &self.paths.connect, &[], &[], None).await?).map(drop)
    }

    async fn dial(&self, dial: &Dial) -> Result<Dialled, PhoneError> {
        let mut body = Map::new();
        body.insert("agent_extension".into(), json!(dial.agent));
        body.insert("destination".into(), json!(dial.to.to_string()));
        for (name, value) in [("campaign_name", &self.campaign_name), ("skill_id", &self.skill_id)] {
            if let Some(value) = value {
                body.insert(name.into(), json!(value));
            }
        }
        let answer = self.post(&self.paths.make_call, &Value::Object(body)).await?;
        let id = self.call_id.find(&answer, &CALL_ID);
        Ok(Dialled { call: id.and_then(|id| CallKey::new(Provider::Phone, &id).ok()) })
    }

    async fn hang_up(&self, call: &CallKey) -> Result<(), PhoneError> {
        self.post(&self.paths.hang_up, &json!({ "call_id": call.id() })).await.map(drop)
    }

    async fn hold(&self, call: &CallKey, on: bool) -> Result<(), PhoneError> {
        let Some(path) = self.paths.hold.as_ref().filter(|_| self.abilities.can(Ability::Hold)) else {
            return Err(PhoneError::NotOffered(Provider::Phone));
        };
        self.post(path, &json!({ "call_id": call.id(), "hold": on })).await.map(drop)
    }

    async fn transfer(&self, transfer: &Transfer) -> Result<(), PhoneError> {
        let kind = match transfer.kind {
            TransferKind::Blind => "blind",
            TransferKind::Attended => "attended",
        };
        let body = json!({
            "call_id": transfer.call.id(), "target_extension": transfer.to.to_string(), "transfer_type": kind,
        });
        self.post(&self.paths.transfer, &body).await.map(drop)
    }

    async fn recording(&self, call: &CallKey) -> Result<Recording, PhoneError> {
        let answer = self.post(&self.paths.recording, &json!({ "call_id": call.id() })).await?;
        let url = self.recording.find(&answer, &RECORDING).ok_or(PhoneError::NotThere)?;
        Ok(Recording { url: text::web_address(&url).ok_or(PhoneError::Unreadable)?, lives_s: None })
    }
}
