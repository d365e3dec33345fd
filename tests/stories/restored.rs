//! A backup of the database is put back: what it still wants to send may stand in Salesforce already.

use callside_core::outbox::State;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;

#[tokio::test]
async fn what_was_sent_before_an_old_backup_came_back_is_not_sent_again() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.answered()).await;
    desk.hears(call.ended()).await;
    // Nobody is signed in while it is saved, so it waits; in this state the backup is made.
    desk.companion.set_crm(None);
    desk.wraps_up(call.key(), "interested", "Wants twelve seats.").await;
    let (desk, backup) = desk.backs_up().await;
    assert!(desk.logs(call.key()).is_empty(), "it waits");
    desk.sign_in_with_token().await;
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key()).len(), 1);

    let desk = desk.restores(&backup).await;
    let waiting = desk.companion.desk(call.key()).await.expect("the call is in the backup").saved.expect("so is this");
    assert!(matches!(waiting.state, State::Waiting { .. }), "{:?}", waiting.state);
    desk.sign_in_with_token().await;
    let entry = desk.sent(call.key()).await;
    let State::Done { receipt, .. } = entry.state else { panic!("{:?}", entry.state) };
    assert!(receipt.found_again, "the call log was found by its mark");
    assert_eq!(desk.logs(call.key()).len(), 1, "one wrap-up is one write");
}
