//! What dnf does with the `.rpm`s: Debian's build of it, in a root of its own below the clean one. One more package stands
//! in for the libraries of a Fedora; everything else is as on one.

use super::root::CleanRoot;
use super::{BEFORE, REPOSITORY, is, root};
use crate::error::XtaskError;
use crate::log::Log;
use crate::package::{self, Release, Signer, said};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where dnf's root lies in the clean one; `dnf.sh` names it, too, and looks itself at what dnf leaves there.
pub const FEDORA: &str = "srv/fedora";

/// Installs, upgrades and removes by dnf; what was meddled with is refused.
///
/// # Errors
/// Where a step does not do what it should.
pub fn journey(release: &Release<'_>, signer: &Signer, root: &CleanRoot, log: &mut Log) -> Result<(), XtaskError> {
    root.apt(&["install", "dnf", "rpm"], log)?;
    let repository = root.path().join(REPOSITORY);
    package::write(&repository.join("callside.asc"), &signer.public()?)?;
    package::write(&root.path().join("tmp/dnf.sh"), include_str!("dnf.sh"))?;
    let dnf = |words: &[&str], log: &mut Log| root.run(&[&["sh", "-eu", "/tmp/dnf.sh"], words].concat(), log);

    let current = env!("CARGO_PKG_VERSION");
    let mut packages = release.rpms(BEFORE, &repository.join("built/before"), Some(signer), log)?;
    packages.push(stand_in(&packages, &repository.join("built"), signer, log)?);
    release.rpm_repository(&repository.join("yum"), &packages, signer, log)?;
    dnf(&["install", BEFORE], log)?;
    let newer = release.rpms(current, &repository.join("built/current"), Some(signer), log)?;
    release.rpm_repository(&repository.join("yum"), &newer, signer, log)?;
    dnf(&["upgrade", current], log)?;

    let stranger = Signer::throw_away("stranger")?;
    let theirs = release.rpms("9.0.0", &repository.join("built/theirs"), Some(&stranger), log)?;
    release.rpm_repository(&repository.join("theirs-yum"), &theirs, &stranger, log)?;
    dnf(&["refused", current], log)?;
    let name = format!("callside-relay-{current}");
    let changed = root::one_byte_changed(&repository.join("yum"), &name, ".rpm")?;
    is(dnf(&["changed"], log).is_ok(), &format!("{changed} is refused by dnf"))?;
    dnf(&["remove"], log)
}

/// A package that has what others need of a system.
fn stand_in(packages: &[PathBuf], into: &Path, signer: &Signer, log: &mut Log) -> Result<PathBuf, XtaskError> {
    let needs = said(Command::new("rpm").args(["-qp", "--nosignature", "--requires"]).args(packages))?;
    let provides: String = needs
        .lines()
        // What rpm itself can do is no package's.
        .filter(|need| !need.starts_with("rpmlib("))
        .map(|need| format!("Provides: {need}\n"))
        .collect();
    let spec = into.join("system.spec");
    let text = format!(
        "Name: system\nVersion: 1\nRelease: 1\nSummary: stands in\nLicense: Apache-2.0\nAutoReqProv: no\n{provides}\n\
         %description\nStands in for a system.\n\n%files\n"
    );
    package::write(&spec, &text)?;
    let mut build = Command::new("rpmbuild");
    build.arg("-bb");
    for (name, folder) in [("_topdir", "top"), ("_rpmdir", "system")] {
        build.arg("--define").arg(format!("{name} {}", into.join(folder).display()));
    }
    log.run(build.arg(&spec))?;
    let made = package::files(&into.join("system"))?;
    let made = made.first().ok_or_else(|| XtaskError::Unreadable { what: "rpmbuild", text: "no package".into() })?;
    let file = into.join("system").join(made.trim_start_matches('/'));
    package::sign_rpm(&file, signer, log)?;
    Ok(file)
}
