//! All that one desktop knows of requests: its own agent's, and those of others. Pure.

use super::news::{
    AgentView, Asking, AssistanceNews, AssistanceNote, AssistanceRef, AssistanceRequest, AssistanceSaid,
};
use crate::ids::CallKey;
use crate::person::PersonId;
use crate::wallboard::LiveCall;
use jiff::Timestamp;

/// Whether requests can be passed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// The relay has not said yet how things are.
    #[default]
    Coming,
    /// The relay has told how things are, and tells when they change.
    Open,
    /// The link is down: things are as they were then.
    Down,
    /// The relay passes no requests on.
    TooOld,
}

/// The request of this desktop's agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// On which call.
    pub call: LiveCall,
    /// Since when, by this machine's clock.
    pub since: Timestamp,
    /// Notes that came, oldest first. They stay whatever the relay forgets.
    pub notes: Vec<AssistanceNote>,
}

/// A look at a request of somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// At which.
    pub of: AssistanceRef,
    /// What the agent sees: `None` until it is told, and when the request is over.
    pub view: Option<Seen>,
}

/// What was told of an agent's screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It.
    View(Box<AgentView>),
    /// Another version of Callside told it: it cannot be read here.
    Unreadable,
}

/// All that one desktop knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssistanceDesk {
    way: Way,
    me: Option<PersonId>,
    mine: Option<Mine>,
    look: Option<Look>,
    requests: Vec<AssistanceRequest>,
    /// The relay's clock at the last news, and this machine's.
    heard: Option<(Timestamp, Timestamp)>,
}

impl AssistanceDesk {
    /// Whether requests can be passed on.
    #[must_use]
    pub const fn way(&self) -> Way {
        self.way
    }

    /// The request of this desktop's agent.
    #[must_use]
    pub const fn mine(&self) -> Option<&Mine> {
        self.mine.as_ref()
    }

    /// The same as the relay knows it: `None` until it does.
    #[must_use]
    pub fn passed_on(&self) -> Option<&AssistanceRequest> {
        let mine = self.mine.as_ref().filter(|_| self.way == Way::Open)?;
        let own = |request: &&AssistanceRequest| Some(&request.person) == self.me.as_ref();
        self.requests.iter().filter(own).find(|request| request.call.call == mine.call.call)
    }

    /// Requests of others, the oldest first.
    pub fn theirs(&self) -> impl Iterator<Item = &AssistanceRequest> {
        self.requests.iter().filter(|request| Some(&request.person) != self.me.as_ref())
    }

    /// The request that somebody looks at here.
    #[must_use]
    pub const fn look(&self) -> Option<&Look> {
        self.look.as_ref()
    }

    /// A moment of the relay's clock, by this machine's.
    #[must_use]
    pub fn here(&self, at: Timestamp) -> Timestamp {
        self.heard.map_or(at, |(theirs, ours)| ours - theirs.duration_since(at))
    }

    /// What the relay is told.
    #[must_use]
    pub fn said(&self, now: Timestamp) -> AssistanceSaid {
        let asks = self.mine.as_ref().map(|mine| Asking {
            call: mine.call.clone(),
            for_s: u64::try_from(now.duration_since(mine.since).as_secs()).unwrap_or(0),
        });
        AssistanceSaid { asks, looks: self.look.as_ref().map(|look| look.of.clone()) }
    }

    /// The agent asks. Asked again on the same call, it is the same request; on another call it takes that one's place.
    pub fn asks(&mut self, call: LiveCall, now: Timestamp) {
        if self.mine.as_ref().is_none_or(|mine| mine.call.call != call.call) {
            self.mine = Some(Mine { call, since: now, notes: Vec::new() });
        }
    }

    /// The agent takes the request back, or the call is over.
    pub fn takes_back(&mut self) {
        self.mine = None;
    }

    /// Somebody looks at a request here.
    pub fn looks_at(&mut self, of: AssistanceRef) {
        if self.look.as_ref().is_none_or(|look| look.of != of) {
            self.look = Some(Look { of, view: None });
        }
    }

    /// They no longer do.
    pub fn leaves(&mut self) {
        self.look = None;
    }

    /// A link begins, as this person; `passes`: the relay passes requests on.
    pub fn begins(&mut self, me: &PersonId, passes: bool) {
        if self.me.as_ref().is_some_and(|before| before != me) {
            // Somebody else is signed in to the relay: nothing of the one before is theirs to see.
            *self = Self::default();
        }
        self.me = Some(me.clone());
        self.way = match (passes, self.way) {
            (false, _) => Way::TooOld,
            (true, Way::Down | Way::Open) => Way::Down,
            (true, Way::Coming | Way::TooOld) => Way::Coming,
        };
    }

    /// The link is down.
    pub fn broken(&mut self) {
        if self.way == Way::Open {
            self.way = Way::Down;
        }
    }

    /// Takes news. What of it is a note for this desktop's agent that has not been here before: the call, and the notes.
    pub fn take(&mut self, news: &AssistanceNews, now: Timestamp) -> Option<(CallKey, Vec<AssistanceNote>)> {
        match news {
            AssistanceNews::Stands { at, requests } => {
                self.way = Way::Open;
                self.heard = Some((*at, now));
                self.requests.clone_from(requests);
                self.requests.sort_by(|a, b| a.since.cmp(&b.since).then_with(|| a.person.cmp(&b.person)));
                self.end_look();
                self.take_notes()
            }
            AssistanceNews::Shown { of, view } => {
                if let Some(look) = self.look.as_mut().filter(|look| look.of == *of) {
                    let read = serde_json::from_value(view.clone());
                    look.view = Some(read.map_or(Seen::Unreadable, |view| Seen::View(Box::new(view))));
                }
                None
            }
            AssistanceNews::Newer => None,
        }
    }

    /// What was shown of a request that is over is no longer shown. The look itself stays: after a break of the relay the
    /// request may come back.
    fn end_look(&mut self) {
        let requests = &self.requests;
        if let Some(look) = &mut self.look
            && !requests.iter().any(|request| request.reference() == look.of)
        {
            look.view = None;
        }
    }

    fn take_notes(&mut self) -> Option<(CallKey, Vec<AssistanceNote>)> {
        let told = self.passed_on()?.notes.clone();
        let mine = self.mine.as_mut()?;
        let fresh: Vec<_> = told.into_iter().filter(|note| !mine.notes.contains(note)).collect();
        mine.notes.extend(fresh.iter().cloned());
        (!fresh.is_empty()).then(|| (mine.call.call.clone(), fresh))
    }
}

#[cfg(test)]
#[path = "desk_tests.rs"]
mod tests;
