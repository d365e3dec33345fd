//! Mending a run that was refused, and undoing one that was done.

use super::{Answer, Request, Run, RunStep, StepDone, Todo};
use crate::crm::{Difference, Refusal, RefusalReason};
use crate::ids::RecordId;
use crate::plan::Value;
use crate::repair::Repair;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The mended run. What was refused was not written, so it gets a new key.
#[must_use]
pub fn mend(mut run: Run, refusal: &Refusal, how: &Repair, key: String) -> Run {
    let Some(place) = run.next() else { return run };
    let step = &mut run.steps[place];
    step.key = key;
    if let Todo::Ready { request } = &mut step.todo {
        mend_request(request, refusal, how);
    } else if let (Todo::Later { given, .. }, Repair::SaveAnyway) = (&mut step.todo, how) {
        given.allow_duplicate = true;
    }
    run
}

/// Uses a record that exists in place of the one that was to be made.
#[must_use]
pub fn use_existing(mut run: Run, id: RecordId) -> Run {
    if let Some(place) = run.next()
        && let Todo::Ready { request: Request::Create { object, .. } } = &run.steps[place].todo
    {
        run.steps[place].done = Some(Answer::Written {
            object: object.clone(),
            id,
            done: StepDone::Kept,
            read_back: Json::Null,
            former: BTreeMap::new(),
            found_again: false,
        });
    }
    run
}

/// Goes on with one of several records that an external id names: the resource is addressed by the record's own id.
#[must_use]
pub fn choose(mut run: Run, id: &RecordId, key: String) -> Run {
    let Some(place) = run.next() else { return run };
    let step = &mut run.steps[place];
    step.key = key;
    match &mut step.todo {
        Todo::Ready { request: Request::Call { path, .. } } => *path = by_id(path, id),
        Todo::Ready { .. } => {}
        Todo::Later { given, .. } => given.chosen = Some(id.clone()),
    }
    run
}

/// `sobjects/Contact/Key__c/K-1` as `sobjects/Contact/003…`: what a key of several records stood for. What followed a
/// question mark was about the key.
pub(super) fn by_id(path: &str, id: &RecordId) -> String {
    let named = path.split_once('?').map_or(path, |(named, _)| named);
    let parts: Vec<&str> = named.split('/').collect();
    match parts[..] {
        ["sobjects", object, _, _] => format!("sobjects/{object}/{id}"),
        _ => path.to_owned(),
    }
}

fn mend_request(request: &mut Request, refusal: &Refusal, how: &Repair) {
    let differences = match &refusal.reason {
        RefusalReason::Changed { differences } => differences.as_slice(),
        _ => &[],
    };
    let (fields, seen, allow) = match request {
        Request::Create { fields, allow_duplicate, .. } => (fields, None, allow_duplicate),
        Request::Update { fields, seen, allow_duplicate, .. } => (fields, Some(seen), allow_duplicate),
        _ => return,
    };
    let named = |difference: &Difference| format!("{}.{}", difference.object, difference.field);
    let mine = |difference: &Difference| match how {
        Repair::KeepMine => true,
        Repair::Merge(mine) => mine.contains(&named(difference)),
        _ => false,
    };
    match how {
        Repair::Again => {}
        Repair::SaveAnyway => *allow = true,
        Repair::LeaveOut(left) => {
            fields.retain(|field, _| !left.iter().any(|out| out.rsplit('.').next() == Some(field)));
        }
        Repair::KeepMine | Repair::KeepTheirs | Repair::Merge(_) => {
            let Some(seen) = seen else { return };
            for difference in differences {
                if mine(difference) {
                    seen.insert(difference.field.clone(), difference.theirs.clone());
                } else {
                    fields.remove(&difference.field);
                    seen.remove(&difference.field);
                }
            }
        }
    }
}

/// The run that takes a done run back: former values where fields were changed, the recycle bin for what is new, and back
/// from there what was deleted. It is refused as a conflict where somebody has changed the fields since. `None` when there is nothing to take back.
#[must_use]
pub fn undo(run: &Run, key: String, step_keys: impl Fn() -> String) -> Option<Run> {
    let steps: Vec<RunStep> = run.steps.iter().rev().filter_map(|step| reversed(step, step_keys())).collect();
    (!steps.is_empty()).then(|| Run {
        key,
        setup: run.setup.clone(),
        title: run.title.clone(),
        call: run.call.clone(),
        facts: crate::facts::Facts::new(),
        steps,
    })
}

fn reversed(step: &RunStep, key: String) -> Option<RunStep> {
    let Some(Answer::Written { object, id, done, former, found_again, .. }) = &step.done else { return None };
    let request = match done {
        StepDone::Deleted if !found_again => Request::Restore { object: object.clone(), id: id.clone() },
        StepDone::Created if !found_again => Request::Delete { object: object.clone(), id: id.clone() },
        StepDone::Updated if !former.is_empty() => {
            let Todo::Ready { request: Request::Update { fields: wrote, .. } } = &step.todo else { return None };
            let back = |(field, was): (&String, &Json)| Some((field.clone(), value_of(was)?));
            Request::Update {
                object: object.clone(),
                id: id.clone(),
                fields: former.iter().filter_map(back).collect(),
                seen: wrote.iter().filter(|(field, _)| former.contains_key(*field)).map(seen).collect(),
                allow_duplicate: true,
                checks: Vec::new(),
            }
        }
        _ => return None,
    };
    Some(RunStep { title: step.title.clone(), key, todo: Todo::Ready { request }, done: None, gone: Vec::new() })
}

fn value_of(was: &Json) -> Option<Value> {
    Some(match was {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Bool(*yes),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Number(crate::facts::Number::new(number.as_f64()?)?),
        },
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(_) | Json::Object(_) => return None,
    })
}

/// What this run wrote is what must still stand there.
fn seen((field, value): (&String, &Value)) -> (String, Json) {
    let json = match value {
        Value::Text(text) | Value::Made(text) => text.as_str().into(),
        Value::Bool(yes) => (*yes).into(),
        Value::Int(number) => (*number).into(),
        Value::Number(number) => number.get().into(),
        Value::Date(day) => day.to_string().into(),
        Value::Moment(at) => at.to_string().into(),
        Value::Record(id) => id.as_str().into(),
        Value::Null => Json::Null,
    };
    (field.clone(), json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use serde_json::json;

    fn account() -> RecordId {
        RecordId::new("001000000000001AAA").unwrap()
    }

    fn updated(former: &[(&str, Json)], wrote: &[(&str, Value)]) -> Run {
        let request = Request::Update {
            object: "Account".into(),
            id: account(),
            fields: wrote.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect(),
            seen: BTreeMap::new(),
            allow_duplicate: false,
            checks: vec![],
        };
        let done = (!former.is_empty()).then(|| Answer::Written {
            object: "Account".into(),
            id: account(),
            done: StepDone::Updated,
            read_back: Json::Null,
            former: former.iter().map(|(field, was)| ((*field).to_owned(), was.clone())).collect(),
            found_again: false,
        });
        let step = RunStep {
            title: "Update account".into(),
            key: "k".into(),
            todo: Todo::Ready { request },
            done,
            gone: Vec::new(),
        };
        let title = "Update account".to_owned();
        Run {
            key: "r".into(),
            setup: "account.update".into(),
            title,
            call: None,
            facts: Facts::new(),
            steps: vec![step],
        }
    }

    fn request(run: &Run) -> &Request {
        let Todo::Ready { request } = &run.steps[0].todo else { panic!("ready") };
        request
    }

    #[test]
    fn undo_writes_former_values_over_exactly_what_was_written() {
        let run = updated(
            &[("Phone", json!("1")), ("Website", Json::Null)],
            &[("Phone", Value::text("2")), ("Website", Value::text("w"))],
        );
        let back = undo(&run, "u".into(), || "n".into()).unwrap();
        let Request::Update { fields, seen, .. } = request(&back) else { panic!("an update") };
        assert_eq!((&fields["Phone"], &fields["Website"]), (&Value::text("1"), &Value::Null));
        assert_eq!((&seen["Phone"], &seen["Website"]), (&json!("2"), &json!("w")));
        assert_eq!(undo(&updated(&[], &[]), "u".into(), || "n".into()), None, "nothing was done");
    }

    #[test]
    fn a_merge_keeps_mine_where_it_is_chosen_and_theirs_elsewhere() {
        let difference = |field: &str| Difference {
            object: "Account".into(),
            id: account(),
            field: field.into(),
            before: json!("b"),
            theirs: json!("t"),
            mine: json!("m"),
        };
        let refusal = Refusal {
            reason: RefusalReason::Changed { differences: vec![difference("Phone"), difference("Website")] },
            code: "CHANGED".into(),
            message: String::new(),
            object: None,
            fields: vec![],
        };
        let run = updated(&[], &[("Phone", Value::text("m")), ("Website", Value::text("m")), ("Fax", Value::Null)]);
        let merged = mend(run, &refusal, &Repair::Merge(vec!["Account.Phone".into()]), "new".into());
        let Request::Update { fields, seen, .. } = request(&merged) else { panic!("an update") };
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["Fax", "Phone"]);
        assert_eq!(seen["Phone"], json!("t"));
        assert_eq!(merged.steps[0].key, "new");
    }

    #[test]
    fn one_of_several_is_addressed_by_its_own_id() {
        for (path, by) in [
            ("sobjects/Account/Key__c/K%2F1", "sobjects/Account/001000000000001AAA"),
            ("sobjects/Account/Key__c/K-1?updateOnly=true", "sobjects/Account/001000000000001AAA"),
            ("sobjects/Account/001000000000002AAA", "sobjects/Account/001000000000002AAA"),
            ("limits", "limits"),
        ] {
            assert_eq!(by_id(path, &account()), by, "{path}");
        }
    }
}
