//! JSON with templates in its texts: bodies of requests, sets of fields.

use super::{Template, TemplateFault};
use crate::facts::{Facts, Path, Vocabulary};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// JSON whose texts are templates. `null` stays `null`: it clears on purpose. What is not known leaves its member or
/// item out; an object or a list of which nothing stays, though it had something, is left out too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Value", into = "Value")]
pub enum Tree {
    /// A text.
    Text(Template),
    /// A list.
    List(Vec<Tree>),
    /// An object.
    Object(BTreeMap<String, Tree>),
    /// A number, a truth value or null.
    Plain(Value),
}

impl Tree {
    /// The JSON for these facts; `None` leaves all of it out.
    #[must_use]
    pub fn fill(&self, facts: &Facts) -> Option<Value> {
        match self {
            Self::Text(template) => template.fill(facts).map(|fact| fact.to_json()),
            Self::Plain(value) => Some(value.clone()),
            Self::List(items) => {
                let filled: Vec<Value> = items.iter().filter_map(|item| item.fill(facts)).collect();
                (items.is_empty() || !filled.is_empty()).then_some(Value::Array(filled))
            }
            Self::Object(members) => {
                let filled: serde_json::Map<String, Value> =
                    members.iter().filter_map(|(name, member)| Some((name.clone(), member.fill(facts)?))).collect();
                (members.is_empty() || !filled.is_empty()).then_some(Value::Object(filled))
            }
        }
    }

    /// Unknown names, each with the dotted path of its text in the tree.
    #[must_use]
    pub fn faults(&self, vocabulary: &Vocabulary) -> Vec<(String, TemplateFault)> {
        let mut faults = Vec::new();
        self.each("", &mut |path, template| {
            faults.extend(template.faults(vocabulary).into_iter().map(|fault| (path.to_owned(), fault)));
        });
        faults
    }

    /// The names in all its texts.
    #[must_use]
    pub fn names(&self) -> Vec<Path> {
        let mut names = Vec::new();
        self.each("", &mut |_, template| names.extend(template.names().cloned()));
        names
    }

    fn each(&self, path: &str, see: &mut impl FnMut(&str, &Template)) {
        let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match self {
            Self::Text(template) => see(path, template),
            Self::List(items) => {
                items.iter().enumerate().for_each(|(n, item)| item.each(&below(&n.to_string()), see));
            }
            Self::Object(members) => members.iter().for_each(|(name, member)| member.each(&below(name), see)),
            Self::Plain(_) => {}
        }
    }
}

impl TryFrom<Value> for Tree {
    type Error = TemplateFault;
    fn try_from(value: Value) -> Result<Self, TemplateFault> {
        Ok(match value {
            Value::String(text) => Self::Text(Template::parse(&text)?),
            Value::Array(items) => Self::List(items.into_iter().map(Self::try_from).collect::<Result<_, _>>()?),
            Value::Object(members) => Self::Object(
                members
                    .into_iter()
                    .map(|(name, member)| Ok((name, Self::try_from(member)?)))
                    .collect::<Result<_, _>>()?,
            ),
            plain => Self::Plain(plain),
        })
    }
}

impl From<Tree> for Value {
    fn from(tree: Tree) -> Self {
        match tree {
            Tree::Text(template) => Self::String(template.into()),
            Tree::List(items) => items.into_iter().map(Self::from).collect(),
            Tree::Object(members) => {
                Self::Object(members.into_iter().map(|(name, member)| (name, member.into())).collect())
            }
            Tree::Plain(value) => value,
        }
    }
}
