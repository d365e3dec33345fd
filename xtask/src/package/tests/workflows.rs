//! The steps of the release workflows that run on this machine, run as they stand there.

use super::super::content::{DESKTOP, RELAY};
use super::super::keys::Signer;
use super::super::repository;
use super::super::stage::files;
use super::{EPOCH, deb_of, log, root, rpm_of};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn workflow(name: &str) -> String {
    fs::read_to_string(root().join(format!(".github/workflows/{name}.yml"))).unwrap()
}

/// The lines of the script of a step, as GitHub hands them to bash. Both workflows write them below `run: |`.
fn script(workflow: &str, step: &str) -> String {
    let (_, rest) = workflow.split_once(&format!("- name: {step}\n")).expect(step);
    let (_, rest) = rest.split_once("run: |\n").expect(step);
    let lines: Vec<_> = rest.lines().map_while(|line| line.strip_prefix("          ")).collect();
    assert!(!lines.is_empty(), "{step}");
    lines.join("\n")
}

/// Source: GitHub, "Workflow syntax", `jobs.<job_id>.steps[*].shell`.
fn bash(script: &str, folder: &Path) -> Output {
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(folder).output().unwrap()
}

#[test]
fn a_release_hands_out_every_package_once_and_its_sums_hold_until_a_byte_changes() {
    let folder = tempfile::tempdir().unwrap();
    // As `cargo xtask package` leaves its folder, and the artefacts of the other systems beside it.
    let bundle = folder.path().join("made/linux");
    let signer = Signer::throw_away("callside").unwrap();
    let debs = [&DESKTOP, &RELAY].map(|content| deb_of(content, "0.1.0", EPOCH, &bundle.join("deb")));
    let rpms = [&DESKTOP, &RELAY].map(|content| rpm_of(content, &bundle.join("rpm"), Some(&signer)));
    let log = &mut log(folder.path());
    repository::apt(&bundle.join("apt"), &debs, &signer, log).unwrap();
    repository::rpm(&bundle.join("yum"), &rpms, EPOCH, &signer, log).unwrap();
    for other in ["windows/nsis/Callside_0.1.0_x64-setup.exe", "windows/msi/Callside_0.1.0_x64_en-US.msi"] {
        let file = folder.path().join("made").join(other);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, other).unwrap();
    }
    let gathered = bash(&script(&workflow("release"), "Every package in one folder, and their sums"), folder.path());
    assert!(gathered.status.success(), "{}", String::from_utf8_lossy(&gathered.stderr));
    let all = folder.path().join("all");
    let mut names = files(&all).unwrap();
    names.retain(|name| name != "/SHA256SUMS");
    assert_eq!(names.len(), 6, "{names:?}");
    let sums = fs::read_to_string(all.join("SHA256SUMS")).unwrap();
    for name in &names {
        assert_eq!(sums.matches(name.trim_start_matches('/')).count(), 1, "{name} in\n{sums}");
    }

    // The roll-out looks at what it was handed, before it signs anything.
    let step = script(&workflow("roll-out"), "The packages as they were released, byte for byte");
    let check = step.lines().find(|line| line.contains("sha256sum")).expect("it checks the sums");
    assert!(bash(check, folder.path()).status.success());
    let first = all.join(names[0].trim_start_matches('/'));
    let mut bytes = fs::read(&first).unwrap();
    bytes[0] ^= 1;
    fs::write(&first, bytes).unwrap();
    assert!(!bash(check, folder.path()).status.success(), "one byte changed");
}

#[test]
fn every_job_of_a_release_that_compiles_has_the_newest_rust() {
    for name in ["release", "roll-out"] {
        let text = workflow(name);
        let (_, jobs) = text.split_once("\njobs:\n").expect(name);
        for job in jobs.split("\n\n") {
            let compiles = ["cargo xtask", ".ci/run", "tauri build"].iter().any(|word| job.contains(word));
            assert!(!compiles || job.contains("rustup update stable"), "{name}: {job}");
        }
    }
}
