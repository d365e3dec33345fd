//! What a relay holds of the history of a team comes to whoever is given the team, and to a further machine, once.

use crate::bed::{Linked, PATIENCE, Site, TestDesk, rings};
use crate::fleet::until;
use crate::history::{gate, link, site, starts_anew, tells, told, wrap_up_id};
use crate::nats::Nats;
use callside_relay::Relay;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// More than two messages of a link hold.
const MANY: usize = 250;

/// From now on Sue looks after these teams; nobody is told yet.
fn sue_supervises(site: &mut Site, teams: &[&str]) {
    let people = site.extra["team"]["people"].as_array_mut().unwrap();
    let sue = people.iter_mut().find(|person| person["email"] == "sue@example.com").unwrap();
    sue["supervises"] = json!(teams);
}

async fn reload(site: &Site, relay: &Relay) {
    relay.reload(&site.config("a")).await.unwrap();
}

async fn rings_at_dana(site: &Site, relay: &Relay, calls: impl Iterator<Item = usize>) {
    for n in calls {
        assert_eq!(site.five9(relay, &rings(&n.to_string(), "dana")).await, 200);
    }
}

fn id(n: usize) -> String {
    format!("five9:{n}-created")
}

/// Waits until so many different events of a history are there.
async fn has_history(desk: &TestDesk, count: usize) {
    let there = async {
        while desk.history().len() < count {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, there).await;
    assert!(waited.is_ok(), "{} of {count} came", desk.history().len());
}

/// A call of Sue's or Bea's own comes; what was before it has come by then, but for a backlog.
async fn own_call(site: &Site, relay: &Relay, linked: &Linked, person: &str) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let call = format!("own-{}", COUNT.fetch_add(1, Ordering::Relaxed));
    assert_eq!(site.five9(relay, &rings(&call, &format!("{person}@example.com"))).await, 200);
    linked.desk.hears(&format!("five9:{call}-created")).await;
}

/// Waits until nothing of a backlog is left on its way: the cursor says so with what comes next.
async fn has_all(site: &Site, relay: &Relay, linked: &Linked, person: &str) {
    let all = async {
        loop {
            own_call(site, relay, linked, person).await;
            if linked.desk.cursor().is_some_and(|cursor| !cursor.as_str().contains(".c")) {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, all).await.expect("it has an end");
}

fn each_once(linked: &Linked, count: usize) {
    let history = linked.desk.history();
    assert_eq!(history.len(), count, "{:?}", history.keys());
    let more: Vec<_> = history.iter().filter(|(_, (times, _))| *times != 1).map(|(id, _)| id).collect();
    assert!(more.is_empty(), "not once: {more:?}");
}

#[tokio::test]
async fn whoever_is_given_a_team_hears_what_is_held_of_it_once_over_a_cut_and_a_restart() {
    let mut site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    let (sue, bea, dana) = (link(&site, &relay, "sue"), link(&site, &relay, "bea"), link(&site, &relay, "dana"));
    rings_at_dana(&site, &relay, 0..MANY).await;
    assert_eq!(tells(&site, &relay, "dana", &told("7", 1, Some("Booked"), &site)).await, Ok(()));
    has_history(&bea.desk, MANY + 1).await;
    dana.desk.has(MANY).await;
    own_call(&site, &relay, &sue, "sue").await;
    // Everybody has what is theirs, and it stays for its term all the same.
    site.hands.forward(SignedDuration::from_hours(2));
    relay.tidy().await.unwrap();
    assert!(sue.desk.history().is_empty());
    sue_supervises(&mut site, &["sales", "billing"]);
    reload(&site, &relay).await;
    // She is cut off in the middle, and the relay is killed.
    has_history(&sue.desk, 1).await;
    let desk = Arc::clone(&sue.desk);
    drop((sue, bea, dana));
    let relay = starts_anew(&site, relay).await;
    rings_at_dana(&site, &relay, MANY..MANY + 3).await;
    let sue = site.link_desk(&format!("http://{}", relay.listen()), desk, "of-sue");
    has_history(&sue.desk, MANY + 4).await;
    assert!(sue.desk.history().contains_key(&wrap_up_id("7", "dana", 1)));
    has_all(&site, &relay, &sue, "sue").await;
    each_once(&sue, MANY + 4);
    // Looked at again, there is nothing more; and what happens from now on comes once.
    reload(&site, &relay).await;
    rings_at_dana(&site, &relay, [MANY + 3].into_iter()).await;
    sue.desk.hears_for_history(&id(MANY + 3)).await;
    has_all(&site, &relay, &sue, "sue").await;
    each_once(&sue, MANY + 5);
    assert!(sue.desk.events().keys().all(|id| id.contains("own-")), "none is her own");
}

#[tokio::test]
async fn a_further_machine_hears_what_the_first_one_heard_and_no_call_of_ones_own() {
    let site = site("calls", &json!({}));
    let relay = site.relay("a").await;
    rings_at_dana(&site, &relay, 0..5).await;
    assert_eq!(site.five9(&relay, &rings("hers", "bea@example.com")).await, 200);
    // All of it is one message, and so one acknowledgement.
    let bea = link(&site, &relay, "bea");
    bea.desk.hears("five9:hers-created").await;
    until(&relay, "acks_total", |acks| acks == 1).await;
    relay.tidy().await.unwrap();
    let further = site.link(&relay, "bea@example.com", "of-bea-at-home");
    has_history(&further.desk, 5).await;
    rings_at_dana(&site, &relay, [5].into_iter()).await;
    for linked in [&bea, &further] {
        linked.desk.hears_for_history(&id(5)).await;
        has_all(&site, &relay, linked, "bea").await;
        each_once(linked, 6);
    }
    assert!(!further.desk.events().contains_key("five9:hers-created"), "one's own begins where the first machine is");
}

#[tokio::test]
async fn what_had_its_term_was_erased_or_is_no_longer_shared_does_not_come() {
    let mut site = site("calls_and_notes", &json!({}));
    let relay = site.relay("a").await;
    rings_at_dana(&site, &relay, [0].into_iter()).await;
    site.hands.forward(SignedDuration::from_hours(11 * 24));
    rings_at_dana(&site, &relay, [1].into_iter()).await;
    assert_eq!(tells(&site, &relay, "dana", &told("1", 1, Some("Booked"), &site)).await, Ok(()));
    // Of the call that is erased, one event says no number.
    let mut other = rings("gone", "dana");
    other["data"]["ani"] = json!("+14155550199");
    assert_eq!(site.five9(&relay, &other).await, 200);
    let ended = json!({ "event": "call.ended", "eventId": "gone-ended", "data": { "callId": "gone", "agentUserName": "dana" } });
    assert_eq!(site.five9(&relay, &ended).await, 200);
    let ada = site.grant("ada@example.com").session;
    assert_eq!(gate(&relay).erase(&ada, "+14155550199").await, Ok(2), "with all of the call");
    site.extra["history"]["share"] = json!("calls");
    sue_supervises(&mut site, &["billing"]);
    let relay = starts_anew(&site, relay).await;
    let sue = link(&site, &relay, "sue");
    let event = sue.desk.hears_for_history(&wrap_up_id("1", "dana", 1)).await;
    let text = serde_json::to_string(&event).unwrap();
    assert!(text.contains("Booked") && !text.contains("Tuesday"), "{text}");
    has_all(&site, &relay, &sue, "sue").await;
    each_once(&sue, 2);
    // Taken from her, nothing comes any more; switched off, neither.
    sue_supervises(&mut site, &["sales"]);
    let fresh = site.link(&relay, "sue@example.com", "of-sue-at-home");
    has_history(&fresh.desk, 2).await;
    drop(fresh);
    reload(&site, &relay).await;
    let late = site.link(&relay, "sue@example.com", "of-sue-abroad");
    has_all(&site, &relay, &late, "sue").await;
    assert!(late.desk.history().is_empty());
    sue_supervises(&mut site, &["billing"]);
    site.extra["history"]["share"] = json!("off");
    drop((sue, late));
    let relay = starts_anew(&site, relay).await;
    let off = site.link(&relay, "sue@example.com", "of-sue-for-good");
    own_call(&site, &relay, &off, "sue").await;
    assert!(off.desk.history().is_empty());
}

#[tokio::test]
async fn over_a_fleet_it_is_whole_and_once_whichever_relay_is_killed() {
    let nats = Nats::start().await;
    let fleet: Value = json!({ "fleet": { "servers": [nats.url()] } });
    let mut site = site("calls_and_notes", &fleet);
    let (a, b) = (site.relay("a").await, site.relay("b").await);
    for relay in [&a, &b] {
        until(relay, "fleet_up", |up| up == 1).await;
    }
    let sue = link(&site, &a, "sue");
    own_call(&site, &a, &sue, "sue").await;
    // Bea and Cal hear of each; of sales only Cal does.
    rings_at_dana(&site, &b, 0..MANY).await;
    assert_eq!(tells(&site, &b, "dana", &told("7", 1, Some("Booked"), &site)).await, Ok(()));
    assert_eq!(site.five9(&b, &rings("of-sam", "sam")).await, 200);
    sue.desk.hears_for_history("five9:of-sam-created").await;
    until(&b, "stock_unhanded", |n| n == 0).await;
    sue_supervises(&mut site, &["sales", "billing"]);
    for relay in [&a, &b] {
        reload(&site, relay).await;
    }
    has_history(&sue.desk, 2).await;
    let desk = Arc::clone(&sue.desk);
    drop((sue, a));
    rings_at_dana(&site, &b, MANY..MANY + 3).await;
    let sue = site.link_desk(&format!("http://{}", b.listen()), desk, "of-sue");
    has_history(&sue.desk, MANY + 5).await;
    has_all(&site, &b, &sue, "sue").await;
    each_once(&sue, MANY + 5);
    // A further machine of hers hears all of it, too.
    let further = site.link(&b, "sue@example.com", "of-sue-at-home");
    has_history(&further.desk, MANY + 5).await;
    rings_at_dana(&site, &b, [MANY + 3].into_iter()).await;
    for linked in [&sue, &further] {
        linked.desk.hears_for_history(&id(MANY + 3)).await;
        has_all(&site, &b, linked, "sue").await;
        each_once(linked, MANY + 6);
    }
}

#[tokio::test]
async fn the_first_who_looks_after_a_team_hears_of_the_time_when_nobody_did() {
    let nats = Nats::start().await;
    for extra in [json!({}), json!({ "fleet": { "servers": [nats.url()] } })] {
        let mut site = site("calls", &extra);
        let nobody = |person: &Value| person["role"].is_null() || person["email"] == "sue@example.com";
        site.extra["team"]["people"].as_array_mut().unwrap().retain(nobody);
        let relay = site.relay("a").await;
        if extra["fleet"].is_object() {
            until(&relay, "fleet_up", |up| up == 1).await;
        }
        let dana = link(&site, &relay, "dana");
        rings_at_dana(&site, &relay, 0..3).await;
        dana.desk.has(3).await;
        until(&relay, "acks_total", |acks| acks >= 1).await;
        site.hands.forward(SignedDuration::from_hours(2));
        relay.tidy().await.unwrap();
        until(&relay, "stock_unhanded", |n| n == 0).await;
        sue_supervises(&mut site, &["billing"]);
        reload(&site, &relay).await;
        let sue = link(&site, &relay, "sue");
        has_history(&sue.desk, 3).await;
        has_all(&site, &relay, &sue, "sue").await;
        each_once(&sue, 3);
    }
}
