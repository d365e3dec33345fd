//! The answer to one call.

use serde::ser::{Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::{Value, json};

use crate::refusal::Refusal;
use crate::soql::Row;

/// Status, headers and body of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers besides those that every answer has.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub payload: Payload,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// None.
    Empty,
    /// JSON whose order means nothing.
    Json(Value),
    /// A record, with `attributes` first.
    Row(Row),
    /// A page of a query result.
    Page(Page),
    /// What a search found.
    Found(Vec<Row>),
    /// Records by id, with null for those that were not found.
    Records(Vec<Option<Row>>),
    /// The answers to the parts of a composite request, under this key.
    Parts(&'static str, Vec<Part>),
    /// The answers of a batch.
    Batch {
        /// Whether any of them is a refusal.
        has_errors: bool,
        /// The answers in order.
        results: Vec<Answer>,
    },
    /// The answers of several graphs.
    Graphs(Vec<Graph>),
    /// The content of a file.
    Bytes {
        /// Media type.
        media_type: &'static str,
        /// Content.
        bytes: Vec<u8>,
    },
}

/// A page of a query result.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Rows of all pages.
    pub total: usize,
    /// Path of the next page.
    pub next: Option<String>,
    /// Rows of this page.
    pub rows: Vec<Row>,
}

/// The answer to one part of a composite request.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The part's own name.
    pub reference: String,
    /// Its answer.
    pub answer: Answer,
}

/// The answer to one graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// The caller's name for it.
    pub id: String,
    /// Whether it was committed.
    pub successful: bool,
    /// The answers to its parts.
    pub parts: Vec<Part>,
}

impl Answer {
    /// An answer with JSON.
    #[must_use]
    pub fn json(status: u16, value: Value) -> Self {
        Self::of(status, Payload::Json(value))
    }

    /// An answer without extra headers.
    #[must_use]
    pub fn of(status: u16, payload: Payload) -> Self {
        Self { status, headers: Vec::new(), payload }
    }

    /// 204.
    #[must_use]
    pub fn done() -> Self {
        Self::of(204, Payload::Empty)
    }

    /// A refusal as an answer, for a part of a larger request.
    #[must_use]
    pub fn refused(refusal: &Refusal) -> Self {
        Self::json(refusal.status(), refusal.body())
    }

    /// The same answer with a header more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Whether it is no refusal.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Payload {
    /// The body as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Serialising into memory fails only for maps with keys that are no text; there are none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The body as JSON, for references to it. The order of keys is lost.
    #[must_use]
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Serialize for Payload {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Json(value) => value.serialize(serializer),
            Self::Row(row) => row.serialize(serializer),
            Self::Page(page) => page.serialize(serializer),
            Self::Found(rows) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("searchRecords", rows)?;
                map.end()
            }
            Self::Records(rows) => {
                let mut list = serializer.serialize_seq(Some(rows.len()))?;
                for row in rows {
                    list.serialize_element(row)?;
                }
                list.end()
            }
            Self::Parts(key, parts) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(key, parts)?;
                map.end()
            }
            Self::Batch { has_errors, results } => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("hasErrors", has_errors)?;
                map.serialize_entry("results", &results.iter().map(BatchResult).collect::<Vec<_>>())?;
                map.end()
            }
            Self::Graphs(graphs) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("graphs", graphs)?;
                map.end()
            }
            Self::Bytes { bytes, .. } => serializer.serialize_str(&String::from_utf8_lossy(bytes)),
        }
    }
}

impl Serialize for Page {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("totalSize", &self.total)?;
        map.serialize_entry("done", &self.next.is_none())?;
        if let Some(next) = &self.next {
            map.serialize_entry("nextRecordsUrl", next)?;
        }
        map.serialize_entry("records", &self.rows)?;
        map.end()
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let headers: serde_json::Map<String, Value> =
            self.answer.headers.iter().map(|(name, value)| (as_written(name).to_owned(), json!(value))).collect();
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("body", &self.answer.payload)?;
        map.serialize_entry("httpHeaders", &headers)?;
        map.serialize_entry("httpStatusCode", &self.answer.status)?;
        map.serialize_entry("referenceId", &self.reference)?;
        map.end()
    }
}

/// An answer as a batch shows it.
struct BatchResult<'a>(&'a Answer);

impl Serialize for BatchResult<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("statusCode", &self.0.status)?;
        map.serialize_entry("result", &self.0.payload)?;
        map.end()
    }
}

impl Serialize for Graph {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let response = std::collections::BTreeMap::from([("compositeResponse", &self.parts)]);
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("graphId", &self.id)?;
        map.serialize_entry("graphResponse", &response)?;
        map.serialize_entry("isSuccessful", &self.successful)?;
        map.end()
    }
}

/// A header's name as Salesforce writes it inside a body.
fn as_written(name: &str) -> &str {
    match name {
        "location" => "Location",
        "etag" => "ETag",
        "last-modified" => "Last-Modified",
        other => other,
    }
}
