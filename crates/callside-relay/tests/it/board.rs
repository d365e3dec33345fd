//! The live board: who sees whom, what is right after a break, calls that wait, and boards of a fleet that add up.

use crate::bed::{Linked, Site};
use crate::fleet::until;
use crate::nats::Nats;
use callside_core::ids::{CallKey, Provider};
use callside_core::person::PersonId;
use callside_core::wallboard::{AgentRow, Board, BoardNews, Doing, LiveCall, Presence};
use callside_relay::Relay;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;

pub fn site(extra: &Value) -> Site {
    let mut settings = json!({
        "limits": { "beat_s": 1 },
        "team": {
            "people": [
                { "email": "dana@example.com", "names": { "five9": ["dana"] } },
                { "email": "lee@example.com", "names": { "five9": ["lee"] } },
                { "email": "sam@example.com", "names": { "five9": ["sam"] } },
                { "email": "bea@example.com", "role": "supervisor", "supervises": ["billing"] },
                { "email": "cal@example.com", "role": "admin", "supervises": ["*"] },
                { "email": "ada@example.com", "role": "admin" },
            ],
            "groups": { "billing": ["dana@example.com", "lee@example.com"], "sales": ["sam@example.com"] },
            "rules": [
                { "queue": "Billing", "to": { "group": "billing" } },
                { "queue": "Sales", "to": { "group": "sales" } },
            ],
        },
    });
    for (name, value) in extra.as_object().unwrap() {
        settings[name] = value.clone();
    }
    Site::with(settings)
}

fn key(call: &str) -> CallKey {
    CallKey::new(Provider::Five9, call).unwrap()
}

pub fn live(call: &str) -> LiveCall {
    LiveCall { call: key(call), queue: Some("Billing".into()), campaign: None, direction: None }
}

pub fn presence(doing: Doing, for_s: u64) -> Presence {
    Presence { doing, for_s, name: None }
}

fn agent<'a>(board: &'a Board, person: &str) -> Option<&'a AgentRow> {
    let person = PersonId::new(&format!("{person}@example.com")).unwrap();
    board.agents.iter().find(|row| row.person == person)
}

fn does(board: &Board, person: &str, doing: &Doing) -> bool {
    agent(board, person).is_some_and(|row| row.doing == *doing)
}

fn looks(site: &Site, relay: &Relay, person: &str) -> Linked {
    let linked = site.link(relay, &format!("{person}@example.com"), &format!("of-{person}"));
    linked.desk.looks();
    linked
}

pub fn works(site: &Site, relay: &Relay, person: &str, doing: Doing) -> Linked {
    let linked = site.link(relay, &format!("{person}@example.com"), &format!("of-{person}"));
    linked.desk.does(presence(doing, 0));
    linked
}

fn said(call: &str, event: &str, queue: &str, agent: Option<&str>) -> Value {
    let mut data = json!({ "callId": call, "ani": "+14155550134", "skillName": queue, "callType": "Inbound" });
    if let Some(agent) = agent {
        data["agentUserName"] = json!(agent);
    }
    json!({ "event": event, "eventId": format!("{call}-{event}-{}", agent.unwrap_or("nobody")), "data": data })
}

#[tokio::test]
async fn a_supervisor_sees_what_their_team_does_and_since_when() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let bea = looks(&site, &relay, "bea");
    let began = bea.desk.sees(|board| board.agents.len() == 2).await;
    assert!(does(&began, "dana", &Doing::Offline), "{began:?}");
    let dana = works(&site, &relay, "dana", Doing::Available);
    bea.desk.sees(|board| does(board, "dana", &Doing::Available)).await;
    for doing in
        [Doing::Ringing(live("1")), Doing::Talking(live("1")), Doing::OnHold(live("1")), Doing::WrapUp(live("1"))]
    {
        dana.desk.does(presence(doing.clone(), 0));
        let board = bea.desk.sees(|board| does(board, "dana", &doing)).await;
        assert_eq!(agent(&board, "dana").unwrap().teams, ["billing"]);
    }
    dana.desk.does(presence(Doing::Away, 90));
    let board = bea.desk.sees(|board| does(board, "dana", &Doing::Away)).await;
    let since = agent(&board, "dana").unwrap().since;
    assert_eq!(site.hands.now().duration_since(since), SignedDuration::from_secs(90), "by the relay's clock");
}

#[tokio::test]
async fn a_supervisor_sees_nothing_of_another_team_and_an_agent_nothing_at_all() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let bea = looks(&site, &relay, "bea");
    let cal = looks(&site, &relay, "cal");
    let (dana, sam) = (works(&site, &relay, "dana", Doing::Available), works(&site, &relay, "sam", Doing::Away));
    for call in ["s1", "s2"] {
        assert_eq!(site.five9(&relay, &said(call, "call.created", "Sales", None)).await, 200);
    }
    assert_eq!(site.five9(&relay, &said("b1", "call.created", "Billing", None)).await, 200);
    assert_eq!(site.five9(&relay, &said("n1", "call.created", "Nobodys", None)).await, 200);
    cal.desk
        .sees(|board| board.waiting.len() == 4 && does(board, "sam", &Doing::Away) && board.agents.len() >= 6)
        .await;
    sam.desk.does(presence(Doing::Talking(live("s1")), 0));
    dana.desk.does(presence(Doing::Away, 0));
    cal.desk.sees(|board| does(board, "sam", &Doing::Talking(live("s1")))).await;
    bea.desk.sees(|board| does(board, "dana", &Doing::Away) && board.waiting.len() == 1).await;
    let news = bea.desk.told(|_| true).await;
    let text = serde_json::to_string(&news).unwrap();
    for foreign in ["sam@example.com", "sales", "Sales", "five9:s", "Nobodys", "cal@example.com"] {
        assert!(!text.contains(foreign), "{foreign}: {text}");
    }
    for unseen in ["4155550134", "555013"] {
        assert!(!text.contains(unseen), "no caller is on a board: {text}");
    }
    dana.desk.looks();
    let ada = looks(&site, &relay, "ada");
    for (who, refused) in [("an agent", &dana), ("an admin for whom no team is named", &ada)] {
        let told = refused.desk.told(|_| true).await;
        assert!(told.iter().all(|news| *news == BoardNews::NotAllowed), "{who}: {told:?}");
    }
}

#[tokio::test]
async fn whoever_loses_a_team_loses_its_board() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let bea = looks(&site, &relay, "bea");
    bea.desk.sees(|board| board.agents.len() == 2).await;
    let mut settings = site.settings("a");
    settings["team"]["people"][3]["supervises"] = json!(["sales"]);
    relay.reload(&serde_json::from_value(settings.clone()).unwrap()).await.unwrap();
    let board = bea.desk.sees(|board| agent(board, "dana").is_none()).await;
    assert!(agent(&board, "sam").is_some());
    settings["team"]["people"][3]["role"] = json!("agent");
    relay.reload(&serde_json::from_value(settings).unwrap()).await.unwrap();
    bea.desk.told(|news| *news == BoardNews::NotAllowed).await;
}

#[tokio::test]
async fn who_is_gone_is_offline_since_then_and_a_restart_is_mended_by_the_desktops() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let bea = looks(&site, &relay, "bea");
    let dana = works(&site, &relay, "dana", Doing::Available);
    let lee = works(&site, &relay, "lee", Doing::Talking(live("1")));
    bea.desk.sees(|board| does(board, "dana", &Doing::Available)).await;
    let gone_at = site.hands.now();
    drop(dana);
    until(&relay, "links", |links| links == 2).await;
    // Three beats later they count as gone.
    site.hands.forward(SignedDuration::from_secs(3));
    let board = bea.desk.sees(|board| does(board, "dana", &Doing::Offline)).await;
    let since = agent(&board, "dana").unwrap().since;
    assert_eq!(since, gone_at);
    // The relay starts anew and knows nothing; the desktops tell it again.
    let address = relay.listen();
    relay.drain().await;
    let mut settings = site.settings("a");
    settings["listen"] = json!(address);
    let relay = Relay::start(serde_json::from_value(settings).unwrap(), site.hands.clock()).await.unwrap();
    assert_eq!(relay.listen(), address);
    lee.nudge.now();
    bea.nudge.now();
    let back = |news: &BoardNews| matches!(news, BoardNews::Snapshot { whole, .. } if whole.counted_since > gone_at);
    bea.desk.told(back).await;
    bea.desk.sees(|board| does(board, "lee", &Doing::Talking(live("1")))).await;
}

#[tokio::test]
async fn calls_wait_until_they_are_answered_and_count_by_queue() {
    let site = site(&json!({ "wallboard": { "answer_within_s": 20, "zone": "Europe/Berlin" } }));
    let relay = site.relay("a").await;
    let bea = looks(&site, &relay, "bea");
    bea.desk.sees(|board| board.goal.answer_within_s == 20).await;
    let begins = |call: &str| said(call, "call.created", "Billing", None);
    for call in ["quick", "slow", "lost", "waits"] {
        assert_eq!(site.five9(&relay, &begins(call)).await, 200);
    }
    let board = bea.desk.sees(|board| board.waiting.len() == 4).await;
    assert!(board.waiting.iter().all(|call| call.queue.as_deref() == Some("Billing")));
    site.five9(&relay, &said("quick", "call.answered", "Billing", Some("dana"))).await;
    site.hands.forward(SignedDuration::from_secs(21));
    site.five9(&relay, &said("slow", "call.answered", "Billing", Some("lee"))).await;
    site.five9(&relay, &said("lost", "call.ended", "Billing", None)).await;
    let counted = |board: &Board| board.tallies.iter().any(|row| row.tally.lost == 1 && row.tally.answered == 2);
    let board = bea.desk.sees(|board| board.waiting.len() == 1 && counted(board)).await;
    let row = board.tallies.iter().find(|row| row.queue.as_deref() == Some("Billing")).unwrap();
    assert_eq!((row.tally.came, row.tally.in_time, row.tally.service_level()), (4, 1, Some(33)), "{row:?}");
    assert_eq!(board.waiting[0].call, key("waits"));
    // A repeat counts nothing.
    site.five9(&relay, &begins("quick")).await;
    site.five9(&relay, &begins("more")).await;
    let board = bea.desk.sees(|board| board.waiting.len() == 2).await;
    assert_eq!(board.tallies.iter().map(|row| row.tally.came).sum::<u32>(), 5);
}

#[tokio::test]
async fn a_call_that_rang_at_several_is_the_one_who_answered_its() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let bea = looks(&site, &relay, "bea");
    let dana = works(&site, &relay, "dana", Doing::Ringing(live("1")));
    let lee = works(&site, &relay, "lee", Doing::Ringing(live("1")));
    site.five9(&relay, &said("1", "call.created", "Billing", None)).await;
    bea.desk.sees(|board| does(board, "dana", &Doing::Ringing(live("1"))) && board.waiting.len() == 1).await;
    site.five9(&relay, &said("1", "call.answered", "Billing", Some("lee"))).await;
    // Both desktops hear that the call was answered, and each takes it for its own.
    dana.desk.does(presence(Doing::Talking(live("1")), 0));
    lee.desk.does(presence(Doing::Talking(live("1")), 0));
    let right =
        |board: &Board| does(board, "lee", &Doing::Talking(live("1"))) && does(board, "dana", &Doing::Available);
    bea.desk.sees(right).await;
}

#[tokio::test]
async fn a_desktop_from_before_the_board_is_linked_and_says_no_more() {
    let site = site(&json!({}));
    let relay = site.relay("a").await;
    let bea = looks(&site, &relay, "bea");
    bea.desk.sees(|board| does(board, "lee", &Doing::Offline)).await;
    let hello = json!({ "versions": { "min": 1, "max": 1 }, "desktop": "of-long-ago", "app": "0.0.1" });
    let session = site.grant("lee@example.com").session;
    let stream = reqwest::Client::new().post(format!("http://{}/v1/stream", relay.listen())).bearer_auth(session);
    let stream = stream.json(&hello).send().await.unwrap();
    bea.desk.sees(|board| does(board, "lee", &Doing::Unknown)).await;
    drop(stream);
}

#[tokio::test]
async fn boards_of_a_fleet_add_up() {
    let nats = Nats::start().await;
    let site = site(&json!({ "fleet": { "servers": [nats.url()] } }));
    let (a, b) = (site.relay("a").await, site.relay("b").await);
    for relay in [&a, &b] {
        until(relay, "fleet_up", |up| up == 1).await;
    }
    let bea = looks(&site, &b, "bea");
    let dana = works(&site, &a, "dana", Doing::Talking(live("1")));
    let lee = works(&site, &b, "lee", Doing::Available);
    let both = |board: &Board| does(board, "dana", &Doing::Talking(live("1"))) && does(board, "lee", &Doing::Available);
    bea.desk.sees(both).await;
    // Either relay hears of the calls of both, and the same event at both counts once.
    for relay in [&a, &b] {
        site.five9(relay, &said("w", "call.created", "Billing", None)).await;
    }
    site.five9(&a, &said("x", "call.created", "Billing", None)).await;
    let board = bea.desk.sees(|board| board.waiting.len() == 2).await;
    assert_eq!(board.tallies.iter().map(|row| row.tally.came).sum::<u32>(), 2);
    // A relay that comes later asks the others.
    let c = site.relay("c").await;
    let cal = looks(&site, &c, "cal");
    cal.desk.sees(|board| both(board) && board.waiting.len() == 2).await;
    // A desktop moves: the relay that it left has nothing more to say of it.
    let desk = Arc::clone(&dana.desk);
    drop(dana);
    let dana = site.link_desk(&format!("http://{}", c.listen()), desk, "of-dana");
    dana.desk.does(presence(Doing::Away, 0));
    bea.desk.sees(|board| does(board, "dana", &Doing::Away)).await;
    // A relay dies without a word, and its desktops with it.
    drop((dana, cal, c));
    site.hands.forward(SignedDuration::from_secs(30));
    bea.desk.sees(|board| does(board, "dana", &Doing::Offline)).await;
    drop((lee, a));
}
