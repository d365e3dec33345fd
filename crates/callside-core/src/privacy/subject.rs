//! Who is meant when one caller is forgotten, and where a text speaks of them.

use crate::ids::{CallKey, Provider, RecordId};
use crate::phone::PhoneNumber;
use std::collections::{BTreeMap, HashSet};

/// What becomes of work that Salesforce does not have yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// Nothing is erased while there is any: it is sent or taken back first.
    StopsIt,
    /// It is erased with the rest; Salesforce never gets it.
    GoesToo,
}

/// One caller, by what tells them from others. Whoever is known under a second number or record is given both: a number
/// may be shared by several people, so nothing is concluded from one to the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// Numbers.
    pub numbers: Vec<PhoneNumber>,
    /// Salesforce records.
    pub records: Vec<RecordId>,
    /// Calls that were theirs: a text that names one speaks of them.
    pub calls: Vec<CallKey>,
}

/// Digits from which a number is unlikely to stand in another one by chance.
const LONG: usize = 9;
/// Digits of a Salesforce id that tell records apart; three more guard against lost capitals.
/// Source: Salesforce, Object Reference, "ID Field Type".
const ID: usize = 15;

impl Subject {
    /// Whether nothing tells who is meant.
    #[must_use]
    pub const fn is_nobody(&self) -> bool {
        self.numbers.is_empty() && self.records.is_empty() && self.calls.is_empty()
    }

    /// What to look for in texts, made once for many of them.
    #[must_use]
    pub fn traces(&self) -> Traces {
        let mut numbers = Words::default();
        for number in &self.numbers {
            let national = digits(&number.national());
            // Where the national form needs its zero (Italy), the number does not begin without it.
            for form in [digits(number.e164()), national.trim_start_matches('0').to_owned(), national] {
                numbers.add(form);
            }
        }
        let mut calls = Words::default();
        for call in &self.calls {
            calls.add(call.to_string());
        }
        Traces { numbers, records: self.records.iter().map(|id| id.as_str()[..ID].to_owned()).collect(), calls }
    }
}

/// Words by their length, so that a text is read once however many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Words(BTreeMap<usize, HashSet<String>>);

impl Words {
    fn add(&mut self, word: String) {
        if !word.is_empty() {
            self.0.entry(word.len()).or_default().insert(word);
        }
    }
}

/// What gives somebody away in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traces {
    numbers: Words,
    records: HashSet<String>,
    calls: Words,
}

impl Traces {
    /// Whether a text speaks of them: holds a number of theirs however it is written, a record's id of 15 or 18
    /// characters, or the key of a call of theirs.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.has_record(text) || self.has_call(text) || self.has_number(text)
    }

    fn has_record(&self, text: &str) -> bool {
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        !self.records.is_empty() && words.any(|word| word.get(..ID).is_some_and(|id| self.records.contains(id)))
    }

    /// `five9:7` is not in `five9:77`.
    fn has_call(&self, text: &str) -> bool {
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        let begins = |at: usize| {
            self.calls.0.iter().any(|(length, keys)| {
                text.get(at..at + length).is_some_and(|key| keys.contains(key))
                    && !text[at + length..].starts_with(is_letter)
            })
        };
        Provider::OF_KEYS.iter().any(|provider| {
            let mut places = text.match_indices(provider.as_str());
            !self.calls.0.is_empty() && places.any(|(at, _)| !text[..at].ends_with(is_letter) && begins(at))
        })
    }

    fn has_number(&self, text: &str) -> bool {
        if self.numbers.0.is_empty() {
            return false;
        }
        let mut run = String::new();
        let mut gap = 0;
        for c in text.chars().chain(['\0']) {
            if c.is_ascii_digit() {
                run.push(c);
                gap = 0;
            } else if !run.is_empty() && gap < 2 && is_between_digits(c) {
                gap += 1;
            } else if !run.is_empty() {
                if self.is_number(&run) {
                    return true;
                }
                run.clear();
                gap = 0;
            }
        }
        false
    }

    fn is_number(&self, run: &str) -> bool {
        let bare = run.trim_start_matches('0');
        self.numbers.0.iter().any(|(length, numbers)| {
            if *length >= LONG {
                (*length..=run.len()).any(|end| numbers.contains(&run[end - length..end]))
            } else {
                numbers.contains(run) || numbers.contains(bare)
            }
        })
    }
}

const fn is_between_digits(c: char) -> bool {
    matches!(c, ' ' | '(' | ')' | '-' | '.' | '/' | '\u{a0}' | '\u{2011}' | '\u{202f}')
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone;

    fn subject(numbers: &[&str], records: &[&str], calls: &[&str]) -> Traces {
        let number = |text: &&str| phone::read(text, None).number().unwrap().clone();
        Subject {
            numbers: numbers.iter().map(number).collect(),
            records: records.iter().map(|id| RecordId::new(id).unwrap()).collect(),
            calls: calls.iter().map(|key| key.parse().unwrap()).collect(),
        }
        .traces()
    }

    #[test]
    fn a_number_is_found_however_it_is_written_and_no_other_is() {
        let us = subject(&["+14155550134"], &[], &[]);
        let uk = subject(&["+442079460018"], &[], &[]);
        let short = subject(&["+3545551234"], &[], &[]);
        for (traces, text, found) in [
            (&us, "+14155550134", true),
            (&us, "call (415) 555-0134 today", true),
            (&us, r#"{"number":"415.555.0134"}"#, true),
            (&us, "415 555 0134 2026-11-26", true),
            (&us, "0014155550134", true),
            (&us, "+1 415 555 0135", false),
            (&us, "415555013", false),
            (&us, r#"{"a":41555,"b":50134}"#, false),
            (&us, "", false),
            (&uk, "020 7946 0018", true),
            (&uk, "+44 (0)20 7946 0018", true),
            (&uk, "+44 20 7946 0018", true),
            (&short, "555 1234", true),
            (&short, "+354 555 1234", true),
            (&short, "1795551234567", false),
        ] {
            assert_eq!(traces.are_in(text), found, "{text}");
        }
    }

    #[test]
    fn records_and_calls_are_found_as_whole_words() {
        let traces = subject(&[], &["003000000000001AAA"], &["five9:77"]);
        for (text, found) in [
            (r#"{"id":"003000000000001AAA"}"#, true),
            ("https://acme.my.salesforce.com/003000000000001", true),
            ("003000000000002AAA", false),
            ("x003000000000001AAA", false),
            ("event:five9:77/ended", true),
            ("five9:777", false),
            ("five9:7", false),
        ] {
            assert_eq!(traces.are_in(text), found, "{text}");
        }
    }

    #[test]
    fn nobody_is_nowhere() {
        assert!(Subject::default().is_nobody());
        assert!(!Subject::default().traces().are_in("+14155550134 003000000000001AAA five9:77"));
    }
}
