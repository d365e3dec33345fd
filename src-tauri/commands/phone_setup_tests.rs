//! The test call on real parts: over HTTP, through the door, into the store.

use super::*;
use crate::commands::desk::snapshot;
use crate::testing::Desk;

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
