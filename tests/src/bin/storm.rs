//! Kills and lost answers at random moments, then the books are compared: each acknowledged wrap-up stands in the
//! ledger exactly once. The closing line is `N passed, M failed`, counted in rounds.

use callside_tests::storm::{Storm, rage};
use clap::Parser;
use std::process::ExitCode;

/// How long and from which seed.
#[derive(Parser)]
struct Arguments {
    /// Rounds of each kind.
    #[arg(long, default_value_t = 50)]
    rounds: u32,
    /// Decides the moments; the same seed and number of lanes give the same plan of moments.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Rounds that run at the same time, each with an org and a database of its own.
    #[arg(long, default_value_t = 4)]
    lanes: u32,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { rounds, seed, lanes } = Arguments::parse();
    let kills = rage(Storm::Kills, rounds, lanes, seed).await;
    println!("kill -9 while saving and sending: {kills}");
    let losses = rage(Storm::Losses, rounds, lanes, seed).await;
    println!("answers lost after commit: {losses}");
    for failure in kills.failures.iter().chain(&losses.failures) {
        println!("FAILED {failure}");
    }
    let failed = kills.failures.len() + losses.failures.len();
    let rounds = (kills.rounds + losses.rounds) as usize;
    println!("{} passed, {failed} failed", rounds.saturating_sub(failed));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
