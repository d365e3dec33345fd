//! `cargo xtask package`: the packages that IT installs, and signed repositories of them.

mod content;
mod deb;
mod keys;
mod licences;
mod parts;
mod repository;
mod rpm;
mod sbom;
mod stage;
#[cfg(test)]
mod tests;

use crate::checkout::{Checkout, FEATURES, Profile};
use crate::error::XtaskError;
use crate::log::Log;
use crate::process::Tree;
use crate::setup::{self, Need};
use content::{DESKTOP, RELAY};
use keys::Signer;
use stage::Package;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(2 * 60 * 60);

/// Builds `.deb` and `.rpm` of desktop and relay from the lock files alone, and says where they are and how large. The
/// same commit gives the same `.deb`. With a key in the environment ([`keys::KEY`]) the `.rpm` is signed inside and both
/// repositories are made.
///
/// # Errors
/// When something does not build.
pub fn run(checkout: &Checkout, profile: Profile) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::Build, Need::Ui, Need::Package])?;
    let signer = Signer::of_environment()?;
    Tree::spawn(checkout.cargo().args(["fetch", "--locked"]))?.wait(LIMIT)?;
    let epoch = committed_at(checkout)?;
    compile(checkout, profile, epoch)?;

    let mut log = Log::create(checkout.scratch("package.log"))?;
    let bundle = checkout.programs(profile).join("bundle");
    let made = pack(checkout, profile, epoch, &bundle, signer.as_ref(), &mut log);
    for file in made.inspect_err(|_| eprint!("{}", log.text()))? {
        let size = fs::metadata(&file).map_err(XtaskError::io("cannot read", &file))?.len();
        println!("{} ({})", file.display(), megabytes(size));
    }
    match signer {
        Some(signer) => println!("signed by {}; repositories: {}", signer.fingerprint(), bundle.display()),
        None => println!("not signed, and no repositories: {} names no key", keys::KEY),
    }
    Ok(())
}

/// Every package, in a folder for each kind, and the repositories where there is somebody to sign.
fn pack(
    checkout: &Checkout,
    profile: Profile,
    epoch: u64,
    bundle: &Path,
    signer: Option<&Signer>,
    log: &mut Log,
) -> Result<Vec<PathBuf>, XtaskError> {
    let programs = checkout.programs(profile);
    let (mut debs, mut rpms) = (Vec::new(), Vec::new());
    for (content, with_pages) in [(&DESKTOP, true), (&RELAY, false)] {
        let parts = parts::of(checkout, content.name, with_pages)?;
        let program = programs.join(content.name);
        let version = env!("CARGO_PKG_VERSION");
        let package = Package { root: &checkout.root, content, program: &program, version, epoch, parts: &parts };
        debs.push(deb::build(&package, &bundle.join("deb"), log)?);
        rpms.push(rpm::build(&package, &bundle.join("rpm"), signer, log)?);
    }
    if let Some(signer) = signer {
        repository::apt(&bundle.join("apt"), &debs, signer, log)?;
        repository::rpm(&bundle.join("yum"), &rpms, epoch, signer, log)?;
    }
    debs.append(&mut rpms);
    Ok(debs)
}

/// Compiles both programs. Folders of this machine would make them others on the next.
fn compile(checkout: &Checkout, profile: Profile, epoch: u64) -> Result<(), XtaskError> {
    let home = std::env::var("HOME").unwrap_or_default();
    let flags = format!("--remap-path-prefix={}=callside --remap-path-prefix={home}=home", checkout.root.display());
    let reproducible = |command: &mut Command| {
        if profile == Profile::Release {
            command.env("RUSTFLAGS", &flags);
        }
        command.env("SOURCE_DATE_EPOCH", epoch.to_string());
    };
    let mut pages = checkout.npm();
    pages.args(["run", "build"]);
    Tree::spawn(&mut pages)?.wait(LIMIT)?;
    let mut programs = checkout.cargo();
    programs.args(["build", "--locked", "--offline", "--package", "callside", "--package", "callside-relay"]);
    programs.args(FEATURES).args(profile.arguments());
    reproducible(&mut programs);
    Tree::spawn(&mut programs)?.wait(LIMIT)
}

/// When the last commit was made, in seconds since 1970.
fn committed_at(checkout: &Checkout) -> Result<u64, XtaskError> {
    let mut ask = Command::new("git");
    ask.current_dir(&checkout.root).args(["log", "-1", "--format=%ct"]);
    let text = stage::said(&mut ask)?.trim().to_owned();
    text.parse().map_err(|_| XtaskError::Unreadable { what: "git log", text })
}

/// In the unit of the target (10^6 bytes), with two digits after the point.
fn megabytes(bytes: u64) -> String {
    let hundredths = (bytes + 5_000) / 10_000;
    format!("{}.{:02} MB", hundredths / 100, hundredths % 100)
}
