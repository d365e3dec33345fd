//! What a release is made by, held against those who will read it: the workflows against GitHub's own parser, the window's
//! configuration against the schema that comes with Tauri's own program.

use crate::node::Script;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn json_of(path: &str) -> Value {
    let text = std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Of the very version that builds a release.
fn schema() -> Validator {
    jsonschema::validator_for(&json_of("ui/node_modules/@tauri-apps/cli/config.schema.json"))
        .expect("it is a JSON Schema")
}

fn complaints(schema: &Validator, file: &Value) -> Vec<String> {
    schema.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// As Tauri lays a file of `--config` over the one that is there (RFC 7396).
fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            for (key, value) in from {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}

/// What the workflow's own line writes for a secret, run by node as it stands there.
fn signing(secret: &str) -> Value {
    let workflow = std::fs::read_to_string(root().join(".github/workflows/release.yml")).expect("the workflow");
    let line = workflow.lines().find(|line| line.contains("> sign.json")).expect("it writes sign.json").trim();
    let (script, _) = line.split_once(" > sign.json").expect("it writes sign.json");
    let said = Command::new("bash").args(["-c", script]).env("SIGN_COMMAND", secret).output().expect("bash starts");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    serde_json::from_slice(&said.stdout).expect("JSON")
}

#[tokio::test]
async fn githubs_own_parser_takes_the_workflows_and_not_a_slip_in_them() {
    Script::new("workflows.mjs").pass().await;
}

#[test]
fn tauris_own_schema_takes_the_configuration_with_the_signing_of_a_release() {
    let (schema, mut configuration) = (schema(), json_of("tauri.conf.json"));
    assert_eq!(complaints(&schema, &configuration), Vec::<String>::new());
    let secret = r#"signtool.exe sign /fd SHA256 /tr http://timestamp.example.com /n "The maintainers" %1"#;
    merge(&mut configuration, &signing(secret));
    assert_eq!(complaints(&schema, &configuration), Vec::<String>::new());
    assert_eq!(configuration["bundle"]["windows"]["signCommand"], secret, "quotes and all");
    assert_eq!(configuration["bundle"]["windows"]["allowDowngrades"], false, "the rest is as it was");

    for (slip, at) in [
        (json!({ "bundle": { "windows": { "nsis": { "installMode": "everybody" } } } }), "an unknown word"),
        (json!({ "bundle": { "windows": { "wix": { "upgradecode": "x" } } } }), "an unknown key"),
        (json!({ "bundle": { "windows": { "webviewInstallMode": { "type": "offline" } } } }), "an unknown kind"),
        (json!({ "bundle": { "macOS": { "hardenedRuntime": "yes" } } }), "a text for a flag"),
    ] {
        let mut wrong = configuration.clone();
        merge(&mut wrong, &slip);
        assert!(!complaints(&schema, &wrong).is_empty(), "{at}");
    }
}

#[test]
fn installers_are_what_the_guide_says_of_them() {
    let configuration = json_of("tauri.conf.json");
    let bundle = &configuration["bundle"];
    assert_eq!(bundle["targets"], json!(["nsis", "msi", "app", "dmg"]));
    assert_eq!(bundle["windows"]["nsis"]["installMode"], "perMachine", "for the whole machine; an .msi always is");
    assert_eq!(bundle["windows"]["webviewInstallMode"]["type"], "offlineInstaller", "WebView2 comes with them");
    assert_eq!(bundle["windows"]["allowDowngrades"], false, "no way back");
    // Windows knows by it that a newer .msi is the same program: another one would be installed beside the older.
    assert_eq!(bundle["windows"]["wix"]["upgradeCode"], "d4e25810-4eac-5874-95e1-c137e788fa4b");
    assert_eq!(bundle["macOS"]["hardenedRuntime"], true, "without it nothing is notarised");
    assert_eq!(configuration["plugins"]["deep-link"]["desktop"]["schemes"], json!(["callside"]));
    for icon in bundle["icon"].as_array().expect("icons") {
        assert!(root().join(icon.as_str().expect("a path")).is_file(), "{icon}");
    }
    // The .msi takes three numbers up to 255, 255 and 65,535, and nothing behind them but a number.
    let parts: Vec<u32> = env!("CARGO_PKG_VERSION").split('.').map(|part| part.parse().expect("a number")).collect();
    assert!(matches!(parts[..], [0..=255, 0..=255, 0..=65_535]), "{parts:?}");
    assert!(Path::new(&root()).join(bundle["licenseFile"].as_str().expect("a path")).is_file());
}
