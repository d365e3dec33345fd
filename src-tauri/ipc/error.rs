//! Errors as the UI gets them: never personal data, never SQL, never a bare code.

use super::sentence::Sentence;
use serde::Serialize;
use ts_rs::TS;

/// A failed command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UiError {
    /// What a screen branches on.
    pub code: ErrorCode,
    /// What happened and what was kept.
    pub message: Sentence,
    /// What to do about it.
    pub action: Option<ErrorAction>,
}

/// Kinds of failure; one exists only where a screen does something else for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Sign in first.
    SignInNeeded,
    /// Salesforce cannot be reached.
    Unreachable,
    /// Salesforce or the rules said no.
    Refused,
    /// The thing is not there any more.
    NotFound,
    /// It can no longer be done (already sent, already saved).
    TooLate,
    /// What was typed does not do.
    Invalid,
    /// The disk or database failed; nothing new is saved.
    Storage,
    /// A fault in Callside.
    Internal,
}

/// What a person can do about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorAction {
    /// Open the sign-in screen.
    SignIn,
    /// Try again.
    Retry,
    /// Open settings.
    OpenSettings,
    /// Show the outbox.
    OpenOutbox,
    /// Ask the admin.
    AskAdmin,
}
