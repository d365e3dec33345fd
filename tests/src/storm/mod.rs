//! Storms: the engine is killed, or answers are lost, at moments that a seed decides.

mod kill;
mod loss;

use kill::kills;
use loss::losses;

use callside_sandbox::org::{LedgerFilter, Operation};
use callside_sandbox::{Sandbox, SandboxOptions};
use std::collections::BTreeMap;
use std::fmt;

/// What came of a storm.
#[derive(Debug, Default)]
pub struct Toll {
    /// Rounds that were run.
    pub rounds: u32,
    /// Wrap-ups that the engine said are saved.
    pub acknowledged: usize,
    /// Faults that struck: kills, or answers lost after the write was committed.
    pub strikes: usize,
    /// One line a failure, with round and seed.
    pub failures: Vec<String>,
}

/// A kind of storm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storm {
    /// SIGKILL while dispositions are saved and sent.
    Kills,
    /// Answers that are lost after Salesforce has committed.
    Losses,
}

/// Runs the rounds in so many lanes at the same time. Each lane has an org, a database and moments of its own: most of
/// a round is waiting for a process to start or for a write to settle.
pub async fn rage(storm: Storm, rounds: u32, lanes: u32, seed: u64) -> Toll {
    let lanes = lanes.clamp(1, rounds.max(1));
    let share = |lane: u32| rounds / lanes + u32::from(lane < rounds % lanes);
    let running = (0..lanes).map(|lane| {
        let (rounds, seed) = (share(lane), seed.wrapping_add(u64::from(lane)));
        async move {
            match storm {
                Storm::Kills => kills(rounds, seed).await,
                Storm::Losses => losses(rounds, seed).await,
            }
        }
    });
    let tolls = futures_util::future::join_all(running).await;
    tolls.into_iter().fold(Toll::default(), Toll::and)
}

impl Toll {
    fn and(mut self, other: Self) -> Self {
        self.rounds += other.rounds;
        self.acknowledged += other.acknowledged;
        self.strikes += other.strikes;
        self.failures.extend(other.failures);
        self
    }
}

impl fmt::Display for Toll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rounds, acknowledged, strikes, failures } = self;
        write!(
            f,
            "{rounds} rounds, {strikes} strikes, {acknowledged} acknowledged wrap-ups, {} failures",
            failures.len()
        )
    }
}

/// A small generator (`SplitMix64`), so that a seed gives the same moments on every machine.
pub(crate) struct Moments(u64);

impl Moments {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`.
    pub(crate) const fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// A sandbox with enough API calls for a long storm.
pub(crate) async fn sandbox() -> Sandbox {
    let options = SandboxOptions { daily_requests: 100_000_000, call_key_field: false, ..SandboxOptions::default() };
    Sandbox::start(options).await.expect("the sandbox starts")
}

/// How often each call's log stands in the ledger.
pub(crate) fn logs(sandbox: &Sandbox) -> BTreeMap<String, usize> {
    let created =
        LedgerFilter { object: Some("Task".into()), operation: Some(Operation::Create), ..LedgerFilter::default() };
    let mut logs = BTreeMap::new();
    for entry in sandbox.ledger(&created) {
        if let Some(key) = entry.fields.get("CallObject").and_then(|value| value.as_str()) {
            *logs.entry(key.to_owned()).or_default() += 1;
        }
    }
    logs
}
