//! Draining a full outbox against an org that answers in 20 ms.

use super::Report;
use crate::desk::Desk;
use crate::phone::Ringing;
use callside_core::disposition::DispositionCode;
use callside_flow::Draft;
use callside_sandbox::SandboxOptions;
use callside_sandbox::faults::{Fault, FaultKind};
use std::time::Instant;

const ENTRIES: u32 = 1_000;
const LATENCY_MS: u64 = 20;

/// Measures saving and draining.
pub async fn outbox(report: &mut Report) {
    let options = SandboxOptions { daily_requests: 100_000_000, ..Desk::usual() };
    let desk = Desk::open_at(options).await;
    let crm_away = desk.companion.clone();
    crm_away.set_crm(None);
    let mut saves = Vec::new();
    for n in 0..ENTRIES {
        let mut call = Ringing::from(&format!("d{n}"), "anonymous");
        desk.hears(call.rings()).await;
        let draft = Draft { disposition: Some(DispositionCode("wrong_number".into())), ..Draft::default() };
        let began = Instant::now();
        desk.saves(call.key(), &draft).await;
        saves.push(began.elapsed());
    }
    report.times("saving a wrap-up (durable)", &saves);
    desk.sandbox.inject(Fault::new(FaultKind::Latency { millis: LATENCY_MS, after_commit: false }));
    let began = Instant::now();
    desk.sign_in_with_token().await;
    desk.companion.drained().await.expect("drained");
    let took = began.elapsed();
    report.times("draining 1,000 entries, 20 ms an answer", &[took]);
    report.numbers("entries sent per second", "1/s", vec![f64::from(ENTRIES) / took.as_secs_f64()]);
}
