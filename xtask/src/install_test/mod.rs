//! `cargo xtask install-test`: what an IT person does with the packages, on a Debian that has never seen them. The
//! previous version is the same program under an older number: what is tried is the way, not what a version changed.

mod root;

use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::log::Log;
use crate::package::{self, Release};
use crate::setup::{self, Need};
use root::CleanRoot;
use std::path::Path;
use std::process::ExitStatus;

/// Older than any version that was ever built.
const BEFORE: &str = "0.0.1";
/// Where the repository lies in the root.
const REPOSITORY: &str = "srv/callside";
/// Who uses the app there: nobody works as root.
const AGENT: &str = "agent";
/// What a desktop has and a bare root has not: a screen, a bus, a keyring, and what opens menu entries and links.
const DESKTOP: [&str; 6] = ["xvfb", "dbus", "gnome-keyring", "libglib2.0-bin", "xdotool", "procps"];

/// Builds the packages, installs the older from a signed repository into a new root, starts the app from its menu entry,
/// opens a link, upgrades, looks whether what was kept is still there, and removes everything.
///
/// # Errors
/// Where a step does not do what it should; the log is shown.
pub fn run(checkout: &Checkout, profile: Profile) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::CleanRoot])?;
    setup::ready(checkout, profile.needs_of_packages())?;
    let mut log = Log::create(checkout.scratch("install-test.log"))?;
    let release = Release::compile(checkout, profile)?;
    journey(&release, &mut log).inspect_err(|_| eprint!("{}", log.text()))
}

fn journey(release: &Release<'_>, log: &mut Log) -> Result<(), XtaskError> {
    let signer = package::Signer::throw_away("install-test")?;
    let root = CleanRoot::make(log)?;
    let repository = root.path().join(REPOSITORY);
    let publish = |version: &str, log: &mut Log| {
        let into = repository.join("built").join(version);
        let debs = release.debs(version, &into, log)?;
        package::apt_repository(&repository.join("apt"), &debs, &signer, log)
    };

    step("the older version is published and installed");
    publish(BEFORE, log)?;
    root.trusts(&repository.join("apt/callside.asc"), &format!("file:/{REPOSITORY}/apt"))?;
    root.apt(&["update"], log)?;
    root.apt(&[&["install"], &DESKTOP[..]].concat(), log)?;
    root.apt(&["install", "callside", "callside-relay"], log)?;
    root.run(&["useradd", "--create-home", AGENT], log)?;
    is(root.installed("callside")? == Some(BEFORE.into()), "the older version is installed")?;

    step("it starts from its menu entry and a link reaches it");
    first_day(&root, log)?;
    let kept = root.data_of(AGENT)?;
    is(!kept.is_empty(), "the first day left a database")?;

    step("it is upgraded");
    publish(env!("CARGO_PKG_VERSION"), log)?;
    root.apt(&["update"], log)?;
    root.apt(&["upgrade"], log)?;
    is(root.installed("callside")? == Some(env!("CARGO_PKG_VERSION").into()), "the newer version is installed")?;
    is(root.data_of(AGENT)? == kept, "the upgrade left every byte of the agent's data alone")?;
    first_day(&root, log)?;
    is(root.key_of(AGENT)? == key(&kept), "the newer version works with the database that was there")?;

    step("a package with one byte changed and a list signed by somebody else are refused");
    refusals(&root, release, &repository, log)?;

    step("it is removed");
    root.apt(&["purge", "callside", "callside-relay"], log)?;
    let left = root.named_like("callside", &[REPOSITORY, "home"])?;
    is(left.is_empty(), &format!("nothing is left: {left:?}"))?;
    println!("install-test: everything did what it should");
    Ok(())
}

/// Starts the app as the agent and looks at it from outside.
fn first_day(root: &CleanRoot, log: &mut Log) -> Result<(), XtaskError> {
    root.script(AGENT, include_str!("first-day.sh"), log)
}

/// Apt must not take either.
fn refusals(root: &CleanRoot, release: &Release<'_>, repository: &Path, log: &mut Log) -> Result<(), XtaskError> {
    let newer = "9.0.0";
    let package = release.debs(newer, &repository.join("built").join(newer), log)?;
    let stranger = package::Signer::throw_away("stranger")?;
    let theirs = repository.join("theirs");
    package::apt_repository(&theirs, &package, &stranger, log)?;
    root.source(&format!("file:/{REPOSITORY}/theirs"))?;
    let update = root.try_apt(&["-o", "APT::Update::Error-Mode=any", "update"], log)?;
    is(!update.success(), "a list that a stranger signed is refused")?;

    root.source(&format!("file:/{REPOSITORY}/apt"))?;
    root.apt(&["update"], log)?;
    let changed = root::one_byte_changed(&repository.join("apt/pool"), "callside-relay_")?;
    let install: ExitStatus = root.try_apt(&["install", "--reinstall", "callside-relay"], log)?;
    is(!install.success(), &format!("{changed} is refused"))
}

/// The database's first page: it holds the salt, so another database has another.
fn key(data: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    data.iter().find(|(name, _)| root::is_database(name)).map(|(_, bytes)| bytes[..16.min(bytes.len())].to_vec())
}

fn is(so: bool, what: &str) -> Result<(), XtaskError> {
    if so {
        return Ok(());
    }
    Err(XtaskError::Unreadable { what: "the install test", text: format!("not so: {what}") })
}

fn step(name: &str) {
    println!("install-test: {name}");
}
