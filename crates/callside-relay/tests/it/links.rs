//! Links: resumed, replaced, renewed, drained, over proxies that let no WebSocket through, through sleep.

use crate::bed::{Site, TestDesk, metrics, rings};
use callside_link::{LinkState, Trouble};
use jiff::SignedDuration;
use serde_json::json;

#[tokio::test]
async fn a_desktop_goes_on_where_it_was() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let address = format!("http://{}", relay.listen());
    let first = site.link(&relay, "dana@example.com", "one");
    site.five9(&relay, &rings("1", "dana")).await;
    first.desk.has(1).await;
    let desk = std::sync::Arc::clone(&first.desk);
    drop(first);
    site.five9(&relay, &rings("2", "dana")).await;
    let again = site.link_desk(&address, desk, "one");
    let events = again.desk.has(2).await;
    assert!(events.values().all(|times| *times == 1), "nothing came twice: {events:?}");
}

#[tokio::test]
async fn an_hour_without_the_relay_loses_nothing() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let address = format!("http://{}", relay.listen());
    let first = site.link(&relay, "dana@example.com", "one");
    first.desk.up().await;
    let desk = std::sync::Arc::clone(&first.desk);
    drop(first);
    for n in 0..250 {
        site.five9(&relay, &rings(&n.to_string(), "dana")).await;
        site.hands.forward(SignedDuration::from_secs(15));
    }
    relay.tidy().await.unwrap();
    // The session has ended meanwhile; the renewal gets the next one.
    let again = site.link_desk(&address, desk, "one");
    let events = again.desk.has(250).await;
    assert!(events.values().all(|times| *times == 1));
    assert_eq!(again.desk.grants(), 1, "one renewal");
}

#[tokio::test]
async fn a_connection_that_is_taken_and_never_answered_is_given_up() {
    let site = Site::new();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let desk = std::sync::Arc::new(TestDesk::new(site.grant("dana@example.com")));
    let dana = site.link_desk(&address, desk, "one");
    let (_open, _) = listener.accept().await.unwrap();
    site.hands.forward(SignedDuration::from_secs(16));
    // Nor is the question whether the relay is there at all.
    let (_asked, _) = listener.accept().await.unwrap();
    site.hands.forward(SignedDuration::from_secs(6));
    let down = dana.desk.stands(|state| matches!(state, LinkState::Waiting { .. })).await;
    assert!(matches!(down, LinkState::Waiting { trouble: Trouble::Unreachable, .. }), "{down:?}");
}

#[tokio::test]
async fn what_a_desktop_could_not_keep_comes_again() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    dana.desk.up().await;
    dana.desk.refuse(true);
    site.five9(&relay, &rings("1", "dana")).await;
    let down = dana.desk.stands(|state| matches!(state, LinkState::Waiting { .. })).await;
    assert!(matches!(down, LinkState::Waiting { trouble: Trouble::NotKept, .. }), "{down:?}");
    dana.desk.refuse(false);
    dana.nudge.now();
    assert_eq!(dana.desk.has(1).await.len(), 1);
}

#[tokio::test]
async fn the_newer_link_of_an_installation_replaces_the_older() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let older = site.link(&relay, "dana@example.com", "one");
    older.desk.up().await;
    let newer = site.link(&relay, "dana@example.com", "one");
    newer.desk.up().await;
    older.desk.stands(|state| matches!(state, LinkState::Waiting { trouble: Trouble::Busy, .. })).await;
    let other = site.link(&relay, "dana@example.com", "two");
    other.desk.up().await;
    site.five9(&relay, &rings("1", "dana")).await;
    newer.desk.has(1).await;
    other.desk.has(1).await;
}

#[tokio::test]
async fn a_session_is_renewed_on_the_open_link() {
    let site = Site::with(json!({ "limits": { "beat_s": 1 } }));
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    dana.desk.up().await;
    site.hands.forward(SignedDuration::from_mins(45));
    // The hands have jumped: to the desktop that is a sleep, after which it connects anew; then beats renew.
    dana.desk.up().await;
    let renewed = async {
        while dana.desk.grants() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(crate::bed::PATIENCE, renewed).await.expect("the relay renews the session");
}

#[tokio::test]
async fn who_leaves_the_team_is_cut_off() {
    let site = Site::with(json!({ "limits": { "beat_s": 1 }, "team": { "closed": true } }));
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    dana.desk.up().await;
    let mut config = site.settings("a");
    config["team"]["people"] = json!([{ "email": "sam@example.com" }]);
    relay.reload(&serde_json::from_value(config).unwrap()).await.unwrap();
    let end = dana.desk.stands(|state| matches!(state, LinkState::Stopped { .. })).await;
    assert_eq!(end, LinkState::Stopped { trouble: Trouble::NotOfTheTeam });
}

#[tokio::test]
async fn without_a_session_a_person_is_asked_to_sign_in() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let mut grant = site.grant("dana@example.com");
    grant.session_ends = site.hands.now();
    grant.renewal = "not-a-renewal".into();
    let desk = std::sync::Arc::new(crate::bed::TestDesk::new(grant));
    let link = site.link_desk(&format!("http://{}", relay.listen()), desk, "one");
    link.desk.stands(|state| *state == LinkState::SignInNeeded).await;
}

#[tokio::test]
async fn a_drained_relay_sends_its_desktops_away_and_keeps_their_places() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let dana = site.link(&relay, "dana@example.com", "one");
    site.five9(&relay, &rings("1", "dana")).await;
    dana.desk.has(1).await;
    relay.drain().await;
    dana.desk.stands(|state| matches!(state, LinkState::Waiting { .. })).await;
    let relay = site.relay("a").await;
    let fresh = site.link(&relay, "dana@example.com", "never-here-before");
    site.five9(&relay, &rings("2", "dana")).await;
    fresh.desk.hears("five9:2-created").await;
}

#[tokio::test]
async fn a_proxy_without_websockets_is_passed_by_server_sent_events() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let proxy = crate::proxy::without_upgrades(relay.listen()).await;
    let desk = std::sync::Arc::new(crate::bed::TestDesk::new(site.grant("dana@example.com")));
    let dana = site.link_desk(&format!("http://{proxy}"), desk, "one");
    // Two refused WebSockets come first.
    let up = dana.desk.up().await;
    assert!(matches!(up, LinkState::Up { fallback: true, .. }), "{up:?}");
    site.five9(&relay, &rings("1", "dana")).await;
    dana.desk.has(1).await;
    site.five9(&relay, &rings("2", "dana")).await;
    dana.desk.has(2).await;
    let acknowledged = async { while !metrics(&relay).await.contains("callside_relay_acks_total 2") {} };
    tokio::time::timeout(crate::bed::PATIENCE, acknowledged).await.expect("acks arrive by request");
}

#[tokio::test]
async fn where_websockets_find_nobody_and_plain_requests_do_server_sent_events_take_over_at_once() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let (proxy, mut swallowed) = crate::proxy::swallowing_upgrades(relay.listen()).await;
    let desk = std::sync::Arc::new(TestDesk::new(site.grant("dana@example.com")));
    let dana = site.link_desk(&format!("http://{proxy}"), desk, "one");
    let _held = swallowed.recv().await.unwrap();
    site.hands.forward(SignedDuration::from_secs(16));
    let up = dana.desk.up().await;
    assert!(matches!(up, LinkState::Up { fallback: true, .. }), "{up:?}");
    site.five9(&relay, &rings("1", "dana")).await;
    dana.desk.has(1).await;
    assert!(swallowed.try_recv().is_err(), "a second try would have taken as long again");
}

#[tokio::test]
async fn every_twenty_connections_by_events_a_websocket_is_tried_again() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let strict = crate::proxy::Strict::default();
    let address = format!("http://{}", strict.start(relay.listen()).await);
    let dana = site.link_desk(&address, std::sync::Arc::new(TestDesk::new(site.grant("dana@example.com"))), "one");
    dana.desk.up().await;
    strict.lets_upgrades();
    for connection in 2..=21 {
        site.hands.forward(SignedDuration::from_secs(1));
        strict.cuts();
        let now = site.hands.now();
        let up = dana.desk.stands(|state| matches!(state, LinkState::Up { since, .. } if *since == now)).await;
        let by_events = matches!(up, LinkState::Up { fallback: true, .. });
        assert_eq!(by_events, connection <= 20, "connection {connection}");
    }
}

#[tokio::test]
async fn a_slow_desktop_holds_up_nobody() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let (slow, fast) = (site.link(&relay, "dana@example.com", "one"), site.link(&relay, "sam@example.com", "two"));
    slow.desk.up().await;
    fast.desk.up().await;
    let stuck = slow.desk.hold().await;
    for n in 0..400 {
        site.five9(&relay, &rings(&format!("d{n}"), "dana")).await;
        site.five9(&relay, &rings(&format!("s{n}"), "sam")).await;
    }
    fast.desk.has(400).await;
    drop(stuck);
    slow.desk.has(400).await;
}
