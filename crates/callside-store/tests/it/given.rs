//! What the tests start from.

use callside_core::crm::{Receipt, Refusal, RefusalReason, Written};
use callside_core::disposition::DispositionCode;
use callside_core::event::{AgentName, CallChange, CallEvent, CallFacts, Direction, Event};
use callside_core::ids::{CallKey, EventId, Provider, RecordId};
use callside_core::outbox::State;
use callside_core::phone::HomeRegion;
use callside_core::plan::{About, Action, Value, WrapUp, WrapUpPlan, Write};
use callside_core::record::{CallerObject, CallerRef, Candidate, PhoneField};
use callside_core::secret::Secret;
use callside_store::{LeaseToken, NewWrapUp, Outcome, Saved, Settled, Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::SqliteConnectOptions;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
pub const OTHER_KEY: &str = "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// How a database of today is opened from outside.
pub fn keyed(path: &Path, key: &str) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new().filename(path).pragma("key", format!("\"x'{key}'\""));
    options.pragma("cipher_hmac_algorithm", "HMAC_SHA256")
}

/// A folder with a database in it.
pub struct Place {
    pub folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("callside.db")
    }

    pub async fn open(&self) -> Store {
        self.try_open(KEY).await.unwrap()
    }

    pub async fn try_open(&self, key: &str) -> Result<Store, StoreError> {
        Store::open(&self.path(), &Secret::new(key), now()).await
    }

    /// Names of the files in the folder, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

pub fn now() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

pub fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

pub fn us() -> Option<HomeRegion> {
    Some("US".parse().unwrap())
}

pub fn key(id: &str) -> CallKey {
    CallKey::new(Provider::Five9, id).unwrap()
}

/// An event of call `id`, `seconds` after now.
pub fn event(id: &str, seconds: i64, what: CallChange, facts: CallFacts) -> Event {
    let name = serde_json::to_string(&what).unwrap();
    Event::Call(CallEvent {
        id: EventId(format!("{id}/{seconds}/{name}")),
        call: key(id),
        at: later(seconds),
        what,
        facts,
    })
}

pub fn from_number(number: &str) -> CallFacts {
    CallFacts {
        direction: Some(Direction::Inbound),
        customer_number: Some(number.into()),
        agent: Some(AgentName { key: "ann".into(), name: Some("Ann Lee".into()) }),
        ..CallFacts::default()
    }
}

pub fn named(number: &str, name: &str) -> CallFacts {
    CallFacts { customer_name: Some(name.into()), ..from_number(number) }
}

/// A ringing call.
pub fn ringing(id: &str, seconds: i64, number: &str) -> Event {
    event(id, seconds, CallChange::Ringing, from_number(number))
}

pub async fn with_calls(store: &Store, ids: &[&str]) {
    let events: Vec<Event> = ids.iter().zip(0..).map(|(id, n)| ringing(id, n, "+14155550134")).collect();
    store.accept(&events, now(), us()).await.unwrap();
}

pub fn record(id: &str) -> RecordId {
    RecordId::new(id).unwrap()
}

pub fn contact(number: u32) -> CallerRef {
    CallerRef { object: CallerObject::Contact, id: record(&format!("0030000000{number:05}AAA")) }
}

pub fn person(number: u32, name: &str, phone: &str) -> Candidate {
    Candidate {
        record: contact(number),
        name: name.into(),
        title: Some("Buyer".into()),
        company: None,
        account: None,
        email: None,
        owner: None,
        status: None,
        do_not_call: false,
        extra: vec![],
        phones: vec![PhoneField { field: "MobilePhone".into(), typed: phone.into() }],
        modified: None,
        record_type: None,
    }
}

pub fn wrap_up(id: &str, about: About, notes: &str) -> WrapUp {
    WrapUp {
        intent: None,
        call: key(id),
        disposition: DispositionCode("interested".into()),
        notes: notes.into(),
        agreed_at: None,
        about,
        related: vec![],
        allow_duplicate: false,
        earlier_tries: 0,
        decided_at: now(),
    }
}

/// A plan that logs a call with a contact and changes it.
pub fn plan_for(contact: &CallerRef) -> WrapUpPlan {
    let owner = ("OwnerId".to_owned(), Value::Record(record("005000000000001AAA")));
    let who = ("WhoId".to_owned(), Value::Record(contact.id.clone()));
    let log = Write {
        reference: "call_log".into(),
        object: "Task".into(),
        action: Action::Create,
        fields: BTreeMap::from([owner, who]),
        label: "Call".into(),
    };
    WrapUpPlan { writes: vec![log], ..WrapUpPlan::default() }
}

/// Saves a wrap-up of call `id` about contact number `contact`.
pub async fn saved(store: &Store, id: &str, number: u32) -> callside_core::outbox::Entry {
    let about = About::Known { caller: contact(number), name: format!("Person {number}"), account: None, email: None };
    let wrap_up = wrap_up(id, about, "called");
    let plan = plan_for(&contact(number));
    let new = NewWrapUp { wrap_up: &wrap_up, plan: &plan, label: "Interested", not_before: now() };
    match store.save_wrap_up(new, now()).await.unwrap() {
        Saved::Now(entry) => entry,
        Saved::Before(entry) => panic!("saved before: {entry:?}"),
    }
}

pub fn receipt() -> Receipt {
    let written = |reference: &str, object: &str, id: &str, created| Written {
        reference: reference.into(),
        object: object.into(),
        id: record(id),
        created,
    };
    Receipt {
        records: vec![
            written("call_log", "Task", "00T000000000001AAA", true),
            written("contact", "Contact", "003000000000001AAA", false),
        ],
        found_again: false,
    }
}

pub fn refusal() -> Refusal {
    Refusal {
        reason: RefusalReason::Duplicate { existing: vec![record("003000000000009AAA")], may_save: true },
        code: "DUPLICATES_DETECTED".into(),
        message: "There is one like it".into(),
        object: Some("Contact".into()),
        fields: vec!["LastName".into()],
    }
}

/// Settles one entry.
pub async fn settled(store: &Store, token: LeaseToken, state: &State, attempts: u32) -> Settled {
    let [settled] = store.settle(&[Outcome { token, state, attempts, work: None }]).await.unwrap()[..] else {
        panic!("one answer for one outcome")
    };
    settled
}
