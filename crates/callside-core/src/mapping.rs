//! The field mapping: which fact of a call goes to which field of which record, and in which form.
//!
//! The table is a setting of the org. [`Mapping::default`] writes what Callside has always written, with the names that
//! Salesforce really has: a call's direction is `Task.CallType`, its length `Task.CallDurationInSeconds` (whole
//! seconds), its day `Task.ActivityDate` (a day without time, in the agent's zone), its agent `OwnerId` (a User), a name
//! is written as `FirstName` and `LastName`. Source: Salesforce object reference, Task, Event, Contact, Lead.
//!
//! What a plan needs to be written exactly once is not in the table and cannot be mapped: the commit mark, and the
//! relations to the caller and to what the call is about.

mod checks;
mod origin;
mod piece;
mod prefill;
mod section;
mod source;
mod standard;
mod steps;
mod transform;

pub use checks::{MappingFault, Trouble};
pub use origin::Origin;
pub use piece::Sort;
pub use source::{Source, Telling};
pub use steps::{StepProblem, Steps, StepsFault};
pub(crate) use transform::one_line;
pub use transform::{Otherwise, PhoneForm, Step, split_name};

use crate::plan::Value;
use crate::shape::{FieldShape, OrgShape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of record that a wrap-up writes, each with fields of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// The completed Task that records the call.
    CallLog,
    /// The Task that follows.
    FollowUpTask,
    /// The Event that follows.
    FollowUpEvent,
    /// A Contact that is made from the call.
    NewContact,
    /// A Lead that is made from the call.
    NewLead,
    /// The caller, when a Contact.
    Contact,
    /// The caller, when a Lead.
    Lead,
    /// The opportunity that the call is about.
    Opportunity,
    /// The case that the call is about.
    Case,
}

impl Sheet {
    /// All of them, in the order of the editor.
    pub const ALL: [Self; 9] = [
        Self::CallLog,
        Self::FollowUpTask,
        Self::FollowUpEvent,
        Self::NewContact,
        Self::NewLead,
        Self::Contact,
        Self::Lead,
        Self::Opportunity,
        Self::Case,
    ];

    /// The word in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CallLog => "call_log",
            Self::FollowUpTask => "follow_up_task",
            Self::FollowUpEvent => "follow_up_event",
            Self::NewContact => "new_contact",
            Self::NewLead => "new_lead",
            Self::Contact => "contact",
            Self::Lead => "lead",
            Self::Opportunity => "opportunity",
            Self::Case => "case",
        }
    }

    /// The sheet of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.as_str() == word)
    }

    /// The SObject's API name.
    #[must_use]
    pub const fn api_name(self) -> &'static str {
        match self {
            Self::CallLog | Self::FollowUpTask => "Task",
            Self::FollowUpEvent => "Event",
            Self::NewContact | Self::Contact => "Contact",
            Self::NewLead | Self::Lead => "Lead",
            Self::Opportunity => "Opportunity",
            Self::Case => "Case",
        }
    }

    /// Whether a new record is written, so that the field must be createable.
    #[must_use]
    pub const fn is_new(self) -> bool {
        matches!(self, Self::CallLog | Self::FollowUpTask | Self::FollowUpEvent | Self::NewContact | Self::NewLead)
    }

    /// Fields of the form for somebody new: there the agent's word counts, also when it is no word.
    #[must_use]
    pub const fn form_fields(self) -> &'static [&'static str] {
        match self {
            Self::NewContact => &["FirstName", "LastName", "Phone", "Email"],
            Self::NewLead => &["FirstName", "LastName", "Company", "Phone", "Email"],
            _ => &[],
        }
    }

    /// Fields that Callside itself fills on this sheet, because the wrap-up would not be one without them.
    #[must_use]
    pub const fn own_fields(self) -> &'static [&'static str] {
        match self {
            Self::CallLog => &["WhoId", "WhatId", "CallObject", "CallKey__c"],
            Self::FollowUpTask => &["WhoId", "WhatId", "Subject", "ActivityDate", "IsReminderSet", "ReminderDateTime"],
            Self::FollowUpEvent => &["WhoId", "WhatId", "Subject", "StartDateTime", "EndDateTime", "DurationInMinutes"],
            _ => &["Id"],
        }
    }
}

/// One row: a field and what is written to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// On which record.
    pub on: Sheet,
    /// Only for records of this record type (developer name); a row that names one goes before a row that names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_type: Option<String>,
    /// Field API name.
    pub field: String,
    /// What is written.
    pub from: Origin,
    /// In which form.
    #[serde(rename = "as", default, skip_serializing_if = "Steps::is_empty")]
    pub through: Steps,
    /// Only where nothing stands in the field now (records that exist).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_when_empty: bool,
    /// The org may lack the field: then it is left out and said so, and the table still counts as right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Rows; of two for one field and record type the later counts (and the editor says that there are two).
    pub rows: Vec<Row>,
}

/// What a row makes of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// This value.
    Value(Value),
    /// Nothing: the call has no such fact, or a translation leaves it out. The field stays as it is.
    Nothing,
    /// A value that the field cannot take, such as a word for a number.
    DoesNotFit,
}

impl Mapping {
    /// The rows that count for a record of this type: for each field the one that names the record type, else the one
    /// that names none.
    pub fn rows_for<'m>(&'m self, on: Sheet, record_type: Option<&'m str>) -> impl Iterator<Item = &'m Row> {
        let fits =
            move |row: &Row| row.on == on && (row.record_type.is_none() || row.record_type.as_deref() == record_type);
        self.rows.iter().enumerate().filter(move |(_, row)| fits(row)).filter_map(move |(i, row)| {
            let beaten = self.rows.iter().enumerate().any(|(j, other)| {
                let same = j != i && fits(other) && other.field == row.field;
                same && (other.record_type.is_some(), j) > (row.record_type.is_some(), i)
            });
            (!beaten).then_some(row)
        })
    }
}

impl Row {
    /// What this row writes for a call, in the type that the field takes.
    #[must_use]
    pub fn give(&self, telling: &Telling<'_>, org: &OrgShape) -> Given {
        let Some(piece) = self.from.give(telling) else { return Given::Nothing };
        let Some(piece) = self.through.apply(piece, telling.zone, telling.home) else { return Given::Nothing };
        let unknown = FieldShape::default();
        let shape = org.field(self.on.api_name(), &self.field).unwrap_or(&unknown);
        match piece.finish(shape, telling.zone) {
            Some(Value::Text(text)) if text.is_empty() => Given::Nothing,
            Some(value) => Given::Value(self.by_name(value, org)),
            None => Given::DoesNotFit,
        }
    }

    /// A record type is written by its id and named by its developer name.
    fn by_name(&self, value: Value, org: &OrgShape) -> Value {
        match &value {
            Value::Text(name) if self.field == "RecordTypeId" => {
                let types = org.objects.get(self.on.api_name()).into_iter().flat_map(|object| &object.record_types);
                types.into_iter().find(|it| it.name == *name).map_or(value, |it| Value::Record(it.id.clone()))
            }
            _ => value,
        }
    }
}

#[cfg(test)]
#[path = "mapping_tests.rs"]
mod tests;
