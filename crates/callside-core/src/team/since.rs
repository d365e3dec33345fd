//! What is different since the last call of the same caller.

use crate::pop::ScreenPop;
use crate::record::{CallerContext, Candidate};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One difference between what two pops showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// Another record stands for the caller. Names, as far as there was one.
    Caller {
        /// Then.
        before: Option<String>,
        /// Now.
        now: Option<String>,
    },
    /// A field of the caller.
    Field {
        /// `name`, `title`, `company`, `email`, `owner`, `status`, `do_not_call`, or the label of an admin's field.
        field: String,
        /// Then.
        before: Option<String>,
        /// Now.
        now: Option<String>,
    },
    /// A case: opened since (no status then), no longer open (none now), or with another status.
    Case {
        /// The number that people say.
        number: String,
        /// Subject. Hostile text.
        subject: String,
        /// Status then.
        before: Option<String>,
        /// Status now.
        now: Option<String>,
    },
    /// An opportunity, in the same way.
    Opportunity {
        /// Name. Hostile text.
        name: String,
        /// Stage then.
        before: Option<String>,
        /// Stage now.
        now: Option<String>,
    },
    /// An activity that was logged since.
    Activity {
        /// Subject. Hostile text.
        subject: String,
        /// When.
        at: Timestamp,
    },
}

/// What the later pop shows otherwise than the earlier one.
#[must_use]
pub fn since(before: &ScreenPop, now: &ScreenPop) -> Vec<Change> {
    let (old, new) = (one(before), one(now));
    let same = old.zip(new).filter(|(old, new)| old.record == new.record);
    let Some((old, new)) = same else {
        let (old, new) = (old.map(|it| it.name.clone()), new.map(|it| it.name.clone()));
        let other = old.is_some() || new.is_some();
        return other.then_some(Change::Caller { before: old, now: new }).into_iter().collect();
    };
    let mut changes = fields(old, new);
    changes.extend(cases(&before.context, &now.context));
    changes.extend(opportunities(&before.context, &now.context));
    changes.extend(activities(&before.context, &now.context));
    changes
}

fn one(pop: &ScreenPop) -> Option<&Candidate> {
    pop.caller.one().map(|matched| &matched.candidate)
}

fn fields(old: &Candidate, new: &Candidate) -> Vec<Change> {
    let flag = |on: bool| on.then(|| "true".to_owned());
    let fixed = [
        ("name", Some(old.name.clone()), Some(new.name.clone())),
        ("title", old.title.clone(), new.title.clone()),
        ("company", old.company.clone(), new.company.clone()),
        ("email", old.email.clone(), new.email.clone()),
        ("owner", old.owner.clone(), new.owner.clone()),
        ("status", old.status.clone(), new.status.clone()),
        ("do_not_call", flag(old.do_not_call), flag(new.do_not_call)),
    ];
    let fixed = fixed.into_iter().map(|(field, before, now)| (field.to_owned(), before, now));
    let value = |all: &[(String, String)], label: &str| all.iter().find(|(l, _)| l == label).map(|(_, v)| v.clone());
    let gone = old.extra.iter().filter(|(label, _)| value(&new.extra, label).is_none());
    let extra = new.extra.iter().chain(gone);
    let extra = extra.map(|(label, _)| (label.clone(), value(&old.extra, label), value(&new.extra, label)));
    let all = fixed.chain(extra).filter(|(_, before, now)| before != now);
    all.map(|(field, before, now)| Change::Field { field, before, now }).collect()
}

fn cases<'c>(old: &'c CallerContext, new: &'c CallerContext) -> impl Iterator<Item = Change> + 'c {
    let closed = old.cases.iter().filter(|case| !new.cases.iter().any(|other| other.id == case.id));
    new.cases.iter().chain(closed).filter_map(|case| {
        let status = |all: &CallerContext| all.cases.iter().find(|other| other.id == case.id).map(|c| c.status.clone());
        let (before, now) = (status(old), status(new));
        (before != now).then(|| Change::Case {
            number: case.number.clone(),
            subject: case.subject.clone(),
            before,
            now,
        })
    })
}

fn opportunities<'c>(old: &'c CallerContext, new: &'c CallerContext) -> impl Iterator<Item = Change> + 'c {
    let closed = old.opportunities.iter().filter(|deal| !new.opportunities.iter().any(|other| other.id == deal.id));
    new.opportunities.iter().chain(closed).filter_map(|deal| {
        let stage =
            |all: &CallerContext| all.opportunities.iter().find(|other| other.id == deal.id).map(|d| d.stage.clone());
        let (before, now) = (stage(old), stage(new));
        (before != now).then(|| Change::Opportunity { name: deal.name.clone(), before, now })
    })
}

fn activities<'c>(old: &'c CallerContext, new: &'c CallerContext) -> impl Iterator<Item = Change> + 'c {
    let known = |task: &crate::record::PastTask| old.tasks.iter().any(|other| other.id == task.id);
    let fresh = new.tasks.iter().filter(move |task| !known(task));
    fresh.map(|task| Change::Activity { subject: task.subject.clone(), at: task.at })
}

#[cfg(test)]
#[path = "since_tests.rs"]
mod tests;
