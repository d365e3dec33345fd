//! Card numbers that callers say: covered before anything is stored or sent.

use crate::actions::{answers, done, first};
use callside_core::action::Given;
use callside_core::card::CardNumbers;
use callside_flow::{Preferences, Ran};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use serde_json::{Value, json};

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

#[tokio::test]
async fn a_card_number_typed_into_an_action_reaches_neither_the_outbox_nor_salesforce() {
    let mut desk = Desk::open().await;
    let typed = format!("Paid with {NUMBER}, IBAN DE89 3704 0044 0532 0130 00, CVV 123");
    let fields = json!({ "Subject": NUMBER, "Description": typed, "Origin": "Phone" });
    let Value::Object(fields) = fields else { panic!("an object") };
    let given = Given { fields: fields.into_iter().collect(), ..Given::default() };
    let ran = desk.companion.run_action("case.create", None, &[given], "case").await.expect("it runs");
    let Ran::Queued(entry) = ran else { panic!("it writes: {ran:?}") };
    let kept = serde_json::to_string(&desk.companion.entry(entry).await.expect("kept").work).expect("JSON");
    assert!(!kept.contains("4111 1111") && !kept.contains("3704 0044") && kept.contains(COVERED), "{kept}");

    done(&mut desk, entry).await;
    let cases = desk.effects("Case");
    let written = &cases.last().expect("a case").fields;
    assert_eq!(written["Subject"], COVERED);
    assert_eq!(written["Description"], format!("Paid with {COVERED}, IBAN DE•• •••• •••• •••• ••30 00, CVV •••"));
    assert_eq!(written["Origin"], "Phone");
}

#[tokio::test]
async fn a_phone_number_and_a_record_in_an_action_are_left_alone() {
    let mut desk = Desk::open().await;
    let fields = json!({ "LastName": NUMBER, "Phone": NUMBER, "MobilePhone": "+1 415 555 0177" });
    let Value::Object(fields) = fields else { panic!("an object") };
    let given = Given { fields: fields.into_iter().collect(), ..Given::default() };
    let ran = desk.companion.run_action("contact.create", None, &[given], "contact").await.expect("it runs");
    let Ran::Queued(entry) = ran else { panic!("it writes: {ran:?}") };
    done(&mut desk, entry).await;
    let contacts = desk.effects("Contact");
    let contact = &contacts.last().expect("a contact").fields;
    assert_eq!((&contact["LastName"], &contact["Phone"]), (&json!(COVERED), &json!(NUMBER)));
    assert_eq!(contact["MobilePhone"], "+1 415 555 0177");

    let id = first(&answers(&desk.companion.entry(entry).await.expect("kept"))).expect("its id");
    let given = Given {
        inputs: [("id".to_owned(), json!(id))].into(),
        fields: [("Title".to_owned(), json!(format!("pays by {NUMBER}")))].into(),
        ..Given::default()
    };
    let ran = desk.companion.run_action("contact.update", None, &[given], "title").await.expect("it runs");
    let Ran::Queued(entry) = ran else { panic!("it writes: {ran:?}") };
    done(&mut desk, entry).await;
    let row = desk.sandbox.record("Contact", &id).expect("it stands");
    assert_eq!(row["Title"], json!(format!("pays by {COVERED}")));
}

#[tokio::test]
async fn whoever_must_have_card_numbers_has_them_in_actions_too() {
    let mut desk = Desk::open().await;
    let keep = Preferences { card_numbers: CardNumbers::Keep, ..desk.companion.preferences() };
    desk.companion.save_preferences(keep).await.expect("saved");
    let given = Given { fields: [("Subject".to_owned(), json!(NUMBER))].into(), ..Given::default() };
    let ran = desk.companion.run_action("case.create", None, &[given], "case").await.expect("it runs");
    let Ran::Queued(entry) = ran else { panic!("it writes: {ran:?}") };
    done(&mut desk, entry).await;
    assert_eq!(desk.effects("Case").last().expect("a case").fields["Subject"], NUMBER);
}
