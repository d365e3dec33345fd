//! Asking Aircall. Source: Aircall's public API reference (v1; availability of users v2).
//!
//! The limit of requests counts for the whole company. Callside believes the headers of the last answer: when nothing
//! is left, it asks nothing before the limit begins anew.

use super::answers;
use crate::rest::{Auth, BUDGET, BaseUrl, Clock, Reply, Rest};
use crate::settings::BadSettings;
use async_trait::async_trait;
use callside_core::ids::{CallKey, Provider};
use callside_core::phone_system::{
    Abilities, Ability, CallDetail, Contact, Dial, Dialled, InsightCard, NewContact, Person, PhoneError, PhoneSystem,
    Recording, WebhookState,
};
use callside_core::secret::Secret;
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::{Mutex, PoisonError};

/// The vendor's address.
pub const ADDRESS: &str = "https://api.aircall.io";
/// Aircall keeps at most five notes a call and shows the first lines of a card.
const CARD_LINES: usize = 20;
/// Entries of a page, the most that Aircall gives, and pages of a list that are read: more are never behind one another
/// (10,000 entries).
const PER_PAGE: &str = "50";
const PAGES: usize = 200;
/// Direct addresses of recordings live for an hour.
const RECORDING_LIVES_S: u32 = 3600;

/// Who asks: id and token of an API key.
#[derive(Debug, Clone)]
pub struct Access {
    /// Address of the API.
    pub address: String,
    /// API id.
    pub api_id: String,
    /// API token.
    pub api_token: Secret,
}

/// A way to Aircall.
pub struct Aircall {
    rest: Rest,
    clock: Clock,
    /// Nothing is asked before this moment.
    used_up_until: Mutex<Option<Timestamp>>,
}

impl Aircall {
    /// Takes the settings.
    ///
    /// # Errors
    /// [`BadSettings::Address`], [`BadSettings::NoCredentials`].
    pub fn new(access: &Access, clock: Clock) -> Result<Self, BadSettings> {
        if access.api_id.trim().is_empty() || access.api_token.expose().trim().is_empty() {
            return Err(BadSettings::NoCredentials);
        }
        let auth = Auth::Basic { user: access.api_id.trim().to_owned(), password: access.api_token.clone() };
        let rest = Rest::new(BaseUrl::read(&access.address)?, auth, BUDGET)?;
        Ok(Self { rest, clock, used_up_until: Mutex::default() })
    }

    async fn ask(
        &self,
        method: Method,
        segments: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Value, PhoneError> {
        self.ask_version("v1", method, segments, query, body).await
    }

    async fn ask_version(
        &self,
        version: &str,
        method: Method,
        segments: &[&str],
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Value, PhoneError> {
        if let Some(wait_s) = self.must_wait() {
            return Err(PhoneError::TooMany { wait_s });
        }
        let reply = self.rest.send(method, version, segments, query, body).await?;
        self.note_limit(&reply);
        match reply.status {
            _ if reply.is_success() && reply.body.is_empty() => Ok(Value::Null),
            _ if reply.is_success() => reply.json().ok_or(PhoneError::Unreadable),
            // Aircall answers a call from a user who is not available with 405.
            405 => Err(PhoneError::AgentNotReady),
            429 => Err(PhoneError::TooMany { wait_s: self.must_wait().unwrap_or(60) }),
            _ => Err(reply.refusal()),
        }
    }

    /// All entries of a list, page by page, until there is no further one or one of them is enough.
    async fn all(
        &self,
        version: &str,
        list: &str,
        is_enough: impl Fn(&[Value]) -> bool + Send,
    ) -> Result<Vec<Value>, PhoneError> {
        let mut all = Vec::new();
        for page in 1..=PAGES {
            let query = [("per_page", PER_PAGE), ("page", &page.to_string())];
            let body = self.ask_version(version, Method::GET, &[list], &query, None).await?;
            let (entries, goes_on) = answers::page(body, list).ok_or(PhoneError::Unreadable)?;
            all.extend(entries);
            if !goes_on || is_enough(&all) {
                break;
            }
        }
        Ok(all)
    }

    fn until(&self) -> std::sync::MutexGuard<'_, Option<Timestamp>> {
        self.used_up_until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seconds until something may be asked again.
    fn must_wait(&self) -> Option<u32> {
        let left = self.until().as_ref()?.duration_since((self.clock)());
        (left.as_millis() > 0).then(|| u32::try_from((left.as_millis() + 999) / 1000).unwrap_or(u32::MAX))
    }

    fn note_limit(&self, reply: &Reply) {
        let used_up = reply.status == 429 || reply.number("x-aircallapi-remaining") == Some(0);
        let reset = reply.number("x-aircallapi-reset").and_then(|second| Timestamp::from_second(second).ok());
        let latest = (self.clock)() + jiff::SignedDuration::from_mins(15);
        // A clock that is off must not stop Callside for long.
        *self.until() =
            if used_up { Some(reset.unwrap_or_else(|| a_minute_after((self.clock)())).min(latest)) } else { None };
    }
}

fn a_minute_after(now: Timestamp) -> Timestamp {
    now + jiff::SignedDuration::from_mins(1)
}

#[async_trait]
impl PhoneSystem for Aircall {
    fn provider(&self) -> Provider {
        Provider::Aircall
    }

    /// There is no way to hang up, hold or transfer by this API: the agent does that on the phone.
    fn abilities(&self) -> Abilities {
        Abilities::of(&[
            Ability::Connect,
            Ability::Dial,
            Ability::Recording,
            Ability::CallDetail,
            Ability::FindContacts,
            Ability::SaveContact,
            Ability::Comment,
            Ability::Disposition,
            Ability::InsightCard,
            Ability::People,
            Ability::Webhook,
        ])
    }

    async fn connect(&self) -> Result<(), PhoneError> {
        self.ask(Method::GET, &["ping"], &[], None).await.map(drop)
    }

    async fn dial(&self, dial: &Dial) -> Result<Dialled, PhoneError> {
        let body = json!({ "to": dial.to.to_string() });
        self.ask(Method::POST, &["users", &dial.agent, "dial"], &[], Some(&body)).await?;
        // Which call it becomes is told by the webhook.
        Ok(Dialled { call: None })
    }

    async fn recording(&self, call: &CallKey) -> Result<Recording, PhoneError> {
        let detail = self.call_detail(call).await?;
        let url = detail.recording.or(detail.voicemail).ok_or(PhoneError::NotThere)?;
        Ok(Recording { url, lives_s: Some(RECORDING_LIVES_S) })
    }

    async fn call_detail(&self, call: &CallKey) -> Result<CallDetail, PhoneError> {
        let query = [("fetch_contact", "true"), ("fetch_call_timeline", "true")];
        let body = self.ask(Method::GET, &["calls", call.id()], &query, None).await?;
        answers::call(&body, (self.clock)()).ok_or(PhoneError::Unreadable)
    }

    async fn find_contacts(&self, number: &str) -> Result<Vec<Contact>, PhoneError> {
        let query = [("phone_number", number), ("per_page", "20")];
        let body = self.ask(Method::GET, &["contacts", "search"], &query, None).await?;
        answers::contacts(&body).ok_or(PhoneError::Unreadable)
    }

    async fn save_contact(&self, new: &NewContact) -> Result<Contact, PhoneError> {
        let list = |value: &Option<String>| value.iter().map(|v| json!({ "label": "Work", "value": v })).collect();
        let (numbers, emails): (Vec<Value>, Vec<Value>) = (list(&new.number), list(&new.email));
        let body = json!({
            "first_name": new.first_name, "last_name": new.last_name, "company_name": new.company,
            "phone_numbers": numbers, "emails": emails,
        });
        let body = self.ask(Method::POST, &["contacts"], &[], Some(&body)).await?;
        answers::contact(&body).ok_or(PhoneError::Unreadable)
    }

    async fn comment(&self, call: &CallKey, text: &str) -> Result<(), PhoneError> {
        let body = json!({ "content": text });
        self.ask(Method::POST, &["calls", call.id(), "comments"], &[], Some(&body)).await.map(drop)
    }

    /// The tag of this name; Aircall takes ids only, so it is looked up first.
    async fn set_disposition(&self, call: &CallKey, label: &str) -> Result<(), PhoneError> {
        let tags = self.all("v1", "tags", |tags| answers::tag_of(tags, label).is_some()).await?;
        let id = answers::tag_of(&tags, label).ok_or(PhoneError::NotThere)?;
        let body = json!({ "tags": [id] });
        self.ask(Method::POST, &["calls", call.id(), "tags"], &[], Some(&body)).await.map(drop)
    }

    async fn show_card(&self, call: &CallKey, card: &InsightCard) -> Result<(), PhoneError> {
        let part = |kind: &str, label: Option<&str>, text: &str, link: &Option<String>| {
            let mut part = json!({ "type": kind, "text": text });
            if let Some(label) = label {
                part["label"] = json!(label);
            }
            if let Some(link) = link {
                part["link"] = json!(link);
            }
            part
        };
        let lines = card.lines.iter().take(CARD_LINES);
        let lines = lines.map(|line| part("shortText", Some(&line.label), &line.text, &line.link));
        let contents: Vec<_> = std::iter::once(part("title", None, &card.title, &card.link)).chain(lines).collect();
        let body = json!({ "contents": contents });
        self.ask(Method::POST, &["calls", call.id(), "insight_cards"], &[], Some(&body)).await.map(drop)
    }

    async fn people(&self) -> Result<Vec<Person>, PhoneError> {
        Ok(answers::people(&self.all("v2", "users", |_| false).await?))
    }

    async fn ensure_webhook(&self, address: &str) -> Result<WebhookState, PhoneError> {
        let known = self.all("v1", "webhooks", |known| answers::webhook_at(known, address).is_some()).await?;
        let Some(hook) = answers::webhook_at(&known, address) else {
            let body = json!({ "custom_name": "Callside", "url": address, "events": answers::EVENTS });
            let body = self.ask(Method::POST, &["webhooks"], &[], Some(&body)).await?;
            let answers::Hook { id, token, .. } = answers::webhook(&body).ok_or(PhoneError::Unreadable)?;
            return Ok(WebhookState { id, made: true, woken: false, completed: false, token });
        };
        let more = hook.lacks();
        let (woken, completed) = (!hook.active, more.is_some());
        if woken || completed {
            let mut body = json!({ "active": true });
            if let Some(events) = more {
                body["events"] = json!(events);
            }
            self.ask(Method::PUT, &["webhooks", &hook.id], &[], Some(&body)).await?;
        }
        Ok(WebhookState { id: hook.id, made: false, woken, completed, token: hook.token })
    }
}
