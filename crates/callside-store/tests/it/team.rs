//! Facts, filters and counts on a real file.

use crate::given::{Place, contact, event, from_number, key, later, now, plan_for, us, wrap_up};
use callside_core::event::{AgentName, CallChange, CallFacts, Direction, Event};
use callside_core::plan::{About, WrapUp};
use callside_core::satisfaction::Rating;
use callside_core::team::{CallFilter, Dimension, RepeatWindow, Slot, Standing};
use callside_store::{Days, NewWrapUp, Scope, Store};
use jiff::civil::date;
use jiff::tz::TimeZone;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// A call that is over: `talk` seconds from `second` after now.
fn over(id: &str, second: i64, number: &str, who: &str, queue: &str, talk: u32) -> Event {
    let facts = CallFacts {
        agent: Some(AgentName { key: who.into(), name: Some(who.to_uppercase()) }),
        queue: Some(queue.into()),
        campaign: Some(format!("{queue} drive")),
        started_at: Some(later(second)),
        answered_at: Some(later(second + 5)),
        talk_s: Some(talk),
        hold_s: Some(10),
        ..from_number(number)
    };
    event(id, second + 100, CallChange::Ended, facts)
}

async fn desk(events: &[Event]) -> (Place, Store) {
    let place = Place::new();
    let store = place.open().await;
    store.accept(events, now(), us()).await.unwrap();
    (place, store)
}

async fn found(store: &Store, text: &str, filter: CallFilter) -> Vec<String> {
    let page = store.filtered(text, &filter, None, 50).await.unwrap();
    page.calls.into_iter().map(|call| call.key.id().to_owned()).collect()
}

async fn count(store: &Store, zone: &TimeZone) {
    while store.count_days(zone).await.unwrap() {}
}

fn days(first: (i16, i8, i8), last: (i16, i8, i8), zone: &TimeZone) -> Days {
    Days { first: date(first.0, first.1, first.2), last: date(last.0, last.1, last.2), zone: zone.clone() }
}

/// Wraps call `id` up, `second` after now.
async fn decide(store: &Store, id: &str, label: &str, second: i64) -> callside_core::ids::EntryId {
    let decided = WrapUp { decided_at: later(second), ..wrap_up(id, About::Nobody, "notes") };
    let plan = plan_for(&contact(1));
    let new = NewWrapUp { wrap_up: &decided, plan: &plan, label, not_before: later(DAY) };
    store.save_wrap_up(new, now()).await.unwrap().entry().id
}

#[tokio::test]
async fn calls_are_filtered_by_everything_that_is_known_of_them() {
    let outbound = {
        let Event::Call(mut call) = over("3", 2 * HOUR, "+14155550136", "bob", "Sales", 600) else { unreachable!() };
        call.facts.direction = Some(Direction::Outbound);
        Event::Call(call)
    };
    let ringing = event("4", 3 * HOUR, CallChange::Ringing, from_number("+14155550134"));
    let (_place, store) = desk(&[
        over("1", 0, "+14155550134", "ann", "Billing", 30),
        over("2", HOUR, "+14155550135", "bob", "Billing", 200),
        outbound,
        ringing,
    ])
    .await;
    decide(&store, "2", "Booked", HOUR + 120).await;
    let text = |text: &str| Some(text.to_owned());
    let any = CallFilter::default;
    for (filter, ids) in [
        (any(), vec!["4", "3", "2", "1"]),
        (CallFilter { agent: text("bob"), ..any() }, vec!["3", "2"]),
        (CallFilter { queue: text("Billing"), ..any() }, vec!["2", "1"]),
        (CallFilter { agent: text("bob"), queue: text("Billing"), ..any() }, vec!["2"]),
        (CallFilter { campaign: text("Sales drive"), ..any() }, vec!["3"]),
        (CallFilter { outcome: text("Booked"), ..any() }, vec!["2"]),
        (CallFilter { direction: Some(Direction::Outbound), ..any() }, vec!["3"]),
        (CallFilter { at_least_s: Some(200), ..any() }, vec!["3", "2"]),
        (CallFilter { at_least_s: Some(31), at_most_s: Some(599), ..any() }, vec!["2"]),
        (CallFilter { from: Some(later(HOUR)), until: Some(later(2 * HOUR)), ..any() }, vec!["2"]),
        (
            CallFilter { within: vec![(later(-5), later(5)), (later(2 * HOUR), later(3 * HOUR))], ..any() },
            vec!["3", "1"],
        ),
        (CallFilter { standing: Some(Standing::Unlogged), ..any() }, vec!["3", "1"]),
        (CallFilter { standing: Some(Standing::Refused), ..any() }, vec![]),
        (CallFilter { queue: text("' OR 1 = 1 --"), ..any() }, vec![]),
    ] {
        assert_eq!(found(&store, "", filter.clone()).await, ids, "{filter:?}");
    }
    let billing = CallFilter { queue: text("Billing"), ..any() };
    assert_eq!(found(&store, "(415) 555-0135", billing.clone()).await, ["2"]);
    assert_eq!(found(&store, "415 555", billing.clone()).await, ["2", "1"]);
    assert_eq!(found(&store, "notes", billing).await, ["2"]);
}

#[tokio::test]
async fn a_filtered_history_comes_page_by_page() {
    let events: Vec<Event> = (0..7)
        .map(|n| over(&n.to_string(), n * 60, "+14155550134", "ann", if n % 2 == 0 { "A" } else { "B" }, 9))
        .collect();
    let (_place, store) = desk(&events).await;
    let filter = CallFilter { queue: Some("A".into()), ..CallFilter::default() };
    let mut ids = Vec::new();
    let mut before = None;
    loop {
        let page = store.filtered("", &filter, before, 2).await.unwrap();
        ids.extend(page.calls.iter().map(|call| call.key.id().to_owned()));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(ids, ["6", "4", "2", "0"]);
}

#[tokio::test]
async fn what_can_be_picked_is_what_occurs() {
    let (_place, store) = desk(&[
        over("1", 0, "+14155550134", "bob", "Sales", 1),
        over("2", 60, "+14155550134", "ann", "Billing", 1),
        over("3", 120, "+14155550134", "ann", "Billing", 1),
    ])
    .await;
    decide(&store, "1", "Booked", 200).await;
    let choices = store.filter_choices().await.unwrap();
    let pair = |key: &str, name: &str| (key.to_owned(), name.to_owned());
    assert_eq!(choices.agents, [pair("ann", "ANN"), pair("bob", "BOB")]);
    assert_eq!((choices.queues, choices.outcomes), (vec!["Billing".into(), "Sales".into()], vec!["Booked".into()]));
    assert_eq!(choices.campaigns, ["Billing drive", "Sales drive"]);
}

#[tokio::test]
async fn days_are_counted_once_and_anew_when_a_call_changes() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    // now() is 13:00 there on Friday 20 November 2026.
    let (_place, store) = desk(&[
        over("1", 0, "+14155550134", "ann", "Billing", 100),
        over("2", 3 * DAY, "+14155550134", "bob", "Billing", 200),
        over("3", 3 * DAY + HOUR, "+14155550199", "bob", "Sales", 300),
    ])
    .await;
    count(&store, &zone).await;
    assert!(!store.count_days(&zone).await.unwrap(), "all is counted");
    let week = days((2026, 11, 20), (2026, 11, 26), &zone);
    let all = Scope::default();
    let numbers = store.team_numbers(&week, &all, Dimension::Agent, RepeatWindow::Week).await.unwrap();
    assert_eq!((numbers.count.whole.calls, numbers.count.whole.talk_s, numbers.count.whole.hold_s), (3, 600, 30));
    assert_eq!(numbers.count.whole.repeat_rate(RepeatWindow::Week), Some(1.0 / 3.0));
    assert_eq!(numbers.count.whole.first_call_resolution(RepeatWindow::Week), Some(0.5));
    let by: Vec<_> = numbers.groups.iter().map(|(who, tally)| (who.as_deref(), tally.calls)).collect();
    assert_eq!(by, [(Some("ann"), 1), (Some("bob"), 2)]);
    let slots: Vec<_> = numbers.count.hours.iter().map(|(slot, sums)| (slot.weekday, slot.hour, sums.calls)).collect();
    assert_eq!(slots, [(1, 13, 1), (1, 14, 1), (5, 13, 1)]);
    assert_eq!(numbers.count.outcomes.get(&None), Some(&3));

    let entry = decide(&store, "1", "Booked", 145).await;
    assert!(!store.count_days(&zone).await.unwrap(), "one day is one step");
    let numbers = store.team_numbers(&week, &all, Dimension::Queue, RepeatWindow::Day).await.unwrap();
    assert_eq!((numbers.count.whole.wrapped, numbers.count.whole.wrap_up_s), (1, 45));
    assert_eq!(numbers.count.outcomes.get(&Some("Booked".into())), Some(&1));
    assert_eq!(numbers.campaigns.get(&(Some("Billing drive".into()), Some("Booked".into()))), Some(&1));
    assert_eq!(numbers.count.whole.first_call_resolution(RepeatWindow::Day), Some(1.0));

    store.cancel(entry, now()).await.unwrap();
    count(&store, &zone).await;
    let numbers = store.team_numbers(&week, &all, Dimension::Queue, RepeatWindow::Day).await.unwrap();
    assert_eq!((numbers.count.whole.wrapped, numbers.count.outcomes.get(&None)), (0, Some(&3)));
}

#[tokio::test]
async fn counted_days_and_the_calls_themselves_agree() {
    let zone = TimeZone::get("Asia/Kolkata").unwrap();
    let queues = ["Billing", "Sales", "Support"];
    let events: Vec<Event> = (0..60)
        .map(|n: i64| {
            let number = format!("+1415555{:04}", 100 + n * 7 % 11);
            let who = ["ann", "bob", "cat"][usize::try_from(n % 3).unwrap()];
            let queue = queues[usize::try_from(n % 5 % 3).unwrap()];
            over(&n.to_string(), n * 7 * HOUR, &number, who, queue, u32::try_from(n * 13 % 400).unwrap())
        })
        .collect();
    let (_place, store) = desk(&events).await;
    for n in (0..60).step_by(3) {
        decide(&store, &n.to_string(), ["Booked", "No answer"][n % 2], i64::try_from(n).unwrap() * 7 * HOUR + 130)
            .await;
    }
    count(&store, &zone).await;
    let span = days((2026, 11, 20), (2026, 12, 5), &zone);
    for window in RepeatWindow::ALL {
        let read = async |scope: Scope| store.team_numbers(&span, &scope, Dimension::Agent, window).await.unwrap();
        let all = read(Scope::default()).await;
        let mut calls = 0;
        for who in ["ann", "bob", "cat"] {
            let one = read(Scope { agent: Some(who.into()), ..Scope::default() }).await;
            let group = all.groups[&Some(who.to_owned())];
            assert_eq!(group.first_call_resolution(window), one.count.whole.first_call_resolution(window), "{who}");
            assert_eq!(group.repeat_rate(window), one.count.whole.repeat_rate(window));
            assert_eq!((group.calls, group.handling()), (one.count.whole.calls, one.count.whole.handling()));
            calls += group.calls;
        }
        assert_eq!(all.count.whole.calls, calls);
        for queue in queues {
            let counted = read(Scope { queue: Some(queue.into()), ..Scope::default() }).await;
            let from_calls =
                read(Scope { queue: Some(queue.into()), campaign: Some(format!("{queue} drive")), ..Scope::default() });
            let from_calls = from_calls.await;
            assert_eq!(counted.count.hours, from_calls.count.hours);
            assert_eq!(counted.count.outcomes, from_calls.count.outcomes);
            let share = |numbers: &callside_store::TeamNumbers| numbers.count.whole.repeat_rate(window);
            assert_eq!(share(&counted), share(&from_calls));
        }
        let busiest = all.count.hours.get(&Slot { weekday: 5, hour: 17 }).expect("Friday 17:30 there");
        assert!(busiest.calls > 0);
    }
}

#[tokio::test]
async fn another_zone_counts_all_days_anew() {
    let (_place, store) = desk(&[over("1", 0, "+14155550134", "ann", "Billing", 100)]).await;
    for (name, day, hour) in [("UTC", 20, 12), ("Pacific/Auckland", 21, 1), ("UTC", 20, 12)] {
        let zone = TimeZone::get(name).unwrap();
        count(&store, &zone).await;
        let one = days((2026, 11, day), (2026, 11, day), &zone);
        let read = store.team_numbers(&one, &Scope::default(), Dimension::Agent, RepeatWindow::Week).await.unwrap();
        assert_eq!(read.count.hours.keys().map(|slot| slot.hour).collect::<Vec<_>>(), [hour], "{name}");
    }
}

#[tokio::test]
async fn notes_are_kept_as_they_grew() {
    let (_place, store) = desk(&[over("1", 0, "+14155550134", "ann", "Billing", 100)]).await;
    for (second, notes) in [
        (0, ""),
        (1, "wants"),
        (3, "wants a refund"),
        (4, "wants a refund"),
        (30, "wants a refund, called twice"),
        (31, "called twice"),
    ] {
        store.keep_notes(&key("1"), notes, later(second)).await.unwrap();
    }
    let kept = store.note_versions(&key("1")).await.unwrap();
    let kept: Vec<_> = kept.iter().map(|version| (version.at, version.notes.as_str())).collect();
    let expected =
        [(later(1), "wants a refund"), (later(30), "wants a refund, called twice"), (later(31), "called twice")];
    assert_eq!(kept, expected);
}

#[tokio::test]
async fn the_call_before_is_the_last_one_of_the_same_number() {
    let (_place, store) = desk(&[
        over("1", 0, "+14155550134", "ann", "Billing", 1),
        over("2", 60, "+14155550134", "ann", "Billing", 1),
        over("3", 120, "+14155550199", "ann", "Billing", 1),
        over("4", 180, "+14155550134", "ann", "Billing", 1),
    ])
    .await;
    for (id, before) in [("4", Some("2")), ("2", Some("1")), ("1", None), ("3", None), ("9", None)] {
        let found = store.call_before(&key(id)).await.unwrap();
        assert_eq!(found.as_ref().map(|call| call.key.id()), before, "{id}");
    }
}

#[tokio::test]
async fn ratings_are_told_apart_by_whom_they_are_about() {
    let heard = [
        over("1", 0, "+14155550134", "ann", "Billing", 60),
        over("2", HOUR, "+14155550135", "bob", "Billing", 60),
        over("3", 2 * HOUR, "+14155550136", "bob", "Sales", 60),
    ];
    let (_place, store) = desk(&heard).await;
    let rating = |record: &str, score: f64, call: Option<&str>| Rating {
        record: record.into(),
        at: later(3 * HOUR),
        score,
        agent: Some("cyd".into()),
        agent_name: Some("CYD".into()),
        call: call.map(key),
    };
    let ratings =
        [rating("a", 5.0, Some("1")), rating("b", 3.0, Some("2")), rating("c", 1.0, Some("3")), rating("d", 2.0, None)];
    store.keep_ratings(&ratings, now()).await.unwrap();
    let today = now().to_zoned(TimeZone::UTC).date();
    let all = Days { first: today, last: today.tomorrow().unwrap(), zone: TimeZone::UTC };
    for (by, expected) in [
        (Dimension::Agent, vec![(Some("ann"), 1, 5.0), (Some("bob"), 2, 4.0), (Some("cyd"), 1, 2.0)]),
        (Dimension::Queue, vec![(None, 1, 2.0), (Some("Billing"), 2, 8.0), (Some("Sales"), 1, 1.0)]),
        (Dimension::Campaign, vec![(None, 1, 2.0), (Some("Billing drive"), 2, 8.0), (Some("Sales drive"), 1, 1.0)]),
    ] {
        let sums = store.ratings(&all, &Scope::default(), by).await.unwrap();
        let groups: Vec<_> =
            sums.groups.iter().map(|(group, (_, count, sum))| (group.as_deref(), *count, *sum)).collect();
        assert_eq!(groups, expected, "{by:?}");
        assert_eq!(sums.whole(), (4, 11.0));
    }
}
