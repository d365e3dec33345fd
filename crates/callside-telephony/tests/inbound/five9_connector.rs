//! Parameters of Five9 web connectors.

use crate::given::{FIVE9, PREVIEW_CALL, connector, delivery, now, one, read, settings, time};
use callside_core::event::{AgentName, CallChange, Direction};
use callside_telephony::{DurationUnit, Flaw, Inbound, Method, Rejection, Route};
use std::collections::BTreeSet;

fn with_secret(rest: &str) -> String {
    format!("secret={FIVE9}&{rest}")
}

#[test]
fn an_accepted_outbound_call_has_the_dnis_as_its_customer() {
    let event = one(connector(PREVIEW_CALL.lines().nth(1).unwrap()));
    assert_eq!(event.call.to_string(), "five9:300000000001234");
    assert_eq!(event.what, CallChange::Answered);
    assert_eq!(event.at, now());
    let facts = event.facts;
    assert_eq!(facts.direction, Some(Direction::Outbound));
    assert_eq!(facts.customer_number.as_deref(), Some("2125550147"));
    assert_eq!(facts.company_number.as_deref(), Some("4155550100"));
    assert_eq!(facts.campaign.as_deref(), Some("Spring Renewals"));
    assert_eq!(facts.session.as_deref(), Some("F0A1B2C3"));
    assert_eq!(facts.started_at, Some(time("2026-07-03T15:30:00Z")));
    assert_eq!(facts.agent, Some(AgentName { key: "ana.ruiz@example.com".into(), name: Some("Ana Ruiz".into()) }));
    assert_eq!((facts.ended_at, facts.duration_s), (None, None), "a length of nought means: not over");
}

#[test]
fn variables_without_a_value_are_absent() {
    let event = one(connector(PREVIEW_CALL.lines().next().unwrap()));
    assert_eq!(event.what, CallChange::Previewed);
    assert_eq!(event.facts.customer_name.as_deref(), Some("Marta Lindqvist"));
    assert_eq!((event.facts.disposition, event.facts.ended_at), (None, None));
}

#[test]
fn a_disposition_has_label_notes_and_figures() {
    let event = one(connector(PREVIEW_CALL.lines().last().unwrap()));
    assert_eq!(event.what, CallChange::Dispositioned { label: Some("Callback Requested".into()) });
    assert_eq!(event.at, now(), "a disposition is set after the end that it carries");
    let facts = event.facts;
    assert_eq!(facts.ended_at, Some(time("2026-07-03T15:35:12.345Z")));
    assert_eq!((facts.duration_s, facts.hold_s, facts.talk_s), (Some(312), Some(20), Some(292)));
    assert_eq!(facts.notes.as_deref(), Some("Wants a new rudder.\nCall back after 4 pm."));
    assert_eq!(facts.disposition.as_deref(), Some("Callback Requested"));
}

#[test]
fn a_disposition_of_the_system_has_no_label() {
    let event = one(connector(PREVIEW_CALL.lines().nth(5).unwrap()));
    assert_eq!(event.what, CallChange::Dispositioned { label: None });
    assert_eq!(event.facts.disposition, None);
}

#[test]
fn every_trigger_and_short_word_is_known() {
    let transferred = CallChange::Transferred { to: None };
    let label = CallChange::Dispositioned { label: None };
    for (parameter, expected) in [
        ("trigger=OnCallAccepted", CallChange::Answered),
        ("trigger=OnCallDisconnected", CallChange::HungUp),
        ("trigger=OnCallDispositioned", label.clone()),
        ("trigger=OnPreview", CallChange::Previewed),
        ("trigger=OnWarmTransferInitiation", transferred.clone()),
        ("trigger=OnContactSelection", CallChange::Noted),
        ("trigger=ManuallyStarted", CallChange::Answered),
        ("trigger=ManuallyStartedAllowDuringPreviews", CallChange::Previewed),
        ("eventType=accepted", CallChange::Answered),
        ("EVENT_TYPE=Disconnected", CallChange::HungUp),
        ("event=disposition", label),
        ("eventType=preview", CallChange::Previewed),
        ("eventType=transfer", transferred),
        ("trigger=@Call.trigger@", CallChange::Answered),
        ("end_timestamp=20260703153000000", CallChange::HungUp),
        ("disposition_name=Sold", CallChange::Dispositioned { label: Some("Sold".into()) }),
        ("type=Inbound", CallChange::Answered),
    ] {
        let event = one(connector(&with_secret(&format!("call_id=1&{parameter}"))));
        assert_eq!(event.what, expected, "{parameter}");
    }
    for trigger in ["OnChatArrival", "OnEmailClose"] {
        assert_eq!(connector(&with_secret(&format!("trigger={trigger}"))), Ok(vec![]), "{trigger}");
    }
}

#[test]
fn who_is_the_customer_depends_on_the_direction() {
    use Direction::{Inbound, Internal, Outbound};
    for (kind, direction, customer) in [
        ("Inbound", Some(Inbound), "ani"),
        ("Manual", Some(Outbound), "dnis"),
        ("Autodial", Some(Outbound), "dnis"),
        ("Outbound+Preview", Some(Outbound), "dnis"),
        ("Queue+Callback", Some(Outbound), "dnis"),
        ("Internal", Some(Internal), "ani"),
        ("Something+new", None, "ani"),
        ("@Call.type_name@", None, "ani"),
    ] {
        let facts = one(connector(&with_secret(&format!("call_id=1&ANI=ani&DNIS=dnis&type_name={kind}")))).facts;
        assert_eq!((facts.direction, facts.customer_number.as_deref()), (direction, Some(customer)), "{kind}");
    }
}

#[test]
fn query_and_form_are_read_as_one() {
    let secret = format!("secret={FIVE9}");
    let form = b"call_id=1&ANI=4155550123&eventType=accepted";
    let mixed = Inbound { query: &secret, ..delivery(Method::Post, Route::Five9Connector, "", form) };
    assert_eq!(one(read(&mixed)).facts.customer_number.as_deref(), Some("4155550123"));
    let in_get_body = Inbound { method: Method::Get, ..mixed };
    assert_eq!(read(&in_get_body), Err(Flaw::Missing { field: "call_id" }.into()), "a GET has no body");
}

#[test]
fn the_secret_must_come_once_and_be_right() {
    for (query, expected) in [
        ("call_id=1", Rejection::Unsigned),
        ("call_id=1&secret=", Rejection::Unsigned),
        ("call_id=1&secret=@Call.secret@", Rejection::Unsigned),
        ("call_id=1&secret=wrong", Rejection::BadSignature),
        ("call_id=1&secret=harbour-street-secret-1%00", Rejection::BadSignature),
        ("call_id=1&secret=HARBOUR-STREET-SECRET-1", Rejection::BadSignature),
        ("secret=harbour-street-secret-1&call_id=1&secret=harbour-street-secret-1", Flaw::Ambiguous.into()),
        ("secret=wrong&call_id=1&Secret=harbour-street-secret-1", Flaw::Ambiguous.into()),
        ("secret=harbour-street-secret-1&call_id=1&callId=2", Flaw::Ambiguous.into()),
        ("secret=harbour-street-secret-1", Flaw::Missing { field: "call_id" }.into()),
        ("secret=harbour-street-secret-1&call_id=a%0Ab", Flaw::WrongKind { field: "call_id" }.into()),
    ] {
        assert_eq!(connector(query), Err(expected), "{query}");
    }
}

#[test]
fn an_unknown_trigger_is_said_by_name() {
    let Err(Rejection::UnsupportedEvent { event }) = connector(&with_secret("call_id=1&trigger=OnMoonrise+4155550123"))
    else {
        panic!("an unknown trigger was taken")
    };
    assert_eq!(event.to_string(), "\"OnMoonrise\"", "no number reaches the diagnostics");
}

#[test]
fn a_repeat_is_the_same_event_and_news_is_not() {
    let later = "2026-07-03T15:45:59Z".parse().unwrap();
    let id = |rest: &str, received_at| {
        let query = with_secret(rest);
        one(read(&Inbound { received_at, ..delivery(Method::Get, Route::Five9Connector, &query, b"") })).id
    };
    let base =
        "trigger=OnCallDispositioned&call_id=1&end_timestamp=20260703153512345&disposition_id=5&disposition_name=Sold";
    assert_eq!(id(base, now()), id(base, later));
    assert_eq!(id(base, now()), id(&base.replace("call_id", "callId"), later), "by whatever names it comes");
    let news: BTreeSet<_> = [
        base.to_owned(),
        base.replace("Sold", "Not+sold"),
        base.replace("disposition_id=5", "disposition_id=6"),
        base.replace("call_id=1", "call_id=2"),
        base.replace("512345", "612345"),
        base.replace("OnCallDispositioned", "OnCallDisconnected"),
        format!("{base}&user_name=ben.osei"),
        format!("{base}&comments=later+thought"),
    ]
    .iter()
    .map(|query| id(query, now()))
    .collect();
    assert_eq!(news.len(), 8);
}

#[test]
fn lengths_of_time_have_the_unit_of_the_settings() {
    let mut settings = settings();
    let query = with_secret("call_id=1&trigger=OnCallDisconnected&length=312000&talk_time=280999");
    let inbound = delivery(Method::Get, Route::Five9Connector, &query, b"");
    settings.five9.as_mut().unwrap().connector_durations = DurationUnit::Milliseconds;
    let facts = one(callside_telephony::read(&inbound, &settings)).facts;
    assert_eq!((facts.duration_s, facts.talk_s), (Some(312), Some(280)));
}
