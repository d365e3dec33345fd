//! What a relay still holds of the history of teams, for a desktop that was not told of it as it happened: its person was given
//! the team since, or it is the person's first link from there. Where a desktop is with it stands in its cursor, so any
//! relay of a fleet goes on ([0082](../../../docs/adr/0082-a-backlog-is-read-beside.md)).

use crate::history::whose;
use crate::house::House;
use crate::team::Directory;
use callside_core::event::Event;
use callside_core::person::PersonId;
use callside_link::{Backlog, Coming};
use callside_store::relay::EVERYONE;
use data_encoding::HEXLOWER;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most teams of one person whose backlog is told; who looks after more is better named for all of them.
const MOST_TEAMS: usize = 100;

/// A desktop's way through it.
pub(crate) struct Reading {
    person: PersonId,
    backlog: Backlog,
    /// Teams that the person looks after, by their words.
    teams: BTreeMap<String, String>,
    /// Up to here other desktops of the person were told as it happened, and this one was not; counts for what is found
    /// at the first look.
    before: u64,
    /// The team as it was looked at last.
    seen: Option<Arc<Directory>>,
}

/// Something that is held, as far as that decides for whom it is.
pub(crate) struct Held<'a> {
    pub(crate) event: &'a Event,
    /// Whose call it is.
    pub(crate) people: &'a [String],
    /// Who heard of it as it came in.
    pub(crate) watchers: &'a [String],
    /// Where the person would have heard of it.
    pub(crate) place: u64,
}

/// A team's name as a cursor holds it: short, and of the letters that a cursor may have.
fn word(team: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(team.as_bytes())[..4])
}

impl Reading {
    /// `backlog`: how far the desktop is. `before`: how far the person's other desktops are with the history, where this
    /// one was never here; else 0.
    pub(crate) fn new(person: &PersonId, backlog: Backlog, before: u64) -> Self {
        Self { person: person.clone(), backlog, teams: BTreeMap::new(), before, seen: None }
    }

    /// How far it is, for the desktop's cursor.
    pub(crate) const fn backlog(&self) -> &Backlog {
        &self.backlog
    }

    /// Looks whether the person was given a team since, or one was taken from them.
    pub(crate) fn look(&mut self, directory: &Arc<Directory>) {
        if self.seen.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, directory)) {
            return;
        }
        self.seen = Some(Arc::clone(directory));
        let named = directory.looks_after(&self.person).iter().take(MOST_TEAMS);
        self.teams = named.map(|team| (word(team), team.clone())).collect();
        let teams = &self.teams;
        self.backlog.had.retain(|team| teams.contains_key(team));
        if let Some(coming) = &mut self.backlog.coming {
            coming.teams.retain(|team| teams.contains_key(team));
        }
        self.backlog.coming.take_if(|coming| coming.teams.is_empty());
        self.go_on();
        self.before = 0;
    }

    /// What is missing of all that is held, behind which place; `None` where nothing is.
    pub(crate) fn after(&self) -> Option<u64> {
        self.backlog.coming.as_ref().map(|coming| coming.place)
    }

    /// It was read up to here.
    pub(crate) fn is_at(&mut self, place: u64) {
        if let Some(coming) = &mut self.backlog.coming {
            coming.place = place;
        }
    }

    /// It was read to the end; teams that were given meanwhile come next.
    pub(crate) fn is_read(&mut self) {
        if let Some(coming) = self.backlog.coming.take() {
            self.backlog.had.extend(coming.teams);
        }
        self.go_on();
    }

    fn go_on(&mut self) {
        if self.backlog.coming.is_none() {
            let missing = self.teams.keys().filter(|team| !self.backlog.had.contains(*team));
            let teams: BTreeSet<String> = missing.cloned().collect();
            self.backlog.coming = (!teams.is_empty()).then_some(Coming { teams, place: 0, before: self.before });
        }
    }

    /// Whether this is missing at the desktop: of a team whose backlog is on its way, not the person's own, and not told to
    /// them as it came in.
    pub(crate) fn is_missing(&self, held: &Held<'_>) -> bool {
        let (Some(coming), Some(directory)) = (&self.backlog.coming, &self.seen) else { return false };
        let whose = whose(held.event, held.people);
        let own = whose.iter().any(|person| person == EVERYONE || person == self.person.as_str());
        let was_told = held.watchers.iter().any(|watcher| watcher == self.person.as_str());
        if own || (was_told && held.place > coming.before) {
            return false;
        }
        let teams = coming.teams.iter().filter_map(|team| self.teams.get(team)).cloned().collect();
        directory.are_of(&teams, &whose)
    }
}

impl House {
    /// What came in before this is held no more.
    pub(crate) fn held_since(&self) -> Timestamp {
        let term = self.config.history.term().and_then(|term| SignedDuration::try_from(term).ok());
        self.now() - term.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::Team;
    use callside_core::event::{CallChange, CallEvent, CallFacts};
    use callside_core::ids::{CallKey, EventId, Provider};
    use serde_json::json;

    fn directory(supervises: &[&str]) -> Arc<Directory> {
        let team: Team = serde_json::from_value(json!({
            "people": [{ "email": "bea@example.com", "role": "supervisor", "supervises": supervises }],
            "groups": { "billing": ["dana@example.com"], "sales": ["sam@example.com"] },
        }))
        .unwrap();
        Arc::new(Directory::new(&team))
    }

    fn bea() -> PersonId {
        PersonId::new("bea@example.com").unwrap()
    }

    fn is_missing(reading: &Reading, people: &[&str], watchers: &[&str], place: u64) -> bool {
        let call = CallKey::new(Provider::Five9, "1").unwrap();
        let (what, facts) = (CallChange::Ended, CallFacts::default());
        let event = Event::Call(CallEvent { id: EventId("1".into()), call, at: Timestamp::UNIX_EPOCH, what, facts });
        let mail = |names: &[&str]| -> Vec<String> {
            names
                .iter()
                .map(|name| if *name == "*" { EVERYONE.to_owned() } else { format!("{name}@example.com") })
                .collect()
        };
        let (people, watchers) = (mail(people), mail(watchers));
        reading.is_missing(&Held { event: &event, people: &people, watchers: &watchers, place })
    }

    #[test]
    fn what_is_missing_is_of_a_team_that_was_given_and_was_not_told_before() {
        let mut old = Reading::new(&bea(), Backlog::default(), 0);
        old.look(&directory(&["billing"]));
        let mut new = Reading::new(&bea(), Backlog::default(), 5);
        new.look(&directory(&["billing"]));
        for (people, watchers, place, at_old, at_new) in [
            (&["dana"][..], &[][..], 3, true, true),
            (&["dana"], &["cal"], 9, true, true),
            (&["dana"], &["bea"], 5, false, true),
            (&["dana"], &["bea"], 6, false, false),
            (&["sam"], &[], 3, false, false),
            (&["dana", "bea"], &[], 3, false, false),
            (&["*"], &[], 3, false, false),
            (&[], &[], 3, false, false),
        ] {
            assert_eq!(is_missing(&old, people, watchers, place), at_old, "{people:?} {watchers:?}");
            assert_eq!(is_missing(&new, people, watchers, place), at_new, "{people:?} {watchers:?} at a new desktop");
        }
        let mut all = Reading::new(&bea(), Backlog::default(), 0);
        all.look(&directory(&["*"]));
        assert!(is_missing(&all, &["sam"], &[], 1) && is_missing(&all, &["nobody-of-a-group"], &[], 1));
    }

    #[test]
    fn a_team_comes_once_one_that_is_given_meanwhile_after_it_and_one_that_is_taken_never() {
        let mut reading = Reading::new(&bea(), Backlog::default(), 7);
        reading.look(&directory(&[]));
        assert_eq!(reading.after(), None);
        reading.look(&directory(&["billing"]));
        assert_eq!(reading.after(), Some(0));
        reading.is_at(4);
        // Its cursor is kept, and another relay goes on.
        let mut reading = Reading::new(&bea(), reading.backlog().clone(), 0);
        let both = directory(&["billing", "sales"]);
        reading.look(&both);
        assert_eq!((reading.after(), is_missing(&reading, &["sam"], &[], 1)), (Some(4), false), "one after the other");
        reading.is_read();
        assert_eq!((reading.after(), is_missing(&reading, &["sam"], &[], 1)), (Some(0), true));
        assert!(!is_missing(&reading, &["dana"], &[], 1), "it came once");
        assert!(!is_missing(&reading, &["sam"], &["bea"], 1), "it was told to her when the team was hers before");
        reading.is_read();
        reading.look(&both);
        assert_eq!(reading.after(), None);
        reading.look(&directory(&["sales"]));
        assert_eq!((reading.backlog().had.len(), reading.after()), (1, None));
        reading.look(&both);
        assert_eq!(reading.after(), Some(0), "given anew, what is missing of it comes");
        reading.look(&directory(&["sales"]));
        assert_eq!(reading.after(), None, "what was on its way comes no more");
    }
}
