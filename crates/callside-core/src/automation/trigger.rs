//! What sets an automation off.

use super::happened::{Happened, RecordChange};
use crate::disposition::DispositionCode;
use crate::event::CallChange;
use crate::facts::Vocabulary;
use crate::ids::RecordId;
use crate::shape::OrgShape;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What sets an automation off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "trigger", rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// A phone system says something about a call.
    Call {
        /// Which things, by the words of [`CallChange::WORDS`]; empty: any.
        #[serde(default)]
        events: Vec<TriggerWord>,
    },
    /// A wrap-up stands in Salesforce. One that is taken back sets nothing off.
    Disposition {
        /// Which dispositions; empty: any.
        #[serde(default)]
        #[schemars(with = "Vec<String>")]
        codes: Vec<DispositionCode>,
    },
    /// A record is new in Salesforce.
    NewRecord {
        /// SObject API name, such as `Lead`.
        object: String,
        /// Whose records.
        #[serde(default)]
        whose: Whose,
    },
    /// A record was changed in Salesforce.
    UpdatedRecord {
        /// SObject API name.
        object: String,
        /// Only when one of these fields changed since this desk saw the record last; empty: whatever changed.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<String>,
        /// Whose records.
        #[serde(default)]
        whose: Whose,
    },
    /// A record was deleted in Salesforce.
    DeletedRecord {
        /// SObject API name.
        object: String,
    },
    /// Salesforce sends an Outbound Message.
    OutboundMessage {
        /// SObject API name of what it is about.
        object: String,
        /// Only that Outbound Message action (`04k…`); absent: any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Option<String>")]
        action: Option<RecordId>,
    },
}

/// Whose records a desk watches. Every desk asks Salesforce by itself: where all desks watched all records, each would
/// run the automation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those that the signed-in person owns.
    #[default]
    Mine,
    /// All that the person can see: for one desk of the whole company.
    Anyones,
}

/// One word of [`CallChange::WORDS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct TriggerWord(pub String);

impl TriggerWord {
    /// Whether phone systems say it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        CallChange::WORDS.contains(&self.0.as_str())
    }
}

impl Trigger {
    /// Whether this sets it off.
    #[must_use]
    pub fn is_set_off_by(&self, happened: &Happened) -> bool {
        let touched = match (self, happened) {
            (
                Self::UpdatedRecord { fields, .. },
                Happened::Record { change: RecordChange::Updated { fields: changed }, .. },
            ) => fields.is_empty() || fields.iter().any(|field| changed.contains(field)),
            _ => true,
        };
        touched && self.is_about(happened)
    }

    /// Whether this would set it off, whichever fields were changed.
    #[must_use]
    pub fn is_about(&self, happened: &Happened) -> bool {
        match (self, happened) {
            (Self::Call { events }, Happened::Call { word, .. }) => {
                events.is_empty() || events.iter().any(|event| event.0 == *word)
            }
            (Self::Disposition { codes }, Happened::Disposition { code, .. }) => {
                codes.is_empty() || codes.contains(code)
            }
            (Self::NewRecord { object, whose }, Happened::Record { object: of, change, mine, .. }) => {
                object == of && *change == RecordChange::New && whose.includes(*mine)
            }
            (Self::UpdatedRecord { object, whose, .. }, Happened::Record { object: of, change, mine, .. }) => {
                object == of && matches!(change, RecordChange::Updated { .. }) && whose.includes(*mine)
            }
            (Self::DeletedRecord { object }, Happened::Record { object: of, change, .. }) => {
                object == of && *change == RecordChange::Deleted
            }
            (Self::OutboundMessage { object, action }, Happened::Message { object: of, action: by, .. }) => {
                object == of && action.as_ref().is_none_or(|action| action == by)
            }
            _ => false,
        }
    }

    /// The object that Salesforce is asked about for it, and whose records.
    #[must_use]
    pub fn watches(&self) -> Option<(&str, Whose)> {
        match self {
            Self::NewRecord { object, whose } | Self::UpdatedRecord { object, whose, .. } => Some((object, *whose)),
            Self::DeletedRecord { object } => Some((object, Whose::Anyones)),
            Self::Call { .. } | Self::Disposition { .. } | Self::OutboundMessage { .. } => None,
        }
    }

    /// The object that `record.*` is about.
    #[must_use]
    pub fn object(&self) -> Option<&str> {
        match self {
            Self::OutboundMessage { object, .. } => Some(object),
            other => other.watches().map(|(object, _)| object),
        }
    }

    /// Branches that may name fields of parents, each with the object that it is about. An Outbound Message has the fields of
    /// its own record only, and of a deleted record nothing is left to ask.
    #[must_use]
    pub fn branches(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::NewRecord { object, .. } => vec![("record", object)],
            Self::UpdatedRecord { object, .. } => vec![("record", object), ("before", object)],
            _ => Vec::new(),
        }
    }

    /// The facts that there are when it is set off.
    #[must_use]
    pub fn vocabulary(&self, org: &OrgShape) -> Vocabulary {
        let described = |vocabulary: Vocabulary, branch: &str, object: &str| match org.objects.get(object) {
            Some(shape) => vocabulary.with_object(branch, shape),
            None => vocabulary.with_open(branch),
        };
        match self {
            Self::Call { .. } => Vocabulary::of_call().with_event(),
            Self::Disposition { .. } => Vocabulary::of_call().with_disposition().with_open("wrap_up"),
            Self::NewRecord { object, .. } | Self::OutboundMessage { object, .. } => {
                described(Vocabulary::always(), "record", object)
            }
            Self::UpdatedRecord { object, .. } => {
                described(described(Vocabulary::always(), "record", object), "before", object)
            }
            Self::DeletedRecord { .. } => Vocabulary::always().with("record.Id", crate::facts::Kind::Text),
        }
    }
}

impl Whose {
    const fn includes(self, mine: bool) -> bool {
        matches!(self, Self::Anyones) || mine
    }
}
