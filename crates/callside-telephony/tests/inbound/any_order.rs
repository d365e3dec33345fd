//! From the wire to the call: whatever the order in which deliveries come in, and however often, the call is the same.

use crate::given::{
    MISSED_CALL, NAMED_EVENTS, PREVIEW_CALL, SWITCHED_CALL, TRANSFERRED_CALL, aircall, calls, delivery, list, named,
    now, read, time,
};
use crate::signatures::{standard, standard_signature};
use callside_core::call::{Call, Phase};
use callside_core::event::CallEvent;
use callside_telephony::{Inbound, Method, Route};
use jiff::SignedDuration;
use proptest::prelude::*;

/// The events of each delivery. Five9 gives accepted calls no time of their own, so the receipt counts: a minute apart.
fn five9() -> Vec<Vec<CallEvent>> {
    let delivered = |(minute, form): (usize, &str)| {
        let inbound = delivery(Method::Post, Route::Five9Connector, "", form.as_bytes());
        let late = SignedDuration::from_mins(i64::try_from(minute).unwrap());
        calls(read(&Inbound { received_at: inbound.received_at + late, ..inbound }).unwrap())
    };
    PREVIEW_CALL.lines().enumerate().map(delivered).collect()
}

fn aircall_deliveries(fixture: &str) -> Vec<Vec<CallEvent>> {
    list(fixture).iter().map(|body| calls(aircall(body).unwrap())).collect()
}

/// The events of each signed delivery of a phone switch, each with an id of its own.
fn phone_switch() -> Vec<Vec<CallEvent>> {
    let stamp = now().as_second().to_string();
    let delivered = |(n, body): (usize, &String)| {
        let id = format!("msg_{n}");
        let signature = standard_signature(&id, &stamp, body);
        let events = standard(id.as_bytes(), stamp.as_bytes(), signature.as_bytes(), body.as_bytes(), now());
        calls(events.unwrap())
    };
    list(SWITCHED_CALL).iter().enumerate().map(delivered).collect()
}

fn told<'a>(events: impl IntoIterator<Item = &'a CallEvent>) -> Call {
    let mut events = events.into_iter();
    let mut call = Call::begin(events.next().unwrap());
    events.for_each(|event| call.hear(event));
    call
}

/// Heap's algorithm: visits every order of the deliveries.
fn every_order(deliveries: &mut [Vec<CallEvent>], n: usize, visit: &mut impl FnMut(&[Vec<CallEvent>])) {
    if n <= 1 {
        return visit(deliveries);
    }
    for i in 0..n {
        every_order(deliveries, n - 1, visit);
        deliveries.swap(if n.is_multiple_of(2) { i } else { 0 }, n - 1);
    }
}

/// Every order tells the same call; how many there are.
fn agree(deliveries: &mut [Vec<CallEvent>], expected: &Call) -> usize {
    let mut orders = 0;
    every_order(deliveries, deliveries.len(), &mut |order| {
        orders += 1;
        assert_eq!(told(order.iter().flatten()), *expected);
    });
    orders
}

#[test]
fn every_order_of_a_five9_call_gives_the_same_call() {
    let mut deliveries = five9();
    let expected = told(deliveries.iter().flatten());
    assert_eq!(expected.phase(), Phase::Ended);
    assert_eq!(expected.provider_disposition(), Some("Callback Requested"));
    assert_eq!(expected.talk_seconds(), Some(292));
    assert_eq!(expected.legs.len(), 2, "a transfer makes a leg, not a call");
    assert_eq!(expected.customer_number().map(String::as_str), Some("2125550147"));
    assert_eq!(agree(&mut deliveries, &expected), 5_040);
}

#[test]
fn every_order_of_a_missed_aircall_call_gives_the_same_call() {
    let mut deliveries = aircall_deliveries(MISSED_CALL);
    let expected = told(deliveries.iter().flatten());
    assert_eq!((expected.phase(), expected.answered_at()), (Phase::Ended, None));
    assert!(expected.voicemail_at().is_some() && expected.voicemail_url().is_some());
    assert_eq!(agree(&mut deliveries, &expected), (1..=deliveries.len()).product::<usize>());
}

#[test]
fn every_order_of_a_phone_switchs_call_gives_the_same_call() {
    let mut deliveries = phone_switch();
    let expected = told(deliveries.iter().flatten());
    assert_eq!((expected.phase(), expected.answered_at()), (Phase::Ended, Some(time("2026-07-03T15:30:12Z"))));
    assert_eq!((expected.talk_seconds(), expected.hold_s().copied()), (Some(258), Some(30)));
    assert_eq!(expected.provider_disposition(), Some("Sold"));
    assert_eq!(expected.agent().map(|agent| agent.key.as_str()), Some("ben.osei@example.com"), "who had it last");
    assert_eq!(expected.queue().map(String::as_str), Some("Boats"));
    assert_eq!(expected.notes().map(String::as_str), Some("Wants a new rudder."), "what nobody says again stands");
    assert_eq!(expected.transfers.iter().map(|(_, to)| to.as_deref()).collect::<Vec<_>>(), [Some("Ben Osei")]);
    assert_eq!(expected.legs.len(), 2, "a transfer makes a leg, not a call");
    assert_eq!(agree(&mut deliveries, &expected), 5_040);
}

#[test]
fn a_transferred_aircall_call_ends_with_everything_that_was_said() {
    let call = told(aircall_deliveries(TRANSFERRED_CALL).iter().flatten());
    assert_eq!((call.phase(), call.talk_seconds()), (Phase::Ended, Some(200)));
    assert_eq!(call.tags().collect::<Vec<_>>(), ["Parts"], "VIP was taken off");
    assert_eq!(call.comments.len(), 1);
    assert_eq!(call.declined.len(), 1);
    assert_eq!(call.transfers.iter().map(|(_, to)| to.as_deref()).collect::<Vec<_>>(), [Some("Ben Osei")]);
    let legs: Vec<_> = call.legs.keys().map(|leg| leg.0.as_str()).collect();
    assert_eq!(legs, ["ana.ruiz@example.com", "ben.osei@example.com"]);
}

#[test]
fn named_events_of_one_call_agree_in_every_order() {
    let mut deliveries: Vec<_> = list(NAMED_EVENTS)[..3].iter().map(|body| calls(named(body).unwrap())).collect();
    let expected = told(deliveries.iter().flatten());
    assert_eq!((expected.phase(), expected.provider_disposition()), (Phase::Ended, Some("Callback Requested")));
    assert_eq!(agree(&mut deliveries, &expected), 6);
}

/// Any order, with any delivery any number of times more.
fn shuffled(deliveries: Vec<Vec<CallEvent>>) -> impl Strategy<Value = Vec<Vec<CallEvent>>> {
    let again = prop::collection::vec(prop::sample::select(deliveries.clone()), 0..20);
    again.prop_map(move |again| [deliveries.clone(), again].concat()).prop_shuffle()
}

proptest! {
    #[test]
    fn aircall_deliveries_in_any_order_and_number_give_the_same_call(
        order in shuffled(aircall_deliveries(TRANSFERRED_CALL))
    ) {
        prop_assert_eq!(told(order.iter().flatten()), told(aircall_deliveries(TRANSFERRED_CALL).iter().flatten()));
    }

    #[test]
    fn a_phone_switchs_deliveries_in_any_order_and_number_give_the_same_call(order in shuffled(phone_switch())) {
        prop_assert_eq!(told(order.iter().flatten()), told(phone_switch().iter().flatten()));
    }

    #[test]
    fn five9_deliveries_in_any_order_and_number_give_the_same_call(order in shuffled(five9())) {
        prop_assert_eq!(told(order.iter().flatten()), told(five9().iter().flatten()));
    }
}
