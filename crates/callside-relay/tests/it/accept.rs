//! Deliveries are on the disk before they are answered; nobody gets what is for somebody else; nothing is dropped.

use crate::bed::{Site, metrics, rings};
use crate::history::gate;
use callside_link::{GateError, LookedAgain, ParkedList};
use serde_json::json;

async fn parked(site: &Site, relay: &callside_relay::Relay) -> ParkedList {
    let ada = site.grant("ada@example.com").session;
    gate(relay).parked(&ada).await.expect("an admin may ask")
}

#[tokio::test]
async fn an_accepted_event_is_there_after_a_kill() {
    let site = Site::new();
    let relay = site.relay("a").await;
    for n in 0..20 {
        assert_eq!(site.five9(&relay, &rings(&n.to_string(), "dana")).await, 200);
    }
    // Dropped without draining: what was answered counts as kept.
    drop(relay);
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    assert_eq!(dana.desk.has(20).await.len(), 20);
}

#[tokio::test]
async fn everybody_gets_their_own_and_repeats_change_nothing() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let (dana, sam) = (site.link(&relay, "dana@example.com", "one"), site.link(&relay, "sam@example.com", "two"));
    for _ in 0..3 {
        assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    }
    assert_eq!(site.five9(&relay, &rings("2", "sam")).await, 200);
    assert_eq!(dana.desk.has(1).await.keys().collect::<Vec<_>>(), ["five9:1-created"]);
    assert_eq!(sam.desk.has(1).await.keys().collect::<Vec<_>>(), ["five9:2-created"]);
    assert_eq!(dana.desk.events(), [("five9:1-created".to_owned(), 1)].into());
}

#[tokio::test]
async fn a_ring_group_hears_of_its_call_until_the_end() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let (dana, sam) = (site.link(&relay, "dana@example.com", "one"), site.link(&relay, "sam@example.com", "two"));
    let offered = json!({ "event": "call.created", "eventId": "o", "data": { "callId": "7", "skill": "Billing" } });
    assert_eq!(site.five9(&relay, &offered).await, 200);
    let answered =
        json!({ "event": "call.answered", "eventId": "p", "data": { "callId": "7", "agentUserName": "sam" } });
    assert_eq!(site.five9(&relay, &answered).await, 200);
    assert_eq!(dana.desk.has(2).await.len(), 2, "the colleague learns that it was answered");
    assert_eq!(sam.desk.has(2).await.len(), 2);
}

#[tokio::test]
async fn what_nobody_could_be_found_for_is_parked_shown_and_replayed() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    assert_eq!(site.five9(&relay, &rings("1", "nobody")).await, 200);
    let nameless = json!({ "event": "call.created", "eventId": "n", "data": { "callId": "2", "campaign": "Spring" } });
    assert_eq!(site.five9(&relay, &nameless).await, 200);
    let shown = parked(&site, &relay).await;
    assert_eq!((shown.relay.as_str(), shown.total), ("a", 2));
    let told = |of: usize| (shown.parked[of].reason.as_str(), shown.parked[of].agent.as_deref());
    assert_eq!((told(0), told(1)), (("unknown_agent", Some("nobody")), ("unassigned", None)));
    assert_eq!(shown.parked[1].campaign.as_deref(), Some("Spring"));
    assert!(!format!("{shown:?}").contains("4155550134"), "an admin of the mapping needs no caller: {shown:?}");
    let (agent, ada) = (site.grant("dana@example.com").session, site.grant("ada@example.com").session);
    assert_eq!(gate(&relay).parked(&agent).await, Err(GateError::NotOfTheTeam));
    assert_eq!(gate(&relay).look_again(&agent).await, Err(GateError::NotOfTheTeam));
    let (others, silent) = (Vec::new(), Vec::new());
    let as_before = LookedAgain { relay: "a".into(), placed: 0, still_parked: 2, others, silent };
    assert_eq!(gate(&relay).look_again(&ada).await, Ok(as_before), "nobody mended anything");

    let mut config = site.settings("a");
    config["team"]["people"][0]["names"]["five9"] = json!(["dana", "nobody"]);
    let replayed = relay.reload(&serde_json::from_value(config).unwrap()).await.unwrap();
    assert_eq!((replayed.placed, replayed.still_parked), (1, 1));
    assert_eq!(dana.desk.has(1).await.keys().collect::<Vec<_>>(), ["five9:1-created"]);
    assert_eq!(parked(&site, &relay).await.total, 1);
}

#[tokio::test]
async fn a_desktop_that_is_past_the_old_place_still_gets_what_is_replayed() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    site.five9(&relay, &rings("1", "nobody")).await;
    for n in 2..6 {
        site.five9(&relay, &rings(&n.to_string(), "dana")).await;
    }
    dana.desk.has(4).await;
    let mut config = site.settings("a");
    config["team"]["people"][0]["names"]["five9"] = json!(["dana", "nobody"]);
    relay.reload(&serde_json::from_value(config).unwrap()).await.unwrap();
    site.five9(&relay, &rings("6", "dana")).await;
    assert_eq!(dana.desk.has(6).await.len(), 6);
}

#[tokio::test]
async fn strangers_are_refused_and_the_reason_is_counted() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let good = format!("http://{}/{}/five9/events", relay.listen(), site.path_secret());
    let client = reqwest::Client::new();
    let wrong = client.post(&good).header("x-callside-secret", "wrong-wrong-wrong").json(&rings("1", "dana"));
    assert_eq!(wrong.send().await.unwrap().status(), 403);
    let wrong_path = format!("http://{}/0123456789abcdef01234567/five9/events", relay.listen());
    assert_eq!(client.post(wrong_path).json(&rings("1", "dana")).send().await.unwrap().status(), 404);
    let unknown = json!({ "event": "call.levitated", "data": { "callId": "1" } });
    assert_eq!(site.five9(&relay, &unknown).await, 422);
    let said = metrics(&relay).await;
    for code in ["bad_signature", "not_found", "unsupported_event"] {
        assert!(said.contains(&format!("callside_relay_refused_total{{code=\"{code}\"}} 1")), "{code}: {said}");
    }
    assert!(!said.contains("dana") && !said.contains("4155550134"), "no personal data: {said}");
}
