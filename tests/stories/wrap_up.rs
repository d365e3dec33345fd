//! The decision reaches Salesforce, once.

use callside_core::outbox::State;
use callside_core::plan::Value;
use callside_flow::{FlowError, Preferences, Preview};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;

#[tokio::test]
async fn interested_writes_log_stage_and_follow_up_in_one_go() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.hears(call.answered()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.ended()).await;
    desk.wraps_up(call.key(), "interested", "Wants 40 seats.").await;
    let entry = desk.sent(call.key()).await;
    let State::Done { receipt, .. } = &entry.state else { panic!("done") };
    let written: Vec<_> = receipt.records.iter().map(|record| record.object.as_str()).collect();
    assert_eq!(written, ["Task", "Opportunity", "Task"]);

    let shown = desk.companion.desk(call.key()).await.expect("known").draft;
    assert!(shown.opportunity.is_some() && shown.notes == "Wants 40 seats.", "what was decided stays on the desk");
    let log = &desk.logs(call.key())[0].fields;
    assert_eq!(log["CallDisposition"], "Interested");
    assert_eq!(log["Description"], "Wants 40 seats.");
    assert_eq!(log["CallType"], "Inbound");
    assert_eq!(log["CallDurationInSeconds"], 20);
    let stage: Vec<_> = desk.effects("Opportunity").iter().map(|e| e.fields["StageName"].clone()).collect();
    assert_eq!(stage, ["Qualification"]);
    let requests: std::collections::BTreeSet<_> =
        desk.effects("Task").iter().chain(&desk.effects("Opportunity")).map(|effect| effect.request).collect();
    assert_eq!(requests.len(), 1, "all in one request");
}

#[tokio::test]
async fn minutes_added_to_the_clock_after_a_call_outlive_a_new_start_beside_the_notes() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    for event in [call.rings(), call.answered(), call.ended()] {
        desk.hears(event).await;
    }
    desk.live_pop(call.key()).await;
    let proposed = desk.companion.desk(call.key()).await.expect("known").draft;
    let typed = callside_flow::Draft { added_s: 180, notes: "Half a sentence".into(), ..proposed };
    desk.companion.save_draft(call.key(), &typed).await.expect("kept");
    let desk = desk.restart().await;
    let draft = desk.companion.desk(call.key()).await.expect("known").draft;
    assert_eq!((draft.added_s, draft.notes.as_str()), (180, "Half a sentence"));
    desk.wraps_up(call.key(), "interested", "Done.").await;
    let draft = desk.companion.desk(call.key()).await.expect("known").draft;
    assert_eq!(draft.added_s, 0, "with the wrap-up the clock is over");
}

#[tokio::test]
async fn the_preview_is_what_is_written() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let mut draft = desk.companion.desk(call.key()).await.expect("known").draft;
    draft.disposition = Some(callside_core::disposition::DispositionCode("booked".into()));
    let Preview::Ready { plan, follow_up_at } = desk.companion.preview(call.key(), &draft).await.expect("a preview")
    else {
        panic!("nothing is missing")
    };
    let saved = desk.saves(call.key(), &draft).await;
    assert_eq!(saved.work.wrap_up().unwrap().1.writes.len(), plan.writes.len());
    desk.sent(call.key()).await;
    let event = &desk.effects("Event")[0].fields;
    let previewed = plan.writes.iter().find(|w| w.object == "Event").expect("the meeting is in the preview");
    assert_eq!(Value::text(event["Subject"].as_str().expect("a subject")), previewed.fields["Subject"]);
    let start = event["StartDateTime"].as_str().expect("a start");
    let at = follow_up_at.expect("a proposed time").strftime("%Y-%m-%dT%H:%M:%S").to_string();
    assert!(start.starts_with(&at), "{start} is {at}");
}

#[tokio::test]
async fn undo_works_until_it_is_sent_and_gives_the_notes_back() {
    let mut desk = Desk::open().await;
    let later = Preferences { undo_seconds: 3600, ..Preferences::default() };
    desk.companion.save_preferences(later).await.expect("saved");
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let entry = desk.wraps_up(call.key(), "not_interested", "Too expensive").await;
    desk.companion.undo(entry.id).await.expect("it has not been sent");
    let again = desk.companion.desk(call.key()).await.expect("known");
    assert_eq!((again.saved, again.draft.notes.as_str()), (None, "Too expensive"));

    desk.companion.save_preferences(Preferences { undo_seconds: 0, ..Preferences::default() }).await.expect("saved");
    desk.wraps_up(call.key(), "interested", "Cheaper than thought").await;
    let entry = desk.sent(call.key()).await;
    assert!(matches!(desk.companion.undo(entry.id).await, Err(FlowError::TooLate)));
    assert_eq!(desk.logs(call.key()).len(), 1);
}

#[tokio::test]
async fn saving_twice_saves_once() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    let mut draft = desk.companion.desk(call.key()).await.expect("known").draft;
    draft.disposition = Some(callside_core::disposition::DispositionCode("busy".into()));
    let key = call.key().clone();
    let clicks = (0..8).map(|_| desk.companion.save_wrap_up(&key, &draft));
    let saved = futures_util::future::join_all(clicks).await;
    let first = saved.iter().filter(|s| matches!(s, Ok(callside_flow::Saved::Now(_)))).count();
    assert_eq!(first, 1, "{saved:?}");
    desk.sent(call.key()).await;
    assert_eq!(desk.logs(call.key()).len(), 1);
}

#[tokio::test]
async fn do_not_call_is_written_to_the_person() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.wraps_up(call.key(), "do_not_call", "Asked not to be called").await;
    desk.sent(call.key()).await;
    let changes = desk.effects("Contact");
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].fields["DoNotCall"], true);
}
