//! The UI's types and style, then its unit tests.

use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};
use serde_json::Value;
use std::fs;

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let package = fs::read_to_string(checkout.root.join("ui/package.json")).ok()?;
    let steps = scripts(&package).into_iter().map(|script| {
        let mut npm = checkout.npm();
        npm.args(["run", script]);
        Step::Here(npm)
    });
    Some(Lane { name: "ui", needs: &[], steps: steps.collect(), count: count::vitest, note: None })
}

/// `check` and `test:unit` are required, `lint` runs where there is one.
fn scripts(package: &str) -> Vec<&'static str> {
    let package: Value = serde_json::from_str(package).unwrap_or_default();
    let mut scripts = vec!["check"];
    if package["scripts"]["lint"].is_string() {
        scripts.push("lint");
    }
    scripts.push("test:unit");
    scripts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lint_runs_where_there_is_one() {
        assert_eq!(scripts(r#"{"scripts": {"lint": "eslint ."}}"#), ["check", "lint", "test:unit"]);
        assert_eq!(scripts("{}"), ["check", "test:unit"]);
    }
}
