use crate::given::{Place, key, later, now, ringing, us};
use callside_core::action::{self, Answer, Request, RunStep, Todo};
use callside_core::automation::{
    Automation, Happened, HeldBack, Occurrence, OccurrenceId, RecordChange, Run, Told, outbox_key,
};
use callside_core::facts::Facts;
use callside_core::ids::{EventId, RecordId};
use callside_core::outbox::{State, Work};
use callside_core::plan::Value;
use callside_core::privacy::{Retention, StoredKind};
use callside_store::{Decisions, Due, Handed, NewRun, Outcome, RunChange, RunFilter, SeenRecord, Settled, Store};
use jiff::ToSpan;
use serde_json::json;
use std::collections::BTreeSet;

fn occurrence(id: &str) -> Occurrence {
    let happened = Happened::Call { call: key("1"), word: "ended".into() };
    Occurrence { id: OccurrenceId::event(&EventId(id.into())), at: now(), happened, caused_by: vec![] }
}

fn told(occurrence: Occurrence) -> Told {
    Told { occurrence, facts: Facts::new(), asked: None }
}

fn begun(id: &str) -> NewRun {
    let automation: Automation = serde_json::from_value(json!({
        "name": "note", "title": "Note", "on": {"trigger": "call"},
        "steps": [{"do": "action", "action": "x"}, {"do": "toast", "text": "done"}],
    }))
    .unwrap();
    NewRun { occurrence: occurrence(id), run: Run::begin(&automation, Facts::new()), held_back: None, first: None }
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
    let change = RunChange { run: first.clone(), entry: None, wrote: vec![lead()] };
    store.save_runs(&[change], Due::WithNext, later(1)).await.unwrap();
    store.close().await;
    let store = place.open().await;
    assert_eq!(store.automation_cursor().await.unwrap(), Some(7));
    assert_eq!(store.going_runs(9).await.unwrap().len(), 1, "the first waits");
    let again = store.automation_run(first.id).await.unwrap().unwrap();
    assert_eq!((again.run.waits_for(), again.changed_at), (Some(1), later(1)));
    let writers = store.writers_of(&lead(), now(), true).await.unwrap();
    assert_eq!(writers.iter().map(|run| run.id).collect::<Vec<_>>(), [first.id]);
    assert_eq!(store.runs_began(&first.run.automation, now()).await.unwrap(), [now(), now()]);
    assert_eq!(store.runs_began(&first.run.automation, later(1)).await.unwrap(), []);
    let newest = store.automation_runs(&RunFilter { before: None, automation: None }, 1).await.unwrap();
    let older = RunFilter { before: Some(newest[0].id), automation: Some(first.run.automation.clone()) };
    assert_eq!(store.automation_runs(&older, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn runs_of_an_automation_that_never_runs_again_go_when_their_term_is_over() {
    let place = Place::new();
    let store = place.open().await;
    decided(&store, vec![NewRun { held_back: Some(HeldBack::OwnWrite), ..begun("a") }, begun("b")]).await;
    store.keep_occurrences(&[told(occurrence("c"))], now()).await.unwrap();
    let row = store.pending_occurrences(9).await.unwrap()[0].0;
    store.decide(&Decisions { occurrences: vec![row], ..Decisions::default() }, now()).await.unwrap();
    let every = Retention::default();
    let days = |days: i64| now() + (24 * days).hours();
    assert_eq!(store.retire(&every, days(29)).await.unwrap().get(&StoredKind::Automations), None);
    assert_eq!(
        store.retire(&every, days(31)).await.unwrap().get(&StoredKind::Automations),
        Some(&1),
        "what was decided"
    );
    assert_eq!(store.retire(&every, days(89)).await.unwrap().get(&StoredKind::Automations), None);
    assert_eq!(store.retire(&every, days(91)).await.unwrap().get(&StoredKind::Automations), Some(&1), "what is over");
    assert_eq!(store.going_runs(9).await.unwrap().len(), 1, "what is under way stays, whatever its age");
}

/// A write that waits to be sent, without its key.
fn write() -> action::Run {
    let fields = [("Status".to_owned(), Value::text("Working"))].into();
    let request = Request::Update {
        object: "Lead".into(),
        id: lead(),
        fields,
        seen: [].into(),
        allow_duplicate: false,
        checks: vec![],
    };
    let step = RunStep {
        title: "Change".into(),
        key: "k".into(),
        todo: Todo::Ready { request },
        done: None,
        gone: Vec::new(),
    };
    let (setup, title) = ("lead.update".to_owned(), "Change".to_owned());
    action::Run { key: String::new(), setup, title, call: None, facts: Facts::new(), steps: vec![step] }
}

#[tokio::test]
async fn a_run_begins_with_its_first_write_in_the_outbox_once_and_hears_what_became_of_it() {
    let place = Place::new();
    let store = place.open().await;
    let mut new = begun("a");
    new.run.advance();
    new.first = Some((1, write()));
    let decisions = Decisions { runs: vec![new], cursor: Some(7), ..Decisions::default() };
    let entries = store.decide(&decisions, now()).await.unwrap();
    assert_eq!(store.decide(&decisions, now()).await.unwrap(), [], "decided again, as after a power cut");
    assert_eq!(store.outbox_counts(now()).await.unwrap().waiting, 1);
    let run = store.automation_runs(&RunFilter::default(), 9).await.unwrap().remove(0);
    assert_eq!((entries.len(), run.entry, run.run.waits_for()), (1, Some(entries[0].id), Some(1)));
    assert_eq!(entries[0].work.key(), outbox_key(run.id, 1));
    assert_eq!(store.entry(entries[0].id).await.unwrap().as_ref(), Some(&entries[0]), "as it is read again");
    assert!(store.going_runs(9).await.unwrap().is_empty() && store.answered_runs(9).await.unwrap().is_empty());

    drop(store);
    let store = place.open().await;
    let leased = store.lease(now(), 9).await.unwrap().remove(0);
    assert!(leased.entry.work.goes_together());
    let mut work = leased.entry.work.clone();
    let Work::Action { run } = &mut work else { panic!("an action") };
    run.steps[0].done = Some(Answer::Json { value: json!({"x": 1}), cut: false });
    let state = State::Done { receipt: crate::given::receipt(), at: later(1) };
    let outcome = Outcome { token: leased.token, state: &state, attempts: 1, work: Some(&work) };
    let Handed { settled, leased: next, .. } = store.settle_and_lease(&[outcome], later(1), 9, 11).await.unwrap();
    assert_eq!((settled, next), (vec![Settled::Stored], vec![]));
    let (run, entry) = store.answered_runs(9).await.unwrap().remove(0);
    assert_eq!((run.entry, entry.state), (Some(entry.id), state));
    assert_eq!(entry.work, work, "what came of the last step is kept with the outcome");
}

#[tokio::test]
async fn changes_that_go_together_are_leased_beside_those_that_have_a_place() {
    let place = Place::new();
    let store = place.open().await;
    for n in 0..30_u32 {
        let mut run = write();
        run.key = n.to_string();
        if let Todo::Ready { request: Request::Update { id, .. } } = &mut run.steps[0].todo {
            *id = RecordId::new(&format!("00Q0000000000{:02}AAA", n % 20)).unwrap();
        }
        store.enqueue(&Work::Action { run }, now(), Due::Now, now()).await.unwrap();
    }
    let first = store.lease_with(now(), 2, 3).await.unwrap();
    assert_eq!(first.len(), 8, "two places, each with three more");
    let rest = store.lease_with(now(), 8, 11).await.unwrap();
    assert_eq!(rest.len(), 12, "one of each record: the second waits for the first");
    let records: BTreeSet<_> = first.iter().chain(&rest).flat_map(|leased| leased.entry.work.touches()).collect();
    assert_eq!(records.len(), 20);
    assert!(store.lease_with(now(), 8, 11).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_change_that_was_met_names_its_writer_no_more() {
    let place = Place::new();
    let store = place.open().await;
    decided(&store, vec![begun("a")]).await;
    let run = store.going_runs(1).await.unwrap().remove(0);
    let change = RunChange { run, entry: None, wrote: vec![lead()] };
    store.save_runs(&[change], Due::Now, now()).await.unwrap();
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
    let pending = |id| told(occurrence(id));
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
    let happened = [told(occurrence("a"))];
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
    let all = store.undone(Some(0), 9, now()).await.unwrap().events;
    assert_eq!(all.len(), 3);
    let rest = store.undone(Some(all[0].row), 9, now()).await.unwrap().events;
    assert_eq!(rest, all[1..]);
    assert_eq!(rest[0].call().unwrap(), store.call(&rest[0].event.call).await.unwrap());
    assert_eq!(store.last_event_row().await.unwrap(), all[2].row);
}

#[tokio::test]
async fn what_was_told_of_records_stays_to_be_rehearsed_over_until_its_term() {
    let place = Place::new();
    let store = place.open().await;
    let of_lead = |n: u32| {
        let happened = Happened::Record { object: "Lead".into(), id: lead(), change: RecordChange::New, mine: true };
        let id = OccurrenceId::updated(&lead(), &n.to_string());
        let mut facts = Facts::new();
        facts.set("record.Rating", "Hot");
        let occurrence = Occurrence { id, at: now(), happened, caused_by: vec![] };
        Told { occurrence, facts, asked: Some(["Rating".to_owned()].into()) }
    };
    let of_call = told(occurrence("a"));
    store.keep_occurrences(&[of_lead(1), of_call, of_lead(2)], now()).await.unwrap();
    assert_eq!(store.count_told(now()).await.unwrap(), 0, "nothing is decided yet");
    let rows: Vec<i64> = store.pending_occurrences(9).await.unwrap().into_iter().map(|(row, _)| row).collect();
    let decided = Decisions { occurrences: vec![rows[1]], told: vec![rows[0], rows[2]], ..Decisions::default() };
    store.decide(&decided, now()).await.unwrap();
    assert_eq!(store.pending_occurrences(9).await.unwrap(), []);
    assert_eq!((store.count_told(now()).await.unwrap(), store.count_told(later(1)).await.unwrap()), (2, 0));
    let (mut after, mut kept) = (None, Vec::new());
    loop {
        let batch = store.told(now(), after, 1).await.unwrap();
        if batch.is_empty() {
            break;
        }
        after = batch.last();
        kept.extend(batch.read().0);
    }
    assert_eq!(kept, [of_lead(1), of_lead(2)]);
    let retention = Retention { copies_days: 1, ..Retention::default() };
    let retired = store.retire(&retention, now() + 20.hours()).await.unwrap();
    assert_eq!(retired.get(&StoredKind::Automations), None);
    let retired = store.retire(&retention, now() + 30.hours()).await.unwrap();
    assert_eq!(retired.get(&StoredKind::Automations), Some(&2));
    assert_eq!(store.count_told(now()).await.unwrap(), 0);
    assert_eq!(store.keep_occurrences(&[of_lead(1)], later(1)).await.unwrap(), 0, "a repeat is still known");
    assert_eq!(store.keep_occurrences(&[of_lead(3)], now() + (24 * 40).hours()).await.unwrap(), 1);
    assert_eq!(
        store.keep_occurrences(&[of_lead(1)], now() + (24 * 40).hours()).await.unwrap(),
        1,
        "after a month it is not"
    );
}
