//! `cargo xtask package`: the package that IT installs.

mod deb;

use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::log::Log;
use crate::process::Tree;
use crate::setup::{self, Need};
use deb::Deb;
use std::fs;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(2 * 60 * 60);

/// Builds the `.deb` from the lock files alone and says where it is and how large. The same commit gives the same bytes.
///
/// # Errors
/// When it does not build.
pub fn run(checkout: &Checkout) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::Build, Need::Ui])?;
    Tree::spawn(checkout.cargo().args(["fetch", "--locked"]))?.wait(LIMIT)?;
    let epoch = committed_at(checkout)?;
    let mut build = checkout.npm();
    build.args(["exec", "--", "tauri", "build", "--no-bundle", "--", "--locked", "--offline"]);
    // Folders of this machine would make the program another one on the next.
    let home = std::env::var("HOME").unwrap_or_default();
    let flags = format!("--remap-path-prefix={}=callside --remap-path-prefix={home}=home", checkout.root.display());
    build.env("RUSTFLAGS", flags).env("SOURCE_DATE_EPOCH", epoch.to_string());
    Tree::spawn(&mut build)?.wait(LIMIT)?;

    let programs = checkout.programs(Profile::Release);
    let deb =
        Deb { root: &checkout.root, program: &programs.join("callside"), version: env!("CARGO_PKG_VERSION"), epoch };
    let mut log = Log::create(checkout.scratch("package.log"))?;
    let package = deb.build(&programs.join("bundle/deb"), &mut log).inspect_err(|_| eprint!("{}", log.text()))?;
    let size = fs::metadata(&package).map_err(XtaskError::io("cannot read", &package))?.len();
    println!("{} ({})", package.display(), megabytes(size));
    Ok(())
}

/// When the last commit was made, in seconds since 1970.
fn committed_at(checkout: &Checkout) -> Result<u64, XtaskError> {
    let mut ask = Command::new("git");
    ask.current_dir(&checkout.root).args(["log", "-1", "--format=%ct"]);
    let output = ask.output().map_err(XtaskError::io("cannot start", "git"))?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    text.parse().map_err(|_| XtaskError::Unreadable { what: "git log", text })
}

/// In the unit of the target (10^6 bytes), with two digits after the point.
fn megabytes(bytes: u64) -> String {
    let hundredths = (bytes + 5_000) / 10_000;
    format!("{}.{:02} MB", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_to_the_hundredth() {
        for (bytes, text) in [(0, "0.00 MB"), (4_999, "0.00 MB"), (12_345_678, "12.35 MB"), (14_999_999, "15.00 MB")] {
            assert_eq!(megabytes(bytes), text);
        }
    }
}
