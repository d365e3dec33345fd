//! A rule as a tree.

use crate::facts::{Fact, Path};

/// A condition.
#[derive(Debug, Clone)]
pub(super) enum Expr {
    /// All of them hold.
    All(Vec<Expr>),
    /// One of them holds.
    Any(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// A value that is a condition by itself.
    Is(Operand),
    /// Not known, or nothing in it.
    IsEmpty(Operand),
    /// Two values held against each other.
    Test(Operand, Test, Operand),
}

/// How two values are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Contains,
    In,
    NotIn,
    StartsWith,
    EndsWith,
}

/// One side of a test, and where it is written (characters, end excluded).
#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub what: What,
    pub from: usize,
    pub to: usize,
}

/// A value that is written out, or a name.
#[derive(Debug, Clone)]
pub(super) enum What {
    Value(Fact),
    Name(Path),
}

impl Expr {
    pub(super) fn names<'r>(&'r self, names: &mut Vec<&'r Path>) {
        let mut name = |operand: &'r Operand| match &operand.what {
            What::Name(path) => names.push(path),
            What::Value(_) => {}
        };
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.names(names)),
            Self::Not(inner) => inner.names(names),
            Self::Is(operand) | Self::IsEmpty(operand) => name(operand),
            Self::Test(left, _, right) => {
                name(left);
                name(right);
            }
        }
    }
}
