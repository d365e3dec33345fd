use crate::given::{Place, key, later, now, ringing, us};
use callside_core::automation::{Automation, Happened, Occurrence, OccurrenceId, Run};
use callside_core::facts::Facts;
use callside_core::ids::{EventId, RecordId};
use callside_store::{Decisions, Due, NewRun, Pending, RunFilter, SeenRecord, Store};
use serde_json::json;

fn occurrence(id: &str) -> Occurrence {
    let happened = Happened::Call { call: key("1"), word: "ended".into() };
    Occurrence { id: OccurrenceId::event(&EventId(id.into())), at: now(), happened, caused_by: vec![] }
}

fn begun(id: &str) -> NewRun {
    let automation: Automation = serde_json::from_value(json!({
        "name": "note", "title": "Note", "on": {"trigger": "call"},
        "steps": [{"do": "action", "action": "x"}, {"do": "toast", "text": "done"}],
    }))
    .unwrap();
    NewRun { occurrence: occurrence(id), run: Run::begin(&automation, Facts::new()), held_back: None }
}

fn lead() -> RecordId {
    RecordId::new("00Q000000000001AAA").unwrap()
}

async fn decided(store: &Store, runs: Vec<NewRun>) {
    store.decide(&Decisions { runs, cursor: Some(7), ..Decisions::default() }, now()).await.unwrap();
}

#[tokio::test]
async fn a_run_is_begun_once_for_an_occurrence_and_goes_on_where_it_was() {
    let place = Place::new();
    let store = place.open().await;
    decided(&store, vec![begun("a"), begun("a"), begun("b")]).await;
    decided(&store, vec![begun("b")]).await;
    let mut going = store.going_runs(9).await.unwrap();
    assert_eq!(going.len(), 2);
    let mut first = going.remove(0);
    first.run.advance();
    store.save_run(&first, None, &[lead()], Due::WithNext, later(1)).await.unwrap();
    store.close().await;
    let store = place.open().await;
    assert_eq!(store.automation_cursor().await.unwrap(), Some(7));
    assert_eq!(store.going_runs(9).await.unwrap().len(), 1, "the first waits");
    let again = store.automation_run(first.id).await.unwrap().unwrap();
    assert_eq!((again.run.waits_for(), again.changed_at), (Some(1), later(1)));
    let writers = store.writers_of(&lead(), now(), true).await.unwrap();
    assert_eq!(writers.iter().map(|run| run.id).collect::<Vec<_>>(), [first.id]);
    assert_eq!(store.runs_since(&first.run.automation, now()).await.unwrap(), 2);
    assert_eq!(store.runs_since(&first.run.automation, later(1)).await.unwrap(), 0);
    let newest = store.automation_runs(&RunFilter { before: None, automation: None }, 1).await.unwrap();
    let older = RunFilter { before: Some(newest[0].id), automation: Some(first.run.automation.clone()) };
    assert_eq!(store.automation_runs(&older, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_change_that_was_met_names_its_writer_no_more() {
    let place = Place::new();
    let store = place.open().await;
    decided(&store, vec![begun("a")]).await;
    let run = store.going_runs(1).await.unwrap().remove(0);
    store.save_run(&run, None, &[lead()], Due::Now, now()).await.unwrap();
    let met = Decisions { writes_seen: vec![lead()], ..Decisions::default() };
    store.decide(&met, now()).await.unwrap();
    assert!(store.writers_of(&lead(), now(), true).await.unwrap().is_empty());
    assert_eq!(store.writers_of(&lead(), now(), false).await.unwrap().len(), 1);
    assert!(store.writers_of(&lead(), later(1), false).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_happened_waits_until_it_is_decided_and_is_known_after_that() {
    let place = Place::new();
    let store = place.open().await;
    let pending = |id| Pending { occurrence: occurrence(id), facts: Facts::new() };
    assert_eq!(store.keep_occurrences(&[pending("a"), pending("b"), pending("a")], now()).await.unwrap(), 2);
    let waiting = store.pending_occurrences(9).await.unwrap();
    assert_eq!(waiting.iter().map(|(_, one)| one.clone()).collect::<Vec<_>>(), [pending("a"), pending("b")]);
    let first = Decisions { occurrences: vec![waiting[0].0], ..Decisions::default() };
    store.decide(&first, now()).await.unwrap();
    assert_eq!(store.keep_occurrences(&[pending("a")], now()).await.unwrap(), 0, "decided, and still known");
    assert_eq!(store.pending_occurrences(9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_look_is_kept_whole() {
    let place = Place::new();
    let store = place.open().await;
    let seen =
        SeenRecord { record: lead(), stamp: "2026-11-20T12:00:00.000+0000".into(), fields: json!({"Status": "New"}) };
    let happened = [Pending { occurrence: occurrence("a"), facts: Facts::new() }];
    store.save_watch("Lead", &json!(7), &happened, std::slice::from_ref(&seen), now()).await.unwrap();
    assert_eq!(store.watch::<i64>("Lead").await.unwrap(), Some(7));
    assert_eq!(store.watch::<i64>("Case").await.unwrap(), None);
    assert_eq!(store.seen_record(&lead()).await.unwrap(), Some(seen));
    assert_eq!(store.pending_occurrences(9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn events_of_calls_are_read_on_from_a_row() {
    let place = Place::new();
    let store = place.open().await;
    assert_eq!(store.last_event_row().await.unwrap(), 0);
    let events: Vec<_> = (0..3).map(|n| ringing(&n.to_string(), n, "+14155550134")).collect();
    store.accept(&events, now(), us()).await.unwrap();
    let all = store.call_events_after(0, 9).await.unwrap();
    assert_eq!(all.len(), 3);
    let rest = store.call_events_after(all[0].0, 9).await.unwrap();
    assert_eq!(rest, all[1..]);
    assert_eq!(store.last_event_row().await.unwrap(), all[2].0);
}
