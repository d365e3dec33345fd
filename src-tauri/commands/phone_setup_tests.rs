//! The test call on real parts: over HTTP, through the door, into the store.

use super::*;
use crate::commands::desk::snapshot;
use crate::commands::settings::save_settings;
use crate::ipc::phone_setup::PhoneKeysChange;
use crate::ipc::settings::SettingsChange;
use crate::testing::Desk;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::phones::{AIRCALL_KEY, STICKY_KEY};

#[tokio::test]
async fn a_test_call_arrives_through_the_door_and_leaves_no_work_behind() {
    let desk = Desk::new().await;
    let began = millis(Timestamp::now());
    let placed = place_test_call(&desk.shell).await.unwrap();
    let TestCallView::Placed { call } = placed else { panic!("{placed:?}") };
    let heard = heard_since(&desk.shell, SinceRequest { since: began }).await.unwrap();
    let of_it: Vec<_> = heard.iter().filter(|one| one.call.as_deref() == Some(call.as_str())).collect();
    assert_eq!((of_it.len(), of_it.first().is_some_and(|one| one.has_number)), (1, true), "{heard:?}");
    let snapshot = snapshot(&desk.shell).await.unwrap();
    assert!(snapshot.pop.is_none() && snapshot.calls.is_empty(), "it pops nowhere and waits for no wrap-up");
    assert_eq!(desk.open().await.companion.rejections(10).await.unwrap(), []);
}

#[tokio::test]
async fn a_shut_door_is_told_instead_of_a_test_call() {
    let desk = Desk::new().await;
    let open = desk.open().await;
    let (base, wrong) = (open.door.base().unwrap(), Secret::new("another-secret-of-nobody"));
    let refused = five9::place_test_call(&base, &wrong, Timestamp::now()).await.unwrap_err();
    assert_eq!(refused, PhoneError::NotAllowed, "the door asks for its secret");
    let nobody = five9::place_test_call("http://127.0.0.1:9/x", &wrong, Timestamp::now()).await.unwrap_err();
    assert_eq!(nobody, PhoneError::Unreachable);
}

#[tokio::test]
async fn what_aircalls_webhook_proves_itself_by_is_shown_for_the_relay_and_known_here_where_nothing_was() {
    let desk = Desk::new().await;
    desk.becomes(callside_core::role::Role::Admin).await;
    let sandbox = crate::testing::sandbox().await;
    let mut form = phone_setup(&desk.shell).await.unwrap().form;
    form.aircall.address = format!("http://{}/phones/aircall", sandbox.address());
    AIRCALL_KEY.0.clone_into(&mut form.aircall.api_id);
    let keys = PhoneKeysChange { aircall_token: Some(AIRCALL_KEY.1.into()), ..PhoneKeysChange::default() };
    save_phone_setup(&desk.shell, PhoneSetupChange { form, keys }).await.unwrap();
    let request = || AddressRequest { address: "https://relay.acme.example/p/aircall".into() };
    let made = aircall_webhook(&desk.shell, request()).await.unwrap();
    let PhoneCheckView::Works { found: CheckFoundView::WebhookMade, .. } = made.check else { panic!("{made:?}") };
    assert!(made.token.len() >= 16);
    let open = desk.open().await;
    assert_eq!(crate::phones::shown(open.door.secrets().aircall.as_ref()), made.token);
    // Another one that this machine knows stays: it may be of a webhook that is passed on to it.
    let mut secrets = open.door.secrets();
    secrets.aircall = Some(Secret::new("another-token-of-theirs"));
    open.door.change(open.vault.as_ref(), secrets).await.unwrap();
    let there = aircall_webhook(&desk.shell, request()).await.unwrap();
    assert_eq!(there.token, made.token);
    assert_eq!(crate::phones::shown(open.door.secrets().aircall.as_ref()), "another-token-of-theirs");
}

#[tokio::test]
async fn a_test_call_to_sticky_calls_is_counted_as_the_credit_that_it_costs() {
    let desk = Desk::new().await;
    desk.becomes(callside_core::role::Role::Admin).await;
    let sandbox = crate::testing::sandbox().await;
    let mut form = phone_setup(&desk.shell).await.unwrap().form;
    form.sticky.address = format!("http://{}/phones/sticky", sandbox.address());
    let keys = PhoneKeysChange { sticky_key: Some(STICKY_KEY.into()), ..PhoneKeysChange::default() };
    let kept = save_phone_setup(&desk.shell, PhoneSetupChange { form, keys }).await.unwrap();
    assert_eq!(kept.credits, 0);
    let request = || TryMemoryRequest { number: "+14155550134".into(), intent: String::new(), status: "open".into() };
    try_memory(&desk.shell, request()).await.unwrap();
    // One that is refused costs nothing, and is seen all the same.
    sandbox.inject(Fault::new(FaultKind::Status { status: 402 }).on_path("/calls/start"));
    try_memory(&desk.shell, request()).await.unwrap();
    let setup = phone_setup(&desk.shell).await.unwrap();
    assert_eq!(setup.credits, 1);
    let mut counted: Vec<_> =
        setup.used.iter().map(|used| (used.request.as_str(), used.outcome.as_str(), used.count)).collect();
    counted.sort_unstable();
    assert_eq!(counted, [("end", "ok", 2), ("start", "no_credit", 1), ("start", "ok", 1)]);
}

/// A webhook that looks like nobody else's, with the HMAC-SHA256 of it by [`SWITCH`].
const STRANGE: (&str, &str) = (
    r#"{"x":{"ref":"sw-77","who":[{"tel":"+14155550134"}],"was":"KLINGELT"}}"#,
    "sha256=c1ba94e7cbb8721d37b137d7d2c1da0e14c866024a8c660dc5d47c9b1d07e8e4",
);
const SWITCH: &str = "switch-street-secret-01";

async fn posts_strange(desk: &Desk) -> u16 {
    let url = format!("{}/phone", desk.open().await.door.base().unwrap());
    let sent = reqwest::Client::new().post(url).header("content-type", "application/json").body(STRANGE.0);
    sent.header("x-signature", STRANGE.1).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_strange_webhook_pops_once_the_mapping_says_where_its_fields_are_also_after_a_restart() {
    let desk = Desk::new().await;
    desk.becomes(callside_core::role::Role::Admin).await;
    let change = SettingsChange { phone_secret: Some(SWITCH.into()), ..SettingsChange::default() };
    save_settings(&desk.shell, change).await.unwrap();
    assert_eq!(posts_strange(&desk).await, 400, "its fields have no usual names");

    let saves = async |mapping: &str| {
        let mut form = phone_setup(&desk.shell).await.unwrap().form;
        form.switch.mapping = mapping.to_owned();
        save_phone_setup(&desk.shell, PhoneSetupChange { form, keys: PhoneKeysChange::default() }).await
    };
    let unreadable = async |mapping: &str| match saves(mapping).await.unwrap_err().message {
        Sentence::MappingUnreadable { line, .. } => line,
        other => panic!("{mapping}: {other:?}"),
    };
    assert_eq!(unreadable("{\n  \"paths\": 7\n}").await, 2);
    assert_eq!(unreadable(r#"{ "paths": { "mood": ["$.x"] } }"#).await, 1, "no webhook has a mood");
    let bad_path = saves(r#"{ "paths": { "call_id": ["x.ref"] } }"#).await.unwrap_err().message;
    assert!(matches!(&bad_path, Sentence::MappingPathBad { field, .. } if field == "call_id"), "{bad_path:?}");
    assert_eq!(phone_setup(&desk.shell).await.unwrap().form.switch.mapping, "", "what does not do is not kept");

    let mapping = r#"{
        "paths": { "call_id": ["$.x.ref"], "customer_number": ["$.x.who[0].tel"], "event": ["$.x.was"] },
        "words": { "klingelt": "ringing" }
    }"#;
    let kept = saves(mapping).await.unwrap();
    assert!(kept.form.switch.mapping.contains("$.x.who[0].tel") && kept.mapping_fields.contains(&"call_id".to_owned()));
    assert_eq!(posts_strange(&desk).await, 200);
    let pop = snapshot(&desk.shell).await.unwrap().pop.unwrap();
    assert_eq!(pop.call, "phone:sw-77");

    // Another secret leaves the mapping as it is, and so does the end of the program.
    let token = SettingsChange { aircall_token: Some("another-token-of-theirs".into()), ..SettingsChange::default() };
    save_settings(&desk.shell, token).await.unwrap();
    let Desk { shell, folder, .. } = desk;
    shell.close().await;
    let desk = Desk::at(folder).await;
    assert!(phone_setup(&desk.shell).await.unwrap().form.switch.mapping.contains("$.x.who[0].tel"));
    assert_eq!(posts_strange(&desk).await, 200);
}
