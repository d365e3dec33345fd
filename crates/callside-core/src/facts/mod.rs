//! Facts: typed values by dotted path, such as `caller.name`. Rules ask them, templates are filled from them.
//!
//! A fact that is not known is absent: there is no empty text and no placeholder in the tree. The builders in
//! [`of`] say which paths there are; [`vocabulary`] knows their kinds before there is a call to read them from.

mod number;
pub mod of;
mod path;
mod tree;
pub mod vocabulary;

pub use number::Number;
pub use path::{Path, PathError};
pub use tree::Facts;
pub use vocabulary::{Vocabulary, kind_of_field};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One typed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Fact {
    /// Text. Hostile, whatever it came from.
    Text(String),
    /// A number.
    Number(Number),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A moment.
    Moment(Timestamp),
    /// Several values.
    List(Vec<Fact>),
}

/// What sort of value a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// [`Fact::Text`].
    Text,
    /// [`Fact::Number`].
    Number,
    /// [`Fact::Bool`].
    Bool,
    /// [`Fact::Date`].
    Date,
    /// [`Fact::Moment`].
    Moment,
    /// [`Fact::List`].
    List,
    /// Not known before it is there: the result of an earlier action, a field that nobody described.
    Any,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Bool => "yes or no",
            Self::Date => "a day",
            Self::Moment => "a moment",
            Self::List => "a list",
            Self::Any => "anything",
        })
    }
}

impl Fact {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Its kind; never [`Kind::Any`].
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Number(_) => Kind::Number,
            Self::Bool(_) => Kind::Bool,
            Self::Date(_) => Kind::Date,
            Self::Moment(_) => Kind::Moment,
            Self::List(_) => Kind::List,
        }
    }

    /// Whether a rule calls it empty: a text of nothing but blanks, or a list without items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Number(_) | Self::Bool(_) | Self::Date(_) | Self::Moment(_) => false,
        }
    }

    /// As JSON sends it: numbers and truth values bare, days as `YYYY-MM-DD`, moments as RFC 3339 in UTC.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(number) => number.to_json(),
            Self::Bool(yes) => (*yes).into(),
            Self::Date(date) => date.to_string().into(),
            Self::Moment(at) => at.to_string().into(),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
        }
    }

    /// From JSON. `null` and the empty text are no fact; of a list those items stay that are facts; an object is not
    /// one fact but several ([`Facts::set_json`]). Whole numbers beyond 2^53 become texts, so that no digit is lost.
    #[must_use]
    pub fn from_json(value: &serde_json::Value) -> Option<Self> {
        match value {
            serde_json::Value::Null | serde_json::Value::Object(_) => None,
            serde_json::Value::Bool(yes) => Some(Self::Bool(*yes)),
            serde_json::Value::Number(number) => {
                Some(Number::from_json(number).map_or_else(|| Self::Text(number.to_string()), Self::Number))
            }
            serde_json::Value::String(text) => (!text.is_empty()).then(|| Self::text(text)),
            serde_json::Value::Array(items) => Some(Self::List(items.iter().filter_map(Self::from_json).collect())),
        }
    }
}

/// As it reads within a text: lists with commas, the rest as JSON sends it without quotes.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Bool(yes) => write!(f, "{yes}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Moment(at) => write!(f, "{at}"),
            Self::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
        }
    }
}

macro_rules! fact_from {
    ($($type:ty => |$value:ident| $made:expr;)*) => {
        $(impl From<$type> for Fact { fn from($value: $type) -> Self { $made } })*
    };
}

fact_from! {
    &str => |text| Self::Text(text.to_owned());
    String => |text| Self::Text(text);
    &String => |text| Self::Text(text.clone());
    bool => |yes| Self::Bool(yes);
    u32 => |n| Self::Number(n.into());
    Number => |n| Self::Number(n);
    Date => |date| Self::Date(date);
    Timestamp => |at| Self::Moment(at);
    Vec<Fact> => |items| Self::List(items);
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_and_facts_are_the_same_values() {
        for value in [json!("text"), json!(7), json!(-2.5), json!(true), json!(["a", 1, false])] {
            assert_eq!(Fact::from_json(&value).map(|fact| fact.to_json()), Some(value));
        }
        for nothing in [json!(null), json!(""), json!({"a": 1})] {
            assert_eq!(Fact::from_json(&nothing), None, "{nothing}");
        }
        assert_eq!(Fact::from_json(&json!(9_007_199_254_740_993_u64)), Some(Fact::text("9007199254740993")));
    }

    #[test]
    fn facts_read_in_a_text_as_people_write_them() {
        let list = Fact::List(vec![Fact::text("vip"), Fact::Number(3.into()), Fact::Bool(true)]);
        assert_eq!(list.to_string(), "vip, 3, true");
    }

    #[test]
    fn only_blank_texts_and_lists_without_items_are_empty() {
        for (fact, empty) in [
            (Fact::text(" \n"), true),
            (Fact::List(vec![]), true),
            (Fact::text("0"), false),
            (Fact::Number(0.into()), false),
            (Fact::Bool(false), false),
        ] {
            assert_eq!(fact.is_empty(), empty, "{fact:?}");
        }
    }
}
