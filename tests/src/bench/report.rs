//! Figures and the machine that they were measured on.

use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;

/// Everything that was measured in one run.
#[derive(Debug)]
pub struct Report {
    about: Value,
    figures: Vec<Figure>,
}

#[derive(Debug)]
struct Figure {
    name: &'static str,
    unit: &'static str,
    samples: Vec<f64>,
}

impl Report {
    /// An empty report about this machine.
    #[must_use]
    pub fn new(calls: u32, contacts: u32) -> Self {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let cpu = read("/proc/cpuinfo")
            .lines()
            .find_map(|l| l.strip_prefix("model name"))
            .map(|l| l.trim_matches([' ', '\t', ':']).to_owned());
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let load = read("/proc/loadavg").split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
        let about = json!({ "cpu": cpu, "cores": cores, "load_at_start": load, "profile": profile,
                            "stored_calls": calls, "stored_contacts": contacts });
        Self { about, figures: Vec::new() }
    }

    /// Adds times, in milliseconds.
    pub fn times(&mut self, name: &'static str, samples: &[Duration]) {
        self.figures.push(Figure {
            name,
            unit: "ms",
            samples: samples.iter().map(|d| d.as_secs_f64() * 1e3).collect(),
        });
    }

    /// Adds plain numbers.
    pub fn numbers(&mut self, name: &'static str, unit: &'static str, samples: Vec<f64>) {
        self.figures.push(Figure { name, unit, samples });
    }

    /// All samples, as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let figures: Vec<Value> = self
            .figures
            .iter()
            .map(|f| json!({ "name": f.name, "unit": f.unit, "n": f.samples.len(), "p50": f.at(0.5), "p99": f.at(0.99), "max": f.at(1.0), "samples": f.samples }))
            .collect();
        json!({ "about": self.about, "figures": figures }).to_string()
    }
}

impl Figure {
    /// The sample below which this share of all lies.
    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.samples.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index: whole and not negative")]
        let index = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
        sorted.get(index).copied().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.about)?;
        writeln!(f, "{:<58} {:>7} {:>10} {:>10} {:>10}", "figure", "n", "p50", "p99", "max")?;
        for figure in &self.figures {
            let name = format!("{} ({})", figure.name, figure.unit);
            let [p50, p99, max] = [0.5, 0.99, 1.0].map(|share| figure.at(share));
            writeln!(f, "{name:<58} {:>7} {p50:>10.3} {p99:>10.3} {max:>10.3}", figure.samples.len())?;
        }
        Ok(())
    }
}
