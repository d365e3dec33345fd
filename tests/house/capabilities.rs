//! `docs/capabilities.md`: everything that Callside can do, each with the test that proves it. A row whose test does
//! not exist is a promise without proof.
//!
//! A Rust test is `package::any::path::function`, a UI test `path/to/file.test.ts > title`; both in backquotes,
//! several with spaces between.

use super::ground::{Broken, Source, assert_kept, read, sources};

const DOCUMENT: &str = "docs/capabilities.md";
/// Threats with their defences are held to the same.
const THREATS: &str = "docs/threat-model.md";
/// Requirements; one that is not met says why instead.
const REQUIREMENTS: &str = "docs/asvs.md";

/// Where the sources of a package lie.
fn folders(package: &str) -> Vec<String> {
    match package {
        "callside" => vec!["src-tauri/".into()],
        "callside-tests" => vec!["tests/".into()],
        "xtask" => vec!["xtask/".into()],
        other => vec![format!("crates/{other}/")],
    }
}

/// The rows of all tables: what, its second column, and its tests.
fn rows(document: &str) -> Vec<(&str, &str, Vec<&str>)> {
    let lines = document.lines().filter_map(|line| line.trim().strip_prefix('|')?.strip_suffix('|'));
    let cells = lines.filter_map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        if let [what, second, tests] = cells.as_slice() { Some((*what, *second, *tests)) } else { None }
    });
    cells
        .filter(|(what, ..)| !["capability", "threat", "requirement"].contains(what) && !what.starts_with("---"))
        .map(|(what, second, tests)| (what, second, tests.split('`').skip(1).step_by(2).collect()))
        .collect()
}

/// Whether a requirement is said to be met; else its third column says why not.
fn is_met(state: &str) -> bool {
    state.starts_with("met")
}

fn unproven(document: &str, sources: &[Source]) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (what, _, tests) in rows(document) {
        if tests.is_empty() {
            broken.push(Broken::at(what, "names no test"));
        }
        for test in tests {
            if !exists(test, sources) {
                broken.push(Broken::at(what, format!("its test `{test}` does not exist")));
            }
        }
    }
    broken
}

fn exists(test: &str, sources: &[Source]) -> bool {
    if let Some((path, title)) = test.split_once(" > ") {
        let titled = ['"', '\'', '`'].map(|quote| format!("{quote}{title}{quote}"));
        return sources.iter().any(|s| s.path == path && titled.iter().any(|title| s.text.contains(title)));
    }
    let Some((package, function)) = test.split_once("::") else { return false };
    let function = function.rsplit("::").next().unwrap_or(function);
    let folders = folders(package);
    let of_package = |s: &&Source| s.kind() == "rs" && folders.iter().any(|folder| s.path.starts_with(folder));
    sources.iter().filter(of_package).any(|source| has_test(&source.text, function))
}

/// Whether a function of this name carries a test attribute: `#[test]`, `#[tokio::test]` and their like.
fn has_test(text: &str, function: &str) -> bool {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let declares = |line: &str| {
        let rest = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        rest.and_then(|rest| rest.strip_prefix(function)).is_some_and(|rest| rest.starts_with(['(', '<']))
    };
    let above =
        |at: usize| lines[..at].iter().rev().take_while(|line| line.starts_with("#[") || line.starts_with("//"));
    lines.iter().enumerate().filter(|(_, line)| declares(line)).any(|(at, _)| {
        above(at).any(|line| line.starts_with("#[") && (line.contains("test]") || line.contains("test(")))
    })
}

#[test]
fn every_capability_is_proven_by_a_test_that_exists() {
    let document = read(DOCUMENT).expect("the house says what it can do");
    assert!(!rows(&document.text).is_empty(), "{DOCUMENT} has no rows");
    assert_kept(&unproven(&document.text, &sources()));
}

#[test]
fn every_threat_is_answered_by_a_test_that_exists() {
    let document = read(THREATS).expect("the house says what could go wrong");
    assert!(rows(&document.text).len() > 20, "{THREATS} has hardly any rows");
    assert_kept(&unproven(&document.text, &sources()));
}

#[test]
fn every_requirement_that_is_met_names_a_test_that_exists() {
    let document = read(REQUIREMENTS).expect("the house says what it is held against");
    let whole = document.text;
    let is_row = |line: &&str| line.split('|').nth(2).is_some_and(|state| is_met(state.trim()));
    let met: Vec<&str> = whole.lines().filter(is_row).collect();
    assert!(met.len() > 30, "{REQUIREMENTS} meets hardly anything");
    assert_kept(&unproven(&met.join("\n"), &sources()));
    for (what, state, _) in rows(&whole) {
        let is_known = is_met(state) || ["partly", "not met", "does not apply"].contains(&state);
        assert!(is_known, "{what}: {state} is no state");
    }
}

#[test]
fn promises_without_proof_are_caught() {
    let sources = [
        Source::new(
            "crates/callside-core/src/call.rs",
            "#[test]\nfn merges() {}\nfn plain() {}\n#[tokio::test(flavor = \"current_thread\")]\n// why\nasync fn waits() {}",
        ),
        Source::new("tests/stories/known.rs", "proptest! {\n    #[test]\n    fn holds(x in 0..9) {}\n}"),
        Source::new("ui/tests/pop.test.ts", "it(\"says who it is\", () => {})"),
    ];
    for (test, found) in [
        ("callside-core::call::tests::merges", true),
        ("callside-core::call::waits", true),
        ("callside-core::call::plain", false),
        ("callside-core::call::merge", false),
        ("callside-store::call::merges", false),
        ("callside-tests::stories::known::holds", true),
        ("ui/tests/pop.test.ts > says who it is", true),
        ("ui/tests/pop.test.ts > says who it was", false),
        ("ui/tests/push.test.ts > says who it is", false),
        ("merges", false),
    ] {
        assert_eq!(exists(test, &sources), found, "{test}");
    }
}

#[test]
fn rows_need_a_test_each() {
    let document = "# Can\n\n| capability | where | test |\n|---|---|---|\n| Pops | core | `a::b` `c::d` |\n| Flies | sky | soon |\n";
    assert_eq!(rows(document), [("Pops", "core", vec!["a::b", "c::d"]), ("Flies", "sky", vec![])]);
    let whys: Vec<_> = unproven(document, &[]).into_iter().map(|broken| broken.why).collect();
    assert_eq!(whys, ["its test `a::b` does not exist", "its test `c::d` does not exist", "names no test"]);
}
