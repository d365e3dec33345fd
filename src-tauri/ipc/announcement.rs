//! What the engine tells the UI. The UI learns of changes only from these.

use super::look_ups::LookUpView;
use super::outbox::OutboxCounts;
use super::pop::{CallRow, PopView};
use super::session::{ConnectionsView, SessionView};
use super::wallboard::WallNewsView;
use serde::Serialize;
use ts_rs::TS;

/// Name of the one Tauri event that carries announcements.
pub const EVENT: &str = "announcement";

/// One announcement.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Announcement {
    /// Sign-in changed.
    Session {
        /// The new state.
        session: SessionView,
    },
    /// A connection changed.
    Connections {
        /// All of them.
        connections: ConnectionsView,
    },
    /// A pop is new or has changed. The draft in it is what is stored; a screen that is being typed into keeps its own.
    Pop {
        /// It.
        pop: Box<PopView>,
        /// It should come to the front of the desk (a new call and nothing being typed).
        to_front: bool,
    },
    /// A person asked for this call outside of the window (a click on its toast): it is shown, whatever is in front.
    Open {
        /// The call's key.
        call: String,
    },
    /// A person opened the link of a recording; the window asks which one.
    Recording,
    /// A person opened the link of a call; the window asks which one.
    Story,
    /// The list of live and unwrapped calls changed.
    Calls {
        /// All of them.
        calls: Vec<CallRow>,
    },
    /// The look-ups beside a pop changed.
    LookUps {
        /// The call's key.
        call: String,
        /// All of them.
        look_ups: Vec<LookUpView>,
    },
    /// The outbox changed; its screen reads it anew.
    Outbox {
        /// Numbers.
        counts: OutboxCounts,
    },
    /// The callback list or the suppression list changed; the screen reads them anew.
    Callbacks,
    /// Flags, or who has which work, changed; screens read them anew.
    Work,
    /// A rehearsal has got on, or is through; its tab reads it anew.
    Rehearsal,
    /// Bringing in older calls began, got on, stopped or is through; the history reads it anew.
    OlderCalls,
    /// A query whose rows go to a file has got on.
    QueryRows {
        /// Number of its run.
        run: u32,
        /// Rows so far.
        rows: u32,
        /// Rows that there are in Salesforce.
        total: u32,
    },
    /// Ratings of calls were asked for anew; the numbers of the team read them.
    Ratings,
    /// Automations were set up anew, or runs of them went on; their screen reads them anew.
    Automations,
    /// An automation has something to say.
    Told {
        /// What the automation is called.
        title: String,
        /// The text. Hostile.
        text: String,
    },
    /// Something is known of newer versions; the settings read it anew.
    Updates,
    /// Settings or dispositions changed; screens read them anew.
    Settings,
    /// Requests for assistance changed; the window reads them anew.
    Assistance,
    /// The board changed, for whoever looks at it.
    Wallboard {
        /// How.
        news: WallNewsView,
    },
}
