//! Figures, what they should be, and the machine that they were measured on.

use super::figure::{Aim, Figure};
use super::machine;
use serde_json::{Value, json};
use std::fmt;
use std::time::Duration;

/// Everything that was measured in one run.
#[derive(Debug)]
pub struct Report {
    about: Value,
    figures: Vec<Figure>,
}

impl Report {
    /// An empty report about this machine.
    #[must_use]
    pub fn new(calls: u32, contacts: u32) -> Self {
        let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
        let about = json!({ "cpu": machine::cpu(), "cores": machine::cores(), "memory": machine::memory(),
                            "system": machine::system(), "load_at_start": machine::load(), "profile": profile,
                            "stored_calls": calls, "stored_contacts": contacts });
        Self { about, figures: Vec::new() }
    }

    /// Adds times, in milliseconds.
    pub fn times(&mut self, name: &'static str, samples: &[Duration]) -> &mut Figure {
        self.numbers(name, "ms", samples.iter().map(|d| d.as_secs_f64() * 1e3).collect())
    }

    /// Adds plain numbers. They are printed at once, too: a run that is ended early has still told something.
    pub fn numbers(&mut self, name: &'static str, unit: &'static str, samples: Vec<f64>) -> &mut Figure {
        let figure = Figure::new(name, unit, samples);
        println!("{figure}");
        self.figures.push_mut(figure)
    }

    /// Notes how busy the machine was at the end.
    pub fn close(&mut self) {
        self.about["load_at_end"] = json!(machine::load());
    }

    /// All samples, as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let figures: Vec<Value> = self.figures.iter().map(Figure::json).collect();
        json!({ "about": self.about, "figures": figures }).to_string()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.about)?;
        writeln!(f, "{:<64} {:>6} {:>22} {:>22} {:>9}  aim", "figure", "n", "p50 (rounds)", "p99 (rounds)", "max")?;
        for figure in &self.figures {
            let aims: Vec<String> = figure.aims().iter().map(|aim| Aim::words(aim, figure)).collect();
            writeln!(f, "{figure}  {}", aims.join(", "))?;
        }
        Ok(())
    }
}
