//! What the engine announces. Screens learn of changes only from these.

use callside_core::budget::Pace;
use callside_core::ids::{CallKey, RecordId};
use callside_core::look_up::Shown;
use callside_core::outbox::Entry;
use callside_core::pop::ScreenPop;
use std::sync::Arc;

/// One announcement.
#[derive(Debug, Clone)]
pub enum Notice {
    /// A pop is new or has changed.
    Pop {
        /// It, as it stands now.
        pop: Arc<ScreenPop>,
        /// The call pops for the first time.
        first: bool,
    },
    /// The list of live and unwrapped calls changed.
    Calls,
    /// A phone system told who takes calls.
    Agents,
    /// The callback list or the suppression list changed.
    Callbacks,
    /// Flags, or who has which work, changed.
    Work,
    /// An outbox entry changed.
    Outbox {
        /// It, as it stands now.
        entry: Arc<Entry>,
    },
    /// Sending stopped or goes on.
    Sending {
        /// How it stands.
        pause: Pause,
    },
    /// Salesforce no longer accepts the sign-in.
    SignInNeeded,
    /// Runs of automations went on, or the watch over Salesforce did.
    Automations,
    /// Bringing in older calls began, got on, stopped or is through.
    BackFill,
    /// Ratings of calls were asked for anew.
    Ratings,
    /// What an admin set up changed.
    Configuration,
    /// An automation has something to say.
    AutomationToast {
        /// What the automation is called.
        title: String,
        /// The text. Hostile: it may hold what a caller wrote.
        text: String,
    },
    /// An automation wants a record opened in the agent's browser.
    OpenRecord {
        /// Which.
        record: RecordId,
    },
    /// The look-ups beside a pop changed.
    LookUps {
        /// The call.
        call: CallKey,
        /// All of them, as they stand now.
        look_ups: Arc<Vec<Shown>>,
    },
    /// What can wait slows, stops or goes on, to spare the org's API calls.
    Budget {
        /// How.
        pace: Pace,
    },
    /// What is known of the org changed (who is signed in, its shape, the mapping, the dispositions).
    Org,
}

/// Whether wrap-ups are being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// They are.
    None,
    /// Not before this moment: the org's API limit.
    Until(jiff::Timestamp),
    /// Not before somebody signs in.
    SignIn,
}
