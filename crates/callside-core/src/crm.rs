//! The CRM as the rest of Callside sees it: a port with few verbs and errors by what the caller does next.

use crate::action::{Answer, Request};
use crate::back_fill::{LogPage, LogQuery};
use crate::budget::{Purpose, Usage};
use crate::calendar::Appointment;
use crate::describe::ObjectDescribe;
use crate::facts::Facts;
use crate::ids::{CallKey, RecordId};
use crate::look_up::Table;
use crate::phone::PhoneNumber;
use crate::phone_system::PhoneError;
use crate::plan::WrapUpPlan;
use crate::record::{CallerContext, CallerRef, Candidate};
use crate::shape::{ObjectShape, OrgShape};
use crate::soql::ast::Query;
use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What went wrong with the CRM, by what the caller does about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrmError {
    /// Nobody is signed in, or the sign-in has died: a person signs in again; nothing is dropped.
    #[error("Salesforce asks you to sign in again")]
    SignInNeeded,
    /// The request did not reach Salesforce: nothing was written, try later.
    #[error("Salesforce cannot be reached")]
    Unreachable,
    /// The request was sent and no answer came: ask for the commit mark before sending again.
    #[error("Salesforce's answer was lost")]
    AnswerLost,
    /// Salesforce is busy or the row is locked: nothing was written, try later.
    #[error("Salesforce is busy")]
    Busy {
        /// Seconds to wait, where Salesforce said.
        retry_after_s: Option<u32>,
    },
    /// The org's API limit is used up: stop for long.
    #[error("the org has used up its Salesforce API calls")]
    LimitReached {
        /// Whether it is the 24-hour limit (else: too many long requests at once).
        daily: bool,
    },
    /// Salesforce refuses this: a person must act.
    #[error("Salesforce refused: {}", .0.message)]
    Refused(Box<Refusal>),
    /// The deadline passed or the question was withdrawn.
    #[error("Salesforce took too long")]
    TooLate,
    /// The answer is larger than is read at once: whoever asked asks for less of it.
    #[error("Salesforce's answer is too large")]
    TooLarge,
    /// An answer that we cannot read, or a question that we should not have asked.
    #[error("Salesforce gave an answer that Callside cannot read ({code})")]
    Unexpected {
        /// Salesforce's error code, or the HTTP status.
        code: String,
    },
}

/// A typed refusal with what a person needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What kind.
    pub reason: RefusalReason,
    /// Salesforce's error code, such as `FIELD_CUSTOM_VALIDATION_EXCEPTION`.
    pub code: String,
    /// Salesforce's own words; shown as they are.
    pub message: String,
    /// Object of the write that was refused, where it is known.
    pub object: Option<String>,
    /// API names of the fields that it is about.
    pub fields: Vec<String>,
}

impl Refusal {
    /// The records that a person may pick from, each with its object; `planned` is the object of the record that was to be
    /// made. Duplicates may be of another object than that (a Lead like a Contact); the id's first three characters tell.
    /// Source: Salesforce, "Standard field record id prefix decoder".
    #[must_use]
    pub fn existing(&self, planned: Option<&str>) -> Vec<(String, RecordId)> {
        let (existing, own) = match &self.reason {
            RefusalReason::Duplicate { existing, .. } => (existing.as_slice(), None),
            RefusalReason::Several { existing } => (existing.as_slice(), self.object.as_deref()),
            _ => (&[][..], None),
        };
        let object = |id: &RecordId| match (own, id.as_str().get(..3)) {
            (Some(own), _) => own,
            (None, Some("003")) => "Contact",
            (None, Some("00Q")) => "Lead",
            (None, Some("001")) => "Account",
            (None, _) => planned.unwrap_or("Contact"),
        };
        existing.iter().map(|id| (object(id).to_owned(), id.clone())).collect()
    }
}

/// Kinds of refusal, by what a person does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RefusalReason {
    /// An admin's rule: change a value.
    Rule,
    /// A field is missing: fill it in.
    Missing,
    /// A value does not fit: change it.
    BadValue,
    /// The user may not do this: ask the admin.
    NotAllowed,
    /// The record is gone: pick another.
    Gone,
    /// There are records like this one: use one of them, or save anyway where allowed.
    Duplicate {
        /// The existing records.
        existing: Vec<RecordId>,
        /// Whether the rule lets the user save anyway.
        may_save: bool,
    },
    /// What should name one record names several: pick one of them.
    Several {
        /// They.
        existing: Vec<RecordId>,
    },
    /// Somebody changed the record since the pop: mine, theirs or merge.
    Changed {
        /// What differs.
        differences: Vec<Difference>,
    },
    /// The org lacks the object, field or stage: ask the admin.
    OrgLacks,
    /// A phone system did not take what it was told after the wrap-up; Salesforce has nothing to do with it.
    Phone {
        /// Why.
        error: PhoneError,
    },
    /// None of the above.
    Other,
}

/// A kind of refusal as a word alone: what may leave this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// [`RefusalReason::Rule`].
    Rule,
    /// [`RefusalReason::Missing`].
    Missing,
    /// [`RefusalReason::BadValue`].
    BadValue,
    /// [`RefusalReason::NotAllowed`].
    NotAllowed,
    /// [`RefusalReason::Gone`].
    Gone,
    /// [`RefusalReason::Duplicate`].
    Duplicate,
    /// [`RefusalReason::Several`].
    Several,
    /// [`RefusalReason::Changed`].
    Changed,
    /// [`RefusalReason::OrgLacks`].
    OrgLacks,
    /// None of the above.
    Other,
}

impl RefusalReason {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> RefusalKind {
        match self {
            Self::Rule => RefusalKind::Rule,
            Self::Missing => RefusalKind::Missing,
            Self::BadValue => RefusalKind::BadValue,
            Self::NotAllowed => RefusalKind::NotAllowed,
            Self::Gone => RefusalKind::Gone,
            Self::Duplicate { .. } => RefusalKind::Duplicate,
            Self::Several { .. } => RefusalKind::Several,
            Self::Changed { .. } => RefusalKind::Changed,
            Self::OrgLacks => RefusalKind::OrgLacks,
            Self::Phone { .. } | Self::Other => RefusalKind::Other,
        }
    }
}

/// A field that somebody else changed since the pop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Object API name.
    pub object: String,
    /// Record.
    pub id: RecordId,
    /// Field API name.
    pub field: String,
    /// What stood there at the pop.
    pub before: serde_json::Value,
    /// What stands there now.
    pub theirs: serde_json::Value,
    /// What the wrap-up wants.
    pub mine: serde_json::Value,
}

/// One record that a plan wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The write's reference in the plan.
    pub reference: String,
    /// Object API name.
    pub object: String,
    /// Record.
    pub id: RecordId,
    /// Created, or updated.
    pub created: bool,
}

/// Proof that a plan stands in Salesforce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The records, in the plan's order. After a lost answer only the call log is known.
    pub records: Vec<Written>,
    /// The plan had been written before; this attempt only found it.
    pub found_again: bool,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// User record.
    pub user: RecordId,
    /// Org id.
    pub org: RecordId,
    /// User name.
    pub username: String,
    /// Name to show.
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// IANA time zone of the user, where known.
    pub zone: Option<String>,
    /// The user's language in Salesforce's words, such as `en_US`, where known.
    #[serde(default)]
    pub language: Option<String>,
    /// Where records can be opened in a browser.
    pub instance_url: String,
}

/// What is asked of an object that is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// SObject API name.
    pub object: String,
    /// Changes from this moment on, by Salesforce's clock.
    pub since: Timestamp,
    /// Only records of this owner.
    pub owner: Option<RecordId>,
    /// Fields to bring, where the user sees them.
    pub fields: BTreeSet<String>,
}

/// A record that is new or was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRecord {
    /// Which.
    pub id: RecordId,
    /// `SystemModstamp` as Salesforce wrote it; with the id it tells one change from another.
    pub stamp: String,
    /// The same as a moment.
    pub changed_at: Timestamp,
    /// When it was created.
    pub created_at: Timestamp,
    /// Who changed it last.
    pub changed_by: Option<RecordId>,
    /// Who owns it, where the object has owners.
    pub owner: Option<RecordId>,
    /// The fields that were asked for, as JSON members by API name.
    pub values: serde_json::Value,
}

/// Records that were deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletions {
    /// Which, and when.
    pub records: Vec<(RecordId, Timestamp)>,
    /// Up to which moment this is all: the next question begins there.
    pub covered: Timestamp,
}

/// One of several changes that are sent together.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// It.
    pub request: &'a Request,
    /// An earlier attempt may have arrived: what stands as wished is not written again.
    pub again: bool,
}

/// What Callside asks of a CRM. Implementations confine every call to the signed-in org.
#[async_trait]
pub trait Crm: Send + Sync {
    /// Who is signed in.
    async fn identity(&self) -> Result<Identity, CrmError>;
    /// API names of the permission sets of whoever is signed in; they give the role.
    async fn permission_sets(&self) -> Result<Vec<String>, CrmError>;
    /// Records that may carry the number in any phone field. The caller compares them again.
    async fn find_by_phone(&self, number: &PhoneNumber) -> Result<Vec<Candidate>, CrmError>;
    /// The present state of known records; those that are gone are left out.
    async fn read_callers(&self, records: &[CallerRef]) -> Result<Vec<Candidate>, CrmError>;
    /// People and companies by name, e-mail, number or case number, as an agent types it.
    async fn search(&self, text: &str) -> Result<Vec<Candidate>, CrmError>;
    /// Open cases, open opportunities and last activities of a caller.
    async fn context(&self, caller: &CallerRef, account: Option<&RecordId>) -> Result<CallerContext, CrmError>;
    /// What takes time in the calendar of whoever is signed in, between two moments; `None` when the user does not see
    /// when events are.
    async fn calendar(&self, from: Timestamp, until: Timestamp) -> Result<Option<Vec<Appointment>>, CrmError>;
    /// What the org looks like to this user.
    async fn shape(&self) -> Result<OrgShape, CrmError>;
    /// The first rows that a saved look-up finds for these facts; `None` when a value that it needs is not among them.
    async fn look_up(&self, query: &Query, facts: &Facts, rows: u32) -> Result<Option<Table>, CrmError>;
    /// What is known of the org's daily API calls, without asking.
    fn usage(&self) -> Option<Usage>;
    /// Calls that this program made since it started, by what they were for.
    fn spent(&self) -> BTreeMap<Purpose, u32>;
    /// Asks for the org's daily API calls.
    async fn ask_usage(&self) -> Result<Option<Usage>, CrmError>;
    /// What the org says about one object; `None` when it has none of this name, or hides it.
    async fn describe(&self, object: &str) -> Result<Option<ObjectDescribe>, CrmError>;
    /// Runs one request of an action. Writes are done once for a key, a UUID: `again` says since when an earlier
    /// attempt may have arrived.
    async fn act(&self, request: &Request, key: &str, again: Option<Timestamp>) -> Result<Answer, CrmError>;
    /// Runs changes of different records, each of which [goes together](Request::goes_together) with others, in as few
    /// requests as there can be. Each has an outcome of its own, in their order.
    async fn change_together(&self, changes: &[Change<'_>]) -> Vec<Result<Answer, CrmError>>;
    /// Writes a plan, all or nothing, at most once per call: the call log is its commit mark. Looks for the mark
    /// and for changes by others first.
    async fn commit(&self, call: &CallKey, plan: &WrapUpPlan) -> Result<Receipt, CrmError>;
    /// What one object looks like to this user, whichever it is; `None` when there is no such object.
    async fn object(&self, name: &str) -> Result<Option<ObjectShape>, CrmError>;
    /// Records of a watched object that are new or changed since a moment, in the order of their changes. Deleted ones
    /// are not among them.
    async fn changes(&self, watch: &Watch) -> Result<Vec<ChangedRecord>, CrmError>;
    /// How many logs of calls there are.
    async fn count_logs(&self, query: &LogQuery) -> Result<u64, CrmError>;
    /// The next logs of calls after one of them, in the order of their ids; the CRM decides how many.
    async fn call_logs(&self, query: &LogQuery, after: Option<&RecordId>) -> Result<LogPage, CrmError>;
    /// All rows of a query without values of a call, at most so many; for a purpose of the budget.
    async fn rows_of(&self, query: &Query, most: u32, purpose: Purpose) -> Result<Table, CrmError>;
    /// Records of an object that were deleted between two moments at least a minute apart.
    async fn deletions(&self, object: &str, since: Timestamp, until: Timestamp) -> Result<Deletions, CrmError>;
}
