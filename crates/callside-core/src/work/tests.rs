//! Who may say what about work, and what travels with it.

use super::*;
use crate::call::Call;
use crate::crm::{RefusalKind, RefusalReason};
use crate::event::{AgentName, CallChange, CallEvent, CallFacts, Direction};
use crate::ids::{CallKey, EventId, Provider};
use jiff::Timestamp;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

fn key() -> CallKey {
    CallKey::new(Provider::Five9, "1").unwrap()
}

fn worker(name: &str) -> Worker {
    Worker(name.into())
}

fn given(to: &str, note: &str) -> Given {
    Given { to: worker(to), by: worker("grace"), at: at(0), note: note.into() }
}

fn over() -> Call {
    let facts = CallFacts {
        direction: Some(Direction::Outbound),
        customer_number: Some("+14155550134".into()),
        customer_name: Some("Sarah Johnson".into()),
        agent: Some(AgentName { key: "dana".into(), name: Some("Dana".into()) }),
        notes: Some("Wants a refund".into()),
        recording_url: Some("https://example.com/1".into()),
        ..CallFacts::default()
    };
    let event =
        |second, what, facts| CallEvent { id: EventId(format!("e{second}")), call: key(), at: at(second), what, facts };
    let mut call = Call::begin(&event(0, CallChange::Answered, facts));
    call.hear(&event(60, CallChange::Ended, CallFacts::default()));
    call
}

#[test]
fn work_is_for_whoever_has_it_else_for_whoever_sees_it() {
    let open = WorkItem::open(WorkKind::Unlogged, key());
    let done = Settled { how: Settlement::CalledBack, by: worker("dana"), at: at(1) };
    for (item, for_dana) in [
        (open.clone(), true),
        (open.clone().given(Some(given("dana", ""))), true),
        (open.clone().given(Some(given("sam", ""))), false),
        (open.clone().given(Some(given("sam", ""))).given(None), true),
        (WorkItem { settled: Some(done), ..open }, false),
    ] {
        assert_eq!(item.is_for(&worker("dana")), for_dana, "{item:?}");
    }
}

#[test]
fn without_looking_after_a_team_a_person_reports_on_their_own_work_only() {
    let open = WorkItem::open(WorkKind::Callback, key());
    for (item, may) in [
        (open.clone(), true),
        (open.clone().given(Some(given("dana", ""))), true),
        (open.given(Some(given("sam", ""))), false),
    ] {
        assert_eq!(item.is_report_of(&worker("dana")), may, "{item:?}");
    }
}

fn refused_at(desk: &str) -> WorkItem {
    let refused = Some(RefusedWrite { desk: worker(desk), because: RefusalKind::NotAllowed });
    WorkItem { refused, ..WorkItem::open(WorkKind::Refused, key()) }
}

#[test]
fn a_refused_write_is_asked_for_when_somebody_else_than_its_desk_has_it() {
    let over = Some(Settled { how: Settlement::LetGo, by: worker("dana"), at: at(1) });
    for (item, asked) in [
        (refused_at("dana"), false),
        (refused_at("dana").given(Some(given("dana", "Pick a stage."))), false),
        (refused_at("dana").given(Some(given("sam", ""))), true),
        (WorkItem { settled: over, ..refused_at("dana").given(Some(given("sam", ""))) }, false),
        (WorkItem::open(WorkKind::Unlogged, key()).given(Some(given("sam", ""))), false),
    ] {
        assert_eq!(item.is_asked_for(), asked, "{item:?}");
    }
}

#[test]
fn a_desk_says_that_a_write_waits_there_no_more_whoever_has_it() {
    let asked = refused_at("dana").given(Some(given("sam", "")));
    let over =
        WorkItem { settled: Some(Settled { how: Settlement::LetGo, by: worker("dana"), at: at(1) }), ..asked.clone() };
    for (item, person, may) in [
        (&over, "dana", true),
        (&over, "sam", false),
        (&over, "eve", false),
        (&asked, "dana", false),
        (&refused_at("dana"), "dana", true),
    ] {
        assert_eq!(item.is_report_of(&worker(person)), may, "{person}: {item:?}");
    }
}

#[test]
fn of_a_refusal_only_its_kind_leaves_the_desk() {
    let existing = vec![crate::ids::RecordId::new("003000000000001AAA").unwrap()];
    let reason = RefusalReason::Duplicate { existing, may_save: true };
    assert_eq!(serde_json::to_string(&reason.kind()).unwrap(), "\"duplicate\"");
    for (reason, kind) in [
        (RefusalReason::NotAllowed, RefusalKind::NotAllowed),
        (RefusalReason::Changed { differences: Vec::new() }, RefusalKind::Changed),
        (RefusalReason::Phone { error: crate::phone_system::PhoneError::NotSetUp }, RefusalKind::Other),
    ] {
        assert_eq!(reason.kind(), kind);
    }
}

#[test]
fn texts_have_an_end() {
    let item = WorkItem::open(WorkKind::Callback, key()).given(Some(given("dana", &format!(" {}", "x".repeat(900)))));
    assert_eq!(item.given.unwrap().note.len(), LONGEST_WORK_NOTE);
    assert_eq!(QualityFlag::comment(&format!("{}  ", "y".repeat(9_000))).len(), LONGEST_COMMENT);
    assert_eq!(QualityFlag::comment("  Well done. "), "Well done.");
}

#[test]
fn words_lead_back() {
    for kind in WorkKind::ALL {
        assert_eq!(WorkKind::named(kind.word()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
    for reason in DismissReason::ALL {
        assert_eq!(DismissReason::named(reason.word()), Some(reason));
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.word());
    }
    assert_eq!((WorkKind::named("lost"), DismissReason::named("")), (None, None));
}

#[test]
fn work_carries_the_call_but_not_who_called_nor_what_was_noted() {
    let call = over();
    let item = WorkItem::open(WorkKind::Unlogged, key());
    let event = WorkEvent::of(&call, WorkChange::Item { item }, worker("grace"), at(100));
    let text = serde_json::to_string(&event).unwrap();
    for hidden in ["Sarah", "refund", "example.com", "dana", "Dana"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    assert_eq!(serde_json::from_str::<WorkEvent>(&text).unwrap(), event);
}

#[test]
fn a_desk_that_never_heard_of_the_call_knows_its_times_and_pops_nothing() {
    let told = WorkEvent::of(
        &over(),
        WorkChange::Item { item: WorkItem::open(WorkKind::Unlogged, key()) },
        worker("grace"),
        at(100),
    );
    let call = Call::begin(&told.call_event());
    assert_eq!((call.first_at, call.ended_at(), call.talk_seconds()), (at(0), Some(at(60)), Some(60)));
    assert_eq!(call.customer_number().map(String::as_str), Some("+14155550134"));
    assert!(over().agent().is_some() && call.agent().is_none());
}

#[test]
fn what_is_told_is_read_again_without_its_empty_parts() {
    let resolved = Some(Resolved { by: worker("grace"), at: at(5) });
    let flag = QualityFlag {
        id: FlagId("f1".into()),
        kind: "coach".into(),
        comment: String::new(),
        for_agent: false,
        by: worker("grace"),
        at: at(1),
        resolved,
    };
    let how = Settlement::Dismissed { reason: DismissReason::Test };
    let settled = Some(Settled { how, by: worker("dana"), at: at(6) });
    let item = WorkItem { settled, ..WorkItem::open(WorkKind::Unlogged, key()) };
    let refused = refused_at("dana");
    for what in [WorkChange::Flag { flag }, WorkChange::Item { item }, WorkChange::Item { item: refused }] {
        let event = WorkEvent::of(&over(), what, worker("grace"), at(9));
        let mut value = serde_json::to_value(&event).unwrap();
        drop_nulls(&mut value);
        assert_eq!(serde_json::from_value::<WorkEvent>(value).unwrap(), event);
    }
}

/// As the store and the wire write events.
fn drop_nulls(value: &mut serde_json::Value) {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, field| !field.is_null());
        fields.values_mut().for_each(drop_nulls);
    }
}

#[test]
fn a_flag_names_the_agent_whom_it_is_for() {
    let flag = QualityFlag {
        id: FlagId("f1".into()),
        kind: "coach".into(),
        comment: "Ask for the order number first.".into(),
        for_agent: true,
        by: worker("grace"),
        at: at(90),
        resolved: None,
    };
    let event = WorkEvent::of(&over(), WorkChange::Flag { flag }, worker("grace"), at(100));
    assert_eq!(event.facts.agent.as_ref().map(|agent| agent.key.as_str()), Some("dana"));
    assert_eq!(event.id.0, "callside:five9:1:1790000100000000:f1");
    assert!(event.call_event().facts.agent.is_none());
}
