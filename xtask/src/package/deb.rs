//! The `.deb`: the tree of a package, then `dpkg-deb`. Source: Debian Policy 4.7, chapters 5, 9 and 12. No maintainer
//! scripts: what a package does not run cannot go wrong, and removing it leaves nothing.
//!
//! The same program and the same moment give the same bytes: `dpkg-deb` clamps every time to `SOURCE_DATE_EPOCH`,
//! lists files in order and packs with fixed settings (reproducible-builds.org, "SOURCE_DATE_EPOCH").

use super::stage::{Package, said, write};
use crate::error::XtaskError;
use crate::log::Log;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds a package into a folder.
///
/// # Errors
/// When a file cannot be read or written, or a program of dpkg fails.
pub fn build(package: &Package<'_>, into: &Path, log: &mut Log) -> Result<PathBuf, XtaskError> {
    let stage = tempfile::tempdir().map_err(XtaskError::io("cannot make a folder in", std::env::temp_dir()))?;
    let tree = stage.path().join("tree");
    package.lay_out(&tree, log)?;
    package.say_packed_as("deb", &tree)?;
    control(package, &tree, &depends(package.program, stage.path())?)?;
    super::stage::open_to_all(&tree)?;
    fs::create_dir_all(into).map_err(XtaskError::io("cannot make", into))?;
    let file = into.join(format!("{}_{}_{}.deb", package.content.name, package.version, architecture()?));
    let mut pack = Command::new("dpkg-deb");
    pack.args(["--build", "--root-owner-group", "-Zxz"]).arg(&tree).arg(&file);
    log.run(pack.env("SOURCE_DATE_EPOCH", package.epoch.to_string()))?;
    Ok(file)
}

/// What the program is linked with, as packages; `dpkg-shlibdeps` knows them and their versions.
fn depends(program: &Path, stage: &Path) -> Result<String, XtaskError> {
    write(&stage.join("debian/control"), "Source: callside\n\nPackage: callside\nArchitecture: any\n")?;
    let mut ask = Command::new("dpkg-shlibdeps");
    ask.current_dir(stage).args(["-O", "--ignore-missing-info"]).arg(program);
    let answer = said(&mut ask)?;
    let depends = answer.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
    depends.map(str::to_owned).ok_or(XtaskError::Unreadable { what: "dpkg-shlibdeps", text: answer })
}

fn control(package: &Package<'_>, tree: &Path, depends: &str) -> Result<(), XtaskError> {
    let content = package.content;
    let lines: Vec<_> = content.description.lines().map(|line| format!(" {line}\n")).collect();
    let control = format!(
        "Package: {}\nVersion: {}\nArchitecture: {}\nSection: {}\nPriority: optional\nInstalled-Size: {}\n\
         Maintainer: The Callside maintainers <maintainers@callside.invalid>\nDepends: {depends}\nRecommends: {}\n\
         Description: {}\n{}",
        content.name,
        package.version,
        architecture()?,
        content.section,
        kilobytes(tree)?,
        content.recommends,
        content.summary,
        lines.concat()
    );
    write(&tree.join("DEBIAN/control"), &control)?;
    if content.conffiles.is_empty() {
        return Ok(());
    }
    write(&tree.join("DEBIAN/conffiles"), &format!("{}\n", content.conffiles.join("\n")))
}

/// As `du` would say it on any file system: whole kibibytes a file.
fn kilobytes(folder: &Path) -> Result<u64, XtaskError> {
    let mut sum = 0;
    for entry in fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten() {
        let path = entry.path();
        sum += if path.is_dir() {
            1 + kilobytes(&path)?
        } else {
            fs::metadata(&path).map_err(XtaskError::io("cannot read", &path))?.len().div_ceil(1024)
        };
    }
    Ok(sum)
}

/// Debian's word for this machine's architecture.
///
/// # Errors
/// When dpkg cannot say.
pub fn architecture() -> Result<String, XtaskError> {
    Ok(said(Command::new("dpkg").arg("--print-architecture"))?.trim().to_owned())
}
