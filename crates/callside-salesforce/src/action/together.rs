//! Changes of several records in one request (docs/adr/0080).
//!
//! A composite request without `allOrNone`: its parts are independent, run in their order, and each has a status of its own;
//! all of it is one of the org's API calls. Each change has two parts: what stands in its fields, kept for undo, and the
//! change. One that may have arrived before is looked at first, and not written again where it stands. Source: REST API Developer Guide, "Composite": at most 25 parts.

use super::not_a_name;
use crate::commit::{json_of, part};
use crate::describe::Shapes;
use crate::rest::{Ask, Part, Rest, RestError, crm_error, read_errors};
use crate::soql::{FieldPath, ObjectName};
use callside_core::action::{Answer, Request, StepDone};
use callside_core::crm::{Change, CrmError};
use callside_core::ids::RecordId;
use callside_core::plan::{Action, Value, Write};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Changes in one request, at two parts each.
const MOST: usize = 12;

/// Runs changes; their outcomes in their order.
pub(crate) async fn run(rest: &Rest, shapes: &Shapes, changes: &[Change<'_>]) -> Vec<Result<Answer, CrmError>> {
    let mut outcomes: Vec<Option<Result<Answer, CrmError>>> = stands(rest, shapes, changes).await;
    let open: Vec<usize> = (0..changes.len()).filter(|place| outcomes[*place].is_none()).collect();
    for places in open.chunks(MOST) {
        let requests: Vec<&Request> = places.iter().map(|place| changes[*place].request).collect();
        for (place, outcome) in places.iter().zip(some(rest, shapes, &requests).await) {
            outcomes[*place] = Some(outcome);
        }
    }
    outcomes.into_iter().map(|outcome| outcome.unwrap_or(Err(CrmError::AnswerLost))).collect()
}

/// Which of those that may have arrived before stand as wished; `None` for those that are to be written. When nobody can
/// tell, none of them is.
async fn stands(rest: &Rest, shapes: &Shapes, changes: &[Change<'_>]) -> Vec<Option<Result<Answer, CrmError>>> {
    let mut outcomes: Vec<Option<Result<Answer, CrmError>>> = changes.iter().map(|_| None).collect();
    let again = changes.iter().enumerate().filter(|(_, change)| change.again);
    let looked: Vec<(usize, Wanted<'_>, Part)> = again
        .filter_map(|(place, change)| {
            let wanted = Wanted::of(change.request)?;
            let part = wanted.look().ok()?;
            Some((place, wanted, part))
        })
        .collect();
    if looked.is_empty() {
        return outcomes;
    }
    let parts: Vec<Part> = looked.iter().map(|(_, _, part)| part.clone()).collect();
    match rest.batch(&parts).await {
        Ok(answers) => {
            for ((place, wanted, _), answer) in looked.into_iter().zip(answers) {
                // What cannot be looked at is refused by the change itself, with the reason.
                let there = answer.is_ok_and(|stands| wanted.fields.iter().all(|(n, v)| stands[n] == json_of(v)));
                if there {
                    outcomes[place] = Some(Ok(wanted.written(&Json::Null, true)));
                }
            }
        }
        Err(error) => {
            let error = told(shapes, error, None);
            looked.into_iter().for_each(|(place, ..)| outcomes[place] = Some(Err(error.clone())));
        }
    }
    outcomes
}

/// Converts an error, and takes note when it shows that the org has changed.
fn told(shapes: &Shapes, error: RestError, object: Option<&str>) -> CrmError {
    if error.means_stale_shape() {
        shapes.forget();
    }
    crm_error(error, object)
}

/// A change, taken apart.
struct Wanted<'a> {
    object: &'a str,
    id: &'a RecordId,
    fields: &'a BTreeMap<String, Value>,
    allow_duplicate: bool,
}

impl<'a> Wanted<'a> {
    fn of(request: &'a Request) -> Option<Self> {
        match request {
            Request::Update { object, id, fields, allow_duplicate, .. } if request.goes_together() => {
                Some(Self { object, id, fields, allow_duplicate: *allow_duplicate })
            }
            _ => None,
        }
    }

    /// What asks for what stands in its fields.
    fn look(&self) -> Result<Part, CrmError> {
        let object = ObjectName::new(self.object).map_err(not_a_name)?;
        let names = self.fields.keys().map(|name| FieldPath::new(name).map_err(not_a_name));
        Ok(Part::Record(object, self.id.clone(), names.collect::<Result<_, _>>()?))
    }

    fn written(&self, stood: &Json, found_again: bool) -> Answer {
        let former = self.fields.keys().filter(|_| !found_again).map(|name| (name.clone(), stood[name].clone()));
        Answer::Written {
            object: self.object.to_owned(),
            id: self.id.clone(),
            done: StepDone::Updated,
            read_back: Json::Null,
            former: former.collect(),
            found_again,
        }
    }

    /// Its two parts.
    fn parts(&self, place: usize, rest: &Rest) -> Result<[Json; 2], CrmError> {
        let look = rest.resource(&self.look()?.tail());
        let before = json!({ "method": "GET", "url": look, "referenceId": before(place) });
        let write = Write {
            reference: record(place),
            object: self.object.to_owned(),
            action: Action::Update { id: self.id.clone(), seen: BTreeMap::new() },
            fields: self.fields.clone(),
            label: String::new(),
        };
        Ok([before, part(&write, self.allow_duplicate, rest)?])
    }

    /// What the answer says of it.
    fn outcome(&self, place: usize, parts: &[Json]) -> Result<Answer, RestError> {
        let of = |name: String| parts.iter().find(|part| part["referenceId"] == name.as_str());
        let changed = of(record(place)).ok_or(RestError::AnswerLost)?;
        match status(changed) {
            200..300 => {}
            0 => return Err(RestError::AnswerLost),
            status => {
                let errors = read_errors(&changed["body"]).ok_or(RestError::AnswerLost)?;
                return Err(RestError::Answered { status, errors, retry_after_s: None });
            }
        }
        let stood = of(before(place)).filter(|part| (200..300).contains(&status(part)));
        let stood = stood.map_or(&Json::Null, |part| &part["body"]);
        Ok(self.written(stood, false))
    }
}

fn before(place: usize) -> String {
    format!("before_{place}")
}

fn record(place: usize) -> String {
    format!("record_{place}")
}

fn status(part: &Json) -> u16 {
    part["httpStatusCode"].as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(0)
}

/// One request.
async fn some(rest: &Rest, shapes: &Shapes, changes: &[&Request]) -> Vec<Result<Answer, CrmError>> {
    let odd = || CrmError::Unexpected { code: "a change that goes alone".into() };
    // One that cannot be asked for at all stops none of the others.
    let prepared: Vec<Result<(Wanted<'_>, [Json; 2]), CrmError>> = changes
        .iter()
        .enumerate()
        .map(|(place, request)| {
            let change = Wanted::of(request).ok_or_else(odd)?;
            let parts = change.parts(place, rest)?;
            Ok((change, parts))
        })
        .collect();
    let parts: Vec<&Json> = prepared.iter().flatten().flat_map(|(_, parts)| parts).collect();
    let body = json!({ "allOrNone": false, "compositeRequest": parts });
    let answer = if parts.is_empty() {
        Ok(Json::Null)
    } else {
        rest.ask(&rest.resource("composite"), Ask::Write(&body)).await.map_err(|error| told(shapes, error, None))
    };
    prepared
        .iter()
        .enumerate()
        .map(|(place, prepared)| {
            let (change, _) = prepared.as_ref().map_err(Clone::clone)?;
            let answer = answer.as_ref().map_err(Clone::clone)?;
            let parts = answer["compositeResponse"].as_array().map(Vec::as_slice).unwrap_or_default();
            change.outcome(place, parts).map_err(|error| told(shapes, error, Some(change.object)))
        })
        .collect()
}
