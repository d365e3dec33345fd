//! A piece of work: a call that nobody logged, a person to call again, a write that was refused.

use crate::crm::RefusalKind;
use crate::ids::CallKey;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Longest note to whom work is given, in characters.
pub const LONGEST_WORK_NOTE: usize = 500;

/// A person who works: e-mail address in lower case, else user name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Worker(pub String);

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// The call is over and has no outcome.
    Unlogged,
    /// Somebody is to be called again.
    Callback,
    /// A write was refused, and waits at the desk that made it. Giving it to somebody else asks that desk to let go of it
    /// (docs/adr/0069).
    Refused,
}

impl WorkKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Unlogged, Self::Callback, Self::Refused];

    /// Its word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unlogged => "unlogged",
            Self::Callback => "callback",
            Self::Refused => "refused",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Who has a piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// To whom.
    pub to: Worker,
    /// By whom.
    pub by: Worker,
    /// When.
    pub at: Timestamp,
    /// What they say about it. May be empty; may name the caller.
    #[serde(default)]
    pub note: String,
}

/// Why somebody takes work off the list without doing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DismissReason {
    /// Nobody spoke: a wrong number, a robot, silence.
    NoConversation,
    /// It stands in Salesforce, or was done, by another way.
    DoneElsewhere,
    /// It is not this team's.
    NotOurs,
    /// The person does not want it any more.
    NotWanted,
    /// A test.
    Test,
}

impl DismissReason {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::NoConversation, Self::DoneElsewhere, Self::NotOurs, Self::NotWanted, Self::Test];

    /// Its word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoConversation => "no_conversation",
            Self::DoneElsewhere => "done_elsewhere",
            Self::NotOurs => "not_ours",
            Self::NotWanted => "not_wanted",
            Self::Test => "test",
        }
    }

    /// The reason of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// A refused write, as other desks hear of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedWrite {
    /// At whose desk it waits: only there can it be sent again or taken back.
    pub desk: Worker,
    /// Why it was refused.
    pub because: RefusalKind,
}

/// How work came to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Settlement {
    /// The call was wrapped up, with this outcome.
    Logged {
        /// Label of the disposition.
        outcome: String,
    },
    /// The person was called.
    CalledBack,
    /// Somebody took it off the list.
    Dismissed {
        /// Why.
        reason: DismissReason,
    },
    /// The desk where a refused write waited took it back: the call waits for its wrap-up, by whoever was given it.
    LetGo,
}

/// Who brought something to its end, when, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// How.
    pub how: Settlement,
    /// Who.
    pub by: Worker,
    /// When.
    pub at: Timestamp,
}

/// A piece of work as it stands. There is one of a kind for a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkItem {
    /// What.
    pub kind: WorkKind,
    /// About which call.
    pub call: CallKey,
    /// Who has it; `None` = whoever sees it.
    #[serde(default)]
    pub given: Option<Given>,
    /// When the person is to be called: for a callback of another desk.
    #[serde(default)]
    pub due_at: Option<Timestamp>,
    /// Label of the disposition that a callback comes from, or that could not be written.
    #[serde(default)]
    pub because: Option<String>,
    /// Of a refused write: where it waits, and why.
    #[serde(default)]
    pub refused: Option<RefusedWrite>,
    /// Nothing is left to be done.
    #[serde(default)]
    pub settled: Option<Settled>,
}

impl WorkItem {
    /// A piece of work that nobody has.
    #[must_use]
    pub const fn open(kind: WorkKind, call: CallKey) -> Self {
        Self { kind, call, given: None, due_at: None, because: None, refused: None, settled: None }
    }

    /// Whether this person is meant to do it: nobody else has it, and it is not done.
    #[must_use]
    pub fn is_for(&self, me: &Worker) -> bool {
        self.settled.is_none() && self.given.as_ref().is_none_or(|given| given.to == *me)
    }

    /// The same, given to somebody, or to nobody.
    #[must_use]
    pub fn given(mut self, given: Option<Given>) -> Self {
        self.given =
            given.map(|given| Given { note: given.note.trim().chars().take(LONGEST_WORK_NOTE).collect(), ..given });
        self
    }

    /// Whether it waits at the desk of somebody else than the one whom it is given to: that desk is to let go of it.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        let given = self.given.as_ref().zip(self.refused.as_ref());
        self.settled.is_none() && given.is_some_and(|(given, refused)| given.to != refused.desk)
    }

    /// Whether `person` may say that it stands so, without looking after a team: they report on what is theirs, and give
    /// nothing to anybody. Of a refused write only its desk says how it stands, and that it waits no more whoever has it.
    #[must_use]
    pub fn is_report_of(&self, person: &Worker) -> bool {
        let theirs = self.given.as_ref().is_none_or(|given| given.to == *person);
        match &self.refused {
            Some(refused) => refused.desk == *person && (theirs || self.settled.is_some()),
            None => theirs,
        }
    }
}
