//! The dependency table of ARCHITECTURE.md is what cargo sees.
//!
//! Column "may use of ours" is complete. Column "may name outside" comes in three forms: a list of guarded crates
//! (a crate that stands in any such list may be named only by those that list it), "nothing but ..." (a complete list)
//! and "anything but ...". A name guards its family too: `tauri` is also `tauri-build` and `tauri-plugin-store`.

use super::ground::{Broken, assert_kept, read, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Where tests of any crate may go besides: the stand-in org is the test bed of the house.
const TEST_BED: &str = "callside-sandbox";
/// What even tests of other crates must not drag in.
const NEVER_IN_TESTS: &str = "tauri";

#[derive(Debug, PartialEq, Eq)]
enum Outside {
    Guarded(BTreeSet<String>),
    NothingBut(BTreeSet<String>),
    AnythingBut(BTreeSet<String>),
}

struct Row {
    ours: BTreeSet<String>,
    outside: Outside,
}

type Table = BTreeMap<String, Row>;

/// A crate as cargo describes it.
struct Package {
    name: String,
    uses: Vec<Use>,
}

struct Use {
    name: String,
    only_in_tests: bool,
    is_ours: bool,
}

fn table(architecture: &str) -> Table {
    let mut lines = architecture.lines().skip_while(|line| !line.starts_with("| crate | may use of ours |"));
    let _heading = lines.next();
    let _rule = lines.next();
    let rows = lines.map_while(|line| line.strip_prefix('|')?.strip_suffix('|'));
    rows.filter_map(|row| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let [name, ours, outside, ..] = cells.as_slice() else { return None };
        let outside = match *outside {
            text if text.starts_with("nothing but") => Outside::NothingBut(quoted(text)),
            text if text.starts_with("anything but") => Outside::AnythingBut(quoted(text)),
            text => Outside::Guarded(quoted(text)),
        };
        Some((quoted(name).pop_first()?, Row { ours: quoted(ours), outside }))
    })
    .collect()
}

/// The names in backquotes.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn is_of_family(name: &str, family: &str) -> bool {
    name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn broken_edges(table: &Table, packages: &[Package]) -> Vec<Broken> {
    let guarded: BTreeSet<&String> = table
        .values()
        .filter_map(|row| if let Outside::Guarded(names) = &row.outside { Some(names) } else { None })
        .flatten()
        .collect();
    let mut broken = Vec::new();
    for package in packages {
        let Some(row) = table.get(&package.name) else {
            broken.push(Broken::at(&package.name, "is not in the table of ARCHITECTURE.md"));
            continue;
        };
        for used in &package.uses {
            if let Some(why) = why_not(row, &guarded, used) {
                broken.push(Broken::at(&package.name, why));
            }
        }
    }
    let gone = table.keys().filter(|name| packages.iter().all(|package| package.name != **name));
    broken.extend(gone.map(|name| Broken::at(name, "is in the table and not in the workspace")));
    broken
}

fn why_not(row: &Row, guarded: &BTreeSet<&String>, used: &Use) -> Option<String> {
    let Use { name, only_in_tests, is_ours } = used;
    let listed = |names: &BTreeSet<String>| names.iter().any(|family| is_of_family(name, family));
    let fine = match (&row.outside, *is_ours, *only_in_tests) {
        (_, true, false) => row.ours.contains(name),
        (_, true, true) => row.ours.contains(name) || name == TEST_BED,
        (Outside::Guarded(names), false, true) => !is_of_family(name, NEVER_IN_TESTS) || listed(names),
        (Outside::NothingBut(_), false, true) => !is_of_family(name, NEVER_IN_TESTS),
        (Outside::Guarded(names), false, false) => {
            listed(names) || !guarded.iter().any(|family| is_of_family(name, family))
        }
        (Outside::NothingBut(names), false, false) => listed(names),
        (Outside::AnythingBut(names), false, _) => !listed(names),
    };
    (!fine).then(|| format!("must not use {name} (the table of ARCHITECTURE.md)"))
}

fn packages(metadata: &Value) -> Vec<Package> {
    let all = metadata["packages"].as_array().expect("cargo lists packages");
    let text = |value: &Value| value.as_str().expect("cargo names things").to_owned();
    let ours: BTreeSet<String> = all.iter().map(|package| text(&package["name"])).collect();
    let uses = |package: &Value| {
        let dependencies = package["dependencies"].as_array().expect("cargo lists dependencies");
        let used = dependencies.iter().map(|dependency| {
            let name = text(&dependency["name"]);
            Use { only_in_tests: dependency["kind"] == "dev", is_ours: ours.contains(&name), name }
        });
        used.collect()
    };
    all.iter().map(|package| Package { name: text(&package["name"]), uses: uses(package) }).collect()
}

#[test]
fn dependencies_are_those_of_the_table() {
    let mut cargo = Command::new(env!("CARGO"));
    let output =
        cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(root()).output();
    let metadata = serde_json::from_slice(&output.expect("cargo runs").stdout).expect("cargo speaks JSON");
    let architecture = read("ARCHITECTURE.md").expect("the house has an ARCHITECTURE.md");
    assert_kept(&broken_edges(&table(&architecture.text), &packages(&metadata)));
}

const TABLE: &str = "
| crate | may use of ours | may name outside |
|---|---|---|
| `core` | - | nothing but `serde` |
| `store` | `core` | `sqlx` |
| `callside` | `core` `store` | `tauri` |
| `tests` | `core` | anything but `tauri` |

| another | table | here |";

#[test]
fn the_table_is_read_to_its_end() {
    let table = table(TABLE);
    assert_eq!(table.keys().collect::<Vec<_>>(), ["callside", "core", "store", "tests"]);
    assert_eq!(table["callside"].ours, BTreeSet::from(["core".to_owned(), "store".to_owned()]));
    assert_eq!(table["core"].outside, Outside::NothingBut(BTreeSet::from(["serde".to_owned()])));
}

#[test]
fn edges_that_the_table_does_not_have_are_caught() {
    let table = table(TABLE);
    let may = |package: &str, name: &str, only_in_tests: bool| {
        let is_ours = matches!(name, "core" | "store" | "callside" | TEST_BED);
        let used = Use { name: name.into(), only_in_tests, is_ours };
        let guarded = BTreeSet::from(["sqlx", "tauri"].map(str::to_owned));
        why_not(&table[package], &guarded.iter().collect(), &used).is_none()
    };
    for (package, name, only_in_tests, fine) in [
        ("core", "serde", false, true),
        ("core", "tokio", false, false),
        ("core", "proptest", true, true),
        ("core", "store", false, false),
        ("store", "core", false, true),
        ("store", "sqlx", false, true),
        ("store", "sqlx-core", false, true),
        ("store", "sha2", false, true),
        ("store", "tauri", false, false),
        ("store", "tauri-plugin-store", true, false),
        ("store", "callside", true, false),
        ("store", TEST_BED, true, true),
        ("store", TEST_BED, false, false),
        ("callside", "tauri-build", false, true),
        ("callside", "sqlx", false, false),
        ("tests", "sqlx", false, true),
        ("tests", "tauri", true, false),
    ] {
        assert_eq!(may(package, name, only_in_tests), fine, "{package} -> {name}, in tests: {only_in_tests}");
    }
}

#[test]
fn packages_without_a_row_and_rows_without_a_package_are_caught() {
    let packages = ["core", "store", "callside", "relay"].map(|name| Package { name: name.into(), uses: Vec::new() });
    let at: Vec<_> = broken_edges(&table(TABLE), &packages).into_iter().map(|broken| broken.at).collect();
    assert_eq!(at, ["relay", "tests"]);
}
