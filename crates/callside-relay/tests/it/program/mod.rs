//! The program itself, as systemd starts, tells and kills it.

mod commands;
mod log;

use crate::bed::{FIVE9, Linked, PATIENCE, Site, TestDesk, rings};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Where it is told what to do.
fn config(site: &Site) -> PathBuf {
    site.folder.path().join("relay.json")
}

fn configure(site: &Site, settings: &Value) {
    std::fs::write(config(site), settings.to_string()).unwrap();
}

fn callside_relay(site: &Site) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callside-relay"));
    command.arg("--config").arg(config(site)).stdin(Stdio::null()).kill_on_drop(true);
    command.env_remove("CALLSIDE_LOG");
    command
}

/// Waits until something holds.
async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let found = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, found).await.is_ok(), "{what}");
}

/// A running relay. Dropping it kills it.
struct Program {
    child: Child,
    listen: String,
    inner: String,
    log: PathBuf,
    /// Where its phone system sends to.
    events: String,
    phone: reqwest::Client,
}

impl Program {
    /// Starts it with what stands in its configuration; `level` is how much it logs.
    async fn start(site: &Site, level: &str) -> Self {
        let log = site.folder.path().join("log");
        let errors = OpenOptions::new().create(true).append(true).open(&log).unwrap();
        let mut command = callside_relay(site);
        let mut child = command.env("CALLSIDE_LOG", level).stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("it says that it is ready").unwrap();
        let line = line.unwrap_or_else(|| panic!("it ended: {}", std::fs::read_to_string(&log).unwrap()));
        let ready: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(ready["ready"], true, "{ready}");
        let at = |what: &str| ready[what].as_str().unwrap().to_owned();
        let events = format!("http://{}/{}/five9/events", at("listen"), site.path_secret());
        Self { child, listen: at("listen"), inner: at("inner"), log, events, phone: reqwest::Client::new() }
    }

    /// A phone system sends; the status of the answer, where one came.
    async fn send(&self, body: &Value) -> Option<u16> {
        let request = self.phone.post(&self.events).header("x-callside-secret", FIVE9).json(body);
        request.send().await.ok().map(|answer| answer.status().as_u16())
    }

    fn tell(&self, signal: &str) {
        let pid = self.child.id().expect("it runs").to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }

    fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    async fn says(&self, text: &str) {
        until(text, || self.said().contains(text)).await;
    }

    async fn ends(mut self) -> ExitStatus {
        tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it ends").unwrap()
    }

    /// Dana's desktop, linked to it.
    fn link(&self, site: &Site) -> Linked {
        let desk = Arc::new(TestDesk::new(site.grant("dana@example.com")));
        site.link_desk(&format!("http://{}", self.listen), desk, "one")
    }
}

#[tokio::test]
async fn what_was_answered_is_there_once_after_a_kill_in_the_middle_of_a_burst() {
    const CALLS: usize = 400;
    const LINES: usize = 16;
    const KILLED_AT: usize = 120;
    let site = Site::new();
    configure(&site, &site.settings("a"));
    let program = Arc::new(Program::start(&site, "info").await);
    let answered = Arc::new(Mutex::new(BTreeSet::new()));
    let lines = (0..LINES).map(|line| {
        let (program, answered) = (Arc::clone(&program), Arc::clone(&answered));
        tokio::spawn(async move {
            for call in (line..CALLS).step_by(LINES) {
                match program.send(&rings(&call.to_string(), "dana")).await {
                    Some(200) => {}
                    Some(503) => continue,
                    Some(other) => panic!("{other}"),
                    None => return,
                }
                let mut answered = answered.lock().unwrap();
                answered.insert(format!("five9:{call}-created"));
                if answered.len() == KILLED_AT {
                    program.tell("-KILL");
                }
            }
        })
    });
    for line in lines.collect::<Vec<_>>() {
        line.await.unwrap();
    }
    let answered = answered.lock().unwrap().clone();
    assert!((KILLED_AT..CALLS).contains(&answered.len()), "it was killed in the middle: {}", answered.len());
    assert_eq!(Arc::into_inner(program).unwrap().ends().await.signal(), Some(9));

    let program = Program::start(&site, "info").await;
    let dana = program.link(&site);
    let come = || answered.iter().all(|event| dana.desk.events().contains_key(event));
    until("each event that was answered comes", come).await;
    // The phone system sends again what it heard nothing of, and what it is not sure of.
    for call in 0..CALLS {
        assert_eq!(program.send(&rings(&call.to_string(), "dana")).await, Some(200));
    }
    assert_eq!(program.send(&rings("last", "dana")).await, Some(200));
    dana.desk.hears("five9:last-created").await;
    let events = dana.desk.has(CALLS + 1).await;
    let twice: Vec<_> = events.iter().filter(|(_, times)| **times != 1).collect();
    assert!(events.len() == CALLS + 1 && twice.is_empty(), "{} events, not once: {twice:?}", events.len());
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_the_program_ends_as_it_was_told() {
    let site = Site::new();
    configure(&site, &site.settings("a"));
    let program = Program::start(&site, "info").await;
    let body = rings("1", "dana").to_string();
    let mut wire = TcpStream::connect(&program.listen).await.unwrap();
    let head = format!(
        "POST /{}/five9/events HTTP/1.1\r\nHost: relay\r\nContent-Type: application/json\r\nX-Callside-Secret: {FIVE9}\r\n\
         Expect: 100-continue\r\nContent-Length: {}\r\n\r\n",
        site.path_secret(),
        body.len()
    );
    wire.write_all(head.as_bytes()).await.unwrap();
    // It asks for the body: the request is under way from here on.
    let mut asked = [0; 25];
    wire.read_exact(&mut asked).await.unwrap();
    assert_eq!(std::str::from_utf8(&asked), Ok("HTTP/1.1 100 Continue\r\n\r\n"));
    program.tell("-TERM");
    program.says("the relay ends").await;
    wire.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    wire.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(program.ends().await.code(), Some(0));
    let program = Program::start(&site, "info").await;
    assert_eq!(program.link(&site).desk.has(1).await, [("five9:1-created".to_owned(), 1)].into());
}

#[tokio::test]
async fn a_mended_team_is_taken_up_when_it_is_told_and_a_faulty_file_changes_nothing() {
    let site = Site::new();
    let mut settings = site.settings("a");
    configure(&site, &settings);
    let program = Program::start(&site, "info").await;
    assert_eq!(program.send(&rings("1", "nobody")).await, Some(200));
    std::fs::write(config(&site), "{").unwrap();
    program.tell("-HUP");
    program.says("the configuration was not read again").await;
    let dana = program.link(&site);
    assert_eq!(program.send(&rings("2", "dana")).await, Some(200));
    dana.desk.hears("five9:2-created").await;
    settings["team"]["people"][0]["names"]["five9"] = json!(["dana", "nobody"]);
    configure(&site, &settings);
    program.tell("-HUP");
    dana.desk.hears("five9:1-created").await;
    assert_eq!(dana.desk.events(), [("five9:1-created".to_owned(), 1), ("five9:2-created".to_owned(), 1)].into());
}
