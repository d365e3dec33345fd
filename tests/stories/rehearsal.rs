//! What changed rules would have made of the calls before, without touching anything.

use crate::automations::set_up;
use callside_core::disposition::Effect;
use callside_core::mapping::Steps;
use callside_core::plan::Value;
use callside_core::rehearsal::{Change, StepPart, Tally};
use callside_flow::Progress;
use callside_store::RunFilter;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

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
