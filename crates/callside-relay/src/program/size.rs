//! `size`: how big a relay must be, from measured figures.

use serde_json::Value;
use std::path::Path;
use std::process::ExitCode;

/// Agents of the installations that are computed.
const AGENTS: [u64; 3] = [100, 10_000, 1_000_000];
/// Calls of one agent in a busy hour.
const CALLS_AN_HOUR: f64 = 12.0;
/// Events of one call: created, ringing, answered, hold and back, hung up, tagged, ended.
const EVENTS_A_CALL: f64 = 8.0;
/// A busy moment over the busy hour's mean.
const PEAK: f64 = 5.0;
/// How full a machine should be at its peak.
const USED: f64 = 0.5;
/// Hours in which calls come in, of a day.
const BUSY_HOURS: f64 = 10.0;

/// Prints the table as Markdown, or says what the benchmark's file lacks.
pub fn print(bench: &Path) -> ExitCode {
    let read = std::fs::read_to_string(bench).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let Some(report) = read else {
        eprintln!("callside-relay: {} is no report of the benchmarks", bench.display());
        return ExitCode::FAILURE;
    };
    let figure = |name: &str| {
        let figures = report["figures"].as_array()?;
        figures.iter().find(|figure| figure["name"] == name)?["p50"].as_f64()
    };
    let wanted = [
        "relay: accepted at 32 connections",
        "relay: disk of an event",
        "relay: memory of a link",
        "relay: idle memory",
        "relay: sent to desktops",
    ];
    let found: Option<Vec<f64>> = wanted.iter().map(|name| figure(name)).collect();
    let Some([accepted, bytes_event, link_kb, idle_mb, sent]) = found.as_deref() else {
        eprintln!("callside-relay: the report lacks one of {}", wanted.join(", "));
        return ExitCode::FAILURE;
    };
    println!("| agents | events/s, peak | relays | desktops a relay | disk a day, all | memory a relay |");
    println!("|---|---|---|---|---|---|");
    for agents in AGENTS {
        println!("{}", row(agents as f64, *accepted, *bytes_event, link_kb * 1e3, idle_mb * 1e6, *sent));
    }
    ExitCode::SUCCESS
}

fn row(agents: f64, accepted: f64, bytes_event: f64, bytes_link: f64, idle: f64, sent: f64) -> String {
    let mean = agents * CALLS_AN_HOUR * EVENTS_A_CALL / 3600.0;
    let peak = mean * PEAK;
    // One relay takes and sends on the same machine: both shares add up.
    let one = 1.0 / (1.0 / accepted + 1.0 / sent) * USED;
    // Two at least, so that one may go.
    let relays = (peak / one).ceil().max((agents / 20_000.0).ceil()).max(2.0);
    let desktops = (agents / relays).ceil();
    let disk = mean * 3600.0 * BUSY_HOURS * bytes_event / 1e9;
    let memory = (idle + desktops * bytes_link) / 1e6;
    format!("| {agents:.0} | {peak:.0} | {relays:.0} | {desktops:.0} | {disk:.1} GB | {memory:.0} MB |")
}
