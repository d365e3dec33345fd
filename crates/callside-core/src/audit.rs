//! What mattered, line by line: who did what, when, and about whom. People stand in it as references only, so that
//! forgetting somebody leaves the lines as they are.

use crate::work::DismissReason;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Stands for somebody or something: made from their number, record or user with a secret of this machine, and not to be
/// turned back without it. 32 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(pub String);

/// Why a sign-in did not come about: a code, never what was typed or answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInFault {
    /// What was typed is no address of an org.
    NoAddress,
    /// No consumer key is set.
    NoClientId,
    /// Every port for the way back is in use.
    NoFreePort,
    /// The person said no in the browser.
    Denied,
    /// Nobody signed in within the time.
    TimedOut,
    /// The org refused the app or the user.
    Refused,
    /// The server was not reached.
    Unreachable,
    /// The server's answer is none.
    BadAnswer,
    /// The keychain did not take the sign-in.
    NotKept,
    /// This machine cannot speak TLS.
    NoTls,
    /// The tokens came, and the org did not answer to them.
    OrgNotRead,
}

/// What the org did about a sign-in that was to be revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revoked {
    /// Its tokens are dead.
    Done,
    /// It did not know them: they were dead already.
    NotKnown,
    /// It was not reached: they live until the org ends them.
    NotReached,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// Somebody signed in to Salesforce.
    SignedIn,
    /// They signed out.
    SignedOut,
    /// Somebody wanted to sign in, and it did not come about.
    SignInFailed {
        /// Where: the host of an org, `None` where it may be anything that a person typed.
        host: Option<String>,
        /// Why.
        why: SignInFault,
    },
    /// The org was asked to revoke the sign-in of whoever signed out.
    SignInRevoked {
        /// What became of it.
        how: Revoked,
    },
    /// The org no longer takes the sign-in: it was revoked there, or has had its time.
    SignInEnded,
    /// Settings of this machine were changed.
    SettingsChanged,
    /// What an admin sets up was changed.
    SetupChanged,
    /// Callside started and read the policy of the machine.
    PolicyRead {
        /// Whether there is one.
        found: bool,
        /// How much of it is ignored.
        faults: u32,
    },
    /// A file was written for a person.
    Exported,
    /// The recording of a call was opened.
    RecordingOpened,
    /// Somebody who looks after a team opened a call of another agent.
    CallOpened,
    /// What an agent saw of a call was shown to somebody whom they had asked for assistance.
    CallShown,
    /// Work stands in Salesforce.
    WriteSent {
        /// Outbox entry.
        entry: i64,
    },
    /// Salesforce refused work.
    WriteRefused {
        /// Outbox entry.
        entry: i64,
    },
    /// Work was taken back before it was sent.
    WriteTakenBack {
        /// Outbox entry.
        entry: i64,
    },
    /// A caller was forgotten.
    Erased {
        /// Id of the receipt.
        receipt: String,
    },
    /// This record was written to a file.
    AuditExported,
    /// The oldest lines of this record had their term and were cut off. What stays follows from this hash.
    AuditCut {
        /// How many lines were cut since the first one ever.
        lines: i64,
        /// Hash of the last of them and all before it: SHA-256 in hex.
        hash: String,
    },
    /// Somebody who looks after a team flagged a call for review, or changed a flag.
    CallFlagged {
        /// Id of the flag.
        flag: String,
        /// It is resolved from now on.
        resolved: bool,
    },
    /// Work was given to somebody, or to nobody.
    WorkGiven {
        /// To whom.
        to: Option<Reference>,
    },
    /// Work was taken off the list without being done, or put back.
    WorkDismissed {
        /// Why; `None` = it is open again.
        reason: Option<DismissReason>,
    },
}

impl Deed {
    /// Its word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignedOut => "signed_out",
            Self::SignInFailed { .. } => "sign_in_failed",
            Self::SignInRevoked { .. } => "sign_in_revoked",
            Self::SignInEnded => "sign_in_ended",
            Self::SettingsChanged => "settings_changed",
            Self::SetupChanged => "setup_changed",
            Self::PolicyRead { .. } => "policy_read",
            Self::Exported => "exported",
            Self::RecordingOpened => "recording_opened",
            Self::CallOpened => "call_opened",
            Self::CallShown => "call_shown",
            Self::WriteSent { .. } => "write_sent",
            Self::WriteRefused { .. } => "write_refused",
            Self::WriteTakenBack { .. } => "write_taken_back",
            Self::Erased { .. } => "erased",
            Self::AuditExported => "audit_exported",
            Self::AuditCut { .. } => "audit_cut",
            Self::CallFlagged { .. } => "call_flagged",
            Self::WorkGiven { .. } => "work_given",
            Self::WorkDismissed { .. } => "work_dismissed",
        }
    }

    /// What became of an outbox entry, where that is something to be recorded.
    #[must_use]
    pub fn of_entry(entry: i64, state: &str) -> Option<Self> {
        match state {
            "done" => Some(Self::WriteSent { entry }),
            "refused" => Some(Self::WriteRefused { entry }),
            "cancelled" => Some(Self::WriteTakenBack { entry }),
            _ => None,
        }
    }
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditLine {
    /// Its place, from 1 and without a gap.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// The user who was signed in.
    pub actor: Option<Reference>,
    /// What.
    pub what: Deed,
    /// About whom.
    pub about: Option<Reference>,
}

/// A line that has no place yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// When.
    pub at: Timestamp,
    /// The user who was signed in.
    pub actor: Option<Reference>,
    /// What.
    pub what: Deed,
    /// About whom.
    pub about: Option<Reference>,
}

impl NewLine {
    /// The line at a place.
    #[must_use]
    pub fn at_place(self, seq: i64) -> AuditLine {
        let Self { at, actor, what, about } = self;
        AuditLine { seq, at, actor, what, about }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_and_its_word_is_that_of_the_file() {
        for what in [
            Deed::SignedIn,
            Deed::SignedOut,
            Deed::SignInFailed { host: Some("acme.my.salesforce.com".into()), why: SignInFault::Denied },
            Deed::SignInRevoked { how: Revoked::NotKnown },
            Deed::SignInEnded,
            Deed::SettingsChanged,
            Deed::SetupChanged,
            Deed::PolicyRead { found: true, faults: 2 },
            Deed::Exported,
            Deed::RecordingOpened,
            Deed::CallOpened,
            Deed::CallShown,
            Deed::WriteSent { entry: 1 },
            Deed::WriteRefused { entry: 1 },
            Deed::WriteTakenBack { entry: 1 },
            Deed::Erased { receipt: "ab".into() },
            Deed::AuditExported,
            Deed::AuditCut { lines: 2, hash: "0a".into() },
            Deed::CallFlagged { flag: "f".into(), resolved: false },
            Deed::WorkGiven { to: Some(Reference("aa".into())) },
            Deed::WorkDismissed { reason: Some(DismissReason::Test) },
        ] {
            let word = what.word();
            let new = NewLine { at: Timestamp::UNIX_EPOCH, actor: None, what, about: Some(Reference("0f".into())) };
            let line = new.at_place(7);
            let text = serde_json::to_string(&line).unwrap();
            assert!(text.contains(&format!(r#""deed":"{word}""#)), "{text}");
            assert_eq!(serde_json::from_str::<AuditLine>(&text).unwrap(), line);
        }
    }

    #[test]
    fn entries_that_still_wait_are_not_recorded() {
        assert_eq!(Deed::of_entry(1, "waiting"), None);
        assert_eq!(Deed::of_entry(1, "done"), Some(Deed::WriteSent { entry: 1 }));
    }
}
