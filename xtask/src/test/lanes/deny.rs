//! Licences, bans and sources of everything that is compiled in; known advisories where their database is at hand.

use crate::checkout::Checkout;
use crate::setup::tools;
use crate::test::{Lane, Step, count};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Said in the summary when advisories were not looked at: a check that did not happen is never shown as passed.
const NOT_CHECKED: &str = "advisories not checked: no database here (cargo xtask lint --advisories fetches it)";

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    checkout.has("deny.toml").then(|| {
        let mut steps = vec![Step::Here(check(checkout, &[], &["licenses", "bans", "sources"]))];
        let known = has_database();
        if known {
            steps.push(Step::Here(check(checkout, &["--offline"], &["advisories"])));
        }
        let note = (!known).then(|| NOT_CHECKED.to_owned());
        Lane { name: "deny", needs: &[], steps, count: count::nothing, note }
    })
}

/// cargo-deny's check of some kinds.
pub fn check(checkout: &Checkout, how: &[&str], what: &[&str]) -> Command {
    let mut deny = checkout.cargo();
    deny.args(["deny", "--locked"]).args(how).args(["check", "--hide-inclusion-graph"]).args(what);
    deny
}

/// cargo-deny keeps clones of advisory databases in a folder of cargo's home.
fn has_database() -> bool {
    tools::cargo_programs().is_some_and(|programs| holds_clone(&programs.with_file_name("advisory-dbs")))
}

fn holds_clone(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| entry.path().join(".git").exists()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clone_counts_as_database() {
        let home = tempfile::tempdir().unwrap();
        assert!(!holds_clone(home.path()));
        fs::write(home.path().join("db.lock"), "").unwrap();
        assert!(!holds_clone(home.path()));
        fs::create_dir_all(home.path().join("advisory-db-3157b0e258782691/.git")).unwrap();
        assert!(holds_clone(home.path()));
    }
}
