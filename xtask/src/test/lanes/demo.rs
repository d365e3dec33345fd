//! The demo that the README promises, on a virtual screen: no other lane starts the app by the way that a newcomer does.

use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};
use std::process::Command;

/// The lane. It takes the programs that the lane `build` left: those that a demo builds are compiled with fewer features
/// of others' crates, which would be minutes for nothing.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let step = match std::env::current_exe() {
        Ok(xtask) => {
            let mut demo = Command::new(xtask);
            demo.args(["demo", "--headless", "--built", "--shots"]).arg(checkout.scratch("demo"));
            Step::Here(demo)
        }
        Err(error) => Step::Impossible(format!("xtask itself ({error})")),
    };
    let lane =
        Lane { name: "demo", needs: &["pages", "build"], steps: vec![step], count: count::closing_lines, note: None };
    checkout.has("tauri.conf.json").then_some(lane)
}
