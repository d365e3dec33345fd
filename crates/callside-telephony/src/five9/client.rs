//! Asking Five9 through the company's own middleware: contacts, calls, campaigns, dispositions and recordings under
//! paths of the settings.
//!
//! Five9 itself has no such REST API (its contacts and lists are SOAP, calls belong to the agent's own session), so the
//! contract is configurable, and its defaults are the names under which middleware commonly offers it.

use super::access::{Access, Paths};
use crate::json::Node;
use crate::places::Place;
use crate::rest::{Auth, BUDGET, BaseUrl, Rest};
use crate::settings::BadSettings;
use crate::text;
use async_trait::async_trait;
use callside_core::ids::{CallKey, Provider};
use callside_core::phone_system::{Abilities, Contact, Dial, Dialled, NewContact, PhoneError, PhoneSystem, Recording};
use callside_core::secret::Secret;
use reqwest::Method;
use serde_json::{Value, json};

/// Where the new call's id stands, where the settings do not say.
const CALL_ID: [&str; 7] = ["callId", "call_id", "id", "sessionId", "data.callId", "data.call_id", "data.id"];
/// Where the address of a recording stands.
const RECORDING: [&str; 6] =
    ["recordingUrl", "recording_url", "url", "data.recordingUrl", "data.recording_url", "data.url"];

/// A way to Five9's middleware.
pub struct Five9 {
    rest: Rest,
    paths: Paths,
    campaign: String,
    call_id: Place,
    recording: Place,
    abilities: Abilities,
}

impl Five9 {
    /// Takes the settings and the token that the middleware wants as Bearer.
    ///
    /// # Errors
    /// [`BadSettings::Address`], [`BadSettings::NoCredentials`], [`BadSettings::Path`].
    pub fn new(access: &Access, token: &Secret) -> Result<Self, BadSettings> {
        if token.expose().trim().is_empty() {
            return Err(BadSettings::NoCredentials);
        }
        Ok(Self {
            rest: Rest::new(BaseUrl::read(&access.api_base_url)?, Auth::Bearer(token.clone()), BUDGET)?,
            paths: access.paths.clone(),
            campaign: access.campaign.trim().to_owned(),
            call_id: Place::compile("call_id", &access.call_id_at)?,
            recording: Place::compile("recording_url", &access.recording_at)?,
            abilities: access.abilities(),
        })
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        segments: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Value, PhoneError> {
        if path.trim().is_empty() {
            return Err(PhoneError::NotOffered(Provider::Five9));
        }
        let reply = self.rest.send(method, path, segments, query, body).await?;
        match reply.status {
            _ if reply.is_success() && reply.body.is_empty() => Ok(Value::Null),
            _ if reply.is_success() => reply.json().ok_or(PhoneError::Unreadable),
            // 409: the agent's session is in a state that does not allow it. 435: Five9's own code for that.
            409 | 435 => Err(PhoneError::AgentNotReady),
            _ => Err(reply.refusal()),
        }
    }
}

#[async_trait]
impl PhoneSystem for Five9 {
    fn provider(&self) -> Provider {
        Provider::Five9
    }

    fn abilities(&self) -> Abilities {
        self.abilities.clone()
    }

    async fn connect(&self) -> Result<(), PhoneError> {
        self.ask(Method::GET, &self.paths.campaigns, &[], &[], None).await.map(drop)
    }

    async fn dial(&self, dial: &Dial) -> Result<Dialled, PhoneError> {
        let mut body = json!({ "agent": dial.agent, "number": dial.to.to_string() });
        if !self.campaign.is_empty() {
            body["campaign"] = json!(self.campaign);
        }
        let answer = self.ask(Method::POST, &self.paths.calls, &[], &[], Some(&body)).await?;
        let id = self.call_id.find(&answer, &CALL_ID);
        Ok(Dialled { call: id.and_then(|id| CallKey::new(Provider::Five9, &id).ok()) })
    }

    async fn recording(&self, call: &CallKey) -> Result<Recording, PhoneError> {
        let answer = self.ask(Method::GET, &self.paths.recordings, &[call.id()], &[], None).await?;
        let url = self.recording.find(&answer, &RECORDING).ok_or(PhoneError::NotThere)?;
        Ok(Recording { url: text::web_address(&url).ok_or(PhoneError::Unreadable)?, lives_s: None })
    }

    async fn find_contacts(&self, number: &str) -> Result<Vec<Contact>, PhoneError> {
        let body = self.ask(Method::GET, &self.paths.contacts, &[], &[("number", number)], None).await?;
        contacts(&body).ok_or(PhoneError::Unreadable)
    }

    async fn save_contact(&self, new: &NewContact) -> Result<Contact, PhoneError> {
        let body = json!({
            "firstName": new.first_name, "lastName": new.last_name, "company": new.company, "number1": new.number,
            "email": new.email,
        });
        let body = self.ask(Method::POST, &self.paths.contacts, &[], &[], Some(&body)).await?;
        let inside = ["contact", "data"].iter().find_map(|name| body.get(name)).unwrap_or(&body);
        contact(Node(inside.as_object())).ok_or(PhoneError::Unreadable)
    }

    async fn set_disposition(&self, call: &CallKey, label: &str) -> Result<(), PhoneError> {
        let body = json!({ "callId": call.id(), "dispositionName": label });
        self.ask(Method::POST, &self.paths.dispositions, &[], &[], Some(&body)).await.map(drop)
    }

    async fn campaigns(&self) -> Result<Vec<String>, PhoneError> {
        let body = self.ask(Method::GET, &self.paths.campaigns, &[], &[], None).await?;
        let list = list(&body, &["campaigns", "data", "items"]).ok_or(PhoneError::Unreadable)?;
        let name = |value: &Value| match value {
            Value::String(name) => text::line(name),
            other => ["name", "campaignName"].iter().find_map(|key| text::line(other.get(key)?.as_str()?)),
        };
        Ok(list.iter().filter_map(name).collect())
    }
}

/// The list of an answer: the answer itself, or under one of these names.
fn list<'a>(body: &'a Value, names: &[&str]) -> Option<&'a Vec<Value>> {
    body.as_array().or_else(|| names.iter().find_map(|name| body.get(name)?.as_array()))
}

/// The contacts of an answer, under the names in use; nothing when it is no list of them.
#[must_use]
pub fn contacts(body: &Value) -> Option<Vec<Contact>> {
    let list = list(body, &["contacts", "data", "items", "records"])?;
    Some(list.iter().filter_map(|value| contact(Node(value.as_object()))).collect())
}

/// Five9's own field names: `number1` to `number3`, `first_name`, `last_name`; middleware writes them its own way.
fn contact(node: Node<'_>) -> Option<Contact> {
    let any = |names: &[&str]| names.iter().find_map(|name| node.line(name));
    let (first, last) = (any(&["firstName", "first_name"]), any(&["lastName", "last_name"]));
    let whole = match (first, last) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (first, last) => first.or(last),
    };
    Some(Contact {
        id: any(&["contactId", "contact_id", "id", "recordId"])?,
        name: any(&["name", "fullName"]).or(whole),
        company: node.line("company"),
        numbers: ["number1", "number2", "number3", "number", "phone"].iter().filter_map(|n| node.line(n)).collect(),
        emails: node.line("email").into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_read_by_the_names_in_use() {
        for (body, expected) in [
            (json!([{ "id": 1, "first_name": "Ana", "last_name": "Ruiz", "number1": "4155550134" }]), Some(1)),
            (json!({ "contacts": [{ "contactId": "c1", "name": "Ana" }, { "name": "no id" }] }), Some(1)),
            (json!({ "data": [] }), Some(0)),
            (json!({ "error": "x" }), None),
        ] {
            assert_eq!(contacts(&body).map(|list| list.len()), expected, "{body}");
        }
    }
}
