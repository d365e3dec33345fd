//! SELECT statements.

use super::condition::Separated;
use super::{Condition, FieldPath, ObjectName};
use std::fmt;

/// Largest OFFSET. Source: SOQL and SOSL Reference, OFFSET.
const MAX_OFFSET: u16 = 2000;

/// Which way rows are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// Where rows without a value stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// Before all others.
    First,
    /// After all others.
    Last,
}

/// A query. It always asks for `Id`, so that every row says which record it is, and so that no query is without
/// fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Select {
    object: ObjectName,
    fields: Vec<FieldPath>,
    children: Vec<Select>,
    filter: Option<Condition>,
    order: Vec<(FieldPath, Order, Nulls)>,
    limit: Option<u32>,
    offset: Option<u16>,
}

impl Select {
    /// A query for the ids of all records of an object.
    #[must_use]
    pub fn from(object: ObjectName) -> Self {
        let fields = vec![FieldPath::known("Id")];
        Self { object, fields, children: Vec::new(), filter: None, order: Vec::new(), limit: None, offset: None }
    }

    /// Asks for more fields. One that is asked for already is not repeated: SOQL refuses that.
    #[must_use]
    pub fn fields<'f>(mut self, fields: impl IntoIterator<Item = &'f FieldPath>) -> Self {
        for field in fields {
            if !self.fields.iter().any(|known| known.same_as(field)) {
                self.fields.push(field.clone());
            }
        }
        self
    }

    /// Asks for child records; the object of `children` is the name of the relationship, such as `Cases`.
    #[must_use]
    pub fn children(mut self, children: Self) -> Self {
        self.children.push(children);
        self
    }

    /// Only rows for which the condition holds; several calls add up.
    #[must_use]
    pub fn filter(mut self, condition: impl Into<Option<Condition>>) -> Self {
        self.filter = match (self.filter.take(), condition.into()) {
            (Some(known), Some(new)) => Some(known.and(new)),
            (known, new) => known.or(new),
        };
        self
    }

    /// Orders the rows; a second call orders rows that are equal so far.
    #[must_use]
    pub fn order_by(mut self, field: FieldPath, order: Order, nulls: Nulls) -> Self {
        self.order.push((field, order, nulls));
        self
    }

    /// At most so many rows.
    #[must_use]
    pub const fn limit(mut self, rows: u32) -> Self {
        self.limit = Some(rows);
        self
    }

    /// Skips so many rows; at most 2,000, which is Salesforce's limit.
    #[must_use]
    pub fn offset(mut self, rows: u16) -> Self {
        self.offset = Some(rows.min(MAX_OFFSET));
        self
    }

    /// The same query for the number of its rows.
    pub(super) fn as_count(&self) -> String {
        let filter = self.filter.as_ref().map(|filter| format!(" WHERE {filter}")).unwrap_or_default();
        format!("SELECT COUNT() FROM {}{filter}", self.object)
    }

    /// The same query for one column instead of its fields: what stands in a semi-join.
    pub(super) fn as_column(&self, column: &FieldPath) -> String {
        Self { fields: vec![column.clone()], children: Vec::new(), ..self.clone() }.to_string()
    }
}

impl fmt::Display for Select {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SELECT {}", Separated(&self.fields, ", "))?;
        for children in &self.children {
            write!(f, ", ({children})")?;
        }
        write!(f, " FROM {}", self.object)?;
        if let Some(filter) = &self.filter {
            write!(f, " WHERE {filter}")?;
        }
        for (n, (field, order, nulls)) in self.order.iter().enumerate() {
            let start = if n == 0 { " ORDER BY" } else { "," };
            let order = if *order == Order::Ascending { "ASC" } else { "DESC" };
            let nulls = if *nulls == Nulls::First { "FIRST" } else { "LAST" };
            write!(f, "{start} {field} {order} NULLS {nulls}")?;
        }
        if let Some(rows) = self.limit {
            write!(f, " LIMIT {rows}")?;
        }
        if let Some(rows) = self.offset {
            write!(f, " OFFSET {rows}")?;
        }
        Ok(())
    }
}
