//! A place for relays, people who link to them, and phone systems that send.

use async_trait::async_trait;
use callside_core::assistance::{AssistanceNews, AssistanceRequest, AssistanceSaid};
use callside_core::event::Event;
use callside_core::person::PersonId;
use callside_core::secret::Secret;
use callside_core::wallboard::{Board, BoardNews, Presence, Wallboard};
use callside_link::{
    Cursor, Desk, Envelope, FromDesktop, Grant, Heard, Link, LinkClock, LinkSettings, LinkState, Nudge, Role, Unkept,
    Welcome,
};
use callside_relay::config::{Config, make_secrets};
use callside_relay::identity::{Kind, Sessions};
use callside_relay::{Clock, Relay};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

pub const FIVE9: &str = "harbour-street-secret-1";

/// Nothing here takes this long unless it never comes.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The figures of a relay. A client of its own would read all root certificates for each, which takes longer than the
/// question.
pub async fn metrics(relay: &Relay) -> String {
    static CLIENT: LazyLock<reqwest::Client> =
        LazyLock::new(|| reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap());
    let asked = CLIENT.get(format!("http://{}/metrics", relay.inner())).send().await;
    asked.unwrap().text().await.unwrap()
}

/// Time that a test moves.
#[derive(Clone)]
pub struct Hands(watch::Sender<Timestamp>);

impl Hands {
    pub fn new() -> Self {
        Self(watch::Sender::new(Timestamp::now()))
    }

    pub fn now(&self) -> Timestamp {
        *self.0.borrow()
    }

    pub fn forward(&self, span: SignedDuration) {
        self.0.send_modify(|now| *now += span);
    }

    pub fn clock(&self) -> Clock {
        let hands = self.clone();
        Arc::new(move || hands.now())
    }
}

/// A desktop's clock on the same hands. Rests end when the hands pass them.
pub struct DeskClock(pub Hands);

#[async_trait]
impl LinkClock for DeskClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    /// Rests between tries are short here and pass by themselves; beats and deadlines wait for the hands.
    async fn sleep(&self, span: Duration) {
        if span < Duration::from_secs(1) {
            return tokio::time::sleep(span).await;
        }
        let until = self.0.now() + SignedDuration::try_from(span).unwrap();
        let mut hands = self.0.0.subscribe();
        hands.wait_for(|now| *now >= until).await.unwrap();
    }

    fn random(&self) -> u64 {
        20
    }
}

/// Folders and secrets of an installation.
pub struct Site {
    pub folder: TempDir,
    pub hands: Hands,
    pub extra: Value,
    phone: reqwest::Client,
}

impl Site {
    pub fn new() -> Self {
        Self::with(json!({}))
    }

    /// With other settings over the usual ones.
    pub fn with(extra: Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        make_secrets(&folder.path().join("secrets")).unwrap();
        let five9 = folder.path().join("secrets/five9");
        std::fs::write(&five9, FIVE9).unwrap();
        private(&five9);
        Self { folder, hands: Hands::new(), extra, phone: reqwest::Client::new() }
    }

    pub fn secret(&self, name: &str) -> PathBuf {
        self.folder.path().join("secrets").join(name)
    }

    pub fn session_key(&self) -> Secret {
        Secret::new(std::fs::read_to_string(self.secret("session-key")).unwrap().trim())
    }

    pub fn path_secret(&self) -> String {
        std::fs::read_to_string(self.secret("path-secret")).unwrap().trim().to_owned()
    }

    /// The configuration of a relay of this name.
    pub fn settings(&self, name: &str) -> Value {
        let mut settings = json!({
            "callside_config": 1,
            "name": name,
            "listen": "127.0.0.1:0",
            "inner": "127.0.0.1:0",
            "home_region": "US",
            "data": self.folder.path().join(name),
            "secrets": {
                "database_key_file": self.secret("database-key"),
                "session_key_file": self.secret("session-key"),
                "path_secret_file": self.secret("path-secret"),
            },
            "phones": { "five9_secret_file": self.secret("five9") },
            "identity": { "issuer": "http://127.0.0.1:9", "client_id": "app", "org_id": "00D000000000001AAA" },
            "team": {
                "people": [
                    { "email": "dana@example.com", "names": { "five9": ["dana"] } },
                    { "email": "sam@example.com", "names": { "five9": ["sam"] } },
                    { "email": "ada@example.com", "role": "admin" },
                ],
                "groups": { "billing": ["dana@example.com", "sam@example.com"] },
                "rules": [{ "queue": "Billing", "to": { "group": "billing" } }],
            },
            "limits": { "per_source": 1_000_000, "burst": 1_000_000, "beat_s": 20 },
        });
        merge(&mut settings, &self.extra);
        settings
    }

    pub fn config(&self, name: &str) -> Config {
        serde_json::from_value(self.settings(name)).unwrap()
    }

    pub async fn relay(&self, name: &str) -> Relay {
        Relay::start(self.config(name), self.hands.clock()).await.unwrap()
    }

    /// A session as the relay would give it.
    pub fn grant(&self, person: &str) -> Grant {
        let person = PersonId::new(person).unwrap();
        let sessions = Sessions::new(self.session_key());
        let (session_ends, renewal_ends) =
            (self.hands.now() + SignedDuration::from_mins(60), self.hands.now() + SignedDuration::from_hours(48));
        Grant {
            session: sessions.make(Kind::Session, &person, session_ends),
            session_ends,
            renewal: sessions.make(Kind::Renewal, &person, renewal_ends),
            renewal_ends,
            person,
            role: Role::Agent,
        }
    }

    /// Five9 sends an event by name; the status of the answer. What a relay could not bring to the disk before a sender gives
    /// up is answered with 503 and sent again, as phone systems do: a machine that runs many tests may take that long.
    pub async fn five9(&self, relay: &Relay, body: &Value) -> u16 {
        let taken = async {
            loop {
                let answer = self.send(relay, body).await;
                if answer.status() != 503 || !answer.headers().contains_key("retry-after") {
                    return answer.status().as_u16();
                }
            }
        };
        tokio::time::timeout(PATIENCE, taken).await.expect("it is taken in the end")
    }

    pub async fn send(&self, relay: &Relay, body: &Value) -> reqwest::Response {
        let url = format!("http://{}/{}/five9/events", relay.listen(), self.path_secret());
        let request = self.phone.post(url).header("x-callside-secret", FIVE9).json(body);
        request.send().await.unwrap()
    }

    /// A link of a person's installation; its desk.
    pub fn link(&self, relay: &Relay, person: &str, desktop: &str) -> Linked {
        let desk = Arc::new(TestDesk::new(self.grant(person)));
        self.link_desk(&format!("http://{}", relay.listen()), desk, desktop)
    }

    /// A link of a desk that was linked before.
    pub fn link_desk(&self, address: &str, desk: Arc<TestDesk>, desktop: &str) -> Linked {
        let settings =
            LinkSettings { address: address.to_owned(), desktop: format!("desktop-{desktop}"), app: "test".into() };
        let clock = Arc::new(DeskClock(self.hands.clone()));
        let link = Link::new(settings, Arc::clone(&desk) as Arc<dyn Desk>, clock).unwrap();
        let nudge = link.nudge();
        let task = tokio::spawn(async move { link.run().await });
        Linked { desk, nudge, task }
    }
}

fn merge(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (name, value) in over {
                merge(base.entry(name.clone()).or_insert(Value::Null), value);
            }
        }
        (base, over) => *base = over.clone(),
    }
}

pub fn private(path: &std::path::Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// A call that rings at somebody.
pub fn rings(call: &str, agent: &str) -> Value {
    json!({
        "event": "call.created", "eventId": format!("{call}-created"),
        "data": { "callId": call, "agentUserName": agent, "ani": "+14155550134", "dnis": "+18005550100" },
    })
}

/// A linked installation. Dropping it cuts it off.
pub struct Linked {
    pub desk: Arc<TestDesk>,
    pub nudge: Nudge,
    task: JoinHandle<()>,
}

impl Drop for Linked {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What a desktop would have on its disk.
#[derive(Default)]
struct Disk {
    events: BTreeMap<String, u32>,
    /// What came for the history of teams.
    history: BTreeMap<String, (u32, Event)>,
    newer: u32,
    cursor: Option<Cursor>,
    grant: Option<Grant>,
    refuses: bool,
    grants: u32,
}

/// A desktop's disk, and how its link stands.
pub struct TestDesk {
    disk: Mutex<Disk>,
    /// Every state since the beginning, so that none is missed.
    states: watch::Sender<Vec<LinkState>>,
    changed: watch::Sender<()>,
    slow: Arc<tokio::sync::Mutex<()>>,
    begins: Mutex<Vec<FromDesktop>>,
    says: (mpsc::UnboundedSender<FromDesktop>, tokio::sync::Mutex<mpsc::UnboundedReceiver<FromDesktop>>),
    wall: watch::Sender<(Wallboard, Vec<BoardNews>)>,
    assistance: watch::Sender<Vec<AssistanceNews>>,
}

impl TestDesk {
    /// Takes nothing more until the guard is gone.
    pub async fn hold(&self) -> tokio::sync::OwnedMutexGuard<()> {
        Arc::clone(&self.slow).lock_owned().await
    }

    pub fn new(grant: Grant) -> Self {
        let disk = Disk { grant: Some(grant), ..Disk::default() };
        Self {
            disk: Mutex::new(disk),
            states: watch::Sender::new(Vec::new()),
            changed: watch::Sender::new(()),
            slow: Arc::default(),
            begins: Mutex::default(),
            says: {
                let (says, said) = mpsc::unbounded_channel();
                (says, tokio::sync::Mutex::new(said))
            },
            wall: watch::Sender::default(),
            assistance: watch::Sender::default(),
        }
    }

    /// The agent does this now; each further link begins with it.
    pub fn does(&self, presence: Presence) {
        let word = FromDesktop::Presence(presence);
        let mut begins = self.begins.lock().unwrap();
        begins.retain(|word| !matches!(word, FromDesktop::Presence(_)));
        begins.push(word.clone());
        drop(begins);
        self.says.0.send(word).unwrap();
    }

    /// Looks at the board from now on, over each further link too.
    pub fn looks(&self) {
        let word = FromDesktop::Watch { on: true };
        self.begins.lock().unwrap().push(word.clone());
        self.says.0.send(word).unwrap();
    }

    /// Says this of assistance; each further link begins with it.
    pub fn says_of_assistance(&self, said: AssistanceSaid) {
        let word = FromDesktop::Assistance(said);
        let mut begins = self.begins.lock().unwrap();
        begins.retain(|word| !matches!(word, FromDesktop::Assistance(_)));
        begins.push(word.clone());
        drop(begins);
        self.says.0.send(word).unwrap();
    }

    /// Everything that was told of assistance.
    pub fn assistance_so_far(&self) -> Vec<AssistanceNews> {
        self.assistance.borrow().clone()
    }

    /// Waits until news of assistance like these have come so many times.
    pub async fn hears_of_assistance(&self, times: usize, right: impl Fn(&AssistanceNews) -> bool) {
        let mut news = self.assistance.subscribe();
        let come = |news: &Vec<AssistanceNews>| news.iter().filter(|news| right(news)).count() >= times;
        let told = tokio::time::timeout(PATIENCE, news.wait_for(come)).await;
        told.unwrap_or_else(|_| panic!("{:?}", self.assistance.borrow())).unwrap();
    }

    /// Waits until all requests that it was told last are like this.
    pub async fn requests(&self, right: impl Fn(&[AssistanceRequest]) -> bool) -> Vec<AssistanceRequest> {
        let stands = |news: &[AssistanceNews]| {
            let last = news.iter().rev().find_map(|news| match news {
                AssistanceNews::Stands { requests, .. } => Some(requests.clone()),
                _ => None,
            });
            last.filter(|requests| right(requests))
        };
        let mut news = self.assistance.subscribe();
        let told = tokio::time::timeout(PATIENCE, news.wait_for(|news| stands(news).is_some())).await;
        stands(&told.unwrap_or_else(|_| panic!("{:?}", self.assistance.borrow())).unwrap()).unwrap()
    }

    /// Waits until the board is like this.
    pub async fn sees(&self, right: impl Fn(&Board) -> bool) -> Board {
        let mut wall = self.wall.subscribe();
        let whole = |wall: &Wallboard| wall.whole().map(|(_, board)| board);
        let seen = wall.wait_for(|(wall, _)| whole(wall).is_some_and(|board| right(&board)));
        match tokio::time::timeout(PATIENCE, seen).await {
            Ok(seen) => whole(&seen.unwrap().0).unwrap(),
            Err(_) => panic!("{:?}", whole(&self.wall.borrow().0)),
        }
    }

    /// Waits for news like this; all news so far.
    pub async fn told(&self, right: impl Fn(&BoardNews) -> bool) -> Vec<BoardNews> {
        let mut wall = self.wall.subscribe();
        let told = tokio::time::timeout(PATIENCE, wall.wait_for(|(_, news)| news.iter().any(&right))).await;
        told.expect("news").unwrap().1.clone()
    }

    /// Ids of the events that came, with how often.
    pub fn events(&self) -> BTreeMap<String, u32> {
        self.disk.lock().unwrap().events.clone()
    }

    /// What came for the history of teams: ids with how often, and the event.
    pub fn history(&self) -> BTreeMap<String, (u32, Event)> {
        self.disk.lock().unwrap().history.clone()
    }

    /// Waits until this event has come for the history.
    pub async fn hears_for_history(&self, event: &str) -> Event {
        let mut changed = self.changed.subscribe();
        let come = || self.history().get(event).map(|(_, event)| event.clone());
        let there = tokio::time::timeout(PATIENCE, changed.wait_for(|()| come().is_some())).await;
        assert!(there.is_ok(), "{event} did not come; {:?}; {:?}", self.history().keys(), self.states.borrow());
        come().unwrap()
    }

    pub fn cursor(&self) -> Option<Cursor> {
        self.disk.lock().unwrap().cursor.clone()
    }

    pub fn grants(&self) -> u32 {
        self.disk.lock().unwrap().grants
    }

    pub fn refuse(&self, refuses: bool) {
        self.disk.lock().unwrap().refuses = refuses;
    }

    /// Waits until so many different events are there.
    pub async fn has(&self, count: usize) -> BTreeMap<String, u32> {
        let mut changed = self.changed.subscribe();
        let there = tokio::time::timeout(PATIENCE, changed.wait_for(|()| self.events().len() >= count)).await;
        assert!(there.is_ok(), "{} of {count} events came; {:?}", self.events().len(), self.states.borrow());
        self.events()
    }

    /// Waits until this event has come.
    pub async fn hears(&self, event: &str) {
        let mut changed = self.changed.subscribe();
        let there = tokio::time::timeout(PATIENCE, changed.wait_for(|()| self.events().contains_key(event))).await;
        assert!(there.is_ok(), "{event} did not come; {:?}", self.states.borrow());
    }

    /// Waits until the link stands, or has stood, like this.
    pub async fn stands(&self, right: impl Fn(&LinkState) -> bool) -> LinkState {
        let mut states = self.states.subscribe();
        let found = tokio::time::timeout(PATIENCE, states.wait_for(|states| states.iter().any(&right))).await;
        let found = found.unwrap_or_else(|_| panic!("{:?}", self.states.borrow())).unwrap();
        found.iter().find(|state| right(state)).unwrap().clone()
    }

    pub async fn up(&self) -> LinkState {
        self.stands(|state| matches!(state, LinkState::Up { .. })).await
    }
}

#[async_trait]
impl Desk for TestDesk {
    async fn cursor(&self) -> Result<Option<Cursor>, Unkept> {
        Ok(self.disk.lock().unwrap().cursor.clone())
    }

    async fn take(&self, events: Vec<Envelope>, cursor: Option<Cursor>) -> Result<(), Unkept> {
        let _turn = self.slow.lock().await;
        {
            let mut disk = self.disk.lock().unwrap();
            if disk.refuses {
                return Err(Unkept);
            }
            for envelope in events {
                match envelope.event {
                    Heard::Known(event) if envelope.for_history => {
                        disk.history.entry(Event::id(&event).0.clone()).or_insert((0, event)).0 += 1;
                    }
                    Heard::Known(event) => *disk.events.entry(Event::id(&event).0.clone()).or_default() += 1,
                    Heard::Newer(_) => disk.newer += 1,
                }
            }
            if cursor.is_some() {
                disk.cursor = cursor;
            }
        }
        self.changed.send_replace(());
        Ok(())
    }

    async fn grant(&self) -> Result<Option<Grant>, Unkept> {
        Ok(self.disk.lock().unwrap().grant.clone())
    }

    async fn keep_grant(&self, grant: Option<Grant>) -> Result<(), Unkept> {
        let mut disk = self.disk.lock().unwrap();
        disk.grants += u32::from(grant.is_some());
        disk.grant = grant;
        Ok(())
    }

    fn begins(&self, _welcome: &Welcome) -> Vec<FromDesktop> {
        self.begins.lock().unwrap().clone()
    }

    async fn tells(&self) -> FromDesktop {
        self.says.1.lock().await.recv().await.unwrap()
    }

    fn assistance(&self, news: AssistanceNews) {
        self.assistance.send_modify(|all| all.push(news));
    }

    fn board(&self, news: BoardNews) {
        self.wall.send_modify(|(wall, all)| {
            wall.take(&news);
            all.push(news);
        });
    }

    fn changed(&self, state: LinkState) {
        self.states.send_modify(|states| states.push(state));
    }
}
