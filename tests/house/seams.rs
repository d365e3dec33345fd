//! The seams of the UI: one folder may talk to Tauri, and one folder has a package.json.

use super::ground::{Broken, Source, assert_kept, sources};

/// The only folder that may name Tauri's packages.
const HOST: &str = "ui/src/host/";

fn strays(sources: &[Source]) -> Vec<Broken> {
    let scope = concat!("@tauri", "-apps/");
    let ui = sources.iter().filter(|s| s.path.starts_with("ui/src/") || s.path.starts_with("ui/tests/"));
    ui.filter(|s| !s.path.starts_with(HOST))
        .filter(|s| s.text.contains(scope))
        .map(|s| Broken::at(&s.path, format!("names {scope}: only {HOST} does; ask the host instead")))
        .collect()
}

/// Tauri's command takes the first package.json that it meets for the UI's.
fn second_packages(sources: &[Source]) -> Vec<Broken> {
    let packages = sources.iter().filter(|s| s.path.ends_with("package.json") && s.path != "ui/package.json");
    packages.map(|s| Broken::at(&s.path, "the only package.json is ui/package.json")).collect()
}

#[test]
fn only_the_host_folder_talks_to_tauri() {
    assert_kept(&strays(&sources()));
}

#[test]
fn there_is_one_package_json() {
    assert_kept(&second_packages(&sources()));
}

#[test]
fn strays_and_second_packages_are_caught() {
    let import = concat!("import { invoke } from \"@tauri", "-apps/api/core\"");
    let sources = [
        Source::new("ui/src/host/tauri.ts", import),
        Source::new("ui/src/screens/Pop.svelte", import),
        Source::new("ui/tests/pop.test.ts", "mockIPC()"),
        Source::new("ui/package.json", import),
        Source::new("tests/desktop/package.json", "{}"),
    ];
    let at = |broken: Vec<Broken>| broken.into_iter().map(|b| b.at).collect::<Vec<_>>();
    assert_eq!(at(strays(&sources)), ["ui/src/screens/Pop.svelte"]);
    assert_eq!(at(second_packages(&sources)), ["tests/desktop/package.json"]);
}
