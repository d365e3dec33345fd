//! A result row whose keys keep the order of the SELECT list.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A result row: `attributes` first, then the fields in the order asked for.
///
/// It serialises to a JSON object in that order; [`Row::to_value`] gives up the order.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Name and value of each field, in order.
    pub cells: Vec<(String, Cell)>,
}

/// The value of one key of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A field of the row itself, or `attributes`' own values.
    Value(Value),
    /// A parent record, or `attributes`.
    Row(Row),
    /// A child subquery with at least one row; an empty one is null.
    Children(Vec<Row>),
}

impl Row {
    /// The value under a key, with exactly this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Cell> {
        self.cells.iter().find(|(key, _)| key == name).map(|(_, cell)| cell)
    }

    /// The row as plain JSON.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::Object(self.cells.iter().map(|(name, cell)| (name.clone(), cell.to_value())).collect())
    }
}

impl Cell {
    fn to_value(&self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Row(row) => row.to_value(),
            Self::Children(rows) => serde_json::json!({
                "totalSize": rows.len(), "done": true,
                "records": rows.iter().map(Row::to_value).collect::<Vec<_>>(),
            }),
        }
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.cells.iter().map(|(name, cell)| (name, cell)))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Row(row) => row.serialize(serializer),
            Self::Children(rows) => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("totalSize", &rows.len())?;
                map.serialize_entry("done", &true)?;
                map.serialize_entry("records", rows)?;
                map.end()
            }
        }
    }
}
