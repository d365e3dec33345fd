//! The test call on real parts: over HTTP, through the door, into the store.

use super::*;
use crate::commands::desk::snapshot;
use crate::ipc::phone_setup::PhoneKeysChange;
use crate::testing::Desk;
use callside_sandbox::phones::AIRCALL_KEY;

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
