//! Five9 events by name, as a relay or middleware sends them.

use crate::given::{FIVE9, NAMED_EVENTS, delivery, list, named, now, one, read, time};
use callside_core::event::{AgentEvent, AgentState, CallChange, Event};
use callside_telephony::{Flaw, Headers, Inbound, Method, Rejection, Route};

fn nth(index: usize) -> String {
    list(NAMED_EVENTS)[index].clone()
}

#[test]
fn a_created_call_rings_at_its_agent() {
    let event = one(named(&nth(0)));
    assert_eq!(event.call.to_string(), "five9:300000000005678");
    assert_eq!((event.what, event.at), (CallChange::Ringing, time("2026-07-03T15:30:00Z")));
    let facts = event.facts;
    assert_eq!(facts.session.as_deref(), Some("F0A1B2C4"));
    assert_eq!(facts.agent.map(|agent| agent.key).as_deref(), Some("Ana Ruiz"));
    assert_eq!(facts.customer_number.as_deref(), Some("2125550147"));
    assert_eq!(facts.company_number.as_deref(), Some("4155550100"));
    assert_eq!(facts.queue.as_deref(), Some("Parts"));
    assert_eq!(facts.campaign.as_deref(), Some("Harbour Street"));
    assert_eq!(facts.provider_contact.as_deref(), Some("8812"));
    assert_eq!(facts.started_at, Some(time("2026-07-03T15:30:00Z")));
}

#[test]
fn an_ended_call_reads_numbers_and_texts_alike() {
    let event = one(named(&nth(1)));
    assert_eq!((event.what, event.at), (CallChange::Ended, time("2026-07-03T15:35:12Z")));
    assert_eq!(event.facts.ended_at, Some(time("2026-07-03T15:35:12Z")));
    let facts = event.facts;
    assert_eq!((facts.duration_s, facts.talk_s, facts.hold_s), (Some(312), Some(280), Some(20)));
    assert_eq!(facts.provider_contact.as_deref(), Some("8812"));
}

#[test]
fn a_disposition_may_come_without_an_envelope() {
    let event = one(named(&nth(2)));
    assert_eq!(event.call.to_string(), "five9:300000000005678");
    assert_eq!(event.what, CallChange::Dispositioned { label: Some("Callback Requested".into()) });
    assert_eq!(event.at, time("2026-07-03T15:36:00Z"));
    let facts = event.facts;
    assert_eq!((facts.duration_s, facts.talk_s, facts.hold_s), (Some(312), Some(280), Some(20)));
    assert_eq!(facts.notes.as_deref(), Some("Wants a new rudder.\nCall back after 4 pm."));
    assert_eq!(facts.recording_url.as_deref(), Some("https://recordings.example/5678.mp3"));
}

#[test]
fn a_voicemail_has_its_address_apart_from_recordings() {
    let event = one(named(&nth(3)));
    assert_eq!((event.what, event.at), (CallChange::VoicemailLeft, time("2026-07-03T15:30:00.123Z")));
    assert_eq!(event.facts.voicemail_url.as_deref(), Some("https://recordings.example/9999.mp3"));
    assert_eq!((event.facts.recording_url, event.facts.customer_number.as_deref()), (None, Some("Anonymous")));
}

fn agent(body: &str) -> AgentEvent {
    match named(body).unwrap().as_slice() {
        [Event::Agent(event)] => event.clone(),
        other => panic!("not one agent event: {other:?}"),
    }
}

#[test]
fn an_agent_has_a_state_with_a_reason() {
    let event = agent(&nth(4));
    assert_eq!(event.state, AgentState::NotReady { reason: Some("Lunch".into()) });
    assert_eq!((event.agent.key.as_str(), event.at), ("Ana Ruiz", time("2026-07-03T15:40:00Z")));
}

#[test]
fn words_for_states_are_read_in_every_spelling() {
    for (word, expected) in [
        ("READY", AgentState::Available),
        ("On Call", AgentState::OnCall),
        ("TALKING", AgentState::OnCall),
        ("After Call Work", AgentState::WrapUp),
        ("wrap_up", AgentState::WrapUp),
        ("not-ready", AgentState::NotReady { reason: None }),
        ("LOGGED_OUT", AgentState::Offline),
        ("Juggling", AgentState::Other { word: "Juggling".into() }),
    ] {
        let body = format!(r#"{{"event":"agent.state_changed","agentName":"Ana Ruiz","newState":"{word}"}}"#);
        assert_eq!(agent(&body).state, expected, "{word}");
    }
}

#[test]
fn reports_without_a_time_are_never_repeats() {
    let body = br#"{"event":"agent.state_changed","agentName":"Ana Ruiz","state":"Ready"}"#;
    let headers = [("authorization", format!("Bearer {FIVE9}"))];
    let headers = headers.each_ref().map(|(name, value)| (*name, value.as_bytes()));
    let inbound = Inbound { headers: Headers(&headers), ..delivery(Method::Post, Route::Five9Events, "", body) };
    let id = |received_at| read(&Inbound { received_at, ..inbound }).unwrap()[0].id().clone();
    assert_ne!(id(now()), id(time("2026-07-03T15:45:01Z")));
}

#[test]
fn every_place_for_the_secret_must_be_right() {
    let bare = r#"{"event":"call.created","callId":"1"}"#.to_owned();
    let inside = bare.replace("{\"event", &format!("{{\"secret\":\"{FIVE9}\",\"event"));
    let wrong_inside = bare.replace("{\"event", "{\"secret\":\"wrong\",\"event");
    let query = format!("secret={FIVE9}");
    let bearer = format!("Bearer {FIVE9}");
    let (right, wrong) = (Some(bearer.as_str()), Some("Bearer wrong"));
    for (body, query, authorization, expected) in [
        (&bare, "", None, Err(Rejection::Unsigned)),
        (&bare, "", Some("Basic YTpi"), Err(Rejection::BadSignature)),
        (&bare, "", wrong, Err(Rejection::BadSignature)),
        (&bare, "secret=wrong", right, Err(Rejection::BadSignature)),
        (&wrong_inside, &query, right, Err(Rejection::BadSignature)),
        (&bare, "", right, Ok(())),
        (&bare, &query, None, Ok(())),
        (&inside, "", None, Ok(())),
        (&inside, &query, right, Ok(())),
    ] {
        let headers: Vec<_> = authorization.map(|value| ("Authorization", value.as_bytes())).into_iter().collect();
        let inbound = Inbound {
            headers: Headers(&headers),
            ..delivery(Method::Post, Route::Five9Events, query, body.as_bytes())
        };
        assert_eq!(read(&inbound).map(|_| ()), expected, "{body} ?{query} {authorization:?}");
    }
}

#[test]
fn an_event_needs_its_name_and_its_call() {
    for (body, expected) in [
        (r#"{"callId":"1"}"#, Rejection::from(Flaw::Missing { field: "event" })),
        (r#"{"event":"call.created"}"#, Flaw::Missing { field: "call_id" }.into()),
        (r#"{"event":"call.created","callId":""}"#, Flaw::Missing { field: "call_id" }.into()),
        (r#"{"event":"agent.state_changed","state":"Ready"}"#, Flaw::Missing { field: "agentName" }.into()),
        (r#"{"event":"agent.state_changed","agentName":"Ana"}"#, Flaw::Missing { field: "state" }.into()),
        (r#"{"event":"call.created","callId":"1","call_id":"2"}"#, Flaw::Ambiguous.into()),
        ("[]", Flaw::NotAnObject.into()),
    ] {
        assert_eq!(named(body), Err(expected), "{body}");
    }
    let unknown = named(r#"{"event":"call.levitated","callId":"1"}"#);
    assert!(matches!(unknown, Err(Rejection::UnsupportedEvent { .. })), "{unknown:?}");
}

#[test]
fn the_senders_own_event_id_tells_repeats() {
    let body = |id: &str, at: u8| {
        format!(r#"{{"id":"{id}","event":"call.ended","data":{{"callId":"1","timestamp":"2026-07-03T15:30:0{at}Z"}}}}"#)
    };
    assert_eq!(one(named(&body("e1", 0))).id, one(named(&body("e1", 1))).id);
    assert_ne!(one(named(&body("e1", 0))).id, one(named(&body("e2", 0))).id);
}
