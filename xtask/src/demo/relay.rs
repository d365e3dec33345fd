//! `cargo xtask demo --relay`: sandbox, nats-server, two relays behind a balancer, two desktops and a window; calls
//! arrive, the relay that serves one of the desktops is killed in the middle of them, and every call pops once at both.
//!
//! The desktops are `callside-headless`, the app's engine without its window, so that what they show can be counted. The
//! window is Dana's second machine: what a person sees of it all.

use super::app::{App, Beginning};
use super::balancer::Balancer;
use super::browser::{self, Browser};
use super::desk::Desk;
use super::fleet::{self, Relay, until, until_quietly, write_private};
use super::sandbox::Sandbox;
use super::screen::Person;
use crate::checkout::{Checkout, FEATURES, Profile};
use crate::error::XtaskError;
use crate::http;
use crate::process::{Tree, pause};
use crate::session::Session;
use crate::setup::{self, Need};
use crate::tally::Tally;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(2 * 60 * 60);
/// Calls of the demo; a relay is killed after half of them.
const CALLS: usize = 40;
/// Between two calls, in milliseconds.
const BETWEEN: u64 = 100;
const DANA: &str = "dana.whitfield@callside.example";
const SAM: &str = "sam.ortega@callside.example";

/// Runs the demo, with the programs of the last build where it is `built`. Ends by itself, with what it has seen; pictures of
/// the window go to `shots`, or nowhere. Its closing line counts the desktops that had every call once.
///
/// # Errors
/// When something does not build or start, a call does not arrive, or one arrives twice.
pub fn run(checkout: &Checkout, headless: bool, built: bool, shots: Option<&Path>) -> Result<(), XtaskError> {
    if !built {
        setup::ready(checkout, &[Need::Build, Need::Ui, Need::Session, Need::Fleet])?;
        build(checkout)?;
    }
    let sandbox = Sandbox::start(checkout)?;
    println!("demo: the sandbox org is at {}", sandbox.origin());
    let session = if headless { Session::with_display()? } else { Session::on_your_screen()? }.without_keyring()?;
    let stage = Stage::set(checkout, &sandbox)?;
    let address = format!("http://{}", stage.balancer.address());
    let grant = stage.grant(checkout, DANA)?;
    let browser = Browser::listen(session.folder(), browser::Manner::ByItself)?;
    let beginning = Beginning::Linked { address: &address, grant: &grant };
    let _app = App::start(checkout, &session, &sandbox, &browser, beginning)?;
    let folder = shots.unwrap_or_else(|| session.folder());
    fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
    let window = headless.then(|| Person::at_window(&session, "Callside")).transpose()?;
    let picture = |name: &str| match &window {
        Some(person) => person.picture(folder, name).map(|path| println!("demo: {}", path.display())),
        None => Ok(()),
    };
    play(checkout, &sandbox, stage, &picture)?;
    println!("{}", Tally { passed: 2, failed: 0 });
    Ok(())
}

fn build(checkout: &Checkout) -> Result<(), XtaskError> {
    println!("demo: building (minutes at the first time)");
    Tree::spawn(checkout.npm().args(["run", "build"]))?.wait(LIMIT)?;
    let mut build = checkout.cargo();
    build.args(["build", "--locked", "-p", "callside-relay", "-p", "callside-headless", "-p", "callside-sandbox"]);
    build.args(["-p", "callside"]).args(FEATURES);
    Tree::spawn(&mut build)?.wait(LIMIT)
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

impl Stage {
    fn set(checkout: &Checkout, sandbox: &Sandbox) -> Result<Self, XtaskError> {
        let folder = checkout.scratch("demo-relay");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(XtaskError::io("cannot make", &folder))?;
        let (nats, port) = fleet::nats(&folder)?;
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
        let balancer = Balancer::start(vec![a.listen().to_owned(), b.listen().to_owned()])?;
        println!("demo: relay-a and relay-b are behind http://{}", balancer.address());
        until("JetStream takes events", || Ok(a.figure("fleet_up")? == 1 && b.figure("fleet_up")? == 1))?;
        Ok(Self { folder, secret: secret.trim().to_owned(), _nats: nats, a, b, balancer })
    }

    /// A session of a person, as the operator makes it.
    fn grant(&self, checkout: &Checkout, person: &str) -> Result<String, XtaskError> {
        let program = checkout.programs(Profile::Dev).join("callside-relay");
        let mut session = Command::new(&program);
        session.arg("--config").arg(self.folder.join("relay-a.json")).args(["session", "--person", person]);
        let made = session.output().map_err(XtaskError::io("cannot start", &program))?;
        Ok(String::from_utf8_lossy(&made.stdout).into_owned())
    }

    /// A desktop of a person, linked through the balancer.
    fn desk(&self, checkout: &Checkout, sandbox: &Sandbox, person: &str) -> Result<Desk, XtaskError> {
        let folder = self.folder.join(person.split('@').next().unwrap_or(person));
        fs::create_dir_all(&folder).map_err(XtaskError::io("cannot make", &folder))?;
        let programs = checkout.programs(Profile::Dev);
        write_private(&folder.join("relay-session"), &self.grant(checkout, person)?)?;
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

/// Calls arrive; in the middle of them a relay is killed, and later it comes back.
fn play(
    checkout: &Checkout,
    sandbox: &Sandbox,
    stage: Stage,
    picture: &dyn Fn(&str) -> Result<(), XtaskError>,
) -> Result<(), XtaskError> {
    let dana = stage.desk(checkout, sandbox, DANA)?;
    let sam = stage.desk(checkout, sandbox, SAM)?;
    until("both desktops are linked", || Ok(dana.is_linked() && sam.is_linked()))?;
    println!("demo: Dana is at {}, Sam at {}", dana.relay(), sam.relay());
    picture("relay-1-linked")?;
    let address = format!("http://{}/{}/five9/events", stage.balancer.address(), stage.secret);
    let secret = sandbox.five9_secret().to_owned();
    let numbers: Vec<String> = sandbox.callers().iter().map(|caller| caller.number.clone()).collect();
    let Stage { a, b, balancer: _balancer, _nats, .. } = stage;
    // The one that serves Dana: its end must be felt.
    let (victim, survivor) = if dana.relay() == a.name() { (a, b) } else { (b, a) };
    let (placed, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let back = thread::scope(|scope| {
        let ringing = scope.spawn(|| place_calls(&address, &secret, &numbers, &placed, &taken));
        until_quietly(|| Ok(placed.load(Ordering::SeqCst) >= CALLS / 2))?;
        let last = placed.load(Ordering::SeqCst);
        let back = victim.kill()?;
        println!("demo: {} was killed at call {last} of {CALLS}; calls go on", back.name());
        picture("relay-2-one-killed")?;
        ringing.join().map_err(|_| XtaskError::NotInTree("end of the calls".into()))??;
        until(&format!("Dana is at {}", survivor.name()), || Ok(dana.relay() == survivor.name()))?;
        println!(
            "demo: {CALLS} calls were placed, {} of them sent again until a relay took them",
            taken.load(Ordering::SeqCst)
        );
        // What it had taken and not handed over yet stands in its file.
        back.start_again()
    })?;
    println!("demo: {} is back", back.name());
    until("every call popped at Dana's desktop", || Ok(dana.popped() >= CALLS))?;
    until("every call popped at Sam's desktop", || Ok(sam.popped() >= CALLS))?;
    picture("relay-3-all-calls")?;
    let twice = dana.popped_twice() + sam.popped_twice();
    let (here, there) = (dana.popped(), sam.popped());
    println!(
        "demo: {CALLS} calls, one relay killed in the middle: {here} pops at Dana's, {there} at Sam's, {twice} came twice"
    );
    let (handed, sent) = (survivor.figure("handed_over_total")?, survivor.figure("events_sent_total")?);
    println!("demo: {} handed {handed} events over and sent {sent}", survivor.name());
    if (here, there, twice) != (CALLS, CALLS, 0) {
        return Err(XtaskError::NotInTree(format!("run in which each of {CALLS} calls popped once at each desktop")));
    }
    println!("demo: works: none lost, none twice");
    Ok(())
}

/// A call after the other; `again` counts those that had to be sent more than once.
fn place_calls(
    address: &str,
    secret: &str,
    numbers: &[String],
    placed: &AtomicUsize,
    again: &AtomicUsize,
) -> Result<(), XtaskError> {
    for (n, number) in numbers.iter().cycle().take(CALLS).enumerate() {
        let mut tries = 0;
        // A phone system sends again what nobody took.
        until_quietly(|| {
            tries += 1;
            Ok(rings(address, secret, n, number))
        })?;
        again.fetch_add(usize::from(tries > 1), Ordering::SeqCst);
        placed.fetch_add(1, Ordering::SeqCst);
        pause(BETWEEN);
    }
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
