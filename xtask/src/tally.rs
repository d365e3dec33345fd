//! How many checks passed and failed.

use std::fmt;
use std::ops::{Add, AddAssign};
use std::str::FromStr;

/// A count of checks. It prints as `N passed, M failed`, which is also the closing line of `cargo xtask test`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that hold.
    pub passed: u64,
    /// Checks that do not.
    pub failed: u64,
}

impl Tally {
    /// One check that holds.
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    /// One check that does not.
    pub const FAILED: Self = Self { passed: 0, failed: 1 };
}

impl Add for Tally {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// A text that is not `N passed, M failed`.
#[derive(Debug, PartialEq, Eq)]
pub struct NotATally;

impl FromStr for Tally {
    type Err = NotATally;
    fn from_str(text: &str) -> Result<Self, NotATally> {
        let (passed, failed) = text.split_once(", ").ok_or(NotATally)?;
        let number = |part: &str, word| part.strip_suffix(word)?.trim_end().parse().ok();
        let passed = number(passed, "passed").ok_or(NotATally)?;
        let failed = number(failed, "failed").ok_or(NotATally)?;
        Ok(Self { passed, failed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_prints() {
        let tally = Tally { passed: 1234, failed: 5 };
        assert_eq!(tally.to_string(), "1234 passed, 5 failed");
        assert_eq!("1234 passed, 5 failed".parse(), Ok(tally));
        for bad in ["", "3 passed", "3 failed, 3 passed", "three passed, 0 failed", "3 passed, 0 failed, 1 skipped"] {
            assert_eq!(bad.parse::<Tally>(), Err(NotATally), "{bad}");
        }
    }
}
