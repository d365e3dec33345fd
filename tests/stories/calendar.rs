//! A follow-up at an agreed time, beside the agent's calendar.

use callside_core::disposition::DispositionCode;
use callside_core::facts::of::moment;
use callside_core::ids::CallKey;
use callside_core::working_hours::{WorkingDay, WorkingHours};
use callside_flow::{Draft, Preview};
use callside_sandbox::FieldAccess;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::Cause;
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

const SARAH: &str = "+14155550134";

/// A call with Sarah in front, booked; with the proposed time.
async fn booked(desk: &mut Desk, id: &str) -> (CallKey, Draft, Timestamp) {
    let mut call = Ringing::from(id, SARAH);
    desk.hears(call.rings()).await;
    desk.hears(call.answered()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.ended()).await;
    let draft = desk.companion.desk(call.key()).await.expect("known").draft;
    let draft = Draft { disposition: Some(DispositionCode("booked".into())), notes: "as agreed".into(), ..draft };
    let preview = desk.companion.preview(call.key(), &draft).await.expect("a preview");
    let Preview::Ready { follow_up_at: Some(at), .. } = preview else { panic!("it asks for a time: {preview:?}") };
    // What was proposed is agreed, so that the next day may begin meanwhile.
    (call.key().clone(), Draft { agreed_at: Some(at), ..draft }, at)
}

fn stands(desk: &Desk, subject: &str, at: Timestamp) {
    let me = desk.companion.identity().expect("signed in").user;
    let event: Map<String, Value> = [
        ("Subject", json!(subject)),
        ("OwnerId", json!(me.to_string())),
        ("StartDateTime", json!(at.to_string())),
        ("DurationInMinutes", json!(30)),
    ]
    .into_iter()
    .map(|(field, value)| (field.to_owned(), value))
    .collect();
    desk.sandbox.create_as_other("Event", &event).expect("it stands in the calendar");
}

#[tokio::test]
async fn a_taken_time_is_said_free_ones_are_offered_and_the_agent_may_book_either() {
    let mut desk = Desk::open().await;
    let (call, mut draft, proposed) = booked(&mut desk, "1").await;
    stands(&desk, "Dentist", proposed);
    let slots = desk.companion.slots(&call, &draft).await.expect("an answer").expect("a calendar");
    assert_eq!(slots.taken_by.map(|it| it.subject).as_deref(), Some("Dentist"));
    assert!(!slots.free.is_empty() && !slots.free.contains(&proposed), "{:?}", slots.free);

    let picked = slots.free[0];
    draft.agreed_at = Some(picked);
    let slots = desk.companion.slots(&call, &draft).await.expect("an answer").expect("a calendar");
    assert_eq!(slots.taken_by, None);
    desk.saves(&call, &draft).await;
    desk.sent(&call).await;
    let booked_here = desk.effects("Event").into_iter().filter(|event| event.cause == Cause::Api);
    let starts = booked_here.filter_map(|event| moment(event.fields.get("StartDateTime")?.as_str()?));
    assert_eq!(starts.collect::<Vec<_>>(), [picked]);

    // What was just booked stands there for the next caller; the agent may still say so twice.
    let (next, mut draft, _) = booked(&mut desk, "2").await;
    draft.agreed_at = Some(picked);
    let slots = desk.companion.slots(&next, &draft).await.expect("an answer").expect("a calendar");
    assert!(slots.taken_by.is_some_and(|it| it.subject.contains("Sarah Johnson")) && !slots.free.contains(&picked));
    desk.saves(&next, &draft).await;
    desk.sent(&next).await;
}

#[tokio::test]
async fn without_an_answer_a_time_is_agreed_as_ever() {
    let mut desk = Desk::open().await;
    let (call, draft, _) = booked(&mut desk, "1").await;
    desk.sandbox.inject(Fault::new(FaultKind::Status { status: 404 }).on_path("/query"));
    assert_eq!(desk.companion.slots(&call, &draft).await.expect("no error"), None);
    desk.sandbox.clear_faults();
    let other = Draft { disposition: Some(DispositionCode("callback_requested".into())), ..draft.clone() };
    assert_eq!(desk.companion.slots(&call, &other).await.expect("no error"), None, "a task takes no time");
    desk.saves(&call, &draft).await;
    desk.sent(&call).await;
    assert_eq!(desk.effects("Event").len(), 1);
}

#[tokio::test]
async fn a_user_who_does_not_see_when_events_end_is_offered_nothing() {
    let desk = Desk::open().await;
    desk.sandbox.set_field_access("Event", "EndDateTime", Some(FieldAccess::Hidden));
    let mut desk = desk.restart().await;
    let (call, draft, _) = booked(&mut desk, "1").await;
    assert_eq!(desk.companion.slots(&call, &draft).await.expect("no error"), None);
}

#[tokio::test]
async fn free_times_and_proposals_go_by_the_working_hours_of_the_configuration() {
    let mut desk = Desk::open().await;
    let mut table = desk.companion.dispositions();
    table.working_hours = WorkingHours::read([WorkingDay::Saturday].into(), "10:30", "11:30").expect("hours");
    desk.companion.save_dispositions(table).await.expect("saved");
    let (call, draft, proposed) = booked(&mut desk, "1").await;
    let named = desk.companion.identity().and_then(|me| me.zone).expect("a zone");
    let zone = TimeZone::get(&named).expect("known");
    let local = |at: &Timestamp| at.to_zoned(zone.clone()).strftime("%A %H:%M").to_string();
    assert_eq!(local(&proposed), "Saturday 10:30", "an hour later nobody works any more");
    let slots = desk.companion.slots(&call, &draft).await.expect("an answer").expect("a calendar");
    let free: Vec<String> = slots.free.iter().map(local).collect();
    // Today may be a Saturday, at any time of the day: at least one of the two within two weeks is whole.
    assert!(
        free.len() >= 2 && free.iter().all(|at| ["Saturday 10:30", "Saturday 11:00"].contains(&at.as_str())),
        "{free:?}"
    );
}

#[tokio::test]
async fn no_free_time_and_no_proposal_lies_on_a_day_off_of_the_configuration() {
    let mut desk = Desk::open().await;
    let named = desk.companion.identity().and_then(|me| me.zone).expect("a zone");
    let zone = TimeZone::get(&named).expect("known");
    let day = |at: &Timestamp| at.to_zoned(zone.clone()).date().to_string();
    let (_, _, proposed) = booked(&mut desk, "1").await;
    let off = day(&proposed);
    let file = json!({ "callside_config": 1, "dispositions": {
        "rows": desk.companion.dispositions().rows,
        "working_hours": { "days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00",
            "until": "17:00", "days_off": [{ "date": off, "name": "Founders' day" }] } } });
    let taken = desk.companion.import_configuration("off.json", &file.to_string(), None).await.expect("stored");
    taken.expect("no faults");
    let (call, draft, moved) = booked(&mut desk, "2").await;
    assert!(moved > proposed && day(&moved) != off, "{moved} is not after {proposed}");
    let slots = desk.companion.slots(&call, &draft).await.expect("an answer").expect("a calendar");
    assert!(!slots.free.is_empty() && slots.free.iter().all(|at| day(at) != off), "{:?}", slots.free);
}
