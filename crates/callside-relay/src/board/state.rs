//! What the board knows. Pure but for being changed: what comes in returns what may be different on a board now.

use super::assistance::{Requests, Stated};
use super::{Dirty, Rules, Word};
use crate::team::Audience;
use callside_core::event::CallEvent;
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_core::wallboard::{BoardCall, Desktop, Doing, Presence, Tally};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Queue and campaign, as far as phone systems name them.
pub(super) type Where = (Option<String>, Option<String>);

/// Events of a live call that are kept for a relay that comes later.
const HEARD: usize = 16;
/// A call that is over is forgotten after this long; what it counts stays counted.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(30);
/// A relay that says nothing for this long is gone, and its desktops with it.
pub(crate) const SILENT: SignedDuration = SignedDuration::from_secs(20);

/// A desktop that is linked, or was until a moment ago.
pub(super) struct Linked {
    pub(super) standing: Desktop,
    pub(super) assistance: Stated,
    pub(super) relay: String,
    pub(super) lost: Option<Timestamp>,
}

/// A call of today.
pub(super) struct Known {
    pub(super) call: BoardCall,
    pub(super) audience: Audience,
    /// Who has or had it, as far as the phone system said.
    pub(super) handlers: BTreeSet<PersonId>,
    people: Vec<String>,
    /// For relays that come later; nothing where there are none.
    heard: Vec<(CallEvent, Timestamp)>,
    counted: (Where, Tally),
    last_at: Timestamp,
}

/// Everything.
pub(super) struct State {
    /// By person and installation.
    pub(super) desktops: HashMap<PersonId, BTreeMap<String, Linked>>,
    /// When somebody's last desktop was lost.
    pub(super) offline: HashMap<PersonId, Timestamp>,
    pub(super) calls: HashMap<CallKey, Known>,
    pub(super) tallies: BTreeMap<(Where, Audience), Tally>,
    pub(super) counted_since: Timestamp,
    pub(super) started_at: Timestamp,
    /// Calls of today that are forgotten but for being counted.
    done: HashSet<CallKey>,
    /// Those of yesterday: what is heard of them late counts nothing.
    done_before: HashSet<CallKey>,
    relays: HashMap<String, Timestamp>,
    pub(super) requests: Requests,
}

impl State {
    pub(super) fn new(now: Timestamp) -> Self {
        Self {
            desktops: HashMap::new(),
            offline: HashMap::new(),
            calls: HashMap::new(),
            tallies: BTreeMap::new(),
            counted_since: now,
            started_at: now,
            done: HashSet::new(),
            done_before: HashSet::new(),
            relays: HashMap::new(),
            requests: Requests::default(),
        }
    }

    /// What a desktop says, by this relay's clock. Said again, as after a short break, it began when it began.
    pub(super) fn standing(&self, (person, desktop): (&PersonId, &str), presence: Presence, now: Timestamp) -> Desktop {
        let Presence { doing, for_s, name } = presence;
        let span = SignedDuration::from_secs(i64::try_from(for_s).unwrap_or(i64::MAX).min(7 * 24 * 3600));
        let before = self.desktops.get(person).and_then(|own| own.get(desktop));
        let since = match before {
            Some(before) if before.standing.doing == doing => before.standing.since,
            _ => now - span,
        };
        Desktop { doing, since, name }
    }

    /// A desktop that is linked, at this relay from now on.
    pub(super) fn linked(&mut self, person: &PersonId, desktop: &str, relay: &str) -> &mut Linked {
        let since = self.offline.remove(person).unwrap_or(self.started_at);
        let own = self.desktops.entry(person.clone()).or_default();
        let linked = own.entry(desktop.to_owned()).or_insert_with(|| Linked {
            standing: Desktop { doing: Doing::Unknown, since, name: None },
            assistance: Stated::default(),
            relay: String::new(),
            lost: None,
        });
        relay.clone_into(&mut linked.relay);
        linked.lost = None;
        linked
    }

    /// What may be different on a board, and whether requests for assistance may be, too: somebody is there who was not,
    /// or is called something else.
    pub(super) fn present(
        &mut self,
        person: &PersonId,
        desktop: &str,
        standing: Desktop,
        relay: &str,
    ) -> (Vec<Dirty>, bool) {
        let named = self.desktops.get(person).and_then(|own| own.get(desktop)).map(|linked| &linked.standing.name);
        let assists = named != Some(&standing.name);
        self.linked(person, desktop, relay).standing = standing;
        (vec![Dirty::Person(person.clone())], assists)
    }

    /// Desktops that are linked to this relay, with whose they are.
    pub(super) fn here(&self, relay: &str) -> impl Iterator<Item = (&PersonId, &String, &Linked)> {
        let all = self.desktops.iter().flat_map(|(person, own)| own.iter().map(move |(name, one)| (person, name, one)));
        all.filter(move |(_, _, linked)| linked.relay == relay && linked.lost.is_none())
    }

    /// Another relay may have the desktop by now: then this one has nothing to say of it.
    pub(super) fn lost(&mut self, person: &PersonId, desktop: &str, relay: &str, at: Timestamp) {
        if let Some(linked) = self.desktops.get_mut(person).and_then(|own| own.get_mut(desktop))
            && linked.relay == relay
        {
            linked.lost.get_or_insert(at);
        }
    }

    /// Another relay is there. Whether it had been silent: then what it knew was let go, and it must be asked.
    pub(super) fn heard_of(&mut self, relay: &str, now: Timestamp) -> bool {
        let before = self.relays.insert(relay.to_owned(), now);
        before.is_some_and(|before| now.duration_since(before) > SILENT)
    }

    /// Those that were heard of within a span.
    pub(super) fn relays(&self, now: Timestamp, within: SignedDuration) -> BTreeSet<String> {
        let heard = self.relays.iter().filter(|(_, at)| now.duration_since(**at) <= within);
        heard.map(|(relay, _)| relay.clone()).collect()
    }

    pub(super) fn hear(
        &mut self,
        (event, received_at): (&CallEvent, Timestamp),
        people: &[String],
        audience: Audience,
        handler: Option<&PersonId>,
        rules: &Rules,
    ) -> Vec<Dirty> {
        if self.done.contains(&event.call) || self.done_before.contains(&event.call) {
            return Vec::new();
        }
        let known = self.calls.entry(event.call.clone()).or_insert_with(|| Known {
            call: BoardCall::begin(event, received_at),
            audience: Audience::default(),
            handlers: BTreeSet::new(),
            people: Vec::new(),
            heard: Vec::new(),
            counted: Default::default(),
            last_at: received_at,
        });
        known.call.hear(event, received_at);
        known.last_at = known.last_at.max(received_at);
        let counted_for = known.audience.clone();
        known.audience = audience.and(&known.audience);
        known.people.extend(people.iter().filter(|person| !known.people.contains(person)).cloned().collect::<Vec<_>>());
        if rules.in_fleet && known.heard.len() < HEARD {
            // Most calls have few, and room for more is a kilobyte each.
            known.heard.reserve_exact(1);
            known.heard.push((event.clone(), received_at));
        }
        let mut dirty = vec![Dirty::Call(event.call.clone())];
        if let Some(handler) = handler
            && known.handlers.insert(handler.clone())
        {
            let theirs = |linked: &Linked| linked.standing.doing.call().is_some_and(|call| call.call == event.call);
            let with = self.desktops.iter().filter(|(_, own)| own.values().any(theirs));
            dirty.extend(with.map(|(person, _)| Dirty::Person(person.clone())));
        }
        let call = known.call.call();
        let place = (call.queue().cloned(), call.campaign().cloned());
        let counts = (place, known.call.tally(rules.goal));
        if (&counts, &known.audience) != (&known.counted, &counted_for) {
            let before = std::mem::replace(&mut known.counted, counts.clone());
            dirty.extend([Dirty::Tally(before.0.clone()), Dirty::Tally(counts.0.clone())]);
            let to = known.audience.clone();
            // A row that was counted once stays, so that whoever sees it hears that nothing is left of it.
            if let Some(old) = self.tallies.get_mut(&(before.0, counted_for)) {
                *old = old.without(before.1);
            }
            if counts.1 != Tally::default() {
                let new = self.tallies.entry((counts.0, to)).or_default();
                *new = new.and(counts.1);
            }
        }
        dirty
    }

    /// What this relay's own desktops do, and the live calls.
    pub(super) fn own(&self, relay: &str) -> Vec<Word> {
        let desktops = self.here(relay).map(|(person, desktop, linked)| Word::Desktop {
            person: person.clone(),
            desktop: desktop.clone(),
            standing: linked.standing.clone(),
        });
        let live = self.calls.values().filter(|known| !known.call.is_over(known.last_at));
        let calls = live.flat_map(|known| {
            known.heard.iter().map(|(event, received_at)| Word::Call {
                event: Box::new(event.clone()),
                received_at: *received_at,
                people: known.people.clone(),
                handler: known.handlers.first().cloned(),
            })
        });
        desktops.chain(calls).collect()
    }

    /// What may be different on a board, and whether requests for assistance may be, too.
    pub(super) fn sweep(&mut self, rules: &Rules, now: Timestamp) -> (Vec<Dirty>, bool) {
        let heard = &self.relays;
        let silent_since = |relay: &str| {
            let heard = heard.get(relay).filter(|_| relay != rules.relay)?;
            (now.duration_since(*heard) > SILENT).then_some(*heard)
        };
        let mut dirty = Vec::new();
        let offline = &mut self.offline;
        self.desktops.retain(|person, own| {
            let before = own.len();
            own.retain(|_, linked| match linked.lost.or_else(|| silent_since(&linked.relay)) {
                Some(lost) if now.duration_since(lost) >= rules.grace => {
                    offline.insert(person.clone(), lost);
                    false
                }
                _ => true,
            });
            if own.len() < before {
                dirty.push(Dirty::Person(person.clone()));
            }
            !own.is_empty()
        });
        let gone = !dirty.is_empty();
        if gone {
            self.count_requests();
        }
        self.sweep_notes(now, rules.grace);
        let done = &mut self.done;
        self.calls.retain(|key, known| {
            if !known.call.is_over(now) {
                return true;
            }
            if known.call.waiting(known.last_at).is_some() {
                dirty.push(Dirty::Call(key.clone()));
            }
            let forget = now.duration_since(known.last_at) >= REMEMBERED;
            if forget {
                done.insert(key.clone());
            }
            !forget
        });
        if self.is_another_day(rules, now) {
            self.count_anew(now);
            dirty.push(Dirty::All);
        }
        (dirty, gone)
    }

    fn is_another_day(&self, rules: &Rules, now: Timestamp) -> bool {
        let day = |at: Timestamp| at.to_zoned(rules.zone.clone()).date();
        day(self.counted_since) != day(now)
    }

    /// A call that goes on over midnight counts on both days, on the second when it changes next.
    fn count_anew(&mut self, now: Timestamp) {
        self.counted_since = now;
        self.tallies.clear();
        self.done_before = std::mem::take(&mut self.done);
        for (key, _) in self.calls.extract_if(|_, known| known.call.is_over(now)) {
            self.done_before.insert(key);
        }
        for known in self.calls.values_mut() {
            known.counted.1 = Tally::default();
        }
    }

    /// What somebody is doing, and since when. A call that the phone system says another person has is not theirs,
    /// though it came to their desktop.
    pub(super) fn of_person(&self, person: &PersonId) -> Desktop {
        let own = self.desktops.get(person).into_iter().flat_map(BTreeMap::values);
        let own: Vec<Desktop> = own.map(|linked| self.theirs(person, &linked.standing)).collect();
        callside_core::wallboard::busiest(own.iter()).cloned().unwrap_or_else(|| Desktop {
            doing: Doing::Offline,
            since: self.offline.get(person).copied().unwrap_or(self.started_at),
            name: None,
        })
    }

    fn theirs(&self, person: &PersonId, standing: &Desktop) -> Desktop {
        let has = matches!(standing.doing, Doing::Talking(_) | Doing::OnHold(_) | Doing::WrapUp(_));
        let known = standing.doing.call().filter(|_| has).and_then(|call| self.calls.get(&call.call));
        match known {
            Some(known) if !known.handlers.is_empty() && !known.handlers.contains(person) => {
                Desktop { doing: Doing::Available, ..standing.clone() }
            }
            _ => standing.clone(),
        }
    }
}
