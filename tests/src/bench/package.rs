//! Sizes of what was built.

use super::Report;
use std::path::{Path, PathBuf};

/// Sizes of the programs, and of the .deb where `cargo xtask package` has made one.
pub fn package(report: &mut Report) {
    let Some(folder) = std::env::var_os("CALLSIDE_BIN_DIR").map(PathBuf::from) else { return };
    for (name, program) in [("size of callside", "callside"), ("size of callside-headless", "callside-headless")] {
        if let Some(size) = megabytes(&folder.join(program)) {
            report.numbers(name, "MB", vec![size]);
        }
    }
    let packages = std::fs::read_dir(folder.join("bundle/deb")).into_iter().flatten().flatten();
    let sizes: Vec<f64> = packages
        .filter(|entry| entry.path().extension().is_some_and(|ext| ext == "deb"))
        .filter_map(|entry| megabytes(&entry.path()))
        .collect();
    if !sizes.is_empty() {
        report.numbers("size of the .deb", "MB", sizes).at_most(1.0, 15.0);
    }
}

fn megabytes(path: &Path) -> Option<f64> {
    Some(std::fs::metadata(path).ok()?.len() as f64 / 1e6)
}
