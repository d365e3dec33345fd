//! Those who look after a team hear of its calls, whenever they come back; nobody else does.

use crate::bed::{Linked, PATIENCE, Site, TestDesk, rings};
use crate::board;
use crate::fleet::until;
use crate::nats::Nats;
use callside_core::call::{ToldDecision, ToldRecord, ToldStanding, ToldWrapUp, ToldWriting};
use callside_core::event::{AgentName, CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::{CallKey, Provider, RecordId};
use callside_core::work::Worker;
use callside_link::{Capability, Desk as _, Gate, GateError};
use callside_relay::{Relay, StartError};
use callside_store::StoreError;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;

const FIRST: &str = "five9:1-created";

/// Dana and Lee are of billing, Sam is of sales; Bea looks after billing, Sue after sales, Cal after everybody.
pub fn site(share: &str, extra: &Value) -> Site {
    let mut site = board::site(&json!({ "history": { "share": share, "days": 10 } }));
    for (name, value) in extra.as_object().unwrap() {
        site.extra[name] = value.clone();
    }
    let sue = json!({ "email": "sue@example.com", "role": "supervisor", "supervises": ["sales"] });
    site.extra["team"]["people"].as_array_mut().unwrap().push(sue);
    site
}

pub fn link(site: &Site, relay: &Relay, person: &str) -> Linked {
    site.link(relay, &format!("{person}@example.com"), &format!("of-{person}"))
}

pub fn gate(relay: &Relay) -> Gate {
    Gate::new(&format!("http://{}", relay.listen())).unwrap()
}

pub fn told(call: &str, revision: u32, outcome: Option<&str>, site: &Site) -> CallEvent {
    let decided = outcome.map(|outcome| ToldDecision {
        at: site.hands.now(),
        outcome: outcome.into(),
        notes: Some("Rosa wants Tuesday".into()),
        name: Some("Rosa Diaz".into()),
        record: None,
        writing: Some(writing()),
    });
    let facts = CallFacts {
        customer_number: Some("+14155550134".into()),
        agent: Some(AgentName { key: "dana".into(), name: None }),
        ended_at: Some(site.hands.now() + SignedDuration::from_hours(5)),
        notes: Some("no text of the call".into()),
        ..CallFacts::default()
    };
    let told = ToldWrapUp { revision, by: Worker("somebody".into()), decided };
    let (call, at) = (CallKey::new(Provider::Five9, call).unwrap(), site.hands.now() + SignedDuration::from_hours(5));
    told.event(&call, facts, at, None)
}

pub fn writing() -> ToldWriting {
    let case = ToldRecord {
        reference: "case".into(),
        object: "Case".into(),
        id: Some(RecordId::new("500000000000007AAA").unwrap()),
        created: false,
        label: Some("October invoice".into()),
        fields: vec!["Status".into()],
    };
    ToldWriting { standing: ToldStanding::Waiting, records: vec![case] }
}

pub async fn tells(site: &Site, relay: &Relay, person: &str, event: &CallEvent) -> Result<(), GateError> {
    gate(relay).tell_wrap_up(&site.grant(&format!("{person}@example.com")).session, event).await
}

pub fn wrap_up_id(call: &str, person: &str, revision: u32) -> String {
    format!("callside:five9:{call}:wrapped_up:{person}@example.com:{revision}")
}

/// Kills a relay and starts it again on its file, as soon as what served its links has let go of it.
pub async fn starts_anew(site: &Site, relay: Relay) -> Relay {
    drop(relay);
    let started = async {
        loop {
            match Relay::start(site.config("a"), site.hands.clock()).await {
                Err(StartError::Store(StoreError::Locked)) => tokio::task::yield_now().await,
                started => return started.unwrap(),
            }
        }
    };
    tokio::time::timeout(PATIENCE, started).await.expect("the file is free")
}

/// A call of their own comes to somebody: what was before it has come by then.
pub async fn hears_own(site: &Site, relay: &Relay, linked: &Linked, person: &str) {
    let call = format!("own-of-{person}");
    assert_eq!(site.five9(relay, &rings(&call, &format!("{person}@example.com"))).await, 200);
    linked.desk.hears(&format!("five9:{call}-created")).await;
}

#[tokio::test]
async fn whoever_looks_after_the_agent_hears_of_the_call_and_nobody_else_does() {
    let site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    let (bea, cal) = (link(&site, &relay, "bea"), link(&site, &relay, "cal"));
    let others = ["sue", "ada", "lee", "sam"].map(|person| (person, link(&site, &relay, person)));
    let dana = link(&site, &relay, "dana");
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    dana.desk.hears(FIRST).await;
    assert_eq!(tells(&site, &relay, "dana", &told("1", 1, Some("Booked"), &site)).await, Ok(()));
    for linked in [&bea, &cal] {
        assert!(matches!(linked.desk.hears_for_history(FIRST).await, Event::Call(_)));
        linked.desk.hears_for_history(&wrap_up_id("1", "dana", 1)).await;
        assert_eq!(linked.desk.events().len(), 0, "it is nobody's own call there");
    }
    for (person, linked) in &others {
        hears_own(&site, &relay, linked, person).await;
        let history = linked.desk.history();
        assert!(!history.keys().any(|id| id.contains(":1")), "{person}: {history:?}");
    }
    assert!(dana.desk.history().is_empty(), "whose call it is hears of it as their own");
    // A call of everybody's group is a supervisor's own where it rings there; what rings at their people is history.
    let offered = json!({
        "event": "call.created", "eventId": "w", "data": { "callId": "w", "ani": "+14155550134", "skillName": "Sales" },
    });
    assert_eq!(site.five9(&relay, &offered).await, 200);
    let sue = &others[0].1;
    sue.desk.hears_for_history("five9:w").await;
    hears_own(&site, &relay, &bea, "bea").await;
    assert!(!bea.desk.history().contains_key("five9:w"));
}

#[tokio::test]
async fn a_wrap_up_counts_once_for_each_revision_and_is_told_by_whoever_has_the_call_alone() {
    let site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    let bea = link(&site, &relay, "bea");
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    for (person, event, answer) in [
        ("sam", told("1", 1, Some("Booked"), &site), Err(GateError::NotARelay)),
        ("sue", told("1", 1, Some("Booked"), &site), Err(GateError::NotARelay)),
        ("bea", told("1", 1, Some("Logged by Bea"), &site), Ok(())),
        ("dana", told("1", 1, Some("Booked"), &site), Ok(())),
        ("dana", told("1", 1, Some("Booked"), &site), Ok(())),
        ("dana", told("1", 2, None, &site), Ok(())),
        ("dana", told("past-the-relay", 1, Some("Booked"), &site), Ok(())),
        ("dana", CallEvent { what: CallChange::Ended, ..told("1", 3, None, &site) }, Err(GateError::NotARelay)),
    ] {
        assert_eq!(tells(&site, &relay, person, &event).await, answer, "{person} {event:?}");
    }
    assert_eq!(gate(&relay).tell_wrap_up("nobody", &told("1", 9, None, &site)).await, Err(GateError::Refused));
    bea.desk.hears_for_history(&wrap_up_id("past-the-relay", "dana", 1)).await;
    let history = bea.desk.history();
    let ids: Vec<_> = history.keys().filter(|id| id.contains("wrapped_up")).cloned().collect();
    let wanted = [wrap_up_id("1", "dana", 1), wrap_up_id("1", "dana", 2), wrap_up_id("past-the-relay", "dana", 1)];
    assert_eq!(ids, wanted);
    assert!(history.values().all(|(times, _)| *times == 1), "{history:?}");
    let (_, Event::Call(first)) = &history[&wanted[0]] else { panic!("{history:?}") };
    let CallChange::WrappedUp { told, .. } = &first.what else { panic!("{first:?}") };
    assert_eq!(told.by, Worker("dana@example.com".into()), "the relay says who");
    assert_eq!((first.at, first.facts.ended_at), (site.hands.now(), Some(site.hands.now())), "no clock is ahead");
    assert_eq!(first.facts.notes, None, "of the call itself no text is taken");
    let cal = link(&site, &relay, "cal");
    cal.desk.hears_for_history(&wrap_up_id("1", "bea", 1)).await;
    // Nothing of a wrap-up is on the way of the call itself: who gets its next event hears no more than that.
    let lee = link(&site, &relay, "lee");
    let answered = json!({
        "event": "call.answered", "eventId": "1-answered", "data": { "callId": "1", "agentUserName": "lee" },
    });
    assert_eq!(site.five9(&relay, &answered).await, 200);
    lee.desk.has(1).await;
    assert!(lee.desk.events().keys().all(|id| !id.contains("wrapped_up")));
}

#[tokio::test]
async fn without_notes_nothing_that_somebody_wrote_is_told_and_off_means_nothing_at_all() {
    let shares = [("calls", vec!["history"]), ("off", vec![]), ("calls_and_notes", vec!["history", "history_notes"])];
    for (share, said) in shares {
        let site = site(share, &json!({}));
        let relay = site.relay("a").await;
        let about: Value =
            reqwest::get(format!("http://{}/v1/relay", relay.listen())).await.unwrap().json().await.unwrap();
        let words = about["capabilities"].as_array().unwrap().iter().filter_map(Value::as_str);
        assert_eq!(words.filter(|word| word.starts_with(Capability::HISTORY)).collect::<Vec<_>>(), said, "{share}");
        let bea = link(&site, &relay, "bea");
        assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
        let answer = tells(&site, &relay, "dana", &told("1", 1, Some("Booked"), &site)).await;
        if share == "off" {
            assert_eq!(answer, Err(GateError::NotARelay));
            hears_own(&site, &relay, &bea, "bea").await;
            assert!(bea.desk.history().is_empty());
        } else {
            assert_eq!(answer, Ok(()));
            let event = bea.desk.hears_for_history(&wrap_up_id("1", "dana", 1)).await;
            let text = serde_json::to_string(&event).unwrap();
            assert!(text.contains("Booked") && text.contains("Rosa Diaz"), "{text}");
            assert!(text.contains("500000000000007AAA"), "{text}");
            for written in ["Tuesday", "October invoice", "Status"] {
                assert_eq!(text.contains(written), share == "calls_and_notes", "{written}: {text}");
            }
        }
    }
}

#[tokio::test]
async fn it_waits_for_a_machine_that_is_off_over_a_restart_and_as_long_as_the_admin_says() {
    let site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    let bea = link(&site, &relay, "bea");
    bea.desk.up().await;
    let desk = Arc::clone(&bea.desk);
    drop(bea);
    for n in 1..=5 {
        assert_eq!(site.five9(&relay, &rings(&n.to_string(), "dana")).await, 200);
    }
    let dana = link(&site, &relay, "dana");
    dana.desk.has(5).await;
    until(&relay, "acks_total", |acks| acks == 1).await;
    assert_eq!(tells(&site, &relay, "dana", &told("1", 1, Some("Booked"), &site)).await, Ok(()));
    site.hands.forward(SignedDuration::from_hours(2));
    assert_eq!(relay.tidy().await.unwrap().emptied, 0, "Dana has hers; Bea and Cal do not");
    // Longer than what is anybody's own is kept.
    site.hands.forward(SignedDuration::from_hours(8 * 24));
    let tidied = relay.tidy().await.unwrap();
    assert_eq!((tidied.unclaimed, tidied.given_up), (0, 0), "a history is nobody's to claim");
    drop(dana);
    let relay = starts_anew(&site, relay).await;
    // Her session has ended meanwhile: she signs in.
    desk.keep_grant(Some(site.grant("bea@example.com"))).await.unwrap();
    let bea = site.link_desk(&format!("http://{}", relay.listen()), desk, "of-bea");
    bea.desk.hears_for_history(&wrap_up_id("1", "dana", 1)).await;
    let history = bea.desk.history();
    assert_eq!(history.len(), 6);
    assert!(history.values().all(|(times, _)| *times == 1), "each once: {history:?}");
    // Cal never came.
    site.hands.forward(SignedDuration::from_hours(3 * 24));
    relay.tidy().await.unwrap();
    let cal = link(&site, &relay, "cal");
    hears_own(&site, &relay, &cal, "cal").await;
    assert!(cal.desk.history().is_empty(), "it had its term");
}

#[tokio::test]
async fn what_nobody_claims_is_still_there_for_the_history() {
    let site = site("calls", &json!({}));
    let relay = site.relay("a").await;
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    site.hands.forward(SignedDuration::from_hours(73));
    assert_eq!(relay.tidy().await.unwrap().unclaimed, 1);
    site.hands.forward(SignedDuration::from_hours(72));
    assert_eq!(relay.tidy().await.unwrap().given_up, 1);
    assert_eq!(relay.tidy().await.unwrap().given_up, 0, "it is given up once");
    let bea = link(&site, &relay, "bea");
    bea.desk.hears_for_history(FIRST).await;
}

#[tokio::test]
async fn whoever_no_longer_looks_after_the_team_hears_nothing_that_waited_for_them() {
    let site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    assert_eq!(tells(&site, &relay, "dana", &told("1", 1, Some("Booked"), &site)).await, Ok(()));
    let mut settings = site.settings("a");
    settings["team"]["people"][3]["supervises"] = json!(["sales"]);
    relay.reload(&serde_json::from_value(settings).unwrap()).await.unwrap();
    let bea = link(&site, &relay, "bea");
    hears_own(&site, &relay, &bea, "bea").await;
    assert_eq!(site.five9(&relay, &rings("2", "sam")).await, 200);
    bea.desk.hears_for_history("five9:2-created").await;
    assert_eq!(bea.desk.history().len(), 1);
}

#[tokio::test]
async fn a_desktop_from_before_is_told_nothing_of_it_and_one_behind_a_proxy_all() {
    let site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    let hello = json!({ "versions": { "min": 1, "max": 1 }, "desktop": "of-long-ago", "app": "0.0.1" });
    let session = site.grant("cal@example.com").session;
    let stream = reqwest::Client::new().post(format!("http://{}/v1/stream", relay.listen())).bearer_auth(session);
    let mut stream = stream.json(&hello).send().await.unwrap();
    let proxy = crate::proxy::without_upgrades(relay.listen()).await;
    let desk = Arc::new(TestDesk::new(site.grant("bea@example.com")));
    let bea = site.link_desk(&format!("http://{proxy}"), desk, "of-bea");
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    bea.desk.hears_for_history(FIRST).await;
    assert_eq!(site.five9(&relay, &rings("own", "cal@example.com")).await, 200);
    let read = async {
        let mut text = String::new();
        while !text.contains("five9:own-created") {
            text.push_str(&String::from_utf8_lossy(&stream.chunk().await.unwrap().unwrap()));
        }
        text
    };
    let text = tokio::time::timeout(PATIENCE, read).await.unwrap();
    assert!(!text.contains(FIRST) && !text.contains("for_history"), "{text}");
}

#[tokio::test]
async fn an_erased_caller_is_gone_from_what_waits_for_the_history() {
    let site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    assert_eq!(tells(&site, &relay, "dana", &told("1", 1, Some("Booked"), &site)).await, Ok(()));
    let mut other = rings("other", "dana");
    other["data"]["ani"] = json!("+14155550199");
    assert_eq!(site.five9(&relay, &other).await, 200);
    let session = site.grant("ada@example.com").session;
    assert_eq!(gate(&relay).erase(&session, "(415) 555-0134").await, Ok(2));
    // Its desk tells for the first time what became of the writing, after the order: it is taken and not kept.
    for revision in [1, 2] {
        assert_eq!(tells(&site, &relay, "dana", &told("1", revision, Some("Booked"), &site)).await, Ok(()));
    }
    assert_eq!(gate(&relay).erase(&session, "(415) 555-0134").await, Ok(0), "nothing came back");
    let bea = link(&site, &relay, "bea");
    bea.desk.hears_for_history("five9:other-created").await;
    assert_eq!(bea.desk.history().len(), 1);
}

#[tokio::test]
async fn over_a_fleet_it_is_whole_and_once_whichever_relay_is_killed() {
    let nats = Nats::start().await;
    let site = site("calls_and_notes", &json!({ "fleet": { "servers": [nats.url()] } }));
    let (a, b) = (site.relay("a").await, site.relay("b").await);
    for relay in [&a, &b] {
        until(relay, "fleet_up", |up| up == 1).await;
    }
    let (bea, sue) = (link(&site, &a, "bea"), link(&site, &b, "sue"));
    assert_eq!(site.five9(&b, &rings("1", "dana")).await, 200);
    bea.desk.hears_for_history(FIRST).await;
    let desk = Arc::clone(&bea.desk);
    drop(bea);
    // Her machine is off; a relay dies; the same events come to both.
    for n in 2..=10 {
        for relay in [&a, &b] {
            assert_eq!(site.five9(relay, &rings(&n.to_string(), "dana")).await, 200);
        }
    }
    assert_eq!(tells(&site, &a, "dana", &told("2", 1, Some("Booked"), &site)).await, Ok(()));
    until(&a, "stock_unhanded", |n| n == 0).await;
    drop(a);
    for n in 11..=20 {
        assert_eq!(site.five9(&b, &rings(&n.to_string(), "dana")).await, 200);
    }
    assert_eq!(tells(&site, &b, "dana", &told("11", 1, Some("Lost"), &site)).await, Ok(()));
    let bea = site.link_desk(&format!("http://{}", b.listen()), desk, "of-bea");
    bea.desk.hears_for_history(&wrap_up_id("11", "dana", 1)).await;
    let history = bea.desk.history();
    assert_eq!(history.len(), 22, "{:?}", history.keys());
    assert!(history.values().all(|(times, _)| *times == 1), "each once: {history:?}");
    assert!(bea.desk.events().is_empty());
    hears_own(&site, &b, &sue, "sue").await;
    assert!(sue.desk.history().is_empty(), "billing is not hers");
    // Forgotten in the second stream, too.
    let session = site.grant("ada@example.com").session;
    assert!(gate(&b).erase(&session, "+14155550134").await.unwrap() >= 2 * 22);
    let cal = link(&site, &b, "cal");
    hears_own(&site, &b, &cal, "cal").await;
    assert!(cal.desk.history().is_empty());
}

#[tokio::test]
async fn without_nats_a_relay_tells_its_own_desktops_of_it() {
    let mut nats = Nats::start().await;
    let site = site("calls", &json!({ "fleet": { "servers": [nats.url()] } }));
    let a = site.relay("a").await;
    until(&a, "fleet_up", |up| up == 1).await;
    let bea = link(&site, &a, "bea");
    bea.desk.up().await;
    nats.kill();
    until(&a, "fleet_up", |up| up == 0).await;
    assert_eq!(site.five9(&a, &rings("1", "dana")).await, 200);
    bea.desk.hears_for_history(FIRST).await;
    nats.revive().await;
    until(&a, "fleet_up", |up| up == 1).await;
    assert_eq!(site.five9(&a, &rings("2", "dana")).await, 200);
    bea.desk.hears_for_history("five9:2-created").await;
    until(&a, "stock_unhanded", |n| n == 0).await;
}
