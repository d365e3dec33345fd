//! `check` and its like: one line for each thing, and a verdict.

use callside_relay::check::{Finding, check};
use callside_relay::config::Config;
use std::process::ExitCode;

/// Prints what it finds. The last line is `works`, or how much is wrong.
pub async fn print(config: &Config) -> ExitCode {
    verdict(check(config).await)
}

/// Prints findings and what they come to.
pub fn verdict(findings: Vec<Finding>) -> ExitCode {
    let mut wrong = 0;
    for finding in findings {
        match finding {
            Finding::Works(text) => println!("  ok     {text}"),
            Finding::Doubt(text) => println!("  look   {text}"),
            Finding::Wrong(text) => {
                wrong += 1;
                println!("  wrong  {text}");
            }
        }
    }
    if wrong == 0 {
        println!("works");
        return ExitCode::SUCCESS;
    }
    println!("{wrong} {} to be mended", if wrong == 1 { "thing has" } else { "things have" });
    ExitCode::FAILURE
}
