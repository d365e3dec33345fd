//! The relay as its guide has it installed: who it runs as, and what that user can read.

use super::super::content::RELAY;
use super::super::stage::{said, write};
use super::machine::{as_root, told};
use super::{EPOCH, root, with_package};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

const HOME: &str = "/etc/callside-relay";

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Every value of a field that names a file.
fn files(value: &Value, all: &mut Vec<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        match value.as_str() {
            Some(file) if name.ends_with("_file") => all.push(file.to_owned()),
            _ => files(value, all),
        }
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn every_file_of_the_example_can_be_read_by_the_service_under_the_rights_of_the_guide() {
    let unit = text("packaging/relay/callside-relay.service");
    for line in ["User=callside-relay", "Group=callside-relay"] {
        assert!(unit.lines().any(|said| said == line), "{line}");
    }
    assert!(!unit.contains("\nDynamicUser="), "no right can be given to a user that is made up at the start");
    let mut named = vec![format!("{HOME}/relay.json")];
    files(&serde_json::from_str(&text("packaging/relay/relay.example.json")).unwrap(), &mut named);
    assert!(named.len() >= 8, "{named:?}");

    let guide = text("docs/guide/relay.md");
    let orders = |program: &str| {
        let of = guide.lines().filter_map(|line| line.strip_prefix("sudo ")).filter(|line| line.starts_with(program));
        of.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(orders("chown"), [format!("chown -R root:callside-relay {HOME}")]);
    let rights = orders("chmod");
    assert_eq!(rights.len(), 1, "{rights:?}");
    assert!(orders("systemd-sysusers").len() == 1 && orders("systemctl enable --now callside-relay").len() == 1);

    // As `new-secrets` and an editor leave them; then what the guide says, here.
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("etc");
    let place = |file: &str| here.join(file.strip_prefix(HOME).unwrap().trim_start_matches('/'));
    for (n, file) in named.iter().enumerate() {
        write(&place(file), "x").unwrap();
        fs::set_permissions(place(file), fs::Permissions::from_mode([0o600, 0o644][n % 2])).unwrap();
    }
    fs::set_permissions(here.join("secrets"), fs::Permissions::from_mode(0o700)).unwrap();
    said(Command::new("sh").args(["-c", &rights[0].replace(HOME, &here.display().to_string())])).unwrap();
    for file in &named {
        assert_eq!(mode(&place(file)), 0o640, "the group reads {file}, others nothing");
    }
    for folder in [here.clone(), here.join("secrets"), here.join("tls")] {
        assert_eq!(mode(&folder), 0o750, "{}", folder.display());
    }
}

#[test]
fn systemd_makes_the_user_and_takes_the_unit() {
    let there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !there("systemd-sysusers") || !there("systemd-analyze") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let tree = folder.path().join("tree");
    with_package(&RELAY, "0.1.0", EPOCH, |package, log| package.lay_out(&tree, log).unwrap());
    fs::create_dir_all(tree.join("etc")).unwrap();
    let root = format!("--root={}", tree.display());
    let made = as_root("systemd-sysusers").arg(&root).output().unwrap();
    assert!(made.status.success(), "{}", told(&made));
    let people = fs::read_to_string(tree.join("etc/passwd")).unwrap();
    assert!(people.starts_with("callside-relay:") && people.trim_end().ends_with("nologin"), "{people}");

    // What a unit finds on every machine.
    for target in ["sysinit", "basic", "shutdown", "umount", "network-online", "multi-user"] {
        let unit = tree.join("usr/lib/systemd/system").join(format!("{target}.target"));
        write(&unit, &format!("[Unit]\nDescription={target}\n")).unwrap();
    }
    fs::create_dir_all(tree.join("bin")).unwrap();
    fs::copy("/bin/ls", tree.join("bin/kill")).unwrap();
    let look = || {
        let mut analyze = Command::new("systemd-analyze");
        let looked = analyze.arg(&root).args(["verify", "--man=no", "callside-relay.service"]).output().unwrap();
        (looked.status.success(), told(&looked))
    };
    assert_eq!(look(), (true, String::new()));
    // It does look.
    let unit = tree.join("usr/lib/systemd/system/callside-relay.service");
    write(&unit, &fs::read_to_string(&unit).unwrap().replace("\nUser=", "\nUsr=")).unwrap();
    assert!(look().1.contains("Usr"));
}
