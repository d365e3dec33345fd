//! Benchmarks as raw figures. Nothing is asserted here: speed is read, compared and judged by people.
#![expect(clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on must stop and say why")]

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
use clap::Parser;
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
    /// Only figures whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
}

#[tokio::main]
async fn main() {
    let arguments = Arguments::parse();
    let wanted = |name: &str| name.contains(&arguments.only);
    let mut report = Report::new(arguments.calls, arguments.contacts);
    if wanted("engine") {
        bench::engine(&mut report, arguments.calls, arguments.contacts).await;
    }
    if wanted("outbox") {
        bench::outbox(&mut report).await;
    }
    if wanted("window") {
        window::measure(&mut report).await;
    }
    if wanted("package") {
        bench::package(&mut report);
    }
    println!("{report}");
    if let Some(path) = arguments.json {
        std::fs::write(&path, report.json()).expect("the figures can be written");
    }
}
