//! Rehearsal: what changed rules would have made of the calls of the last weeks, before they go live.
//!
//! Each decided call is planned twice with everything else equal, under the rules that hold and under those that are
//! proposed; what differs is listed field by field. Automations are set off again by what was heard during the call, and
//! by its wrap-up. Nothing is asked of Salesforce and nothing is written.

mod automations;
mod compare;
mod found;
mod rate;
mod records;
mod sample;
mod tally;

pub use automations::{Heard, Hears, StepPart};
pub use compare::who;
pub use found::{OfCall, Unasked};
pub use rate::{Rate, Runs};
pub use records::OfRecord;
pub use sample::sample;
pub use tally::{Count, Tally};

use crate::automation::{Automation, Told};
use crate::call::Call;
use crate::crm::Identity;
use crate::disposition::{Disposition, DispositionTable};
use crate::ids::{CallKey, RecordId};
use crate::mapping::Mapping;
use crate::matching::MatchRules;
use crate::phone::{self, HomeRegion};
use crate::plan::{Ground, Value, WrapUp, WrapUpPlan, plan};
use crate::record::CallerObject;
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
    /// What numbers are read, and callers found, by.
    pub matching: MatchRules,
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
    /// Others would have been found, as far as the pops of the call say; the names of those, most likely first.
    Caller {
        /// By the rules that hold. Hostile texts.
        before: Vec<String>,
        /// By the proposed ones; none = whoever was found then is not found any more.
        after: Vec<String>,
    },
    /// Another field would have been named as the reason.
    Reason {
        /// SObject API name of the one record.
        object: CallerObject,
        /// API name of the field.
        before: String,
        /// Under the proposed rules.
        after: String,
    },
    /// Who it is would have to be confirmed first.
    Confirmed,
    /// Who it is would be sure at once.
    NotConfirmed,
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

/// What it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A call.
    Call {
        /// It.
        call: CallKey,
        /// Label of the disposition.
        disposition: String,
    },
    /// Something that Salesforce told of a record.
    Record {
        /// SObject API name.
        object: String,
        /// Which record.
        id: RecordId,
        /// What.
        news: News,
    },
}

/// What Salesforce told of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It is new.
    New,
    /// It has other values.
    Updated,
    /// It is gone.
    Deleted,
    /// An Outbound Message.
    Message,
}

/// A call, or something about a record, that would have gone otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// What.
    pub about: About,
    /// When it began.
    pub at: Timestamp,
    /// What people call the other party, or the record. Hostile text.
    pub who: String,
    /// What differs; never empty.
    pub changes: Vec<Change>,
}

/// The rules that hold beside the proposed ones. What is the same for every call is found out once, here.
#[derive(Debug)]
pub struct Sides {
    /// Of the automations only those that the other side has not; all of them where working hours differ.
    now: Rules,
    then: Rules,
    scenery: Scenery,
    /// Equal dispositions make different plans.
    plans_differ: bool,
    /// Others may be found.
    matching_differs: bool,
}

impl Sides {
    /// Puts them side by side.
    #[must_use]
    pub fn new(mut now: Rules, mut then: Rules, scenery: Scenery) -> Self {
        let hours_differ = now.dispositions.working_hours != then.dispositions.working_hours;
        // Equal automations may name the next working day.
        if !hours_differ {
            let (mine, theirs) = automations::apart(&now.automations, &then.automations);
            (now.automations, then.automations) = (Arc::new(mine), Arc::new(theirs));
        }
        let plans_differ = now.home() != then.home() || now.mapping != then.mapping || hours_differ;
        let matching_differs = now.matching != then.matching;
        Self { now, then, scenery, plans_differ, matching_differs }
    }

    /// What has to be known of a call besides itself and its wrap-up.
    #[must_use]
    pub fn hears(&self) -> Hears {
        Hears::of(self.now.automations.iter().chain(self.then.automations.iter()))
    }

    /// Whether it has to be known who was found.
    #[must_use]
    pub const fn matching_differs(&self) -> bool {
        self.matching_differs
    }

    /// How often the automations that differ would have run.
    #[must_use]
    pub fn rates(&self, runs: &Runs) -> Vec<Rate> {
        runs.rates(&self.then.automations)
    }

    /// What the proposed rules would have made of a call. Runs of automations are counted.
    #[must_use]
    pub fn rehearse(&self, decided: &Decided, runs: &mut Runs) -> OfCall {
        let (mine, theirs) =
            (self.now.dispositions.for_call(&decided.call), self.then.dispositions.for_call(&decided.call));
        let code = &decided.wrap_up.disposition;
        let (now, then) = (mine.get(code), theirs.get(code));
        let mut changes = compare::offers(now, then, &decided.wrap_up);
        let reading = self.now.reading(&self.then, &decided.call);
        // Of another number nothing is known.
        let unasked = match reading {
            None if self.matching_differs => found::compare((&self.now, &self.then), decided, &mut changes),
            _ => None,
        };
        changes.extend(reading);
        // Equal rules make equal plans.
        if self.plans_differ || now != then {
            let plan = |rules: &Rules, row| rules.plan(row, decided, &self.scenery);
            compare::plans(&plan(&self.now, now), &plan(&self.then, then), &mut changes);
        }
        changes.extend(automations::differing(&self.now, &self.then, decided, &self.scenery, runs));
        let differing = (!changes.is_empty()).then(|| Differing {
            about: About::Call {
                call: decided.call.key.clone(),
                disposition: now.or(then).map_or_else(|| code.0.clone(), |row| row.label.clone()),
            },
            at: decided.call.first_at,
            who: compare::who(decided),
            changes,
        });
        OfCall { differing, unasked }
    }

    /// Whether automations that differ react to records of Salesforce.
    #[must_use]
    pub fn reacts_to_records(&self) -> bool {
        self.now.automations.iter().chain(self.then.automations.iter()).any(|one| one.on.object().is_some())
    }

    /// What the proposed rules would have made of something that Salesforce told of a record.
    #[must_use]
    pub fn rehearse_told(&self, told: &Told, runs: &mut Runs) -> OfRecord {
        records::of((&self.now, &self.then), told, &self.scenery, runs)
    }
}

impl Rules {
    /// Region of numbers without a country code.
    const fn home(&self) -> Option<HomeRegion> {
        self.matching.home
    }

    /// Where these rules make their plans.
    #[must_use]
    pub fn ground<'a>(&'a self, scenery: &'a Scenery) -> Ground<'a> {
        Ground {
            me: &scenery.me,
            zone: &scenery.zone,
            home: self.home(),
            org: &scenery.org,
            mapping: &self.mapping,
            hours: &self.dispositions.working_hours,
        }
    }

    /// The writes under these rules; none for an outcome that they do not offer.
    fn plan(&self, row: Option<&Disposition>, decided: &Decided, scenery: &Scenery) -> WrapUpPlan {
        let ground = self.ground(scenery);
        row.map(|row| plan(&decided.wrap_up, row, &decided.call, ground)).unwrap_or_default()
    }

    fn reading(&self, proposed: &Self, call: &Call) -> Option<Change> {
        if self.home() == proposed.home() {
            return None;
        }
        let typed = call.customer_number()?;
        let read = |home| phone::read(typed, home).number().map(|number| number.e164().to_owned());
        let (before, after) = (read(self.home()), read(proposed.home()));
        (before != after).then_some(Change::Number { before, after })
    }
}

#[cfg(test)]
#[path = "rehearsal_tests.rs"]
mod tests;
