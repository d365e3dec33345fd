//! Cargo's helpers that tests and releases are made with, installed into cargo's home when they are missing or too old.

use super::Need;
use super::machine::printed;
use super::versions::Version;
use crate::checkout::Checkout;
use crate::error::XtaskError;
use crate::log::Log;
use std::path::PathBuf;

struct Tool {
    need: Need,
    package: &'static str,
    at_least: Version,
    installs: Version,
    features: &'static [&'static str],
    present: fn() -> Option<Version>,
}

const TOOLS: [Tool; 4] = [
    Tool {
        need: Need::Tools,
        package: "cargo-nextest",
        at_least: Version(0, 9, 120),
        installs: Version(0, 9, 151),
        features: &["--no-default-features", "--features", "default-no-update"],
        present: || Version::find(&printed("cargo", &["nextest", "--version"])?),
    },
    Tool {
        need: Need::Tools,
        package: "cargo-deny",
        at_least: Version(0, 19, 0),
        installs: Version(0, 20, 2),
        features: &[],
        present: || Version::find(&printed("cargo", &["deny", "--version"])?),
    },
    // The newest of the 2.x line: 3.0 is an alpha. It cannot tell its version, cargo can.
    Tool {
        need: Need::Tools,
        package: "tauri-driver",
        at_least: Version(2, 0, 0),
        installs: Version(2, 1, 0),
        features: &[],
        present: || {
            program("tauri-driver")?;
            listed("tauri-driver", &printed("cargo", &["install", "--list"])?).or(Some(Version(2, 0, 0)))
        },
    },
    Tool {
        need: Need::HandedOut,
        package: "cargo-auditable",
        at_least: Version(0, 7, 0),
        installs: Version(0, 7, 7),
        features: &[],
        present: || {
            program("cargo-auditable")?;
            listed("cargo-auditable", &printed("cargo", &["install", "--list"])?).or(Some(Version(0, 7, 0)))
        },
    },
];

/// Installs the tools of some needs that are not there.
///
/// # Errors
/// When cargo cannot install one.
pub fn ensure(checkout: &Checkout, needs: &[Need], log: &mut Log) -> Result<(), XtaskError> {
    for tool in TOOLS.iter().filter(|tool| needs.contains(&tool.need)) {
        if (tool.present)().is_some_and(|version| version >= tool.at_least) {
            continue;
        }
        println!("setup: cargo install {} {} (compiles once, takes minutes)", tool.package, tool.installs);
        let mut install = checkout.cargo();
        install.args(["install", "--locked", "--force", tool.package, "--version", &tool.installs.to_string()]);
        log.run(install.args(tool.features))?;
    }
    Ok(())
}

/// Where a tool is: on the path or among cargo's own programs.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain(cargo_programs()).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Where `cargo install` puts programs.
pub fn cargo_programs() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo"))).map(|home| home.join("bin"))
}

/// The version of a package in `cargo install --list`.
fn listed(package: &str, list: &str) -> Option<Version> {
    let rest = list.lines().find_map(|line| line.strip_prefix(package)?.strip_prefix(' '))?;
    Version::find(rest.trim_end_matches(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_cargos_list() {
        let list = "cargo-deny v0.20.2:\n    cargo-deny\ntauri-driver v2.1.0:\n    tauri-driver\n";
        assert_eq!(listed("tauri-driver", list), Some(Version(2, 1, 0)));
        assert_eq!(listed("cargo-nextest", list), None);
        assert_eq!(listed("cargo", list), None, "a name is compared whole");
    }
}
