//! `cargo xtask package`: the package that IT installs.

use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::process::Tree;
use crate::setup::{self, Need};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(2 * 60 * 60);

/// Builds the `.deb` from the lock files alone and says where it is and how large.
///
/// # Errors
/// When it does not build.
pub fn run(checkout: &Checkout) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::Build, Need::Ui])?;
    Tree::spawn(checkout.cargo().args(["fetch", "--locked"]))?.wait(LIMIT)?;
    let mut build = checkout.npm();
    build.args(["exec", "--", "tauri", "build", "--bundles", "deb", "--", "--locked", "--offline"]);
    Tree::spawn(&mut build)?.wait(LIMIT)?;
    let folder = checkout.programs(Profile::Release).join("bundle/deb");
    let package = newest(&folder)?;
    let size = fs::metadata(&package).map_err(XtaskError::io("cannot read", &package))?.len();
    println!("{} ({})", package.display(), megabytes(size));
    Ok(())
}

/// The newest package of a folder; older ones of earlier versions may lie beside it.
fn newest(folder: &Path) -> Result<PathBuf, XtaskError> {
    let entries = fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?;
    let packages =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "deb"));
    let made = |path: &PathBuf| fs::metadata(path).and_then(|meta| meta.modified()).ok();
    packages.max_by_key(made).ok_or_else(|| XtaskError::NotInTree(format!("package in {}", folder.display())))
}

/// In the unit of the target (10^6 bytes), with two digits after the point.
fn megabytes(bytes: u64) -> String {
    let hundredths = (bytes + 5_000) / 10_000;
    format!("{}.{:02} MB", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn sizes_are_rounded_to_the_hundredth() {
        for (bytes, text) in [(0, "0.00 MB"), (4_999, "0.00 MB"), (12_345_678, "12.35 MB"), (14_999_999, "15.00 MB")] {
            assert_eq!(megabytes(bytes), text);
        }
    }

    #[test]
    fn the_newest_package_is_told() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(newest(folder.path()), Err(XtaskError::NotInTree(_))));
        for (name, made) in [("b_0.2.deb", 20), ("a_0.1.deb", 10), ("c.txt", 30)] {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            file.set_modified(UNIX_EPOCH + Duration::from_secs(made)).unwrap();
        }
        assert!(newest(folder.path()).unwrap().ends_with("b_0.2.deb"));
    }
}
