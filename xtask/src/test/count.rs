//! What the test runners print at their end, read as a tally. `None`: no such end was found.

use crate::tally::Tally;

/// cargo-nextest: `Summary [ 1.2s] 12 tests run: 10 passed (1 slow), 2 failed, 3 skipped`.
pub fn nextest(output: &str) -> Option<Tally> {
    let summary = output.lines().rev().find_map(|line| line.trim_start().strip_prefix("Summary ["))?;
    let (run, results) = summary.split_once(']')?.1.split_once(" run: ")?;
    let mut tally = Tally::default();
    for (number, word) in without_remarks(results).split(',').filter_map(numbered) {
        match word {
            "passed" => tally.passed += number,
            "skipped" => {}
            // failed, exec failed, timed out
            _ => tally.failed += number,
        }
    }
    // `7/12 tests run`: the other five never came to run.
    if let Some((done, all)) = run.split_whitespace().next()?.split_once('/') {
        tally.failed += all.parse::<u64>().ok()?.saturating_sub(done.parse().ok()?);
    }
    Some(tally)
}

/// libtest, once for each test program: `test result: ok. 3 passed; 0 failed; 0 ignored; ...`.
pub fn libtest(output: &str) -> Option<Tally> {
    let results = output.lines().filter_map(|line| line.strip_prefix("test result: ")?.split_once(". "));
    results.map(|(_, counts)| sum(counts.split(';'))).reduce(|all, one| all + one)
}

/// Vitest: `Tests  1 failed | 12 passed | 2 skipped (15)`.
pub fn vitest(output: &str) -> Option<Tally> {
    let plain = without_colours(output);
    let line = plain.lines().rev().find_map(|line| line.trim_start().strip_prefix("Tests "))?;
    Some(sum(without_remarks(line).split('|')))
}

/// Callside's own programs: their closing line is `N passed, M failed`; several of them add up.
pub fn closing_lines(output: &str) -> Option<Tally> {
    output.lines().filter_map(|line| line.trim().parse().ok()).reduce(|all: Tally, one| all + one)
}

/// Checks that are no tests: the lane as a whole passes or fails.
pub fn nothing(_: &str) -> Option<Tally> {
    None
}

fn sum<'a>(counts: impl Iterator<Item = &'a str>) -> Tally {
    counts.filter_map(numbered).fold(Tally::default(), |tally, (number, word)| match word {
        "passed" => tally + Tally { passed: number, failed: 0 },
        "failed" => tally + Tally { passed: 0, failed: number },
        _ => tally,
    })
}

/// `10 passed (1 slow, 1 leaky), 2 failed` without what stands in brackets.
fn without_remarks(counts: &str) -> String {
    let mut parts = counts.split('(');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once(')').map_or("", |(_, rest)| rest))
}

/// ` 10 passed ` is 10 and `passed`.
fn numbered(count: &str) -> Option<(u64, &str)> {
    let (number, word) = count.trim().split_once(' ')?;
    Some((number.parse().ok()?, word.trim()))
}

/// Takes out `ESC [ ... m`.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64) -> Option<Tally> {
        Some(Tally { passed, failed })
    }

    #[test]
    fn nextest_in_all_its_moods() {
        let line = |text: &str| nextest(&format!("   Compiling x\n────────────\n     Summary [   0.021s] {text}\n"));
        assert_eq!(line("12 tests run: 12 passed, 3 skipped"), tally(12, 0));
        assert_eq!(line("1 test run: 1 passed (1 slow), 0 skipped"), tally(1, 0));
        assert_eq!(line("9 tests run: 5 passed (2 slow, 1 leaky), 2 failed, 1 exec failed, 1 timed out, 0 skipped"), {
            tally(5, 4)
        });
        assert_eq!(line("7/12 tests run: 6 passed, 1 failed, 0 skipped"), tally(6, 6));
        assert_eq!(nextest("error: could not compile `callside-core`"), None);
    }

    #[test]
    fn libtest_programs_add_up() {
        let output = "test a ... ok\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out\n\n\
                      test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(libtest(output), tally(4, 2));
        assert_eq!(libtest("error[E0432]: unresolved import"), None);
    }

    #[test]
    fn vitest_with_and_without_colours() {
        let plain =
            " Test Files  2 passed (2)\n      Tests  1 failed | 12 passed | 2 skipped (15)\n   Duration  1.2s\n";
        assert_eq!(vitest(plain), tally(12, 1));
        let coloured =
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (7)\u{1b}[39m";
        assert_eq!(vitest(coloured), tally(7, 0));
        assert_eq!(vitest("No test files found"), None);
    }

    #[test]
    fn closing_lines_add_up() {
        assert_eq!(closing_lines("seed 7\n50 passed, 0 failed\nmore\n49 passed, 1 failed\n"), tally(99, 1));
        assert_eq!(closing_lines("thread panicked"), None);
    }
}
