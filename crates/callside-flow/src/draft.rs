//! What the agent has typed and picked for a call, and how it becomes a decision.

use callside_core::call::Call;
use callside_core::call_memory::IntentChoice;
use callside_core::card::CardNumbers;
use callside_core::describe::RECORD_TYPE;
use callside_core::disposition::{Disposition, DispositionCode, DispositionTable, Target};
use callside_core::ids::RecordId;
use callside_core::plan::{About, Related, Value, WrapUp};
use callside_core::pop::{Caller, ScreenPop};
use callside_core::record::{CallerObject, Candidate};
use callside_core::shape::OrgShape;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Saved as it is typed; survives whatever happens to the app.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Notes.
    pub notes: String,
    /// The picked disposition.
    pub disposition: Option<DispositionCode>,
    /// Agreed time of the follow-up.
    pub agreed_at: Option<Timestamp>,
    /// The case that the call is about.
    pub case: Option<RecordId>,
    /// The opportunity that the call is about.
    pub opportunity: Option<RecordId>,
    /// A new caller's form.
    pub new_caller: Option<NewCaller>,
    /// What the caller wanted and whether it is settled.
    pub intent: Option<IntentChoice>,
    /// Save although a duplicate rule warns.
    pub allow_duplicate: bool,
    /// Seconds that the agent added to the clock after the call.
    pub added_s: u32,
}

impl Draft {
    /// The same with card numbers in everything that a person typed covered, where they are.
    #[must_use]
    pub(crate) fn covered(&self, cards: CardNumbers) -> Self {
        let mut draft = self.clone();
        cards.apply(&mut draft.notes);
        draft.new_caller.iter_mut().flat_map(|new| new.fields.values_mut()).for_each(|text| cards.apply(text));
        draft
    }
}

/// A new caller as filled in so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCaller {
    /// Contact or Lead.
    pub object: CallerObject,
    /// Field -> text.
    pub fields: BTreeMap<String, String>,
}

/// Something that must be given before the wrap-up can be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A disposition.
    Disposition,
    /// Notes: this disposition asks for them.
    Notes,
    /// The agent's word that it is this person.
    Confirmation,
    /// A pick among several people.
    Pick,
    /// A required field of the new record, by API name and label.
    Field(String, String),
}

/// What a new pop starts with: the only open opportunity and the only open case are what the call is about, until the
/// agent says otherwise.
#[must_use]
pub fn first_draft(pop: &ScreenPop) -> Draft {
    let only = |mut ids: std::vec::IntoIter<RecordId>| ids.next().filter(|_| ids.next().is_none());
    let cases: Vec<_> = pop.context.cases.iter().map(|c| c.id.clone()).collect();
    let deals: Vec<_> = pop.context.opportunities.iter().map(|o| o.id.clone()).collect();
    Draft { case: only(cases.into_iter()), opportunity: only(deals.into_iter()), ..Draft::default() }
}

/// What was picked for a call that is wrapped up. The form of a new caller is closed by then.
#[must_use]
pub fn decided_draft(wrap_up: &WrapUp) -> Draft {
    let of = |target| wrap_up.related.iter().find(|r| r.object == target).map(|r| r.id.clone());
    Draft {
        notes: wrap_up.notes.clone(),
        disposition: Some(wrap_up.disposition.clone()),
        agreed_at: wrap_up.agreed_at,
        case: of(Target::Case),
        opportunity: of(Target::Opportunity),
        new_caller: None,
        intent: wrap_up.intent.clone(),
        allow_duplicate: wrap_up.allow_duplicate,
        added_s: 0,
    }
}

/// The decision that a draft stands for, with its disposition.
///
/// # Errors
/// The first thing that is missing.
pub fn decide<'t>(
    draft: &Draft,
    pop: &ScreenPop,
    call: &Call,
    table: &'t DispositionTable,
    org: &OrgShape,
    now: Timestamp,
) -> Result<(WrapUp, &'t Disposition), Missing> {
    let offered = table.for_call(call);
    let disposition = draft.disposition.as_ref().and_then(|code| offered.get(code)).ok_or(Missing::Disposition)?;
    if disposition.needs_notes && draft.notes.trim().is_empty() {
        return Err(Missing::Notes);
    }
    let (about, candidate) = about(draft, &pop.caller, org)?;
    let wrap_up = WrapUp {
        call: call.key.clone(),
        disposition: disposition.code.clone(),
        notes: draft.notes.clone(),
        agreed_at: draft.agreed_at,
        about,
        related: related(draft, pop, candidate),
        intent: draft.intent.clone(),
        allow_duplicate: draft.allow_duplicate,
        earlier_tries: 0,
        decided_at: now,
    };
    Ok((wrap_up, disposition))
}

fn about<'p>(draft: &Draft, caller: &'p Caller, org: &OrgShape) -> Result<(About, Option<&'p Candidate>), Missing> {
    if let Some(new) = &draft.new_caller {
        return Ok((About::New { object: new.object, fields: new_fields(new, org)? }, None));
    }
    match caller {
        Caller::One { confirmed: false, .. } => Err(Missing::Confirmation),
        Caller::Several { .. } => Err(Missing::Pick),
        Caller::One { matched, .. } => {
            let candidate = &matched.candidate;
            let about = About::Known {
                caller: candidate.record.clone(),
                name: candidate.name.clone(),
                account: candidate.account.clone(),
                email: candidate.email.clone(),
            };
            Ok((about, Some(candidate)))
        }
        Caller::Withheld | Caller::Internal { .. } | Caller::Unreadable { .. } | Caller::Unknown => {
            Ok((About::Nobody, None))
        }
    }
}

/// Given fields only, trimmed; what the org requires must be among them. Source of the two fixed ones: Salesforce
/// object reference (Contact: LastName; Lead: LastName and Company).
fn new_fields(new: &NewCaller, org: &OrgShape) -> Result<BTreeMap<String, Value>, Missing> {
    let given: BTreeMap<String, String> = new
        .fields
        .iter()
        .map(|(field, text)| (field.clone(), text.trim().to_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let object = new.object.api_name();
    let always: &[(&str, &str)] = match new.object {
        CallerObject::Lead => &[("LastName", "Last name"), ("Company", "Company")],
        CallerObject::Contact | CallerObject::Account => &[("LastName", "Last name")],
    };
    let described = org.objects.get(object).into_iter().flat_map(|shape| &shape.fields);
    let required =
        described.filter(|(_, f)| f.required && f.createable).map(|(name, f)| (name.as_str(), f.label.as_str()));
    for (field, label) in always.iter().copied().chain(required) {
        if !given.contains_key(field) {
            return Err(Missing::Field(field.to_owned(), label.to_owned()));
        }
    }
    Ok(given.into_iter().map(|(field, text)| (field, Value::Text(text))).collect())
}

fn related(draft: &Draft, pop: &ScreenPop, candidate: Option<&Candidate>) -> Vec<Related> {
    let mut related = Vec::new();
    if let Some(candidate) = candidate {
        related.extend(caller_itself(candidate));
    }
    let deal = draft.opportunity.as_ref().and_then(|id| pop.context.opportunities.iter().find(|o| o.id == *id));
    related.extend(deal.map(|deal| Related {
        object: Target::Opportunity,
        id: deal.id.clone(),
        label: deal.name.clone(),
        values: with_type(&[("StageName", json!(deal.stage))], deal.record_type.as_ref()),
    }));
    let case = draft.case.as_ref().and_then(|id| pop.context.cases.iter().find(|c| c.id == *id));
    related.extend(case.map(|case| Related {
        object: Target::Case,
        id: case.id.clone(),
        label: case.number.clone(),
        values: with_type(&[("Status", json!(case.status))], case.record_type.as_ref()),
    }));
    related
}

/// Values as they stand, with the record type where it is known.
fn with_type(values: &[(&str, Json)], record_type: Option<&RecordId>) -> BTreeMap<String, Json> {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    values.chain(record_type.map(|id| (RECORD_TYPE.to_owned(), json!(id)))).collect()
}

fn caller_itself(candidate: &Candidate) -> Option<Related> {
    let object = match candidate.record.object {
        CallerObject::Contact => Target::Contact,
        CallerObject::Lead => Target::Lead,
        CallerObject::Account => return None,
    };
    let do_not_call = json!(candidate.do_not_call);
    let mut values = with_type(&[("DoNotCall", do_not_call)], candidate.record_type.as_ref());
    if let Some(status) = &candidate.status {
        values.insert("Status".to_owned(), json!(status));
    }
    Some(Related { object, id: candidate.record.id.clone(), label: candidate.name.clone(), values })
}
