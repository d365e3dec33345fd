//! System packages, through apt.

use super::Need;
use super::machine::printed;
use crate::error::XtaskError;
use crate::log::Log;
use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::process::{Command, Stdio};

/// What the desktop app is compiled and linked with.
const BUILD: [&str; 8] = [
    "build-essential",
    "pkg-config",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libdbus-1-dev",
];

/// What tests and the headless demo need to host the app: session bus, keyring, screen, driver, keyboard, camera,
/// window manager and what looks at its windows, another window to type into.
const SESSION: [&str; 9] =
    ["dbus", "gnome-keyring", "xvfb", "webkit2gtk-driver", "xdotool", "imagemagick", "openbox", "x11-utils", "xterm"];

/// What a fleet of relays runs over, and what makes a certificate for a test.
const FLEET: [&str; 2] = ["nats-server", "openssl"];

/// What makes and signs packages and repositories, and looks whether they are valid.
const PACKAGE: [&str; 9] =
    ["appstream", "createrepo-c", "desktop-file-utils", "dpkg-dev", "gnupg", "openssl", "reprepro", "rpm", "xz-utils"];

/// What makes a root that has never seen Callside.
const CLEAN_ROOT: [&str; 2] = ["debootstrap", "util-linux"];

/// The packages of some needs.
fn packages(needs: &[Need]) -> Vec<&'static str> {
    let mut wanted = Vec::new();
    for need in needs {
        match need {
            Need::Build => wanted.extend(BUILD),
            Need::Session => wanted.extend(SESSION),
            Need::Fleet => wanted.extend(FLEET),
            Need::Package => wanted.extend(PACKAGE),
            Need::CleanRoot => wanted.extend(CLEAN_ROOT),
            Need::Ui | Need::Tools | Need::HandedOut => {}
        }
    }
    wanted
}

/// Installs the packages that are not there.
///
/// # Errors
/// [`XtaskError::Machine`] with the exact command when this user may not install, or apt's failure.
pub fn ensure(needs: &[Need], log: &mut Log) -> Result<(), XtaskError> {
    let wanted = packages(needs);
    if wanted.is_empty() {
        return Ok(());
    }
    let Some(installed) = installed(&wanted) else {
        println!("setup: this system has no dpkg; these packages of Debian must be there: {}", wanted.join(" "));
        return Ok(());
    };
    let missing = missing(&wanted, &installed);
    if missing.is_empty() {
        return Ok(());
    }
    println!("setup: missing system packages: {}", missing.join(" "));
    let Some(steps) = steps(privilege(), &missing) else {
        return Err(XtaskError::Machine(format!(
            "this user may not install packages; ask somebody who may to run:\n  apt-get update && apt-get install -y {}",
            missing.join(" ")
        )));
    };
    for step in steps {
        println!("setup: {}", step.join(" "));
        install(&step, log)?;
    }
    Ok(())
}

/// Not as a [`crate::process::Tree`]: an installation that is cut off leaves the machine half configured, and sudo
/// may have to ask at the terminal.
fn install(step: &[String], log: &mut Log) -> Result<(), XtaskError> {
    let Some((program, args)) = step.split_first() else { return Ok(()) };
    let mut command = Command::new(program);
    command.args(args);
    log.capture(&mut command)?;
    command.stdin(Stdio::inherit());
    let status = command.status().map_err(XtaskError::io("cannot start", program))?;
    if status.success() {
        return Ok(());
    }
    Err(XtaskError::Command { line: step.join(" "), how: status.to_string() })
}

/// `dpkg-query`'s list; it fails when a package is unknown and still lists the others.
fn installed(wanted: &[&str]) -> Option<String> {
    let format = "${Package} ${db:Status-Status}\n";
    let output = Command::new("dpkg-query").args(["-W", "-f", format]).args(wanted).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn missing<'a>(wanted: &[&'a str], dpkg: &str) -> Vec<&'a str> {
    let there: BTreeSet<&str> = dpkg.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    wanted.iter().copied().filter(|package| !there.contains(package)).collect()
}

/// How this user may install packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Privilege {
    /// As root.
    Root,
    /// Through sudo.
    Sudo,
    /// Not at all.
    None,
}

fn privilege() -> Privilege {
    let someone_there = || std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if rustix::process::geteuid().is_root() {
        Privilege::Root
    } else if printed("sudo", &["-n", "true"]).is_some() || (printed("sudo", &["-V"]).is_some() && someone_there()) {
        Privilege::Sudo
    } else {
        Privilege::None
    }
}

fn steps(privilege: Privilege, missing: &[&str]) -> Option<[Vec<String>; 2]> {
    let prefix: &[&str] = match privilege {
        Privilege::Root => &["env"],
        Privilege::Sudo => &["sudo", "env"],
        Privilege::None => return None,
    };
    let apt = |args: &[&str]| {
        let words = prefix.iter().chain(&["DEBIAN_FRONTEND=noninteractive", "apt-get"]).chain(args);
        words.map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    let mut install = apt(&["install", "-y", "--no-install-recommends"]);
    install.extend(missing.iter().map(|package| (*package).to_owned()));
    Some([apt(&["update"]), install])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_installed_is_missing() {
        let dpkg = "xvfb installed\ndbus config-files\npkg-config not-installed\nxdotool installed\n";
        assert_eq!(
            missing(&["xvfb", "dbus", "pkg-config", "xdotool", "imagemagick"], dpkg),
            ["dbus", "pkg-config", "imagemagick"]
        );
        assert!(missing(&["xvfb"], dpkg).is_empty());
    }

    #[test]
    fn root_installs_directly_others_through_sudo_or_not_at_all() {
        let lines = |privilege| steps(privilege, &["xvfb"]).map(|steps| steps.map(|step| step.join(" ")));
        let apt = |prefix: &str, rest: &str| format!("{prefix}env DEBIAN_FRONTEND=noninteractive apt-get {rest}");
        let install = "install -y --no-install-recommends xvfb";
        assert_eq!(lines(Privilege::Root), Some([apt("", "update"), apt("", install)]));
        assert_eq!(lines(Privilege::Sudo), Some([apt("sudo ", "update"), apt("sudo ", install)]));
        assert_eq!(lines(Privilege::None), None);
    }

    #[test]
    fn each_need_brings_its_packages() {
        assert!(packages(&[Need::Ui, Need::Tools]).is_empty());
        assert!(packages(&[Need::Build]).contains(&"libwebkit2gtk-4.1-dev"));
        assert_eq!(packages(&[Need::Build, Need::Session]).len(), BUILD.len() + SESSION.len());
    }
}
