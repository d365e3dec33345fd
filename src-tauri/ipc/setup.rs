//! Who may change the set-up.

use serde::Serialize;
use ts_rs::TS;

/// What this person may do in the set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SetupRights {
    /// Change it.
    Change,
    /// Look at it: this person is no admin of Callside.
    NotAdmin,
    /// Take in signed files: the company's policy allows nothing else.
    SignedFiles,
}
