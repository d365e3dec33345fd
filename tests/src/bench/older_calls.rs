//! Bringing in older calls: from the sandbox over HTTP into an encrypted database.

use super::Report;
use crate::desk::Desk;
use callside_core::back_fill::{FillState, Whose};
use callside_flow::Notice;
use callside_sandbox::SandboxOptions;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::time::{Duration, Instant};

/// Runs, each with an org and a database of its own.
const RUNS: usize = 5;

/// Measures with so many people in the org: from the order to the last call in the history.
pub async fn older_calls(report: &mut Report, people: usize) {
    let (mut took, mut speeds) = (Vec::new(), Vec::new());
    let mut pops: Vec<Duration> = Vec::new();
    for _ in 0..RUNS {
        let mut desk = Desk::open_at(SandboxOptions { contacts: people, ..Desk::usual() }).await;
        desk.sign_in_as("Grace").await;
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        let (first, last) = (today.checked_sub(200.days()).expect("a day"), today.tomorrow().expect("a day"));
        let began = Instant::now();
        desk.companion.order_fill(Whose::Team, first, last).await.expect("kept").expect("a supervisor may");
        let mut next = 0;
        let fill = loop {
            while !matches!(desk.notices.recv().await, Ok(Notice::BackFill)) {}
            let fill = desk.companion.filling().await.expect("read").expect("an order").fill;
            if fill.state != FillState::Running {
                break fill;
            }
            // A call that comes in meanwhile.
            let mut call = crate::phone::Ringing::from(&format!("meanwhile-{next}"), "+14155550134");
            next += 1;
            let rings = Instant::now();
            desk.hears(call.rings()).await;
            pops.push(rings.elapsed());
        };
        let all = began.elapsed();
        assert_eq!((fill.state, fill.total), (FillState::Done, Some(fill.read)), "all of them");
        took.push(all);
        speeds.push(f64::from(u32::try_from(fill.read).expect("a count")) / all.as_secs_f64());
        desk.companion.close().await;
    }
    report.times("older calls from the sandbox, all of them", &took);
    report.numbers("older calls from the sandbox: tasks per second", "tasks/s", speeds).at_least(5_000.0);
    report.times("a call comes in meanwhile: event kept and popped", &pops);
}
