#![cfg(unix)]

use super::*;
use callside_core::policy::{Key, Value, publish};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use tempfile::TempDir;

const TEXT: &str = "{\"callside_policy\": 1, \"undo_seconds\": 7}\n";

struct Machine(TempDir);

impl Machine {
    fn new() -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        machine.mode(Path::new(""), 0o755);
        machine
    }

    fn put(&self, name: &str, text: &[u8]) {
        fs::write(self.0.path().join(name), text).unwrap();
        self.mode(Path::new(name), 0o644);
    }

    fn mode(&self, name: &Path, mode: u32) {
        fs::set_permissions(self.0.path().join(name), Permissions::from_mode(mode)).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self) -> PolicyStanding {
        let owner = self.0.path().metadata().unwrap().uid();
        PolicySource::File { path: self.path("policy.json"), owner }.read()
    }

    fn managed(&self) -> PolicyStanding {
        let owner = self.0.path().metadata().unwrap().uid();
        PolicySource::Managed { path: self.path("app.plist"), owner }.read()
    }
}

fn undo() -> Policy {
    Policy::of([(Key::UndoSeconds, Value::Number(7))])
}

#[test]
fn a_machine_without_a_policy_is_free() {
    let machine = Machine::new();
    let standing = machine.read();
    assert_eq!((standing.found, standing.policy, standing.faults), (false, Policy::default(), vec![]));
    assert!(standing.place.ends_with("policy.json"));
}

#[test]
fn a_file_of_the_ruler_holds() {
    let machine = Machine::new();
    machine.put("policy.json", TEXT.as_bytes());
    let standing = machine.read();
    assert_eq!((standing.found, standing.policy, standing.faults), (true, undo(), vec![]));
}

#[test]
fn what_others_may_write_is_ignored_and_named() {
    let machine = Machine::new();
    machine.put("policy.json", TEXT.as_bytes());
    let writable = |name: &str| PolicyFault::Writable {
        place: machine.0.path().canonicalize().unwrap().join(name).display().to_string(),
    };
    for (name, mode, back) in [("policy.json", 0o666, 0o644), ("policy.json", 0o664, 0o644)] {
        machine.mode(Path::new(name), mode);
        let standing = machine.read();
        assert_eq!((standing.policy, standing.faults), (Policy::default(), vec![writable(name)]), "{mode:o}");
        machine.mode(Path::new(name), back);
    }
    machine.mode(Path::new(""), 0o777);
    let standing = machine.read();
    assert!(matches!(&standing.faults[..], [PolicyFault::Writable { .. }]), "{:?}", standing.faults);
    machine.mode(Path::new(""), 0o755);
    assert_eq!(machine.read().policy, undo());
    // Of somebody else: nobody here is the user 4294967294.
    let foreign = PolicySource::File { path: machine.path("policy.json"), owner: u32::MAX - 1 }.read();
    assert!(matches!(&foreign.faults[..], [PolicyFault::Writable { .. }]));
}

#[test]
fn a_link_into_a_folder_of_others_is_no_way_round() {
    let (machine, elsewhere) = (Machine::new(), Machine::new());
    elsewhere.put("mine.json", TEXT.as_bytes());
    symlink(elsewhere.path("mine.json"), machine.path("policy.json")).unwrap();
    assert_eq!(machine.read().policy, undo());
    elsewhere.mode(Path::new(""), 0o777);
    assert!(matches!(&machine.read().faults[..], [PolicyFault::Writable { .. }]));
}

#[test]
fn where_the_machine_has_a_key_only_what_it_signed_holds() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use ed25519_dalek::{Signer as _, SigningKey};
    let machine = Machine::new();
    machine.put("policy.json", TEXT.as_bytes());
    let secret = SigningKey::from_bytes(&[5; 32]);
    let public = STANDARD.encode(secret.verifying_key().to_bytes());
    machine.put("policy.pub", format!("{public}\n").as_bytes());
    let sign = |by: &SigningKey, text: &str| STANDARD.encode(by.sign(text.as_bytes()).to_bytes());

    assert!(
        matches!(&machine.read().faults[..], [PolicyFault::Unsigned { place }] if place.ends_with("policy.json.sig"))
    );
    machine.put("policy.json.sig", sign(&secret, TEXT).as_bytes());
    assert_eq!((machine.read().policy, machine.read().faults), (undo(), vec![]));
    let bundle =
        |key: Option<&str>| check_policy(&machine.path("policy.json"), key.map(|key| machine.path(key)).as_deref());
    assert_eq!(bundle(Some("policy.pub")).unwrap(), (undo(), vec![]));
    assert_eq!(bundle(None).unwrap(), (undo(), vec![]));
    assert!(bundle(Some("nowhere.pub")).is_err());

    machine.put("policy.json", TEXT.replace('7', "8").as_bytes());
    assert_eq!((machine.read().policy, machine.read().faults), (Policy::default(), vec![PolicyFault::Forged]));
    assert_eq!(bundle(Some("policy.pub")).unwrap(), (Policy::default(), vec![PolicyFault::Forged]));
    machine.put("policy.json", TEXT.as_bytes());
    machine.put("policy.json.sig", sign(&SigningKey::from_bytes(&[6; 32]), TEXT).as_bytes());
    assert_eq!(machine.read().faults, [PolicyFault::Forged]);
    machine.put("policy.pub", b"no key");
    assert!(matches!(&machine.read().faults[..], [PolicyFault::BadKey { .. }]));
    machine.mode(Path::new("policy.pub"), 0o666);
    assert!(matches!(&machine.read().faults[..], [PolicyFault::Writable { .. }]), "the key counts as much as the file");
}

#[test]
fn what_macos_makes_of_the_published_profile_is_read() {
    let profile = publish::all().into_iter().find(|file| file.path.ends_with(".mobileconfig")).unwrap().text;
    let all = plist::Value::from_reader_xml(profile.as_bytes()).unwrap();
    let payload = all.as_dictionary().unwrap()["PayloadContent"].as_array().unwrap()[0].clone();
    let machine = Machine::new();
    assert!(!machine.managed().found);
    payload.to_file_binary(machine.path("app.plist")).unwrap();
    machine.mode(Path::new("app.plist"), 0o644);
    let standing = machine.managed();
    assert_eq!(standing.faults, []);
    assert_eq!(standing.policy.all().count(), callside_core::policy::SETTINGS.len());
    machine.put("app.plist", b"bplist00?");
    assert!(matches!(&machine.managed().faults[..], [PolicyFault::Malformed { .. }]));
}

#[test]
fn what_openssl_signs_by_the_guide_is_taken() {
    let machine = Machine::new();
    machine.put("policy.json", TEXT.as_bytes());
    // The lines of docs/guide/policy.md, in the machine's folder.
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/policy.md")).unwrap();
    let lines: Vec<_> = guide.lines().filter(|line| line.starts_with("openssl ")).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    let run = std::process::Command::new("sh").args(["-ec", &lines.join("\n")]).current_dir(machine.0.path()).output();
    let run = run.unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for name in ["policy.pub", "policy.json.sig"] {
        machine.mode(Path::new(name), 0o644);
    }
    let standing = machine.read();
    assert_eq!((standing.policy, standing.faults), (undo(), vec![]));
}
