use super::*;
use crate::automation::{Occurrence, OccurrenceId};
use crate::ids::RecordId;
use crate::plan::Value;
use crate::rehearsal::{Change, Rules, Sides, Tally, tests as usual};
use serde_json::{Value as Json, json};
use std::sync::Arc;

fn rules(automations: &Json) -> Rules {
    Rules { automations: Arc::new(serde_json::from_value(automations.clone()).unwrap()), ..usual::rules() }
}

fn tag(on: &Json, when: &str, tag: &str) -> Json {
    json!([{"name": "tag", "title": "Tag leads", "on": on, "when": when, "steps": [{"do": "tag", "tag": tag}]}])
}

fn lead() -> RecordId {
    RecordId::new("00Q000000000001AAA").unwrap()
}

/// A Lead of mine whose rating changed; `Name`, `Rating` and `Status` were asked for, and `Status` is empty.
fn told(change: RecordChange) -> Told {
    let id = OccurrenceId::updated(&lead(), "2026-11-20T17:00:00.000+0000");
    let happened = Happened::Record { object: "Lead".into(), id: lead(), change, mine: true };
    let at = "2026-11-20T17:00:00Z".parse().unwrap();
    Told {
        occurrence: Occurrence { id, at, happened, caused_by: vec![] },
        facts: of::record("record", &json!({"Id": lead().as_str(), "Name": "Ann Lee", "Rating": "Hot"}), None),
        asked: Some(["Name", "Rating", "Status"].map(str::to_owned).into()),
    }
}

fn rated() -> Told {
    told(RecordChange::Updated { fields: ["Rating".to_owned()].into() })
}

fn put(now: &Json, then: &Json, told: &Told) -> OfRecord {
    Sides::new(rules(now), rules(then), usual::scenery()).rehearse_told(told, &mut Runs::default())
}

fn updated() -> Json {
    json!({"trigger": "updated_record", "object": "Lead", "fields": ["Rating"]})
}

#[test]
fn a_changed_condition_on_a_record_shows_what_would_have_been_done() {
    let (hot, cold) =
        (tag(&updated(), "record.Rating = \"Hot\"", "hot"), tag(&updated(), "record.Rating = \"Cold\"", "hot"));
    let found = put(&cold, &hot, &rated());
    let differing = found.differing.unwrap();
    assert_eq!((differing.who.as_str(), found.unknown.len()), ("Ann Lee", 0));
    assert_eq!(differing.about, About::Record { object: "Lead".into(), id: lead(), news: News::Updated });
    let [Change::Step { automation, before, after, .. }] = &differing.changes[..] else { panic!("one step") };
    assert_eq!((automation.as_str(), before, after), ("Tag leads", &None, &Some(Value::text("hot"))));
    assert_eq!(put(&hot, &hot, &rated()), OfRecord::default());
    assert_eq!(put(&json!([]), &hot, &told(RecordChange::New)), OfRecord::default(), "it is not its trigger");
}

#[test]
fn an_empty_field_that_was_asked_for_is_known_to_be_empty() {
    let found = put(&json!([]), &tag(&updated(), "record.Status is empty", "new"), &rated());
    assert!(found.differing.is_some() && found.unknown.is_empty());
}

#[test]
fn what_nobody_asked_for_then_is_not_judged_and_said() {
    let on = json!({"trigger": "updated_record", "object": "Lead", "fields": ["Industry"]});
    for then in [
        tag(&updated(), "record.Industry is empty", "x"),
        tag(&updated(), "record.Rating = \"Hot\"", "{{record.Industry or record.Rating}}"),
        tag(&on, "record.Rating = \"Hot\"", "x"),
    ] {
        let found = put(&tag(&updated(), "record.Rating = \"Hot\"", "now"), &then, &rated());
        assert_eq!((found.differing, found.unknown), (None, ["Lead.Industry".to_owned()].into()), "{then}");
    }
    let other = json!({"trigger": "new_record", "object": "Lead"});
    let found = put(&json!([]), &tag(&other, "record.Industry is empty", "x"), &rated());
    assert_eq!(found, OfRecord::default(), "what it does not react to needs no judging");
}

#[test]
fn an_outbound_message_tells_what_it_tells() {
    let action = RecordId::new("04k000000000001AAA").unwrap();
    let mut told = rated();
    told.asked = None;
    told.occurrence.happened = Happened::Message { object: "Lead".into(), id: lead(), action };
    let on = json!({"trigger": "outbound_message", "object": "Lead"});
    let found = put(&json!([]), &tag(&on, "record.Industry is empty", "x"), &told);
    let differing = found.differing.unwrap();
    assert!(matches!(differing.about, About::Record { news: News::Message, .. }) && found.unknown.is_empty());
}

#[test]
fn its_own_write_does_not_set_an_automation_off() {
    let mut told = rated();
    told.occurrence.caused_by = vec![AutomationName::new("tag").unwrap()];
    assert_eq!(put(&json!([]), &tag(&updated(), "record.Rating = \"Hot\"", "x"), &told), OfRecord::default());
}

#[test]
fn records_are_counted_apart_from_calls() {
    let mut tally = Tally::default();
    let blind = put(&json!([]), &tag(&updated(), "record.Industry is empty", "x"), &rated());
    let otherwise = put(&json!([]), &tag(&updated(), "record.Rating = \"Hot\"", "x"), &rated());
    [&blind, &otherwise, &OfRecord::default()].into_iter().for_each(|found| tally.add_record(found));
    let mut sum = tally.clone();
    sum.join(tally);
    assert_eq!((sum.calls, sum.differing, sum.records, sum.records_differing), (0, 0, 6, 2));
    assert_eq!(sum.unknown, [("Lead.Industry".to_owned(), 2)].into());
    assert_eq!(sum.by_field, [("automation.Tag leads".to_owned(), 2)].into());
    assert!(sum.by_disposition.is_empty());
}
