//! The life of a call: duplicates, late and out-of-order events lead to the same final state.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use callside_core::call::{Call, Phase, ToldDecision, ToldWrapUp};
use callside_core::event::{AgentName, CallChange, CallEvent, CallFacts, Direction};
use callside_core::ids::{CallKey, EventId, LegId, Provider, RecordId};
use callside_core::work::Worker;
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// 2026-07-03T15:30:00Z and so many seconds.
fn after(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_783_092_600 + seconds).unwrap()
}

fn event(seconds: i64, what: CallChange, facts: CallFacts) -> CallEvent {
    let call = CallKey::new(Provider::Five9, "1").unwrap();
    CallEvent { id: EventId(format!("{seconds}:{what:?}")), call, at: after(seconds), what, facts }
}

fn by(agent: &str) -> CallFacts {
    CallFacts { agent: Some(AgentName { key: agent.to_owned(), name: None }), ..CallFacts::default() }
}

fn told<'a>(events: impl IntoIterator<Item = &'a CallEvent>) -> Call {
    let mut events = events.into_iter();
    let mut call = Call::begin(events.next().unwrap());
    events.for_each(|event| call.hear(event));
    call
}

/// A connector call that is transferred, as `callside-telephony` reads it.
fn five9() -> Vec<CallEvent> {
    let label = |label: Option<&str>| CallChange::Dispositioned { label: label.map(str::to_owned) };
    let over = |agent| CallFacts { ended_at: Some(after(312)), duration_s: Some(312), ..by(agent) };
    vec![
        event(0, CallChange::Previewed, CallFacts { direction: Some(Direction::Outbound), ..by("ana") }),
        event(5, CallChange::Answered, CallFacts { started_at: Some(after(0)), ..by("ana") }),
        event(100, CallChange::Transferred { to: None }, by("ana")),
        event(130, CallChange::Answered, by("ben")),
        event(312, CallChange::HungUp, over("ben")),
        event(320, label(None), over("ben")),
        event(350, label(Some("Callback")), over("ben")),
    ]
}

/// An answered Aircall call with everything that may happen to it.
fn aircall() -> Vec<CallEvent> {
    let comment = |text: &str| CallChange::Commented { id: "51".into(), text: text.into() };
    let tagged = |tag: &str| CallChange::Tagged { tag: tag.into() };
    let left = CallFacts { tags: Some(BTreeSet::from(["Parts".to_owned()])), ..CallFacts::default() };
    let over = CallFacts { answered_at: Some(after(15)), ended_at: Some(after(215)), ..by("ana") };
    vec![
        event(0, CallChange::Created, CallFacts::default()),
        event(9, CallChange::Ringing, by("ana")),
        event(15, CallChange::Answered, by("ana")),
        event(40, CallChange::Held, by("ana")),
        event(55, CallChange::Unheld, by("ana")),
        event(70, comment("first"), CallFacts::default()),
        event(71, comment("corrected"), CallFacts::default()),
        event(80, tagged("VIP"), CallFacts::default()),
        event(85, tagged("Parts"), CallFacts::default()),
        event(90, CallChange::Noted, left),
        event(215, CallChange::HungUp, over.clone()),
        event(245, CallChange::Ended, over),
        event(250, CallChange::VoicemailLeft, CallFacts::default()),
        event(300, CallChange::Archived, CallFacts::default()),
    ]
}

/// Heap's algorithm: visits every order of the events.
fn every_order(events: &mut [CallEvent], n: usize, visit: &mut impl FnMut(&[CallEvent])) {
    if n <= 1 {
        return visit(events);
    }
    for i in 0..n {
        every_order(events, n - 1, visit);
        events.swap(if n.is_multiple_of(2) { i } else { 0 }, n - 1);
    }
}

#[test]
fn every_order_of_a_five9_call_ends_the_same() {
    let mut events = five9();
    let expected = told(&events);
    assert_eq!((expected.phase(), expected.provider_disposition()), (Phase::Ended, Some("Callback")));
    assert_eq!((expected.answered_at(), expected.ended_at()), (Some(after(5)), Some(after(312))));
    assert_eq!((expected.first_at, expected.last_at), (after(0), after(350)));
    assert_eq!(expected.legs.len(), 2, "a transfer makes a leg, not a call");
    assert_eq!(expected.agent().map(|agent| agent.key.as_str()), Some("ben"));
    let count = events.len();
    every_order(&mut events, count, &mut |order| assert_eq!(told(order), expected));
}

#[test]
fn an_aircall_call_keeps_the_latest_word_on_everything() {
    let call = told(&aircall());
    assert_eq!((call.phase(), call.talk_seconds()), (Phase::Ended, Some(200)));
    assert_eq!(call.tags().collect::<Vec<_>>(), ["Parts"]);
    assert_eq!(call.comments.values().map(|said| said.value.as_str()).collect::<Vec<_>>(), ["corrected"]);
    assert_eq!(call.voicemail_at(), Some(after(250)));
    assert!(call.pops());
}

#[test]
fn a_tag_that_is_put_on_again_is_on() {
    let list = |tags: &[&str]| CallFacts {
        tags: Some(tags.iter().map(ToString::to_string).collect()),
        ..CallFacts::default()
    };
    let on = |at| event(at, CallChange::Tagged { tag: "VIP".into() }, CallFacts::default());
    let off = |at| event(at, CallChange::Untagged { tag: "VIP".into() }, CallFacts::default());
    let all_gone = event(20, CallChange::Noted, list(&[]));
    let one_left = event(20, CallChange::Noted, list(&["VIP"]));
    for (events, expected) in [
        (vec![on(10)], vec!["VIP"]),
        (vec![on(10), off(15)], vec![]),
        (vec![on(10), all_gone.clone()], vec![]),
        (vec![on(10), all_gone.clone(), on(30)], vec!["VIP"]),
        (vec![all_gone, on(20)], vec!["VIP"]),
        (vec![off(10), one_left.clone()], vec!["VIP"]),
        (vec![one_left, off(30)], vec![]),
    ] {
        let call = told(&events);
        assert_eq!(call.tags().collect::<Vec<_>>(), expected, "{events:?}");
    }
}

#[test]
fn late_news_of_an_earlier_phase_does_not_reopen_a_call() {
    let hung_up = event(60, CallChange::HungUp, CallFacts::default());
    for late in [CallChange::Created, CallChange::Ringing, CallChange::Answered, CallChange::Held, CallChange::Unheld] {
        let call = told(&[hung_up.clone(), event(30, late.clone(), by("ana"))]);
        assert_eq!(call.phase(), Phase::Ended, "{late:?}");
    }
}

#[test]
fn hold_is_what_was_said_last_not_what_came_last() {
    let answered = event(10, CallChange::Answered, CallFacts::default());
    let held = event(20, CallChange::Held, CallFacts::default());
    let unheld = event(30, CallChange::Unheld, CallFacts::default());
    assert_eq!(told(&[answered.clone(), held.clone()]).phase(), Phase::OnHold);
    assert_eq!(told(&[answered, unheld, held]).phase(), Phase::Talking);
}

fn change() -> impl Strategy<Value = CallChange> {
    let word = || prop::sample::select(vec!["a".to_owned(), "b".to_owned()]);
    let maybe = || prop::option::of(word());
    prop_oneof![
        prop::sample::select(vec![
            CallChange::Created,
            CallChange::Previewed,
            CallChange::Ringing,
            CallChange::Declined,
            CallChange::Answered,
            CallChange::Held,
            CallChange::Unheld,
            CallChange::HungUp,
            CallChange::Ended,
            CallChange::VoicemailLeft,
            CallChange::Archived,
            CallChange::HandedOver { to: "202".into(), note: "is angry".into() },
            CallChange::Noted,
        ]),
        maybe().prop_map(|to| CallChange::Transferred { to }),
        maybe().prop_map(|to| CallChange::Assigned { to }),
        maybe().prop_map(|label| CallChange::Dispositioned { label }),
        (word(), word()).prop_map(|(id, text)| CallChange::Commented { id, text }),
        word().prop_map(|tag| CallChange::Tagged { tag }),
        (0_u8..3, any::<bool>()).prop_map(|(n, day_only)| {
            let record = RecordId::new(&format!("00T00000000000{n}")).unwrap();
            CallChange::Logged { about: [record.clone()].into(), record, day_only }
        }),
        word().prop_map(|tag| CallChange::Untagged { tag }),
        (0_u32..3, maybe()).prop_map(|(revision, outcome)| {
            let decided = outcome.map(|outcome| ToldDecision {
                at: after(9),
                outcome,
                notes: None,
                name: None,
                record: None,
                writing: None,
            });
            CallChange::WrappedUp {
                told: Box::new(ToldWrapUp { revision, by: Worker("ana".into()), decided }),
                saw: None,
            }
        }),
    ]
}

prop_compose! {
    fn facts()(
        direction in prop::option::of(prop::sample::select(vec![Direction::Inbound, Direction::Outbound])),
        texts in prop::collection::vec(prop::option::of(prop::sample::select(vec!["a", "b", "c"])), 6),
        names in prop::collection::vec(prop::option::of(prop::sample::select(vec!["Ana", "Ben"])), 2),
        times in prop::collection::vec(prop::option::of(-5_i64..12), 3),
        figures in prop::collection::vec(prop::option::of(0_u32..4), 3),
        tags in prop::option::of(prop::collection::btree_set(prop::sample::select(vec!["a".to_owned(), "b".to_owned()]), 0..3)),
    ) -> CallFacts {
        let text = |index: usize| texts[index].map(str::to_owned);
        CallFacts {
            direction,
            customer_number: text(0),
            customer_name: text(1),
            queue: text(2),
            disposition: text(3),
            notes: text(4),
            agent: text(5).map(|key| AgentName { key, name: names[0].map(str::to_owned) }),
            leg: names[1].map(|leg| LegId(leg.to_owned())),
            started_at: times[0].map(after),
            answered_at: times[1].map(after),
            ended_at: times[2].map(after),
            duration_s: figures[0],
            talk_s: figures[1],
            hold_s: figures[2],
            tags,
            ..CallFacts::default()
        }
    }
}

/// Few moments and few values, so that events contradict each other at the same moment often.
fn events() -> impl Strategy<Value = Vec<CallEvent>> {
    let one = (0_i64..6, change(), facts()).prop_map(|(seconds, what, facts)| event(seconds, what, facts));
    prop::collection::vec(one, 1..9)
}

/// Events, and the same in another order with some of them again.
fn retold(events: impl Strategy<Value = Vec<CallEvent>>) -> impl Strategy<Value = (Vec<CallEvent>, Vec<CallEvent>)> {
    events.prop_flat_map(|events| {
        let again = prop::collection::vec(prop::sample::select(events.clone()), 0..8);
        let all = again.prop_map({
            let events = events.clone();
            move |again| [events.clone(), again].concat()
        });
        (Just(events), all.prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_events_in_any_order_and_number_give_the_same_call((events, other) in retold(events())) {
        prop_assert_eq!(told(&events), told(&other));
    }

    #[test]
    fn an_aircall_call_in_any_order_and_number_is_the_same((events, other) in retold(Just(aircall()))) {
        prop_assert_eq!(told(&events), told(&other));
    }

    #[test]
    fn the_word_of_a_change_is_the_one_that_it_is_written_with(change in change()) {
        prop_assert_eq!(&serde_json::to_value(&change).unwrap()["change"], change.word());
    }

    #[test]
    fn a_call_outlives_being_written_down((events, more) in retold(events())) {
        let mut call = told(&events);
        let mut read: Call = serde_json::from_str(&serde_json::to_string(&call).unwrap()).unwrap();
        for event in &more {
            call.hear(event);
            read.hear(event);
        }
        prop_assert_eq!(call, read);
    }
}
