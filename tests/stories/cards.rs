//! Card numbers that callers say: covered before anything is stored or sent.

use callside_core::card::CardNumbers;
use callside_flow::Preferences;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;

const NUMBER: &str = "4111 1111 1111 1111";
const COVERED: &str = "•••• •••• •••• 1111";

#[tokio::test]
async fn a_card_number_in_notes_reaches_neither_the_desk_nor_salesforce() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let typed = format!("Paid with {NUMBER}, wants a receipt");
    let mut draft = desk.companion.desk(call.key()).await.expect("known").draft;
    draft.notes.clone_from(&typed);
    desk.companion.save_draft(call.key(), &draft).await.expect("saved");
    let kept = desk.companion.desk(call.key()).await.expect("known").draft;
    assert_eq!(kept.notes, typed.replace(NUMBER, COVERED), "as soon as it is typed");

    desk.wraps_up(call.key(), "not_interested", &typed).await;
    desk.sent(call.key()).await;
    let log = &desk.logs(call.key())[0].fields;
    assert_eq!(log["Description"], typed.replace(NUMBER, COVERED));
    let shown = desk.companion.desk(call.key()).await.expect("known").draft;
    assert!(!shown.notes.contains("4111"), "{}", shown.notes);
}

#[tokio::test]
async fn whoever_must_have_card_numbers_says_so() {
    let mut desk = Desk::open().await;
    let keep = Preferences { card_numbers: CardNumbers::Keep, ..desk.companion.preferences() };
    desk.companion.save_preferences(keep).await.expect("saved");
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.wraps_up(call.key(), "not_interested", NUMBER).await;
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key())[0].fields["Description"], NUMBER);
}
