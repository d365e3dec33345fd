use super::*;
use serde_json::json;
use std::path::Path;

/// Set by `cargo xtask gen`.
const WRITE: &str = "CALLSIDE_WRITE_BINDINGS";

fn with(members: &str) -> (Policy, Vec<PolicyFault>) {
    read(&format!("{{\"callside_policy\": 1, {members}}}"))
}

#[test]
fn every_key_has_its_row() {
    let keys: Vec<_> = SETTINGS.iter().map(|setting| setting.key).collect();
    assert!(keys.is_sorted() && keys.windows(2).all(|pair| pair[0] != pair[1]), "in order, and once");
    for setting in SETTINGS {
        assert_eq!(super::setting(setting.key), setting);
        assert_eq!(json!(setting.key), setting.key.name(), "one name");
    }
    // A key that serde knows and the table does not would be found here.
    let unknown = serde_json::from_value::<Key>(json!("?")).unwrap_err().to_string();
    assert_eq!(unknown.matches('`').count() / 2 - 1, SETTINGS.len(), "{unknown}");
}

#[test]
fn every_example_is_allowed() {
    let (policy, faults) = read(&publish::all()[1].text);
    assert_eq!(faults, []);
    assert_eq!(policy.all().count(), SETTINGS.len());
}

#[test]
fn what_a_policy_sets_is_read_by_its_kind() {
    let (policy, faults) = with(
        r#""toast": false, "undo_seconds": 0, "role": "supervisor", "home_region": "DE", "admin_permission_sets": ["A", "B"]"#,
    );
    assert_eq!(faults, []);
    assert_eq!(policy.flag(Key::Toast), Some(false));
    assert_eq!(policy.number(Key::UndoSeconds), Some(0));
    assert_eq!((policy.text(Key::Role), policy.text(Key::HomeRegion)), (Some("supervisor"), Some("DE")));
    assert_eq!(policy.texts(Key::AdminPermissionSets), Some(&["A".to_owned(), "B".to_owned()][..]));
    assert!(policy.locks(Key::Toast) && !policy.locks(Key::ClientId));
}

#[test]
fn one_wrong_setting_does_not_free_the_others() {
    let (policy, faults) = with(r#""home_regoin": "US", "toast": true, "role": "boss""#);
    assert_eq!(policy, Policy::of([(Key::Toast, Value::Flag(true))]));
    assert_eq!(
        faults,
        [
            PolicyFault::Unknown { key: "home_regoin".into(), nearest: Some("home_region".into()) },
            PolicyFault::NotAllowed { key: Key::Role },
        ]
    );
    assert_eq!(faults[1].to_string(), "role is ignored: it must be one of agent, supervisor, admin");
    assert!(faults.iter().all(|fault| !fault.voids()));
}

#[test]
fn a_setting_that_comes_twice_holds_neither_way() {
    let (policy, faults) = with(r#""toast": true, "toast": false, "undo_seconds": 3"#);
    assert_eq!(policy, Policy::of([(Key::UndoSeconds, Value::Number(3))]));
    assert_eq!(faults, [PolicyFault::Twice { key: "toast".into() }]);
}

#[test]
fn a_file_that_is_no_policy_sets_nothing() {
    for (text, fault) in [
        ("", PolicyFault::Malformed { line: 1 }),
        ("{\n\"callside_policy\": 1,\n", PolicyFault::Malformed { line: 3 }),
        ("[1]", PolicyFault::Malformed { line: 1 }),
        ("{\"toast\": true}", PolicyFault::NotOurs),
        ("{\"callside_policy\": \"1\", \"toast\": true}", PolicyFault::NotOurs),
        ("{\"callside_policy\": 2, \"toast\": true}", PolicyFault::Newer { found: 2 }),
    ] {
        let (policy, faults) = read(text);
        assert_eq!((policy, faults.as_slice()), (Policy::default(), &[fault][..]), "{text}");
        assert!(faults[0].voids());
    }
    let (_, faults) = read(&format!("{{\"callside_policy\": 1, \"x\": \"{}\"}}", "x".repeat(LARGEST)));
    assert_eq!(faults, [PolicyFault::TooLarge]);
}

#[test]
fn values_that_a_setting_cannot_have_are_refused() {
    for (key, wrong) in [
        ("toast", json!("yes")),
        ("toast", json!(1)),
        ("undo_seconds", json!(61)),
        ("undo_seconds", json!(-1)),
        ("undo_seconds", json!(1.5)),
        ("watch_seconds", json!(9)),
        ("home_region", json!("us")),
        ("home_region", json!("ZZ")),
        ("api_version", json!("58.0")),
        ("api_version", json!("062.0")),
        ("api_version", json!("62.1")),
        ("client_id", json!("")),
        ("client_id", json!("a b")),
        ("relay_address", json!("http://relay.example.com")),
        ("relay_address", json!("https://")),
        ("configuration_key", json!("short")),
        ("admin_permission_sets", json!("Callside_Admin")),
        ("admin_permission_sets", json!([1])),
        ("admin_permission_sets", json!(vec!["A"; 21])),
    ] {
        let (policy, faults) = with(&format!("\"{key}\": {wrong}"));
        assert_eq!(policy, Policy::default(), "{key}: {wrong}");
        assert!(matches!(&faults[..], [PolicyFault::NotAllowed { key: named }] if named.name() == key), "{faults:?}");
    }
}

/// In the name of the test, so that `cargo xtask gen` finds it: the schema and its siblings.
#[test]
fn the_schema_and_the_templates_are_those_of_the_table() {
    for file in publish::all() {
        let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file.path);
        if std::env::var_os(WRITE).is_some() {
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(&place, &file.text).unwrap();
        }
        let published = std::fs::read_to_string(&place).unwrap_or_default();
        assert!(published == file.text, "run `cargo xtask gen` and commit {}", file.path);
    }
}

#[test]
fn the_templates_name_every_setting_and_every_word_that_they_refer_to() {
    let files = publish::all();
    let text = |end: &str| files.iter().find(|file| file.path.ends_with(end)).unwrap().text.clone();
    let (admx, adml, profile) = (text(".admx"), text(".adml"), text(".mobileconfig"));
    for (at, kind) in [("$(string.", "string"), ("$(presentation.", "presentation")] {
        for reference in admx.split(at).skip(1) {
            let id = reference.split(')').next().unwrap();
            assert!(adml.contains(&format!("<{kind} id=\"{id}\">")), "{kind} {id}");
        }
    }
    for setting in SETTINGS {
        let name = setting.key.name();
        assert!(admx.contains(&format!("valueName=\"{name}\"")), "{name}");
        assert!(profile.contains(&format!("<key>{name}</key>")), "{name}");
    }
}
