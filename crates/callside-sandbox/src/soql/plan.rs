//! A query after every name was found and every value has its type: nothing in it can fail any more.

use std::collections::HashSet;

use jiff::{Timestamp, civil::Date};

use super::ast::{Function, Operator};
use super::text::Piece;
use crate::schema::{FieldSchema, ObjectSchema};

pub(crate) struct Plan<'s> {
    pub(crate) object: &'s ObjectSchema,
    pub(crate) output: Output<'s>,
    pub(crate) filter: Option<Filter<Path<'s>>>,
    /// Only rows of this owner (`USING SCOPE mine`).
    pub(crate) owner: Option<String>,
    pub(crate) limit: Option<usize>,
    pub(crate) offset: usize,
}

pub(crate) enum Output<'s> {
    /// `COUNT()`.
    Count,
    Rows {
        columns: Vec<Column<'s>>,
        order: Vec<Order<Path<'s>>>,
    },
    Groups(Grouping<'s>),
}

/// A way from a row to a field, through its parents.
#[derive(Clone)]
pub(crate) struct Path<'s> {
    pub(crate) hops: Vec<Hop<'s>>,
    pub(crate) field: &'s FieldSchema,
}

/// One step from a row to a parent.
#[derive(Clone, Copy)]
pub(crate) struct Hop<'s> {
    pub(crate) reference: &'s FieldSchema,
    pub(crate) target: Target<'s>,
}

#[derive(Clone, Copy)]
pub(crate) enum Target<'s> {
    One(&'s ObjectSchema),
    /// Several objects: fields are those of the abstract Name object.
    Polymorphic,
}

/// A key of a result row.
pub(crate) enum Column<'s> {
    Field(&'s FieldSchema),
    Parent { name: &'static str, hop: Hop<'s>, columns: Vec<Column<'s>> },
    Children { name: &'static str, field: &'static str, plan: Box<Plan<'s>> },
}

pub(crate) struct Grouping<'s> {
    pub(crate) keys: Vec<Path<'s>>,
    pub(crate) aggregates: Vec<Aggregate<'s>>,
    pub(crate) columns: Vec<(String, GroupValue)>,
    pub(crate) having: Option<Filter<GroupValue>>,
    pub(crate) order: Vec<Order<GroupValue>>,
}

/// A value of a group: one of its keys, or one of its aggregates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum GroupValue {
    Key(usize),
    Aggregate(usize),
}

pub(crate) struct Aggregate<'s> {
    pub(crate) function: Function,
    pub(crate) path: Path<'s>,
}

pub(crate) struct Order<S> {
    pub(crate) source: S,
    /// For picklists: their values in order, which is also the order of rows.
    pub(crate) ranks: Option<Vec<&'static str>>,
    pub(crate) descending: bool,
    pub(crate) nulls_last: bool,
}

/// A condition over values that come from `S`.
pub(crate) enum Filter<S> {
    All(Vec<Filter<S>>),
    Any(Vec<Filter<S>>),
    Not(Box<Filter<S>>),
    Test { source: S, test: Test },
}

pub(crate) enum Test {
    Compare {
        operator: Operator,
        with: Comparand,
    },
    Like(Vec<Piece>),
    /// Equal to one of these; null when `null` was in the list.
    OneOf {
        values: Vec<Comparand>,
        null: bool,
        negated: bool,
    },
    /// An id (its first 15 characters) that a subquery gave.
    Among {
        ids: HashSet<String>,
        negated: bool,
    },
    /// A multi-select picklist that has all values of one of the sets.
    Includes {
        sets: Vec<Vec<String>>,
        negated: bool,
    },
}

/// What a value is compared with.
pub(crate) enum Comparand {
    /// Null, and the empty text, which is the same to Salesforce.
    Null,
    /// Text in lower case.
    Text(String),
    /// The first 15 characters of an id.
    Id(String),
    Boolean(bool),
    Number(f64),
    /// From this day up to, not including, that day.
    Days(Date, Date),
    /// From this moment up to that one; both the same for a single moment.
    Moments(Timestamp, Timestamp),
}
