//! One desktop's end of assistance.

use super::*;
use crate::assistance::Helper;
use crate::call::Phase;
use crate::phone::Line;
use crate::pop::{Caller, Freshness, ScreenPop};
use crate::record::CallerContext;
use serde_json::json;

fn person(name: &str) -> PersonId {
    PersonId::new(&format!("{name}@example.com")).unwrap()
}

fn live(call: &str) -> LiveCall {
    LiveCall { call: format!("five9:{call}").parse().unwrap(), queue: None, campaign: None, direction: None }
}

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn note(at: i64, text: &str) -> AssistanceNote {
    AssistanceNote { at: second(at), by: Helper { person: person("bea"), name: None }, text: text.into() }
}

fn request(who: &str, call: &str, notes: &[AssistanceNote]) -> AssistanceRequest {
    AssistanceRequest {
        person: person(who),
        name: None,
        call: live(call),
        since: second(10),
        told: 1,
        looking: Vec::new(),
        notes: notes.to_vec(),
    }
}

fn stands(requests: &[AssistanceRequest]) -> AssistanceNews {
    AssistanceNews::Stands { at: second(100), requests: requests.to_vec() }
}

fn view() -> AgentView {
    let pop = ScreenPop {
        call: live("1").call,
        phase: Phase::Talking,
        direction: None,
        queue: None,
        campaign: None,
        began_at: second(1),
        answered_at: None,
        ended_at: None,
        line: Line::Withheld,
        provider_name: None,
        caller: Caller::Withheld,
        context: CallerContext::default(),
        timeline: Vec::new(),
        memory: None,
        hand_over: None,
        heard: None,
        freshness: Freshness::Local { as_of: None },
        changed: std::collections::BTreeSet::new(),
    };
    AgentView { pop, notes: "wants a refund".into() }
}

fn shown(who: &str) -> AssistanceNews {
    let of = AssistanceRef { person: person(who), call: live("1").call };
    AssistanceNews::Shown { of, view: serde_json::to_value(view()).unwrap() }
}

fn linked(me: &str) -> AssistanceDesk {
    let mut desk = AssistanceDesk::default();
    desk.begins(&person(me), true);
    desk
}

#[test]
fn an_agent_asks_once_on_a_call_and_says_so_until_it_is_taken_back() {
    let mut desk = linked("dana");
    assert_eq!(desk.said(second(5)), AssistanceSaid::default());
    desk.asks(live("1"), second(5));
    desk.asks(live("1"), second(9));
    assert_eq!(desk.said(second(12)).asks, Some(Asking { call: live("1"), for_s: 7 }), "since the first time");
    assert_eq!(desk.said(second(1)).asks.map(|asks| asks.for_s), Some(0), "a clock that was put back");
    assert_eq!(desk.passed_on(), None, "the relay has not said so");
    desk.take(&stands(&[request("dana", "1", &[])]), second(13));
    assert!(desk.passed_on().is_some() && desk.theirs().next().is_none());
    desk.asks(live("2"), second(20));
    assert_eq!(desk.passed_on(), None, "that was another call");
    desk.takes_back();
    assert_eq!(desk.said(second(21)), AssistanceSaid::default());
}

#[test]
fn each_note_is_new_once_and_stays_when_the_relay_forgets_it() {
    let mut desk = linked("dana");
    desk.asks(live("1"), second(5));
    let (one, two) = (note(11, "one"), note(12, "two"));
    let call = live("1").call;
    for (told, fresh) in [
        (vec![request("dana", "1", &[])], None),
        (vec![request("dana", "1", std::slice::from_ref(&one))], Some(vec![one.clone()])),
        (vec![request("dana", "1", std::slice::from_ref(&one))], None),
        (vec![request("dana", "1", &[one.clone(), two.clone()])], Some(vec![two.clone()])),
        (vec![request("sam", "1", &[note(13, "for Sam")])], None),
        (vec![request("dana", "2", &[note(14, "another call")])], None),
        // The relay was started anew.
        (vec![request("dana", "1", &[])], None),
    ] {
        assert_eq!(desk.take(&stands(&told), second(15)), fresh.map(|notes| (call.clone(), notes)), "{told:?}");
    }
    assert_eq!(desk.mine().unwrap().notes, [one, two]);
}

#[test]
fn what_nobody_looks_at_here_is_not_taken_and_what_is_over_is_not_shown() {
    let mut desk = linked("bea");
    desk.take(&stands(&[request("dana", "1", &[])]), second(15));
    desk.take(&shown("dana"), second(16));
    assert_eq!(desk.look(), None);
    let of = desk.theirs().next().unwrap().reference();
    desk.looks_at(of.clone());
    assert_eq!(desk.said(second(17)).looks, Some(of.clone()));
    desk.take(&shown("sam"), second(18));
    assert_eq!(desk.look().unwrap().view, None, "of somebody else");
    desk.take(&shown("dana"), second(18));
    let seen = Some(Seen::View(Box::new(view())));
    assert_eq!(desk.look().unwrap().view, seen);
    desk.looks_at(of.clone());
    desk.broken();
    desk.begins(&person("bea"), true);
    assert_eq!((desk.way(), &desk.look().unwrap().view), (Way::Down, &seen), "a break changes nothing");
    desk.take(&stands(&[]), second(30));
    assert_eq!(desk.look(), Some(&Look { of: of.clone(), view: None }), "over, and no longer shown");
    desk.take(&AssistanceNews::Shown { of, view: json!({ "of": "a newer version" }) }, second(31));
    assert_eq!(desk.look().unwrap().view, Some(Seen::Unreadable));
    desk.take(&AssistanceNews::Newer, second(32));
    desk.leaves();
    assert_eq!(desk.said(second(33)), AssistanceSaid::default());
}

#[test]
fn whether_requests_are_passed_on_follows_the_link() {
    type Step<'a> = (&'a str, Box<dyn Fn(&mut AssistanceDesk) + 'a>, Way);
    let mut desk = AssistanceDesk::default();
    let bea = person("bea");
    let steps: [Step<'_>; 8] = [
        ("no link yet", Box::new(|_| {}), Way::Coming),
        ("it breaks before anything was told", Box::new(AssistanceDesk::broken), Way::Coming),
        ("a relay of long ago", Box::new(|desk| desk.begins(&bea, false)), Way::TooOld),
        ("it breaks", Box::new(AssistanceDesk::broken), Way::TooOld),
        ("a new one", Box::new(|desk| desk.begins(&bea, true)), Way::Coming),
        ("it has told", Box::new(|desk| drop(desk.take(&stands(&[]), second(1)))), Way::Open),
        ("it breaks", Box::new(AssistanceDesk::broken), Way::Down),
        ("it is back", Box::new(|desk| desk.begins(&bea, true)), Way::Down),
    ];
    for (what, step, way) in steps {
        step(&mut desk);
        assert_eq!(desk.way(), way, "{what}");
    }
}

#[test]
fn another_person_at_the_desk_sees_nothing_of_the_one_before() {
    let mut desk = linked("bea");
    desk.take(&stands(&[request("dana", "1", &[])]), second(15));
    desk.looks_at(AssistanceRef { person: person("dana"), call: live("1").call });
    desk.begins(&person("sam"), true);
    assert_eq!((desk.theirs().count(), desk.look(), desk.way()), (0, None, Way::Coming));
}

#[test]
fn moments_are_told_by_this_machines_clock() {
    let mut desk = linked("bea");
    assert_eq!(desk.here(second(90)), second(90));
    desk.take(&stands(&[]), second(1_100));
    assert_eq!(desk.here(second(90)), second(1_090), "ten seconds before it was told");
}
