//! A released migration is never changed again: databases out there were made by it.
//!
//! `released.txt` has one line for each, as `sha256sum` prints it. A migration that is not listed is not released yet
//! and may still change; it comes after all that are.

use super::ground::{Broken, Source, assert_kept, root};
use sha2::{Digest, Sha256};
use std::fs;

const FOLDER: &str = "crates/callside-store/migrations";

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn changed(released: &str, migrations: &[Source]) -> Vec<Broken> {
    let mut broken = Vec::new();
    let entries = released.lines().filter_map(|line| line.trim().split_once(' '));
    let listed: Vec<(&str, &str)> = entries.map(|(sum, name)| (sum, name.trim())).collect();
    for (sum, name) in &listed {
        match migrations.iter().find(|migration| migration.path == *name) {
            None => broken.push(Broken::at(name, "released, and gone from the tree")),
            Some(migration) if digest(&migration.text) != *sum => {
                broken.push(Broken::at(name, "released, and changed since: undo that and add a new migration"));
            }
            Some(_) => {}
        }
    }
    for (position, migration) in migrations.iter().enumerate() {
        if !migration.path.starts_with(&format!("{:04}_", position + 1)) {
            broken.push(Broken::at(
                &migration.path,
                format!("numbers run without gaps: this is number {}", position + 1),
            ));
        }
        let is_listed = listed.iter().any(|(_, name)| *name == migration.path);
        if is_listed != (position < listed.len()) {
            broken.push(Broken::at(&migration.path, "migrations that are not released come after all that are"));
        }
    }
    broken
}

#[test]
fn released_migrations_are_frozen() {
    let folder = root().join(FOLDER);
    let released = fs::read_to_string(folder.join("released.txt")).expect("released.txt lies beside the migrations");
    let mut migrations: Vec<Source> = fs::read_dir(&folder)
        .expect("the store has migrations")
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|kind| kind == "sql"))
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("a migration can be read");
            Source::new(&entry.file_name().to_string_lossy(), &text)
        })
        .collect();
    migrations.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!migrations.is_empty());
    assert_kept(&changed(&released, &migrations));
}

#[test]
fn changes_gaps_and_losses_are_caught() {
    let (one, two) = (Source::new("0001_calls.sql", "create"), Source::new("0002_outbox.sql", "more"));
    let line = |source: &Source| format!("{}  {}\n", digest(&source.text), source.path);
    let whys = |released: &str, migrations: &[Source]| {
        changed(released, migrations).into_iter().map(|broken| broken.why).collect::<Vec<_>>().join("; ")
    };
    let tree = [one, two];
    assert_eq!(whys(&(line(&tree[0]) + &line(&tree[1])), &tree), "");
    assert_eq!(whys(&line(&tree[0]), &tree), "", "the second is not released yet");
    assert!(whys("00ff  0001_calls.sql", &tree).contains("changed since"));
    assert!(whys("00ff  0000_gone.sql", &tree).contains("gone"));
    assert!(whys(&line(&tree[1]), &tree).contains("come after"));
    assert!(whys("", &[Source::new("0003_late.sql", "x")]).contains("without gaps"));
}
