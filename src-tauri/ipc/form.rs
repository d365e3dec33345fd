//! The form of the window.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the window shows itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WindowForm {
    /// Every screen.
    #[default]
    Full,
    /// A small card of the call in front, above all other windows.
    Compact,
}

/// The form, and whether there is a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct FormView {
    /// As it is.
    pub form: WindowForm,
    /// The policy of the machine lets the window be compact.
    pub may_be_compact: bool,
}
