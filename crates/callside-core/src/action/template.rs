//! The schema of action templates: what a file may say. One engine runs them all.

use super::soql::SoqlTemplate;
use super::{By, Once, Verb};
use crate::template::{Template as Text, Tree};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an action does, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ActionTemplate")]
pub struct Template {
    /// Title in lists.
    pub title: String,
    /// One sentence: what it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What it asks for beside the fields of its record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Input>,
    /// What it does, one after another; each sees the result of the one before as `previous.*`.
    pub steps: Vec<Step>,
}

/// Something that a template asks for; it is `input.<name>` in templates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Name: letters, digits and `_`.
    pub name: String,
    /// Label for people.
    pub label: String,
    /// What to say under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What is given.
    #[serde(default, skip_serializing_if = "is_text")]
    pub kind: InputKind,
    /// For a record: its object; any object when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// For a choice: the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What stands in it at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Text>,
    /// Must it be given?
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
}

/// What an input takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// A line of text.
    #[default]
    Text,
    /// A record.
    Record,
    /// One of the words.
    Choice,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "ActionStep")]
pub enum Step {
    /// Rows of one object; without a term those that were changed last.
    Search {
        /// Object.
        object: String,
        /// What is looked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        term: Option<Text>,
        /// Fields of which any may hold the term.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        any: Vec<MatchSpec>,
        /// What must hold besides.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        all: Vec<TestSpec>,
        /// Columns.
        show: Vec<String>,
        /// The field by which the newest row is the first; a name is ordered from A.
        newest: String,
        /// Most rows; ten unless it says otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<u32>,
    },
    /// One record.
    Get {
        /// Object.
        object: String,
        /// Which.
        id: Text,
        /// Fields; `*` for all that the user sees.
        show: Vec<String>,
        /// A field whose text must be fetched on its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<String>,
    },
    /// Full-text search.
    Find {
        /// What is looked for.
        term: Text,
        /// Where: all, name, email or phone.
        within: Text,
        /// Objects and their columns.
        returning: Vec<Returning>,
        /// Most rows of each object.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<u32>,
    },
    /// A query with values in it; they are bound, never pasted.
    Query {
        /// The query.
        soql: SoqlTemplate,
    },
    /// A new record.
    Create {
        /// The step's name, for the receipt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Object.
        object: String,
        /// Fields that are offered, in this order.
        fields: Vec<FieldSpec>,
        /// Are the object's other fields offered too?
        #[serde(default, skip_serializing_if = "is_false")]
        open: bool,
        /// Of each group one must be given.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        one_of: Vec<Vec<String>>,
        /// Fields that give way.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        drop: Vec<Drop>,
        /// What must hold in the org first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        checks: Vec<CheckSpec>,
        /// Fields that are read and shown afterwards.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        read_back: Vec<String>,
        /// How it is kept to once; by default as the object allows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        once: Option<Once>,
    },
    /// Changes to a record.
    Update {
        /// Object.
        object: String,
        /// Which.
        id: Text,
        /// Fields that are offered, in this order.
        fields: Vec<FieldSpec>,
        /// Are the object's other fields offered too?
        #[serde(default, skip_serializing_if = "is_false")]
        open: bool,
        /// Fields that give way.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        drop: Vec<Drop>,
        /// What must hold in the org first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        checks: Vec<CheckSpec>,
    },
    /// A record goes to the recycle bin.
    Delete {
        /// Object.
        object: String,
        /// Which.
        id: Text,
        /// What goes with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        goes_with: Vec<GoesWith>,
    },
    /// Any resource below `/services/data/vXX.0/`.
    Call {
        /// Method.
        method: Verb,
        /// Path after the version; values in it are percent-encoded.
        path: Text,
        /// Body.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        body: Option<Tree>,
        /// A member of the answer to show instead of all of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pick: Option<String>,
        /// Does a POST change nothing, or the same however often it is sent?
        #[serde(default, skip_serializing_if = "is_false")]
        repeatable: bool,
    },
}

/// Kinds of steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Reads and changes nothing.
    Read,
    /// Makes something.
    Create,
    /// Changes something.
    Update,
    /// Deletes something.
    Delete,
}

/// A field that is compared with the term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatchSpec {
    /// Field or path.
    pub field: String,
    /// How.
    #[serde(default)]
    pub by: By,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestSpec {
    /// Field or path.
    pub field: String,
    /// The value: a template, or plain JSON. One that is not known leaves the condition out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is: Option<Tree>,
    /// It is among what another query gives. Left out when the inner condition is.
    #[serde(default, rename = "in", skip_serializing_if = "Option::is_none")]
    pub within: Option<Sub>,
}

/// A query within a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sub {
    /// Object.
    pub object: String,
    /// The column that is compared.
    pub column: String,
    /// What must hold.
    pub all: Vec<TestSpec>,
}

/// Objects of a full-text search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Returning {
    /// Object.
    pub object: String,
    /// Columns.
    pub show: Vec<String>,
}

/// A field of a create or update.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldSpec {
    /// API name.
    pub field: String,
    /// What stands in it at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Text>,
    /// Another label than the org's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Must it be given, whatever describe says?
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// It is filled in and not shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hidden: bool,
    /// Written as something else than typed.
    #[serde(default, rename = "as", skip_serializing_if = "Option::is_none")]
    pub written_as: Option<WrittenAs>,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WrittenAs {
    /// As the body of a ContentNote: escaped HTML, a paragraph a line, in base64.
    Note,
}

/// A field that gives way to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drop {
    /// The field that is left out.
    pub field: String,
    /// When.
    pub when: When,
    /// Why, as a sentence.
    pub why: String,
}

/// A condition on another field that is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The other field.
    pub field: String,
    /// How its value, a record's id, begins.
    pub starts: String,
}

/// Something that must be found in the org before a write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckSpec {
    /// Only then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Object of which a row must be found.
    pub object: String,
    /// What must hold of it.
    pub all: Vec<TestSpec>,
    /// What to say when there is none.
    #[serde(rename = "else")]
    pub otherwise: String,
}

/// Records that go with one that is deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GoesWith {
    /// Their object.
    pub object: String,
    /// Their reference.
    pub field: String,
    /// What they are, in the plural.
    pub label: String,
}

impl Step {
    /// What kind it is.
    #[must_use]
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Search { .. } | Self::Get { .. } | Self::Find { .. } | Self::Query { .. } => StepKind::Read,
            Self::Create { .. } => StepKind::Create,
            Self::Update { .. } => StepKind::Update,
            Self::Delete { .. } => StepKind::Delete,
            Self::Call { method, repeatable, .. } => match method {
                Verb::Get => StepKind::Read,
                Verb::Delete => StepKind::Delete,
                Verb::Post if *repeatable => StepKind::Read,
                Verb::Post => StepKind::Create,
                Verb::Patch | Verb::Put => StepKind::Update,
            },
        }
    }

    /// What a search brings: rows at most, and the fields of one, where they can be chosen.
    #[must_use]
    pub fn results(&self) -> Option<(u32, &[String])> {
        match self {
            Self::Search { limit, show, .. } => Some((limit.unwrap_or(super::ROWS), show)),
            Self::Find { limit, .. } => Some((limit.unwrap_or(super::ROWS), &[])),
            _ => None,
        }
    }

    /// The object that it is about, where it is about one.
    #[must_use]
    pub fn object(&self) -> Option<&str> {
        match self {
            Self::Search { object, .. }
            | Self::Get { object, .. }
            | Self::Create { object, .. }
            | Self::Update { object, .. }
            | Self::Delete { object, .. } => Some(object),
            Self::Find { .. } | Self::Query { .. } | Self::Call { .. } => None,
        }
    }

    /// Fields that it offers, and whether the object's others are offered too.
    #[must_use]
    pub fn fields(&self) -> (&[FieldSpec], bool) {
        match self {
            Self::Create { fields, open, .. } | Self::Update { fields, open, .. } => (fields, *open),
            _ => (&[], false),
        }
    }
}

impl Template {
    /// The gravest of its steps: what a person must know before it is run.
    #[must_use]
    pub fn kind(&self) -> StepKind {
        let worst = |kind| self.steps.iter().any(|step| step.kind() == kind);
        [StepKind::Delete, StepKind::Update, StepKind::Create]
            .into_iter()
            .find(|kind| worst(*kind))
            .unwrap_or(StepKind::Read)
    }
}

const fn is_false(yes: &bool) -> bool {
    !*yes
}

fn is_text(kind: &InputKind) -> bool {
    *kind == InputKind::Text
}
