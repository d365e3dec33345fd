//! The real window: from a webhook to the painted pop, from the start to the first usable screen, and its memory.

use crate::day::Day;
use crate::stage::Stage;
use callside_sandbox::players::{CallPlay, Player};
use callside_tests::bench::Report;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const POPS: u32 = 60;
const STARTS: u32 = 5;

/// Says when words are painted: two frames after they stand on the page, in milliseconds since 1970.
const PAINTED: &str = "const [words, done] = arguments;
    const said = () => document.body.innerText.includes(words);
    const paint = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now())));
    if (said()) return paint();
    const watch = new MutationObserver(() => { if (said()) { watch.disconnect(); paint(); } });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });";

/// Measures on a virtual screen, with the sandbox as org and phone system.
pub async fn measure(report: &mut Report) {
    let day = Day::signed_in().await;
    report.times("webhook to painted pop in the real window, known caller", &pops(&day).await);
    report.numbers("memory of the whole app (PSS)", "MB", vec![memory(&day.stage)]);
    let mut starts = Vec::new();
    let mut day = day;
    for _ in 0..STARTS {
        day = day.power_cut().await;
        starts.push(since_start(&day.stage));
    }
    report.times("start to usable window, after a power cut", &starts);
}

async fn pops(day: &Day) -> Vec<Duration> {
    let number = day.sandbox.caller("known_contact").expect("a named caller").number;
    let base = day.address("phone").strip_suffix("/phone").expect("the door's address").to_owned();
    let mut times = Vec::new();
    for n in 0..POPS {
        let queue = format!("Queue{n:03}");
        let call = CallPlay {
            call_id: Some(format!("bench-{n}")),
            queue: Some(queue.clone()),
            steps: vec!["call.ringing".to_owned()],
            ..CallPlay::new(Player::Phone, &base, number)
        };
        let painted = day.app.driver.script_async(PAINTED, json!([queue]));
        let sent = async {
            // The page is asked first; it must be watching before the call comes.
            tokio::time::sleep(Duration::from_millis(150)).await;
            let sent = SystemTime::now();
            day.sandbox.play(&call).await.expect("the call is played");
            sent
        };
        let (painted, sent) = tokio::join!(painted, sent);
        let sent = sent.duration_since(UNIX_EPOCH).expect("a time after 1970").as_secs_f64() * 1e3;
        let painted = painted.as_f64().expect("a moment");
        // The first call of all fetches the caller; from then on it is known on this machine.
        if n > 0 {
            times.push(Duration::from_secs_f64(((painted - sent) / 1e3).max(0.0)));
        }
        let draft = json!({ "disposition": "wrong_number", "notes": "" });
        day.app.ask("save_wrap_up", json!({ "call": format!("phone:bench-{n}"), "draft": draft })).await;
        day.app.keys(crate::app::key::ESCAPE).await;
    }
    times
}

/// Processes of this session that are the app or its web view.
fn processes(stage: &Stage) -> Vec<(u32, String)> {
    let mine = format!("XDG_DATA_HOME={}", stage.folder().join("data").display());
    let listed = std::fs::read_dir("/proc").expect("processes");
    let pids = listed.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    pids.filter_map(|pid| {
        let environ = std::fs::read(format!("/proc/{pid}/environ")).ok()?;
        let name = std::fs::read_link(format!("/proc/{pid}/exe")).ok()?.file_name()?.to_str()?.to_owned();
        let ours = name == "callside" || (name.starts_with("WebKit") && name != "WebKitWebDriver");
        (ours && environ.split(|b| *b == 0).any(|one| one == mine.as_bytes())).then_some((pid, name))
    })
    .collect()
}

/// Proportional set size of all of them, in MB.
fn memory(stage: &Stage) -> f64 {
    let pss = |pid: u32| {
        let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default()
    };
    processes(stage).into_iter().map(|(pid, _)| pss(pid)).sum::<f64>() / 1e3
}

/// How long ago the app's process began, to about 20 ms: the kernel counts in ticks of 10 ms (proc(5), stat).
fn since_start(stage: &Stage) -> Duration {
    let (pid, _) = processes(stage).into_iter().find(|(_, name)| name == "callside").expect("the app runs");
    let stat = std::fs::read_to_string(Path::new("/proc").join(pid.to_string()).join("stat")).expect("its state");
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 = after_name.split_whitespace().nth(19).and_then(|ticks| ticks.parse().ok()).expect("a start");
    let uptime = std::fs::read_to_string("/proc/uptime").expect("the uptime");
    let uptime: f64 = uptime.split_whitespace().next().and_then(|up| up.parse().ok()).expect("a number");
    Duration::from_secs_f64((uptime - ticks / 100.0).max(0.0))
}
