use super::super::content::{DESKTOP, RELAY};
use super::super::keys::Signer;
use super::super::repository;
use super::super::stage::files;
use super::machine::{Machine, Refused, told};
use super::{EPOCH, deb_of, log, rpm_of};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// An apt repository with these versions of the desktop, and the relay.
fn apt_repository(folder: &Path, signer: &Signer, versions: &[&str]) {
    let made = tempfile::tempdir().unwrap();
    for version in versions {
        let packages = [deb_of(&DESKTOP, version, EPOCH, made.path()), deb_of(&RELAY, version, EPOCH, made.path())];
        repository::apt(folder, &packages, signer, &mut log(made.path())).unwrap();
    }
}

fn deb_in(repository: &Path, name: &str) -> PathBuf {
    let all = files(&repository.join("pool")).unwrap();
    let file = all.iter().find(|file| file.contains(&format!("/{name}_"))).unwrap();
    repository.join("pool").join(file.trim_start_matches('/'))
}

/// One byte of a file becomes another.
fn change(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
}

fn paths(files: &[PathBuf]) -> Vec<&str> {
    files.iter().map(|file| file.to_str().unwrap()).collect()
}

#[test]
fn machines_install_upgrade_and_remove_from_the_signed_repository() {
    let (signer, shared) = (Signer::throw_away("callside").unwrap(), tempfile::tempdir().unwrap());
    apt_repository(shared.path(), &signer, &["0.1.0"]);
    let machine = Machine::new();
    let before = machine.files();
    machine.trusts(shared.path());
    let fetched = machine.fetch(&["callside", "callside-relay"]).unwrap();
    assert_eq!(fetched.len(), 2, "{fetched:?}");
    machine.dpkg(&[&["--install"], paths(&fetched).as_slice()].concat());
    let installed = machine.files();
    for file in ["/usr/bin/callside", "/usr/bin/callside-relay", "/usr/share/applications/callside.desktop"] {
        assert!(installed.iter().any(|there| there == file), "{file} in {installed:?}");
    }
    let runs = Command::new(machine.file("usr/bin/callside")).arg("--version").output().unwrap();
    assert!(runs.status.success());

    // What people and admins made since: a home folder, a policy, a changed autostart.
    let kept = [
        ("home/dana/.local/share/app.callside.desktop/callside.db", "calls"),
        ("etc/callside/policy.json", "{}"),
        ("var/lib/callside-relay/relay.db", "webhooks"),
        ("etc/xdg/autostart/callside.desktop", "[Desktop Entry]\nHidden=true\n"),
    ];
    for (path, text) in kept {
        fs::create_dir_all(machine.file(path).parent().unwrap()).unwrap();
        fs::write(machine.file(path), text).unwrap();
    }
    apt_repository(shared.path(), &signer, &["0.2.0"]);
    let fetched = machine.fetch(&["callside", "callside-relay"]).unwrap();
    assert!(fetched.iter().all(|file| file.to_string_lossy().contains("0.2.0")), "{fetched:?}");
    machine.dpkg(&[&["--force-confold", "--install"], paths(&fetched).as_slice()].concat());
    for (path, text) in kept {
        assert_eq!(fs::read_to_string(machine.file(path)).unwrap(), text, "{path}");
    }

    machine.dpkg(&["--purge", "callside", "callside-relay"]);
    let mut rest = machine.files();
    rest.retain(|file| !kept[..3].iter().any(|(path, _)| file.ends_with(path)) && !before.contains(file));
    assert_eq!(rest, Vec::<String>::new(), "nothing but people's own data stays");
}

/// A repository that machines trust, and how it was meddled with.
fn meddled(with: impl FnOnce(&TempDir, &Signer)) -> Refused {
    let (signer, shared) = (Signer::throw_away("callside").unwrap(), tempfile::tempdir().unwrap());
    apt_repository(shared.path(), &signer, &["0.1.0"]);
    let machine = Machine::new();
    machine.trusts(shared.path());
    with(&shared, &signer);
    machine.fetch(&["callside"]).unwrap_err()
}

#[test]
fn a_package_with_one_byte_changed_is_refused() {
    let refused = meddled(|shared, _| change(&deb_in(shared.path(), "callside")));
    assert!(refused.0.contains("Hash Sum mismatch"), "{}", refused.0);
}

#[test]
fn a_repository_that_another_key_signed_is_refused() {
    let refused = meddled(|shared, _| {
        let thief = Signer::throw_away("thief").unwrap();
        fs::remove_dir_all(shared.path()).unwrap();
        // The thief's repository in the same place; the machine keeps the key that it trusts.
        apt_repository(shared.path(), &thief, &["9.9.9"]);
    });
    assert!(refused.0.contains("NO_PUBKEY") || refused.0.contains("not signed"), "{}", refused.0);
}

#[test]
fn a_list_that_was_changed_after_signing_is_refused() {
    let refused = meddled(|shared, _| {
        let list = shared.path().join("dists/stable/InRelease");
        let text = fs::read_to_string(&list).unwrap();
        fs::write(&list, text.replace("Label: Callside", "Label: callside")).unwrap();
    });
    assert!(refused.0.contains("BADSIG") || refused.0.contains("invalid signature"), "{}", refused.0);
}

#[test]
fn a_repository_whose_list_is_no_longer_believed_is_refused() {
    let refused = meddled(|shared, signer| {
        let list = shared.path().join("dists/stable/Release");
        let text = fs::read_to_string(&list).unwrap();
        let old: Vec<_> = text
            .lines()
            .map(
                |line| {
                    if line.starts_with("Valid-Until:") { "Valid-Until: Thu, 01 Jan 2026 00:00:00 UTC" } else { line }
                },
            )
            .collect();
        fs::write(&list, format!("{}\n", old.join("\n"))).unwrap();
        let signed = shared.path().join("dists/stable/InRelease");
        fs::remove_file(&signed).unwrap();
        let mut gpg = Command::new("gpg");
        gpg.args(["--batch", "--quiet", "--clearsign", "--output"]).arg(&signed).arg(&list);
        assert!(signer.at(&mut gpg).status().unwrap().success());
    });
    assert!(refused.0.contains("expired"), "{}", refused.0);
}

/// A moment long ago, as gpg believes it.
const THEN: [&str; 2] = ["--faked-system-time", "20260101T000000!"];

/// A key that was made then.
fn signer_of_then() -> Signer {
    let home = tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o700)).tempdir().unwrap();
    let gpg = |arguments: &[&str]| {
        let mut gpg = Command::new("gpg");
        gpg.env("GNUPGHOME", home.path()).args([
            "--batch",
            "--quiet",
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
        ]);
        assert!(gpg.args(THEN).args(arguments).status().unwrap().success(), "{arguments:?}");
    };
    let file = home.path().join("secret.asc");
    gpg(&["--quick-generate-key", "then <then@callside.invalid>", "rsa3072", "sign", "never"]);
    gpg(&["--armor", "--output", file.to_str().unwrap(), "--export-secret-keys"]);
    let signer = Signer::of_file(&file).unwrap();
    let ended = Command::new("gpgconf").arg("--homedir").arg(home.path()).args(["--kill", "all"]).status().unwrap();
    assert!(ended.success());
    signer
}

#[test]
fn a_repository_whose_signature_has_expired_is_refused() {
    let (signer, shared) = (signer_of_then(), tempfile::tempdir().unwrap());
    apt_repository(shared.path(), &signer, &["0.1.0"]);
    let machine = Machine::new();
    machine.trusts(shared.path());
    assert_eq!(machine.fetch(&["callside"]).unwrap().len(), 1, "the key itself is good");
    let signed = shared.path().join("dists/stable/InRelease");
    fs::remove_file(&signed).unwrap();
    let mut gpg = Command::new("gpg");
    gpg.args(["--batch", "--quiet"]).args(THEN).args(["--default-sig-expire", "1d", "--clearsign", "--output"]);
    gpg.arg(&signed).arg(shared.path().join("dists/stable/Release"));
    assert!(signer.at(&mut gpg).status().unwrap().success());
    let refused = machine.fetch(&["callside"]).unwrap_err();
    assert!(refused.0.contains("EXPSIG"), "{}", refused.0);
}

#[test]
fn an_rpm_is_taken_by_its_signature_alone() {
    let (signer, made) = (Signer::throw_away("callside").unwrap(), tempfile::tempdir().unwrap());
    let package = rpm_of(&DESKTOP, made.path(), Some(&signer));
    let machine = Machine::new();
    let key = made.path().join("callside.asc");
    fs::write(&key, signer.public().unwrap()).unwrap();
    // Nothing but signed packages, as dnf and zypper ask for.
    let check = |file: &Path| {
        let output =
            machine.rpm("rpmkeys", &["--define", "_pkgverify_level all", "--checksig", file.to_str().unwrap()]);
        (output.status.success(), told(&output))
    };
    assert!(!check(&package).0, "before anybody trusts the key");
    let imported = machine.rpm("rpm", &["--import", key.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", told(&imported));
    let (good, said) = check(&package);
    assert!(good, "{said}");

    let other = tempfile::tempdir().unwrap();
    let thief = Signer::throw_away("thief").unwrap();
    assert!(!check(&rpm_of(&DESKTOP, other.path(), Some(&thief))).0, "signed by another key");
    let unsigned = tempfile::tempdir().unwrap();
    assert!(!check(&rpm_of(&DESKTOP, unsigned.path(), None)).0, "signed by nobody");
    let changed = other.path().join("changed.rpm");
    fs::copy(&package, &changed).unwrap();
    change(&changed);
    assert!(!check(&changed).0, "one byte changed");

    let before = machine.files();
    let installed = machine.rpm("rpm", &["--install", "--nodeps", package.to_str().unwrap()]);
    assert!(installed.status.success() && machine.file("usr/bin/callside").exists(), "{}", told(&installed));
    let erased = machine.rpm("rpm", &["--erase", "callside"]);
    assert!(erased.status.success(), "{}", told(&erased));
    assert_eq!(machine.files(), before, "no rest");
    for folder in ["usr/share/callside", "usr/share/doc/callside", "usr/share/licenses/callside"] {
        assert!(!machine.file(folder).exists(), "{folder} is empty and stays");
    }
}

#[test]
fn the_list_of_the_rpm_repository_is_signed() {
    let (signer, made) = (Signer::throw_away("callside").unwrap(), tempfile::tempdir().unwrap());
    let package = rpm_of(&RELAY, made.path(), Some(&signer));
    let folder = made.path().join("yum");
    repository::rpm(&folder, &[package], EPOCH, &signer, &mut log(made.path())).unwrap();
    let list = folder.join("repodata/repomd.xml");
    let verify = || {
        let mut gpg = Command::new("gpg");
        gpg.args(["--batch", "--verify"]).arg(folder.join("repodata/repomd.xml.asc")).arg(&list);
        signer.at(&mut gpg).output().unwrap().status.success()
    };
    assert!(verify());
    change(&list);
    assert!(!verify(), "one byte changed");
    let taken = Signer::of_file(&{
        let file = made.path().join("secret.asc");
        let mut export = Command::new("gpg");
        export.args(["--batch", "--armor", "--output"]).arg(&file).arg("--export-secret-keys");
        assert!(signer.at(&mut export).status().unwrap().success());
        file
    });
    assert_eq!(taken.unwrap().fingerprint(), signer.fingerprint(), "a key comes from a file");
    assert!(Signer::of_file(&made.path().join("yum/callside.asc")).is_err(), "a public key signs nothing");
}
