//! The numbers of a rehearsal.

use super::{About, Change, Differing, OfCall, OfRecord, Runs};
use std::collections::{BTreeMap, BTreeSet};

/// How much differs, counted while it runs. Adding tallies of parts gives that of the whole, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Calls that were planned twice.
    pub calls: u32,
    /// Calls that would have gone otherwise.
    pub differing: u32,
    /// What Salesforce told of records.
    pub records: u32,
    /// Of that, what would have gone otherwise.
    pub records_differing: u32,
    /// Calls, or what was told of records, that could not be read.
    pub unread: u32,
    /// Fields, `Object.Field`, that automations ask for and nobody had asked for then, with how often they were missed.
    pub unknown: BTreeMap<String, u32>,
    /// Phone fields, `Object.Field`, that would be searched besides and that nobody had asked for then: whom they would have
    /// found in how many calls cannot be known.
    pub unasked: BTreeMap<String, u32>,
    /// The same where nobody had been found.
    pub unasked_of_nobody: BTreeMap<String, u32>,
    /// Differing calls by the label of their disposition.
    pub by_disposition: BTreeMap<String, u32>,
    /// What differs, calls and records, by where: an object, or a place on this machine.
    pub by_object: BTreeMap<String, u32>,
    /// The same by field, `Object.Field`.
    pub by_field: BTreeMap<String, u32>,
    /// Runs of automations, by the hour.
    pub runs: Runs,
}

/// A number with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub name: String,
    /// How many calls, or things told of records.
    pub calls: u32,
}

impl Change {
    /// Where it is, in the words of the numbers: object, and field within it.
    #[must_use]
    pub fn place(&self) -> (&str, Option<&str>) {
        match self {
            Self::Field { object, field, .. } => (object, Some(field)),
            Self::Desk { what, .. } => (what.as_str(), None),
            Self::Step { automation, .. } => ("automation", Some(automation)),
            Self::Number { .. } => ("number", None),
            Self::Caller { .. } => ("caller", None),
            Self::Reason { .. } => ("reason", None),
            Self::Confirmed | Self::NotConfirmed => ("confirmation", None),
            Self::NotOffered | Self::OfferedNow => ("outcome", None),
            Self::NotesAsked | Self::NotesNotAsked => ("notes", None),
        }
    }

    /// `Object.Field`, or the place alone.
    #[must_use]
    pub fn name(&self) -> String {
        match self.place() {
            (object, Some(field)) => format!("{object}.{field}"),
            (place, None) => place.to_owned(),
        }
    }
}

impl Tally {
    /// Counts a call.
    pub fn add(&mut self, found: &OfCall) {
        self.calls += 1;
        if let Some(unasked) = &found.unasked {
            for field in &unasked.fields {
                *self.unasked.entry(field.clone()).or_default() += 1;
                *self.unasked_of_nobody.entry(field.clone()).or_default() += u32::from(unasked.nobody_found);
            }
        }
        let Some(differing) = &found.differing else { return };
        self.differing += 1;
        if let About::Call { disposition, .. } = &differing.about {
            *self.by_disposition.entry(disposition.clone()).or_default() += 1;
        }
        self.place(differing);
    }

    /// Counts something that Salesforce told of a record.
    pub fn add_record(&mut self, found: &OfRecord) {
        self.records += 1;
        for field in &found.unknown {
            *self.unknown.entry(field.clone()).or_default() += 1;
        }
        if let Some(differing) = &found.differing {
            self.records_differing += 1;
            self.place(differing);
        }
    }

    fn place(&mut self, differing: &Differing) {
        let objects: BTreeSet<&str> = differing.changes.iter().map(|change| change.place().0).collect();
        for object in objects {
            *self.by_object.entry(object.to_owned()).or_default() += 1;
        }
        let fields: BTreeSet<String> = differing.changes.iter().map(Change::name).collect();
        for field in fields {
            *self.by_field.entry(field).or_default() += 1;
        }
    }

    /// Adds the numbers of another part.
    pub fn join(&mut self, other: Self) {
        self.calls += other.calls;
        self.differing += other.differing;
        self.records += other.records;
        self.records_differing += other.records_differing;
        self.unread += other.unread;
        self.runs.join(other.runs);
        for (all, part) in [
            (&mut self.unknown, other.unknown),
            (&mut self.unasked, other.unasked),
            (&mut self.unasked_of_nobody, other.unasked_of_nobody),
            (&mut self.by_disposition, other.by_disposition),
            (&mut self.by_object, other.by_object),
            (&mut self.by_field, other.by_field),
        ] {
            for (name, calls) in part {
                *all.entry(name).or_default() += calls;
            }
        }
    }

    /// Numbers by size, the greatest first.
    #[must_use]
    pub fn ranked(of: &BTreeMap<String, u32>) -> Vec<Count> {
        let mut counts: Vec<_> = of.iter().map(|(name, calls)| Count { name: name.clone(), calls: *calls }).collect();
        counts.sort_by(|a, b| b.calls.cmp(&a.calls).then_with(|| a.name.cmp(&b.name)));
        counts
    }
}
