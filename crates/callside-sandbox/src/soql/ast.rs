//! A query as it was written, before any name is looked up.

use jiff::{Timestamp, civil::Date};

use super::dates::DateLiteral;
use super::text::Piece;

/// A SELECT statement, outermost or nested.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Query {
    pub(crate) select: Vec<SelectItem>,
    pub(crate) from: From,
    /// `USING SCOPE mine`.
    pub(crate) mine: bool,
    pub(crate) filter: Option<Condition>,
    pub(crate) group_by: Vec<Path>,
    pub(crate) having: Option<Condition>,
    pub(crate) order_by: Vec<OrderItem>,
    pub(crate) limit: Option<Count>,
    pub(crate) offset: Option<Count>,
}

/// The object or child relationship that rows come from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct From {
    pub(crate) path: Path,
    pub(crate) alias: Option<String>,
}

/// Names joined by dots, and where they stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Path {
    pub(crate) parts: Vec<String>,
    pub(crate) at: usize,
}

/// A number after LIMIT or OFFSET.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Count {
    pub(crate) value: usize,
    pub(crate) at: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SelectItem {
    Field { path: Path, alias: Option<String> },
    Aggregate { call: Call, alias: Option<String> },
    Children(Box<Query>),
    Fields { group: FieldsGroup, at: usize },
}

/// The argument of `FIELDS()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldsGroup {
    All,
    Standard,
    Custom,
}

/// An aggregate function and its field; only `COUNT()` has none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub(crate) function: Function,
    pub(crate) path: Option<Path>,
    pub(crate) at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Count,
    CountDistinct,
    Sum,
    Avg,
    Min,
    Max,
}

impl Function {
    pub(crate) const ALL: [Self; 6] = [Self::Count, Self::CountDistinct, Self::Sum, Self::Avg, Self::Min, Self::Max];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Count => "COUNT",
            Self::CountDistinct => "COUNT_DISTINCT",
            Self::Sum => "SUM",
            Self::Avg => "AVG",
            Self::Min => "MIN",
            Self::Max => "MAX",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    Path(Path),
    Call(Call),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Compare { operand: Operand, operator: Operator, literal: Literal },
    Like { operand: Operand, pattern: Vec<Piece> },
    In { operand: Operand, negated: bool, set: Set },
    Includes { operand: Operand, negated: bool, values: Vec<String> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// What follows IN.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Set {
    Literals(Vec<Literal>),
    Query(Box<Query>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Text(String),
    Number { value: f64, whole: bool },
    Boolean(bool),
    Null,
    Date(Date),
    DateTime(Timestamp),
    Relative(DateLiteral),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OrderItem {
    pub(crate) operand: Operand,
    pub(crate) descending: bool,
    pub(crate) nulls_last: bool,
}
