//! One link, from its hello to its end.

use super::Slot;
use super::alone::{Alone, Batch};
use super::assisting::Assisting;
use super::far::{Far, Lost};
use crate::board::Watching;
use crate::config::Share;
use crate::fleet::Follower;
use crate::house::House;
use crate::identity::{Kind, Known};
use callside_core::wallboard::{BoardNews, Doing, Presence};
use callside_link::{Capability, FromDesktop, FromRelay, Grant, Hello, Refused, RefusedCode, VersionRange, Welcome};
use callside_store::relay::Reach;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// Rest after the file or the fleet could not be asked.
const REST: Duration = Duration::from_secs(1);

/// A desktop that has said hello.
pub(crate) struct Arrival {
    pub(crate) known: Known,
    pub(crate) hello: Hello,
    /// When its session ends.
    pub(crate) session_ends: Timestamp,
}

/// Where the events of a link come from.
enum Source {
    Alone(Alone),
    Fleet(Box<Follower>),
}

impl Source {
    async fn begin(house: &Arc<House>, arrival: &Arrival) -> Option<Self> {
        let (person, cursor) = (&arrival.known.person, arrival.hello.cursor.as_ref());
        let hears = house.share() != Share::Off && Capability::is_in(&arrival.hello.capabilities, Capability::HISTORY);
        let reach = if hears { Reach::History } else { Reach::Own };
        match &house.fleet {
            Some(fleet) => Some(Self::Fleet(Box::new(Follower::begin(fleet, person, cursor, reach).await))),
            None => Alone::begin(house, person, cursor, reach).await.ok().map(Self::Alone),
        }
    }

    /// Something to send, or nothing just now.
    async fn pull(&mut self, house: &House) -> Result<Option<Batch>, ()> {
        match self {
            Self::Alone(alone) => alone.pull(house).await.map_err(|_| ()),
            Self::Fleet(follower) => follower.pull(house).await,
        }
    }

    /// What came by live may have missed something at its very end.
    fn look_again(&mut self) {
        if let Self::Fleet(follower) = self {
            follower.look_again();
        }
    }

    async fn woken(&mut self, slot: &Slot) {
        match self {
            Self::Alone(_) => slot.woken.notified().await,
            Self::Fleet(follower) => follower.woken(slot).await,
        }
    }
}

/// Why a link ended.
enum End {
    Lost(Lost),
    Refused(RefusedCode),
    Drain,
}

impl From<Lost> for End {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost)
    }
}

/// Serves a link until it ends. `said` is what takes a desktop's words on a link of server-sent events.
pub(crate) async fn hold(house: Arc<House>, arrival: Arrival, mut far: Far, said: Option<mpsc::Sender<FromDesktop>>) {
    let end = serve(&house, &arrival, &mut far, said).await;
    let last = match end {
        End::Lost(Lost::Gone) => None,
        End::Lost(Lost::Garbled) => Some(refused(RefusedCode::Malformed)),
        End::Refused(code) => Some(refused(code)),
        End::Drain => Some(FromRelay::Drain),
    };
    if let Some(last) = last {
        let _ = far.say(&last).await;
    }
    far.close().await;
}

fn refused(code: RefusedCode) -> FromRelay {
    let message = match code {
        RefusedCode::Session => "the session has ended",
        RefusedCode::NotOfTheTeam => "this person is not of the team",
        RefusedCode::Version => "there is no common version",
        RefusedCode::Replaced => "a newer link of this installation is there",
        RefusedCode::Busy => "there is too much to do",
        RefusedCode::Malformed | RefusedCode::Other => "what was said cannot be read",
    };
    FromRelay::Refused(Refused { code, message: message.to_owned() })
}

async fn serve(house: &Arc<House>, arrival: &Arrival, far: &mut Far, said: Option<mpsc::Sender<FromDesktop>>) -> End {
    let Some(version) = VersionRange::OURS.agree(arrival.hello.versions) else {
        return End::Refused(RefusedCode::Version);
    };
    if !arrival.hello.names_a_desktop() {
        return End::Lost(Lost::Garbled);
    }
    let now = house.now();
    let Some(slot) = house.links.open(arrival, now, said) else { return End::Refused(RefusedCode::Busy) };
    let by_events = far.is_events();
    house.metrics.link(1, by_events);
    let welcome = Welcome {
        version,
        capabilities: house.capabilities(),
        relay: house.config.name.clone(),
        person: arrival.known.person.clone(),
        role: arrival.known.role,
        beat_s: house.config.limits.beat_s,
        at: now,
    };
    if !Capability::is_in(&arrival.hello.capabilities, Capability::BOARD) {
        // It will never say what its agent does.
        let unknown = Presence { doing: Doing::Unknown, for_s: 0, name: None };
        house.present(&slot.person, &slot.desktop, unknown);
    }
    let end = match far.say(&FromRelay::Welcome(welcome)).await {
        Ok(()) => Held { house, slot: &slot, arrival }.listen(far).await,
        Err(lost) => lost.into(),
    };
    if !slot.is_replaced() {
        house.gone(&slot.person, &slot.desktop);
    }
    house.metrics.link(-1, by_events);
    house.links.close(&slot);
    end
}

/// Comes back when the relay is about to go.
async fn told(draining: &mut watch::Receiver<bool>) {
    // An error means that the relay is gone, which is the same.
    let _ = draining.wait_for(|draining| *draining).await;
}

/// Comes back when there is something on the board to tell.
async fn due(watching: &mut Option<Watching>) {
    match watching {
        Some(watching) => watching.due().await,
        None => std::future::pending().await,
    }
}

/// Comes back when there may be something to tell of requests for assistance, to a desktop that understands it.
async fn asked(assisting: &mut Option<Assisting>) {
    match assisting {
        Some(assisting) => assisting.due().await,
        None => std::future::pending().await,
    }
}

struct Held<'a> {
    house: &'a Arc<House>,
    slot: &'a Arc<Slot>,
    arrival: &'a Arrival,
}

impl Held<'_> {
    async fn listen(&self, far: &mut Far) -> End {
        let Some(mut source) = Source::begin(self.house, self.arrival).await else {
            return End::Refused(RefusedCode::Busy);
        };
        let beat = Duration::from_secs(u64::from(self.house.config.limits.beat_s));
        let mut draining = self.house.draining.subscribe();
        let mut session_ends = self.arrival.session_ends;
        let mut next_beat = tokio::time::Instant::now() + beat;
        let mut watching = None;
        let assists = Capability::is_in(&self.arrival.hello.capabilities, Capability::ASSISTANCE);
        let mut assisting = assists.then(|| Assisting::begin(self.house));
        loop {
            match source.pull(self.house).await {
                Ok(Some((events, cursor))) => {
                    let count = events.len();
                    if let Err(lost) = far.say(&FromRelay::Events { events, cursor }).await {
                        return lost.into();
                    }
                    self.house.metrics.sent(count);
                    next_beat = tokio::time::Instant::now() + beat;
                    while let Some(said) = far.said() {
                        if let Err(end) = self.hear(far, said, &mut watching).await {
                            return end;
                        }
                    }
                    continue;
                }
                Ok(None) => {}
                Err(()) => next_beat = next_beat.min(tokio::time::Instant::now() + REST),
            }
            tokio::select! {
                said = far.next() => if let Err(end) = self.hear(far, said, &mut watching).await { return end },
                () = source.woken(self.slot) => {}
                () = due(&mut watching) => if let Err(lost) = self.tell_board(far, &mut watching).await {
                    return lost.into();
                },
                () = asked(&mut assisting) => if let Err(lost) = self.tell_assistance(far, &mut assisting).await {
                    return lost.into();
                },
                () = self.slot.replaced() => return End::Refused(RefusedCode::Replaced),
                () = told(&mut draining) => return End::Drain,
                () = tokio::time::sleep_until(next_beat) => {
                    next_beat = tokio::time::Instant::now() + beat;
                    source.look_again();
                    match self.beat(far, session_ends).await {
                        Ok(ends) => session_ends = ends,
                        Err(end) => return end,
                    }
                }
            }
        }
    }

    async fn hear(
        &self,
        far: &mut Far,
        said: Result<FromDesktop, Lost>,
        watching: &mut Option<Watching>,
    ) -> Result<(), End> {
        match said? {
            FromDesktop::Ack { cursor } => {
                self.house.acks.note(&self.slot.person, &self.slot.desktop, cursor);
                self.house.metrics.acknowledged();
                Ok(())
            }
            FromDesktop::Ping => Ok(far.say(&FromRelay::Beat { at: self.house.now() }).await?),
            FromDesktop::Presence(presence) => {
                self.house.present(&self.slot.person, &self.slot.desktop, presence);
                Ok(())
            }
            FromDesktop::Watch { on: false } => {
                *watching = None;
                Ok(())
            }
            FromDesktop::Watch { on: true } => {
                *watching = Watching::begin(self.house, &self.slot.person);
                match watching {
                    Some(_) => Ok(()),
                    None => Ok(far.say(&FromRelay::Board(BoardNews::NotAllowed)).await?),
                }
            }
            FromDesktop::Assistance(said) => {
                self.house.assist(&self.slot.person, &self.slot.desktop, said);
                Ok(())
            }
            FromDesktop::Hello(_) => Err(End::Lost(Lost::Garbled)),
        }
    }

    /// Tells whoever looks what is new on the board.
    async fn tell_board(&self, far: &mut Far, watching: &mut Option<Watching>) -> Result<(), Lost> {
        let Some(looks) = watching else { return Ok(()) };
        let news = looks.tell(self.house);
        if news.contains(&BoardNews::NotAllowed) {
            *watching = None;
        }
        for one in news {
            far.say(&FromRelay::Board(one)).await?;
        }
        Ok(())
    }

    async fn tell_assistance(&self, far: &mut Far, assisting: &mut Option<Assisting>) -> Result<(), Lost> {
        for news in assisting.iter_mut().flat_map(|assisting| assisting.tell(self.house, self.slot)) {
            far.say(&FromRelay::Assistance(news)).await?;
        }
        Ok(())
    }

    /// A sign of life, and before the session ends the next one. Who is no longer of the team goes.
    async fn beat(&self, far: &mut Far, session_ends: Timestamp) -> Result<Timestamp, End> {
        let now = self.house.now();
        let person = &self.slot.person;
        let Some(role) = self.house.directory().role(person) else {
            return Err(End::Refused(RefusedCode::NotOfTheTeam));
        };
        let lasts = SignedDuration::from_mins(i64::from(self.house.config.limits.session_minutes));
        if session_ends.duration_since(now) > lasts / 2 {
            far.say(&FromRelay::Beat { at: now }).await?;
            return Ok(session_ends);
        }
        let grant = self.house.grant(person, role);
        let ends = grant.session_ends;
        far.say(&FromRelay::Session(grant)).await?;
        Ok(ends)
    }
}

impl House {
    /// A session and a renewal for a person.
    pub(crate) fn grant(&self, person: &callside_core::person::PersonId, role: callside_link::Role) -> Grant {
        let now = self.now();
        let limits = &self.config.limits;
        let session_ends = now + SignedDuration::from_mins(i64::from(limits.session_minutes));
        let renewal_ends = now + SignedDuration::from_hours(24 * i64::from(limits.renewal_days));
        Grant {
            session: self.sessions.make(Kind::Session, person, session_ends),
            session_ends,
            renewal: self.sessions.make(Kind::Renewal, person, renewal_ends),
            renewal_ends,
            person: person.clone(),
            role,
        }
    }
}
