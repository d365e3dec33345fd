//! Dispositions: how a call ended, and what follows from it. The table is a setting of the org, with tables of their own
//! for campaigns and queues where those differ; it starts with nine rows.
//!
//! The defaults use only standard fields and the stages and statuses of a new org (Salesforce object reference:
//! Lead, Opportunity, Task). A Contact has no status, Salesforce has no dial queue, and no standard field says that a
//! number is wrong, so those effects are tasks or optional custom fields.

mod checks;
mod scope;
mod section;
mod standard;

pub use checks::TableFault;
pub use scope::{InForce, Scope, ScopedTable};

use crate::plan::Value;
use crate::working_hours::WorkingHours;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Stable code of a disposition, such as `callback_requested`. Stored and sent; never shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct DispositionCode(pub String);

/// The objects that an effect can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Target {
    /// The caller, when a Contact.
    Contact,
    /// The caller, when a Lead.
    Lead,
    /// The opportunity that the call is about.
    Opportunity,
    /// The case that the call is about.
    Case,
}

impl Target {
    /// The SObject's API name.
    #[must_use]
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::Contact => "Contact",
            Self::Lead => "Lead",
            Self::Opportunity => "Opportunity",
            Self::Case => "Case",
        }
    }
}

/// When a follow-up is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// So many minutes after the wrap-up.
    InMinutes {
        /// Minutes.
        minutes: u32,
    },
    /// On a working day, when work begins in the agent's zone.
    InWorkingDays {
        /// Days.
        days: u32,
    },
    /// When the agent and the caller agreed; proposed for the next working day, an hour after work begins.
    AsAgreed,
}

/// What follows from a disposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "effect", rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// Sets a field.
    Set {
        /// On which record.
        on: Target,
        /// API name.
        field: String,
        /// New value.
        value: Value,
        /// Only when one of these stands there now (so that a stage never goes back); empty = always.
        #[serde(default)]
        only_from: Vec<String>,
        /// The org may lack the field: then it is left out and said so, and the table still counts as right.
        #[serde(default)]
        optional: bool,
        /// Only for records of this record type (developer name); of two for one field the one that names it goes before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record_type: Option<String>,
    },
    /// A follow-up task with a reminder.
    FollowUpTask {
        /// Subject; `{name}` stands for the caller.
        subject: String,
        /// When.
        due: Due,
    },
    /// A calendar event.
    FollowUpEvent {
        /// Subject; `{name}` stands for the caller.
        subject: String,
        /// When it begins.
        due: Due,
        /// Length in minutes.
        minutes: u32,
    },
    /// The number is tried again after a while: nobody answered, or the line was busy. Salesforce has no dial queue, so
    /// this is a Task that is due then and a place in the agent's callback list, or a message instead.
    Retry {
        /// Subject of the Task; `{name}` stands for the caller.
        subject: String,
        /// Minutes after the wrap-up.
        minutes: u32,
        /// After so many tries in a row nothing follows any more; `None` = always again.
        #[serde(default)]
        at_most: Option<u32>,
        /// Name of a custom action that sends a text message, instead of calling again.
        #[serde(default)]
        message: Option<String>,
    },
    /// The number is never called again from this desk: it goes on the suppression list before the wrap-up is sent.
    Suppress,
}

impl Effect {
    /// The action that sends a message, where one does.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Retry { message, .. } => message.as_deref(),
            _ => None,
        }
    }

    /// Whether it sets this field in records of this type and in no others.
    fn is_for_type(&self, target: Target, name: &str, of: &str) -> bool {
        matches!(self, Self::Set { on, field, record_type: Some(named), .. }
            if *on == target && field == name && named == of)
    }
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disposition {
    /// Stable code.
    pub code: DispositionCode,
    /// What agents read; also Salesforce's call result (`Task.CallDisposition`).
    pub label: String,
    /// Key 1-9 on the keyboard.
    pub key: u8,
    /// Whether notes must be written.
    #[serde(default)]
    pub needs_notes: bool,
    /// What follows.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Labels of the phone systems that mean this one, compared without case.
    #[serde(default)]
    pub also_called: Vec<String>,
}

impl Disposition {
    /// Whether an effect counts for records of this type (`None` = the master type, or a type that nobody knows): it names
    /// no other type, and none that names this one goes before it.
    #[must_use]
    pub fn counts(&self, effect: &Effect, of: Option<&str>) -> bool {
        let Effect::Set { on, field, record_type, .. } = effect else { return true };
        match (record_type, of) {
            (Some(named), of) => of == Some(named.as_str()),
            (None, Some(of)) => !self.effects.iter().any(|other| other.is_for_type(*on, field, of)),
            (None, None) => true,
        }
    }

    /// Minutes of the calendar event at the time that the agent agrees, where one follows.
    #[must_use]
    pub fn agreed_minutes(&self) -> Option<u32> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::FollowUpEvent { due: Due::AsAgreed, minutes, .. } => Some(*minutes),
            _ => None,
        })
    }

    /// Whether the agent is asked for a time.
    #[must_use]
    pub fn asks_for_time(&self) -> bool {
        self.effects.iter().any(|effect| {
            matches!(
                effect,
                Effect::FollowUpTask { due: Due::AsAgreed, .. } | Effect::FollowUpEvent { due: Due::AsAgreed, .. }
            )
        })
    }
}

/// The dispositions of an org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DispositionTable {
    /// Rows in the order of their keys.
    pub rows: Vec<Disposition>,
    /// Tables of campaigns and queues that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scoped: Vec<ScopedTable>,
    /// Days and times on which follow-ups are due and free times are offered.
    #[serde(default, skip_serializing_if = "WorkingHours::are_usual")]
    pub working_hours: WorkingHours,
}

impl DispositionTable {
    /// The row with this code: the org's, else that of the first table which has one. What counts for a call is asked
    /// of [`Self::in_force`].
    #[must_use]
    pub fn get(&self, code: &DispositionCode) -> Option<&Disposition> {
        self.all_rows().map(|(row, _)| row).find(|row| row.code == *code)
    }

    /// The row that a phone system's label means.
    #[must_use]
    pub fn by_label(&self, label: &str) -> Option<&Disposition> {
        let same = |text: &String| text.trim().to_lowercase() == label.trim().to_lowercase();
        self.rows.iter().find(|row| same(&row.label) || row.also_called.iter().any(same))
    }

    /// Every row of every table, with the name of its table where that is not the org's.
    pub fn all_rows(&self) -> impl Iterator<Item = (&Disposition, Option<&str>)> {
        let scoped = self.scoped.iter().flat_map(|table| table.rows.iter().map(|row| (row, Some(table.name.as_str()))));
        self.rows.iter().map(|row| (row, None)).chain(scoped)
    }
}

#[cfg(test)]
#[path = "disposition_tests.rs"]
mod tests;
