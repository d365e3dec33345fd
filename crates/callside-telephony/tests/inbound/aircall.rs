//! Aircall webhooks.

use crate::given::{AIRCALL, MISSED_CALL, PEOPLE, TRANSFERRED_CALL, aircall, calls, list, now, time};
use callside_core::event::{AgentState, CallChange, CallEvent, ContactChange, Direction, Event};
use callside_core::phone::{Line, read as read_number};
use callside_telephony::{Flaw, Rejection};

fn nth(fixture: &str, index: usize) -> Vec<CallEvent> {
    calls(aircall(&list(fixture)[index]).unwrap())
}

fn envelope(event: &str, data: &str) -> String {
    format!(r#"{{"resource":"call","event":"{event}","timestamp":1783092600,"token":"{AIRCALL}","data":{data}}}"#)
}

#[test]
fn an_incoming_call_has_neither_user_nor_contact() {
    let event = &nth(TRANSFERRED_CALL, 0)[0];
    assert_eq!(event.call.to_string(), "aircall:9007199254740993", "ids are 64-bit numbers, not doubles");
    assert_eq!(event.id.0, "aircall:call.created:9007199254740993:1783092600");
    assert_eq!((&event.what, event.at), (&CallChange::Created, time("2026-07-03T15:30:00Z")));
    let facts = &event.facts;
    assert_eq!(facts.direction, Some(Direction::Inbound));
    assert_eq!(facts.customer_number.as_deref(), Some("+1 212-555-0147"));
    assert_eq!(facts.company_number.as_deref(), Some("+1 415-555-0100"));
    assert_eq!((&facts.agent, &facts.customer_name, facts.duration_s), (&None, &None, None));
}

#[test]
fn the_last_word_has_figures_and_addresses() {
    let event = &nth(TRANSFERRED_CALL, 13)[0];
    assert_eq!(event.what, CallChange::Ended);
    let facts = &event.facts;
    assert_eq!((facts.duration_s, facts.talk_s), (Some(215), Some(200)));
    assert_eq!(facts.recording_url.as_deref(), Some("https://recordings.example/9007199254740993.mp3"));
    assert_eq!(facts.customer_name.as_deref(), Some("Marta Lindqvist"));
    assert_eq!(facts.provider_contact.as_deref(), Some("660007"));
    assert_eq!(facts.agent.as_ref().map(|agent| agent.key.as_str()), Some("ben.osei@example.com"));
}

#[test]
fn comments_and_tags_become_events_of_their_own() {
    let events = nth(TRANSFERRED_CALL, 8);
    let changes: Vec<_> = events.iter().map(|event| (&event.what, event.at)).collect();
    let text = "Wants a new rudder.\nCall back after 4 pm.".to_owned();
    assert_eq!(
        changes,
        [
            (&CallChange::Noted, time("2026-07-03T15:31:25Z")),
            (&CallChange::Commented { id: "51".into(), text }, time("2026-07-03T15:31:10Z")),
            (&CallChange::Tagged { tag: "VIP".into() }, time("2026-07-03T15:31:20Z")),
            (&CallChange::Tagged { tag: "Parts".into() }, time("2026-07-03T15:31:25Z")),
        ]
    );
    let again = nth(TRANSFERRED_CALL, 9);
    assert_eq!(events[1].id, again[1].id, "the same comment in the next delivery is the same event");
    assert_eq!(again[0].facts.tags.as_ref().map(|tags| tags.iter().map(String::as_str).collect()), Some(vec!["Parts"]));
}

#[test]
fn a_transfer_names_the_person_who_gets_the_call() {
    let event = &nth(TRANSFERRED_CALL, 10)[0];
    assert_eq!(event.what, CallChange::Transferred { to: Some("Ben Osei".into()) });
    assert_eq!(event.facts.agent.as_ref().map(|agent| agent.key.as_str()), Some("ben.osei@example.com"));
}

#[test]
fn a_missed_call_of_a_hidden_number_has_its_voicemail() {
    let event = &nth(MISSED_CALL, 3)[0];
    assert_eq!(event.what, CallChange::VoicemailLeft);
    let facts = &event.facts;
    assert_eq!(facts.missed_reason.as_deref(), Some("agents_did_not_answer"));
    assert_eq!(facts.voicemail_url.as_deref(), Some("https://recordings.example/780100200.mp3"));
    assert_eq!((facts.answered_at, facts.talk_s, facts.duration_s), (None, None, Some(17)));
    assert_eq!(read_number(facts.customer_number.as_deref().unwrap(), None), Line::Withheld);
}

#[test]
fn every_call_event_of_the_catalogue_is_known() {
    let to = |to: &str| CallChange::Transferred { to: Some(to.to_owned()) };
    for (event, data, expected) in [
        ("created", r#"{"id":1}"#, CallChange::Created),
        ("ringing_on_agent", r#"{"id":1}"#, CallChange::Ringing),
        ("agent_declined", r#"{"id":1}"#, CallChange::Declined),
        ("answered", r#"{"id":1}"#, CallChange::Answered),
        ("transferred", r#"{"id":1,"transferred_to":{"id":2,"email":"BEN@example.com"}}"#, to("ben@example.com")),
        ("external_transferred", r#"{"id":1,"external_transferred_to":"+14155550111"}"#, to("+14155550111")),
        ("unsuccessful_transfer", r#"{"id":1}"#, CallChange::Noted),
        ("hungup", r#"{"id":1}"#, CallChange::HungUp),
        ("ended", r#"{"id":1}"#, CallChange::Ended),
        ("hold", r#"{"id":1}"#, CallChange::Held),
        ("unhold", r#"{"id":1}"#, CallChange::Unheld),
        ("ivr_option_selected", r#"{"id":1}"#, CallChange::Noted),
        ("comm_assets_generated", r#"{"id":1}"#, CallChange::Noted),
        ("voicemail_left", r#"{"id":1}"#, CallChange::VoicemailLeft),
        ("assigned", r#"{"id":1,"assigned_to":{"id":3}}"#, CallChange::Assigned { to: Some("3".into()) }),
        ("archived", r#"{"id":1}"#, CallChange::Archived),
        ("tagged", r#"{"id":1}"#, CallChange::Noted),
        ("untagged", r#"{"id":1}"#, CallChange::Noted),
        ("commented", r#"{"id":1}"#, CallChange::Noted),
    ] {
        let events = calls(aircall(&envelope(&format!("call.{event}"), data)).unwrap());
        assert_eq!(events.iter().map(|event| &event.what).collect::<Vec<_>>(), [&expected], "{event}");
    }
}

#[test]
fn contacts_are_saved_and_deleted() {
    let changes: Vec<_> = list(PEOPLE)[..3]
        .iter()
        .map(|body| match aircall(body).unwrap().as_slice() {
            [Event::Contact(event)] => (event.contact.clone(), event.change.clone()),
            other => panic!("not one contact event: {other:?}"),
        })
        .collect();
    let saved = |name: &str, numbers: &[&str], emails: &[&str]| ContactChange::Saved {
        name: Some(name.to_owned()),
        numbers: numbers.iter().map(ToString::to_string).collect(),
        emails: emails.iter().map(ToString::to_string).collect(),
    };
    let id = || "660008".to_owned();
    assert_eq!(
        changes,
        [
            (id(), saved("Noor", &["+442079460001"], &["noor@example.com"])),
            (id(), saved("Quay Ltd", &[], &[])),
            (id(), ContactChange::Deleted),
        ]
    );
}

#[test]
fn availability_is_read_in_both_versions() {
    let states: Vec<_> = list(PEOPLE)[3..]
        .iter()
        .flat_map(|body| aircall(body).unwrap())
        .map(|event| match event {
            Event::Agent(event) => (event.agent.name.unwrap(), event.state),
            other => panic!("not an agent event: {other:?}"),
        })
        .collect();
    let lunch = AgentState::NotReady { reason: Some("out_for_lunch".into()) };
    let expected = [
        ("Ana Ruiz", AgentState::Available),
        ("Ben Osei", AgentState::OnCall),
        ("Ana Ruiz", AgentState::WrapUp),
        ("Ana Ruiz", AgentState::Available),
        ("Ana Ruiz", lunch),
        ("Ben Osei", AgentState::Available),
        ("Ana Ruiz", AgentState::Offline),
    ];
    assert_eq!(states, expected.map(|(name, state)| (name.to_owned(), state)));
}

#[test]
fn other_known_events_are_taken_and_give_none() {
    for event in
        ["number.opened", "message.received", "group_message.sent", "transcription.created", "ai_voice_agent.ended"]
    {
        assert_eq!(aircall(&envelope(event, r#"{"id":"a-b-c"}"#)), Ok(vec![]), "{event}");
    }
    for event in ["call.teleported", "contact.merged", "user.promoted", "planet.created", "call"] {
        let answer = aircall(&envelope(event, r#"{"id":1}"#));
        assert!(matches!(answer, Err(Rejection::UnsupportedEvent { .. })), "{event}: {answer:?}");
    }
}

#[test]
fn the_token_decides_before_anything_else() {
    let with = |token: &str| format!(r#"{{"event":"call.created","timestamp":1,"data":{{"id":1}}{token}}}"#);
    for (token, expected) in [
        (String::new(), Rejection::Unsigned),
        (r#","token":null"#.to_owned(), Rejection::Unsigned),
        (r#","token":"""#.to_owned(), Rejection::BadSignature),
        (format!(r#","token":"{}""#, &AIRCALL[..31]), Rejection::BadSignature),
        (format!(r#","token":"{}""#, AIRCALL.to_uppercase()), Rejection::BadSignature),
        (r#","token":["a"]"#.to_owned(), Flaw::WrongKind { field: "token" }.into()),
    ] {
        assert_eq!(aircall(&with(&token)), Err(expected), "{token}");
    }
}

#[test]
fn absent_and_odd_values_cost_no_call() {
    let odd = r#"{"id":"42","direction":7,"duration":"12","raw_digits":15550100,"user":[],"contact":null,
        "number":"x","comments":{},"tags":[null,3,{"id":9}],"started_at":"2026-07-03T15:30:00.000Z","recording":"javascript:alert(1)"}"#;
    let events = calls(aircall(&envelope("call.ended", odd)).unwrap());
    assert_eq!(events[0].call.to_string(), "aircall:42");
    let facts = &events[0].facts;
    assert_eq!((facts.direction, facts.duration_s), (None, None));
    assert_eq!(facts.customer_number.as_deref(), Some("15550100"));
    assert_eq!(facts.started_at, Some(time("2026-07-03T15:30:00Z")));
    assert_eq!(facts.recording_url, None);
    assert_eq!(events[1].what, CallChange::Tagged { tag: "9".into() });
    for (data, expected) in [
        (r#"{"id":1.5}"#, Rejection::from(Flaw::Missing { field: "data.id" })),
        (r#"{"id":null}"#, Flaw::Missing { field: "data.id" }.into()),
        (r#"{"id":-1}"#, Flaw::Missing { field: "data.id" }.into()),
        ("[]", Flaw::WrongKind { field: "data" }.into()),
    ] {
        assert_eq!(aircall(&envelope("call.ended", data)), Err(expected), "{data}");
    }
}

#[test]
fn age_is_no_reason_to_refuse_and_a_missing_time_is_the_receipt() {
    let old = envelope("call.created", r#"{"id":1}"#).replace("1783092600", "1600000000");
    assert_eq!(calls(aircall(&old).unwrap())[0].at, time("2020-09-13T12:26:40Z"));
    let bare = envelope("call.hold", r#"{"id":1}"#).replace(r#""timestamp":1783092600,"#, "");
    let event = &calls(aircall(&bare).unwrap())[0];
    assert_eq!(event.at, now());
    let other = bare.replace("\"id\":1", "\"id\":1,\"status\":\"answered\"");
    assert_ne!(event.id, calls(aircall(&other).unwrap())[0].id);
}
