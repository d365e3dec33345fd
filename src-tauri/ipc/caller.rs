//! Callers on screen.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Object and id of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordView {
    /// `Contact`, `Lead` or `Account`.
    pub object: String,
    /// 18 characters.
    pub id: String,
}

/// A record as people know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NamedRecordView {
    /// Which.
    pub record: RecordView,
    /// The org's label of its object.
    pub label: String,
    /// Its name; none where it is not known or may not be read.
    pub name: Option<String>,
    /// What tells it from others of that name; may be empty.
    pub detail: String,
}

/// A caller's card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CallerView {
    /// Which record.
    pub record: RecordView,
    /// Name; masked until confirmed.
    pub name: String,
    /// Job title.
    pub title: Option<String>,
    /// Company.
    pub company: Option<String>,
    /// The record has been asked not to be called.
    pub do_not_call: bool,
    /// Label and value, in the admin's order: e-mail, owner, status, support tier.
    pub fields: Vec<FieldView>,
    /// Why it is taken for the caller.
    pub why: WhyView,
    /// What tells it apart in a list: "Acme Corporation · Mobile (415) 555-0134".
    pub tells_apart: String,
    /// The first number of a record that was searched for, as it is dialled: E.164.
    pub dial: Option<String>,
}

/// A labelled value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldView {
    /// What it is.
    pub label: FieldLabel,
    /// Value for people.
    pub value: String,
    /// It differs from what was shown a moment ago.
    pub changed: bool,
}

/// What a value on the card is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FieldLabel {
    /// A field of the org.
    Org {
        /// Its label.
        text: String,
    },
    /// The name of the record's owner.
    Owner,
}

/// Why a record is taken for the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhyView {
    /// It has the number.
    Number {
        /// Label of the field that has it.
        field: String,
        /// How alike the numbers are.
        same: SameNumber,
        /// An agent picked it for this number before.
        chosen_before: bool,
        /// It was made at this desk a moment ago.
        made_here: bool,
    },
    /// A person searched for it.
    Found,
}

/// How alike two numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SameNumber {
    /// The same.
    Exact,
    /// The same without the country code.
    National,
}

/// Who is on the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WhoView {
    /// Number hidden.
    Withheld,
    /// Extension or short code.
    Internal {
        /// The digits.
        digits: String,
    },
    /// A number that cannot be read.
    Unreadable {
        /// As it came.
        text: String,
    },
    /// Nobody has this number.
    Unknown {
        /// Prefilled fields of a new record, by object.
        drafts: Vec<NewRecordView>,
    },
    /// One record.
    One {
        /// It.
        caller: Box<CallerView>,
        /// Personal data is masked until the agent confirms.
        masked: bool,
    },
    /// Several records.
    Several {
        /// They, most likely first.
        callers: Vec<CallerView>,
    },
}

/// A form for a new record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NewRecordView {
    /// `Contact` or `Lead`.
    pub object: String,
    /// Its inputs in order.
    pub inputs: Vec<InputView>,
}

/// One input of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct InputView {
    /// API name.
    pub field: String,
    /// Label by the org.
    pub label: String,
    /// Prefilled text.
    pub value: String,
    /// Must be filled in.
    pub required: bool,
    /// Greatest length in characters; 0 = none.
    #[ts(type = "number")]
    pub max_length: u32,
}
