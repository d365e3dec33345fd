//! A service that remembers callers over calls (Sticky Calls): what it is told when a call starts and ends, and what
//! it answers. Source: docs.stickycalls.com, API reference v1.

use crate::call::Call;
use crate::event::Direction;
use crate::ids::CallKey;
use crate::phone::PhoneNumber;
use crate::phone_system::PhoneError;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest call id that the service takes, in characters.
pub const LONGEST_CALL_ID: usize = 128;

/// How sure the service is, in thousandths: 0 to 1000. Whole, so that it can be compared and kept exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(u16);

impl Confidence {
    /// From a number between 0 and 1; what lies outside is cut, what is no number is 0.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut to 0..=1000 before")]
    pub fn of(number: f64) -> Self {
        Self((number.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// Between 0 and 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// Whole percent.
    #[must_use]
    pub const fn percent(self) -> u16 {
        (self.0 + 5) / 10
    }
}

/// From which confidence on a caller is taken for the one who called before. Settings, because the vendor's own pages
/// differ (0.8 and 0.5 in one, 0.7, 0.5 and 0.3 in another).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// From here on: surely the same person.
    pub recognised: Confidence,
    /// From here on: probably; ask before anything personal.
    pub verify: Confidence,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { recognised: Confidence(800), verify: Confidence(500) }
    }
}

/// What a confidence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recognition {
    /// Surely the same person as before.
    Recognised,
    /// Probably: verify.
    Verify,
    /// Too unsure to say.
    Stranger,
}

impl Thresholds {
    /// What a confidence means.
    #[must_use]
    pub fn judge(self, confidence: Confidence) -> Recognition {
        if confidence >= self.recognised {
            Recognition::Recognised
        } else if confidence >= self.verify {
            Recognition::Verify
        } else {
            Recognition::Stranger
        }
    }
}

/// What is told about a caller so that the service can recognise them. At least one of number, external ids and
/// reference must be there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hints {
    /// The caller's number, E.164.
    pub ani: Option<String>,
    /// The number that was called, E.164.
    pub dnis: Option<String>,
    /// Ids of the company's own, such as `customer_id` and `account_number`.
    pub external_ids: BTreeMap<String, String>,
    /// The service's reference from an earlier call.
    pub customer_ref: Option<String>,
    /// Kind of the line: `mobile`, `landline`, `voip` or `unknown`.
    pub line_type: Option<String>,
}

impl Hints {
    /// Whether there is enough to ask with.
    #[must_use]
    pub fn suffice(&self) -> bool {
        self.ani.is_some() || !self.external_ids.is_empty() || self.customer_ref.is_some()
    }

    /// What a call itself tells: the customer is who called, or who was called.
    #[must_use]
    pub fn of(call: &Call, customer: Option<&PhoneNumber>, company: Option<&PhoneNumber>) -> Self {
        let number = |number: Option<&PhoneNumber>| number.map(|number| number.e164().to_owned());
        Self {
            ani: number(customer),
            dnis: number(company).filter(|_| call.direction() != Some(&Direction::Internal)),
            line_type: customer.map(|number| number.line_kind().to_owned()),
            ..Self::default()
        }
    }
}

/// The id under which the service knows a call. Ours fits unless the provider's is very long.
#[must_use]
pub fn call_id(call: &CallKey) -> String {
    call.to_string().chars().take(LONGEST_CALL_ID).collect()
}

/// Whether what a caller wanted is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentStatus {
    /// Not yet.
    Open,
    /// Yes.
    Resolved,
    /// The caller gave up.
    Abandoned,
}

impl IntentStatus {
    /// The word on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Abandoned => "abandoned",
        }
    }
}

/// What a caller wanted before and did not get.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenIntent {
    /// Its name, such as `refund_request`. Hostile text.
    pub intent: String,
    /// The service's word for where it stands.
    pub status: String,
    /// How often they have tried.
    pub attempts: u32,
}

/// Something that was remembered about the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Hostile text.
    pub value: String,
    /// Where it came from, where the service says so.
    pub source: Option<String>,
    /// How long it is still remembered, in seconds.
    pub ttl_s: Option<u64>,
}

/// What the service says about a caller at the start of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The service's reference; strangers get one too.
    pub customer_ref: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Its word for that, such as `very_high`.
    pub level: String,
    /// What it goes by, such as `ani:mobile` or `recency:1day`.
    pub sources: Vec<String>,
    /// What it advises, such as `reuse` or `ignore`.
    pub recommendation: String,
    /// What the caller still wants.
    pub open_intents: Vec<OpenIntent>,
    /// What was remembered, by name.
    pub variables: BTreeMap<String, Variable>,
}

/// Whom an end is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Who {
    /// The caller of the start.
    Reference {
        /// The service's reference.
        customer_ref: String,
    },
    /// There was no start, or it failed: the end stands alone.
    Hints {
        /// They.
        hints: Hints,
    },
}

/// What was settled in a call, as the agent chose it at wrap-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntentChoice {
    /// What the caller wanted.
    pub intent: String,
    /// Whether it is settled.
    pub status: IntentStatus,
}

/// What the service is told when a call is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallEnd {
    /// The id of the start.
    pub call_id: String,
    /// Whom it is about.
    pub who: Who,
    /// What was chosen; without it no intent changes.
    pub intent: Option<IntentChoice>,
    /// What to remember, by name.
    pub variables: BTreeMap<String, String>,
}

/// What the service says about an end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndReceipt {
    /// The service's reference.
    pub customer_ref: Option<String>,
    /// Length that it noted, in seconds.
    pub duration_s: Option<u32>,
    /// Intents that changed.
    pub intents_updated: u32,
    /// Variables that were remembered.
    pub variables_updated: u32,
}

/// The service as the rest of Callside sees it.
#[async_trait]
pub trait CallMemory: Send + Sync {
    /// A call starts: who may it be?
    async fn start(&self, call_id: &str, hints: &Hints) -> Result<Remembered, PhoneError>;

    /// A call is over. Sending the same end twice counts once, by its call id.
    async fn end(&self, end: &CallEnd) -> Result<EndReceipt, PhoneError>;
}

/// What the pop says of the service's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "memory", rename_all = "snake_case")]
pub enum Memory {
    /// It has been asked.
    Asked,
    /// It answered.
    Known {
        /// What.
        remembered: Box<Remembered>,
        /// What its confidence means here.
        recognition: Recognition,
    },
    /// It did not; the call goes on without.
    Failed {
        /// Why.
        because: PhoneError,
    },
    /// The program ended before it answered; the call goes on without.
    CutOff,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Provider;

    #[test]
    fn thresholds_are_settings_and_their_edges_belong_to_the_surer_side() {
        let seed = Thresholds { recognised: Confidence::of(0.9), verify: Confidence::of(0.7) };
        for (number, usual, strict) in [
            (0.95, Recognition::Recognised, Recognition::Recognised),
            (0.9, Recognition::Recognised, Recognition::Recognised),
            (0.8, Recognition::Recognised, Recognition::Verify),
            (0.799, Recognition::Verify, Recognition::Verify),
            (0.5, Recognition::Verify, Recognition::Stranger),
            (0.4, Recognition::Stranger, Recognition::Stranger),
            (f64::NAN, Recognition::Stranger, Recognition::Stranger),
            (7.0, Recognition::Recognised, Recognition::Recognised),
        ] {
            let confidence = Confidence::of(number);
            assert_eq!((Thresholds::default().judge(confidence), seed.judge(confidence)), (usual, strict), "{number}");
        }
    }

    #[test]
    fn without_a_number_an_id_or_a_reference_nothing_is_asked() {
        let ids = BTreeMap::from([("customer_id".to_owned(), "12345".to_owned())]);
        for (hints, enough) in [
            (Hints::default(), false),
            (Hints { dnis: Some("+14155550100".into()), ..Hints::default() }, false),
            (Hints { ani: Some("+14155550134".into()), ..Hints::default() }, true),
            (Hints { external_ids: ids, ..Hints::default() }, true),
            (Hints { customer_ref: Some("a1b2".into()), ..Hints::default() }, true),
        ] {
            assert_eq!(hints.suffice(), enough, "{hints:?}");
        }
    }

    #[test]
    fn long_call_ids_are_cut_to_what_the_service_takes() {
        let call = CallKey::new(Provider::Phone, &"9".repeat(200)).unwrap();
        assert_eq!(call_id(&call).chars().count(), LONGEST_CALL_ID);
    }
}
