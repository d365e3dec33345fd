//! One figure: its samples in the order in which they were taken, and what it should be.

use serde_json::{Value, json};
use std::fmt;

/// Parts that the samples are cut into, to see whether they hold still.
const ROUNDS: usize = 5;

/// A figure.
#[derive(Debug)]
pub struct Figure {
    name: &'static str,
    unit: &'static str,
    samples: Vec<f64>,
    aims: Vec<Aim>,
}

/// What a figure should be. It is read by people: nothing fails when it is missed.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    /// The value below which this share of the samples lies is at most this.
    AtMost {
        /// 0.5 for the median.
        share: f64,
        /// The bound.
        value: f64,
    },
    /// The median is at least this.
    AtLeast {
        /// The bound.
        value: f64,
    },
}

impl Aim {
    /// Whether the figure is as it should be.
    #[must_use]
    pub fn is_met(&self, figure: &Figure) -> bool {
        match *self {
            Self::AtMost { share, value } => figure.at(share) <= value,
            Self::AtLeast { value } => figure.at(0.5) >= value,
        }
    }

    /// For the table.
    #[must_use]
    pub fn words(&self, figure: &Figure) -> String {
        let verdict = if self.is_met(figure) { "met" } else { "MISSED" };
        match *self {
            Self::AtMost { share, value } => format!("p{} <= {value}: {verdict}", share * 100.0),
            Self::AtLeast { value } => format!(">= {value}: {verdict}"),
        }
    }

    fn json(&self, figure: &Figure) -> Value {
        let met = self.is_met(figure);
        match *self {
            Self::AtMost { share, value } => json!({ "share": share, "at_most": value, "met": met }),
            Self::AtLeast { value } => json!({ "share": 0.5, "at_least": value, "met": met }),
        }
    }
}

impl Figure {
    pub(super) const fn new(name: &'static str, unit: &'static str, samples: Vec<f64>) -> Self {
        Self { name, unit, samples, aims: Vec::new() }
    }

    /// Says what it should be.
    pub fn at_most(&mut self, share: f64, value: f64) -> &mut Self {
        self.aims.push(Aim::AtMost { share, value });
        self
    }

    /// Says what its median should be.
    pub fn at_least(&mut self, value: f64) -> &mut Self {
        self.aims.push(Aim::AtLeast { value });
        self
    }

    pub(super) fn aims(&self) -> &[Aim] {
        &self.aims
    }

    /// The sample below which this share of all lies.
    pub(super) fn at(&self, share: f64) -> f64 {
        quantile(&self.samples, share)
    }

    fn rounds(&self) -> impl Iterator<Item = &[f64]> {
        self.samples.chunks(self.samples.len().div_ceil(ROUNDS).max(1))
    }

    /// The value over all samples, and its least and greatest in the rounds.
    pub(super) fn spread(&self, share: f64) -> String {
        let each: Vec<f64> = self.rounds().map(|round| quantile(round, share)).collect();
        let (least, most) = (quantile(&each, 0.0), quantile(&each, 1.0));
        format!("{:.2} ({least:.2}-{most:.2})", self.at(share))
    }

    pub(super) fn json(&self) -> Value {
        let rounds: Vec<Value> =
            self.rounds().map(|round| json!({ "p50": quantile(round, 0.5), "p99": quantile(round, 0.99) })).collect();
        let aims: Vec<Value> = self.aims.iter().map(|aim| aim.json(self)).collect();
        json!({ "name": self.name, "unit": self.unit, "n": self.samples.len(), "p50": self.at(0.5),
                "p99": self.at(0.99), "max": self.at(1.0), "rounds": rounds, "aims": aims, "samples": self.samples })
    }
}

/// One line of the table.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = format!("{} ({})", self.name, self.unit);
        let [p50, p99] = [0.5, 0.99].map(|share| self.spread(share));
        write!(f, "{name:<64} {:>6} {p50:>22} {p99:>22} {:>9.2}", self.samples.len(), self.at(1.0))
    }
}

fn quantile(samples: &[f64], share: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index: whole and not negative")]
    let index = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_samples_and_aims_compare_with_them() {
        let mut figure = Figure::new("times", "ms", (1..=100).rev().map(f64::from).collect());
        figure.at_most(0.99, 99.0).at_most(0.5, 49.0).at_least(50.0);
        assert_eq!([0.0, 0.5, 0.99, 1.0].map(|share| figure.at(share)), [1.0, 50.0, 99.0, 100.0]);
        assert_eq!(figure.aims().iter().map(|aim| aim.is_met(&figure)).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(figure.spread(0.5), "50.00 (10.00-90.00)");
        assert!(quantile(&[], 0.5).is_nan());
    }
}
