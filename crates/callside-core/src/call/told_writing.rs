//! What became of a wrap-up's writing, as the desk of its agent tells it: which records, and where it stands. No values.

use crate::crm::{Refusal, RefusalKind, Written};
use crate::ids::RecordId;
use crate::outbox::State;
use crate::plan::{Action, NEW_CALLER, WrapUpPlan, Write};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most records that are told of one wrap-up, and most fields of one record.
const MOST: usize = 50;
/// Longest word of the org that is told, in characters. API names have up to 80, names of records up to 255.
const LONGEST: usize = 255;

/// The writing of a wrap-up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ToldWriting {
    /// Where it stands.
    #[serde(flatten)]
    pub standing: ToldStanding,
    /// What it writes or wrote, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<ToldRecord>,
}

/// Where the writing stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum ToldStanding {
    /// Salesforce does not have it yet.
    Waiting,
    /// It stands in Salesforce.
    Written {
        /// Since when.
        at: Timestamp,
        /// An earlier attempt had written it, whose answer was lost.
        #[serde(default)]
        found_again: bool,
    },
    /// Salesforce refused it: its agent must act.
    Refused {
        /// Since when.
        at: Timestamp,
        /// Why. Salesforce's own words stay at the desk: they may quote what somebody typed.
        because: RefusalKind,
        /// Object that it is about, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        object: Option<String>,
        /// API names of the fields that it is about.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<String>,
    },
}

/// A record that a wrap-up writes or wrote.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ToldRecord {
    /// Name of the write within its plan.
    pub reference: String,
    /// SObject API name.
    pub object: String,
    /// Which; `None` while it is not made, and where the answer that named it was lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<RecordId>,
    /// Created, or changed.
    pub created: bool,
    /// What people call it; only where notes are shared. Hostile text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// API names of the fields that are written; only where notes are shared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
}

impl ToldWriting {
    /// The writing of a plan that stands like this; `None` for what was taken back. `whole`: also names of records and fields.
    #[must_use]
    pub fn of(plan: &WrapUpPlan, state: &State, whole: bool) -> Option<Self> {
        let (standing, written) = match state {
            State::Waiting { .. } | State::Leased { .. } => (ToldStanding::Waiting, &[][..]),
            State::Done { receipt, at } => {
                let found_again = receipt.found_again;
                (ToldStanding::Written { at: *at, found_again }, receipt.records.as_slice())
            }
            State::Refused { refusal, at } => (refused(refusal, *at), &[][..]),
            State::Cancelled { .. } => return None,
        };
        let record = |write: &Write| ToldRecord::of(write, written.iter().find(|one| one.reference == write.reference));
        let told = Self { standing, records: plan.writes.iter().map(record).collect() };
        Some(if whole { told.clipped() } else { told.clipped().without_names() })
    }

    /// The record of the caller that the wrap-up made.
    #[must_use]
    pub fn new_caller(&self) -> Option<&RecordId> {
        self.records.iter().find(|record| record.reference == NEW_CALLER)?.id.as_ref()
    }

    /// As much as is told where notes are not shared.
    #[must_use]
    pub fn without_names(mut self) -> Self {
        for record in &mut self.records {
            (record.label, record.fields) = (None, Vec::new());
        }
        if let ToldStanding::Refused { fields, .. } = &mut self.standing {
            fields.clear();
        }
        self
    }

    /// Lists and words have an end.
    pub(super) fn clipped(mut self) -> Self {
        self.records.truncate(MOST);
        for record in &mut self.records {
            clip(&mut record.reference);
            clip(&mut record.object);
            record.label.iter_mut().for_each(clip);
            clip_all(&mut record.fields);
        }
        if let ToldStanding::Refused { object, fields, .. } = &mut self.standing {
            object.iter_mut().for_each(clip);
            clip_all(fields);
        }
        self
    }
}

fn refused(refusal: &Refusal, at: Timestamp) -> ToldStanding {
    let (because, object) = (refusal.reason.kind(), refusal.object.clone());
    ToldStanding::Refused { at, because, object, fields: refusal.fields.clone() }
}

impl ToldRecord {
    fn of(write: &Write, written: Option<&Written>) -> Self {
        let planned = match &write.action {
            Action::Create => None,
            Action::Update { id, .. } => Some(id),
        };
        Self {
            reference: write.reference.clone(),
            object: write.object.clone(),
            id: written.map(|one| &one.id).or(planned).cloned(),
            created: written.map_or(planned.is_none(), |one| one.created),
            label: Some(write.label.trim().to_owned()).filter(|label| !label.is_empty()),
            fields: write.fields.keys().cloned().collect(),
        }
    }
}

fn clip(word: &mut String) {
    if let Some((end, _)) = word.char_indices().nth(LONGEST) {
        word.truncate(end);
    }
}

fn clip_all(words: &mut Vec<String>) {
    words.truncate(MOST);
    words.iter_mut().for_each(clip);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::{Receipt, RefusalReason};
    use crate::plan::{CALL_LOG, Value};
    use std::collections::BTreeMap;

    fn at() -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn id(text: &str) -> RecordId {
        RecordId::new(text).unwrap()
    }

    fn write(reference: &str, object: &str, action: Action) -> Write {
        let fields = BTreeMap::from([("Status".to_owned(), Value::text("4111 secret"))]);
        Write { reference: reference.into(), object: object.into(), action, fields, label: "Rosa Diaz".into() }
    }

    fn plan() -> WrapUpPlan {
        let case = Action::Update { id: id("500000000000001AAA"), seen: BTreeMap::new() };
        let writes = vec![
            write(NEW_CALLER, "Contact", Action::Create),
            write(CALL_LOG, "Task", Action::Create),
            write("case", "Case", case),
        ];
        WrapUpPlan { writes, ..WrapUpPlan::default() }
    }

    fn written(reference: &str, object: &str, record: &str) -> Written {
        Written { reference: reference.into(), object: object.into(), id: id(record), created: true }
    }

    fn refusal() -> Refusal {
        Refusal {
            reason: RefusalReason::Rule,
            code: "FIELD_CUSTOM_VALIDATION_EXCEPTION".into(),
            message: "secret words".into(),
            object: Some("Case".into()),
            fields: vec!["Reason".into()],
        }
    }

    fn ids(told: &ToldWriting) -> Vec<Option<&str>> {
        told.records.iter().map(|record| record.id.as_ref().map(RecordId::as_str)).collect()
    }

    #[test]
    fn records_are_named_as_far_as_they_are_known_and_values_never() {
        let case = Some("500000000000001AAA");
        let all = vec![
            written(NEW_CALLER, "Contact", "003000000000007AAA"),
            written(CALL_LOG, "Task", "00T000000000007AAA"),
            Written { created: false, ..written("case", "Case", "500000000000001AAA") },
        ];
        let lost = vec![written(CALL_LOG, "Task", "00T000000000007AAA")];
        let done = |records, found_again| State::Done { receipt: Receipt { records, found_again }, at: at() };
        for (state, standing, known) in [
            (State::Waiting { not_before: at(), trouble: None }, ToldStanding::Waiting, [None, None, case]),
            (State::Leased { until: at() }, ToldStanding::Waiting, [None, None, case]),
            (
                done(all, false),
                ToldStanding::Written { at: at(), found_again: false },
                [Some("003000000000007AAA"), Some("00T000000000007AAA"), case],
            ),
            (
                done(lost, true),
                ToldStanding::Written { at: at(), found_again: true },
                [None, Some("00T000000000007AAA"), case],
            ),
        ] {
            let told = ToldWriting::of(&plan(), &state, true).unwrap();
            assert_eq!((&told.standing, ids(&told)), (&standing, known.to_vec()), "{state:?}");
            assert_eq!(told.records.iter().map(|record| record.created).collect::<Vec<_>>(), [true, true, false]);
            assert_eq!(told.records[2].fields, ["Status"]);
            let text = serde_json::to_string(&told).unwrap();
            assert!(!text.contains("secret"), "{text}");
            assert_eq!(serde_json::from_str::<ToldWriting>(&text).unwrap(), told);
        }
        assert_eq!(ToldWriting::of(&plan(), &State::Cancelled { at: at() }, true), None);
    }

    #[test]
    fn a_refusal_says_its_kind_and_neither_values_nor_salesforces_words() {
        let state = State::Refused { refusal: refusal(), at: at() };
        let told = |whole| ToldWriting::of(&plan(), &state, whole).unwrap();
        let refused = |fields: &[&str]| ToldStanding::Refused {
            at: at(),
            because: RefusalKind::Rule,
            object: Some("Case".into()),
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
        };
        assert_eq!(told(true).standing, refused(&["Reason"]));
        assert_eq!(told(false).standing, refused(&[]));
        let text = serde_json::to_string(&told(false)).unwrap();
        assert!(!text.contains("secret") && !text.contains("Rosa") && !text.contains("Status"), "{text}");
    }

    #[test]
    fn a_record_that_was_made_for_the_caller_is_known_once_it_is_written() {
        let records = vec![written(NEW_CALLER, "Contact", "003000000000007AAA")];
        let done = State::Done { receipt: Receipt { records, found_again: false }, at: at() };
        let waiting = State::Waiting { not_before: at(), trouble: None };
        let made = |state| ToldWriting::of(&plan(), state, false).unwrap().new_caller().map(ToString::to_string);
        assert_eq!((made(&done), made(&waiting)), (Some("003000000000007AAA".into()), None));
    }

    #[test]
    fn what_is_told_has_an_end() {
        let mut plan = plan();
        plan.writes = vec![plan.writes[0].clone(); 99];
        plan.writes[0].label = "ä".repeat(999);
        plan.writes[0].fields = (0..99).map(|n| (format!("F{n}__c"), Value::Null)).collect();
        let told = ToldWriting::of(&plan, &State::Leased { until: at() }, true).unwrap();
        let label = told.records[0].label.as_ref().map(|label| label.chars().count());
        assert_eq!((told.records.len(), told.records[0].fields.len(), label), (50, 50, Some(255)));
    }
}
