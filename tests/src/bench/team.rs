//! What a supervisor waits for: the numbers of a year, and the history by filter, on a full year of a large team.

use super::Report;
use super::filled::{digits, open};
use callside_core::event::{AgentName, CallChange, CallEvent, CallFacts, Direction, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::team::{CallFilter, Dimension, RepeatWindow};
use callside_flow::{Companion, SystemClock};
use callside_store::{Days, Scope};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const AGENTS: u32 = 200;
const QUEUES: u32 = 8;
const CAMPAIGNS: u32 = 20;
const ROUNDS: u32 = 100;
const BATCH: u32 = 2_000;
const OUTCOMES: [&str; 9] = [
    "Interested",
    "Callback requested",
    "Not interested",
    "No answer",
    "Booked",
    "Voicemail left",
    "Wrong number",
    "Do not call",
    "Busy",
];

/// Measures on so many calls of a year, in `folder`; a database that is there from an earlier run is used again.
pub async fn team(report: &mut Report, calls: u32, contacts: u32, folder: &Path) {
    let path = folder.join(format!("team-{calls}-{contacts}.db"));
    if !path.exists() {
        let began = Instant::now();
        fill(&path, calls, contacts).await;
        report.times("filling a year of a team", &[began.elapsed()]);
    }
    let store = open(&path).await;
    let began = Instant::now();
    while store.count_days(&TimeZone::UTC).await.expect("counted") {}
    report.times("counting what is not counted yet", &[began.elapsed()]);
    let companion = Companion::start(store, Arc::new(SystemClock)).await.expect("the engine starts");
    let last = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let year = Days { first: last.checked_sub(364.days()).expect("a day"), last, zone: TimeZone::UTC };
    for (name, by) in [
        ("dashboard of a year, 200 agents, by agent", Dimension::Agent),
        ("dashboard of a year, 200 agents, by queue", Dimension::Queue),
        ("dashboard of a year, 200 agents, by campaign", Dimension::Campaign),
    ] {
        let times = dashboards(&companion, &year, &Scope::default(), by).await;
        report.times(name, &times).at_most(0.99, 150.0);
    }
    let one = Scope { agent: Some("agent-7".into()), ..Scope::default() };
    let times = dashboards(&companion, &year, &one, Dimension::Queue).await;
    report.times("dashboard of a year of one agent", &times);
    let queue = Scope { queue: Some("Queue 3".into()), ..Scope::default() };
    let times = dashboards(&companion, &year, &queue, Dimension::Agent).await;
    report.times("dashboard of a year of one queue", &times);
    let filters = [
        ("history by agent", CallFilter { agent: Some("agent-7".into()), ..CallFilter::default() }),
        ("history by queue and outcome", two(Some("Queue 3"), Some("Do not call"))),
        ("history by outcome and long talk", CallFilter { at_least_s: Some(590), ..two(None, Some("Busy")) }),
    ];
    for (name, filter) in &filters {
        let times = pages(&companion, filter).await;
        report.times(name, &times).at_most(0.99, 20.0);
    }
    companion.close().await;
}

fn two(queue: Option<&str>, outcome: Option<&str>) -> CallFilter {
    CallFilter { queue: queue.map(str::to_owned), outcome: outcome.map(str::to_owned), ..CallFilter::default() }
}

async fn dashboards(companion: &Companion, days: &Days, scope: &Scope, by: Dimension) -> Vec<Duration> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let read = companion.team_numbers(days, scope, by, RepeatWindow::Week).await.expect("the numbers");
        times.push(began.elapsed());
        assert!(read.now.count.whole.calls > 0, "calls are counted");
    }
    times
}

async fn pages(companion: &Companion, filter: &CallFilter) -> Vec<Duration> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let page = companion.history("", filter, None, 50).await.expect("found");
        times.push(began.elapsed());
        assert!(!page.rows.is_empty(), "calls are found");
    }
    times
}

async fn fill(path: &Path, calls: u32, contacts: u32) {
    let store = open(path).await;
    let now = Timestamp::now();
    for first in (0..calls).step_by(BATCH as usize) {
        let events: Vec<Event> = (first..(first + BATCH).min(calls)).map(|n| over(n, calls, contacts, now)).collect();
        store.accept(&events, now, None).await.expect("kept");
    }
    store.put_in_order().await.expect("in order");
    store.close().await;
}

/// A call that is over. Agents have two queues each, queues two or three campaigns; numbers come back irregularly.
fn over(n: u32, calls: u32, contacts: u32, now: Timestamp) -> Event {
    // A step that has no factor in common with what it goes around meets everything.
    let spread = |step: u64, of: u32| u32::try_from(u64::from(n) * step % u64::from(of)).unwrap_or(0);
    let agent = spread(7919, AGENTS);
    let queue = (agent / 2 + n % 2) % QUEUES;
    let campaign = (queue + QUEUES * (n % 3)) % CAMPAIGNS;
    let year = SignedDuration::from_hours(24 * 364).as_secs();
    let at = now - SignedDuration::from_secs(year * i64::from(calls - n) / i64::from(calls));
    let talk = spread(31, 600);
    let facts = CallFacts {
        direction: Some(if n.is_multiple_of(4) { Direction::Outbound } else { Direction::Inbound }),
        customer_number: Some(digits(spread(48_271, contacts))),
        agent: Some(AgentName { key: format!("agent-{agent}"), name: Some(format!("Agent {agent}")) }),
        queue: Some(format!("Queue {queue}")),
        campaign: Some(format!("Campaign {campaign}")),
        started_at: Some(at),
        answered_at: (!n.is_multiple_of(11)).then_some(at + SignedDuration::from_secs(8)),
        talk_s: Some(talk),
        hold_s: Some(talk / 9),
        disposition: (!n.is_multiple_of(17)).then(|| OUTCOMES[(n % 9) as usize].to_owned()),
        ..CallFacts::default()
    };
    Event::Call(CallEvent {
        id: EventId(format!("year-{n}")),
        call: CallKey::new(Provider::Five9, &format!("year-{n}")).expect("a call id"),
        at: at + SignedDuration::from_secs(i64::from(talk) + 10),
        what: CallChange::Ended,
        facts,
    })
}
