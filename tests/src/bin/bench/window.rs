//! The real window: from a webhook to the painted pop, from the start to the first usable screen, and its memory.

use crate::day::Day;
use crate::memory;
use crate::screen::Screen;
use callside_tests::bench::Report;
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const POPS: u32 = 100;
const STARTS: u32 = 10;
const PROGRAM: &str = "callside";

/// When the first screen that can be used stood on the page, in seconds since 1970 (`App.svelte` marks it).
const USABLE: &str = "const [mark] = performance.getEntriesByName('usable');
    return mark ? (performance.timeOrigin + mark.startTime) / 1000 : null;";

/// Measures on a virtual screen, with the sandbox as org.
pub async fn measure(report: &mut Report) {
    let mut day = Day::signed_in().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let fresh = memory::of(&day.stage, PROGRAM);
    let pops = pops(&day).await;
    report
        .times("webhook to painted pop in the real window, known caller", &pops)
        .at_most(0.5, 35.0)
        .at_most(0.99, 80.0);
    tokio::time::sleep(Duration::from_secs(3)).await;
    let used = memory::of(&day.stage, PROGRAM);
    report.numbers("memory of the whole app after the sign-in (PSS)", "MB", vec![fresh.pss]).at_most(1.0, 160.0);
    report.numbers("memory of the whole app after the sign-in (private pages)", "MB", vec![fresh.private]);
    report.numbers("memory of the whole app after 100 calls (PSS)", "MB", vec![used.pss]);
    report.numbers("memory of the whole app after 100 calls (private pages)", "MB", vec![used.private]);
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        day = day.power_cut().await;
        starts.push(start(&day).await);
    }
    report.times("start to usable window, signed in, after a power cut", &starts).at_most(0.5, 700.0);
}

/// From the moment at which the phone system connects to the moment at which the X server was given the pop.
async fn pops(day: &Day) -> Vec<Duration> {
    let secret = "bench-secret-of-five9";
    let door = day.app.ask("save_settings", json!({ "five9_secret": secret })).await["door"].clone();
    let connector = door["five9_connector"].as_str().expect("an address").to_owned();
    let number = day.sandbox.caller("known_contact").expect("a named caller").number;
    let screen = Screen::watch(day.stage.display());
    let mut times = Vec::new();
    for n in 0..=POPS {
        let queue = format!("Queue{n:03}");
        let call =
            format!("{connector}&trigger=OnCallAccepted&call_id=bench-{n}&ANI={}&skill_name={queue}", &number[1..]);
        // What the last call left behind has been painted.
        day.app.driver.painted().await;
        tokio::time::sleep(Duration::from_millis(150 + u64::from(n) * 7 % 30)).await;
        screen.forget();
        let sent = Instant::now();
        get(&call).await;
        let painted = screen.next();
        day.app.reads(&queue).await;
        // The first call of all fetches the caller; from then on it is known on this machine.
        if n > 0 {
            times.push(painted - sent);
        }
        let draft = json!({ "disposition": "wrong_number", "notes": "" });
        day.app.ask("save_wrap_up", json!({ "call": format!("five9:bench-{n}"), "draft": draft })).await;
        day.app.keys(crate::app::key::ESCAPE).await;
        day.app.reads("No call right now").await;
    }
    times
}

/// A request as a phone system's browser sends it, without a client library on the way.
async fn get(address: &str) {
    let (host, path) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')).expect("an address");
    let mut connection = TcpStream::connect(host).await.expect("the door is open");
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).await.expect("the request is sent");
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.expect("the door answers");
    assert!(answer.starts_with("HTTP/1.1 2"), "the door took the call: {answer}");
}

async fn start(day: &Day) -> Duration {
    let usable = crate::wait::until("the window can be used", async || {
        day.app.driver.try_script(USABLE, json!([])).await.ok()?.as_f64()
    });
    let usable = usable.await;
    let (pid, _) = memory::processes(&day.stage, PROGRAM).into_iter().find(|(_, name)| name == PROGRAM).expect("it");
    Duration::from_secs_f64((usable - memory::began(pid)).max(0.0))
}
