//! `cargo xtask lint`: the lanes of style, without the tests.

use crate::checkout::Checkout;
use crate::error::XtaskError;
use crate::process::Tree;
use crate::setup::{self, Need};
use crate::stamp::Stamp;
use crate::test::{self, lanes};
use std::time::Duration;

const LANES: [&str; 5] = ["fmt", "pages", "ui", "clippy", "house"];
const LIMIT: Duration = Duration::from_secs(10 * 60);

/// Runs them; cargo-deny only when what it looks at changed since it was last content. With `advisories` the
/// database of known advisories is fetched and looked at as well.
///
/// # Errors
/// When a lane cannot be run.
pub fn run(checkout: &Checkout, advisories: bool) -> Result<bool, XtaskError> {
    let (lock, rules) = (checkout.root.join("Cargo.lock"), checkout.root.join("deny.toml"));
    let stamp = Stamp::of(checkout.scratch("deny.stamp"), &[&lock, &rules])?;
    let mut names = lanes::named(checkout, &LANES);
    let deny = !stamp.holds();
    if deny {
        names.extend(lanes::named(checkout, &["deny"]));
    }
    let good = test::run(checkout, &names, &[Need::Build, Need::Ui, Need::Tools])?;
    if good && deny {
        stamp.set()?;
    }
    if advisories {
        setup::ready(checkout, &[Need::Tools])?;
        Tree::spawn(&mut lanes::deny_check(checkout, &[], &["advisories"]))?.wait(LIMIT)?;
    }
    Ok(good)
}
