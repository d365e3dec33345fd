//! What a section of a file must be able to do.

use super::fault::Problem;
use crate::nearest::nearest;
use crate::rule::RuleFault;
use crate::shape::OrgShape;
use crate::soql::SoqlFault;
use crate::template::TemplateFault;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A section: reads itself by serde, which refuses unknown keys (`#[serde(deny_unknown_fields)]`), describes itself for
/// editors and checks elsewhere (JSON Schema), and checks itself.
pub trait Section: Serialize + DeserializeOwned + JsonSchema {
    /// Its key in the file.
    const NAME: &'static str;

    /// What other sections may refer to by name.
    fn offers(&self) -> Vec<(Noun, String)> {
        Vec::new()
    }

    /// What cannot be right: in itself, in this org, beside the other sections.
    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong>;
}

/// Things that have names and are referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// An action that was set up.
    #[error("action")]
    Action,
    /// A disposition, by its code.
    #[error("disposition")]
    Disposition,
    /// An SObject.
    #[error("object")]
    Object,
    /// A field of an SObject.
    #[error("field")]
    Field,
    /// An automation.
    #[error("automation")]
    Automation,
    /// A look-up.
    #[error("look-up")]
    LookUp,
    /// A transform of the mapping table.
    #[error("transform")]
    Transform,
}

/// What sections are checked against.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// The org as the signed-in user sees it; empty when nobody has signed in yet, and then nothing of it is checked.
    pub org: &'a OrgShape,
    names: BTreeMap<Noun, BTreeSet<String>>,
}

impl<'a> Known<'a> {
    /// An org, and no names yet.
    #[must_use]
    pub const fn new(org: &'a OrgShape) -> Self {
        Self { org, names: BTreeMap::new() }
    }

    /// Takes in what a section offers.
    pub fn learn(&mut self, offers: impl IntoIterator<Item = (Noun, String)>) {
        for (noun, name) in offers {
            self.names.entry(noun).or_default().insert(name);
        }
    }

    /// Whether something has this name; if not, what to say about it.
    #[must_use]
    pub fn missing(&self, noun: Noun, name: &str, at: impl Into<String>) -> Option<Wrong> {
        let names = self.names.get(&noun);
        if names.is_some_and(|names| names.contains(name)) {
            return None;
        }
        let near = nearest(name, names.into_iter().flatten().map(String::as_str)).map(str::to_owned);
        Some(Wrong { at: at.into(), problem: Problem::Unknown { noun, name: name.to_owned() }, nearest: near })
    }

    /// Whether the org has this object; if not, what to say about it. Nothing is said while no org is known.
    #[must_use]
    pub fn missing_object(&self, object: &str, at: impl Into<String>) -> Option<Wrong> {
        let objects = &self.org.objects;
        if objects.is_empty() || objects.contains_key(object) {
            return None;
        }
        let near = nearest(object, objects.keys().map(String::as_str)).map(str::to_owned);
        let problem = Problem::Unknown { noun: Noun::Object, name: object.to_owned() };
        Some(Wrong { at: at.into(), problem, nearest: near })
    }

    /// Whether an object has this field; if not, what to say about it. Nothing is said while the object is not known.
    #[must_use]
    pub fn missing_field(&self, object: &str, field: &str, at: impl Into<String>) -> Option<Wrong> {
        let fields = &self.org.objects.get(object)?.fields;
        if fields.contains_key(field) {
            return None;
        }
        let near = nearest(field, fields.keys().map(String::as_str)).map(str::to_owned);
        let problem = Problem::Unknown { noun: Noun::Field, name: field.to_owned() };
        Some(Wrong { at: at.into(), problem, nearest: near })
    }

    /// All names of one sort, in alphabetical order.
    pub fn names(&self, noun: Noun) -> impl Iterator<Item = &str> {
        self.names.get(&noun).into_iter().flatten().map(String::as_str)
    }
}

/// Something that is wrong within a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Dotted path within the section, such as `2.when`; empty for the whole section. Where nothing stands at a path,
    /// the line of what would hold it is shown.
    pub at: String,
    /// What is wrong.
    pub problem: Problem,
    /// The right name that is nearest.
    pub nearest: Option<String>,
}

impl Wrong {
    /// Something wrong at a path.
    #[must_use]
    pub fn new(at: impl Into<String>, problem: Problem) -> Self {
        Self { at: at.into(), problem, nearest: None }
    }

    /// Faults of a rule at a path.
    pub fn rule(at: &str, faults: Vec<RuleFault>) -> impl Iterator<Item = Self> {
        faults.into_iter().map(move |mut fault| {
            let nearest = fault.nearest.take();
            Self { at: at.to_owned(), problem: Problem::Rule { fault }, nearest }
        })
    }

    /// Faults of a query at a path.
    pub fn soql(at: &str, faults: Vec<SoqlFault>) -> impl Iterator<Item = Self> {
        faults.into_iter().map(move |mut fault| {
            let nearest = fault.nearest.take();
            Self { at: at.to_owned(), problem: Problem::Soql { fault }, nearest }
        })
    }

    /// Faults of a template at a path.
    pub fn template(at: &str, faults: Vec<TemplateFault>) -> impl Iterator<Item = Self> {
        faults.into_iter().map(move |mut fault| {
            let nearest = fault.nearest.take();
            Self { at: at.to_owned(), problem: Problem::Template { fault }, nearest }
        })
    }

    /// The same, seen from further out.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        self.at = join(prefix, &self.at);
        self
    }
}

/// Two paths, one below the other.
pub(super) fn join(above: &str, below: &str) -> String {
    match (above.is_empty(), below.is_empty()) {
        (true, _) => below.to_owned(),
        (_, true) => above.to_owned(),
        _ => format!("{above}.{below}"),
    }
}
