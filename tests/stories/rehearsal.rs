//! What changed rules would have made of the calls before, without touching anything.

use crate::automations::{finished, looked, on_leads, runs_when, set_up};
use callside_core::automation::{Notification, OutboundMessage};
use callside_core::disposition::Effect;
use callside_core::ids::RecordId;
use callside_core::mapping::Steps;
use callside_core::plan::Value;
use callside_core::rehearsal::{About, Change, Differing, News, Rules, StepPart, Tally};
use callside_flow::{Crew, Progress};
use callside_store::RunFilter;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

async fn with_calls(outcomes: &[&str]) -> Desk {
    let mut desk = Desk::open().await;
    for (n, outcome) in outcomes.iter().enumerate() {
        let mut call = Ringing::from(&n.to_string(), "+14155550134");
        desk.hears(call.rings()).await;
        desk.live_pop(call.key()).await;
        desk.hears(call.ended()).await;
        desk.wraps_up(call.key(), outcome, "Wants the corrected invoice").await;
        desk.sent(call.key()).await;
    }
    desk
}

#[tokio::test]
async fn what_would_have_differed_is_listed_field_by_field_and_nothing_is_written() {
    let desk = with_calls(&["busy", "interested", "busy"]).await;
    let written = desk.effects("Task").len();
    let rules = desk.companion.rules();
    let mut proposed = rules.clone();
    let notes = proposed.mapping.rows.iter_mut().find(|row| row.field == "Description").expect("a row");
    notes.through = Steps::read("truncate 10").expect("a step");
    let busy = proposed.dispositions.rows.iter_mut().find(|row| row.code.0 == "busy").expect("a row");
    busy.effects = vec![Effect::Retry { subject: "Later".into(), minutes: 90, at_most: None, message: None }];
    let since = Timestamp::now() - 1.hours();
    let found = desk.companion.rehearse(proposed, since, &Progress::default()).await.expect("rehearsed");
    assert_eq!((found.tally.calls, found.tally.differing, found.cancelled), (3, 3, false));
    assert_eq!(found.rates, [], "no automation was changed");
    let ranked = Tally::ranked(&found.tally.by_field);
    let counts: Vec<_> = ranked.iter().map(|count| (count.name.as_str(), count.calls)).collect();
    assert!(counts.contains(&("Task.Description", 3)) && counts.contains(&("callback list", 2)), "{counts:?}");
    assert_eq!(found.tally.by_disposition["Busy"], 2);
    let first = &found.differing[0];
    let notes = first.changes.iter().find(|change| change.name() == "Task.Description");
    assert!(matches!(notes, Some(Change::Field { before: Some(_), after: Some(_), .. })), "{first:?}");
    assert_eq!(desk.effects("Task").len(), written, "nothing was sent");
    assert_eq!(desk.companion.rules(), rules, "nothing holds that was only rehearsed");

    let same = desk.companion.rehearse(rules, since, &Progress::default()).await.expect("rehearsed");
    assert_eq!((same.tally.calls, same.tally.differing), (3, 0));
}

#[tokio::test]
async fn changed_automations_are_set_off_again_by_what_was_heard_and_nothing_is_done() {
    let desk = with_calls(&["busy", "interested", "busy"]).await;
    let written = desk.effects("Task").len();
    let file = json!({"callside_config": 1, "automations": [
        {
            "name": "tried", "title": "Busy is tried again", "on": {"trigger": "disposition", "codes": ["busy"]},
            "when": "caller.found = \"one\"",
            "steps": [
                {"do": "action", "action": "task.create", "with": {"Subject": "Try {{caller.name}} again"}},
                {"do": "toast", "text": "{{disposition.notes}}"},
            ],
        },
        {
            "name": "ended", "title": "Tag what ended", "on": {"trigger": "call", "events": ["ended"]},
            "steps": [{"do": "tag", "tag": "seen by {{me.name}}"}],
        },
    ]});
    let read = desk.companion.read_configuration("monday.json", &file.to_string()).await.expect("read");
    let proposed = desk.companion.rules_of(&read.expect("no faults"));
    let since = Timestamp::now() - 1.hours();
    let found = desk.companion.rehearse(proposed, since, &Progress::default()).await.expect("rehearsed");
    let rates: Vec<_> = found.rates.iter().map(|rate| (rate.automation.as_str(), rate.runs)).collect();
    assert_eq!(rates.iter().map(|(_, runs)| runs).sum::<u32>(), 5, "two were busy and three ended: {rates:?}");
    assert!(found.rates.iter().all(|rate| rate.peak <= rate.runs && rate.hours > 0), "{:?}", found.rates);
    let ranked = Tally::ranked(&found.tally.by_field);
    let counts: Vec<_> = ranked.iter().map(|count| (count.name.as_str(), count.calls)).collect();
    assert_eq!(counts, [("automation.Tag what ended", 3), ("automation.Busy is tried again", 2)]);
    let subject = StepPart::Input { action: "task.create".into(), input: "Subject".into() };
    let said = found.differing[0].changes.iter().find_map(|change| match change {
        Change::Step { part, before: None, after, .. } if *part == subject => after.clone(),
        _ => None,
    });
    assert_eq!(said, Some(Value::text("Try Sarah Johnson again")), "{:#?}", found.differing[0]);
    assert_eq!(desk.effects("Task").len(), written, "nothing was sent");
    assert_eq!(desk.companion.automation_runs(&RunFilter::default(), 10).await.expect("the log").runs, []);

    // What runs and would run alike does not differ, also when the file is written otherwise.
    set_up(&desk.companion, file["automations"].clone()).await;
    let same = desk.companion.rules_of(&desk.companion.configuration());
    let found = desk.companion.rehearse(same, since, &Progress::default()).await.expect("rehearsed");
    assert_eq!((found.tally.calls, found.tally.differing), (3, 0));
}

#[tokio::test]
async fn changed_automations_are_tried_on_what_salesforce_told_of_records() {
    let desk = Desk::open().await;
    let mut held = on_leads();
    let case_told = json!({
        "name": "case_told", "title": "Case told", "on": {"trigger": "outbound_message", "object": "Case"},
        "steps": [{"do": "toast", "text": "{{record.Subject}}"}],
    });
    held.as_array_mut().expect("a list").push(case_told);
    set_up(&desk.companion, held.clone()).await;
    let mut notices = desk.companion.subscribe();
    looked(&desk, &mut notices).await;
    let fields = json!({"LastName": "Okafor", "Company": "Acme", "Status": "Open - Not Contacted", "Rating": "Hot"});
    let id = desk.sandbox.create_as_other("Lead", fields.as_object().expect("fields")).expect("created");
    looked(&desk, &mut notices).await;
    runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    desk.sandbox.advance(Duration::from_secs(2));
    let moved = json!({"Status": "Working - Contacted"});
    desk.sandbox.edit_as_other("Lead", &id, moved.as_object().expect("fields")).expect("changed");
    looked(&desk, &mut notices).await;
    let org = desk.companion.scenery().expect("signed in").me.org;
    let record = |id: &str| RecordId::new(id).expect("an id");
    let notification = Notification {
        id: record("04l000000000001AAA"),
        object: "Case".into(),
        record: record("500000000000001AAA"),
        fields: [("Subject".to_owned(), "Escalated".to_owned())].into(),
    };
    let message = OutboundMessage { org, action: record("04k000000000001AAA"), notifications: vec![notification] };
    desk.companion.accept_message(&message).await.expect("kept");
    runs_when(&desk.companion, |runs| finished(runs, 3)).await;

    let mut proposed = held.clone();
    proposed[0]["steps"][0]["text"] = "hello {{record.LastName}}".into();
    proposed[1]["when"] = "record.Rating = \"Hot\"".into();
    proposed[2]["steps"][0]["text"] = "{{record.Subject}}: {{record.Priority or \"no priority\"}}".into();
    let rules = Rules {
        automations: Arc::new(serde_json::from_value(proposed).expect("automations")),
        ..desk.companion.rules()
    };
    let since = Timestamp::now() - 1.hours();
    let found = desk.companion.rehearse(rules, since, &Progress::default()).await.expect("rehearsed");
    assert!(found.of_records);
    assert_eq!((found.tally.calls, found.tally.records, found.tally.records_differing), (0, 3, 2));
    assert_eq!(found.tally.unknown, [("Lead.Rating".to_owned(), 1)].into(), "nobody had asked for it then");
    let said = |one: &Differing| match (&one.about, &one.changes[..]) {
        (About::Record { object, news, .. }, [Change::Step { before, after, .. }]) => {
            (object.clone(), *news, before.clone(), after.clone())
        }
        other => panic!("one step of a record: {other:?}"),
    };
    let text = |text: &str| Some(Value::text(text));
    let expected = [
        ("Lead".to_owned(), News::New, text("new Okafor"), text("hello Okafor")),
        ("Case".to_owned(), News::Message, text("Escalated"), text("Escalated: no priority")),
    ];
    assert_eq!(found.differing.iter().map(said).collect::<Vec<_>>(), expected);

    let same = desk.companion.rehearse(desk.companion.rules(), since, &Progress::default()).await.expect("rehearsed");
    assert!(!same.of_records && same.tally == Tally::default(), "{:?}", same.tally);
}

#[tokio::test]
async fn many_hands_list_the_same_differences_in_the_same_order_as_one() {
    let desk = with_calls(&["busy", "interested", "no_answer", "busy", "booked", "wrong_number", "busy"]).await;
    let mut proposed = desk.companion.rules();
    let notes = proposed.mapping.rows.iter_mut().find(|row| row.field == "Description").expect("a row");
    notes.through = Steps::read("truncate 10").expect("a step");
    let tag = json!([{
        "name": "tag", "title": "Tag", "on": {"trigger": "call"}, "steps": [{"do": "tag", "tag": "{{event.kind}}"}],
    }]);
    proposed.automations = Arc::new(serde_json::from_value(tag).expect("an automation"));
    let since = Timestamp::now() - 1.hours();
    let mut found = Vec::new();
    for (hands, batch) in [(1, 250), (1, 1), (2, 1), (4, 2), (8, 3)] {
        let crew = Crew { hands, batch };
        let progress = Progress::default();
        let by = desk.companion.rehearse_by(crew, proposed.clone(), since, &progress);
        found.push(by.await.expect("rehearsed"));
    }
    let call = |one: &Differing| match &one.about {
        About::Call { call, .. } => call.id().to_owned(),
        About::Record { .. } => panic!("a call: {one:?}"),
    };
    let calls: Vec<String> = found[0].differing.iter().map(call).collect();
    assert_eq!(calls, ["0", "1", "2", "3", "4", "5", "6"], "in the order of the decisions");
    for other in &found[1..] {
        assert_eq!(other, &found[0]);
    }
}

#[tokio::test]
async fn calls_before_the_time_and_wrap_ups_that_were_taken_back_do_not_count() {
    let desk = with_calls(&["busy"]).await;
    let rules = desk.companion.rules();
    let later = Timestamp::now() + 1.hours();
    let none = desk.companion.rehearse(rules, later, &Progress::default()).await.expect("rehearsed");
    assert_eq!(none.tally.calls, 0);
}

#[tokio::test]
async fn a_rehearsal_that_is_ended_says_so() {
    let desk = with_calls(&["busy"]).await;
    let progress = Progress::default();
    progress.cancel();
    let since = Timestamp::now() - 1.hours();
    let ended = desk.companion.rehearse(desk.companion.rules(), since, &progress).await.expect("rehearsed");
    assert!(ended.cancelled && ended.tally.calls == 0);
}

#[tokio::test]
async fn a_sample_shows_the_last_call_that_ended_so_else_one_that_is_made_up() {
    let desk = with_calls(&["busy"]).await;
    let rules = desk.companion.rules();
    let busy = desk.companion.sample(&rules, &rules.dispositions.rows[8].code).await.expect("a sample");
    assert!(!busy.made_up && busy.plan.is_some_and(|plan| plan.writes.len() == 2));
    let booked = desk.companion.sample(&rules, &rules.dispositions.rows[1].code).await.expect("a sample");
    assert!(booked.made_up && booked.plan.is_some_and(|plan| plan.writes.iter().any(|write| write.object == "Event")));
}
