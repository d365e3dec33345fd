//! Webhook in, record changed: what a hub between phone systems and Salesforce does, ours beside Node-RED, with the same
//! webhooks and against the same org in one run.
//!
//! Ours is the whole product: the webhook is on the disk before it is answered, an automation makes a write of it, the
//! outbox reads what stands in the record, writes once and knows it. Node-RED answers, and then sends one PATCH: it stores
//! nothing before it answers. What each has lost after a kill is counted.

mod callside;
mod node_red;

use super::Report;
use super::wire::Connection;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::{Cause, LedgerFilter};
use callside_sandbox::{Sandbox, SandboxOptions};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ONE_BY_ONE: usize = 300;
const CONNECTIONS: usize = 32;
/// An automation runs 10,000 times an hour at most.
const MANY: usize = 3_000;
const BEFORE_KILL: usize = 1_000;
/// What the org takes for a change while a hub is killed.
const LATENCY_MS: u64 = 20;
/// Nothing more comes once nothing has come for so long.
const QUIET: Duration = Duration::from_secs(10);

/// Names of a hub's figures.
struct Names {
    /// Of its calls.
    calls: &'static str,
    one: &'static str,
    many: &'static str,
    answered: &'static str,
    lost: &'static str,
    twice: &'static str,
}

const OURS: Names = Names {
    calls: "ours",
    one: "hub: Callside, webhook to changed record, 1 connection",
    many: "hub: Callside, records changed, 32 connections",
    answered: "hub: Callside, answered before the kill",
    lost: "hub: Callside, lost by a kill",
    twice: "hub: Callside, changed twice by a kill",
};

const THEIRS: Names = Names {
    calls: "theirs",
    one: "hub: Node-RED, webhook to changed record, 1 connection",
    many: "hub: Node-RED, records changed, 32 connections",
    answered: "hub: Node-RED, answered before the kill",
    lost: "hub: Node-RED, lost by a kill",
    twice: "hub: Node-RED, changed twice by a kill",
};

/// A running hub. It is killed when this is dropped.
struct Running {
    child: Child,
    listen: SocketAddr,
    path: String,
    headers: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    async fn connection(&self) -> Connection {
        Connection::open(self.listen, &self.path, &self.headers).await
    }
}

/// The org, with a case for each connection.
struct Org {
    sandbox: Sandbox,
    cases: Vec<String>,
}

impl Org {
    async fn open() -> Self {
        let options = SandboxOptions { contacts: 12, daily_requests: 100_000_000, ..SandboxOptions::default() };
        let sandbox = Sandbox::start(options).await.expect("a sandbox");
        let case = json!({ "Subject": "new", "Status": "New" });
        let fields = case.as_object().expect("fields");
        let cases = (0..CONNECTIONS).map(|_| sandbox.create_as_other("Case", fields).expect("a case")).collect();
        Self { sandbox, cases }
    }

    /// The webhook that asks for a case's subject to become `word`.
    fn webhook(&self, lane: usize, word: &str) -> String {
        json!({
            "event": "call.created", "eventId": word,
            "data": { "callId": word, "skill": word, "campaign": self.cases[lane], "ani": "anonymous" },
        })
        .to_string()
    }

    fn says(&self, lane: usize, word: &str) -> bool {
        let record = self.sandbox.record("Case", &self.cases[lane]).expect("the case");
        record.get("Subject").and_then(Value::as_str) == Some(word)
    }

    /// The moment in which the org has the word. A thread of its own looks again and again, with a pause between: one that
    /// spins would take one of the cores that do the work.
    async fn said(self: &Arc<Self>, lane: usize, word: &str) -> Instant {
        let (org, word) = (Arc::clone(self), word.to_owned());
        let look = tokio::task::spawn_blocking(move || {
            while !org.says(lane, &word) {
                std::thread::park_timeout(Duration::from_micros(20));
            }
            Instant::now()
        });
        look.await.expect("it looks until it sees")
    }

    /// Every subject that was written under a prefix, with how often, once there are `count` of them, or nothing more
    /// comes; and when the last came. The ledger is read on, not anew.
    async fn settled(&self, prefix: &str, count: usize) -> (BTreeMap<String, usize>, Instant) {
        let case = LedgerFilter { object: Some("Case".into()), cause: Some(Cause::Api), ..LedgerFilter::default() };
        let mut written: BTreeMap<String, usize> = BTreeMap::new();
        let (mut since, mut last) = (0, Instant::now());
        loop {
            let before = written.len();
            for entry in self.sandbox.ledger(&LedgerFilter { since: Some(since), ..case.clone() }) {
                since = entry.seq;
                if let Some(subject) = entry.fields.get("Subject").and_then(Value::as_str)
                    && subject.starts_with(prefix)
                {
                    *written.entry(subject.to_owned()).or_default() += 1;
                }
            }
            if written.len() > before {
                last = Instant::now();
            }
            if written.len() >= count || last.elapsed() > QUIET {
                return (written, last);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// Measures ours, then Node-RED where npm can bring it.
pub async fn hub(report: &mut Report) {
    let org = Arc::new(Org::open().await);
    let ours = callside::Place::new(&org).await;
    measure(report, &org, &OURS, async || ours.start()).await;
    match node_red::Place::new(&org) {
        Some(theirs) => measure(report, &org, &THEIRS, async || theirs.start().await).await,
        None => eprintln!("hub: npm could not bring Node-RED: it is not measured"),
    }
}

async fn measure(report: &mut Report, org: &Arc<Org>, names: &Names, start: impl AsyncFn() -> Running) {
    let hub = start().await;
    let mut connection = hub.connection().await;
    let mut times = Vec::with_capacity(ONE_BY_ONE);
    for n in 0..ONE_BY_ONE {
        let word = format!("{}-one-{n}", names.calls);
        let said = org.said(0, &word);
        let (body, began) = (org.webhook(0, &word), Instant::now());
        let (status, said) = tokio::join!(connection.post(&body), said);
        assert_eq!(status.expect("the hub answers"), 200);
        times.push(said - began);
    }
    report.times(names.one, &times).at_most(0.5, 0.9);

    let prefix = format!("{}-many", names.calls);
    let began = Instant::now();
    let answered = storm(org, &hub, &prefix, MANY, None).await;
    let (written, last) = org.settled(&prefix, answered).await;
    report.numbers(names.many, "per s", vec![written.len() as f64 / (last - began).as_secs_f64()]).at_least(8_000.0);

    let slow = FaultKind::Latency { millis: LATENCY_MS, after_commit: false };
    org.sandbox.inject(Fault::new(slow).on_path("/services/data"));
    let prefix = format!("{}-kill", names.calls);
    let killed = Arc::new(tokio::sync::Notify::new());
    let answered = storm(org, &hub, &prefix, BEFORE_KILL, Some(Arc::clone(&killed)));
    let kill = async {
        killed.notified().await;
        std::process::Command::new("kill").args(["-9", &hub.child.id().to_string()]).status().expect("kill runs");
    };
    let (answered, ()) = tokio::join!(answered, kill);
    drop(hub);
    let _again = start().await;
    let (written, _) = org.settled(&prefix, answered).await;
    org.sandbox.clear_faults();
    report.numbers(names.answered, "webhooks", vec![answered as f64]);
    report.numbers(names.lost, "webhooks", vec![answered.saturating_sub(written.len()) as f64]).at_most(0.5, 0.0);
    let twice = written.values().filter(|times| **times > 1).count();
    report.numbers(names.twice, "webhooks", vec![twice as f64]);
}

/// Posts `count` webhooks on all connections; how many were answered. Half of them: `half` hears of it.
async fn storm(org: &Org, hub: &Running, prefix: &str, count: usize, half: Option<Arc<tokio::sync::Notify>>) -> usize {
    let answered = Arc::new(AtomicUsize::new(0));
    let mut lanes = Vec::new();
    for lane in 0..CONNECTIONS {
        let mut connection = hub.connection().await;
        let bodies: Vec<String> =
            (lane..count).step_by(CONNECTIONS).map(|n| org.webhook(lane, &format!("{prefix}-{n}"))).collect();
        let (answered, half) = (Arc::clone(&answered), half.clone());
        lanes.push(tokio::spawn(async move {
            for body in bodies {
                if !connection.post(&body).await.is_ok_and(|status| status == 200) {
                    return;
                }
                if answered.fetch_add(1, Ordering::SeqCst) + 1 == count / 2
                    && let Some(half) = &half
                {
                    half.notify_one();
                }
            }
        }));
    }
    for lane in lanes {
        lane.await.expect("a lane ends");
    }
    answered.load(Ordering::SeqCst)
}
