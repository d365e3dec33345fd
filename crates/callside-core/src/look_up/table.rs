//! What a query found, as a table.

use crate::ids::RecordId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A table. Every row has one cell for each column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Columns, as the query names them.
    pub columns: Vec<Column>,
    /// Rows, in Salesforce's order.
    pub rows: Vec<Row>,
    /// How many rows there are in Salesforce, where it said. More than are here means that the table is cut.
    pub total: Option<u32>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Path, function or alias, as it was asked for.
    pub path: String,
    /// What people call it.
    pub label: String,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The record that it is, where it is one: object and id.
    pub record: Option<(String, RecordId)>,
    /// Cells.
    pub cells: Vec<Cell>,
}

/// One value. All texts are hostile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number, as plain decimal.
    Number(String),
    /// Yes or no.
    Bool(bool),
    /// A day, `YYYY-MM-DD`.
    Date(String),
    /// A moment.
    Moment(Timestamp),
    /// A reference to a record whose object is known.
    Record {
        /// Object API name.
        object: String,
        /// Record.
        id: RecordId,
    },
    /// Child records.
    Rows(Box<Table>),
}

/// A cell, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u32,
}

impl Table {
    /// Rows that Salesforce has and that are not here.
    #[must_use]
    pub fn left_out(&self) -> u32 {
        let here = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.total.map_or(0, |total| total.saturating_sub(here))
    }

    /// Cuts it to so many rows; what is cut off still counts.
    #[must_use]
    pub fn cut(mut self, rows: u32) -> Self {
        let here = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.total = Some(self.total.unwrap_or(here).max(here));
        self.rows.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
        self
    }
}

/// Cells of `now` that stood differently, or not at all, in `before`. Rows are the same when they are the same record;
/// rows that are none are compared with the row in the same place. A table with other columns has nothing to compare.
#[must_use]
pub fn changed(before: &Table, now: &Table) -> Vec<Place> {
    if before.columns != now.columns {
        return Vec::new();
    }
    let mut places = Vec::new();
    for (r, row) in now.rows.iter().enumerate() {
        let old = match &row.record {
            Some(_) => before.rows.iter().find(|old| old.record == row.record),
            None => before.rows.get(r).filter(|old| old.record.is_none()),
        };
        for (c, cell) in row.cells.iter().enumerate() {
            if old.and_then(|old| old.cells.get(c)) != Some(cell) {
                let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                places.push(Place { row: place(r), column: place(c) });
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: Option<&str>, cells: &[&str]) -> Row {
        let record = id.map(|id| ("Case".to_owned(), RecordId::new(id).unwrap()));
        Row { record, cells: cells.iter().map(|text| Cell::Text((*text).to_owned())).collect() }
    }

    fn table(rows: Vec<Row>) -> Table {
        let column = |path: &str| Column { path: path.into(), label: path.into() };
        Table { columns: vec![column("Subject"), column("Status")], rows, total: None }
    }

    const A: &str = "500000000000001AAA";
    const B: &str = "500000000000002AAA";

    #[test]
    fn cells_are_marked_where_the_same_record_says_something_else() {
        let before = table(vec![row(Some(A), &["Invoice", "New"]), row(Some(B), &["Seats", "New"])]);
        let now = table(vec![row(Some(B), &["Seats", "Escalated"]), row(Some(A), &["Invoice", "New"])]);
        assert_eq!(changed(&before, &now), [Place { row: 0, column: 1 }]);
        assert!(changed(&before, &before).is_empty());
    }

    #[test]
    fn a_new_row_is_marked_whole_and_sums_are_compared_in_place() {
        let before = table(vec![row(None, &["Open", "3"])]);
        let now = table(vec![row(None, &["Open", "4"]), row(Some(A), &["x", "y"])]);
        let at = |row, column| Place { row, column };
        assert_eq!(changed(&before, &now), [at(0, 1), at(1, 0), at(1, 1)]);
        let other = Table { columns: vec![], ..before.clone() };
        assert!(changed(&other, &now).is_empty());
    }

    #[test]
    fn what_is_cut_off_still_counts() {
        let whole = table(vec![row(Some(A), &["a", "b"]), row(Some(B), &["c", "d"])]);
        let cut = Table { total: Some(7), ..whole.clone() }.cut(1);
        assert_eq!((cut.rows.len(), cut.left_out()), (1, 6));
        assert_eq!(whole.clone().cut(1).left_out(), 1);
        assert_eq!(whole.left_out(), 0);
    }
}
