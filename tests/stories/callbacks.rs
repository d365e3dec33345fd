//! Whom to call again, and whom never.

use callside_core::disposition::Effect;
use callside_core::phone::read;
use callside_core::plan::AtDesk;
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::phone::Ringing;
use jiff::ToSpan;
use serde_json::json;

const SARAH: &str = "+14155550134";

async fn ends(desk: &mut Desk, id: &str, outcome: &str) -> callside_core::outbox::Entry {
    let mut call = Ringing::to(id, SARAH);
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.ended()).await;
    desk.wraps_up(call.key(), outcome, "").await
}

#[tokio::test]
async fn busy_twice_is_one_place_in_the_list_and_two_tries() {
    let mut desk = Desk::open().await;
    ends(&mut desk, "1", "busy").await;
    let [first] = &desk.companion.callbacks().await.expect("a list")[..] else { panic!("one") };
    assert_eq!((first.number.as_str(), first.tries, first.because.as_str()), (SARAH, 1, "Busy"));
    ends(&mut desk, "2", "no_answer").await;
    let list = desk.companion.callbacks().await.expect("a list");
    let [second] = &list[..] else { panic!("one: {list:?}") };
    assert_eq!((second.tries, second.because.as_str()), (2, "No answer"));
    assert!(second.due_at > first.due_at);

    ends(&mut desk, "3", "interested").await;
    assert_eq!(desk.companion.callbacks().await.expect("a list"), [], "somebody was reached");
    ends(&mut desk, "4", "busy").await;
    assert_eq!(desk.companion.callbacks().await.expect("a list")[0].tries, 1, "it begins anew");
}

#[tokio::test]
async fn a_wrap_up_that_is_taken_back_takes_its_callback_along_and_brings_the_last_one_back() {
    let mut desk = Desk::open().await;
    let later = callside_flow::Preferences { undo_seconds: 3600, ..callside_flow::Preferences::default() };
    desk.companion.save_preferences(later).await.expect("saved");
    ends(&mut desk, "1", "busy").await;
    let second = ends(&mut desk, "2", "do_not_call").await;
    let number = read(SARAH, None);
    let number = number.number().expect("a number");
    assert!(desk.companion.is_suppressed(number).await.expect("an answer"));
    assert_eq!(desk.companion.callbacks().await.expect("a list"), []);
    desk.companion.undo(second.id).await.expect("it waits");
    assert!(!desk.companion.is_suppressed(number).await.expect("an answer"));
    assert_eq!(desk.companion.callbacks().await.expect("a list").len(), 1);
}

#[tokio::test]
async fn do_not_call_blocks_the_number_before_salesforce_knows() {
    let desk = Desk::open().await;
    desk.companion.set_crm(None);
    let mut call = Ringing::from("1", SARAH);
    desk.hears(call.rings()).await;
    let entry = desk.wraps_up(call.key(), "do_not_call", "asked so").await;
    let number = read(SARAH, None);
    assert!(desk.companion.is_suppressed(number.number().expect("a number")).await.expect("an answer"));
    let (_, plan) = entry.work.wrap_up().expect("a wrap-up");
    assert_eq!(plan.at_desk, [AtDesk::Suppress { number: SARAH.into() }]);
    let desk = desk.restart().await;
    assert!(desk.companion.is_suppressed(number.number().expect("a number")).await.expect("an answer"));
    desk.companion.allow_again(number.number().expect("a number")).await.expect("taken off");
    assert_eq!(desk.companion.suppressed().await.expect("a list"), []);
}

#[tokio::test]
async fn a_callback_is_put_off_and_ended_by_hand() {
    let mut desk = Desk::open().await;
    ends(&mut desk, "1", "busy").await;
    let callback = desk.companion.callbacks().await.expect("a list").remove(0);
    let later = callback.due_at + 30.minutes();
    desk.companion.move_callback(callback.id, later).await.expect("moved");
    let moved = desk.companion.callbacks().await.expect("a list").remove(0);
    assert_eq!(moved.due_at.as_millisecond(), later.as_millisecond());
    desk.companion.end_callback(callback.id).await.expect("ended");
    assert_eq!(desk.companion.callbacks().await.expect("a list"), []);
}

#[tokio::test]
async fn a_message_is_sent_by_its_action_once_and_becomes_a_callback_when_it_cannot() {
    let mut desk = Desk::open().await;
    let file = json!({"callside_config": 1, "actions": {"templates": {"own.missed_you": {
        "title": "Text: we missed you", "about": "Stands for a service that sends texts.",
        "steps": [{"do": "call", "method": "POST", "path": "sobjects/Task",
                   "body": {"Subject": "Text to {{caller.number}}", "Status": "Completed"}}],
    }}}});
    let taken = desk.companion.import_configuration("actions.json", &file.to_string(), None).await.expect("stored");
    taken.expect("no faults");
    let mut table = desk.companion.dispositions();
    for (code, action) in [("busy", "own.missed_you"), ("no_answer", "own.gone")] {
        let row = table.rows.iter_mut().find(|row| row.code.0 == code).expect("a row");
        let message = Some(action.to_owned());
        row.effects = vec![Effect::Retry { subject: "Again".into(), minutes: 0, at_most: None, message }];
    }
    desk.companion.save_dispositions(table).await.expect("saved");
    let texts = |desk: &Desk| {
        let subjects = desk.effects("Task").into_iter().filter_map(|effect| effect.fields.get("Subject").cloned());
        subjects.filter(|subject| *subject == json!(format!("Text to {SARAH}"))).count()
    };
    let mut notices = desk.companion.subscribe();
    let call = ends(&mut desk, "1", "busy").await;
    assert_eq!(desk.companion.callbacks().await.expect("a list"), [], "nobody has to call");
    let (_, plan) = call.work.wrap_up().expect("a wrap-up");
    assert!(matches!(&plan.at_desk[..], [AtDesk::Message { tries: 1, .. }]), "{:?}", plan.at_desk);
    let told = async {
        while texts(&desk) == 0 {
            drop(notices.recv().await)
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("it is sent");

    ends(&mut desk, "2", "no_answer").await;
    let instead = async {
        loop {
            if let [callback] = &desk.companion.callbacks().await.expect("a list")[..] {
                return callback.clone();
            }
            drop(notices.recv().await);
        }
    };
    let callback = tokio::time::timeout(PATIENCE, instead).await.expect("a person calls instead");
    assert_eq!((callback.number.as_str(), callback.tries), (SARAH, 2));
    assert_eq!(texts(&desk), 1, "the first went out once");
}
