//! Draining a full outbox against an org that answers in 20 ms.

use super::Report;
use crate::desk::Desk;
use crate::phone::Ringing;
use callside_core::disposition::DispositionCode;
use callside_flow::Draft;
use callside_sandbox::SandboxOptions;
use callside_sandbox::faults::{Fault, FaultKind};
use std::time::{Duration, Instant};

const LATENCY: Duration = Duration::from_millis(20);
/// Entries that the engine sends at the same time (`AT_ONCE` of callside-flow's dispatch).
const AT_ONCE: f64 = 4.0;

/// Measures saving and draining so many entries.
pub async fn outbox(report: &mut Report, entries: u32) {
    let options = SandboxOptions { daily_requests: 100_000_000, ..Desk::usual() };
    let desk = Desk::open_at(options).await;
    desk.companion.set_crm(None);
    let mut saves = Vec::new();
    for n in 0..entries {
        let mut call = Ringing::from(&format!("d{n}"), "anonymous");
        desk.hears(call.rings()).await;
        let draft = Draft { disposition: Some(DispositionCode("wrong_number".into())), ..Draft::default() };
        let began = Instant::now();
        desk.companion.save_wrap_up(call.key(), &draft).await.expect("saved");
        saves.push(began.elapsed());
    }
    report.times("saving a wrap-up (durable)", &saves);
    let slow = FaultKind::Latency { millis: u64::try_from(LATENCY.as_millis()).unwrap_or(20), after_commit: false };
    desk.sandbox.inject(Fault::new(slow).on_path("/composite"));
    let (first, began) = (desk.effects("Task").len(), Instant::now());
    desk.sign_in_with_token().await;
    desk.companion.drained().await.expect("drained");
    let took = began.elapsed().as_secs_f64();
    let requests: u32 = desk.sandbox.faults().iter().map(|fault| fault.hits).sum();
    let sent = (desk.effects("Task").len() - first) as f64;
    let least = f64::from(requests) * LATENCY.as_secs_f64() / AT_ONCE;
    report.times("draining the outbox, 20 ms an answer", &[Duration::from_secs_f64(took)]);
    report.numbers("entries sent", "1/s", vec![sent / took]);
    report.numbers("share of what latency and 4 at once allow", "%", vec![100.0 * least / took]).at_least(90.0);
}
