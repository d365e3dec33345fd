//! Tries every parser that reads bytes from outside, as many at once as there are cores. The closing line is `N passed, M failed`, counted in targets.

use callside_tests::fuzz::{TARGETS, Target, run};
use clap::Parser;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Which parsers, how long, and from which seed.
#[derive(Parser)]
struct Arguments {
    /// Only this target; all of them when absent.
    #[arg(long)]
    target: Option<String>,
    /// Seconds for each target.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// The same seed gives the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    let Arguments { target, seconds, seed } = Arguments::parse();
    // A panic is caught and told below; its own lines would only be in the way.
    std::panic::set_hook(Box::new(|_| {}));
    let wanted: Vec<_> =
        TARGETS.iter().filter(|known| target.as_deref().is_none_or(|name| known.name == name)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut sound = 0;
        while let Some(target) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            sound += usize::from(holds(target, Duration::from_secs(seconds), seed));
        }
        sound
    };
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let passed: usize = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..hands).map(|_| scope.spawn(work)).collect();
        hands.into_iter().filter_map(|hand| hand.join().ok()).sum()
    });
    let failed = wanted.len() - passed;
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tries one target and says what came of it; whether it held.
fn holds(target: &Target, time: Duration, seed: u64) -> bool {
    let outcome = run(target, time, seed);
    match outcome.broken {
        None => {
            println!("{}: {} inputs", target.name, outcome.tried);
            true
        }
        Some((input, why)) => {
            println!("FAILED {}: {why}\n  input: {}", target.name, input.escape_ascii());
            false
        }
    }
}
