//! What the engine announces. Screens learn of changes only from these.

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
    /// What is known of the org changed (who is signed in, its shape, the dispositions).
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
