//! What is stored here, forgetting one caller, and the record of what mattered.

use callside_core::audit::{Deed, Revoked, SignInFault};
use callside_core::privacy::{AtRelay, StoredKind, Term, Until};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is stored on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InventoryView {
    /// The folder that it is in.
    pub folder: String,
    /// Kind by kind.
    pub lines: Vec<StoredView>,
    /// The terms that a setting gives.
    pub terms: Vec<TermView>,
}

/// How much there is of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StoredView {
    /// What.
    pub kind: StoredKindView,
    /// Rows or files.
    #[ts(type = "number")]
    pub count: u64,
    /// The oldest, in milliseconds since 1970, where rows have an age.
    #[ts(type = "number | null")]
    pub oldest: Option<i64>,
    /// Until when it stays.
    pub until: UntilView,
}

/// Until when something stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "until", rename_all = "snake_case")]
pub enum UntilView {
    /// So many days.
    Days {
        /// How many.
        days: u32,
    },
    /// As long as the call that it belongs to.
    WithCall,
    /// Until Salesforce has it, or a person takes it back.
    Sent,
    /// Until a person takes it away.
    Person,
    /// Only the newest are kept.
    Newest,
    /// As long as this machine has Callside's data.
    Machine,
}

impl UntilView {
    /// With the days of the term, where it has one.
    #[must_use]
    pub fn of(until: Until, days: impl Fn(Term) -> u32) -> Self {
        match until {
            Until::Term(term) => Self::Days { days: days(term) },
            Until::WithCall => Self::WithCall,
            Until::Sent => Self::Sent,
            Until::Person => Self::Person,
            Until::Newest => Self::Newest,
            Until::Machine => Self::Machine,
        }
    }
}

/// A term that a setting gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TermView {
    /// Which.
    pub term: TermName,
    /// Days.
    pub days: u32,
    /// The policy says so.
    pub locked: bool,
}

/// Names of the terms: a mirror of core's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TermName {
    /// Calls and what belongs to them.
    Calls,
    /// Copies of Salesforce.
    Copies,
    /// What is kept to mend things.
    Diagnostics,
    /// Lines of the audit.
    Audit,
}

impl From<Term> for TermName {
    fn from(term: Term) -> Self {
        match term {
            Term::Calls => Self::Calls,
            Term::Copies => Self::Copies,
            Term::Diagnostics => Self::Diagnostics,
            Term::Audit => Self::Audit,
        }
    }
}

/// Changes a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct TermChange {
    /// Which.
    pub term: TermName,
    /// Days.
    pub days: u32,
}

macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        /// A kind of what is stored: a mirror of core's, which knows no TypeScript.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "as in callside_core::privacy::StoredKind")]
        pub enum StoredKindView { $($name),* }

        impl From<StoredKind> for StoredKindView {
            fn from(kind: StoredKind) -> Self {
                match kind { $(StoredKind::$name => Self::$name),* }
            }
        }
    };
}

kinds![
    Calls,
    Events,
    TeamHistory,
    Pops,
    Choices,
    Drafts,
    Unsent,
    Settled,
    Callbacks,
    Work,
    Suppressed,
    Records,
    LookUps,
    Memories,
    Agents,
    Automations,
    Watched,
    Rejections,
    PhoneUse,
    Settings,
    Exports,
    Audit,
    Backups,
    Logs,
];

/// Whom to forget.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CallerOrder {
    /// Number as typed; may be empty.
    pub number: String,
    /// Salesforce record id; may be empty.
    pub record: String,
    /// Work that Salesforce does not have yet goes too.
    pub discard_unsent: bool,
    /// Files that Callside wrote and that speak of them are deleted.
    #[serde(default)]
    pub delete_files: bool,
}

/// How many of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StoredCountView {
    /// What.
    pub kind: StoredKindView,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}

/// What there is about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CallerFoundView {
    /// By kind; empty = nothing.
    pub counts: Vec<StoredCountView>,
    /// Work that waits to be sent, or for a person.
    #[ts(type = "number")]
    pub unsent: u64,
    /// Of it, on the way to Salesforce just now.
    #[ts(type = "number")]
    pub sending: u64,
    /// Settings that speak of them and that only a person can change, by name.
    pub settings: Vec<String>,
    /// Copies of the database, which go with it.
    #[ts(type = "number")]
    pub backups: u64,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "became", rename_all = "snake_case")]
pub enum ForgottenView {
    /// Nothing was forgotten: something is still to be sent.
    Held {
        /// What there is.
        found: CallerFoundView,
    },
    /// They are forgotten.
    Done {
        /// What went, by kind.
        counts: Vec<StoredCountView>,
        /// Settings that still speak of them.
        settings: Vec<String>,
        /// Files that still speak of them, or may.
        exports: Vec<String>,
        /// Files that spoke of them and are deleted.
        removed: Vec<String>,
        /// At the team's relay.
        at_relay: AtRelayView,
        /// Where the receipt lies.
        receipt: String,
    },
}

/// What became of a caller at the team's relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "relay", rename_all = "snake_case")]
pub enum AtRelayView {
    /// There is none.
    None,
    /// The order names no number.
    NoNumber,
    /// It forgot them.
    Erased {
        /// Deliveries.
        #[ts(type = "number")]
        deliveries: u64,
    },
    /// Nobody who may is signed in to it.
    NotAllowed,
    /// It did not answer.
    NotReached,
}

impl From<AtRelay> for AtRelayView {
    fn from(at_relay: AtRelay) -> Self {
        match at_relay {
            AtRelay::None => Self::None,
            AtRelay::NoNumber => Self::NoNumber,
            AtRelay::Erased { deliveries } => Self::Erased { deliveries },
            AtRelay::NotAllowed => Self::NotAllowed,
            AtRelay::NotReached => Self::NotReached,
        }
    }
}

/// A page of the audit.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct AuditRequest {
    /// The last place that is shown; none = from the newest.
    #[ts(type = "number | null")]
    pub before: Option<i64>,
    /// Only lines about this number, record or user; empty = all.
    pub about: String,
}

/// Lines, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuditView {
    /// They.
    pub lines: Vec<AuditLineView>,
    /// There may be older ones.
    pub more: bool,
    /// The key that its files are signed with, base64.
    pub key: String,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AuditLineView {
    /// Its place.
    #[ts(type = "number")]
    pub seq: i64,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// What.
    pub deed: AuditDeed,
    /// More about it.
    pub detail: Option<AuditDetail>,
    /// Whether whoever is signed in now did it; none = nobody was signed in.
    pub mine: Option<bool>,
    /// Reference to who did it.
    pub actor: Option<String>,
    /// Reference to whom it is about.
    pub about: Option<String>,
}

/// What a line says besides what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum AuditDetail {
    /// Entry or receipt.
    Id {
        /// Its id.
        id: String,
    },
    /// How much of a policy is ignored.
    Faults {
        /// How many settings.
        count: u32,
    },
    /// Where nobody was signed in, and why.
    SignIn {
        /// Host of an org, where it is one that is known.
        host: Option<String>,
        /// Why.
        why: SignInFaultView,
    },
    /// What became of a revocation.
    Revoked {
        /// What.
        how: RevokedView,
    },
    /// How many lines were cut off since the first one ever.
    Cut {
        /// They.
        #[ts(type = "number")]
        lines: i64,
    },
}

impl AuditDetail {
    /// What there is to say about a deed.
    #[must_use]
    pub fn of(deed: &Deed) -> Option<Self> {
        match deed {
            Deed::WriteSent { entry } | Deed::WriteRefused { entry } | Deed::WriteTakenBack { entry } => {
                Some(Self::Id { id: entry.to_string() })
            }
            Deed::Erased { receipt } => Some(Self::Id { id: receipt.clone() }),
            Deed::PolicyRead { found: true, faults } => Some(Self::Faults { count: *faults }),
            Deed::SignInFailed { host, why } => Some(Self::SignIn { host: host.clone(), why: (*why).into() }),
            Deed::SignInRevoked { how } => Some(Self::Revoked { how: (*how).into() }),
            Deed::AuditCut { lines, .. } => Some(Self::Cut { lines: *lines }),
            _ => None,
        }
    }
}

macro_rules! mirror {
    ($core:ident as $view:ident: $($name:ident),* $(,)?) => {
        /// A mirror of core's words, which knows no TypeScript.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "as in callside_core::audit")]
        pub enum $view { $($name),* }

        impl From<$core> for $view {
            fn from(word: $core) -> Self {
                match word { $($core::$name => Self::$name),* }
            }
        }
    };
}

mirror![SignInFault as SignInFaultView:
    NoAddress, NoClientId, NoFreePort, Denied, TimedOut, Refused, Unreachable, BadAnswer, NotKept, NoTls, OrgNotRead];
mirror![Revoked as RevokedView: Done, NotKnown, NotReached];

macro_rules! deeds {
    ($($name:ident),* $(,)?) => {
        /// What was done: a mirror of core's words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "as in callside_core::audit::Deed")]
        pub enum AuditDeed { $($name),* }

        impl From<&Deed> for AuditDeed {
            fn from(deed: &Deed) -> Self {
                match deed { $(Deed::$name { .. } => Self::$name),* }
            }
        }
    };
}

deeds![
    SignedIn,
    SignedOut,
    SignInFailed,
    SignInRevoked,
    SignInEnded,
    SettingsChanged,
    SetupChanged,
    PolicyRead,
    Exported,
    RecordingOpened,
    CallOpened,
    CallShown,
    WriteSent,
    WriteRefused,
    WriteTakenBack,
    Erased,
    AuditExported,
    AuditCut,
    CallFlagged,
    WorkGiven,
    WorkDismissed,
];
