//! What an admin set up happens by itself, once, whatever is repeated, late or killed.

use callside_core::automation::{AutomationName, Done, HeldBack, Outcome, RunState};
use callside_core::event::CallChange;
use callside_engine::PhoneSecrets;
use callside_flow::{Clock, Companion, Draft, NotTaken, Notice, Preferences, SystemClock};
use callside_keychain::MemoryVault;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::Cause;
use callside_sandbox::players::OutboundPlay;
use callside_store::{RunFilter, StoredRun};
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::phone::Ringing;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::broadcast::error::TryRecvError;

pub async fn set_up(companion: &Companion, automations: Value) {
    let file = json!({"callside_config": 1, "automations": automations}).to_string();
    companion.import_configuration("test.json", &file, None).await.expect("stored").expect("no faults");
}

/// The log, oldest first, once `right` is true of it.
pub async fn runs_when(companion: &Companion, right: impl Fn(&[StoredRun]) -> bool) -> Vec<StoredRun> {
    let mut notices = companion.subscribe();
    let found = tokio::time::timeout(PATIENCE, async {
        loop {
            let mut runs = companion.automation_runs(&RunFilter::default(), 100).await.expect("the log is read").runs;
            runs.reverse();
            if right(&runs) {
                return runs;
            }
            // Read again in a second at the latest: a run may reach its end between a notice and the reading of it.
            drop(tokio::time::timeout(Duration::from_secs(1), notices.recv()).await);
        }
    });
    match found.await {
        Ok(runs) => runs,
        Err(_) => {
            let runs = companion.automation_runs(&RunFilter::default(), 100).await.expect("the log is read").runs;
            let outbox = companion.outbox(100).await.expect("the outbox is read");
            panic!("the runs are not there in time: {runs:#?}; {outbox:#?}")
        }
    }
}

pub fn finished(runs: &[StoredRun], count: usize) -> bool {
    runs.len() >= count && runs.iter().all(|run| run.run.is_finished() || run.held_back.is_some())
}

fn toasts(notices: &mut tokio::sync::broadcast::Receiver<Notice>) -> Vec<String> {
    let mut texts = Vec::new();
    loop {
        match notices.try_recv() {
            Ok(Notice::AutomationToast { text, .. }) => texts.push(text),
            Ok(_) | Err(TryRecvError::Lagged(_)) => {}
            Err(_) => return texts,
        }
    }
}

fn toast_on_end() -> Value {
    json!([{
        "name": "say_goodbye", "title": "Say goodbye", "on": {"trigger": "call", "events": ["ended"]},
        "when": "caller.found = \"one\"",
        "steps": [{"do": "toast", "text": "{{caller.name}} hung up after {{call.queue}}"}],
    }])
}

#[tokio::test]
async fn an_automation_runs_once_however_often_and_in_whatever_order_it_is_told() {
    let mut desk = Desk::open().await;
    set_up(&desk.companion, toast_on_end()).await;
    let mut notices = desk.companion.subscribe();
    let mut call = Ringing::from("1", "+14155550134");
    let (rings, ended) = (call.rings(), call.ended());
    for event in [&ended, &rings, &ended, &ended, &rings] {
        desk.hears(event.clone()).await;
    }
    desk.live_pop(call.key()).await;
    let runs = runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    assert_eq!(runs.len(), 1);
    assert_eq!(toasts(&mut notices), ["Sarah Johnson hung up after Billing"]);
    let desk = desk.restart().await;
    let mut notices = desk.companion.subscribe();
    desk.hears(ended).await;
    let mut other = Ringing::from("2", "+14155550134");
    desk.hears(other.rings()).await;
    desk.hears(other.ended()).await;
    let runs = runs_when(&desk.companion, |runs| finished(runs, 2)).await;
    assert_eq!(runs.len(), 2, "the second call ran, the first not again");
    assert_eq!(toasts(&mut notices).len(), 1);
}

#[tokio::test]
async fn an_event_that_is_told_before_its_call_rings_sets_off_what_it_must() {
    let desk = Desk::open().await;
    set_up(&desk.companion, toast_on_end()).await;
    let mut call = Ringing::from("1", "+14155550134");
    let (rings, ended) = (call.rings(), call.ended());
    desk.hears(ended).await;
    let runs = runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    desk.hears(rings).await;
    assert_eq!(runs[0].occurrence.happened.call(), Some(call.key()), "decided before the call popped");
}

#[tokio::test]
async fn what_happened_before_an_automation_was_set_up_does_not_set_it_off() {
    let desk = Desk::open().await;
    let mut before = Ringing::from("1", "+14155550134");
    desk.hears(before.rings()).await;
    desk.hears(before.ended()).await;
    set_up(&desk.companion, toast_on_end()).await;
    let mut after = Ringing::from("2", "+14155550134");
    desk.hears(after.rings()).await;
    desk.hears(after.ended()).await;
    let runs = runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].occurrence.happened.call(), Some(after.key()));
}

#[tokio::test]
async fn a_tag_of_its_own_does_not_set_an_automation_off_again() {
    let desk = Desk::open().await;
    let automation = json!([{
        "name": "tag_tagged", "title": "Tag", "on": {"trigger": "call", "events": ["tagged"]},
        "steps": [{"do": "tag", "tag": "seen"}],
    }]);
    set_up(&desk.companion, automation).await;
    let mut call = Ringing::from("1", "anonymous");
    desk.hears(call.rings()).await;
    desk.hears(call.event(CallChange::Tagged { tag: "vip".into() })).await;
    let runs = runs_when(&desk.companion, |runs| finished(runs, 2)).await;
    assert_eq!(runs.iter().map(|run| run.held_back).collect::<Vec<_>>(), [None, Some(HeldBack::OwnWrite)]);
    let tags = desk.companion.desk(call.key()).await.expect("known").call.tags().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(tags, ["seen", "vip"]);
}

#[tokio::test]
async fn a_disposition_sets_off_what_follows_once_it_stands_in_salesforce() {
    let mut desk = Desk::open().await;
    let automation = json!([{
        "name": "after_interest", "title": "After interest",
        "on": {"trigger": "disposition", "codes": ["interested"]},
        "steps": [{"do": "toast", "text": "{{disposition.label}}: {{disposition.notes}}"},
                  {"do": "open_record", "record": "{{wrap_up.call_log}}"}],
    }]);
    set_up(&desk.companion, automation).await;
    let preferences = Preferences { undo_seconds: 60, ..desk.companion.preferences() };
    desk.companion.save_preferences(preferences.clone()).await.expect("saved");
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.ended()).await;
    let entry = desk.wraps_up(call.key(), "interested", "taken back").await;
    desk.companion.undo(entry.id).await.expect("taken back");
    desk.companion.save_preferences(Preferences { undo_seconds: 0, ..preferences }).await.expect("saved");
    let mut notices = desk.companion.subscribe();
    let draft: Draft = desk.companion.desk(call.key()).await.expect("known").draft;
    desk.saves(call.key(), &Draft { notes: "wants the offer".into(), ..draft }).await;
    desk.sent(call.key()).await;
    let runs = runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    assert_eq!(runs.len(), 1, "the one that was taken back set nothing off");
    assert_eq!(toasts(&mut notices), ["Interested: wants the offer"]);
}

pub fn on_leads() -> Value {
    json!([
        {"name": "new_lead", "title": "New lead", "on": {"trigger": "new_record", "object": "Lead", "whose": "anyones"},
         "steps": [{"do": "toast", "text": "new {{record.LastName}}"}]},
        {"name": "lead_moved", "title": "Lead moved",
         "on": {"trigger": "updated_record", "object": "Lead", "fields": ["Status"], "whose": "anyones"},
         "steps": [{"do": "toast", "text": "{{before.Status}} to {{record.Status}}"}]},
    ])
}

pub async fn looked(desk: &Desk, notices: &mut tokio::sync::broadcast::Receiver<Notice>) {
    desk.companion.watch_now();
    let looked = async { while !matches!(notices.recv().await, Ok(Notice::Automations)) {} };
    tokio::time::timeout(PATIENCE, looked).await.expect("looked in time");
}

#[tokio::test]
async fn new_and_changed_records_of_salesforce_set_off_once() {
    let desk = Desk::open().await;
    set_up(&desk.companion, on_leads()).await;
    let mut notices = desk.companion.subscribe();
    looked(&desk, &mut notices).await;
    let fields = json!({"LastName": "Okafor", "Company": "Acme", "Status": "Open - Not Contacted"});
    let id = desk.sandbox.create_as_other("Lead", fields.as_object().expect("fields")).expect("created");
    let mut toasted = desk.companion.subscribe();
    looked(&desk, &mut notices).await;
    runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    for change in [json!({"Rating": "Hot"}), json!({"Status": "Working - Contacted"})] {
        desk.sandbox.advance(Duration::from_secs(2));
        desk.sandbox.edit_as_other("Lead", &id, change.as_object().expect("fields")).expect("changed");
        looked(&desk, &mut notices).await;
        looked(&desk, &mut notices).await;
    }
    let runs = runs_when(&desk.companion, |runs| finished(runs, 2)).await;
    assert_eq!(runs.len(), 2, "a look again and another field set nothing off");
    assert_eq!(toasts(&mut toasted), ["new Okafor", "Open - Not Contacted to Working - Contacted"]);
}

/// The machine's clock, put forward by hand.
#[derive(Default)]
struct PutForward(AtomicI64);

impl Clock for PutForward {
    fn now(&self) -> Timestamp {
        Timestamp::now() + self.0.load(Ordering::Relaxed).seconds()
    }
}

#[tokio::test]
async fn a_record_that_is_deleted_sets_off_once() {
    let clock = Arc::new(PutForward::default());
    let desk = Desk::open_by(Desk::usual(), Arc::clone(&clock) as Arc<dyn Clock>).await;
    let pass = |minutes: u32| {
        clock.0.fetch_add(i64::from(minutes) * 60, Ordering::Relaxed);
        desk.sandbox.advance(Duration::from_secs(u64::from(minutes) * 60));
    };
    let gone = json!([{"name": "gone", "title": "Gone", "on": {"trigger": "deleted_record", "object": "Lead"},
                       "steps": [{"do": "toast", "text": "{{record.Id}} is gone"}]}]);
    let lead = |name: &str| {
        let fields = json!({"LastName": name, "Company": "Acme"});
        desk.sandbox.create_as_other("Lead", fields.as_object().expect("fields")).expect("created")
    };
    let (before, after) = (lead("Before"), lead("After"));
    desk.sandbox.delete_as_other("Lead", &before).expect("deleted");
    pass(5);
    // The first look begins by itself as soon as there is something to look at.
    set_up(&desk.companion, gone).await;
    let mut notices = desk.companion.subscribe();
    looked(&desk, &mut notices).await;
    let mut toasted = desk.companion.subscribe();
    desk.sandbox.delete_as_other("Lead", &after).expect("deleted");
    for _ in 0..3 {
        pass(3);
        looked(&desk, &mut notices).await;
    }
    let runs = runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    assert_eq!(runs.len(), 1, "what went before the first look sets nothing off, and a look again neither");
    assert_eq!(toasts(&mut toasted), [format!("{after} is gone")]);
}

#[tokio::test]
async fn an_outbound_message_is_acknowledged_when_it_is_kept_and_runs_once() {
    let desk = Desk::open().await;
    let automation = json!([{
        "name": "case_told", "title": "Case told", "on": {"trigger": "outbound_message", "object": "Case"},
        "when": "record.Status is not empty",
        "steps": [{"do": "toast", "text": "{{record.CaseNumber}}"}, {"do": "open_record", "record": "{{record.Id}}"}],
    }]);
    set_up(&desk.companion, automation).await;
    let vault = MemoryVault::default();
    let ports = Some(vec![0]);
    let secrets = PhoneSecrets::default();
    let door = callside_engine::open_door(&desk.companion, &vault, &secrets, ports, Arc::new(SystemClock));
    let door = door.await.expect("the door opens");
    let url = format!("{}/salesforce/outbound", door.addresses(&secrets).base);
    let case =
        desk.sandbox.create_as_other("Case", json!({"Subject": "x"}).as_object().expect("fields")).expect("made");
    let play = OutboundPlay {
        url,
        object: "Case".into(),
        ids: vec![case.clone()],
        fields: vec!["CaseNumber".into(), "Status".into()],
        repeats: 2,
        foreign_org: false,
    };
    let report = desk.sandbox.send_outbound(&play).await.expect("sent");
    assert!(report.acknowledged && report.deliveries.iter().all(|d| d.body.contains("<Ack>true</Ack>")), "{report:?}");
    let runs = runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    assert_eq!(runs.len(), 1, "repeats are known by the notification's id");
    assert!(
        runs[0]
            .run
            .done
            .iter()
            .any(|step| matches!(&step.what, Done::OpenRecord { record } if record.as_str() == case))
    );
    let foreign = desk.sandbox.send_outbound(&OutboundPlay { foreign_org: true, ..play }).await.expect("sent");
    assert!(!foreign.acknowledged);
    assert_eq!(foreign.deliveries[0].status, Some(403));
    door.close().await;
}

#[tokio::test]
async fn a_faulty_or_unsigned_configuration_leaves_what_runs() {
    let desk = Desk::open().await;
    set_up(&desk.companion, toast_on_end()).await;
    let running = desk.companion.configuration();
    let faulty = json!({"callside_config": 1, "automations": [{"name": "x", "title": "x",
        "on": {"trigger": "new_record", "object": "Leed"}, "steps": [{"do": "toast", "text": "{{record.Nmae}}"}]}]});
    let taken = desk.companion.import_configuration("f.json", &faulty.to_string(), None).await.expect("read");
    let Err(NotTaken::Faults(faults)) = taken else { panic!("{taken:?}") };
    assert_eq!(faults[0].nearest.as_deref(), Some("Lead"));
    let preferences = Preferences {
        configuration_key: Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".into()),
        ..desk.companion.preferences()
    };
    desk.companion.save_preferences(preferences).await.expect("saved");
    let taken = desk.companion.import_configuration("f.json", r#"{"callside_config": 1}"#, None).await.expect("read");
    assert!(matches!(taken, Err(NotTaken::Signature(_))), "{taken:?}");
    assert_eq!(desk.companion.configuration(), running);
    let desk = desk.restart().await;
    assert_eq!(desk.companion.configuration(), running, "what ran runs after a restart");
}

#[tokio::test]
async fn an_automation_that_runs_too_often_is_held_back() {
    let desk = Desk::open().await;
    let mut automation = toast_on_end();
    automation[0]["when"] = Value::Null;
    automation[0]["limits"] = json!({"steps": 1, "runs_per_hour": 2});
    automation[0]["steps"] = json!([{"do": "toast", "text": "a"}, {"do": "toast", "text": "b"}]);
    set_up(&desk.companion, automation).await;
    for n in 0..3 {
        let mut call = Ringing::from(&n.to_string(), "anonymous");
        desk.hears(call.ended()).await;
    }
    let runs = runs_when(&desk.companion, |runs| finished(runs, 3)).await;
    assert_eq!(runs.iter().map(|run| run.held_back).collect::<Vec<_>>(), [None, None, Some(HeldBack::TooOften)]);
    assert_eq!(runs[0].run.state, RunState::Finished { outcome: Outcome::TooManySteps });
    assert_eq!(runs[0].run.automation, AutomationName::new("say_goodbye").expect("a name"));
}

fn lead_from_stranger() -> Value {
    json!([{
        "name": "lead_from_stranger", "title": "Lead from a stranger",
        "on": {"trigger": "call", "events": ["ended"]}, "when": "caller.found = \"nobody\"",
        "steps": [
            {"do": "action", "action": "lead.create", "as": "lead",
             "with": {"LastName": "Stranger", "Company": "Unknown", "Phone": "{{caller.number}}"}},
            {"do": "open_record", "record": "{{results.lead.id}}"},
        ],
    }])
}

/// A call of somebody whom nobody knows, from its ring to its end.
async fn a_stranger_calls(desk: &mut Desk, id: &str) {
    let mut call = Ringing::from(id, "+14155559876");
    let rings = call.rings();
    desk.hears(rings.clone()).await;
    desk.live_pop(call.key()).await;
    let ended = call.ended();
    desk.hears(ended.clone()).await;
    // The phone system did not hear our answer.
    desk.hears(ended).await;
    desk.hears(rings).await;
}

fn done(runs: &[StoredRun]) -> bool {
    !runs.is_empty() && runs.iter().all(|run| run.run.state == RunState::Finished { outcome: Outcome::Done })
}

#[tokio::test]
async fn a_write_of_an_automation_stands_once_though_its_answer_is_lost() {
    let mut desk = Desk::open().await;
    set_up(&desk.companion, lead_from_stranger()).await;
    desk.sandbox.inject(Fault::new(FaultKind::ResetAfterCommit).on_method("POST").on_path("/ui-api/records").times(1));
    a_stranger_calls(&mut desk, "1").await;
    let runs = runs_when(&desk.companion, done).await;
    let leads = desk.effects("Lead");
    assert_eq!((runs.len(), leads.len()), (1, 1), "{leads:?}");
    let sent = desk.companion.outbox(10).await.expect("the outbox is read");
    assert!(sent[0].attempts > 1, "the answer was lost once");
    assert!(runs[0].run.done.iter().any(|step| matches!(&step.what, Done::OpenRecord { .. })), "the id is passed on");
}

#[tokio::test]
async fn a_write_of_an_automation_survives_the_end_of_the_program() {
    let mut desk = Desk::open().await;
    set_up(&desk.companion, lead_from_stranger()).await;
    a_stranger_calls(&mut desk, "warm").await;
    runs_when(&desk.companion, done).await;
    desk.sandbox.inject(Fault::new(FaultKind::ServerUnavailable).on_method("POST"));
    let mut call = Ringing::from("2", "anonymous");
    let automation = json!([{
        "name": "note_hidden", "title": "Note", "on": {"trigger": "call", "events": ["ended"]},
        "when": "caller.found = \"withheld\"",
        "steps": [{"do": "action", "action": "lead.create", "with": {"LastName": "Hidden", "Company": "Unknown"}}],
    }]);
    set_up(&desk.companion, automation).await;
    desk.hears(call.ended()).await;
    let waits = |runs: &[StoredRun]| runs.iter().any(|run| run.run.waits_for().is_some());
    runs_when(&desk.companion, waits).await;
    let desk = desk.restart().await;
    desk.sandbox.clear_faults();
    runs_when(&desk.companion, |runs| runs.len() == 2 && done(runs)).await;
    let hidden = desk.effects("Lead").into_iter().filter(|lead| lead.fields.get("LastName") == Some(&json!("Hidden")));
    assert_eq!(hidden.count(), 1);
}

#[tokio::test]
async fn what_an_automation_changes_does_not_set_it_off_again() {
    let desk = Desk::open().await;
    let automation = json!([{
        "name": "warm_up", "title": "Warm up",
        "on": {"trigger": "updated_record", "object": "Lead", "whose": "anyones"},
        "steps": [{"do": "action", "action": "lead.update", "with": {"id": "{{record.Id}}", "Rating": "Warm"}}],
    }]);
    let fields = json!({"LastName": "Okafor", "Company": "Acme", "Status": "Open - Not Contacted"});
    let id = desk.sandbox.create_as_other("Lead", fields.as_object().expect("fields")).expect("created");
    set_up(&desk.companion, automation).await;
    let mut notices = desk.companion.subscribe();
    looked(&desk, &mut notices).await;
    desk.sandbox.advance(Duration::from_secs(2));
    let change = json!({"Status": "Working - Contacted"});
    desk.sandbox.edit_as_other("Lead", &id, change.as_object().expect("fields")).expect("changed");
    // Salesforce stamps changes by the second: the automation's own write gets one of its own.
    desk.sandbox.advance(Duration::from_secs(2));
    looked(&desk, &mut notices).await;
    runs_when(&desk.companion, done).await;
    desk.sandbox.advance(Duration::from_secs(2));
    for _ in 0..3 {
        looked(&desk, &mut notices).await;
    }
    let runs = runs_when(&desk.companion, |runs| finished(runs, 2)).await;
    assert_eq!(runs.iter().map(|run| run.held_back).collect::<Vec<_>>(), [None, Some(HeldBack::OwnWrite)]);
    let updates: Vec<_> = desk.effects("Lead").into_iter().filter(|effect| effect.cause == Cause::Api).collect();
    assert_eq!(updates.len(), 1, "{updates:?}");
}

#[tokio::test]
async fn a_condition_on_a_parent_holds_and_its_fields_can_be_said() {
    let desk = Desk::open().await;
    let automation = json!([{
        "name": "big", "title": "Big", "on": {"trigger": "new_record", "object": "Case", "whose": "anyones"},
        "when": "record.Account.NumberOfEmployees > 1000 and record.Account.Owner.Name is not empty",
        "steps": [{"do": "toast", "text": "{{record.Subject}} of {{record.Account.Name}} ({{record.Contact.Account.Name or \"nobody\"}})"}],
    }]);
    set_up(&desk.companion, automation).await;
    let mut notices = desk.companion.subscribe();
    looked(&desk, &mut notices).await;
    let made = |object: &str, fields: Value| {
        desk.sandbox.create_as_other(object, fields.as_object().expect("fields")).expect("made")
    };
    let big = made("Account", json!({"Name": "Big Ltd", "NumberOfEmployees": 5000}));
    let small = made("Account", json!({"Name": "Small Ltd", "NumberOfEmployees": 5}));
    let mut toasted = desk.companion.subscribe();
    made("Case", json!({"Subject": "Leak", "AccountId": small}));
    made("Case", json!({"Subject": "Noise", "AccountId": big}));
    made("Case", json!({"Subject": "Nobody's"}));
    looked(&desk, &mut notices).await;
    runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    assert_eq!(toasts(&mut toasted), ["Noise of Big Ltd (nobody)"]);

    let wrong = json!({"callside_config": 1, "automations": [{
        "name": "big", "title": "Big", "on": {"trigger": "new_record", "object": "Case"},
        "steps": [{"do": "toast", "text": "{{record.Account.Owner.Nmae}}"}],
    }]});
    let read = desk.companion.read_configuration("wrong.json", &wrong.to_string()).await.expect("read");
    let Err(callside_flow::NotTaken::Faults(faults)) = read else { panic!("it is wrong") };
    assert_eq!(faults[0].nearest.as_deref(), Some("record.Account.Owner.Name"), "{faults:?}");
}
