//! What the CRM is asked: typed and bound. No text in it is read as a query again.

use super::soql::Piece;
use crate::ids::RecordId;
use crate::plan::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Request {
    /// Rows of one object.
    Search(Search),
    /// Some fields of one record, with the text of one of them.
    Get {
        /// Object.
        object: String,
        /// Record.
        id: RecordId,
        /// Fields; `*` for all.
        show: Vec<String>,
        /// A field whose text is fetched on its own.
        body: Option<String>,
    },
    /// Full-text search.
    Find(Find),
    /// A query whose values are bound.
    Query {
        /// Its parts in order.
        pieces: Vec<Piece>,
    },
    /// A new record.
    Create {
        /// Object.
        object: String,
        /// Only what was given.
        fields: BTreeMap<String, Value>,
        /// Save although a duplicate rule warns.
        allow_duplicate: bool,
        /// How it is kept to once.
        once: Once,
        /// What must be found first.
        checks: Vec<Check>,
        /// What is read afterwards.
        read_back: Vec<String>,
    },
    /// Changes to a record.
    Update {
        /// Object.
        object: String,
        /// Record.
        id: RecordId,
        /// Only what was given; null clears.
        fields: BTreeMap<String, Value>,
        /// What the person saw in these fields, where they were seen (JSON as Salesforce gave it).
        seen: BTreeMap<String, serde_json::Value>,
        /// Save although a duplicate rule warns.
        allow_duplicate: bool,
        /// What must be found first.
        checks: Vec<Check>,
    },
    /// To the recycle bin.
    Delete {
        /// Object.
        object: String,
        /// Record.
        id: RecordId,
    },
    /// Out of the recycle bin.
    Restore {
        /// Object.
        object: String,
        /// Record.
        id: RecordId,
    },
    /// Any resource below the data API's version.
    Call {
        /// Method.
        method: Verb,
        /// Path after the version, encoded.
        path: String,
        /// Body.
        body: Option<serde_json::Value>,
        /// A member of the answer to show instead of all of it.
        pick: Option<String>,
        /// Harmless to send again.
        repeatable: bool,
    },
}

impl Request {
    /// Whether it only reads.
    #[must_use]
    pub const fn reads(&self) -> bool {
        match self {
            Self::Search(_) | Self::Get { .. } | Self::Find(_) | Self::Query { .. } => true,
            Self::Create { .. } | Self::Update { .. } | Self::Delete { .. } | Self::Restore { .. } => false,
            Self::Call { method, repeatable, .. } => {
                matches!((method, repeatable), (Verb::Get, _) | (Verb::Post, true))
            }
        }
    }

    /// Whether it can be sent with those of others in one request: a change of one record that nothing is compared with
    /// first. A note's text is encoded on its way, so it goes alone.
    #[must_use]
    pub fn goes_together(&self) -> bool {
        match self {
            Self::Update { fields, seen, checks, .. } => {
                seen.is_empty() && checks.is_empty() && !fields.is_empty() && !fields.contains_key("Content")
            }
            _ => false,
        }
    }

    /// Records that it changes, and those that its new record hangs on.
    pub fn touches(&self) -> impl Iterator<Item = &RecordId> {
        let (changed, fields) = match self {
            Self::Update { id, fields, .. } => (Some(id), Some(fields)),
            Self::Delete { id, .. } | Self::Restore { id, .. } => (Some(id), None),
            Self::Create { fields, .. } => (None, Some(fields)),
            _ => (None, None),
        };
        let parents = fields.into_iter().flatten().filter_map(|(field, value)| match value {
            Value::Record(id) if field != "OwnerId" => Some(id),
            _ => None,
        });
        changed.into_iter().chain(parents)
    }
}

/// A search for rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// Object.
    pub object: String,
    /// Columns.
    pub show: Vec<String>,
    /// One of these holds; empty for no such condition.
    pub any: Vec<Match>,
    /// All of these hold.
    pub all: Tests,
    /// The field by which the newest row is the first.
    pub newest: String,
    /// Most rows.
    pub limit: u32,
}

/// A field that may hold the term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Field or path.
    pub field: String,
    /// How.
    pub by: By,
    /// The term, as typed.
    pub term: String,
}

/// How a field is compared with the term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The term stands anywhere in it.
    #[default]
    Contains,
    /// It begins with the term: answered from an index, so right for millions of rows.
    StartsWith,
    /// It is the term.
    Exact,
    /// Its digits end like those of the term, however they are written; nothing is compared with fewer than four.
    Phone,
    /// It is the case number, with or without leading zeros; only digits are compared.
    CaseNumber,
}

/// Conditions that all hold.
pub type Tests = Vec<Test>;

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "test", rename_all = "snake_case")]
pub enum Test {
    /// The field has this value.
    Is {
        /// Field or path.
        field: String,
        /// Value.
        value: Value,
    },
    /// The field is among what another query gives.
    In {
        /// Field.
        field: String,
        /// The other query.
        select: Select,
    },
}

/// The query within a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Select {
    /// Object.
    pub object: String,
    /// Column.
    pub column: String,
    /// What holds.
    pub all: Tests,
}

/// A full-text search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    /// What is looked for, as typed.
    pub term: String,
    /// Where.
    pub within: Within,
    /// Objects and their columns.
    pub returning: Vec<(String, Vec<String>)>,
    /// Most rows of each object.
    pub limit: u32,
}

/// Which fields a full-text search looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// All.
    All,
    /// Names.
    Name,
    /// E-mail addresses.
    Email,
    /// Phone numbers.
    Phone,
}

/// A row that must be found before a write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Object.
    pub object: String,
    /// What must hold of it.
    pub all: Tests,
    /// What to say when there is none.
    pub otherwise: String,
    /// The field that it is about.
    pub field: Option<String>,
}

/// How a new record is kept to one, although its answer may be lost (docs/adr/0022).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Once {
    /// The UI API's `Idempotency-Key`.
    Key,
    /// The record carries a mark of its own (Task).
    Mark,
    /// A record with the same values that this user made since is taken for it (Event).
    SameValues,
    /// Salesforce itself refuses a second one (a document's link to a record).
    Unique,
}

/// HTTP methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verb {
    /// Read.
    Get,
    /// Create or do.
    Post,
    /// Change.
    Patch,
    /// Replace.
    Put,
    /// Delete.
    Delete,
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Object, where it is known.
    pub object: Option<String>,
    /// Record, where it is known.
    pub id: Option<RecordId>,
    /// As Salesforce gave it, without `attributes`.
    pub values: serde_json::Value,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// Rows; `columns` are the paths that were asked for.
    Rows {
        /// Paths, in order.
        columns: Vec<String>,
        /// Rows.
        rows: Vec<Row>,
        /// There are more than were fetched.
        more: bool,
    },
    /// One record, with the text that was fetched on its own.
    Record {
        /// It.
        row: Row,
        /// The text.
        body: Option<String>,
    },
    /// A record stands as wished.
    Written {
        /// Object.
        object: String,
        /// Record.
        id: RecordId,
        /// What was done.
        done: StepDone,
        /// What was read afterwards.
        read_back: serde_json::Value,
        /// What stood in the changed fields before, for undo.
        former: BTreeMap<String, serde_json::Value>,
        /// An earlier attempt had done it.
        found_again: bool,
    },
    /// Anything else.
    Json {
        /// It, cut where it was too large.
        value: serde_json::Value,
        /// It was cut.
        cut: bool,
    },
}

/// What was done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepDone {
    /// It is new.
    Created,
    /// It was changed.
    Updated,
    /// It is in the recycle bin.
    Deleted,
    /// It came back from there.
    Restored,
    /// It was there before and was taken instead of a new one.
    Kept,
}

impl Answer {
    /// What the next step reads as `previous.*`: of rows the first one, with all of them as `records`.
    #[must_use]
    pub fn for_next(&self) -> serde_json::Value {
        match self {
            Self::Rows { rows, .. } => {
                let mut first = rows.first().map_or_else(|| serde_json::json!({}), |row| row.values.clone());
                first["records"] = rows.iter().map(|row| row.values.clone()).collect();
                first["count"] = rows.len().into();
                with_id(first, rows.first().and_then(|row| row.id.as_ref()))
            }
            Self::Record { row, body } => {
                let mut value = row.values.clone();
                if let Some(body) = body {
                    value["body"] = body.as_str().into();
                }
                with_id(value, row.id.as_ref())
            }
            Self::Written { id, read_back, .. } => {
                let value = if read_back.is_object() { read_back.clone() } else { serde_json::json!({}) };
                with_id(value, Some(id))
            }
            Self::Json { value, .. } => value.clone(),
        }
    }
}

/// Both spellings, since Salesforce's own answers have both.
fn with_id(mut value: serde_json::Value, id: Option<&RecordId>) -> serde_json::Value {
    if let Some(id) = id {
        value["id"] = id.as_str().into();
        value["Id"] = id.as_str().into();
    }
    value
}
