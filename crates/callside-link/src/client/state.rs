//! How the link stands, for the screen.

use crate::wire::Role;
use callside_core::person::PersonId;
use jiff::Timestamp;

/// How the link stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkState {
    /// It is being made.
    Connecting,
    /// Events come in.
    Up {
        /// Name of the relay that answered.
        relay: String,
        /// Who the relay takes this person for.
        person: PersonId,
        /// What this person may do there.
        role: Role,
        /// Since when.
        since: Timestamp,
        /// Over server-sent events, because a WebSocket did not get through.
        fallback: bool,
    },
    /// It is down; another try comes at this moment. Calls that come in meanwhile wait at the relay.
    Waiting {
        /// Why.
        trouble: Trouble,
        /// When.
        until: Timestamp,
    },
    /// Nothing comes before this person signs in to the relay.
    SignInNeeded,
    /// Nothing comes before somebody mends it.
    Stopped {
        /// What.
        trouble: Trouble,
    },
}

/// Why a link is down, by what a person does about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody answers at the address, or the network is gone.
    Unreachable,
    /// Something answers that is no relay, such as a proxy's page.
    NotARelay,
    /// The relay has too much to do, or is about to go.
    Busy,
    /// The link fell silent.
    Silent,
    /// This machine could not keep what came.
    NotKept,
    /// This person is not of the relay's team.
    NotOfTheTeam,
    /// One of both sides is too old for the other.
    Version,
}
