//! Requests for assistance: what desktops say of them, notes, and what agents show, kept while a request stands.
//! A desktop's part comes and goes with the desktop, as what it says of its agent does.

use super::state::State;
use super::{Board, Word};
use crate::house::House;
use crate::team::Directory;
use callside_core::assistance::{
    AssistanceNote, AssistanceRef, AssistanceRequest, AssistanceSaid, Helper, MOST_NOTES, note_text,
};
use callside_core::person::PersonId;
use callside_core::wallboard::LiveCall;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What one desktop says, with times by the relay's clock.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stated {
    asks: Option<(LiveCall, Timestamp)>,
    looks: Option<AssistanceRef>,
}

/// What an agent shows, and how often they have shown something.
pub(crate) type Shown = (u64, Arc<Value>);

/// All requests.
#[derive(Default)]
pub(super) struct Requests {
    standing: BTreeMap<AssistanceRef, (LiveCall, Timestamp)>,
    looking: BTreeMap<AssistanceRef, BTreeSet<PersonId>>,
    pub(super) notes: HashMap<AssistanceRef, BTreeSet<AssistanceNote>>,
    pub(super) shown: HashMap<AssistanceRef, Shown>,
    turn: u64,
}

impl Requests {
    fn are_looked_at(&self, of: &AssistanceRef) -> bool {
        self.standing.contains_key(of) && self.looking.contains_key(of)
    }
}

impl State {
    /// A desktop's words, by this relay's clock. Said again, as after a short break, a request stands since it stood.
    fn stated(&self, (person, desktop): (&PersonId, &str), said: AssistanceSaid, now: Timestamp) -> Stated {
        let before = self.desktops.get(person).and_then(|own| own.get(desktop)).map(|linked| &linked.assistance);
        let asks = said.asks.map(|asking| {
            let span = SignedDuration::from_secs(i64::try_from(asking.for_s).unwrap_or(i64::MAX).min(24 * 3600));
            let known = before.and_then(|before| before.asks.as_ref());
            let since = known.filter(|(call, _)| call.call == asking.call.call).map_or(now - span, |(_, since)| *since);
            (asking.call.clipped(), since)
        });
        Stated { asks, looks: said.looks }
    }

    /// Takes what a desktop says; whether that changes anything.
    pub(super) fn take_stated(&mut self, person: &PersonId, desktop: &str, stated: &Stated, relay: &str) -> bool {
        let known = self.desktops.get(person).and_then(|own| own.get(desktop));
        let before = known.map(|linked| linked.assistance.clone()).unwrap_or_default();
        if known.is_none() && *stated == Stated::default() {
            return false;
        }
        self.linked(person, desktop, relay).assistance = stated.clone();
        if before == *stated {
            return false;
        }
        self.count_requests();
        true
    }

    pub(super) fn take_note(&mut self, of: &AssistanceRef, note: AssistanceNote) {
        let notes = self.requests.notes.entry(of.clone()).or_default();
        notes.insert(note);
        if notes.len() > MOST_NOTES {
            notes.pop_first();
        }
    }

    pub(super) fn take_shown(&mut self, of: &AssistanceRef, view: Value) {
        self.requests.turn += 1;
        self.requests.shown.insert(of.clone(), (self.requests.turn, Arc::new(view)));
    }

    /// Which requests stand, and who looks at them. What is shown when nobody looks any more is forgotten at once.
    pub(super) fn count_requests(&mut self) {
        let (mut standing, mut looking) = (BTreeMap::new(), BTreeMap::<_, BTreeSet<PersonId>>::new());
        for (person, own) in &self.desktops {
            for linked in own.values() {
                let Stated { asks, looks } = &linked.assistance;
                if let Some((call, since)) = asks {
                    let of = AssistanceRef { person: person.clone(), call: call.call.clone() };
                    let first = standing.entry(of).or_insert_with(|| (call.clone(), *since));
                    first.1 = first.1.min(*since);
                }
                if let Some(of) = looks {
                    looking.entry(of.clone()).or_default().insert(person.clone());
                }
            }
        }
        let requests = &mut self.requests;
        requests.shown.retain(|of, _| standing.contains_key(of) && looking.contains_key(of));
        (requests.standing, requests.looking) = (standing, looking);
    }

    /// Forgets notes of requests that are over. `grace`: in a fleet a note may be heard of before its request.
    pub(super) fn sweep_notes(&mut self, now: Timestamp, grace: SignedDuration) {
        let Requests { standing, notes, .. } = &mut self.requests;
        let fresh = |note: &AssistanceNote| now.duration_since(note.at) < grace;
        notes.retain(|of, notes| standing.contains_key(of) || notes.iter().any(fresh));
    }

    /// What other relays may not know of the requests.
    pub(super) fn own_assistance(&self, relay: &str) -> Vec<Word> {
        let stated = self.here(relay).map(|(person, desktop, linked)| Word::Assistance {
            person: person.clone(),
            desktop: desktop.clone(),
            stated: linked.assistance.clone(),
        });
        let notes = self.requests.notes.iter().flat_map(|(of, notes)| notes.iter().map(move |note| (of, note)));
        let notes = notes.map(|(of, note)| Word::Note { request: of.clone(), note: note.clone() });
        let shown = self.requests.shown.iter();
        let shown = shown.map(|(of, (_, view))| Word::View { request: of.clone(), view: view.as_ref().clone() });
        stated.chain(notes).chain(shown).collect()
    }

    fn helper(&self, person: &PersonId) -> Helper {
        Helper { person: person.clone(), name: self.of_person(person).name }
    }

    /// A request as somebody may see it: `None` for whoever it does not concern.
    fn request(&self, of: &AssistanceRef, viewer: &PersonId, directory: &Directory) -> Option<AssistanceRequest> {
        let (call, since) = self.requests.standing.get(of)?;
        let looks_after = |other: &PersonId| {
            *other != of.person && directory.sight(other).is_some_and(|sight| sight.sees(&of.person))
        };
        let is_own = *viewer == of.person;
        if !is_own && !looks_after(viewer) {
            return None;
        }
        let there = self.desktops.keys().filter(|_| is_own).filter(|person| looks_after(person)).count();
        let looking = self.requests.looking.get(of).into_iter().flatten().filter(|person| looks_after(person));
        Some(AssistanceRequest {
            person: of.person.clone(),
            name: self.of_person(&of.person).name,
            call: call.clone(),
            since: *since,
            told: u32::try_from(there).unwrap_or(u32::MAX),
            looking: looking.map(|person| self.helper(person)).collect(),
            notes: self.requests.notes.get(of).into_iter().flatten().cloned().collect(),
        })
    }
}

impl Board {
    /// All requests that concern somebody, and what is shown at the one that this desktop looks at.
    pub(crate) fn assistance(
        &self,
        person: &PersonId,
        desktop: &str,
        directory: &Directory,
    ) -> (Vec<AssistanceRequest>, Option<(AssistanceRef, Shown)>) {
        let state = self.state();
        let requests = state.requests.standing.keys().filter_map(|of| state.request(of, person, directory));
        let requests: Vec<_> = requests.collect();
        let linked = state.desktops.get(person).and_then(|own| own.get(desktop));
        let looks = linked.and_then(|linked| linked.assistance.looks.clone());
        let allowed = looks.filter(|of| of.person != *person && requests.iter().any(|open| open.reference() == *of));
        let shown = allowed.and_then(|of| state.requests.shown.get(&of).map(|shown| (of.clone(), shown.clone())));
        (requests, shown)
    }

    /// Something about requests may be different.
    pub(super) fn assistance_changed(&self) {
        self.assistance.send_modify(|turn| *turn += 1);
    }
}

impl House {
    /// A desktop says where its agent asks and where somebody looks.
    pub(crate) fn assist(&self, person: &PersonId, desktop: &str, said: AssistanceSaid) {
        let stated = self.board.state().stated((person, desktop), said, self.now());
        self.say_of_board(Word::Assistance { person: person.clone(), desktop: desktop.to_owned(), stated });
    }

    /// Somebody answers a request with a note; false when it does not stand, or does not concern them.
    pub(crate) fn advise(&self, by: &PersonId, of: AssistanceRef, text: &str) -> bool {
        let (text, state) = (note_text(text), self.board.state());
        let stands = *by != of.person && state.request(&of, by, &self.directory()).is_some();
        let Some(text) = text.filter(|_| stands) else { return false };
        let note = AssistanceNote { at: self.now(), by: state.helper(by), text };
        drop(state);
        self.say_of_board(Word::Note { request: of, note });
        true
    }

    /// An agent shows what they see to those who look at their request; false when there is none.
    pub(crate) fn show(&self, by: &PersonId, of: AssistanceRef, view: Value) -> bool {
        let looked_at = of.person == *by && self.board.state().requests.are_looked_at(&of);
        if looked_at {
            self.say_of_board(Word::View { request: of, view });
        }
        looked_at
    }
}
