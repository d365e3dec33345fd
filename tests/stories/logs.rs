//! What the engine without a window logs: never who calls, nor what it proves itself with, however much it is asked to say.

use callside_tests::headless::{Headless, program, write_private};
use callside_tests::site::{Site, event};
use serde_json::json;
use std::fs::{File, read_to_string};
use std::net::SocketAddr;
use tokio::process::Command;

#[tokio::test]
async fn the_log_of_a_linked_engine_holds_no_caller_and_no_session_however_much_it_says() {
    let site = Site::new().await;
    let relay = site.relay(SocketAddr::from(([127, 0, 0, 1], 0))).await;
    let folder = site.folder.path().join("desk");
    std::fs::create_dir(&folder).expect("a folder");
    let (session, grant) = (folder.join("relay-session"), site.grant("dana@example.com"));
    write_private(&session, &serde_json::to_string(&grant).expect("JSON"));
    let config = json!({
        "salesforce": { "sign_in": { "from": "nobody" } },
        "database_key": { "from": "file", "path": folder.join("secrets.json") },
        "relay": { "address": format!("http://{}", relay.listen()), "session_file": session },
    });
    write_private(&folder.join("config.json"), &config.to_string());
    let (mut command, log) = (Command::new(program("callside-headless")), folder.join("log"));
    command.env("CALLSIDE_LOG", "trace").stderr(File::create(&log).expect("a log"));
    let mut desk = Headless::start_by(command, &folder.join("config.json"), &folder.join("data")).await;
    site.says(relay.listen(), &event("1")).await;
    while desk.line().await.expect("the desktop runs")["type"] != "pop" {}
    relay.drain().await;
    while desk.line().await.expect("the desktop runs")["state"] != "waiting" {}
    drop(desk);
    let log = read_to_string(log).expect("a log");
    assert!(log.contains("the link is down"), "it was asked to say everything: {log}");
    for never in ["4155550134", &grant.session, &grant.renewal, "dana@example.com"] {
        let line = log.lines().find(|line| line.contains(never));
        assert!(line.is_none(), "{never} stands in {line:?}");
    }
}
