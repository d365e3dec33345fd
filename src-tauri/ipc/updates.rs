//! Newer versions of Callside, as the settings and the self-test show them.

use callside_core::update::{Mode, OffBecause, Rule};
use callside_updates::{State, Trouble, Updater};
use serde::Serialize;
use ts_rs::TS;

/// What is known of newer versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UpdatesView {
    /// The version that runs.
    pub version: String,
    /// When it was last looked, milliseconds since 1970; none = not since Callside started.
    #[ts(type = "number | null")]
    pub checked: Option<i64>,
    /// How it stands.
    pub state: UpdatesState,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UpdatesState {
    /// Nothing is looked for.
    Off {
        /// Why.
        because: UpdatesOff,
    },
    /// Nobody looked since Callside started.
    Unknown,
    /// There is nothing newer.
    Current,
    /// There is something newer, and other machines get it first.
    Later {
        /// The version.
        version: String,
    },
    /// There is something newer for this machine.
    Newer {
        /// The version.
        version: String,
        /// The person may install it here; otherwise IT does.
        install: bool,
        /// The person wants to hear of it later.
        put_off: bool,
    },
    /// It is being fetched.
    Fetching {
        /// The version.
        version: String,
        /// So much is there.
        percent: u8,
    },
    /// Its package is here, whole and as it was signed.
    Ready {
        /// The version.
        version: String,
        /// Where.
        file: String,
    },
    /// Something went wrong.
    Failed {
        /// What.
        trouble: UpdatesTrouble,
    },
}

/// Why nothing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdatesOff {
    /// The policy says so.
    Policy,
    /// It came from a repository, which upgrades it.
    Repository,
    /// Nobody said where to look or whose signature counts.
    NotSet,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "as in callside_updates::Trouble")]
pub enum UpdatesTrouble {
    Unreachable,
    NoList,
    Forged,
    Foreign,
    Superseded,
    Expired,
    Changed,
    NoRoom,
    NotKept,
}

impl UpdatesView {
    /// As an updater knows it.
    #[must_use]
    pub fn of(updater: &Updater) -> Self {
        let news = updater.news();
        let state = match updater.rule() {
            Rule::Off(because) => UpdatesState::Off { because: (*because).into() },
            Rule::On { mode, .. } => UpdatesState::of(news.state, *mode == Mode::Offer),
        };
        Self { version: updater.version().to_string(), checked: news.checked.map(|at| at.as_millisecond()), state }
    }
}

impl UpdatesState {
    fn of(state: State, offers: bool) -> Self {
        match state {
            State::Unknown => Self::Unknown,
            State::Current => Self::Current,
            State::Later { version } => Self::Later { version: version.to_string() },
            State::Newer { version, artefact, put_off } => {
                Self::Newer { version: version.to_string(), install: offers && artefact.is_some(), put_off }
            }
            State::Fetching { version, percent } => Self::Fetching { version: version.to_string(), percent },
            State::Ready { version, file, .. } => {
                Self::Ready { version: version.to_string(), file: file.to_string_lossy().into_owned() }
            }
            State::Failed { trouble } => Self::Failed { trouble: trouble.into() },
        }
    }
}

impl From<OffBecause> for UpdatesOff {
    fn from(because: OffBecause) -> Self {
        match because {
            OffBecause::Policy => Self::Policy,
            OffBecause::Repository => Self::Repository,
            OffBecause::NotSet => Self::NotSet,
        }
    }
}

impl From<Trouble> for UpdatesTrouble {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Unreachable => Self::Unreachable,
            Trouble::NoList => Self::NoList,
            Trouble::Forged => Self::Forged,
            Trouble::Foreign => Self::Foreign,
            Trouble::Superseded => Self::Superseded,
            Trouble::Expired => Self::Expired,
            Trouble::Changed => Self::Changed,
            Trouble::NoRoom => Self::NoRoom,
            Trouble::NotKept => Self::NotKept,
        }
    }
}
