//! Rehearsal: what changed rules would have made of the calls of the last weeks, before they go live.
//!
//! Each decided call is planned twice with everything else equal, under the rules that hold and under those that are
//! proposed; what differs is listed field by field. Automations are set off again by what was heard during the call, and
//! by its wrap-up. Nothing is asked of Salesforce and nothing is written.

mod automations;
mod compare;
mod sample;
mod tally;

pub use automations::{Heard, StepPart};
pub use compare::who;
pub use sample::sample;
pub use tally::{Count, Tally};

use crate::automation::Automation;
use crate::call::Call;
use crate::crm::Identity;
use crate::disposition::{Disposition, DispositionTable};
use crate::ids::CallKey;
use crate::mapping::Mapping;
use crate::phone::{self, HomeRegion};
use crate::plan::{Ground, Value, WrapUp, WrapUpPlan, plan};
use crate::shape::OrgShape;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// A call with what was decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The call.
    pub call: Call,
    /// The decision.
    pub wrap_up: WrapUp,
    /// What automations could react to; empty unless automations are rehearsed.
    pub heard: Heard,
}

/// The rules that can be rehearsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What goes to which field.
    pub mapping: Mapping,
    /// How calls end and what follows.
    pub dispositions: DispositionTable,
    /// Region of numbers without a country code: by it numbers are read, and callers found.
    pub home: Option<HomeRegion>,
    /// What is done when something happens.
    pub automations: Arc<Vec<Automation>>,
}

/// What both plans have in common.
#[derive(Debug, Clone)]
pub struct Scenery {
    /// Who is signed in.
    pub me: Identity,
    /// The agent's zone.
    pub zone: TimeZone,
    /// What the org looks like.
    pub org: OrgShape,
}

/// One thing that would have been otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A field; `None` = not written.
    Field {
        /// SObject API name.
        object: String,
        /// What people call the record. Hostile text.
        label: String,
        /// Field API name.
        field: String,
        /// Under the rules that hold.
        before: Option<Value>,
        /// Under the proposed ones.
        after: Option<Value>,
    },
    /// The callback list, the suppression list or a message.
    Desk {
        /// Which.
        what: Place,
        /// Under the rules that hold: the time, the number or the action.
        before: Option<Value>,
        /// Under the proposed ones.
        after: Option<Value>,
    },
    /// A step of an automation.
    Step {
        /// What people call the automation.
        automation: String,
        /// Which part of which step.
        part: StepPart,
        /// Which of the like parts of that run, from 1.
        time: usize,
        /// Under the rules that hold; `None` = not taken.
        before: Option<Value>,
        /// Under the proposed ones.
        after: Option<Value>,
    },
    /// The number would be read as another one, so that somebody else may be found.
    Number {
        /// As it is read now, E.164; `None` = not as a number.
        before: Option<String>,
        /// As it would be read.
        after: Option<String>,
    },
    /// The agent could not have picked this outcome.
    NotOffered,
    /// The agent could pick this outcome only now: the rules that hold do not offer it for this call any more.
    OfferedNow,
    /// The agent would have been asked for notes first.
    NotesAsked,
    /// The agent would not have been asked for notes.
    NotesNotAsked,
}

/// A place on this machine that a wrap-up changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The callback list.
    CallBack,
    /// The suppression list.
    Suppression,
    /// A message that is sent.
    Message,
}

impl Place {
    /// The word in tables of the numbers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CallBack => "callback list",
            Self::Suppression => "suppression list",
            Self::Message => "message",
        }
    }
}

/// A call that would have gone otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The call.
    pub call: CallKey,
    /// When it began.
    pub at: Timestamp,
    /// What people call the other party. Hostile text.
    pub who: String,
    /// Label of the disposition.
    pub disposition: String,
    /// What differs; never empty.
    pub changes: Vec<Change>,
}

impl Rules {
    /// What the proposed rules would have made of a call; `None` when it is the same.
    #[must_use]
    pub fn rehearse(&self, proposed: &Self, decided: &Decided, scenery: &Scenery) -> Option<Differing> {
        let (mine, theirs) = (self.dispositions.for_call(&decided.call), proposed.dispositions.for_call(&decided.call));
        let code = &decided.wrap_up.disposition;
        let (now, then) = (mine.get(code), theirs.get(code));
        let mut changes = compare::offers(now, then, &decided.wrap_up);
        changes.extend(self.reading(proposed, &decided.call));
        // Equal rules make equal plans.
        if (now, self.home, &self.mapping) != (then, proposed.home, &proposed.mapping) {
            let (before, after) = (self.plan(now, decided, scenery), proposed.plan(then, decided, scenery));
            compare::plans(&before, &after, &mut changes);
        }
        changes.extend(automations::differing(self, proposed, decided, scenery));
        if changes.is_empty() {
            return None;
        }
        Some(Differing {
            call: decided.call.key.clone(),
            at: decided.call.first_at,
            who: compare::who(decided),
            disposition: now.or(then).map_or_else(|| code.0.clone(), |row| row.label.clone()),
            changes,
        })
    }

    /// The writes under these rules; none for an outcome that they do not offer.
    fn plan(&self, row: Option<&Disposition>, decided: &Decided, scenery: &Scenery) -> WrapUpPlan {
        let ground =
            Ground { me: &scenery.me, zone: &scenery.zone, home: self.home, org: &scenery.org, mapping: &self.mapping };
        row.map(|row| plan(&decided.wrap_up, row, &decided.call, ground)).unwrap_or_default()
    }

    fn reading(&self, proposed: &Self, call: &Call) -> Option<Change> {
        if self.home == proposed.home {
            return None;
        }
        let typed = call.customer_number()?;
        let read = |home| phone::read(typed, home).number().map(|number| number.e164().to_owned());
        let (before, after) = (read(self.home), read(proposed.home));
        (before != after).then_some(Change::Number { before, after })
    }
}

#[cfg(test)]
#[path = "rehearsal_tests.rs"]
mod tests;
