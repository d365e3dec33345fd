//! The program without a window, as a script uses it.

use callside_sandbox::Sandbox;
use callside_tests::desk::Desk;
use callside_tests::headless::{Headless, configure, program, write_private};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

async fn stage() -> (Sandbox, TempDir) {
    let sandbox = Sandbox::start(Desk::usual()).await.expect("the sandbox starts");
    let credentials = sandbox.credentials();
    let folder = tempfile::tempdir().expect("a test folder");
    let _ = configure(folder.path(), &credentials.instance_url, &credentials.access_token);
    (sandbox, folder)
}

fn config(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("config.json")
}

fn change(folder: &TempDir, change: impl FnOnce(&mut Value)) {
    let text = std::fs::read_to_string(config(folder)).expect("the configuration");
    let mut value: Value = serde_json::from_str(&text).expect("JSON");
    change(&mut value);
    std::fs::write(config(folder), value.to_string()).expect("written");
}

fn run(folder: &TempDir, data: &Path) -> Output {
    let mut headless = Command::new(program("callside-headless"));
    headless.arg("--config").arg(config(folder)).arg("--data-dir").arg(data);
    headless.stdin(std::process::Stdio::null()).output().expect("it starts")
}

#[tokio::test]
async fn a_call_goes_through_door_pop_and_wrap_up_by_json_lines() {
    let (sandbox, folder) = stage().await;
    let mut engine = Headless::start(&config(&folder), &folder.path().join("data")).await;
    assert_eq!(engine.ready["user"], "Dana Whitfield");
    let link =
        format!("{}&trigger=OnCallAccepted&call_id=77&ANI=4155550134&full_name=Dana", engine.door("five9_connector"));
    assert!(reqwest::get(link).await.expect("the door answers").status().is_success());
    let pop = loop {
        let line = engine.line().await.expect("a line");
        if line["type"] == "pop" && line["pop"]["freshness"]["freshness"] == "live" {
            break line;
        }
    };
    assert_eq!(pop["pop"]["caller"]["matched"]["candidate"]["name"], "Sarah Johnson");
    let saved = engine
        .ask(json!({ "command": "wrap_up", "call": "five9:77", "disposition": "interested", "notes": "n" }))
        .await;
    assert_eq!(saved["answer"], "saved", "{saved}");
    let again = engine.ask(json!({ "command": "wrap_up", "call": "five9:77", "disposition": "busy" })).await;
    assert_eq!((again["answer"].as_str(), &again["entry"]), (Some("already_saved"), &saved["entry"]));
    assert_eq!(engine.ask(json!({ "command": "drain" })).await["answer"], "done");
    let logs = callside_sandbox::org::LedgerFilter { object: Some("Task".into()), ..Default::default() };
    assert!(sandbox.ledger(&logs).iter().any(|e| e.fields.get("CallObject") == Some(&json!("five9:77"))));
    for (line, code) in [
        (json!({ "command": "wrap_up", "call": "five9:1", "disposition": "busy" }), "unknown_call"),
        (json!({ "command": "undo", "entry": 1 }), "too_late"),
        (json!({ "command": "dial", "number": "+14155550134" }), "cannot_dial"),
    ] {
        assert_eq!(engine.ask(line.clone()).await["code"], code, "{line}");
    }
    engine.send(json!({ "command": "nonsense" })).await;
    // What the engine announces meanwhile may come before it.
    let refused = loop {
        let line = engine.line().await.expect("a line");
        if line["type"] == "error" {
            break line;
        }
    };
    assert_eq!(refused["code"], "malformed", "{refused}");
    assert_eq!(engine.ask(json!({ "command": "quit" })).await["answer"], "done");
    assert!(engine.gone().await.success());
}

#[tokio::test]
async fn callers_are_found_by_the_phone_fields_of_its_configuration() {
    let (sandbox, folder) = stage().await;
    let fields = json!({ "LastName": "Marchetti", "Emergency_Phone__c": "(628) 555-0188" });
    sandbox.create_as_other("Contact", fields.as_object().expect("fields")).expect("a contact");
    let lists = json!({ "Contact": ["MobilePhone", "Emergency_Phone__c"] });
    change(&folder, |config| config["phone_fields"] = lists);
    let mut engine = Headless::start(&config(&folder), &folder.path().join("data")).await;
    let link = format!("{}&trigger=OnCallAccepted&call_id=78&ANI=6285550188", engine.door("five9_connector"));
    assert!(reqwest::get(link).await.expect("the door answers").status().is_success());
    let pop = loop {
        let line = engine.line().await.expect("a line");
        if line["type"] == "pop" && line["pop"]["freshness"]["freshness"] == "live" {
            break line;
        }
    };
    let matched = &pop["pop"]["caller"]["matched"];
    assert_eq!(matched["candidate"]["name"], "Marchetti", "{pop}");
    assert_eq!(matched["why"]["field"], "Emergency_Phone__c");
}

#[tokio::test]
async fn a_start_that_cannot_work_says_why_with_an_exit_code() {
    let (_sandbox, folder) = stage().await;
    let data = folder.path().join("data");
    assert!(run(&folder, &data).status.success(), "a good start ends with its input");

    let key = folder.path().join("secrets.json");
    let kept = std::fs::read_to_string(&key).expect("the key");
    std::fs::remove_file(&key).expect("removed");
    let lost = run(&folder, &data);
    assert_eq!(lost.status.code(), Some(3), "{}", String::from_utf8_lossy(&lost.stdout));
    assert!(String::from_utf8_lossy(&lost.stdout).contains("key of the database"));

    let (_, from_key) = kept.split_once("database-key").expect("the key has its name");
    let hex = from_key.split('"').find(|part| part.len() == 64).expect("a key of 64 digits").to_owned();
    write_private(&key, &kept.replace(&hex, &"7".repeat(64)));
    let refused = run(&folder, &data);
    assert_eq!(refused.status.code(), Some(3), "{}", String::from_utf8_lossy(&refused.stdout));
    write_private(&key, &kept);
    assert!(run(&folder, &data).status.success(), "the right key opens it again: nothing was recreated");

    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    change(&folder, |config| config["door_port"] = json!(taken.local_addr().expect("an address").port()));
    assert_eq!(run(&folder, &data).status.code(), Some(5));
    change(&folder, |config| config["door_port"] = json!(0));

    change(&folder, |config| config["home_region"] = json!("Atlantis"));
    assert_eq!(run(&folder, &data).status.code(), Some(2));
}

#[cfg(unix)]
#[tokio::test]
async fn a_secret_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let (_sandbox, folder) = stage().await;
    let token = folder.path().join("token");
    std::fs::set_permissions(&token, std::fs::Permissions::from_mode(0o644)).expect("changed");
    let refused = run(&folder, &folder.path().join("data"));
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stdout).contains("chmod 600"));
}
