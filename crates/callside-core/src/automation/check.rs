//! What cannot be right in the automations of a configuration file.

use super::trigger::TriggerWord;
use super::{Automation, Automations, Limits, Step, Trigger};
use crate::config::{Known, Noun, Problem, Section, Wrong};
use crate::event::CallChange;
use crate::facts::{Kind, Vocabulary};
use crate::nearest::nearest;
use crate::template::{Template, Tree};
use std::collections::BTreeSet;

/// Automations that a file may have.
const MOST: u32 = 5_000;

impl Section for Automations {
    const NAME: &'static str = "automations";

    fn offers(&self) -> Vec<(Noun, String)> {
        self.0.iter().map(|automation| (Noun::Automation, automation.name.to_string())).collect()
    }

    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        if self.0.len() > MOST as usize {
            wrongs.push(Wrong::new("", Problem::TooMany { most: MOST }));
        }
        let mut names = BTreeSet::new();
        for (n, automation) in self.0.iter().enumerate() {
            if !names.insert(&automation.name) {
                let problem = Problem::Twice { name: automation.name.to_string() };
                wrongs.push(Wrong::new(format!("{n}.name"), problem));
            }
            wrongs.extend(automation.wrongs(known).into_iter().map(|wrong| wrong.below(&n.to_string())));
        }
        wrongs
    }
}

impl Automation {
    /// What cannot be right in one automation; paths are within it.
    #[must_use]
    pub fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        if self.title.trim().is_empty() {
            wrongs.push(Wrong::new("title", Problem::Missing { name: "title".into() }));
        }
        wrongs.extend(trigger(&self.on, known));
        let vocabulary = self.vocabulary(known.org);
        if let Some(rule) = &self.when {
            wrongs.extend(Wrong::rule("when", rule.faults(&vocabulary)));
        }
        if self.steps.is_empty() {
            wrongs.push(Wrong::new("steps", Problem::Missing { name: "a step".into() }));
        }
        for (at, most) in [
            (("limits.steps", self.limits.steps), Limits::MOST_STEPS),
            (("limits.runs_per_hour", self.limits.runs_per_hour), Limits::MOST_RUNS),
        ] {
            if at.1 == 0 || at.1 > most {
                wrongs.push(Wrong::new(at.0, Problem::TooMany { most }));
            }
        }
        let has_call = matches!(self.on, Trigger::Call { .. } | Trigger::Disposition { .. });
        let mut walk = Walk { known, has_call, wrongs };
        walk.steps("steps", &self.steps, vocabulary, 0);
        walk.wrongs
    }
}

fn trigger(on: &Trigger, known: &Known<'_>) -> Vec<Wrong> {
    match on {
        Trigger::Call { events } => {
            let unknown = events.iter().enumerate().filter(|(_, event)| !event.is_known());
            unknown.map(|(n, TriggerWord(word))| unknown_word(format!("on.events.{n}"), word)).collect()
        }
        Trigger::Disposition { codes } => codes
            .iter()
            .enumerate()
            .filter_map(|(n, code)| known.missing(Noun::Disposition, &code.0, format!("on.codes.{n}")))
            .collect(),
        Trigger::UpdatedRecord { object, fields, .. } => {
            let missing = |(n, field): (usize, &String)| known.missing_field(object, field, format!("on.fields.{n}"));
            let fields = fields.iter().enumerate().filter_map(missing);
            known.missing_object(object, "on.object").into_iter().chain(fields).collect()
        }
        Trigger::NewRecord { object, .. }
        | Trigger::DeletedRecord { object }
        | Trigger::OutboundMessage { object, .. } => known.missing_object(object, "on.object").into_iter().collect(),
    }
}

fn unknown_word(at: String, word: &str) -> Wrong {
    let near = nearest(word, CallChange::WORDS).map(str::to_owned);
    Wrong { at, problem: Problem::UnknownWord { word: word.to_owned() }, nearest: near }
}

struct Walk<'k> {
    known: &'k Known<'k>,
    has_call: bool,
    wrongs: Vec<Wrong>,
}

impl Walk<'_> {
    /// Checks steps in order; what an action gives back is known to the steps after it, and after a branch what each of
    /// its ways could have given.
    fn steps(&mut self, at: &str, steps: &[Step], mut vocabulary: Vocabulary, depth: usize) -> Vocabulary {
        if depth > Step::DEEPEST {
            let most = u32::try_from(Step::DEEPEST).unwrap_or(u32::MAX);
            self.wrongs.push(Wrong::new(at, Problem::TooMany { most }));
            return vocabulary;
        }
        for (n, step) in steps.iter().enumerate() {
            vocabulary = self.step(&format!("{at}.{n}"), step, vocabulary, depth);
        }
        vocabulary
    }

    fn step(&mut self, at: &str, step: &Step, vocabulary: Vocabulary, depth: usize) -> Vocabulary {
        match step {
            Step::Action { action, with, result } => {
                self.wrongs.extend(self.known.missing(Noun::Action, action, format!("{at}.action")));
                for (name, tree) in with {
                    self.tree(&format!("{at}.with.{name}"), tree, &vocabulary);
                }
                let after = vocabulary.with_open("previous");
                return match result {
                    Some(name) => after.with_open(&format!("results.{name}")),
                    None => after,
                };
            }
            Step::Toast { text } => self.template(&format!("{at}.text"), text, &vocabulary),
            Step::OpenRecord { record } => {
                self.template(&format!("{at}.record"), record, &vocabulary);
                let found = record.kind(&vocabulary);
                if !matches!(found, Kind::Text | Kind::Any) {
                    let problem = Problem::Kind { wanted: Kind::Text, found };
                    self.wrongs.push(Wrong::new(format!("{at}.record"), problem));
                }
            }
            Step::Tag { tag } => {
                self.template(&format!("{at}.tag"), tag, &vocabulary);
                if !self.has_call {
                    self.wrongs.push(Wrong::new(at, Problem::NeedsCall));
                }
            }
            Step::Branch { when, then, otherwise } => {
                self.wrongs.extend(Wrong::rule(&format!("{at}.when"), when.faults(&vocabulary)));
                let after = self.steps(&format!("{at}.then"), then, vocabulary.clone(), depth + 1);
                return after.or(self.steps(&format!("{at}.otherwise"), otherwise, vocabulary, depth + 1));
            }
            Step::Stop => {}
        }
        vocabulary
    }

    fn template(&mut self, at: &str, template: &Template, vocabulary: &Vocabulary) {
        self.wrongs.extend(Wrong::template(at, template.faults(vocabulary)));
    }

    fn tree(&mut self, at: &str, tree: &Tree, vocabulary: &Vocabulary) {
        for (path, fault) in tree.faults(vocabulary) {
            let at = if path.is_empty() { at.to_owned() } else { format!("{at}.{path}") };
            self.wrongs.extend(Wrong::template(&at, vec![fault]));
        }
    }
}
