//! Tries every parser that reads bytes from outside. The closing line is `N passed, M failed`, counted in targets.

use callside_tests::fuzz::{TARGETS, run};
use clap::Parser;
use std::process::ExitCode;
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
    let wanted = TARGETS.iter().filter(|known| target.as_deref().is_none_or(|name| known.name == name));
    let (mut passed, mut failed) = (0, 0);
    for target in wanted {
        let outcome = run(target, Duration::from_secs(seconds), seed);
        match outcome.broken {
            None => {
                passed += 1;
                println!("{}: {} inputs", target.name, outcome.tried);
            }
            Some((input, why)) => {
                failed += 1;
                println!("FAILED {}: {why}\n  input: {}", target.name, input.escape_ascii());
            }
        }
    }
    println!("{passed} passed, {failed} failed");
    if failed == 0 && passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
