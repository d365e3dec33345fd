//! What dnf and zypper do with the `.rpm`s: Debian's builds of both, each in a root of its own below the clean one. One more
//! package stands in for the libraries of a Fedora or a SUSE; everything else is as on one.

use super::root::CleanRoot;
use super::{BEFORE, REPOSITORY, is, root, step};
use crate::error::XtaskError;
use crate::log::Log;
use crate::package::{self, Release, Signer, said};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the roots of both lie in the clean one; the scripts look themselves at what is left there.
pub const ROOTS: &str = "srv/rpm-roots";

/// A program that people install `.rpm`s with.
struct Tool {
    name: &'static str,
    /// What it does, step by step.
    script: &'static str,
}

const TOOLS: [Tool; 2] =
    [Tool { name: "dnf", script: include_str!("dnf.sh") }, Tool { name: "zypper", script: include_str!("zypper.sh") }];

/// The same packages for both.
struct Packages {
    /// With what stands in for a system.
    before: Vec<PathBuf>,
    current: Vec<PathBuf>,
    /// Newer, by somebody else.
    theirs: Vec<PathBuf>,
    stranger: Signer,
}

impl Packages {
    fn make(release: &Release<'_>, signer: &Signer, into: &Path, log: &mut Log) -> Result<Self, XtaskError> {
        let stranger = Signer::throw_away("stranger")?;
        let mut before = release.rpms(BEFORE, &into.join("before"), Some(signer), log)?;
        before.push(stand_in(&before, into, signer, log)?);
        let current = release.rpms(env!("CARGO_PKG_VERSION"), &into.join("current"), Some(signer), log)?;
        let theirs = release.rpms("9.0.0", &into.join("theirs"), Some(&stranger), log)?;
        Ok(Self { before, current, theirs, stranger })
    }
}

/// Installs, upgrades and removes by each program; what was meddled with is refused.
///
/// # Errors
/// Where a step does not do what it should.
pub fn journeys(release: &Release<'_>, signer: &Signer, root: &CleanRoot, log: &mut Log) -> Result<(), XtaskError> {
    let repository = root.path().join(REPOSITORY);
    root.apt(&["install", "rpm"], log)?;
    let packages = Packages::make(release, signer, &repository.join("built/rpm"), log)?;
    for tool in &TOOLS {
        step(&format!("{} installs, upgrades and removes it, and refuses what was meddled with", tool.name));
        root.apt(&["install", tool.name], log)?;
        journey(tool, release, signer, &packages, root, log)?;
    }
    Ok(())
}

/// One program's.
fn journey(
    tool: &Tool,
    release: &Release<'_>,
    signer: &Signer,
    packages: &Packages,
    root: &CleanRoot,
    log: &mut Log,
) -> Result<(), XtaskError> {
    let repository = root.path().join(REPOSITORY).join(tool.name);
    package::write(&repository.join("callside.asc"), &signer.public()?)?;
    package::write(&root.path().join("tmp/tool.sh"), tool.script)?;
    let (here, there) = (format!("/{REPOSITORY}/{}", tool.name), format!("/{ROOTS}/{}", tool.name));
    let does = |words: &[&str], log: &mut Log| {
        root.run(&[&["sh", "-eu", "/tmp/tool.sh", here.as_str(), there.as_str()], words].concat(), log)
    };

    let current = env!("CARGO_PKG_VERSION");
    release.rpm_repository(&repository.join("yum"), &packages.before, signer, log)?;
    does(&["install", BEFORE], log)?;
    release.rpm_repository(&repository.join("yum"), &packages.current, signer, log)?;
    does(&["upgrade", current], log)?;

    release.rpm_repository(&repository.join("theirs"), &packages.theirs, &packages.stranger, log)?;
    does(&["refused", current], log)?;
    let name = format!("callside-relay-{current}");
    let changed = root::one_byte_changed(&repository.join("yum"), &name, ".rpm")?;
    is(does(&["changed", current], log).is_ok(), &format!("{changed} is refused by {}", tool.name))?;
    does(&["remove"], log)
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
