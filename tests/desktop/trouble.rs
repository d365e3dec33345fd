//! When the machine lacks something: a sentence, and a way on. Never a crash, never a new database in silence.

use crate::app::{App, program};
use crate::stage::Stage;
use crate::wait::until_true;
use serde_json::json;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn without_a_display_a_sentence_says_so() {
    let stage = Stage::new();
    for display in [None, Some(":4711")] {
        let mut command = stage.command(program());
        match display {
            None => command.env_remove("DISPLAY"),
            Some(display) => command.env("DISPLAY", display),
        };
        let output = command.output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(69), "{said}");
        assert!(said.contains("display") && said.contains("callside-headless"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[tokio::test]
async fn without_a_keychain_a_person_chooses_where_secrets_rest() {
    let stage = Stage::without_keychain();
    let app = App::start(&stage, &[]).await;
    app.reads("No keychain").await;
    app.click("Try again").await;
    app.click("Go on").await;
    app.rests().await;
    app.reads("No keychain").await;
    app.click("In a file of your user").await;
    app.click("Go on").await;
    app.reads("Sign in to Salesforce").await;
    let secrets = stage.data().join("secrets.json");
    let mode = std::fs::metadata(&secrets).expect("the file").permissions().mode();
    assert_eq!(mode & 0o077, 0, "nobody else reads it");
    app.kill();

    let app = App::start(&stage, &[]).await;
    app.reads("Sign in to Salesforce").await;
    app.kill();

    // The file with the key is gone, the database is still there: it must not be made anew.
    std::fs::remove_file(&secrets).expect("it was there");
    let before = std::fs::read(stage.data().join("callside.db")).expect("the database");
    let app = App::start(&stage, &[]).await;
    app.reads("No keychain").await;
    app.click("In a file of your user").await;
    app.click("Go on").await;
    app.reads("Callside's database cannot be opened").await;
    app.reads("The key of Callside's database is not in the keychain").await;
    assert!(before == std::fs::read(stage.data().join("callside.db")).expect("the database"), "it was left as it is");
}

#[tokio::test]
async fn a_damaged_database_is_said_and_copied_never_replaced() {
    let stage = Stage::new();
    let app = App::start(&stage, &[]).await;
    app.reads("Sign in to Salesforce").await;
    app.kill();
    let path = stage.data().join("callside.db");
    let _ = std::fs::remove_file(stage.data().join("callside.db-wal"));
    std::fs::write(&path, vec![0x5a; 64 * 1024]).expect("damage");

    let app = App::start(&stage, &[]).await;
    app.reads("Callside's database cannot be opened").await;
    app.reads("A copy was put at").await;
    assert!(std::fs::read(&path).expect("the database").iter().all(|byte| *byte == 0x5a), "it was left as it is");
    let error = app.ask_error("save_draft", json!({"call": "five9:1", "draft": {"notes": "n"}})).await;
    assert_eq!(error["code"], "storage");
}

#[tokio::test]
async fn a_taken_port_is_said_and_the_door_opens_when_it_is_free() {
    let stage = Stage::new();
    let taken = TcpListener::bind(("127.0.0.1", stage.door_port())).expect("the port");
    let app = App::start(&stage, &[]).await;
    let door = async || app.ask("snapshot", json!(null)).await["connections"]["door"].clone();
    let state = door().await;
    assert_eq!(state["kind"], "down");
    assert_eq!(state["reason"]["say"], "door_ports_taken", "{state}");
    drop(taken);
    until_true("the door is open", async || door().await["kind"] == "up").await;
    assert_eq!(app.ask("settings", json!(null)).await["door"]["port"], stage.door_port());
}
