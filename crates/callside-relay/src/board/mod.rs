//! The live board: what desktops say of their agents and what phone systems say of calls, kept in memory, and told to
//! those who look after a team. A restart begins with what desktops say when they come back, and with the requests for
//! assistance that stood.

mod assistance;
mod kept;
mod state;
mod view;
mod watch;
mod word;

pub(crate) use state::SILENT;
pub(crate) use watch::Watching;
pub(crate) use word::{Said, Word};

use crate::house::House;
use crate::team::Directory;
use callside_core::event::{CallChange, CallEvent, Event};
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::wallboard::{Goal, Presence, shared};
use callside_store::relay::Placing;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use state::State;
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;
use tokio::sync::watch::Sender as Turns;

/// News that one who looks may fall behind by; then they get everything anew.
const NEWS: usize = 4_096;

/// What may be different on a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Dirty {
    /// What this person is doing.
    Person(PersonId),
    /// Whether this call waits, and the tally of its queue and campaign.
    Call(CallKey),
    /// The tally of a queue and campaign.
    Tally((Option<String>, Option<String>)),
    /// Anything: another day, another team.
    All,
}

/// How a board is kept.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// Name of this relay.
    pub(crate) relay: String,
    /// What counts as answered in time.
    pub(crate) goal: Goal,
    /// Where a day begins.
    pub(crate) zone: TimeZone,
    /// How long a desktop may be gone before its agent is offline.
    pub(crate) grace: SignedDuration,
    /// There are other relays, which may come later and ask for what was heard.
    pub(crate) in_fleet: bool,
}

/// The board of a relay, and in a fleet of all relays together.
pub(crate) struct Board {
    rules: Rules,
    state: Mutex<State>,
    news: broadcast::Sender<Dirty>,
    /// Counts changes of requests for assistance.
    pub(crate) assistance: Turns<u64>,
}

impl Board {
    pub(crate) fn new(rules: Rules, now: Timestamp) -> Self {
        let (news, assistance) = (broadcast::Sender::new(NEWS), Turns::new(0));
        Self { rules, state: Mutex::new(State::new(now)), news, assistance }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nobody looking is fine.
    fn tell(&self, dirty: impl IntoIterator<Item = Dirty>) {
        for one in dirty {
            let _ = self.news.send(one);
        }
    }

    /// The team is another one.
    pub(crate) fn look_again(&self) {
        self.tell([Dirty::All]);
        self.assistance_changed();
    }

    /// Takes what this relay or another of the fleet knows. Whether the other must be asked for all that it knows.
    pub(crate) fn take(&self, said: &Said, directory: &Directory, now: Timestamp) -> bool {
        let was_silent = self.state().heard_of(&said.relay, now);
        let dirty = match &said.word {
            Word::Desktop { person, desktop, standing } => {
                let (dirty, assists) = self.state().present(person, desktop, standing.clone(), &said.relay);
                if assists {
                    self.assistance_changed();
                }
                dirty
            }
            Word::Lost { person, desktop, at } => {
                self.state().lost(person, desktop, &said.relay, *at);
                Vec::new()
            }
            Word::Call { event, received_at, people, handler } => {
                let audience = directory.audience(people);
                self.state().hear((event, *received_at), people, audience, handler.as_ref(), &self.rules)
            }
            Word::Assistance { person, desktop, stated } => {
                if self.state().take_stated(person, desktop, stated, &said.relay) {
                    self.assistance_changed();
                }
                Vec::new()
            }
            Word::Note { request, note } => {
                self.state().take_note(request, note.clone());
                self.assistance_changed();
                Vec::new()
            }
            Word::View { request, view } => {
                self.state().take_shown(request, view.clone());
                self.assistance_changed();
                Vec::new()
            }
            Word::Here | Word::Ask => Vec::new(),
        };
        self.tell(dirty);
        was_silent
    }

    /// What this relay itself knows and others may not: for one that has just come.
    pub(crate) fn own(&self) -> Vec<Word> {
        let state = self.state();
        state.own(&self.rules.relay).into_iter().chain(state.own_assistance(&self.rules.relay)).collect()
    }

    /// The other relays of the fleet that were heard of within a span.
    pub(crate) fn other_relays(&self, now: Timestamp, within: SignedDuration) -> BTreeSet<String> {
        let mut relays = self.state().relays(now, within);
        relays.remove(&self.rules.relay);
        relays
    }

    /// One round of tidying: who has been gone for too long is offline, a new day is counted anew, calls that are over
    /// are forgotten.
    pub(crate) fn sweep(&self, now: Timestamp) {
        let (dirty, assists) = self.state().sweep(&self.rules, now);
        self.tell(dirty);
        if assists {
            self.assistance_changed();
        }
    }
}

impl House {
    /// Says something of the board here, and to the other relays of the fleet.
    fn say_of_board(&self, word: Word) {
        let said = Said { relay: self.config.name.clone(), word };
        self.board.take(&said, &self.directory(), self.now());
        if let Some(fleet) = &self.fleet {
            fleet.tell_board(said.word);
        }
    }

    /// A desktop says what its agent is doing.
    pub(crate) fn present(&self, person: &PersonId, desktop: &str, presence: Presence) {
        let standing = self.board.state().standing((person, desktop), presence.clipped(), self.now());
        self.say_of_board(Word::Desktop { person: person.clone(), desktop: desktop.to_owned(), standing });
    }

    /// A desktop is gone.
    pub(crate) fn gone(&self, person: &PersonId, desktop: &str) {
        let at = self.now();
        self.say_of_board(Word::Lost { person: person.clone(), desktop: desktop.to_owned(), at });
    }

    /// An event is on the disk: the board takes from it what it may.
    pub(crate) fn tell_board(&self, event: &Event, placing: &Placing, received_at: Timestamp) {
        let Event::Call(event) = event else { return };
        let Some(event) = shared(event) else { return };
        let people = match placing {
            Placing::To(people) => people.clone(),
            Placing::Parked(_) => Vec::new(),
        };
        let handler = self.handler(&event);
        self.say_of_board(Word::Call { event: Box::new(event), received_at, people, handler });
    }

    /// Who has the call, where the event says that somebody has it: of all at whom it rang, one.
    fn handler(&self, event: &CallEvent) -> Option<PersonId> {
        let has_it = matches!(event.what, CallChange::Answered | CallChange::Held | CallChange::Unheld);
        let agent = event.facts.agent.as_ref().filter(|_| has_it)?;
        self.directory().person(event.call.provider(), agent, &|person| self.has_signed_in(person))
    }
}
