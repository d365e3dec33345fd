//! Benchmarks as raw figures. Nothing is asserted here: speed is read, compared and judged by people.
#![expect(clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on must stop and say why")]

mod floor;
mod memory;
mod screen;
mod window;

// The real window's hands and eyes are those of its tests; a benchmark needs only some of them.
#[path = "../../../desktop/app.rs"]
#[allow(dead_code, reason = "shared with the tests of the window")]
mod app;
#[path = "../../../desktop/day.rs"]
#[allow(dead_code, reason = "shared with the tests of the window")]
mod day;
#[path = "../../../desktop/driver.rs"]
#[allow(dead_code, reason = "shared with the tests of the window")]
mod driver;
#[path = "../../../desktop/pictures.rs"]
#[allow(dead_code, reason = "shared with the tests of the window")]
mod pictures;
#[path = "../../../desktop/stage/mod.rs"]
#[allow(dead_code, reason = "shared with the tests of the window")]
mod stage;
#[path = "../../../desktop/wait.rs"]
mod wait;

use callside_tests::bench::{self, Report};
use clap::{Parser, ValueEnum};
use std::path::PathBuf;

/// What to measure, and on how much data.
#[derive(Parser)]
struct Arguments {
    /// Where the raw figures go, as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Stored calls.
    #[arg(long, default_value_t = 1_000_000)]
    calls: u32,
    /// Stored contacts, each with a number of its own.
    #[arg(long, default_value_t = 100_000)]
    contacts: u32,
    /// Wrap-ups in the outbox.
    #[arg(long, default_value_t = 10_000)]
    entries: u32,
    /// People of the org whose older calls are brought in, each with one call or so.
    #[arg(long, default_value_t = 30_000)]
    people: usize,
    /// Wrapped-up calls that a rehearsal runs over.
    #[arg(long, default_value_t = 100_000)]
    wrapped: u32,
    /// A folder in which the filled database stays for the next run.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Only these parts; all of them unless said.
    #[arg(long, value_enum, num_args = 1..)]
    only: Vec<Part>,
}

/// A part of the benchmarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Deciding about a thousand automations, and reading their rules, templates and file.
    Automations,
    /// Event to pop and history search in the engine, on a full database.
    Engine,
    /// Webhook in, record changed, beside Node-RED.
    Hub,
    /// Bringing in older calls from the sandbox.
    OlderCalls,
    /// Saving wrap-ups and draining them.
    Outbox,
    /// Changed rules over stored calls.
    Rehearsal,
    /// A supervisor's numbers of a year and history by filter, on a full database.
    Team,
    /// The live board: five hundred agents at two hundred changes a second.
    Wallboard,
    /// The relay: accepting, delivering, a burst with a kill, a fleet.
    Relay,
    /// Reading a thousand action templates, and opening a form.
    Actions,
    /// Webhook to painted pop, start and memory of the real window.
    Window,
    /// What an empty window of WebKitGTK costs on this machine.
    Floor,
    /// Sizes of programs and package.
    Package,
}

#[tokio::main]
async fn main() {
    let arguments = Arguments::parse();
    let wanted = |part| arguments.only.is_empty() || arguments.only.contains(&part);
    let mut report = Report::new(arguments.calls, arguments.contacts);
    if wanted(Part::Automations) {
        bench::automations(&mut report);
    }
    if wanted(Part::Engine) {
        let mine = tempfile::tempdir().expect("a folder");
        let folder = arguments.keep.as_deref().unwrap_or(mine.path());
        std::fs::create_dir_all(folder).expect("the folder");
        bench::engine(&mut report, arguments.calls, arguments.contacts, folder).await;
    }
    if wanted(Part::Hub) {
        bench::hub(&mut report).await;
    }
    if wanted(Part::OlderCalls) {
        bench::older_calls(&mut report, arguments.people).await;
    }
    if wanted(Part::Outbox) {
        bench::outbox(&mut report, arguments.entries).await;
    }
    if wanted(Part::Rehearsal) {
        bench::rehearsal(&mut report, arguments.wrapped).await;
    }
    if wanted(Part::Team) {
        let mine = tempfile::tempdir().expect("a folder");
        let folder = arguments.keep.as_deref().unwrap_or(mine.path());
        std::fs::create_dir_all(folder).expect("the folder");
        bench::team(&mut report, arguments.calls, arguments.contacts, folder).await;
    }
    if wanted(Part::Wallboard) {
        bench::wallboard(&mut report).await;
    }
    if wanted(Part::Relay) {
        bench::relay(&mut report).await;
    }
    if wanted(Part::Actions) {
        bench::actions(&mut report).await;
    }
    if wanted(Part::Window) {
        window::measure(&mut report).await;
    }
    if wanted(Part::Floor) {
        floor::measure(&mut report).await;
    }
    if wanted(Part::Package) {
        bench::package(&mut report);
    }
    report.close();
    println!("{report}");
    if let Some(path) = arguments.json {
        std::fs::write(&path, report.json()).expect("the figures can be written");
    }
}
