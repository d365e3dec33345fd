//! What a test run says: a line when a lane starts and ends, a table at the end, and the closing line.

use super::lane::Outcome;
use crate::tally::Tally;
use std::time::Duration;

/// The line that ends a lane.
pub fn ended(outcome: &Outcome) -> String {
    let Outcome { tally, took, .. } = outcome;
    let word = if outcome.is_good() { "ok" } else { "FAILED" };
    let mut line = format!("{word:<7} {:>7}  {tally}", seconds(*took));
    for remark in [&outcome.failure, &outcome.note].into_iter().flatten() {
        line.push_str("  ");
        line.push_str(remark);
    }
    line
}

/// The table of all lanes.
pub fn table(outcomes: &[Outcome]) -> String {
    let mut table = String::from("lane        result  seconds   passed   failed\n");
    for Outcome { name, tally, took, note, failure } in outcomes {
        let word = if failure.is_none() && tally.failed == 0 { "ok" } else { "FAILED" };
        let Tally { passed, failed } = tally;
        table.push_str(&format!("{name:<11} {word:<6} {:>8} {passed:>8} {failed:>8}", seconds(*took)));
        if let Some(note) = note {
            table.push_str(&format!("   {note}"));
        }
        table.push('\n');
    }
    table
}

/// The sum of all lanes.
pub fn total(outcomes: &[Outcome]) -> Tally {
    outcomes.iter().fold(Tally::default(), |sum, outcome| sum + outcome.tally)
}

fn seconds(took: Duration) -> String {
    format!("{:.1}", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(name: &'static str, passed: u64, failed: u64, note: Option<&str>, failure: Option<&str>) -> Outcome {
        let (note, failure) = (note.map(str::to_owned), failure.map(str::to_owned));
        Outcome { name, tally: Tally { passed, failed }, took: Duration::from_millis(8340), note, failure }
    }

    #[test]
    fn every_lane_has_its_row_and_counts() {
        let outcomes = [
            outcome("fmt", 1, 0, None, None),
            outcome("deny", 1, 0, Some("advisories not checked"), None),
            outcome("crates", 211, 2, None, Some("`cargo nextest run` failed (exit status: 100)")),
        ];
        let table = table(&outcomes);
        let rows: Vec<_> = table.lines().collect();
        assert_eq!(rows[1], "fmt         ok          8.3        1        0");
        assert!(rows[2].ends_with("advisories not checked"));
        assert!(rows[3].starts_with("crates      FAILED"));
        assert_eq!(total(&outcomes).to_string(), "213 passed, 2 failed");
        assert_eq!(ended(&outcomes[0]), "ok          8.3  1 passed, 0 failed");
        assert!(ended(&outcomes[2]).ends_with("`cargo nextest run` failed (exit status: 100)"));
    }
}
