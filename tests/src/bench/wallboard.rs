//! The live board: five hundred agents, two hundred changes a second, ten who look.
//!
//! The relay runs in this process with real links over loopback: what is measured is a change from the desktop that says
//! it to the board of each who looks, and what the reducer costs them.

use super::Report;
use crate::headless::write_private;
use crate::site::FIVE9;
use async_trait::async_trait;
use callside_core::person::PersonId;
use callside_core::secret::Secret;
use callside_core::wallboard::{BoardNews, Doing, Presence, Wallboard};
use callside_link::{
    Cursor, Desk, Envelope, FromDesktop, Grant, Link, LinkClock, LinkSettings, LinkState, Role, Unkept, Welcome,
};
use callside_relay::Relay;
use callside_relay::config::{Config, make_secrets};
use callside_relay::identity::{Kind, Sessions};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

const AGENTS: usize = 500;
const LOOKING: usize = 10;
const A_SECOND: u32 = 200;
const SECONDS: u32 = 20;

/// When each agent last said something that nobody has seen yet.
type Said = Arc<Mutex<HashMap<PersonId, Instant>>>;

/// A desktop that says what it is told to say, and notes what it sees.
struct Sim {
    grant: Grant,
    says: UnboundedSender<FromDesktop>,
    said: tokio::sync::Mutex<UnboundedReceiver<FromDesktop>>,
    looks: bool,
    seen: Mutex<Seen>,
    open: Said,
}

#[derive(Default)]
struct Seen {
    wall: Wallboard,
    late: Vec<Duration>,
    reduced: Vec<Duration>,
    messages: u32,
}

#[async_trait]
impl Desk for Sim {
    async fn cursor(&self) -> Result<Option<Cursor>, Unkept> {
        Ok(None)
    }

    async fn take(&self, _: Vec<Envelope>, _: Option<Cursor>) -> Result<(), Unkept> {
        Ok(())
    }

    async fn grant(&self) -> Result<Option<Grant>, Unkept> {
        Ok(Some(self.grant.clone()))
    }

    async fn keep_grant(&self, _: Option<Grant>) -> Result<(), Unkept> {
        Ok(())
    }

    fn changed(&self, _: LinkState) {}

    fn begins(&self, _: &Welcome) -> Vec<FromDesktop> {
        let available = FromDesktop::Presence(Presence { doing: Doing::Available, for_s: 0, name: None });
        if self.looks { vec![available, FromDesktop::Watch { on: true }] } else { vec![available] }
    }

    async fn tells(&self) -> FromDesktop {
        match self.said.lock().await.recv().await {
            Some(word) => word,
            None => std::future::pending().await,
        }
    }

    fn board(&self, news: BoardNews) {
        let mut seen = self.seen.lock().expect("nobody panicked");
        let began = Instant::now();
        seen.wall.take(&news);
        let reduced = began.elapsed();
        seen.reduced.push(reduced);
        seen.messages += 1;
        if let BoardNews::Changes { changes, .. } = &news {
            let open = self.open.lock().expect("nobody panicked");
            let late = changes.agents.iter().filter_map(|row| open.get(&row.person)).map(Instant::elapsed);
            let late: Vec<_> = late.collect();
            seen.late.extend(late);
        }
    }
}

struct RealTime;

#[async_trait]
impl LinkClock for RealTime {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    async fn sleep(&self, span: Duration) {
        tokio::time::sleep(span).await;
    }

    fn random(&self) -> u64 {
        7
    }
}

fn person(name: &str, n: usize) -> PersonId {
    PersonId::new(&format!("{name}{n}@example.com")).expect("an address")
}

fn config(folder: &Path) -> Config {
    let secret = |name: &str| folder.join("secrets").join(name);
    let team: Vec<_> = (0..AGENTS).map(|n| person("agent", n)).collect();
    let people: Vec<_> = (0..LOOKING)
        .map(|n| json!({ "email": person("bea", n), "role": "supervisor", "supervises": ["all"] }))
        .collect();
    let config = json!({
        "callside_config": 1, "listen": "127.0.0.1:0", "inner": "127.0.0.1:0", "data": folder.join("data"),
        "secrets": {
            "database_key_file": secret("database-key"), "session_key_file": secret("session-key"),
            "path_secret_file": secret("path-secret"),
        },
        "phones": { "five9_secret_file": secret("five9") },
        "identity": { "issuer": "http://127.0.0.1:9", "client_id": "app", "org_id": "00D000000000001AAA" },
        "limits": { "per_source": 100_000, "burst": 100_000 },
        "team": { "people": people, "groups": { "all": team } },
    });
    serde_json::from_value(config).expect("a configuration")
}

/// One simulated desktop, linked. Its task ends with the runtime.
fn linked(relay: &Relay, key: &Secret, person: &PersonId, looks: bool, open: &Said) -> (Arc<Sim>, JoinHandle<()>) {
    let ends = Timestamp::now() + SignedDuration::from_hours(2);
    let make = |kind| Sessions::new(key.clone()).make(kind, person, ends);
    let (session, renewal) = (make(Kind::Session), make(Kind::Renewal));
    let grant =
        Grant { session, session_ends: ends, renewal, renewal_ends: ends, person: person.clone(), role: Role::Agent };
    let (says, said) = unbounded_channel();
    let sim =
        Sim { grant, says, said: tokio::sync::Mutex::new(said), looks, seen: Mutex::default(), open: Arc::clone(open) };
    let sim = Arc::new(sim);
    let settings = LinkSettings {
        address: format!("http://{}", relay.listen()),
        desktop: format!("bench-{}", person.as_str().replace(['@', '.'], "-")),
        app: "bench".into(),
    };
    let link = Link::new(settings, Arc::clone(&sim) as Arc<dyn Desk>, Arc::new(RealTime)).expect("an address");
    (sim, tokio::spawn(async move { link.run().await }))
}

/// Measures the relay's part and the reducer.
pub async fn wallboard(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a folder");
    make_secrets(&folder.path().join("secrets")).expect("secrets");
    write_private(&folder.path().join("secrets/five9"), FIVE9);
    let key = std::fs::read_to_string(folder.path().join("secrets/session-key")).expect("a key");
    let key = Secret::new(key.trim());
    let relay = Relay::start(config(folder.path()), Arc::new(Timestamp::now)).await.expect("the relay starts");
    let open = Said::default();
    let agents: Vec<_> = (0..AGENTS).map(|n| linked(&relay, &key, &person("agent", n), false, &open)).collect();
    let looking: Vec<_> = (0..LOOKING).map(|n| linked(&relay, &key, &person("bea", n), true, &open)).collect();
    let ready = |sim: &Sim| {
        let whole = sim.seen.lock().expect("nobody panicked").wall.whole();
        whole
            .is_some_and(|(_, board)| board.agents.iter().filter(|row| row.doing == Doing::Available).count() == AGENTS)
    };
    while !looking.iter().all(|(sim, _)| ready(sim)) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for (sim, _) in &looking {
        let mut seen = sim.seen.lock().expect("nobody panicked");
        (seen.late, seen.reduced, seen.messages) = (Vec::new(), Vec::new(), 0);
    }
    let mut tick = tokio::time::interval(Duration::from_secs(1) / A_SECOND);
    for n in 0..A_SECOND * SECONDS {
        tick.tick().await;
        let (sim, _) = &agents[n as usize * 7 % AGENTS];
        let doing = if n / 500 % 2 == 0 { Doing::Away } else { Doing::Available };
        open.lock().expect("nobody panicked").insert(sim.grant.person.clone(), Instant::now());
        sim.says.send(FromDesktop::Presence(Presence { doing, for_s: 0, name: None })).expect("its link runs");
    }
    // What is under way arrives.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let all: Vec<_> = looking.iter().map(|(sim, _)| sim.seen.lock().expect("nobody panicked")).collect();
    let late: Vec<_> = all.iter().flat_map(|seen| seen.late.iter().copied()).collect();
    let reduced: Vec<_> = all.iter().flat_map(|seen| seen.reduced.iter().copied()).collect();
    let messages: Vec<_> = all.iter().map(|seen| f64::from(seen.messages) / f64::from(SECONDS)).collect();
    report.times("wallboard: said at a desk to seen on the board, 500 agents, 200 changes a second", &late);
    report.times("wallboard: one message into the board", &reduced);
    report.numbers("wallboard: messages a second to each who looks", "1/s", messages);
    for (_, task) in agents.iter().chain(&looking) {
        task.abort();
    }
}
