//! Two engines and a relay: what one agent does stands on the board of the one who looks after them.

use callside_core::ids::CallKey;
use callside_core::wallboard::{Board, Doing};
use callside_engine::{BoardStanding, Wall};
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::site::{Site, event, up};
use serde_json::{Value, json};
use std::net::SocketAddr;

/// Waits until the board is like this.
async fn sees(wall: &Wall, right: impl Fn(&Board) -> bool) {
    let mut news = wall.news();
    let seen = async {
        while !wall.read().board.is_some_and(|(_, board)| right(&board)) {
            let _ = news.recv().await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, seen).await.is_ok(), "{:?}", wall.read());
}

/// Waits until Dana does this.
async fn dana_does(wall: &Wall, right: impl Fn(&Doing) -> bool) {
    sees(wall, |board| board.agents.iter().any(|row| row.person.as_str() == "dana@example.com" && right(&row.doing)))
        .await;
}

fn told(call: &str, what: &str) -> Value {
    let mut told = event(call);
    told["event"] = json!(what);
    told["eventId"] = json!(format!("{call}-{what}"));
    told
}

#[tokio::test]
async fn a_supervisor_follows_a_call_from_its_ring_to_its_wrap_up() {
    let (mut dana, bea) = (Desk::open().await, Desk::open().await);
    let site = Site::new().await;
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    let relay = site
        .relay_with(anywhere, |config| {
            config["team"]["people"]
                .as_array_mut()
                .expect("people")
                .push(json!({ "email": "bea@example.com", "role": "supervisor", "supervises": ["billing"] }));
            config["team"]["groups"] = json!({ "billing": ["dana@example.com"] });
        })
        .await;
    let at = relay.listen();
    let theirs = site.linked(&dana, at).await;
    let ours = site.linked_of(&bea, at, "bea@example.com").await;
    up(&theirs).await;
    up(&ours).await;
    let wall = ours.wall();
    wall.watch(true);
    dana_does(&wall, |doing| *doing == Doing::Available).await;
    theirs.set_away(true);
    dana_does(&wall, |doing| *doing == Doing::Away).await;
    theirs.set_away(false);
    dana_does(&wall, |doing| *doing == Doing::Available).await;
    // What the phone system says counts as well, until it says something else.
    let state = |state: &str, n: u32| {
        json!({ "event": "agent.state_changed", "eventId": format!("state-{n}"),
            "data": { "agentUserName": "dana", "state": state, "reason": "Lunch" } })
    };
    site.says(at, &state("Not Ready", 1)).await;
    dana_does(&wall, |doing| *doing == Doing::Away).await;
    site.says(at, &state("Ready", 2)).await;
    dana_does(&wall, |doing| *doing == Doing::Available).await;
    site.rings(at, "1").await;
    dana_does(&wall, |doing| matches!(doing, Doing::Ringing(_))).await;
    sees(&wall, |board| board.waiting.len() == 1).await;
    site.says(at, &told("1", "call.answered")).await;
    dana_does(&wall, |doing| matches!(doing, Doing::Talking(_))).await;
    sees(&wall, |board| board.waiting.is_empty() && board.tallies.iter().any(|row| row.tally.answered == 1)).await;
    site.says(at, &told("1", "call.ended")).await;
    dana_does(&wall, |doing| matches!(doing, Doing::WrapUp(_))).await;
    let call: CallKey = "five9:1".parse().expect("a key");
    dana.live_pop(&call).await;
    dana.wraps_up(&call, "interested", "Wants a quote").await;
    dana_does(&wall, |doing| *doing == Doing::Available).await;
    assert_eq!(wall.read().standing, BoardStanding::Live);
    // Nobody without a team sees anything.
    let wall = theirs.wall();
    wall.watch(true);
    let mut stands = wall.stands();
    let refused = stands.wait_for(|standing| *standing == BoardStanding::NotAllowed);
    tokio::time::timeout(PATIENCE, refused).await.expect("it is said").expect("the link is there");
    // The relay is gone: the numbers stay, and say since when they are old.
    let wall = ours.wall();
    relay.drain().await;
    let mut stands = wall.stands();
    let old = stands.wait_for(|standing| matches!(standing, BoardStanding::Old { .. }));
    tokio::time::timeout(PATIENCE, old).await.expect("it is said").expect("the link is there");
    assert!(wall.read().board.is_some_and(|(_, board)| !board.agents.is_empty()));
}
