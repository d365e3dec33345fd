//! What this desktop tells its relay of its agent, and the board that a supervisor watches over the same link.

use callside_core::event::Event;
use callside_core::wallboard::{Board, BoardNews, Doing, Presence, Taken, WRAP_UP_AT_MOST, Wallboard, doing};
use callside_flow::{Clock, Companion, Notice};
use callside_link::{Capability, FromDesktop, Welcome};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

/// News that the window may fall behind by; then it reads everything anew.
const NEWS: usize = 256;

/// What the agent is doing, and since when by this machine's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    doing: Doing,
    since: Timestamp,
    /// What the agent is called.
    name: Option<String>,
}

/// How the board stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardStanding {
    /// It has not come yet.
    Coming,
    /// It is as things are.
    Live,
    /// The link broke: it is as things were then.
    Old {
        /// When it broke.
        since: Timestamp,
    },
    /// The relay names no team that this person looks after.
    NotAllowed,
    /// The relay is too old to have one.
    NotThere,
}

struct Held {
    standing: BoardStanding,
    board: Wallboard,
    heard_at: Timestamp,
}

/// The board as it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallNow {
    /// How it stands.
    pub standing: BoardStanding,
    /// What is on it, with the number of the last news.
    pub board: Option<(u64, Board)>,
    /// When the last news came, by this machine's clock.
    pub heard_at: Timestamp,
}

/// News, and when it came by this machine's clock.
pub type HeardNews = (Timestamp, Arc<BoardNews>);

/// Both directions.
pub(crate) struct Live {
    clock: Arc<dyn Clock>,
    away: watch::Sender<bool>,
    /// Names by which phone systems know the person here, as the relay's deliveries show.
    names: Mutex<HashSet<String>>,
    presence: watch::Sender<Option<Standing>>,
    /// Whether somebody looks. Counts up when the board must be asked for anew.
    watching: watch::Sender<(bool, u64)>,
    outgoing: tokio::sync::Mutex<Outgoing>,
    held: Mutex<Held>,
    news: broadcast::Sender<HeardNews>,
    stands: watch::Sender<BoardStanding>,
}

/// What the relay has been told.
struct Outgoing {
    presence: watch::Receiver<Option<Standing>>,
    watching: watch::Receiver<(bool, u64)>,
}

impl Live {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let (presence, watching) = (watch::Sender::new(None), watch::Sender::new((false, 0)));
        let outgoing = Outgoing { presence: presence.subscribe(), watching: watching.subscribe() };
        Self {
            away: watch::Sender::new(false),
            names: Mutex::default(),
            presence,
            watching,
            outgoing: tokio::sync::Mutex::new(outgoing),
            held: Mutex::new(Held {
                standing: BoardStanding::Coming,
                board: Wallboard::default(),
                heard_at: clock.now(),
            }),
            clock,
            news: broadcast::Sender::new(NEWS),
            stands: watch::Sender::new(BoardStanding::Coming),
        }
    }

    pub(crate) fn set_away(&self, away: bool) {
        self.away.send_if_modified(|known| std::mem::replace(known, away) != away);
    }

    /// The relay brings of agents only what is of the person here.
    pub(crate) fn is_of_this_person(&self, events: &[Event]) {
        let names = events.iter().filter_map(|event| match event {
            Event::Agent(event) => Some(event.agent.key.clone()),
            _ => None,
        });
        self.names.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
    }

    fn names(&self) -> HashSet<String> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stand(&self, standing: BoardStanding) {
        self.held().standing = standing;
        self.stands.send_if_modified(|known| std::mem::replace(known, standing) != standing);
    }

    fn presence_of(&self, standing: &Standing) -> FromDesktop {
        let span = self.clock.now().duration_since(standing.since).as_secs();
        FromDesktop::Presence(Presence {
            doing: standing.doing.clone(),
            for_s: u64::try_from(span).unwrap_or(0),
            name: standing.name.clone(),
        })
    }

    /// A new link: the relay may have been started anew, and knows nothing.
    pub(crate) fn begins(&self, welcome: &Welcome) -> Vec<FromDesktop> {
        if !Capability::is_in(&welcome.capabilities, Capability::BOARD) {
            self.stand(BoardStanding::NotThere);
            return Vec::new();
        }
        if self.held().standing == BoardStanding::NotThere {
            self.stand(BoardStanding::Coming);
        }
        let mut words = Vec::new();
        words.extend(self.presence.borrow().as_ref().map(|standing| self.presence_of(standing)));
        if self.watching.borrow().0 {
            words.push(FromDesktop::Watch { on: true });
        }
        words
    }

    /// The next thing to tell. What a link was told at its beginning is told once more at most.
    pub(crate) async fn tells(&self) -> FromDesktop {
        let mut outgoing = self.outgoing.lock().await;
        let Outgoing { presence, watching } = &mut *outgoing;
        loop {
            tokio::select! {
                // The senders are in `self`.
                _ = presence.changed() => {
                    let standing = presence.borrow_and_update().clone();
                    if let Some(standing) = standing {
                        return self.presence_of(&standing);
                    }
                }
                _ = watching.changed() => return FromDesktop::Watch { on: watching.borrow_and_update().0 },
            }
        }
    }

    /// News of the board.
    pub(crate) fn take(&self, news: &BoardNews) {
        let now = self.clock.now();
        let taken = {
            let mut held = self.held();
            held.heard_at = now;
            held.board.take(news)
        };
        match (news, taken) {
            (_, Taken::Repeated) => return,
            (_, Taken::Gap) => {
                // Asked for anew; until then the board is what it was.
                self.watching.send_modify(|(_, turn)| *turn += 1);
                return;
            }
            (BoardNews::NotAllowed, Taken::Changed) => self.stand(BoardStanding::NotAllowed),
            (BoardNews::Snapshot { .. }, Taken::Changed) => self.stand(BoardStanding::Live),
            (BoardNews::Changes { .. } | BoardNews::Newer, Taken::Changed) => {}
        }
        // Nobody looking is fine.
        let _ = self.news.send((now, Arc::new(news.clone())));
    }

    /// The link is down.
    pub(crate) fn broken(&self) {
        let is_live = self.held().standing == BoardStanding::Live;
        if is_live {
            self.stand(BoardStanding::Old { since: self.clock.now() });
        }
    }
}

/// The board, for a window.
#[derive(Clone)]
pub struct Wall(pub(crate) Arc<Live>);

impl Wall {
    /// Somebody looks at the board, or no longer does.
    pub fn watch(&self, on: bool) {
        self.0.watching.send_if_modified(|(known, _)| std::mem::replace(known, on) != on);
        if !on {
            let mut held = self.0.held();
            held.board = Wallboard::default();
            drop(held);
            self.0.stand(BoardStanding::Coming);
        }
    }

    /// The board as it is here.
    #[must_use]
    pub fn read(&self) -> WallNow {
        let held = self.0.held();
        WallNow { standing: held.standing, board: held.board.whole(), heard_at: held.heard_at }
    }

    /// How it stands, from now on.
    #[must_use]
    pub fn stands(&self) -> watch::Receiver<BoardStanding> {
        self.0.stands.subscribe()
    }

    /// News from now on. Who falls behind reads everything anew.
    #[must_use]
    pub fn news(&self) -> broadcast::Receiver<HeardNews> {
        self.0.news.subscribe()
    }
}

/// Keeps what the relay is told of the agent as the engine has it.
pub(crate) async fn follow(companion: Companion, live: Arc<Live>) {
    let mut notices = companion.subscribe();
    let mut away = live.away.subscribe();
    loop {
        let is_away = *away.borrow_and_update();
        let by_phone = companion.is_away_by_phone(&live.names()).await;
        // A database that cannot be read now is asked again at the next change.
        if let (Ok(calls), Ok(by_phone)) = (companion.calls().await, by_phone) {
            let is_away = is_away || by_phone;
            let now = live.clock.now();
            let name = companion.identity().map(|me| me.name);
            let (doing, since) = doing(&calls, is_away, now);
            live.presence.send_if_modified(|known| {
                let same = known.as_ref().filter(|known| known.doing == doing);
                let since = same.map_or(since.unwrap_or(now), |same| same.since);
                let next = Some(Standing { doing, since, name });
                let news = *known != next;
                *known = next;
                news
            });
        }
        let ends = wrap_up_ends(&live);
        tokio::select! {
            there = changed_or_agents(&mut notices) => if !there { return },
            _ = away.changed() => {}
            () = ends => {}
        }
    }
}

/// Comes back when a wrap-up has lasted so long that it is none.
async fn wrap_up_ends(live: &Live) {
    let since =
        live.presence.borrow().as_ref().filter(|known| matches!(known.doing, Doing::WrapUp(_))).map(|s| s.since);
    let Some(since) = since else { return std::future::pending().await };
    let left = (since + WRAP_UP_AT_MOST).duration_since(live.clock.now()).max(SignedDuration::ZERO);
    tokio::time::sleep(Duration::try_from(left).unwrap_or_default() + Duration::from_millis(1)).await;
}

/// The same, or what a phone system says of agents.
async fn changed_or_agents(notices: &mut broadcast::Receiver<Notice>) -> bool {
    loop {
        match notices.recv().await {
            Ok(Notice::Agents) => return true,
            Ok(notice) if is_change(&notice) => return true,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}

const fn is_change(notice: &Notice) -> bool {
    matches!(notice, Notice::Calls | Notice::Pop { .. } | Notice::Outbox { .. } | Notice::Org)
}

/// Comes back when a call, or who is signed in, may have changed; false when the engine is gone.
pub(crate) async fn changed(notices: &mut broadcast::Receiver<Notice>) -> bool {
    loop {
        match notices.recv().await {
            Ok(notice) if is_change(&notice) => return true,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}
