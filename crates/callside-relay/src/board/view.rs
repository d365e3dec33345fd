//! The board as one person may see it. This is where it is filtered: what is not theirs to see never leaves the relay.

use super::state::{State, Where};
use super::{Board, Dirty};
use crate::team::{Directory, Sight};
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::wallboard::{AgentRow, Changes, Tally, TallyRow, WaitingCall};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashSet};

/// Through whose eyes.
pub(super) struct Eyes<'a> {
    pub(super) directory: &'a Directory,
    pub(super) sight: &'a Sight,
    pub(super) now: Timestamp,
}

/// What is to be looked at again.
#[derive(Default)]
pub(super) struct Pending {
    people: BTreeSet<PersonId>,
    calls: BTreeSet<CallKey>,
    tallies: BTreeSet<Where>,
}

impl Pending {
    /// Adds one; false when that is everything.
    pub(super) fn add(&mut self, dirty: Dirty) -> bool {
        match dirty {
            Dirty::Person(person) => drop(self.people.insert(person)),
            Dirty::Call(call) => drop(self.calls.insert(call)),
            Dirty::Tally(place) => drop(self.tallies.insert(place)),
            Dirty::All => return false,
        }
        true
    }
}

impl State {
    fn agent(&self, person: &PersonId, eyes: &Eyes<'_>) -> Option<AgentRow> {
        if !eyes.sight.sees(person) {
            return None;
        }
        let standing = self.of_person(person);
        Some(AgentRow {
            teams: eyes.directory.teams(person).filter(|team| eyes.sight.sees_team(team)).cloned().collect(),
            person: person.clone(),
            name: standing.name,
            doing: standing.doing,
            since: standing.since,
        })
    }

    fn waiting(&self, call: &CallKey, eyes: &Eyes<'_>) -> Option<WaitingCall> {
        let known = self.calls.get(call).filter(|known| eyes.sight.hears_of(&known.audience))?;
        known.call.waiting(eyes.now)
    }

    fn tally(&self, place: &Where, eyes: &Eyes<'_>) -> Option<TallyRow> {
        let of = self.tallies.iter().filter(|((other, audience), _)| other == place && eyes.sight.hears_of(audience));
        let tally = of.map(|(_, tally)| *tally).reduce(Tally::and)?;
        let (queue, campaign) = place.clone();
        Some(TallyRow { queue, campaign, tally })
    }
}

impl Board {
    /// Everything, in pieces that fit a message: the first is for the snapshot, the others follow as changes.
    pub(super) fn pieces(&self, eyes: &Eyes<'_>, piece: usize) -> (callside_core::wallboard::Board, Vec<Changes>) {
        let state = self.state();
        let mut people: BTreeSet<&PersonId> = eyes.directory.seen_by(eyes.sight);
        people.extend(state.desktops.keys().chain(state.offline.keys()));
        let agents: Vec<AgentRow> = people.into_iter().filter_map(|person| state.agent(person, eyes)).collect();
        let mut agents = agents.chunks(piece).map(<[AgentRow]>::to_vec);
        let calls: BTreeSet<&CallKey> = state.calls.keys().collect();
        let waiting: Vec<WaitingCall> = calls.into_iter().filter_map(|call| state.waiting(call, eyes)).collect();
        let mut waiting = waiting.chunks(piece).map(<[WaitingCall]>::to_vec);
        let places: BTreeSet<&Where> = state.tallies.keys().map(|(place, _)| place).collect();
        let whole = callside_core::wallboard::Board {
            at: eyes.now,
            goal: self.rules.goal,
            counted_since: state.counted_since,
            agents: agents.next().unwrap_or_default(),
            waiting: waiting.next().unwrap_or_default(),
            tallies: places.into_iter().filter_map(|place| state.tally(place, eyes)).collect(),
        };
        let agents = agents.map(|agents| Changes { agents, ..Changes::none(eyes.now) });
        let waiting = waiting.map(|waiting| Changes { waiting, ..Changes::none(eyes.now) });
        (whole, agents.chain(waiting).collect())
    }

    /// What changed, of what is theirs to see. `told`: calls that they have been told wait.
    pub(super) fn changes(&self, pending: Pending, eyes: &Eyes<'_>, told: &mut HashSet<CallKey>) -> Changes {
        let state = self.state();
        let mut changes = Changes::none(eyes.now);
        changes.agents = pending.people.iter().filter_map(|person| state.agent(person, eyes)).collect();
        for call in pending.calls {
            match state.waiting(&call, eyes) {
                Some(waiting) => {
                    told.insert(call);
                    changes.waiting.push(waiting);
                }
                None if told.remove(&call) => changes.over.push(call),
                None => {}
            }
        }
        changes.tallies = pending.tallies.iter().filter_map(|place| state.tally(place, eyes)).collect();
        changes
    }
}
