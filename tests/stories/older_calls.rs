//! Older calls are brought in from their logs in Salesforce.

use callside_core::back_fill::{FillState, Whose};
use callside_core::call::Seen;
use callside_core::event::{CallChange, Event};
use callside_core::policy::{Key, Policy, Value};
use callside_core::team::{CallFilter, Dimension, RepeatWindow, Standing};
use callside_flow::{Companion, Filling, NotOrdered, Notice, Steer, SystemClock, Waits};
use callside_sandbox::SandboxOptions;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_store::{Days, Scope, Store};
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::phone::Ringing;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use std::sync::Arc;

fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// Longer ago than any call of the org, and a day ahead of every zone.
fn all_days() -> (Date, Date) {
    (today().checked_sub(200.days()).expect("a day"), today().tomorrow().expect("a day"))
}

async fn order(desk: &Desk, whose: Whose) {
    let (first, last) = all_days();
    let ordered = desk.companion.order_fill(whose, first, last).await.expect("the database answers");
    ordered.expect("this person may");
}

async fn filling(desk: &Desk) -> Filling {
    desk.companion.filling().await.expect("the database answers").expect("there is an order")
}

/// Waits until the order stands as wanted.
async fn when(desk: &mut Desk, right: impl Fn(&Filling) -> bool) -> Filling {
    let found = async {
        loop {
            let now = filling(desk).await;
            if right(&now) {
                return now;
            }
            while !matches!(desk.notices.recv().await, Ok(Notice::BackFill)) {}
        }
    };
    tokio::time::timeout(PATIENCE, found).await.expect("it gets there in time")
}

fn done(filling: &Filling) -> bool {
    filling.fill.state == FillState::Done
}

async fn listed(desk: &Desk, text: &str, filter: &CallFilter) -> usize {
    desk.companion.history(text, filter, None, 5000).await.expect("the database answers").rows.len()
}

#[tokio::test]
async fn calls_come_into_history_search_filters_and_numbers_once() {
    let mut desk = Desk::open().await;
    assert_eq!(listed(&desk, "", &CallFilter::default()).await, 0);
    order(&desk, Whose::Mine).await;
    let first = when(&mut desk, done).await.fill;
    assert!(first.new > 5, "{first:?}");
    assert_eq!((first.total, first.read, first.known, first.unreadable), (Some(first.new), first.new, 0, 0));
    let every = CallFilter::default();
    let page = desk.companion.history("", &every, None, 5000).await.expect("rows").rows;
    assert_eq!(page.len() as u64, first.new);
    assert!(page.iter().all(|row| row.call.seen != Seen::Heard && row.call.name.is_some()), "{page:?}");
    let outcome = page.iter().find_map(|row| row.call.disposition.clone()).expect("a result");
    let of_outcome = CallFilter { outcome: Some(outcome.clone()), ..CallFilter::default() };
    let with_it = page.iter().filter(|row| row.call.disposition.as_ref() == Some(&outcome)).count();
    assert_eq!(listed(&desk, "", &of_outcome).await, with_it);
    let word = page.iter().find_map(|row| row.call.notes.as_ref()?.split_whitespace().next().map(str::to_owned));
    assert!(listed(&desk, &word.expect("a note"), &every).await > 0, "notes are searched");
    let unlogged = CallFilter { standing: Some(Standing::Unlogged), ..CallFilter::default() };
    assert_eq!(listed(&desk, "", &unlogged).await, 0, "a log is one");

    let (begin, end) = all_days();
    let days = Days { first: begin, last: end, zone: TimeZone::UTC };
    let numbers = desk.companion.team_numbers(&days, &Scope::default(), Dimension::Agent, RepeatWindow::Week).await;
    let whole = numbers.expect("counted").now.count.whole;
    assert_eq!((whole.calls, whole.answered > 0), (first.new, true));
    let [talk, hold, wrap_up] = whole.handling();
    assert!(talk.is_some_and(|talk| talk > 0.0));
    assert_eq!((hold, wrap_up, whole.repeat_rate(RepeatWindow::Week)), (None, None, None), "unknown is not nothing");

    let story = desk.companion.story(&page[0].call.key).await.expect("a story");
    let Some((_, Event::Call(log))) = story.events.first() else { panic!("{story:?}") };
    assert!(matches!(log.what, CallChange::Logged { .. }));
    order(&desk, Whose::Mine).await;
    let again = when(&mut desk, |filling| done(filling) && filling.fill.asked_at > first.asked_at).await.fill;
    assert_eq!((again.new, again.known), (0, first.new), "nothing is doubled");
    assert_eq!(listed(&desk, "", &every).await as u64, first.new);
    assert!(desk.effects("Task").is_empty(), "nothing is written");
}

#[tokio::test]
async fn a_call_that_was_heard_here_is_not_doubled_and_keeps_what_the_phone_system_said() {
    let mut desk = Desk::open().await;
    let mut call = Ringing::from("1", "+14155550134");
    for event in [call.rings(), call.answered(), call.ended()] {
        desk.hears(event).await;
    }
    desk.wraps_up(call.key(), "interested", "Wants a quokka.").await;
    desk.sent(call.key()).await;
    order(&desk, Whose::Mine).await;
    let fill = when(&mut desk, done).await.fill;
    assert_eq!((fill.known, fill.new + 1), (1, fill.read));
    let story = desk.companion.story(call.key()).await.expect("a story");
    assert_eq!((story.listed.call.seen, story.call.logs().count()), (Seen::Heard, 1));
    assert_eq!(story.listed.call.disposition.as_deref(), Some("Interested"));
    assert_eq!(listed(&desk, "quokka", &CallFilter::default()).await, 1);
}

#[tokio::test]
async fn it_is_paused_and_goes_on_where_it_stood_after_a_crash_and_for_nobody_else() {
    let options = SandboxOptions { contacts: 1200, ..Desk::usual() };
    let mut desk = Desk::open_at(options).await;
    desk.sign_in_as("Grace").await;
    order(&desk, Whose::Team).await;
    // Wherever the pause catches it, the row it goes on from and the calls that are here belong together.
    when(&mut desk, |filling| filling.fill.read > 0).await;
    desk.companion.steer_fill(Steer::Pause).await.expect("the database answers");
    let paused = filling(&desk).await.fill;
    assert_eq!(listed(&desk, "", &CallFilter::default()).await as u64, paused.new);

    let mut desk = desk.restart().await;
    assert_eq!(filling(&desk).await.fill, paused);
    desk.companion.steer_fill(Steer::Resume).await.expect("the database answers");
    if !done(&filling(&desk).await) {
        let waits = when(&mut desk, |filling| filling.waits.is_some()).await.waits;
        assert_eq!(waits, Some(Waits::ForOrg), "Dana did not begin it");
    }
    desk.sign_in_as("Grace").await;
    let fill = when(&mut desk, done).await.fill;
    assert!(fill.total > Some(500), "{fill:?}");
    assert_eq!((fill.total, fill.known), (Some(fill.read), 0));
    assert_eq!(fill.new, fill.read);
    assert_eq!(listed(&desk, "", &CallFilter::default()).await as u64, fill.new, "none twice, none left out");
}

#[tokio::test]
async fn it_steps_back_for_the_budget_and_for_what_salesforce_cannot_do() {
    let mut desk = Desk::open_at(SandboxOptions { daily_requests: 200, ..Desk::usual() }).await;
    desk.sandbox.set_calls(172);
    desk.companion.ask_budget().await.expect("Salesforce answers");
    order(&desk, Whose::Mine).await;
    let waits = when(&mut desk, |filling| filling.waits.is_some()).await;
    assert_eq!((waits.waits, waits.fill.read), (Some(Waits::ForBudget), 0));
    desk.companion.steer_fill(Steer::Cancel).await.expect("the database answers");
    assert_eq!(filling(&desk).await.fill.state, FillState::Cancelled);
    desk.companion.steer_fill(Steer::Resume).await.expect("the database answers");
    assert_eq!(filling(&desk).await.fill.state, FillState::Cancelled, "what is ended is ended");

    let mut desk = Desk::open().await;
    desk.sandbox.inject(Fault::new(FaultKind::ServerUnavailable).on_path("/query").times(3));
    order(&desk, Whose::Mine).await;
    let waits = when(&mut desk, |filling| filling.waits.is_some()).await;
    assert_eq!(waits.waits, Some(Waits::ForSalesforce));
    // Whoever signs in anew is not kept waiting.
    desk.sign_in_with_token().await;
    when(&mut desk, done).await;
}

#[tokio::test]
async fn who_may_bring_in_what_is_ruled_by_role_and_policy_and_days_end_where_calls_are_deleted() {
    let desk = Desk::open().await;
    let (first, last) = all_days();
    let ordered = async |companion: &Companion, whose, first, last| {
        companion.order_fill(whose, first, last).await.expect("the database answers").map(|fill| fill.first)
    };
    let companion = &desk.companion;
    assert_eq!(ordered(companion, Whose::Team, first, last).await, Err(NotOrdered::NotAllowed), "Dana is an agent");
    assert_eq!(ordered(companion, Whose::Mine, last, first).await, Err(NotOrdered::BadDays));
    let ancient = Date::constant(2001, 1, 1);
    assert_eq!(ordered(companion, Whose::Mine, ancient, ancient).await, Err(NotOrdered::BadDays));
    let earliest = companion.fill_rights().earliest;
    assert_eq!(ordered(companion, Whose::Mine, ancient, last).await, Ok(earliest), "older calls would go at once");

    let folder = tempfile::tempdir().expect("a folder");
    let key = callside_core::secret::Secret::new("00".repeat(32));
    let store = Store::open(&folder.path().join("callside.db"), &key, Timestamp::now()).await.expect("it opens");
    let policy = Policy::of([(Key::BringInCalls, Value::Text("nobody".into()))]);
    let ruled = Companion::ruled(store, Arc::new(SystemClock), policy).await.expect("it starts");
    assert_eq!(ordered(&ruled, Whose::Mine, first, last).await, Err(NotOrdered::NotAllowed));
    ruled.close().await;
}
