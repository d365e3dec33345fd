//! Assistance on a call: asked, looked at, answered, over; who hears of it; and what is right after a break.

use crate::bed::{Linked, Site, TestDesk, rings};
use crate::board::{live, presence, site, works};
use crate::fleet::until;
use crate::history::starts_anew;
use crate::nats::Nats;
use callside_core::assistance::{Asking, AssistanceNews, AssistanceRef, AssistanceRequest, AssistanceSaid};
use callside_core::person::PersonId;
use callside_core::wallboard::{Doing, Presence};
use callside_link::{Gate, GateError};
use callside_relay::Relay;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;

fn person(name: &str) -> PersonId {
    PersonId::new(&format!("{name}@example.com")).unwrap()
}

fn danas() -> AssistanceRef {
    AssistanceRef { person: person("dana"), call: live("1").call }
}

fn asks(call: &str) -> AssistanceSaid {
    AssistanceSaid { asks: Some(Asking { call: live(call), for_s: 0 }), looks: None }
}

fn looks() -> AssistanceSaid {
    AssistanceSaid { asks: None, looks: Some(danas()) }
}

/// Somebody at a desk, by name.
fn sits(site: &Site, relay: &Relay, name: &str) -> Linked {
    let linked = works(site, relay, name, Doing::Available);
    linked.desk.does(Presence { name: Some(format!("{name} at work")), ..presence(Doing::Available, 0) });
    linked
}

fn gate(relay: &Relay) -> Gate {
    Gate::new(&format!("http://{}", relay.listen())).unwrap()
}

async fn advises(site: &Site, relay: &Relay, who: &str, text: &str) -> bool {
    let session = site.grant(&format!("{who}@example.com")).session;
    gate(relay).advise(&session, &danas(), text).await.unwrap()
}

async fn shows(site: &Site, relay: &Relay, who: &str, view: &Value) -> bool {
    let session = site.grant(&format!("{who}@example.com")).session;
    gate(relay).show(&session, &danas(), view).await.unwrap()
}

/// One request, and it is like this.
fn one(right: impl Fn(&AssistanceRequest) -> bool) -> impl Fn(&[AssistanceRequest]) -> bool {
    move |requests| requests.len() == 1 && right(&requests[0])
}

fn is_shown(view: &Value) -> impl Fn(&AssistanceNews) -> bool {
    let wanted = AssistanceNews::Shown { of: danas(), view: view.clone() };
    move |news| *news == wanted
}

#[tokio::test]
async fn a_request_is_looked_at_answered_and_over() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let dana = sits(&site, &relay, "dana");
    dana.desk.says_of_assistance(asks("1"));
    let asked = dana.desk.requests(one(|_| true)).await;
    assert_eq!((asked[0].told, &asked[0].call), (0, &live("1")), "nobody is there");
    let bea = sits(&site, &relay, "bea");
    let told = bea.desk.requests(|requests| requests.iter().any(|one| one.name.is_some())).await;
    assert_eq!((&told[0].person, told[0].name.as_deref()), (&person("dana"), Some("dana at work")));
    dana.desk.requests(one(|request| request.told == 1)).await;
    let view = json!({ "pop": { "call": "five9:1" }, "notes": "Sarah wants a refund" });
    assert!(!shows(&site, &relay, "dana", &view).await, "nobody looks, nothing is taken");
    bea.desk.says_of_assistance(looks());
    let looking = dana.desk.requests(one(|request| !request.looking.is_empty())).await;
    assert_eq!(looking[0].looking[0].shown(), "bea at work");
    assert!(shows(&site, &relay, "dana", &view).await);
    bea.desk.hears_of_assistance(1, is_shown(&view)).await;
    // What it becomes is shown, too.
    let later = json!({ "pop": { "call": "five9:1" }, "notes": "Sarah wants a refund of 40" });
    assert!(shows(&site, &relay, "dana", &later).await);
    bea.desk.hears_of_assistance(1, is_shown(&later)).await;
    assert!(!advises(&site, &relay, "bea", "  ").await, "nothing was written");
    assert!(advises(&site, &relay, "bea", "  Offer 10 %  ").await);
    let noted = dana.desk.requests(one(|request| !request.notes.is_empty())).await;
    let note = &noted[0].notes[0];
    assert_eq!((note.text.as_str(), &note.by.person, note.by.shown()), ("Offer 10 %", &person("bea"), "bea at work"));
    bea.desk.requests(one(|request| request.notes == noted[0].notes)).await;
    // Taken back, or over with the call: both ends hear of it, and nothing can be said any more.
    dana.desk.says_of_assistance(AssistanceSaid::default());
    bea.desk.requests(<[_]>::is_empty).await;
    dana.desk.requests(<[_]>::is_empty).await;
    assert!(!advises(&site, &relay, "bea", "Too late").await);
    assert!(!shows(&site, &relay, "dana", &view).await);
    // Asked anew, nothing of what was shown before is left.
    dana.desk.says_of_assistance(asks("1"));
    bea.desk.requests(one(|_| true)).await;
    assert!(advises(&site, &relay, "bea", "Again").await);
    bea.desk.requests(one(|request| request.notes.iter().any(|note| note.text == "Again"))).await;
    let shown = bea.desk.assistance_so_far().into_iter().filter(|news| matches!(news, AssistanceNews::Shown { .. }));
    assert_eq!(shown.count(), 2);
}

#[tokio::test]
async fn whoever_may_not_see_the_team_hears_nothing_and_can_say_nothing() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let others: Vec<_> = ["ada", "lee", "sam"].map(|name| sits(&site, &relay, name)).into();
    let (dana, bea) = (sits(&site, &relay, "dana"), sits(&site, &relay, "bea"));
    let view = json!({ "pop": { "call": "five9:1" }, "notes": "Sarah" });
    // A colleague, an agent of another team and an admin for whom no team is named say that they look.
    others.iter().for_each(|other| other.desk.says_of_assistance(looks()));
    dana.desk.says_of_assistance(asks("1"));
    bea.desk.says_of_assistance(looks());
    dana.desk.requests(one(|request| request.looking.len() == 1 && request.told == 1)).await;
    assert!(shows(&site, &relay, "dana", &view).await);
    bea.desk.hears_of_assistance(1, is_shown(&view)).await;
    for name in ["ada", "lee", "sam", "dana"] {
        assert!(!advises(&site, &relay, name, "Let me in").await, "{name}");
        assert!(name == "dana" || !shows(&site, &relay, name, &view).await, "{name}");
    }
    // The last words that all of them hear: an agent of each asks, too.
    let cal = sits(&site, &relay, "cal");
    others[2].desk.says_of_assistance(asks("2"));
    let all = cal.desk.requests(|requests| requests.len() == 2).await;
    assert_eq!(all[0].notes, [], "nothing of it was taken");
    others[2].desk.requests(one(|_| true)).await;
    for (name, other) in ["ada", "lee", "sam"].iter().zip(&others) {
        let text = serde_json::to_string(&other.desk.assistance_so_far()).unwrap();
        assert!(!text.contains("dana") && !text.contains("Sarah"), "{name}: {text}");
    }
    let text = serde_json::to_string(&bea.desk.assistance_so_far()).unwrap();
    assert!(!text.contains("sam@"), "{text}");
    // Whoever loses the team loses its requests.
    let mut settings = site.settings("a");
    settings["team"]["people"][3]["supervises"] = json!(["sales"]);
    relay.reload(&serde_json::from_value(settings).unwrap()).await.unwrap();
    bea.desk.requests(|requests| requests.iter().all(|one| one.person == person("sam"))).await;
    dana.desk.requests(one(|request| request.looking.is_empty())).await;
}

#[tokio::test]
async fn a_session_is_needed_and_a_view_has_an_end() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let refused = gate(&relay).advise("nobody", &danas(), "x").await;
    assert_eq!(refused, Err(GateError::Refused));
    let long = json!({ "notes": "x".repeat(callside_link::wire::MAX_VIEW) });
    let session = site.grant("dana@example.com").session;
    assert_eq!(gate(&relay).show(&session, &danas(), &long).await, Err(GateError::NotARelay), "it cannot be read");
}

#[tokio::test]
async fn a_desktop_that_comes_back_sees_what_stands_and_one_that_does_not_takes_its_request_along() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let (dana, bea) = (sits(&site, &relay, "dana"), sits(&site, &relay, "bea"));
    let view = json!({ "pop": {}, "notes": "Sarah" });
    dana.desk.says_of_assistance(asks("1"));
    bea.desk.says_of_assistance(looks());
    dana.desk.requests(one(|request| !request.looking.is_empty())).await;
    assert!(shows(&site, &relay, "dana", &view).await);
    bea.desk.hears_of_assistance(1, is_shown(&view)).await;
    assert!(advises(&site, &relay, "bea", "Offer 10 %").await);
    let since = bea.desk.requests(one(|request| request.notes.len() == 1)).await[0].since;
    // Both are cut off, and come back after a while.
    let (danas, beas) = (Arc::clone(&dana.desk), Arc::clone(&bea.desk));
    drop((dana, bea));
    until(&relay, "links", |links| links == 0).await;
    site.hands.forward(SignedDuration::from_secs(2));
    let address = format!("http://{}", relay.listen());
    let bea = site.link_desk(&address, beas, "of-bea");
    bea.desk.hears_of_assistance(2, is_shown(&view)).await;
    let back = bea.desk.requests(one(|_| true)).await;
    assert_eq!((back[0].since, back[0].notes.len()), (since, 1), "as it stood");
    let danas_again = Arc::clone(&danas);
    let dana = site.link_desk(&address, danas, "of-dana");
    dana.desk.requests(one(|request| request.notes.len() == 1)).await;
    // The relay starts anew; the supervisor comes back first, and finds the request with its notes as it stood.
    let listen = relay.listen();
    drop(dana);
    relay.drain().await;
    let mut settings = site.settings("a");
    settings["listen"] = json!(listen);
    let relay = Relay::start(serde_json::from_value(settings).unwrap(), site.hands.clock()).await.unwrap();
    bea.nudge.now();
    let desk = TestDesk::new(site.grant("cal@example.com"));
    desk.does(presence(Doing::Available, 0));
    let cal = site.link_desk(&address, Arc::new(desk), "of-cal");
    let kept = cal.desk.requests(one(|_| true)).await;
    assert_eq!((kept[0].since, kept[0].notes[0].text.as_str(), kept[0].looking.len()), (since, "Offer 10 %", 1));
    drop(cal);
    let dana = site.link_desk(&address, danas_again, "of-dana");
    dana.desk.requests(one(|request| !request.looking.is_empty() && request.notes.len() == 1)).await;
    assert!(shows(&site, &relay, "dana", &view).await);
    bea.desk.hears_of_assistance(3, is_shown(&view)).await;
    // The agent's desktop does not come back: three beats later the request is over.
    drop(dana);
    until(&relay, "links", |links| links == 1).await;
    site.hands.forward(SignedDuration::from_secs(3));
    bea.desk.requests(<[_]>::is_empty).await;
}

#[tokio::test]
async fn a_request_reaches_over_a_fleet() {
    let nats = Nats::start().await;
    let site = site(&json!({ "fleet": { "servers": [nats.url()] } }));
    let (a, b) = (site.relay("a").await, site.relay("b").await);
    for relay in [&a, &b] {
        until(relay, "fleet_up", |up| up == 1).await;
    }
    let (dana, bea) = (sits(&site, &a, "dana"), sits(&site, &b, "bea"));
    dana.desk.says_of_assistance(asks("1"));
    bea.desk.requests(one(|_| true)).await;
    bea.desk.says_of_assistance(looks());
    dana.desk.requests(one(|request| request.told == 1 && !request.looking.is_empty())).await;
    let view = json!({ "pop": {}, "notes": "Sarah" });
    assert!(shows(&site, &a, "dana", &view).await);
    bea.desk.hears_of_assistance(1, is_shown(&view)).await;
    assert!(advises(&site, &b, "bea", "Offer 10 %").await);
    dana.desk.requests(one(|request| request.notes.len() == 1)).await;
    // A relay that comes later asks the others.
    let c = site.relay("c").await;
    let cal = sits(&site, &c, "cal");
    let known = cal.desk.requests(one(|request| request.notes.len() == 1 && request.looking.len() == 1)).await;
    assert_eq!(known[0].looking[0].shown(), "bea at work");
    cal.desk.says_of_assistance(looks());
    cal.desk.hears_of_assistance(1, is_shown(&view)).await;
    // The agent's desktop moves to another relay; it is the same request.
    let desk = Arc::clone(&dana.desk);
    drop(dana);
    let dana = site.link_desk(&format!("http://{}", c.listen()), desk, "of-dana");
    dana.desk.requests(one(|request| request.notes.len() == 1)).await;
    dana.desk.says_of_assistance(AssistanceSaid::default());
    bea.desk.requests(<[_]>::is_empty).await;
    cal.desk.requests(<[_]>::is_empty).await;
    drop((a, b));
}

#[tokio::test]
async fn a_killed_relay_has_every_note_that_was_taken_and_an_erased_caller_leaves_none() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let (dana, bea) = (sits(&site, &relay, "dana"), sits(&site, &relay, "bea"));
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    dana.desk.says_of_assistance(asks("1"));
    bea.desk.requests(one(|_| true)).await;
    assert!(advises(&site, &relay, "bea", "Sarah may have 10 %").await);
    drop((dana, bea));
    let listed = |linked: Linked| async move { linked.desk.requests(one(|_| true)).await[0].notes.len() };
    let relay = starts_anew(&site, relay).await;
    assert_eq!(listed(sits(&site, &relay, "cal")).await, 1, "written down before it was taken");
    let session = site.grant("ada@example.com").session;
    assert_eq!(gate(&relay).erase(&session, "+14155550134").await, Ok(1));
    let relay = starts_anew(&site, relay).await;
    assert_eq!(listed(sits(&site, &relay, "cal")).await, 0, "and forgotten with its caller");
}
