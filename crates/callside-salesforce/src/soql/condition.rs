//! WHERE trees. The structure is fixed by the program; only values come from outside, and only as [`Literal`]s.

use super::escape::in_pattern;
use super::{FieldPath, Literal, Select};
use std::fmt;

/// How a field is compared with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`; texts are compared without regard to letter case.
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

impl Comparison {
    const fn sign(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
        }
    }
}

/// What LIKE looks for. Wildcards in the text stand for themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// The text at the start: an index can answer it.
    StartsWith(String),
    /// The text anywhere: no index can answer it, so only for small objects.
    Contains(String),
    /// These texts one after another, with anything between, before and after them; no index can answer it.
    InOrder(Vec<String>),
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StartsWith(text) => write!(f, "'{}%'", in_pattern(text)),
            Self::Contains(text) => write!(f, "'%{}%'", in_pattern(text)),
            Self::InOrder(texts) => {
                f.write_str("'%")?;
                texts.iter().try_for_each(|text| write!(f, "{}%", in_pattern(text)))?;
                f.write_str("'")
            }
        }
    }
}

/// A condition on the rows of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition(Node);

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Compare(FieldPath, Comparison, Literal),
    Like(FieldPath, Pattern),
    /// The list is never empty: SOQL cannot say that.
    In(FieldPath, Vec<Literal>),
    InQuery(FieldPath, Box<Select>, FieldPath),
    /// Two or more.
    All(Vec<Condition>),
    /// Two or more.
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

impl Condition {
    /// A comparison of a field with a value.
    #[must_use]
    pub fn compare(field: FieldPath, comparison: Comparison, value: impl Into<Literal>) -> Self {
        Self(Node::Compare(field, comparison, value.into()))
    }

    /// Field equals value.
    #[must_use]
    pub fn eq(field: FieldPath, value: impl Into<Literal>) -> Self {
        Self::compare(field, Comparison::Eq, value)
    }

    /// Field has no value.
    #[must_use]
    pub fn is_null(field: FieldPath) -> Self {
        Self::compare(field, Comparison::Eq, Literal::Null)
    }

    /// Field matches the pattern.
    #[must_use]
    pub fn like(field: FieldPath, pattern: Pattern) -> Self {
        Self(Node::Like(field, pattern))
    }

    /// Field equals one of the values; `None` when there are none, since SOQL has no empty list.
    #[must_use]
    pub fn one_of(field: FieldPath, values: impl IntoIterator<Item = Literal>) -> Option<Self> {
        let values: Vec<_> = values.into_iter().collect();
        (!values.is_empty()).then_some(Self(Node::In(field, values)))
    }

    /// Field equals `column` of a row of another query (a semi-join). SOQL allows it only under AND.
    #[must_use]
    pub fn in_query(field: FieldPath, query: Select, column: FieldPath) -> Self {
        Self(Node::InQuery(field, Box::new(query), column))
    }

    /// Every one of the conditions; `None` when there are none.
    #[must_use]
    pub fn all(conditions: impl IntoIterator<Item = Self>) -> Option<Self> {
        join(conditions, Node::All)
    }

    /// At least one of the conditions; `None` when there are none.
    #[must_use]
    pub fn any(conditions: impl IntoIterator<Item = Self>) -> Option<Self> {
        join(conditions, Node::Any)
    }

    /// Both conditions.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(Node::All(vec![self, other]))
    }

    /// Either condition.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(Node::Any(vec![self, other]))
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        Self(Node::Not(Box::new(self)))
    }

    const fn is_joined(&self) -> bool {
        matches!(self.0, Node::All(_) | Node::Any(_))
    }
}

fn join(conditions: impl IntoIterator<Item = Condition>, node: fn(Vec<Condition>) -> Node) -> Option<Condition> {
    let mut conditions: Vec<_> = conditions.into_iter().collect();
    match conditions.len() {
        0 | 1 => conditions.pop(),
        _ => Some(Condition(node(conditions))),
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Node::Compare(field, comparison, value) => write!(f, "{field} {} {value}", comparison.sign()),
            Node::Like(field, pattern) => write!(f, "{field} LIKE {pattern}"),
            Node::In(field, values) => write!(f, "{field} IN ({})", Separated(values, ", ")),
            Node::InQuery(field, query, column) => write!(f, "{field} IN ({})", query.as_column(column)),
            Node::All(conditions) => write_joined(f, conditions, " AND "),
            Node::Any(conditions) => write_joined(f, conditions, " OR "),
            Node::Not(condition) if condition.is_joined() => write!(f, "(NOT ({condition}))"),
            Node::Not(condition) => write!(f, "(NOT {condition})"),
        }
    }
}

/// SOQL refuses AND beside OR without parentheses, so every joined part stands in its own.
fn write_joined(f: &mut fmt::Formatter<'_>, conditions: &[Condition], word: &str) -> fmt::Result {
    for (n, condition) in conditions.iter().enumerate() {
        if n > 0 {
            f.write_str(word)?;
        }
        if condition.is_joined() {
            write!(f, "({condition})")?;
        } else {
            write!(f, "{condition}")?;
        }
    }
    Ok(())
}

/// Writes a list with a separator.
pub(super) struct Separated<'a, T>(pub(super) &'a [T], pub(super) &'static str);

impl<T: fmt::Display> fmt::Display for Separated<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, item) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str(self.1)?;
            }
            item.fmt(f)?;
        }
        Ok(())
    }
}
