//! Webhooks of any phone system, found by the usual names.

use crate::given::{INCOMING, now, one, time};
use crate::signatures::{standard, standard_signature};
use callside_core::event::{AgentName, CallChange, Direction, Event};
use callside_telephony::{Flaw, Rejection};

pub fn signed(body: &str) -> Result<Vec<Event>, Rejection> {
    let stamp = now().as_second().to_string();
    let signature = standard_signature("m", &stamp, body);
    standard(b"m", stamp.as_bytes(), signature.as_bytes(), body.as_bytes(), now())
}

#[test]
fn a_screen_pop_is_read_without_any_mapping() {
    let event = one(signed(INCOMING));
    assert_eq!(event.call.to_string(), "phone:c-77");
    assert_eq!((event.what, event.at), (CallChange::Ringing, now()));
    let facts = event.facts;
    assert_eq!(facts.direction, Some(Direction::Inbound));
    assert_eq!(facts.customer_number.as_deref(), Some("+1 (212) 555-0147"));
    assert_eq!(facts.company_number.as_deref(), Some("+14155550100"));
    assert_eq!(facts.customer_name.as_deref(), Some("Marta Lindqvist"));
    assert_eq!(facts.agent, Some(AgentName { key: "ana.ruiz@example.com".into(), name: Some("Ana Ruiz".into()) }));
    assert_eq!(facts.queue.as_deref(), Some("Parts"));
    assert_eq!(facts.started_at, Some(time("2026-07-03T15:30:00Z")));
}

#[test]
fn the_call_id_is_found_in_its_usual_places() {
    for (body, expected) in [
        (r#"{"call_id":"a"}"#, "phone:a"),
        (r#"{"callId":"a","id":"b"}"#, "phone:a"),
        (r#"{"id":"a"}"#, "phone:a"),
        (r#"{"id":7,"success":true}"#, "phone:7"),
        (r#"{"data":{"call_id":"a"}}"#, "phone:a"),
        (r#"{"id":"evt","data":{"id":"a"}}"#, "phone:a"),
        (r#"{"id":"evt","data":{"call":{"id":"a"},"id":"b"}}"#, "phone:a"),
        (r#"{"payload":{"Call-ID":"a"}}"#, "phone:a"),
        (r#"{"call_id":"","id":"a"}"#, "phone:a"),
        (r#"{"call_id":null,"uniqueid":"1720020600.12"}"#, "phone:1720020600.12"),
    ] {
        assert_eq!(one(signed(body)).call.to_string(), expected, "{body}");
    }
    for body in ["{}", r#"{"call_id":{}}"#, r#"{"call_id":[1]}"#, r#"{"from":"+14155550100"}"#] {
        assert_eq!(signed(body), Err(Flaw::Missing { field: "call_id" }.into()), "{body}");
    }
}

#[test]
fn common_event_words_are_known() {
    for (word, expected) in [
        ("call.incoming", CallChange::Ringing),
        ("RINGING", CallChange::Ringing),
        ("screen_pop", CallChange::Ringing),
        ("call_queued", CallChange::Created),
        ("dialing", CallChange::Created),
        ("in-progress", CallChange::Answered),
        ("call.connected", CallChange::Answered),
        ("on_hold", CallChange::Held),
        ("resumed", CallChange::Unheld),
        ("Hangup", CallChange::HungUp),
        ("completed", CallChange::Ended),
        ("no-answer", CallChange::Ended),
        ("voicemail", CallChange::VoicemailLeft),
        ("rejected", CallChange::Declined),
        ("updated", CallChange::Noted),
    ] {
        let event = one(signed(&format!(r#"{{"call_id":"1","event":"{word}"}}"#)));
        assert_eq!(event.what, expected, "{word}");
    }
    for word in ["call", "sneezed", "0"] {
        let answer = signed(&format!(r#"{{"call_id":"1","event":"{word}"}}"#));
        assert!(matches!(answer, Err(Rejection::UnsupportedEvent { .. })), "{word}: {answer:?}");
    }
}

#[test]
fn the_customer_is_the_other_end() {
    for (direction, extra, customer, company) in [
        ("inbound", "", "from", "to"),
        ("outbound", "", "to", "from"),
        ("OUT", "", "to", "from"),
        ("sideways", "", "from", "to"),
        ("outbound", r#","customer_number":"c""#, "c", "from"),
    ] {
        let body = format!(r#"{{"call_id":"1","direction":"{direction}","from":"from","to":"to"{extra}}}"#);
        let facts = one(signed(&body)).facts;
        let numbers = (facts.customer_number.as_deref(), facts.company_number.as_deref());
        assert_eq!(numbers, (Some(customer), Some(company)), "{body}");
    }
}

#[test]
fn an_end_has_figures_disposition_and_addresses() {
    let body = r#"{"event":"call.completed","call_id":"1","duration":"1:02","talk_time":50,"hold_time":2,"timestamp":1783092600,
        "disposition":"Sold","notes":"a\nb","recording_url":"https://recordings.example/1","voicemail":"nope","ai_summary":"Asked for\nthe invoice","hangup_cause":"NORMAL"}"#;
    let event = one(signed(body));
    assert_eq!(event.at, time("2026-07-03T15:30:00Z"));
    let facts = event.facts;
    assert_eq!((facts.duration_s, facts.talk_s, facts.hold_s), (Some(62), Some(50), Some(2)));
    assert_eq!((facts.disposition.as_deref(), facts.notes.as_deref()), (Some("Sold"), Some("a\nb")));
    assert_eq!(facts.ai_summary.as_deref(), Some("Asked for\nthe invoice"));
    assert_eq!((facts.recording_url.as_deref(), facts.voicemail_url), (Some("https://recordings.example/1"), None));
}
