//! How long what is stored stays.

use crate::policy::Key;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A term that a setting gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// Calls and what belongs to them.
    Calls,
    /// Copies of Salesforce.
    Copies,
    /// What is kept to mend things.
    Diagnostics,
    /// Lines of the audit.
    Audit,
}

impl Term {
    /// The policy's setting for it.
    #[must_use]
    pub const fn key(self) -> Key {
        match self {
            Self::Calls => Key::KeepCallsDays,
            Self::Copies => Key::KeepCopiesDays,
            Self::Diagnostics => Key::KeepDiagnosticsDays,
            Self::Audit => Key::KeepAuditDays,
        }
    }
}

/// The terms, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Retention {
    /// Of calls, from their beginning.
    pub calls_days: u32,
    /// Of copies of Salesforce, from when they were seen last.
    pub copies_days: u32,
    /// Of what is kept to mend things.
    pub diagnostics_days: u32,
    /// Of lines of the audit.
    pub audit_days: u32,
}

impl Default for Retention {
    /// Two years, so that a year can be compared with the one before; a quarter; a month; ten years.
    fn default() -> Self {
        Self { calls_days: 730, copies_days: 90, diagnostics_days: 30, audit_days: 3650 }
    }
}

impl Retention {
    /// Days of a term.
    #[must_use]
    pub const fn days(&self, term: Term) -> u32 {
        match term {
            Term::Calls => self.calls_days,
            Term::Copies => self.copies_days,
            Term::Diagnostics => self.diagnostics_days,
            Term::Audit => self.audit_days,
        }
    }

    /// What is older than this has had its term. Before the year 1970 where the days reach further.
    #[must_use]
    pub fn before(&self, term: Term, now: Timestamp) -> Timestamp {
        let span = SignedDuration::from_hours(i64::from(self.days(term)) * 24);
        now.checked_sub(span).unwrap_or(Timestamp::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_ends_so_many_days_ago() {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        let retention = Retention { calls_days: 10, copies_days: 1, diagnostics_days: u32::MAX, audit_days: 1 };
        for (term, before) in [
            (Term::Calls, "2026-11-16T12:00:00Z".parse().unwrap()),
            (Term::Copies, "2026-11-25T12:00:00Z".parse().unwrap()),
            (Term::Diagnostics, Timestamp::MIN),
        ] {
            assert_eq!(retention.before(term, now), before, "{term:?}");
        }
    }
}
