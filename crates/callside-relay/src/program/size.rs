//! `size`: how big relays must be, from measured figures.

use callside_relay::sizes::{Measured, Plan, SizesError, table};
use std::path::Path;
use std::process::ExitCode;

/// Prints the table as Markdown, and what it was computed from; or says what the benchmark's file lacks.
pub fn print(bench: Option<&Path>, plan: Plan) -> ExitCode {
    let measured = match bench {
        None => Measured::shipped(),
        Some(file) => {
            std::fs::read_to_string(file).map_err(|_| SizesError::NoReport).and_then(|text| Measured::read(&text))
        }
    };
    match measured {
        Ok(measured) => {
            println!("{}", table(&measured.figures, plan));
            println!("Measured on: {}. Kept {} hours, {} copies at NATS.", measured.on, plan.keep_hours, plan.replicas);
            ExitCode::SUCCESS
        }
        Err(error) => {
            let of = bench.map_or_else(String::new, |file| format!("{}: ", file.display()));
            eprintln!("callside-relay: {of}{error}");
            ExitCode::FAILURE
        }
    }
}
