//! `cargo xtask install-test`: what an IT person does with the packages, on a Debian that has never seen them. The
//! previous version is the same program under an older number: what is tried is the way, not what a version changed.

mod root;
mod rpms;

use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::log::Log;
use crate::package::{self, Release};
use crate::setup::{self, Need};
use root::CleanRoot;
use std::path::Path;
use std::process::ExitStatus;

/// A person's first minutes with it.
const FIRST_DAY: &str = include_str!("first-day.sh");
/// Older than any version that was ever built.
const BEFORE: &str = "0.0.1";
/// Between that and this version.
const BETWEEN: &str = "0.0.2";
/// Where the repository lies in the root.
const REPOSITORY: &str = "srv/callside";
/// Who uses the app there: nobody works as root.
const AGENT: &str = "agent";
/// What a desktop has and a bare root has not: a screen, a bus, a keyring, and what opens menu entries and links.
const DESKTOP: [&str; 6] = ["xvfb", "dbus", "gnome-keyring", "libglib2.0-bin", "xdotool", "procps"];

/// Builds the packages, installs the older from a signed repository into a new root, starts the app from its menu entry,
/// opens a link, rules it by policy, upgrades on a full disk, on one with room and while it runs, looks whether what was
/// kept is still there, and removes everything.
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

    step("an admin rules it by policy, and what is wrong with one is said");
    root.script("root", include_str!("admin.sh"), log)?;

    step("an admin sets up the relay, and it runs as its own user");
    root.apt(&["install", "systemd"], log)?;
    root.script("root", include_str!("relay.sh"), log)?;

    step("the disk fills up in the middle of an upgrade");
    publish(BETWEEN, log)?;
    root.apt(&["update"], log)?;
    let full = root.try_apt_with_little_room("/usr/share/doc/callside", &["upgrade"], log)?;
    is(!full.success() && log.text().contains("No space left on device"), "the upgrade says that there is no room")?;
    is(root.installed("callside")? == Some(BEFORE.into()), "the older version is still installed")?;
    is(root.data_of(AGENT)? == kept, "every byte of the agent's data is there")?;
    first_day(&root, log)?;
    let kept = root.data_of(AGENT)?;

    step("it is upgraded");
    root.apt(&["upgrade"], log)?;
    is(root.installed("callside")? == Some(BETWEEN.into()), "the newer version is installed")?;
    is(root.data_of(AGENT)? == kept, "the upgrade left every byte of the agent's data alone")?;

    step("it is upgraded while it runs, and the older one that runs takes a link from the newer");
    publish(env!("CARGO_PKG_VERSION"), log)?;
    root.apt(&["update"], log)?;
    package::write(&root.path().join("tmp/day.sh"), FIRST_DAY)?;
    root.script("root", include_str!("upgrade.sh"), log)?;
    is(root.installed("callside")? == Some(env!("CARGO_PKG_VERSION").into()), "the newest version is installed")?;
    first_day(&root, log)?;
    is(root.key_of(AGENT)? == key(&kept), "the newest version works with the database that was there")?;

    step("the machine is handed on: everything of this person is destroyed");
    root.script(AGENT, include_str!("erase.sh"), log)?;
    first_day(&root, log)?;
    is(root.key_of(AGENT)? != key(&kept), "the next person begins with a database of their own")?;

    step("a package with one byte changed and a list signed by somebody else are refused");
    refusals(&root, release, &repository, log)?;

    rpms::journeys(release, &signer, &root, log)?;

    step("it is removed");
    root.apt(&["purge", "callside", "callside-relay"], log)?;
    // An admin's policy is not the package's.
    let left = root.named_like("callside", &[REPOSITORY, rpms::ROOTS, "home", "etc/callside"])?;
    is(left.is_empty(), &format!("nothing is left: {left:?}"))?;
    println!("install-test: everything did what it should");
    Ok(())
}

/// Starts the app as the agent and looks at it from outside.
fn first_day(root: &CleanRoot, log: &mut Log) -> Result<(), XtaskError> {
    root.script(AGENT, FIRST_DAY, log)
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
    let changed = root::one_byte_changed(&repository.join("apt/pool"), "callside-relay_", ".deb")?;
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
