//! Steps as tables and files write them: `date in Europe/Berlin | truncate 10`.

use super::piece::{Piece, Sort};
use super::transform::{Otherwise, PATTERN, PhoneForm, Step};
use crate::nearest::nearest;
use crate::phone::HomeRegion;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Steps in their order, separated by `|`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Steps(Vec<Step>);

/// Why a text is no step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{step}: {problem}")]
pub struct StepsFault {
    /// What was written.
    pub step: String,
    /// What is wrong with it.
    pub problem: StepProblem,
    /// The nearest right step.
    pub nearest: Option<String>,
}

/// What is wrong with a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepProblem {
    /// No step has this name.
    #[error("there is no such step")]
    NoStep,
    /// Something else than a zone comes after the step.
    #[error("a zone is written as: date in Europe/Berlin")]
    ZoneForm,
    /// No zone has this name.
    #[error("there is no such time zone")]
    NoZone,
    /// Not a pattern of strftime.
    #[error("the pattern is not one of strftime's")]
    Pattern,
    /// Not a length with its mark.
    #[error("a length is written as: truncate 80, or: truncate 80 with …")]
    Length,
    /// Not a list of words.
    #[error("words are written as: translate inbound=Inbound, outbound=Outbound, otherwise nothing")]
    Words,
}

/// Steps that are a word or two and nothing else.
const PLAIN: [(&str, Step); 14] = [
    ("first name", Step::FirstName),
    ("last name", Step::LastName),
    ("seconds", Step::Seconds),
    ("minutes", Step::Minutes),
    ("clock", Step::Clock),
    ("e164", Step::Phone(PhoneForm::E164)),
    ("international", Step::Phone(PhoneForm::International)),
    ("national", Step::Phone(PhoneForm::National)),
    ("digits", Step::Phone(PhoneForm::Digits)),
    ("one line", Step::OneLine),
    ("trim", Step::Trim),
    ("upper case", Step::UpperCase),
    ("lower case", Step::LowerCase),
    ("call id", Step::CallKey),
];

/// Steps with something after them.
const WITH: [&str; 4] = ["date", "time", "truncate", "translate"];

/// Longest text that a field keeps: a greater length would never cut.
const LONGEST: usize = 131_072;

impl Steps {
    /// Reads steps.
    ///
    /// # Errors
    /// The first that is none.
    pub fn read(text: &str) -> Result<Self, StepsFault> {
        split(text, '|')
            .into_iter()
            .filter(|step| !step.is_empty())
            .map(|step| one(&step))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What can be written, to offer it.
    pub fn offered() -> impl Iterator<Item = &'static str> {
        PLAIN.iter().map(|(word, _)| *word).chain(WITH)
    }

    /// The steps.
    pub fn iter(&self) -> impl Iterator<Item = &Step> {
        self.0.iter()
    }

    /// The sort of value that comes out; the step that cannot take what comes to it, otherwise.
    ///
    /// # Errors
    /// That step, and what comes to it.
    pub fn sort(&self, from: Sort) -> Result<Sort, (&Step, Sort)> {
        self.0.iter().try_fold(from, |sort, step| step.sort(sort).ok_or((step, sort)))
    }

    pub(super) fn apply(&self, piece: Piece, zone: &TimeZone, home: Option<HomeRegion>) -> Option<Piece> {
        self.0.iter().try_fold(piece, |piece, step| step.apply(piece, zone, home))
    }
}

fn one(text: &str) -> Result<Step, StepsFault> {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if let Some((_, step)) = PLAIN.iter().find(|(word, _)| *word == folded) {
        return Ok(step.clone());
    }
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    let fault = |problem| StepsFault { step: text.to_owned(), problem, nearest: None };
    match word.to_lowercase().as_str() {
        "date" => Ok(Step::Day { zone: zone(rest).map_err(fault)? }),
        "time" => time(rest).map_err(fault),
        "truncate" => truncate(rest).map_err(fault),
        "translate" => translate(rest).map_err(fault),
        _ => {
            let near = nearest(&folded, Steps::offered()).or_else(|| nearest(word, Steps::offered()));
            Err(StepsFault { step: text.to_owned(), problem: StepProblem::NoStep, nearest: near.map(str::to_owned) })
        }
    }
}

fn zone(rest: &str) -> Result<Option<String>, StepProblem> {
    if rest.is_empty() {
        return Ok(None);
    }
    let name = rest.strip_prefix("in ").ok_or(StepProblem::ZoneForm)?.trim();
    TimeZone::get(name).map_err(|_| StepProblem::NoZone)?;
    Ok(Some(name.to_owned()))
}

fn time(rest: &str) -> Result<Step, StepProblem> {
    let (before, pattern) = match rest.split_once("as ") {
        Some((before, pattern)) => (before.trim(), unquoted(pattern)),
        None => (rest, PATTERN.to_owned()),
    };
    let there = jiff::Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC);
    jiff::fmt::strtime::format(&pattern, &there).map_err(|_| StepProblem::Pattern)?;
    Ok(Step::Time { zone: zone(before)?, pattern })
}

fn truncate(rest: &str) -> Result<Step, StepProblem> {
    let (length, mark) =
        rest.split_once("with ").map_or((rest, "…".to_owned()), |(n, mark)| (n.trim(), unquoted(mark)));
    let length: usize = length.parse().map_err(|_| StepProblem::Length)?;
    if length == 0 || length > LONGEST || mark.chars().count() >= length {
        Err(StepProblem::Length)
    } else {
        Ok(Step::Truncate { length, mark })
    }
}

fn translate(rest: &str) -> Result<Step, StepProblem> {
    let (mut words, mut otherwise) = (Vec::new(), Otherwise::Keep);
    for part in split(rest, ',') {
        if let Some(other) = part.strip_prefix("otherwise ") {
            otherwise = match unquoted(other).as_str() {
                "nothing" if !other.contains('"') => Otherwise::Nothing,
                word => Otherwise::Word(word.to_owned()),
            };
            continue;
        }
        let sides = split(&part, '=');
        let [from, to] = sides.as_slice() else { return Err(StepProblem::Words) };
        words.push((unquoted(from), unquoted(to)));
    }
    if words.is_empty() { Err(StepProblem::Words) } else { Ok(Step::Translate { words, otherwise }) }
}

/// Parts between separators, trimmed. What stands in quotes is never parted; `""` within quotes is a quote.
fn split(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for c in text.chars() {
        quoted ^= c == '"';
        match parts.last_mut() {
            Some(part) if c != separator || quoted => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    match text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => text.to_owned(),
    }
}

fn quoted(text: &str) -> String {
    let plain = !text.is_empty()
        && text.trim() == text
        && !text.contains([',', '=', '|', '"'])
        && text != "nothing"
        && !text.starts_with("otherwise ");
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((word, _)) = PLAIN.iter().find(|(_, step)| step == self) {
            return f.write_str(word);
        }
        let there = |zone: &Option<String>| zone.as_ref().map_or(String::new(), |zone| format!(" in {zone}"));
        match self {
            Self::Day { zone } => write!(f, "date{}", there(zone)),
            Self::Time { zone, pattern } if pattern == PATTERN => write!(f, "time{}", there(zone)),
            Self::Time { zone, pattern } => write!(f, "time{} as {}", there(zone), quoted(pattern)),
            Self::Truncate { length, mark } if mark == "…" => write!(f, "truncate {length}"),
            Self::Truncate { length, mark } => write!(f, "truncate {length} with {}", quoted(mark)),
            Self::Translate { words, otherwise } => {
                f.write_str("translate ")?;
                for (i, (from, to)) in words.iter().enumerate() {
                    write!(f, "{}{}={}", if i == 0 { "" } else { ", " }, quoted(from), quoted(to))?;
                }
                match otherwise {
                    Otherwise::Keep => Ok(()),
                    Otherwise::Nothing => f.write_str(", otherwise nothing"),
                    Otherwise::Word(word) => write!(f, ", otherwise {}", quoted(word)),
                }
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            write!(f, "{}{step}", if i == 0 { "" } else { " | " })?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Steps {
    type Error = StepsFault;
    fn try_from(text: String) -> Result<Self, StepsFault> {
        Self::read(&text)
    }
}

impl From<Steps> for String {
    fn from(steps: Steps) -> Self {
        steps.to_string()
    }
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
