//! The calls behind shares of the team's numbers: repeats, first calls that settled nothing, and those that were rated.

use crate::given::{Place, from_number, key, later, now, us};
use callside_core::event::{CallChange, CallEvent, CallFacts, Direction, Event};
use callside_core::ids::EventId;
use callside_core::satisfaction::Rating;
use callside_core::team::{Again, CallFilter, Dimension, RepeatWindow};
use callside_store::{Days, Scope, Store};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;

const DAY_MS: i64 = 86_400_000;

/// How a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Went {
    Answered,
    Missed,
    Out,
    /// It is not over.
    On,
}

/// A call at so many milliseconds after now, from one of some numbers; 0 = it does not say.
#[derive(Debug, Clone)]
struct Heard {
    at_ms: i64,
    number: u8,
    queue: &'static str,
    went: Went,
}

/// Brings calls in as they go on: a row stands where its call was first heard of.
async fn bring(store: &Store, calls: &[Heard]) {
    for (id, heard) in calls.iter().enumerate() {
        let facts = CallFacts {
            customer_number: (heard.number > 0).then(|| format!("+141555501{:02}", heard.number)),
            direction: Some(if heard.went == Went::Out { Direction::Outbound } else { Direction::Inbound }),
            queue: Some(heard.queue.into()),
            ..from_number("")
        };
        let began = now() + SignedDuration::from_millis(heard.at_ms);
        let event = |seconds, what: CallChange| {
            let at = began + SignedDuration::from_secs(seconds);
            Event::Call(CallEvent {
                id: EventId(format!("{id}/{seconds}")),
                call: key(&id.to_string()),
                at,
                what,
                facts: facts.clone(),
            })
        };
        let mut events = vec![event(0, CallChange::Ringing)];
        events.extend((heard.went != Went::Missed).then(|| event(5, CallChange::Answered)));
        events.extend((heard.went != Went::On).then(|| event(60, CallChange::Ended)));
        store.accept(&events, began + SignedDuration::from_secs(61), us()).await.unwrap();
    }
}

async fn listed(store: &Store, filter: &CallFilter) -> Vec<String> {
    let page = store.filtered("", filter, None, 1000).await.unwrap();
    page.calls.into_iter().map(|call| call.key.id().to_owned()).collect()
}

fn heard(at_ms: i64, number: u8, went: Went) -> Heard {
    Heard { at_ms, number, queue: "Billing", went }
}

#[tokio::test]
async fn repeats_and_first_calls_that_settled_nothing_are_told_by_the_window() {
    let place = Place::new();
    let store = place.open().await;
    bring(
        &store,
        &[
            heard(0, 1, Went::Answered),
            heard(3_600_000, 2, Went::Missed),
            heard(2 * 3_600_000, 2, Went::Answered),
            heard(3 * 3_600_000, 0, Went::Answered),
            heard(4 * 3_600_000, 0, Went::Answered),
            heard(7 * DAY_MS, 1, Went::Answered),
            // One second more than the window after the one before.
            heard(14 * DAY_MS + 1000, 1, Went::Answered),
            heard(14 * DAY_MS + 2000, 2, Went::Out),
        ],
    )
    .await;
    for (window, repeats, unresolved) in [
        (RepeatWindow::Day, vec!["2"], vec![]),
        (RepeatWindow::ThreeDays, vec!["2"], vec![]),
        (RepeatWindow::Week, vec!["5", "2"], vec!["0"]),
        (RepeatWindow::TwoWeeks, vec!["6", "5", "2"], vec!["0"]),
    ] {
        let filter = |again| CallFilter { again: Some(again), ..CallFilter::default() };
        assert_eq!(listed(&store, &filter(Again::Repeat(window))).await, repeats, "{window:?}");
        assert_eq!(listed(&store, &filter(Again::Unresolved(window))).await, unresolved, "{window:?}");
    }
}

#[tokio::test]
async fn rated_calls_are_found_by_when_they_were_rated() {
    let place = Place::new();
    let store = place.open().await;
    bring(&store, &[heard(0, 1, Went::Answered), heard(3_600_000, 2, Went::Answered)]).await;
    let rating = |record: &str, at, call: Option<&str>| Rating {
        record: record.into(),
        at,
        score: 4.0,
        agent: None,
        agent_name: None,
        call: call.map(key),
    };
    let days_later = |days: i64| later(days * 86_400);
    let ratings = [
        rating("a", days_later(1), Some("0")),
        rating("b", days_later(3), Some("1")),
        rating("c", days_later(3), Some("unknown")),
        rating("d", days_later(3), None),
    ];
    store.keep_ratings(&ratings, now()).await.unwrap();
    for (from, until, expected) in [(0, 1, vec![]), (1, 2, vec!["0"]), (3, 4, vec!["1"]), (1, 4, vec!["1", "0"])] {
        let rated = Some((days_later(from), days_later(until)));
        assert_eq!(listed(&store, &CallFilter { rated, ..CallFilter::default() }).await, expected, "{from} {until}");
    }
}

/// Gaps of any length, and of a window's length but for a moment.
fn gap() -> impl Strategy<Value = i64> {
    let near = (prop::sample::select(vec![1i64, 3, 7]), -3i64..=3).prop_map(|(days, half)| days * DAY_MS + half * 500);
    prop_oneof![0..4 * DAY_MS, near]
}

fn calls() -> impl Strategy<Value = Vec<Heard>> {
    let went =
        prop_oneof![5 => Just(Went::Answered), 1 => Just(Went::Missed), 1 => Just(Went::Out), 1 => Just(Went::On)];
    let one = (gap(), 0u8..4, prop::sample::select(vec!["Billing", "Sales"]), went);
    prop::collection::vec(one, 1..40).prop_map(|all| {
        let mut at_ms = 0;
        let heard = all.into_iter().map(|(gap, number, queue, went)| {
            at_ms += gap;
            Heard { at_ms, number, queue, went }
        });
        heard.collect::<Vec<_>>()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Whatever calls there are, days, windows and queues: a number of the team leads to as many calls as it says.
    #[test]
    fn as_many_calls_are_listed_as_were_counted(calls in calls(), from in 0i64..40, length in 0i64..60) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let place = Place::new();
            let store = place.open().await;
            bring(&store, &calls).await;
            let zone = TimeZone::get("Europe/Berlin").unwrap();
            while store.count_days(&zone).await.unwrap() {}
            let first = now().to_zoned(zone.clone()).date().checked_add(from.days()).unwrap();
            let days = Days { first, last: first.checked_add(length.days()).unwrap(), zone };
            let (begin, end) = days.span().unwrap();
            for queue in [None, Some("Billing".to_owned())] {
                for window in RepeatWindow::ALL {
                    let scope = Scope { queue: queue.clone(), ..Scope::default() };
                    let counted = store.team_numbers(&days, &scope, Dimension::Agent, window).await.unwrap().count.whole;
                    let [repeats, firsts, resolved] =
                        [counted.repeats, counted.firsts, counted.resolved].map(|sums| sums[window.place()]);
                    for (again, expected) in
                        [(Again::Repeat(window), repeats), (Again::Unresolved(window), firsts - resolved)]
                    {
                        let filter = CallFilter {
                            queue: queue.clone(),
                            from: Some(begin),
                            until: Some(end),
                            again: Some(again),
                            ..CallFilter::default()
                        };
                        let listed = listed(&store, &filter).await;
                        assert_eq!(u64::try_from(listed.len()).unwrap(), expected, "{again:?} {queue:?} {listed:?}");
                    }
                }
            }
        });
    }
}
