//! Fuzzing of every parser that reads bytes from outside, in this process and for a bounded time.
//!
//! Inputs are made from samples by small changes at random places; the seed is printed, so that a run can be had again.
//! It does not see which branches an input takes (a coverage-guided fuzzer does, and needs an instrumented build): its
//! worth lies in running with every test, on every machine. A target fails by panicking or by taking too long.

mod bodies;
mod targets;

pub use targets::{TARGETS, Target};

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// One input must be read within this time of the processor, whatever else the machine does; a parser that needs longer can be
/// used to stop a door.
const SLOWEST: Duration = Duration::from_secs(2);
/// Longest input: what doors let through.
const LONGEST: usize = 256 * 1024;

/// What became of a target.
#[derive(Debug)]
pub struct Outcome {
    /// Inputs that were tried.
    pub tried: u64,
    /// The input that broke it, and how.
    pub broken: Option<(Vec<u8>, String)>,
}

/// A small generator (Steele, Lea, Flood: SplitMix64): the same seed gives the same inputs everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % limit.max(1) as u64).unwrap_or(0)
    }
}

/// Tries a target for a time, from a seed.
#[must_use]
pub fn run(target: &Target, time: Duration, seed: u64) -> Outcome {
    let mut dice = Dice(seed);
    let began = Instant::now();
    let mut pool: Vec<Vec<u8>> = target.samples.iter().map(|sample| sample.as_bytes().to_vec()).collect();
    let mut tried = 0;
    let mut next = 0;
    // Tables that a parser makes once for all inputs are no input's. Whether it panics is seen below, where it is read again.
    if let Some(first) = pool.first() {
        let _ = catch_unwind(AssertUnwindSafe(|| (target.read)(first)));
    }
    while began.elapsed() < time {
        // The samples themselves come first.
        let input = match pool.get(next) {
            Some(sample) if next < target.samples.len() => sample.clone(),
            _ => changed(&pool, &mut dice),
        };
        next += 1;
        tried += 1;
        let started = worked();
        let read = catch_unwind(AssertUnwindSafe(|| (target.read)(&input)));
        if let Err(panic) = read {
            let why = panic.downcast_ref::<String>().cloned();
            let why = why.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            return Outcome { tried, broken: Some((input, why.unwrap_or_else(|| "it panicked".to_owned()))) };
        }
        if worked().saturating_sub(started) > SLOWEST {
            return Outcome { tried, broken: Some((input, "it took too long".to_owned())) };
        }
        // A few changed inputs are changed again.
        if tried % 64 == 0 {
            if pool.len() > 256 {
                let at = target.samples.len() + dice.below(pool.len() - target.samples.len());
                pool[at] = input;
            } else {
                pool.push(input);
            }
        }
    }
    Outcome { tried, broken: None }
}

/// How long the processor has worked for this thread.
fn worked() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// Bytes that mean something to parsers.
const TELLING: [&[u8]; 26] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b"&",
    b"=",
    b"%",
    b"%00",
    b"+",
    b"@",
    b"null",
    b"-1",
    b"1e999",
    b"\\ud800",
    b"\xff",
    b"\xc3\x28",
    b"\0",
    b"\r\n",
    b"'",
    b"(",
    b")",
    b"{{",
    b"}}",
    b"99999999999999999999",
];

fn changed(pool: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut input = pool.get(dice.below(pool.len())).cloned().unwrap_or_default();
    for _ in 0..=dice.below(6) {
        let at = dice.below(input.len() + 1);
        match dice.below(8) {
            0 if !input.is_empty() => {
                let at = dice.below(input.len());
                input[at] ^= 1 << dice.below(8);
            }
            1 => input.insert(at, dice.roll().to_le_bytes()[0]),
            2 if !input.is_empty() => drop(input.remove(dice.below(input.len()))),
            3 => drop(input.splice(at..at, TELLING[dice.below(TELLING.len())].iter().copied())),
            4 => input.truncate(at),
            5 => {
                // A piece of another input.
                let other = &pool[dice.below(pool.len())];
                let from = dice.below(other.len() + 1);
                let to = from + dice.below(other.len() - from + 1);
                drop(input.splice(at..at, other[from..to].iter().copied()));
            }
            6 => {
                // The same piece many times: nesting and long runs.
                let piece = TELLING[dice.below(TELLING.len())].repeat(1 + dice.below(400));
                drop(input.splice(at..at, piece));
            }
            _ if !input.is_empty() => {
                let from = dice.below(input.len());
                let to = from + dice.below(input.len() - from);
                input.drain(from..to);
            }
            _ => {}
        }
    }
    input.truncate(LONGEST);
    input
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parser_that_breaks_is_caught_with_the_input_that_broke_it() {
        let brittle = Target {
            name: "brittle",
            samples: &["{\"a\":1}"],
            read: |input| {
                assert!(!input.windows(2).any(|pair| pair == b"{{"), "two braces");
                true
            },
        };
        let outcome = run(&brittle, Duration::from_secs(20), 7);
        let (input, why) = outcome.broken.expect("it breaks within a few inputs");
        assert!(input.windows(2).any(|pair| pair == b"{{") && why.contains("two braces"), "{why}");
    }

    #[test]
    fn every_target_takes_its_own_samples() {
        for target in TARGETS {
            for sample in target.samples {
                assert!((target.read)(sample.as_bytes()), "{} refuses {sample}", target.name);
            }
            let outcome = run(target, Duration::from_millis(20), 1);
            assert!(outcome.broken.is_none() && outcome.tried > 0, "{}: {outcome:?}", target.name);
        }
    }
}
