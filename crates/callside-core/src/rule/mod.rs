//! Rules: conditions that people write, such as
//! `confidence >= 0.7 and (openIntents contains "refund" or call.queue in ["Billing", "Sales"])`.
//!
//! | written | means |
//! |---|---|
//! | `a = b`, `a != b` | the same, or not; texts without regard to case, as Salesforce compares them |
//! | `<` `<=` `>` `>=` | order of numbers, days and moments |
//! | `a contains b` | a list has the item, or a text the part |
//! | `a in ["x", "y"]`, `a not in ...` | one of them |
//! | `a starts with b`, `a ends with b` | of texts |
//! | `a is empty`, `a is not empty` | not known, a blank text, a list without items |
//! | `not`, `and`, `or`, `( )` | in this order; a bare name of yes or no is a condition |
//!
//! What is not known makes every test false but `is empty` and the negations (`!=`, `not in`, `not`). Words are read in
//! any case. There are no loops and no calls: a rule is as long as it looks. At most [`Rule::LONGEST`] characters and
//! [`Rule::DEEPEST`] levels.

mod check;
mod expr;
mod fault;
mod holds;
mod parse;
mod token;

pub use fault::{Expected, Problem, RuleFault};

use crate::facts::{Facts, Path, Vocabulary};
use expr::Expr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A condition that has been read. Stored and sent as the text that was written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Rule {
    text: String,
    root: Expr,
}

impl Rule {
    /// Longest rule, in bytes.
    pub const LONGEST: usize = 4 * 1024;
    /// Deepest nesting of parentheses and `not`.
    pub const DEEPEST: usize = 32;

    /// Reads a rule.
    ///
    /// # Errors
    /// The first place that cannot be read.
    pub fn parse(text: &str) -> Result<Self, RuleFault> {
        Ok(Self { text: text.to_owned(), root: parse::rule(text)? })
    }

    /// Whether it holds for these facts. Values that do not fit a test make it false.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> bool {
        holds::holds(&self.root, facts)
    }

    /// Everything in it that cannot be right: unknown names, kinds that cannot be compared, values that never come.
    #[must_use]
    pub fn faults(&self, vocabulary: &Vocabulary) -> Vec<RuleFault> {
        let mut faults = Vec::new();
        check::check(&self.root, vocabulary, &mut faults);
        faults
    }

    /// The names that it asks for, in the order in which they are written.
    #[must_use]
    pub fn names(&self) -> Vec<&Path> {
        let mut names = Vec::new();
        self.root.names(&mut names);
        names
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// Two rules are the same when they are written the same.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Rule {}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Rule {
    type Err = RuleFault;
    fn from_str(text: &str) -> Result<Self, RuleFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Rule {
    type Error = RuleFault;
    fn try_from(text: String) -> Result<Self, RuleFault> {
        Self::parse(&text)
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.text
    }
}
