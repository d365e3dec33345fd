//! The life of a call, as a merge of facts: whatever the order and however often events arrive, the same set of
//! events gives the same call.
//!
//! Every part of the state is joined by an operation that is commutative, associative and idempotent: the earliest
//! time wins for beginnings, the latest statement wins for values (ties go to the greater value), sets only grow.

use crate::event::{AgentName, CallChange, CallEvent, CallFacts, Direction};
use crate::ids::{CallKey, LegId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

mod logged;
mod told;
mod told_pop;
mod told_writing;

use logged::Logged;
pub use logged::Seen;
pub use told::{ElsewhereState, LONGEST_TOLD_NOTES, ToldDecision, ToldWrapUp};
pub use told_pop::ShownPop;
pub use told_writing::{ToldRecord, ToldStanding, ToldWriting};

/// A value together with when it was said; the latest statement stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Said<T> {
    /// When it was said.
    pub at: Timestamp,
    /// What was said.
    pub value: T,
}

/// Where a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Known, not yet at a person.
    Waiting,
    /// Shown to a person before it is dialled.
    Preview,
    /// Rings at a person.
    Ringing,
    /// A person talks.
    Talking,
    /// On hold.
    OnHold,
    /// Over.
    Ended,
}

/// The part of a call that one person handled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Who.
    pub agent: Option<Said<AgentName>>,
    /// Since when.
    pub started_at: Option<Timestamp>,
    /// Until when.
    pub ended_at: Option<Timestamp>,
}

/// A call as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its natural key.
    pub key: CallKey,
    /// First heard of, by the provider's clock.
    pub first_at: Timestamp,
    /// Last statement about it.
    pub last_at: Timestamp,
    previewed_at: Option<Timestamp>,
    ringing_at: Option<Timestamp>,
    answered_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    final_at: Option<Timestamp>,
    hold: Option<Said<bool>>,
    voicemail_at: Option<Timestamp>,
    archived: bool,
    values: Values,
    /// Legs by id; a transfer adds one.
    pub legs: BTreeMap<LegId, Leg>,
    /// Transfers: when and to whom.
    pub transfers: BTreeSet<(Timestamp, Option<String>)>,
    /// Notes from colleagues who handed the call over: when, to whom, and the note.
    #[serde(default)]
    pub hand_overs: BTreeSet<(Timestamp, String, String)>,
    /// Who declined, and when.
    pub declined: BTreeSet<(Timestamp, Option<String>)>,
    tags: BTreeMap<String, Said<bool>>,
    tag_list: Option<Said<BTreeSet<String>>>,
    /// Comments from the phone system by id.
    pub comments: BTreeMap<String, Said<String>>,
    provider_disposition: Option<Said<Option<String>>>,
    /// What logs in the CRM say. It counts where the phone system said nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    logged: Option<Box<Logged>>,
    /// A phone system told of it.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    heard: bool,
    /// Something of it came to this desk for its own person; else it is known for the history of a team, or from logs.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    at_desk: bool,
    /// How its wrap-up stands at the desk of its agent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told: Option<Box<Said<ToldWrapUp>>>,
}

/// Before there were logs and the history of a team, every call had been heard, and at this desk.
const fn yes() -> bool {
    true
}

macro_rules! values {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        /// Facts of which the latest statement stands.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        struct Values { $($name: Option<Said<$type>>,)* }

        impl Values {
            fn hear(&mut self, at: Timestamp, facts: &CallFacts) {
                $(if let Some(value) = &facts.$name { latest(&mut self.$name, Said { at, value: value.clone() }); })*
            }
        }

        impl Call {
            $($(#[$doc])* #[must_use]
            pub fn $name(&self) -> Option<&$type> {
                let said = self.values.$name.as_ref().or_else(|| self.logged.as_ref()?.values.$name.as_ref());
                said.map(|said| &said.value)
            })*
        }
    };
}

values! {
    /// Which way the call goes.
    direction: Direction,
    /// The other party's number as the provider wrote it.
    customer_number: String,
    /// The company's number.
    company_number: String,
    /// The other party's name by the provider. Hostile text.
    customer_name: String,
    /// Who handles it now.
    agent: AgentName,
    /// Session id, where it differs from the call id.
    session: String,
    /// Queue or skill.
    queue: String,
    /// Campaign.
    campaign: String,
    /// Whole length in seconds, ringing included.
    duration_s: u32,
    /// Talk time in seconds, as the provider says.
    talk_s: u32,
    /// Hold time in seconds, as the provider says.
    hold_s: u32,
    /// Why nobody answered, in the provider's word.
    missed_reason: String,
    /// Notes from the phone system. Hostile text.
    notes: String,
    /// Where the recording can be heard.
    recording_url: String,
    /// Where the voicemail can be heard.
    voicemail_url: String,
    /// What an assistant of the phone system made of the call. Hostile text.
    ai_summary: String,
    /// The provider's own contact id.
    provider_contact: String,
}

fn latest<T: Ord>(slot: &mut Option<Said<T>>, said: Said<T>) {
    if slot.as_ref().is_none_or(|old| *old < said) {
        *slot = Some(said);
    }
}

fn earliest(slot: &mut Option<Timestamp>, at: Timestamp) {
    *slot = Some(slot.map_or(at, |old| old.min(at)));
}

impl Call {
    /// The call after its first event.
    #[must_use]
    pub fn begin(event: &CallEvent) -> Self {
        let mut call = Self::of_nothing(event);
        call.hear(event);
        call
    }

    /// The same of an event that came for the history of a team: it pops at nobody here.
    #[must_use]
    pub fn begin_for_history(event: &CallEvent) -> Self {
        let mut call = Self::of_nothing(event);
        call.hear_for_history(event);
        call
    }

    fn of_nothing(event: &CallEvent) -> Self {
        Self {
            key: event.call.clone(),
            first_at: event.at,
            last_at: event.at,
            previewed_at: None,
            ringing_at: None,
            answered_at: None,
            ended_at: None,
            final_at: None,
            hold: None,
            voicemail_at: None,
            archived: false,
            values: Values::default(),
            legs: BTreeMap::new(),
            transfers: BTreeSet::new(),
            hand_overs: BTreeSet::new(),
            declined: BTreeSet::new(),
            tags: BTreeMap::new(),
            tag_list: None,
            comments: BTreeMap::new(),
            provider_disposition: None,
            logged: None,
            heard: false,
            at_desk: false,
            told: None,
        }
    }

    /// Takes in one more event of this call. Hearing an event twice, late or early changes nothing in the end.
    pub fn hear(&mut self, event: &CallEvent) {
        // What a log says long after makes nobody's screen change.
        self.at_desk |= !matches!(event.what, CallChange::Logged { .. });
        self.hear_for_history(event);
    }

    /// The same of an event that came for the history of a team: what it says counts, and it makes nothing pop.
    pub fn hear_for_history(&mut self, event: &CallEvent) {
        debug_assert_eq!(event.call, self.key, "an event goes to its own call");
        let CallEvent { at, facts, .. } = event;
        let at = *at;
        match &event.what {
            CallChange::Logged { record, about, day_only } => {
                self.logged.get_or_insert_default().know(record, about, *day_only);
                self.hear_log(at, facts);
            }
            CallChange::WrappedUp { told, .. } => self.hear_wrap_up(at, told, facts),
            what => {
                self.hear_facts(at, facts);
                self.change(at, what, facts);
                self.leg(at, what, facts);
            }
        }
    }

    fn hear_facts(&mut self, at: Timestamp, facts: &CallFacts) {
        if !self.heard {
            // A log has said when it was, as well as it could.
            (self.first_at, self.last_at, self.heard) = (at, at, true);
        }
        self.first_at = self.first_at.min(facts.started_at.unwrap_or(at)).min(at);
        self.last_at = self.last_at.max(at);
        self.values.hear(at, facts);
        if let Some(answered) = facts.answered_at {
            earliest(&mut self.answered_at, answered);
        }
        if let Some(ended) = facts.ended_at {
            earliest(&mut self.ended_at, ended);
        }
        if let Some(label) = &facts.disposition {
            latest(&mut self.provider_disposition, Said { at, value: Some(label.clone()) });
        }
        if let Some(tags) = &facts.tags {
            latest(&mut self.tag_list, Said { at, value: tags.clone() });
        }
    }

    fn change(&mut self, at: Timestamp, what: &CallChange, facts: &CallFacts) {
        let who = || facts.agent.as_ref().map(|a| a.key.clone());
        match what {
            CallChange::Created
            | CallChange::Noted
            | CallChange::Assigned { .. }
            | CallChange::Advised { .. }
            | CallChange::WrappedUp { .. }
            | CallChange::Logged { .. } => {}
            CallChange::Previewed => earliest(&mut self.previewed_at, at),
            CallChange::Ringing => earliest(&mut self.ringing_at, at),
            CallChange::Declined => drop(self.declined.insert((at, who()))),
            CallChange::Answered => earliest(&mut self.answered_at, facts.answered_at.unwrap_or(at)),
            CallChange::Held => latest(&mut self.hold, Said { at, value: true }),
            CallChange::Unheld => latest(&mut self.hold, Said { at, value: false }),
            CallChange::Transferred { to } => drop(self.transfers.insert((at, to.clone()))),
            CallChange::HungUp => earliest(&mut self.ended_at, facts.ended_at.unwrap_or(at)),
            CallChange::Ended => {
                earliest(&mut self.final_at, at);
                earliest(&mut self.ended_at, facts.ended_at.unwrap_or(at));
            }
            CallChange::Dispositioned { label } => {
                latest(&mut self.provider_disposition, Said { at, value: label.clone() });
            }
            CallChange::VoicemailLeft => earliest(&mut self.voicemail_at, at),
            CallChange::Commented { id, text } => comment(&mut self.comments, id, Said { at, value: text.clone() }),
            CallChange::Tagged { tag } => mark(&mut self.tags, tag, Said { at, value: true }),
            CallChange::Untagged { tag } => mark(&mut self.tags, tag, Said { at, value: false }),
            CallChange::HandedOver { to, note } => drop(self.hand_overs.insert((at, to.clone(), note.clone()))),
            CallChange::Archived => self.archived = true,
        }
    }

    fn leg(&mut self, at: Timestamp, what: &CallChange, facts: &CallFacts) {
        let id = facts.leg.clone().or_else(|| facts.agent.as_ref().map(|a| LegId(a.key.clone())));
        let Some(id) = id else { return };
        let leg = self.legs.entry(id).or_default();
        if let Some(agent) = &facts.agent {
            latest(&mut leg.agent, Said { at, value: agent.clone() });
        }
        match what {
            CallChange::HungUp | CallChange::Ended | CallChange::Dispositioned { .. } => {
                earliest(&mut leg.ended_at, facts.ended_at.unwrap_or(at));
            }
            _ => earliest(&mut leg.started_at, at),
        }
    }

    /// Where the call stands now.
    #[must_use]
    pub fn phase(&self) -> Phase {
        if !self.heard {
            return Phase::Ended;
        }
        let on_hold = self.hold.as_ref().is_some_and(|hold| hold.value);
        match (self.ended_at, self.answered_at) {
            (Some(_), _) => Phase::Ended,
            (None, Some(_)) if on_hold => Phase::OnHold,
            (None, Some(_)) => Phase::Talking,
            (None, None) if self.ringing_at.is_some() => Phase::Ringing,
            (None, None) if self.previewed_at.is_some() => Phase::Preview,
            (None, None) => Phase::Waiting,
        }
    }

    /// When it was first answered.
    #[must_use]
    pub const fn answered_at(&self) -> Option<Timestamp> {
        self.answered_at
    }

    /// Since when it is on hold, while it is.
    #[must_use]
    pub fn held_since(&self) -> Option<Timestamp> {
        self.hold.as_ref().filter(|hold| hold.value).map(|hold| hold.at)
    }

    /// When the line was closed; of a call that is only logged, as well as its log says.
    #[must_use]
    pub fn ended_at(&self) -> Option<Timestamp> {
        if self.heard { self.ended_at } else { self.logged.as_ref()?.ended_at }
    }

    /// When the caller left a voicemail.
    #[must_use]
    pub const fn voicemail_at(&self) -> Option<Timestamp> {
        self.voicemail_at
    }

    /// The disposition that stands in the phone system, if a person set one; else the one of a log.
    #[must_use]
    pub fn provider_disposition(&self) -> Option<&str> {
        let said = self.provider_disposition.as_ref();
        said.or_else(|| self.logged.as_ref()?.disposition.as_ref())?.value.as_deref()
    }

    /// The tags that are on the call now, in alphabetical order: the latest complete list, and what was said of single
    /// tags since.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let list = self.tag_list.as_ref();
        let mut on: BTreeSet<&str> = list.iter().flat_map(|list| &list.value).map(String::as_str).collect();
        for (tag, said) in self.tags.iter().filter(|(_, said)| list.is_none_or(|list| said.at >= list.at)) {
            if said.value {
                on.insert(tag)
            } else {
                on.remove(tag.as_str())
            };
        }
        on.into_iter()
    }

    /// Whole seconds of conversation: the provider's figure, else from answer to end, else a log's; `None` while unknown.
    #[must_use]
    pub fn talk_seconds(&self) -> Option<u32> {
        let said = self.values.talk_s.as_ref().map(|said| said.value);
        let counted = || {
            let seconds = self.ended_at?.duration_since(self.answered_at?).as_secs();
            Some(u32::try_from(seconds.max(0)).unwrap_or(u32::MAX))
        };
        said.or_else(counted).or_else(|| self.talk_s().copied())
    }

    /// Whether only a relay told of it, for the history of a team: nothing of it came to this desk.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        self.heard && !self.at_desk
    }

    /// Whether this call deserves to pop: a person of this desk has it, it waits at them, or they dialled it.
    #[must_use]
    pub fn pops(&self) -> bool {
        let at_a_person = self.ringing_at.is_some() || self.answered_at.is_some() || self.previewed_at.is_some();
        let direction = self.values.direction.as_ref().map(|said| said.value);
        let dialled_by_a_person = direction == Some(Direction::Outbound) && self.values.agent.is_some();
        self.at_desk && direction != Some(Direction::Internal) && (at_a_person || dialled_by_a_person)
    }
}

fn mark(tags: &mut BTreeMap<String, Said<bool>>, tag: &str, said: Said<bool>) {
    let mut slot = tags.remove(tag);
    latest(&mut slot, said);
    tags.extend(slot.map(|said| (tag.to_owned(), said)));
}

fn comment(comments: &mut BTreeMap<String, Said<String>>, id: &str, said: Said<String>) {
    let mut slot = comments.remove(id);
    latest(&mut slot, said);
    comments.extend(slot.map(|said| (id.to_owned(), said)));
}
