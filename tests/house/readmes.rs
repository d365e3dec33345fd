//! Every crate says in a README what it is and why it is a crate; every decision is in the index.

use super::ground::{Broken, Source, assert_kept, sources};
use std::collections::BTreeSet;

/// Shorter than this it says nothing.
const LEAST_LINES: usize = 3;

fn silent_crates(sources: &[Source]) -> Vec<Broken> {
    let manifests = sources.iter().filter_map(|source| source.path.strip_suffix("/Cargo.toml"));
    let crates: BTreeSet<&str> = manifests.filter(|folder| folder.starts_with("crates/")).collect();
    let speaks = |folder: &str| {
        let readme = sources.iter().find(|source| source.path == format!("{folder}/README.md"));
        readme.is_some_and(|readme| readme.text.lines().filter(|line| !line.trim().is_empty()).count() >= LEAST_LINES)
    };
    let silent = crates.into_iter().filter(|folder| !speaks(folder));
    silent.map(|folder| Broken::at(folder, "has no README that says what it is and why it is a crate")).collect()
}

fn unlisted_decisions(sources: &[Source]) -> Vec<Broken> {
    let index = sources.iter().find(|source| source.path == "docs/adr/README.md").map_or("", |index| &index.text);
    let decisions = sources.iter().filter_map(|source| source.path.strip_prefix("docs/adr/"));
    let unlisted = decisions.filter(|name| *name != "README.md" && !index.contains(&format!("({name})")));
    unlisted.map(|name| Broken::at(name, "is not in docs/adr/README.md")).collect()
}

#[test]
fn every_crate_says_what_it_is() {
    assert_kept(&silent_crates(&sources()));
}

#[test]
fn every_decision_is_in_the_index() {
    assert_kept(&unlisted_decisions(&sources()));
}

#[test]
fn silent_crates_and_unlisted_decisions_are_caught() {
    let sources = [
        Source::new("crates/a/Cargo.toml", ""),
        Source::new("crates/a/README.md", "# a\n\nThe nouns.\n\nA crate, because two programs share it.\n"),
        Source::new("crates/b/Cargo.toml", ""),
        Source::new("crates/b/README.md", "# b\n"),
        Source::new("tests/Cargo.toml", ""),
        Source::new("docs/adr/README.md", "- [0001](0001-root.md)"),
        Source::new("docs/adr/0001-root.md", ""),
        Source::new("docs/adr/0002-crates.md", ""),
    ];
    let at = |broken: Vec<Broken>| broken.into_iter().map(|b| b.at).collect::<Vec<_>>();
    assert_eq!(at(silent_crates(&sources)), ["crates/b"]);
    assert_eq!(at(unlisted_decisions(&sources)), ["0002-crates.md"]);
}
