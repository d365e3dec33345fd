//! The callback list and the suppression list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The screen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct CallbacksView {
    /// Whom to call again, the soonest first.
    pub callbacks: Vec<CallbackView>,
    /// Numbers that are not dialled from here, newest first.
    pub suppressed: Vec<SuppressedView>,
}

/// A place in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CallbackView {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The call that it comes from.
    pub call: String,
    /// Name, or the number.
    pub who: String,
    /// The number as people read it.
    pub number: String,
    /// The number, E.164: what is dialled.
    pub dial: String,
    /// Label of the outcome that it comes from.
    pub because: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub due_at: i64,
    /// How often it was tried so far; 0 for a promise.
    pub tries: u32,
}

/// A number that is not dialled from here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SuppressedView {
    /// The number, E.164.
    pub dial: String,
    /// As people read it.
    pub number: String,
    /// Since when, milliseconds since 1970.
    #[ts(type = "number")]
    pub since: i64,
}

/// Names a place in the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct CallbackRequest {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The new time, milliseconds since 1970; none = it is done.
    #[ts(type = "number | null")]
    pub move_to: Option<i64>,
}

/// Puts a number on the suppression list, or takes it off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct SuppressRequest {
    /// The number as typed.
    pub number: String,
    /// On the list, or off it.
    pub suppressed: bool,
}
