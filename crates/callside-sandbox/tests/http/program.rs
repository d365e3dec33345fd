//! The program: its ready line, and how it stops.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::client::{plain_client, send};

fn start(arguments: &[&str]) -> (Child, Value) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_callside-sandbox"))
        .args(["--listen", "127.0.0.1:0", "--contacts", "6"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (child, serde_json::from_str(&line).unwrap())
}

#[tokio::test]
async fn one_line_says_everything_that_a_client_needs() {
    let (mut child, ready) = start(&["--stop-with-stdin", "--control-secret", "s3cret"]);
    assert_eq!((ready["ready"].as_bool(), ready["control_secret"].as_str()), (Some(true), Some("s3cret")));
    for key in [
        "login_url",
        "client_id",
        "username",
        "password",
        "refresh_token",
        "five9_secret",
        "aircall_token",
        "phone_secret",
    ] {
        assert!(ready[key].as_str().is_some_and(|value| !value.is_empty()), "{key}");
    }
    assert_eq!(ready["callers"][0]["number"], "+14155550134");
    let url = format!("{}/services/data/v59.0/limits", ready["instance_url"].as_str().unwrap());
    let reply = send(plain_client().get(url).bearer_auth(ready["access_token"].as_str().unwrap())).await;
    assert_eq!(reply.status, 200);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[tokio::test]
async fn fields_can_be_hidden_from_the_command_line() {
    let (mut child, ready) =
        start(&["--stop-with-stdin", "--hide", "Contact.Title", "--read-only", "Contact.DoNotCall"]);
    let url = format!("{}/services/data/v59.0/sobjects/Contact/describe", ready["instance_url"].as_str().unwrap());
    let reply = send(plain_client().get(url).bearer_auth(ready["access_token"].as_str().unwrap())).await;
    let field =
        |name: &str| reply.body["fields"].as_array().unwrap().iter().find(|field| field["name"] == name).cloned();
    assert!(field("Title").is_none());
    assert_eq!(field("DoNotCall").unwrap()["updateable"], false);
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
#[tokio::test]
async fn it_stops_when_it_is_told_to() {
    let (mut child, _ready) = start(&[]);
    let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    assert!(child.wait().unwrap().success());
}

#[tokio::test]
async fn a_taken_address_is_said_plainly() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_callside-sandbox")).args(["--listen", &address]).output().unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains(&format!("cannot listen on {address}")));
}
