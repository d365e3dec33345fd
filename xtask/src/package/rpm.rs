//! The `.rpm`: the same tree, by `rpmbuild`. It is Debian's own build of RPM's own program, so the format, the automatic
//! dependencies and the signature inside are RPM's and nobody's imitation; a crate would bring an OpenPGP library of its
//! own into every build of xtask. Source: rpm.org, "Spec file format" and "Reproducible builds".

use super::keys::Signer;
use super::stage::{Package, files, write};
use crate::error::XtaskError;
use crate::log::Log;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds a package into a folder; with a signer its signature is inside.
///
/// # Errors
/// When a file cannot be read or written, or a program of RPM fails.
pub fn build(
    package: &Package<'_>,
    into: &Path,
    signer: Option<&Signer>,
    log: &mut Log,
) -> Result<PathBuf, XtaskError> {
    let stage = tempfile::tempdir().map_err(XtaskError::io("cannot make a folder in", std::env::temp_dir()))?;
    let tree = stage.path().join("tree");
    package.lay_out(&tree, log)?;
    package.say_packed_as("rpm", &tree)?;
    let spec = stage.path().join("package.spec");
    write(&spec, &self::spec(package, &tree)?)?;
    let mut build = Command::new("rpmbuild");
    build.arg("-bb").env("SOURCE_DATE_EPOCH", package.epoch.to_string());
    for (name, value) in [
        ("_topdir", stage.path().join("top").display().to_string()),
        // As in the archive of Fedora: <architecture>/<name>-<version>-<release>.<architecture>.rpm.
        ("_rpmdir", stage.path().join("made").display().to_string()),
        ("clamp_mtime_to_source_date_epoch", "1".into()),
        ("use_source_date_epoch_as_buildtime", "1".into()),
        ("source_date_epoch_from_changelog", "0".into()),
        ("_buildhost", "callside".into()),
        ("_build_id_links", "none".into()),
        ("debug_package", "%{nil}".into()),
        ("__os_install_post", "%{nil}".into()),
        ("_binary_payload", "w19.zstdio".into()),
    ] {
        build.arg("--define").arg(format!("{name} {value}"));
    }
    log.run(build.arg(&spec))?;
    let made = one_file(&stage.path().join("made"))?;
    fs::create_dir_all(into).map_err(XtaskError::io("cannot make", into))?;
    let file = into.join(made.file_name().unwrap_or_default());
    fs::copy(&made, &file).map_err(XtaskError::io("cannot copy", &made))?;
    if let Some(signer) = signer {
        sign(&file, signer, log)?;
    }
    Ok(file)
}

/// Puts a signature into a package.
///
/// # Errors
/// When rpmsign fails.
pub fn sign(file: &Path, signer: &Signer, log: &mut Log) -> Result<(), XtaskError> {
    let mut sign = Command::new("rpmsign");
    // Debian's rpm looks for a gpg2 that Debian has not had since GnuPG 2.1 became its gpg.
    sign.args(["--define", "__gpg /usr/bin/gpg", "--define"]).arg(format!("_gpg_name {}", signer.fingerprint()));
    log.run(signer.at(sign.arg("--addsign").arg(file)))
}

fn spec(package: &Package<'_>, tree: &Path) -> Result<String, XtaskError> {
    let content = package.content;
    let files = files(tree)?;
    let listed: String = files
        .iter()
        .map(|file| {
            let kept = if content.conffiles.contains(&file.as_str()) { "%config(noreplace) " } else { "" };
            let licence = if file.starts_with("/usr/share/licenses/") { "%license " } else { "" };
            format!("{kept}{licence}\"{file}\"\n")
        })
        .collect();
    let wanted: String = content.rpm_recommends.iter().map(|wanted| format!("Recommends: {wanted}\n")).collect();
    let folders: String = own_folders(&files, content.name).iter().map(|own| format!("%dir \"{own}\"\n")).collect();
    Ok(format!(
        "Name: {name}\nVersion: {version}\nRelease: 1\nSummary: {summary}\nLicense: Apache-2.0\nAutoReqProv: yes\n{wanted}\n\
         %description\n{description}\n\n\
         %install\nmkdir -p %{{buildroot}}\ncp -a {tree}/. %{{buildroot}}/\n\n\
         %files\n%defattr(-,root,root,-)\n{folders}{listed}",
        name = content.name,
        version = package.version,
        summary = content.summary,
        description = content.description,
        tree = tree.display(),
    ))
}

/// Folders that bear the package's name: nobody else's, so they go with it.
fn own_folders(files: &[String], name: &str) -> BTreeSet<String> {
    let folders = files.iter().flat_map(|file| Path::new(file).ancestors().skip(1));
    let own = folders.filter(|folder| folder.file_name().is_some_and(|last| last == name));
    own.map(|folder| folder.display().to_string()).collect()
}

/// The one file somewhere below a folder.
fn one_file(folder: &Path) -> Result<PathBuf, XtaskError> {
    match files(folder)?.as_slice() {
        [file] => Ok(folder.join(file.trim_start_matches('/'))),
        several => Err(XtaskError::Unreadable { what: "rpmbuild", text: several.join(" ") }),
    }
}
