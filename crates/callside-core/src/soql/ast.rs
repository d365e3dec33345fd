//! A query that was read. Its text stays as it was written; the parts know where they stand in it.

use super::token::Span;
use crate::facts::Path;

/// A whole query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// As it was written.
    pub text: String,
    /// What it says.
    pub select: Select,
    /// Values of a call, in the order in which they stand in the text.
    pub placeholders: Vec<Placeholder>,
}

/// A SELECT: the whole query, one for child records, or one inside of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Select {
    /// What is asked for.
    pub items: Vec<Item>,
    /// Object, or relationship of a query for child records.
    pub from: Name,
    /// Another name for the object.
    pub alias: Option<Name>,
    /// Conditions of WHERE and HAVING, without how they are joined.
    pub comparisons: Vec<Comparison>,
    /// Fields of GROUP BY.
    pub group_by: Vec<Operand>,
    /// Whether there is a GROUP BY.
    pub grouped: bool,
    /// Fields of ORDER BY.
    pub order_by: Vec<Operand>,
    /// LIMIT.
    pub limit: Option<u32>,
    /// Where a LIMIT stands or would stand.
    pub end: Span,
}

impl Select {
    /// Its object and those of queries in its conditions, as written.
    #[must_use]
    pub fn objects(&self) -> Vec<String> {
        let inner = self.comparisons.iter().filter_map(|comparison| match &comparison.values {
            Values::Query(query) => Some(query.objects()),
            Values::One(_) | Values::List(_) => None,
        });
        std::iter::once(self.from.text.clone()).chain(inner.flatten()).collect()
    }
}

/// A name or path and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A field or a function, and its alias.
    Operand {
        /// It.
        operand: Operand,
        /// Its alias.
        alias: Option<Name>,
    },
    /// Child records.
    Children(Box<Select>),
    /// Fields by the type of a parent.
    TypeOf {
        /// The relationship.
        relationship: Name,
        /// Fields for each type.
        when: Vec<(Name, Vec<Name>)>,
        /// Fields for all other types.
        otherwise: Vec<Name>,
    },
    /// `FIELDS(ALL)` and its kin.
    AllFields(Name),
}

/// What a condition compares, a list orders or a group gathers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A field.
    Field(Name),
    /// A function of a field, of another function or of nothing.
    Function {
        /// Its name.
        name: Name,
        /// Fields in it.
        fields: Vec<Name>,
    },
}

impl Operand {
    /// The fields in it.
    pub fn fields(&self) -> impl Iterator<Item = &Name> {
        match self {
            Self::Field(name) => std::slice::from_ref(name).iter(),
            Self::Function { fields, .. } => fields.iter(),
        }
    }
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub operand: Operand,
    /// How.
    pub operator: Name,
    /// With what.
    pub values: Values,
}

/// The right side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// One value.
    One(Value),
    /// A list of values.
    List(Vec<Value>),
    /// Whatever another query finds.
    Query(Box<Select>),
}

/// One value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// A text, without its quotes and escapes.
    Text(String),
    /// A number or an amount with its currency.
    Number,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// `TODAY`, `LAST_N_DAYS:7`, …
    DateLiteral,
    /// `true` or `false`.
    Bool,
    /// `null`.
    Null,
    /// A value of the call: its number in [`Query::placeholders`].
    Placeholder(usize),
}

/// A value of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Which.
    pub path: Path,
    /// Where it stands, braces included.
    pub span: Span,
    /// The field that it is compared with, as written.
    pub field: String,
    /// Whether it stands after LIKE.
    pub pattern: bool,
    /// Whether it is the whole list of an IN, without parentheses.
    pub whole_list: bool,
}
