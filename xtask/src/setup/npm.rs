//! The UI's packages, exactly as the lock file says.

use crate::checkout::Checkout;
use crate::error::XtaskError;
use crate::log::Log;
use crate::stamp::Stamp;

/// Runs `npm ci` in `ui/` when its lock file is not the one that `node_modules` was made from.
///
/// # Errors
/// When npm fails.
pub fn ensure(checkout: &Checkout, log: &mut Log) -> Result<(), XtaskError> {
    if !checkout.has("ui/package.json") {
        return Ok(());
    }
    let (lock, package) = (checkout.root.join("ui/package-lock.json"), checkout.root.join("ui/package.json"));
    let stamp = Stamp::of(checkout.root.join("ui/node_modules/.callside-stamp"), &[&lock, &package])?;
    if stamp.holds() {
        return Ok(());
    }
    println!("setup: npm ci (ui/)");
    log.run(checkout.npm().args(["ci", "--no-audit", "--no-fund"]))?;
    stamp.set()
}
