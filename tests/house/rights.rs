//! What the webview may do: a strict content security policy and the fewest permissions.

use super::ground::{Broken, Source, assert_kept, read, sources};
use serde_json::Value;

/// Everything that a window of ours may ask of Tauri. A new line here is a decision: say in the review what for.
/// Commands of our own need no permission; they check for themselves who asks.
const PERMISSIONS: [&str; 6] = [
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "store:allow-entries",
    "store:allow-get-store",
    "store:allow-save",
    "store:allow-set",
];

/// What the policy must say. `style-src 'self'`: no style attributes from caller data either.
const DIRECTIVES: [(&str, &str); 8] = [
    ("default-src", "'self'"),
    ("style-src", "'self'"),
    ("font-src", "'self'"),
    ("connect-src", "ipc: http://ipc.localhost"),
    ("object-src", "'none'"),
    ("base-uri", "'none'"),
    ("frame-ancestors", "'none'"),
    ("form-action", "'none'"),
];

fn loose_policy(config: &Value) -> Vec<Broken> {
    let at = "tauri.conf.json";
    let security = &config["app"]["security"];
    let Some(policy) = security["csp"].as_str() else {
        return vec![Broken::at(at, "app.security.csp must be there, as one text")];
    };
    let directives: Vec<(&str, &str)> = policy
        .split(';')
        .filter_map(|part| part.trim().split_once(' '))
        .map(|(name, value)| (name, value.trim()))
        .collect();
    let mut broken = Vec::new();
    for (name, value) in DIRECTIVES {
        if !directives.contains(&(name, value)) {
            broken.push(Broken::at(at, format!("the policy must say: {name} {value}")));
        }
    }
    for (name, value) in directives {
        let known = DIRECTIVES.iter().any(|(known, _)| *known == name);
        // Pictures may come with the page as data, and a recording is played from bytes that a command gave; nothing else
        // may come from anywhere.
        let from_us = [("img-src", "'self' data:"), ("media-src", "blob:")].contains(&(name, value));
        if !known && !from_us && value != "'self'" && value != "'none'" {
            broken.push(Broken::at(at, format!("the policy is wider than it must be: {name} {value}")));
        }
    }
    if security["freezePrototype"] != true {
        broken.push(Broken::at(at, "freezePrototype must be on"));
    }
    for wide in ["dangerousDisableAssetCspModification", "assetProtocol", "devCsp"] {
        if !security[wide].is_null() && security[wide] != false {
            broken.push(Broken::at(at, format!("{wide} must not be set")));
        }
    }
    if config["app"]["withGlobalTauri"] == true {
        broken.push(Broken::at(at, "withGlobalTauri must not be set"));
    }
    broken
}

fn loose_capability(source: &Source) -> Vec<Broken> {
    let Ok(capability) = serde_json::from_str::<Value>(&source.text) else {
        return vec![Broken::at(&source.path, "is no JSON")];
    };
    let texts = |name: &str| -> Vec<String> {
        let list = capability[name].as_array().into_iter().flatten();
        // A permission with a scope is an object with its name under `identifier`.
        list.map(|item| item.as_str().or(item["identifier"].as_str()).unwrap_or("?").to_owned()).collect()
    };
    let mut broken = Vec::new();
    let windows: Vec<_> = texts("windows").into_iter().chain(texts("webviews")).collect();
    if windows.is_empty() || windows.iter().any(|window| window.contains('*')) {
        broken.push(Broken::at(&source.path, "names its windows one by one"));
    }
    if !capability["remote"].is_null() {
        broken.push(Broken::at(&source.path, "pages from elsewhere get nothing"));
    }
    for permission in texts("permissions") {
        if !PERMISSIONS.contains(&permission.as_str()) {
            broken.push(Broken::at(&source.path, format!("{permission} is not among the permissions of tests/house")));
        }
    }
    broken
}

#[test]
fn the_policy_is_strict() {
    let config = read("tauri.conf.json").expect("the app has a configuration");
    assert_kept(&loose_policy(&serde_json::from_str(&config.text).expect("it is JSON")));
}

#[test]
fn windows_get_only_what_is_listed() {
    let sources = sources();
    let files = sources.iter().filter(|source| source.path.starts_with("capabilities/") && source.kind() == "json");
    assert_kept(&files.flat_map(loose_capability).collect::<Vec<_>>());
}

#[test]
fn loose_policies_are_caught() {
    let strict = "default-src 'self'; img-src 'self' data:; style-src 'self'; font-src 'self'; \
                  connect-src ipc: http://ipc.localhost; object-src 'none'; base-uri 'none'; \
                  frame-ancestors 'none'; form-action 'none'";
    let broken = |csp: Value, more: (&str, Value)| {
        let mut config = serde_json::json!({ "app": { "security": { "csp": csp, "freezePrototype": true } } });
        config["app"]["security"][more.0] = more.1;
        loose_policy(&config).len()
    };
    let nothing = || ("note", Value::Null);
    assert_eq!(broken(strict.into(), nothing()), 0);
    assert_eq!(broken(Value::Null, nothing()), 1);
    assert_eq!(broken(strict.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").into(), nothing()), 1);
    assert_eq!(broken(strict.replace("; object-src 'none'", "").into(), nothing()), 1);
    assert_eq!(broken(format!("{strict}; script-src 'self' 'unsafe-eval'").into(), nothing()), 1);
    assert_eq!(broken(format!("{strict}; media-src https:").into(), nothing()), 1);
    assert_eq!(broken(strict.into(), ("freezePrototype", false.into())), 1);
    assert_eq!(broken(strict.into(), ("dangerousDisableAssetCspModification", true.into())), 1);
}

#[test]
fn loose_capabilities_are_caught() {
    for (text, count) in [
        (r#"{"windows": ["desk"], "permissions": ["core:event:allow-listen"]}"#, 0),
        (r#"{"windows": ["*"], "permissions": []}"#, 1),
        (r#"{"permissions": []}"#, 1),
        (r#"{"windows": ["desk"], "remote": {"urls": ["https://x"]}, "permissions": []}"#, 1),
        (r#"{"windows": ["desk"], "permissions": ["core:default", {"identifier": "fs:allow-read"}]}"#, 2),
        ("{", 1),
    ] {
        assert_eq!(loose_capability(&Source::new("capabilities/a.json", text)).len(), count, "{text}");
    }
}
