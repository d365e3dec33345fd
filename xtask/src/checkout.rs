//! The checkout that this command works in: where things are and which parts it has.

use crate::error::XtaskError;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One set of features for every lane, so that nothing is compiled twice. With it the app carries its own pages
/// instead of asking a development server for them.
pub const FEATURES: [&str; 2] = ["--features", "tauri/custom-protocol"];

/// The package of the whole-house tests.
const TESTS: &str = "callside-tests";

/// The repository and what is in it.
pub struct Checkout {
    /// Its root folder.
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    /// Names of the test programs of `tests/`, such as `stories`.
    test_programs: BTreeSet<String>,
    /// Names of the programs of the workspace, such as `callside-sandbox`.
    programs: BTreeSet<String>,
}

impl Checkout {
    /// The checkout that this program was built from.
    ///
    /// # Errors
    /// When cargo cannot describe it.
    pub fn here() -> Result<Self, XtaskError> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf);
        let root = root.ok_or_else(|| XtaskError::NotInTree("folder above xtask/".into()))?;
        let mut metadata = cargo_in(&root);
        metadata.args(["metadata", "--no-deps", "--format-version", "1"]).stderr(Stdio::inherit());
        let output = metadata.output().map_err(XtaskError::io("cannot start", "cargo"))?;
        if !output.status.success() {
            return Err(XtaskError::Command { line: "cargo metadata".into(), how: output.status.to_string() });
        }
        Self::read(root, &String::from_utf8_lossy(&output.stdout))
    }

    fn read(root: PathBuf, metadata: &str) -> Result<Self, XtaskError> {
        let unreadable = |text: &str| XtaskError::Unreadable { what: "cargo metadata", text: text.into() };
        let metadata: Value = serde_json::from_str(metadata).map_err(|_| unreadable("no JSON"))?;
        let target = metadata["target_directory"].as_str().ok_or_else(|| unreadable("target_directory"))?.into();
        let packages = metadata["packages"].as_array().ok_or_else(|| unreadable("packages"))?;
        let (mut test_programs, mut programs) = (BTreeSet::new(), BTreeSet::new());
        for package in packages {
            for made in package["targets"].as_array().into_iter().flatten() {
                let name = made["name"].as_str().unwrap_or_default().to_owned();
                let is = |kind: &str| made["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|k| k == kind));
                if is("bin") {
                    programs.insert(name);
                } else if is("test") && package["name"] == TESTS {
                    test_programs.insert(name);
                }
            }
        }
        Ok(Self { root, target, test_programs, programs })
    }

    /// Cargo, in the root, without what the cargo that started xtask left in the environment.
    pub fn cargo(&self) -> Command {
        cargo_in(&self.root)
    }

    /// npm for `ui/`, with the root as working folder (Tauri's command looks for its configuration there).
    pub fn npm(&self) -> Command {
        let mut npm = Command::new("npm");
        npm.args(["--prefix", "ui"]).current_dir(&self.root);
        npm
    }

    /// Whether the tree has a file or folder.
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Whether `tests/` has a test program of this name.
    pub fn has_test_program(&self, name: &str) -> bool {
        self.test_programs.contains(name)
    }

    /// Whether the workspace has a program of this name.
    pub fn has_program(&self, name: &str) -> bool {
        self.programs.contains(name)
    }

    /// A folder or file of xtask's own below `target/xtask/`.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(name)
    }

    /// Where programs of a profile are built.
    pub fn programs(&self, profile: Profile) -> PathBuf {
        self.target.join(profile.folder())
    }
}

/// How programs are compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Dev,
    /// Quick to run.
    Release,
}

impl Profile {
    const fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }

    /// Cargo's arguments for it.
    pub const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &[],
            Self::Release => &["--release"],
        }
    }
}

/// `cargo run` tells its program about the package it came from; build scripts of another cargo would see that as
/// a change and run again.
fn cargo_in(root: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO" {
            cargo.env_remove(&name);
        }
    }
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_from_cargos_description() {
        let metadata = r#"{"target_directory": "/t", "packages": [
            {"name": "callside-tests", "targets": [
                {"name": "house", "kind": ["test"]}, {"name": "storm", "kind": ["bin"]}, {"name": "x", "kind": ["lib"]}]},
            {"name": "callside-store", "targets": [{"name": "torn_pages", "kind": ["test"]}]}]}"#;
        let checkout = Checkout::read("/r".into(), metadata).unwrap();
        assert!(checkout.has_test_program("house") && checkout.has_program("storm"));
        assert!(!checkout.has_test_program("torn_pages"), "a crate's own test program is no part of tests/");
        assert!(!checkout.has_program("x") && !checkout.has_program("house"));
        assert_eq!(checkout.scratch("a.log"), Path::new("/t/xtask/a.log"));
        assert_eq!(checkout.programs(Profile::Release), Path::new("/t/release"));
        assert!(matches!(Checkout::read("/r".into(), "{}"), Err(XtaskError::Unreadable { .. })));
    }
}
