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
    /// "Matched on Mobile, exact number."
    pub why: String,
    /// What tells it apart in a list: "Acme Corporation · Mobile (415) 555-0134".
    pub tells_apart: String,
}

/// A labelled value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldView {
    /// Label for people.
    pub label: String,
    /// Value for people.
    pub value: String,
    /// It differs from what was shown a moment ago.
    pub changed: bool,
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
        caller: CallerView,
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
