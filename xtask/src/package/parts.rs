//! What is compiled into a program: crates by cargo's lock file, pages by npm's. Nothing is fetched.

use crate::checkout::Checkout;
use crate::error::XtaskError;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Something that somebody else wrote and that is compiled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `pkg:cargo/name@version` or `pkg:npm/...` (Package URL specification).
    pub url: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SPDX expression.
    pub licence: String,
    /// SHA-256 of what was downloaded, in hex, where the lock file has it.
    pub sha256: Option<String>,
    /// Where its sources lie on this machine.
    pub folder: PathBuf,
    /// Package URLs of what it needs itself.
    pub needs: Vec<String>,
}

/// Packages of the pages that end up in the bundle, beside those that `package.json` calls dependencies.
const BUNDLED: &str = "svelte";

/// The parts of a program of the workspace, sorted. Ours are not among them.
///
/// # Errors
/// When cargo cannot describe the workspace offline, or a lock file cannot be read.
pub fn of(checkout: &Checkout, package: &str, with_pages: bool) -> Result<Vec<Part>, XtaskError> {
    let mut ask = checkout.cargo();
    // The target of this build: what other systems would need is not in it.
    ask.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", &host()?]);
    let metadata = super::stage::said(&mut ask)?;
    let lock = read(&checkout.root.join("Cargo.lock"))?;
    let mut parts = crates(&metadata, &lock, package)?;
    if with_pages {
        let folder = checkout.root.join("ui");
        parts.extend(pages(&read(&folder.join("package-lock.json"))?, &folder)?);
    }
    parts.sort_by(|one, other| one.url.cmp(&other.url));
    Ok(parts)
}

/// The machine that rustc compiles for when nobody says otherwise.
fn host() -> Result<String, XtaskError> {
    let about = super::stage::said(std::process::Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned);
    host.ok_or(XtaskError::Unreadable { what: "rustc -vV", text: about })
}

fn read(file: &Path) -> Result<String, XtaskError> {
    std::fs::read_to_string(file).map_err(XtaskError::io("cannot read", file))
}

fn unreadable(what: &'static str, text: &str) -> XtaskError {
    XtaskError::Unreadable { what, text: text.into() }
}

fn crates(metadata: &str, lock: &str, package: &str) -> Result<Vec<Part>, XtaskError> {
    const WHAT: &str = "cargo metadata";
    let metadata: Value = serde_json::from_str(metadata).map_err(|_| unreadable(WHAT, "no JSON"))?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, &Value> =
        metadata["packages"].as_array().into_iter().flatten().map(|package| (text(&package["id"]), package)).collect();
    let nodes: BTreeMap<String, &Value> =
        metadata["resolve"]["nodes"].as_array().into_iter().flatten().map(|node| (text(&node["id"]), node)).collect();
    let begin = packages.iter().find(|(_, about)| about["name"] == package && about["source"].is_null());
    let (begin, _) = begin.ok_or_else(|| unreadable(WHAT, package))?;
    let needs = |id: &str| -> Vec<String> {
        let deps = nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten();
        let compiled_in = deps.filter(|dep| {
            dep["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
        });
        compiled_in.map(|dep| text(&dep["pkg"])).collect()
    };
    let (mut seen, mut next) = (BTreeSet::from([begin.clone()]), vec![begin.clone()]);
    while let Some(id) = next.pop() {
        next.extend(needs(&id).into_iter().filter(|id| seen.insert(id.clone())));
    }
    let sums = checksums(lock);
    let url = |id: &str| {
        let about = packages.get(id)?;
        (!about["source"].is_null()).then(|| format!("pkg:cargo/{}@{}", text(&about["name"]), text(&about["version"])))
    };
    Ok(seen
        .iter()
        .filter_map(|id| {
            let about = packages.get(id)?;
            let (name, version) = (text(&about["name"]), text(&about["version"]));
            Some(Part {
                url: url(id)?,
                // Before SPDX, "/" meant "or".
                licence: text(&about["license"]).replace('/', " OR ").replace("  ", " "),
                sha256: sums.get(&(name.clone(), version.clone())).cloned(),
                folder: PathBuf::from(text(&about["manifest_path"]))
                    .parent()
                    .map(Path::to_path_buf)
                    .unwrap_or_default(),
                needs: needs(id).iter().filter_map(|id| url(id)).collect(),
                name,
                version,
            })
        })
        .collect())
}

/// Checksums by name and version. The lock file is a fixed form of TOML: one `key = "value"` a line.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let mut sums = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let begin = format!("{key} = \"");
            package.lines().find_map(|line| Some(line.strip_prefix(&begin)?.trim_end_matches('"').to_owned()))
        };
        if let (Some(name), Some(version), Some(sum)) = (value("name"), value("version"), value("checksum")) {
            sums.insert((name, version), sum);
        }
    }
    sums
}

fn pages(lock: &str, folder: &Path) -> Result<Vec<Part>, XtaskError> {
    const WHAT: &str = "package-lock.json";
    let lock: Value = serde_json::from_str(lock).map_err(|_| unreadable(WHAT, "no JSON"))?;
    let packages = lock["packages"].as_object().ok_or_else(|| unreadable(WHAT, "packages"))?;
    let names = |about: &Value| -> Vec<String> {
        about["dependencies"].as_object().map(|all| all.keys().cloned().collect()).unwrap_or_default()
    };
    let mut next = names(&packages.get("").cloned().unwrap_or_default());
    next.push(BUNDLED.to_owned());
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    while let Some(name) = next.pop() {
        let place = format!("node_modules/{name}");
        let Some(about) = packages.get(&place).filter(|_| !parts.contains_key(&name)) else { continue };
        next.extend(names(about));
        let version = about["version"].as_str().unwrap_or_default().to_owned();
        let url = |name: &str| {
            let version = packages.get(&format!("node_modules/{name}"))?["version"].as_str()?;
            Some(format!("pkg:npm/{}@{version}", name.replace('@', "%40")))
        };
        let part = Part {
            url: url(&name).unwrap_or_default(),
            licence: about["license"].as_str().unwrap_or_default().to_owned(),
            // npm's sums are SHA-512.
            sha256: None,
            folder: folder.join(place),
            needs: names(about).iter().filter_map(|name| url(name)).collect(),
            version,
            name: name.clone(),
        };
        parts.insert(name, part);
    }
    Ok(parts.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_compiled_in_is_a_part() {
        let metadata = r#"{"packages": [
            {"id": "a", "name": "ours", "version": "0.1.0", "source": null, "license": "Apache-2.0", "manifest_path": "/w/Cargo.toml"},
            {"id": "b", "name": "serde", "version": "1.0.0", "source": "registry", "license": "MIT/Apache-2.0", "manifest_path": "/r/serde/Cargo.toml"},
            {"id": "c", "name": "inner", "version": "2.0.0", "source": "registry", "license": "ISC", "manifest_path": "/r/inner/Cargo.toml"},
            {"id": "d", "name": "cc", "version": "1.0.0", "source": "registry", "license": "MIT", "manifest_path": "/r/cc/Cargo.toml"}],
          "resolve": {"nodes": [
            {"id": "a", "deps": [{"pkg": "b", "dep_kinds": [{"kind": null}]}, {"pkg": "d", "dep_kinds": [{"kind": "build"}, {"kind": "dev"}]}]},
            {"id": "b", "deps": [{"pkg": "c", "dep_kinds": [{"kind": "dev"}, {"kind": null}]}]}]}}"#;
        let lock = "[[package]]\nname = \"serde\"\nversion = \"1.0.0\"\nchecksum = \"ab12\"\n";
        let parts = crates(metadata, lock, "ours").unwrap();
        let told: Vec<_> = parts.iter().map(|part| (part.url.as_str(), part.licence.as_str())).collect();
        assert_eq!(told, [("pkg:cargo/serde@1.0.0", "MIT OR Apache-2.0"), ("pkg:cargo/inner@2.0.0", "ISC")]);
        assert_eq!(parts[0].sha256.as_deref(), Some("ab12"));
        assert_eq!(parts[0].needs, ["pkg:cargo/inner@2.0.0"]);
        assert!(matches!(crates(metadata, lock, "theirs"), Err(XtaskError::Unreadable { .. })));
    }

    #[test]
    fn pages_bring_what_runs_in_them() {
        let lock = r#"{"packages": {
            "": {"dependencies": {"@tauri-apps/api": "2"}},
            "node_modules/@tauri-apps/api": {"version": "2.12.5", "license": "MIT"},
            "node_modules/svelte": {"version": "5.57.3", "license": "MIT", "dependencies": {"clsx": "2"}},
            "node_modules/clsx": {"version": "2.1.1", "license": "MIT"},
            "node_modules/vitest": {"version": "4.1.12", "license": "MIT", "dev": true}}}"#;
        let urls: Vec<_> = pages(lock, Path::new("/ui")).unwrap().into_iter().map(|part| part.url).collect();
        assert_eq!(urls, ["pkg:npm/%40tauri-apps/api@2.12.5", "pkg:npm/clsx@2.1.1", "pkg:npm/svelte@5.57.3"]);
    }
}
