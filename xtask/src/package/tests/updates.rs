use super::super::stage::said;
use super::super::updates::{LIST, platform, sign};
use super::{EPOCH, root};
use crate::{Cli, Verb};
use clap::Parser as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The key of the example, which is no secret: 32 times the byte 7 as PKCS #8 (RFC 8410, section 7).
fn key(folder: &Path) -> PathBuf {
    let (der, pem) = (folder.join("key.der"), folder.join("key.pem"));
    let head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    fs::write(&der, [head.as_slice(), &[7; 32]].concat()).unwrap();
    said(Command::new("openssl").args(["pkey", "-inform", "DER", "-in"]).arg(&der).arg("-out").arg(&pem)).unwrap();
    pem
}

/// A folder with packages of several versions, and others.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "callside_0.2.0_amd64.deb",
        "callside-0.2.0-1.x86_64.rpm",
        "Callside_0.2.0_x64_en-US.msi",
        "Callside_0.2.0_aarch64.dmg",
        "callside_0.1.0_amd64.deb",
        "callside-relay_0.2.0_amd64.deb",
        "SHA256SUMS",
    ] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    folder
}

/// What is written here is what `callside-core` and `callside-updates` read in their own tests.
#[test]
fn the_list_and_its_signature_are_those_that_callside_reads() {
    let (made, keys) = (folder(), tempfile::tempdir().unwrap());
    sign(made.path(), "0.2.0", 100, EPOCH, &key(keys.path())).unwrap();
    let examples = root().join("packaging/updates");
    for name in [LIST.to_owned(), format!("{LIST}.sig")] {
        let text = fs::read_to_string(made.path().join(&name)).unwrap();
        assert_eq!(text, fs::read_to_string(examples.join(&name)).unwrap(), "{name}");
    }
    let list: serde_json::Value = serde_json::from_str(&fs::read_to_string(made.path().join(LIST)).unwrap()).unwrap();
    assert_eq!((&list["share"], &list["published"]), (&100.into(), &"2026-11-18T11:06:40Z".into()));
    assert_eq!(list["artefacts"].as_array().unwrap().len(), 4, "of this version, and of the desktop alone");
}

/// What stands in the workflows is the command that is tested: each line of theirs is read as a shell would hand it over.
#[test]
fn the_workflows_of_a_release_sign_the_list_by_this_command() {
    for workflow in ["release", "roll-out"] {
        let text = fs::read_to_string(root().join(format!(".github/workflows/{workflow}.yml"))).unwrap();
        let line = text.lines().find(|line| line.contains("cargo xtask updates")).expect(workflow).trim();
        assert!(line.starts_with("CALLSIDE_UPDATE_KEY=") && text.contains("secrets.UPDATE_KEY"), "{workflow}: {line}");
        let words = line.split(' ').skip_while(|word| *word != "xtask").map(|word| word.replace("\"$SHARE\"", "10"));
        let Ok(Cli { command: Verb::Updates { folder, share } }) = Cli::try_parse_from(words) else {
            panic!("{workflow}: {line}")
        };
        assert_eq!((folder, share), (PathBuf::from("all"), 10), "{workflow}");
        assert!(
            text.contains("all/*") || text.contains(&format!("all/{LIST} all/{LIST}.sig")),
            "{workflow}: handed out"
        );
    }
}

#[test]
fn files_are_told_by_their_names() {
    for (file, wanted) in [
        ("callside_0.2.0_amd64.deb", Some("linux-x86_64-deb")),
        ("callside-0.2.0-1.x86_64.rpm", Some("linux-x86_64-rpm")),
        ("Callside_0.2.0_x64-setup.exe", Some("windows-x86_64-nsis")),
        ("Callside_0.2.0_x64.dmg", Some("macos-x86_64-dmg")),
        ("callside_0.20.0_amd64.deb", None),
        ("callside-relay_0.2.0_amd64.deb", None),
        ("callside_0.2.0_amd64.deb.asc", None),
    ] {
        assert_eq!(platform(file, "0.2.0"), wanted, "{file}");
    }
}

#[test]
fn without_a_package_or_a_key_nothing_is_signed() {
    let (made, keys) = (folder(), tempfile::tempdir().unwrap());
    let key = key(keys.path());
    assert!(sign(made.path(), "0.3.0", 100, EPOCH, &key).unwrap_err().to_string().contains("no package"));
    assert!(sign(made.path(), "0.2.0", 100, EPOCH, &keys.path().join("none.pem")).is_err());
    assert!(!made.path().join(format!("{LIST}.sig")).exists());
}
