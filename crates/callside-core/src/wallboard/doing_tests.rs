use super::*;
use crate::event::{CallChange, CallEvent, CallFacts};
use crate::ids::{EventId, Provider};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn call(id: &str, changes: &[(i64, CallChange)]) -> Call {
    let event = |(second, what): &(i64, CallChange)| CallEvent {
        id: EventId(format!("{id}-{second}")),
        call: CallKey::new(Provider::Five9, id).unwrap(),
        at: at(*second),
        what: what.clone(),
        facts: CallFacts { queue: Some("Billing".into()), ..CallFacts::default() },
    };
    let mut call = Call::begin(&event(&changes[0]));
    changes[1..].iter().for_each(|change| call.hear(&event(change)));
    call
}

#[test]
fn an_agent_does_what_is_nearest_to_a_conversation() {
    use CallChange::{Answered, Ended, Held, Ringing, Unheld};
    let rings = call("r", &[(100, Ringing)]);
    let talks = call("t", &[(10, Ringing), (20, Answered)]);
    let holds = call("h", &[(10, Ringing), (20, Answered), (30, Held)]);
    let back = call("b", &[(10, Ringing), (20, Answered), (30, Held), (40, Unheld)]);
    let over = call("o", &[(10, Ringing), (20, Answered), (60, Ended)]);
    let missed = call("m", &[(10, Ringing), (60, Ended)]);
    let word = |doing: &Doing| serde_json::to_value(doing).unwrap()["state"].as_str().unwrap().to_owned();
    for (calls, away, expected, since) in [
        (vec![], false, "available", None),
        (vec![], true, "away", None),
        (vec![rings.clone()], true, "ringing", Some(at(100))),
        (vec![rings.clone(), talks.clone()], false, "talking", Some(at(20))),
        (vec![holds.clone(), rings.clone()], false, "on_hold", Some(at(30))),
        (vec![holds, talks], false, "talking", Some(at(20))),
        (vec![back], false, "talking", Some(at(20))),
        (vec![rings, over.clone()], false, "ringing", Some(at(100))),
        (vec![over.clone()], true, "wrap_up", Some(at(60))),
        (vec![missed], false, "available", None),
    ] {
        let found = doing(&calls, away, at(120));
        assert_eq!((word(&found.0).as_str(), found.1), (expected, since));
    }
    let much_later = at(60) + WRAP_UP_AT_MOST;
    assert_eq!(doing(&[over], false, much_later).0, Doing::Available, "an unlogged call is no wrap-up for ever");
}

#[test]
fn of_several_desktops_the_busiest_counts() {
    let desktop = |doing: Doing, second| Desktop { doing, since: at(second), name: None };
    let talks = LiveCall::of(&call("t", &[(1, CallChange::Ringing)]));
    let all = [
        desktop(Doing::Available, 5),
        desktop(Doing::Away, 1),
        desktop(Doing::Talking(talks.clone()), 9),
        desktop(Doing::Available, 3),
    ];
    assert_eq!(busiest(all.iter()), Some(&all[2]));
    assert_eq!(busiest([&all[0], &all[1], &all[3]].into_iter()), Some(&all[3]), "the older of two the same");
    assert_eq!(busiest([].into_iter()), None);
}

#[test]
fn a_state_of_a_newer_desktop_is_unknown_and_names_are_cut() {
    let newer: Doing = serde_json::from_str(r#"{"state":"levitating","height":3}"#).unwrap();
    assert_eq!(newer, Doing::Unknown);
    let long = LiveCall {
        queue: Some(format!("a\n{}", "b".repeat(500))),
        ..LiveCall::of(&call("t", &[(1, CallChange::Ringing)]))
    };
    let clipped = Doing::Talking(long).clipped();
    assert_eq!(clipped.call().unwrap().queue.as_deref(), Some(format!("a{}", "b".repeat(79)).as_str()));
}

#[test]
fn whoever_the_phone_system_gives_no_calls_is_away_but_not_for_days() {
    let lunch = AgentState::NotReady { reason: Some("Lunch".into()) };
    let (said, short_of) = (at(0), at(0) + PHONE_STATE_COUNTS - SignedDuration::from_secs(1));
    for (state, now, expected) in [
        (&lunch, at(60), true),
        (&AgentState::Offline, at(60), true),
        (&lunch, short_of, true),
        (&lunch, at(0) + PHONE_STATE_COUNTS, false),
        (&AgentState::Available, at(60), false),
        (&AgentState::OnCall, at(60), false),
        (&AgentState::WrapUp, at(60), false),
        (&AgentState::Other { word: "training".into() }, at(60), false),
    ] {
        assert_eq!(is_away_by_phone(state, said, now), expected, "{state:?} {now}");
    }
}
