//! The demos that the README and the guide promise, on a virtual screen: no other lane starts the app by the way that a
//! newcomer does, and none kills a relay as a program while calls arrive.

use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};
use std::process::Command;

/// The lane. It takes the programs that the lane `build` left: those that a demo builds are compiled with fewer features
/// of others' crates, which would be minutes for nothing.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    let steps = match std::env::current_exe() {
        Ok(xtask) => {
            let demo = |which: &[&str]| {
                let mut demo = Command::new(&xtask);
                demo.args(["demo", "--headless", "--built"]).args(which).arg("--shots").arg(checkout.scratch("demo"));
                Step::Here(demo)
            };
            vec![demo(&[]), demo(&["--relay"])]
        }
        Err(error) => vec![Step::Impossible(format!("xtask itself ({error})"))],
    };
    let lane = Lane { name: "demo", needs: &["pages", "build"], steps, count: count::closing_lines, note: None };
    checkout.has("tauri.conf.json").then_some(lane)
}
