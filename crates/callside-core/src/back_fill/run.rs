//! How far bringing in older calls has come.

use super::{LogQuery, Whose};
use crate::ids::RecordId;
use crate::role::Role;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Whose older calls a person may bring in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MayFill {
    /// Nobody's.
    Nobody,
    /// Their own.
    Own,
    /// Their own, and supervisors those of their team.
    #[default]
    Team,
}

impl MayFill {
    /// The one of this name, as files write it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Nobody, Self::Own, Self::Team].into_iter().find(|it| it.name() == name)
    }

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Own => "own",
            Self::Team => "team",
        }
    }

    /// Whether somebody of this role may ask for these calls.
    #[must_use]
    pub fn lets(self, role: Role, whose: Whose) -> bool {
        match (self, whose) {
            (Self::Nobody, _) | (Self::Own, Whose::Team) => false,
            (Self::Own | Self::Team, Whose::Mine) => true,
            (Self::Team, Whose::Team) => role.covers(Role::Supervisor),
        }
    }
}

/// What ended it before its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct Trouble {
    /// The CRM's code.
    pub code: String,
    /// The CRM's own words.
    pub message: String,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FillState {
    /// Goes on, now or when there is a way.
    Running,
    /// A person stopped it for a while.
    Paused,
    /// Everything is here.
    Done,
    /// A person ended it. What was brought in stays.
    Cancelled,
    /// The CRM refuses it.
    Failed {
        /// Why.
        trouble: Trouble,
    },
}

impl FillState {
    /// Its word in the store.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Failed { .. } => "failed",
        }
    }

    /// Whether it may still go on.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Running | Self::Paused)
    }
}

/// One order to bring in older calls, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    /// The org: in another one it waits.
    pub org: RecordId,
    /// Who asked for it.
    pub by: RecordId,
    /// Whose calls.
    pub whose: Whose,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// IANA name of the zone that the days are of.
    pub zone: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Logs that there are in all; `None` before the CRM has said.
    pub total: Option<u64>,
    /// Logs that were read.
    pub read: u64,
    /// Calls that were not known here.
    pub new: u64,
    /// Logs of calls that were known here.
    pub known: u64,
    /// Logs that could not be read.
    pub unreadable: u64,
    /// The last log of those that were read: it goes on after this one.
    pub after: Option<RecordId>,
    /// Where it stands.
    pub state: FillState,
}

impl Fill {
    /// What the CRM is asked for.
    #[must_use]
    pub fn query(&self) -> LogQuery {
        let owner = match self.whose {
            Whose::Mine => Some(self.by.clone()),
            Whose::Team => None,
        };
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        LogQuery { owner, first: self.first, last: self.last, zone }
    }

    /// How long it will still take, from what was read in some time.
    #[must_use]
    pub fn left(&self, read: u64, took: SignedDuration) -> Option<SignedDuration> {
        let rest = self.total?.saturating_sub(self.read);
        let millis = u64::try_from(took.as_millis()).ok()?;
        let left = rest.checked_mul(millis)?.checked_div(read)?;
        Some(SignedDuration::from_millis(i64::try_from(left).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_bring_in_whose_calls() {
        use MayFill::{Nobody, Own, Team};
        for (may, role, mine, team) in [
            (Nobody, Role::Admin, false, false),
            (Own, Role::Agent, true, false),
            (Own, Role::Admin, true, false),
            (Team, Role::Agent, true, false),
            (Team, Role::Supervisor, true, true),
            (Team, Role::Admin, true, true),
        ] {
            assert_eq!((may.lets(role, Whose::Mine), may.lets(role, Whose::Team)), (mine, team), "{may:?} {role:?}");
            assert_eq!(MayFill::named(may.name()), Some(may));
        }
    }

    #[test]
    fn the_time_left_is_told_once_something_is_known() {
        let fill = Fill {
            org: RecordId::new("00D000000000001AAA").unwrap(),
            by: RecordId::new("005000000000001AAA").unwrap(),
            whose: Whose::Mine,
            first: Date::constant(2026, 1, 1),
            last: Date::constant(2026, 1, 31),
            zone: "Europe/Berlin".into(),
            asked_at: Timestamp::UNIX_EPOCH,
            total: Some(1000),
            read: 400,
            new: 0,
            known: 0,
            unreadable: 0,
            after: None,
            state: FillState::Running,
        };
        assert_eq!(fill.left(200, SignedDuration::from_secs(2)), Some(SignedDuration::from_secs(6)));
        assert_eq!(fill.left(0, SignedDuration::from_secs(2)), None);
        assert_eq!(Fill { total: None, ..fill.clone() }.left(200, SignedDuration::from_secs(2)), None);
        let done = Fill { read: 1200, ..fill.clone() };
        assert_eq!(done.left(200, SignedDuration::from_secs(2)), Some(SignedDuration::ZERO));
        assert_eq!(fill.query().owner, Some(fill.by.clone()));
        assert_eq!(Fill { whose: Whose::Team, ..fill }.query().owner, None);
    }
}
