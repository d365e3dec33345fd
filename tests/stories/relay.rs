//! The engine with a relay, without one, and between the two: nothing lost, nothing twice.

use crate::automations::{finished, runs_when, set_up};
use callside_core::automation::Done;
use callside_core::call::Phase;
use callside_core::hand_over::NoteFate;
use callside_core::phone_system::TransferKind;
use callside_core::privacy::{AtRelay, Subject, Unsent};
use callside_core::secret::Secret;
use callside_core::vault::Vault as _;
use callside_engine::{Forgotten, Order, Written, forget, keep_relay_session};
use callside_flow::{Asked, DialAnswer, Notice};
use callside_keychain::MemoryVault;
use callside_sandbox::PhoneSetting;
use callside_sandbox::players::{CallPlay, OutboundPlay, PHONE_SECRET, Player};
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::headless::write_private;
use callside_tests::port;
use callside_tests::site::{FIVE9, Site, event, up};
use jiff::Timestamp;
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;

/// First pops until this call's, in their order.
async fn pops_until(desk: &mut Desk, call: &str) -> Vec<String> {
    let found = tokio::time::timeout(PATIENCE, async {
        let mut first_pops = Vec::new();
        loop {
            if let Notice::Pop { pop, first: true } = desk.notices.recv().await.expect("the engine announces") {
                first_pops.push(pop.call.to_string());
                if first_pops.last().is_some_and(|key| key == call) {
                    return first_pops;
                }
            }
        }
    });
    found.await.expect("the call pops")
}

#[tokio::test]
async fn a_call_comes_by_relay_and_by_door_and_pops_once() {
    let mut desk = Desk::open().await;
    let site = Site::new().await;
    let relay = site.relay(SocketAddr::from(([127, 0, 0, 1], 0))).await;
    let link = site.linked(&desk, relay.listen()).await;
    up(&link).await;
    site.rings(relay.listen(), "1").await;
    assert_eq!(pops_until(&mut desk, "five9:1").await, ["five9:1"]);
    // The same event once more, as the agent's own browser brings it to the door.
    let settings = callside_telephony::Settings {
        five9: Some(callside_telephony::five9::Settings::new(
            callside_telephony::secrets::Secrets::new(vec![Secret::new(FIVE9)]).expect("a secret"),
        )),
        ..callside_telephony::Settings::default()
    };
    let body = event("1").to_string();
    let headers = [("x-callside-secret", FIVE9.as_bytes())];
    let inbound = callside_telephony::Inbound {
        method: callside_telephony::Method::Post,
        route: callside_telephony::Route::Five9Events,
        query: "",
        headers: callside_telephony::Headers(&headers),
        body: body.as_bytes(),
        received_at: Timestamp::now(),
    };
    for by_door in callside_telephony::read(&inbound, &settings).expect("it is read") {
        desk.hears(by_door).await;
    }
    site.rings(relay.listen(), "2").await;
    assert_eq!(pops_until(&mut desk, "five9:2").await, ["five9:2"], "call 1 did not pop again");
    assert_eq!(desk.companion.calls().await.expect("calls").len(), 2);
}

#[tokio::test]
async fn calls_of_a_time_without_the_relay_come_when_it_is_back_and_the_door_works_meanwhile() {
    let mut desk = Desk::open().await;
    let site = Site::new().await;
    let address = SocketAddr::from(([127, 0, 0, 1], port::own()));
    let relay = site.relay(address).await;
    let link = site.linked(&desk, address).await;
    up(&link).await;
    site.rings(address, "1").await;
    pops_until(&mut desk, "five9:1").await;
    drop(link);
    // The desktop is off; calls go on.
    for call in ["2", "3"] {
        site.rings(address, call).await;
    }
    relay.drain().await;
    let mut by_door = callside_tests::phone::Ringing::from("door", "+14155550199");
    desk.hears(by_door.rings()).await;
    assert_eq!(pops_until(&mut desk, "five9:door").await, ["five9:door"]);
    // The engine starts again, and so does the relay.
    let mut desk = desk.restart().await;
    let relay = site.relay(address).await;
    let link = site.linked(&desk, relay.listen()).await;
    up(&link).await;
    assert_eq!(pops_until(&mut desk, "five9:3").await, ["five9:2", "five9:3"]);
    assert_eq!(desk.companion.calls().await.expect("calls").len(), 4);
}

#[tokio::test]
async fn a_message_that_the_relay_took_sets_off_the_automation_once() {
    let desk = Desk::open().await;
    let automation = json!([{
        "name": "case_told", "title": "Case told", "on": { "trigger": "outbound_message", "object": "Case" },
        "steps": [{ "do": "open_record", "record": "{{record.Id}}" }],
    }]);
    set_up(&desk.companion, automation).await;
    let site = Site::new().await;
    let relay = site
        .relay_with(SocketAddr::from(([127, 0, 0, 1], 0)), |config| {
            config["identity"]["org_id"] = desk.sandbox.credentials().org_id.into();
            config["team"]["rules"] = json!([{ "object": "Case", "to": { "people": ["dana@example.com"] } }]);
        })
        .await;
    let link = site.linked(&desk, relay.listen()).await;
    up(&link).await;
    let fields = json!({ "Subject": "x" });
    let case = desk.sandbox.create_as_other("Case", fields.as_object().expect("fields")).expect("made");
    let play = OutboundPlay {
        url: format!("http://{}/{}/salesforce/outbound", relay.listen(), site.secret("path-secret")),
        object: "Case".into(),
        ids: vec![case.clone()],
        fields: vec!["CaseNumber".into()],
        repeats: 2,
        foreign_org: false,
    };
    let report = desk.sandbox.send_outbound(&play).await.expect("sent");
    assert!(report.acknowledged, "{report:?}");
    let runs = runs_when(&desk.companion, |runs| finished(runs, 1)).await;
    assert_eq!(runs.len(), 1, "repeats are known by the notification's id");
    let opened = |done: &Done| matches!(done, Done::OpenRecord { record } if record.as_str() == case);
    assert!(runs[0].run.done.iter().any(|step| opened(&step.what)), "{:?}", runs[0].run);
}

#[tokio::test]
async fn a_note_handed_over_pops_at_the_colleagues_desk() {
    let site = Site::new().await;
    write_private(&site.folder.path().join("secrets/phone"), PHONE_SECRET);
    let relay = site
        .relay_with(SocketAddr::from(([127, 0, 0, 1], 0)), |config| {
            config["phones"]["phone_secret_file"] = json!(site.folder.path().join("secrets/phone"));
            config["team"] = json!({
                "people": [{ "email": "dana@example.com" }, { "email": "sam@example.com", "names": { "phone": ["202"] } }],
                "rules": [{ "provider": "phone", "to": { "people": ["dana@example.com"] } }],
            });
        })
        .await;
    let mut dana = super::phones::desk().await;
    let mut sam = Desk::open().await;
    let theirs = Arc::new(MemoryVault::new());
    keep_relay_session(theirs.as_ref(), &site.grant("sam@example.com")).await.expect("a session");
    let links =
        [site.linked(&dana, relay.listen()).await, site.linked_as(&sam, relay.listen(), Arc::clone(&theirs)).await];
    for link in &links {
        up(link).await;
    }
    // What the phone switch tells of the call, it tells the relay.
    let door = format!("http://{}/{}", relay.listen(), site.secret("path-secret"));
    dana.sandbox.set_phones(PhoneSetting { door: Some(door.clone()), ..PhoneSetting::default() });
    let DialAnswer::Dialled { call: Some(call) } = dana.companion.dial("+14155550134", false).await.expect("asked")
    else {
        panic!("dialled")
    };
    dana.pop_when(&call, |pop| pop.phase == Phase::Talking).await;
    let note = "Wants a refund for invoice 1234.";
    let handed = dana.companion.transfer(&call, "202", TransferKind::Attended, note).await.expect("asked");
    assert_eq!(handed, Some((Asked::Done, NoteFate::Waits)));
    let mut rings = CallPlay::new(Player::Phone, &door, "+14155550134");
    (rings.call_id, rings.steps) = (Some(call.id().to_owned()), vec!["call.ringing".to_owned()]);
    dana.sandbox.play(&rings).await.expect("played");
    let pop = sam.pop_when(&call, |pop| pop.hand_over.is_some()).await;
    let shown = pop.hand_over.expect("the note pops with the call");
    assert_eq!((shown.to.as_str(), shown.note.as_str()), ("202", note));
}

#[tokio::test]
async fn one_order_forgets_a_caller_here_and_at_the_relay() {
    let mut desk = Desk::open().await;
    let site = Site::new().await;
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let relay = site.relay_with(listen, |config| config["team"]["people"][0]["role"] = json!("admin")).await;
    let link = site.linked(&desk, relay.listen()).await;
    up(&link).await;
    site.rings(relay.listen(), "1").await;
    pops_until(&mut desk, "five9:1").await;
    let number = callside_core::phone::read("+14155550134", None).number().expect("a number").clone();
    let subject = Subject { numbers: vec![number], ..Subject::default() };
    let order = Order { subject, unsent: Unsent::StopsIt, written: Written::IsNamed };
    let forgotten = forget(&desk.companion, site.vault.as_ref(), &order).await.expect("it is done");
    let Forgotten::Done { receipt, .. } = forgotten else { panic!("held: {forgotten:?}") };
    assert!(matches!(receipt.receipt.at_relay, AtRelay::Erased { deliveries: 1 }), "{receipt:?}");
    assert!(desk.companion.calls().await.expect("calls").is_empty());

    // Nobody who may ask there: it is said, and the order is given again later.
    site.vault.remove("relay-session").await.expect("forgotten");
    let Forgotten::Done { receipt, .. } =
        forget(&desk.companion, site.vault.as_ref(), &order).await.expect("it is done")
    else {
        panic!("held")
    };
    assert!(receipt.receipt.at_relay.is_open() && receipt.receipt.erased.is_empty());
}
