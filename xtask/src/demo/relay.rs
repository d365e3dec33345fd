//! `cargo xtask demo --relay`: sandbox, nats-server, two relays behind a balancer, two desktops; calls arrive, one relay
//! is killed in the middle of them, and every call pops at its desktop.
//!
//! The desktops are `callside-headless`, the app's engine without its window, so that what they show can be counted.

use super::balancer::Balancer;
use super::desk::Desk;
use super::sandbox::Sandbox;
use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::http;
use crate::process::{Tree, pause};
use crate::setup::{self, Need};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(2 * 60 * 60);
/// Calls of the demo; a relay is killed after half of them.
const CALLS: usize = 20;
/// Tenths of a second that something may take.
const PATIENCE: u32 = 600;
/// Where Debian puts it; an ordinary user's PATH does not always reach there.
const NATS: &str = "/usr/sbin/nats-server";

/// Runs the demo. Ends by itself, with what it has seen.
///
/// # Errors
/// When something does not build or start, or a call does not arrive.
pub fn run(checkout: &Checkout) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::Build, Need::Fleet])?;
    println!("demo: building (minutes at the first time)");
    let mut build = checkout.cargo();
    build.args(["build", "--locked", "-p", "callside-relay", "-p", "callside-headless", "-p", "callside-sandbox"]);
    Tree::spawn(&mut build)?.wait(LIMIT)?;
    let sandbox = Sandbox::start(checkout)?;
    println!("demo: the sandbox org is at {}", sandbox.origin());
    let stage = Stage::set(checkout, &sandbox)?;
    play(checkout, &sandbox, stage)
}

/// Folders and programs of the demo.
struct Stage {
    folder: PathBuf,
    secret: String,
    _nats: Tree,
    a: Relay,
    b: Relay,
    balancer: Balancer,
}

/// A running relay.
struct Relay {
    program: Tree,
    listen: String,
    inner: String,
}

impl Stage {
    fn set(checkout: &Checkout, sandbox: &Sandbox) -> Result<Self, XtaskError> {
        let folder = checkout.scratch("demo-relay");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(XtaskError::io("cannot make", &folder))?;
        let (nats, port) = nats(&folder)?;
        println!("demo: nats-server with JetStream is at 127.0.0.1:{port}");
        let program = checkout.programs(Profile::Dev).join("callside-relay");
        let secrets = folder.join("secrets");
        Tree::spawn(Command::new(&program).arg("new-secrets").arg("--folder").arg(&secrets).stdout(Stdio::null()))?
            .wait(LIMIT)?;
        write_private(&secrets.join("five9"), sandbox.five9_secret())?;
        let secret =
            fs::read_to_string(secrets.join("path-secret")).map_err(XtaskError::io("cannot read", &secrets))?;
        let relay = |name: &str| Relay::start(&program, &folder, name, port, sandbox);
        let (a, b) = (relay("relay-a")?, relay("relay-b")?);
        let balancer = Balancer::start(vec![a.listen.clone(), b.listen.clone()])?;
        println!("demo: relay-a and relay-b are behind http://{}", balancer.address());
        until("JetStream takes events", || Ok(a.figure("fleet_up")? == 1 && b.figure("fleet_up")? == 1))?;
        Ok(Self { folder, secret: secret.trim().to_owned(), _nats: nats, a, b, balancer })
    }

    /// A desktop of a person, linked through the balancer.
    fn desk(&self, checkout: &Checkout, sandbox: &Sandbox, person: &str) -> Result<Desk, XtaskError> {
        let folder = self.folder.join(person.split('@').next().unwrap_or(person));
        fs::create_dir_all(&folder).map_err(XtaskError::io("cannot make", &folder))?;
        let programs = checkout.programs(Profile::Dev);
        let mut session = Command::new(programs.join("callside-relay"));
        session.arg("--config").arg(self.folder.join("relay-a.json")).args(["session", "--person", person]);
        let session = session.output().map_err(XtaskError::io("cannot start", &programs))?;
        let text = String::from_utf8_lossy(&session.stdout).into_owned();
        write_private(&folder.join("relay-session"), &text)?;
        write_private(&folder.join("token"), sandbox.access_token())?;
        let config = json!({
            "salesforce": { "sign_in": {
                "from": "access_token", "instance_url": sandbox.origin(), "token_file": folder.join("token") } },
            "database_key": { "from": "file", "path": folder.join("secrets.json") },
            "relay": {
                "address": format!("http://{}", self.balancer.address()), "session_file": folder.join("relay-session"),
            },
        });
        let path = folder.join("config.json");
        write_private(&path, &config.to_string())?;
        Desk::start(&programs.join("callside-headless"), &path, &folder.join("data"))
    }
}

impl Relay {
    fn start(program: &Path, folder: &Path, name: &str, nats: u16, sandbox: &Sandbox) -> Result<Self, XtaskError> {
        let secrets = folder.join("secrets");
        let config = json!({
            "callside_config": 1,
            "name": name,
            "listen": "127.0.0.1:0",
            "inner": "127.0.0.1:0",
            "home_region": "US",
            "data": folder.join(name),
            "secrets": {
                "database_key_file": secrets.join("database-key"),
                "session_key_file": secrets.join("session-key"),
                "path_secret_file": secrets.join("path-secret"),
            },
            "phones": { "five9_secret_file": secrets.join("five9") },
            "identity": {
                "issuer": sandbox.origin(), "client_id": sandbox.client_id(), "org_id": "00D000000000001AAA",
            },
            "fleet": { "servers": [format!("nats://127.0.0.1:{nats}")] },
            "team": {
                "people": [{ "email": "dana.whitfield@callside.example" }, { "email": "sam.ortega@callside.example" }],
                "groups": { "support": ["dana.whitfield@callside.example", "sam.ortega@callside.example"] },
                "rules": [{ "queue": "Support", "to": { "group": "support" } }],
            },
            "limits": { "beat_s": 2 },
        });
        let path = folder.join(format!("{name}.json"));
        write_private(&path, &config.to_string())?;
        let log = folder.join(format!("{name}.log"));
        let log = fs::File::create(&log).map_err(XtaskError::io("cannot make", &log))?;
        let mut command = Command::new(program);
        command.arg("--config").arg(&path).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let mut program = Tree::spawn(&mut command)?;
        let mut line = String::new();
        if let Some(stdout) = program.stdout() {
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        let ready: Value = serde_json::from_str(&line).map_err(|_| unreadable(&line))?;
        let at = |what: &str| ready[what].as_str().map(str::to_owned).ok_or_else(|| unreadable(&line));
        Ok(Self { program, listen: at("listen")?, inner: at("inner")? })
    }

    /// One of its own figures.
    fn figure(&self, name: &str) -> Result<i64, XtaskError> {
        let text = http::get(&format!("http://{}/metrics", self.inner))?.body;
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("callside_relay_{name} ")));
        line.and_then(|value| value.trim().parse().ok()).ok_or_else(|| unreadable(name))
    }
}

/// Calls arrive; in the middle of them a relay is killed.
fn play(checkout: &Checkout, sandbox: &Sandbox, stage: Stage) -> Result<(), XtaskError> {
    let dana = stage.desk(checkout, sandbox, "dana.whitfield@callside.example")?;
    let sam = stage.desk(checkout, sandbox, "sam.ortega@callside.example")?;
    until("both desktops are linked", || Ok(dana.is_linked() && sam.is_linked()))?;
    println!("demo: Dana is at {}, Sam at {}", dana.relay(), sam.relay());
    let address = format!("http://{}/{}/five9/events", stage.balancer.address(), stage.secret);
    let Stage { a, b, balancer: _balancer, _nats, .. } = stage;
    let mut a = Some(a);
    let callers = sandbox.callers();
    for (n, caller) in callers.iter().cycle().take(CALLS).enumerate() {
        if n == CALLS / 2 {
            if let Some(relay) = a.take() {
                relay.program.kill()?;
            }
            println!("demo: relay-a was killed; calls go on");
        }
        // A phone system sends again what nobody took.
        until_quietly(|| Ok(rings(&address, sandbox.five9_secret(), n, &caller.number)))?;
    }
    println!("demo: {CALLS} calls were placed");
    until("every call popped at Dana's desktop", || Ok(dana.popped() >= CALLS))?;
    until("every call popped at Sam's desktop", || Ok(sam.popped() >= CALLS))?;
    println!("demo: Dana is at {}, Sam at {}", dana.relay(), sam.relay());
    let twice = dana.popped_twice() + sam.popped_twice();
    println!(
        "demo: {CALLS} calls, one relay killed in the middle: {} pops at Dana's, {} at Sam's, {twice} came twice",
        dana.popped(),
        sam.popped()
    );
    println!(
        "demo: relay-b handed {} events over and sent {}",
        b.figure("handed_over_total")?,
        b.figure("events_sent_total")?
    );
    println!("demo: works");
    Ok(())
}

/// A call rings in the queue, at the whole group; whether somebody took the event.
fn rings(address: &str, secret: &str, n: usize, number: &str) -> bool {
    let event = json!({
        "event": "call.created", "eventId": format!("demo-{n}"),
        "data": { "callId": format!("demo-{n}"), "ani": number, "dnis": "+18005550100", "skill": "Support" },
    });
    let headers = [("X-Callside-Secret", secret), ("Content-Type", "application/json")];
    http::ask("POST", address, &headers, &event.to_string()).is_ok_and(|answer| answer.status == 200)
}

fn nats(folder: &Path) -> Result<(Tree, u16), XtaskError> {
    let mut command = Command::new(NATS);
    command.args(["-a", "127.0.0.1", "-p", "-1", "-js", "-sd"]).arg(folder.join("jetstream"));
    command.arg("--ports_file_dir").arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let program = Tree::spawn(&mut command)?;
    let mut port = None;
    until_quietly(|| {
        let files = fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten();
        let ports = files.map(|file| file.path()).find(|path| path.extension().is_some_and(|end| end == "ports"));
        let text = ports.and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        port = value["nats"][0].as_str().and_then(|url| url.rsplit(':').next()?.parse().ok());
        Ok(port.is_some())
    })?;
    Ok((program, port.unwrap_or_default()))
}

fn write_private(path: &Path, text: &str) -> Result<(), XtaskError> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path, text).map_err(XtaskError::io("cannot write", path))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(XtaskError::io("cannot write", path))
}

fn until(what: &str, holds: impl FnMut() -> Result<bool, XtaskError>) -> Result<(), XtaskError> {
    until_quietly(holds).map_err(|_| XtaskError::NotInTree(format!("sign that {what}")))?;
    println!("demo: {what}");
    Ok(())
}

fn until_quietly(mut holds: impl FnMut() -> Result<bool, XtaskError>) -> Result<(), XtaskError> {
    for _ in 0..PATIENCE {
        if holds()? {
            return Ok(());
        }
        pause(100);
    }
    Err(XtaskError::NotInTree("sign of life".into()))
}

fn unreadable(text: &str) -> XtaskError {
    XtaskError::Unreadable { what: "a relay", text: text.to_owned() }
}
