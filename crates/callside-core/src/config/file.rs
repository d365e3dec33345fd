//! Reading a file and its sections.

use super::fault::{Fault, Problem};
use super::places::Places;
use super::section::{Section, Wrong, join};
use super::{LARGEST, VERSION, VERSION_KEY};
use crate::nearest::nearest;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;

/// A file that is JSON, ours, of a version that we read, and has known sections only.
pub struct File {
    name: String,
    text: String,
    places: Places,
}

impl File {
    /// Reads a file's frame. `sections` are the sections that there are.
    ///
    /// # Errors
    /// Everything that is wrong with the frame.
    pub fn read(name: &str, text: &str, sections: &[&str]) -> Result<Self, Vec<Fault>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let early =
            |line, problem| vec![Fault { file: name.to_owned(), line, path: String::new(), problem, nearest: None }];
        if text.len() > LARGEST {
            return Err(early(1, Problem::TooLarge));
        }
        if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            return Err(early(line, Problem::Syntax { message: without_place(&error.to_string()).to_owned() }));
        }
        let members: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(text).map_err(|_| early(1, Problem::NotOurs))?;
        match members.get(VERSION_KEY).and_then(serde_json::Value::as_u64) {
            None | Some(0) => return Err(early(1, Problem::NotOurs)),
            Some(found) if found > VERSION => return Err(early(1, Problem::Newer { found })),
            Some(_) => {}
        }
        let file = Self { name: name.to_owned(), text: text.to_owned(), places: Places::of(text) };
        let mut faults: Vec<Fault> = file.places.twice.iter().map(|(path, from)| file.twice(path, *from)).collect();
        for key in members.keys().filter(|key| *key != VERSION_KEY && !sections.contains(&key.as_str())) {
            let near = nearest(key, sections.iter().copied()).map(str::to_owned);
            let problem = Problem::UnknownKey { key: key.clone() };
            faults.push(file.fault(key, Wrong { at: String::new(), problem, nearest: near }));
        }
        if faults.is_empty() { Ok(file) } else { Err(faults) }
    }

    /// A section as its type; `None` when the file lacks it.
    ///
    /// # Errors
    /// The first place at which it is not what it should be.
    pub fn section<S: Section>(&self) -> Result<Option<S>, Vec<Fault>> {
        let Some(place) = self.places.all.iter().find(|place| place.path == S::NAME) else { return Ok(None) };
        let slice = &self.text[place.value..place.to];
        serde_json::from_str(slice).map(Some).map_err(|error| vec![self.misread(slice, place.value, &error)])
    }

    /// What is wrong within a section, with its line.
    #[must_use]
    pub fn fault(&self, section: &str, wrong: Wrong) -> Fault {
        let path = join(section, &wrong.at);
        let line = self.places.nearest_to(&path).map_or(1, |place| self.line(place.from));
        Fault { file: self.name.clone(), line, path, problem: wrong.problem, nearest: wrong.nearest }
    }

    fn twice(&self, path: &str, from: usize) -> Fault {
        let name = path.rsplit('.').next().unwrap_or(path).to_owned();
        let problem = Problem::Twice { name };
        Fault { file: self.name.clone(), line: self.line(from), path: path.to_owned(), problem, nearest: None }
    }

    fn line(&self, byte: usize) -> u32 {
        let before = self.text.as_bytes()[..byte.min(self.text.len())].iter().filter(|b| **b == b'\n').count();
        u32::try_from(before).unwrap_or(u32::MAX - 1) + 1
    }

    /// serde says line and column within the slice. Where a value was read ahead (tagged enums) they are those of what
    /// follows it, so the place steps back to the value's end (faults of an object stay at its own), and an unknown key is looked for by name.
    fn misread(&self, slice: &str, begins: usize, error: &serde_json::Error) -> Fault {
        let before: usize = slice.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let said_at = begins + (before + error.column().saturating_sub(1)).min(slice.len() - 1);
        let bytes = self.text.as_bytes();
        let said = error.to_string();
        let message = without_place(&said);
        let of_object = message.starts_with("unknown field") || message.starts_with("missing field");
        let follows = |b: u8| b.is_ascii_whitespace() || matches!(b, b',' | b']') || (b == b'}' && !of_object);
        let byte = (begins..=said_at).rev().find(|at| !follows(bytes[*at])).unwrap_or(begins);
        let around = self.places.around(byte);
        let (mut from, mut path) = around.map_or((begins, String::new()), |p| (p.from, p.path.clone()));
        let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let (problem, near) = match names.split_first() {
            Some((wrong, right)) if message.starts_with("unknown field") => {
                if let Some(key) = self.places.all.iter().rfind(|p| p.from <= byte && p.key() == *wrong) {
                    (from, path) = (key.from, key.path.clone());
                }
                (Problem::UnknownKey { key: (*wrong).to_owned() }, nearest(wrong, right.iter().copied()))
            }
            Some((wrong, right)) if message.starts_with("unknown variant") => {
                (Problem::UnknownWord { word: (*wrong).to_owned() }, nearest(wrong, right.iter().copied()))
            }
            Some((name, [])) if message.starts_with("missing field") => {
                (Problem::Missing { name: (*name).to_owned() }, None)
            }
            _ => (Problem::Shape { message: message.to_owned() }, None),
        };
        Fault { file: self.name.clone(), line: self.line(from), path, problem, nearest: near.map(str::to_owned) }
    }
}

/// serde_json ends what it says with the place in its own text.
fn without_place(message: &str) -> &str {
    message.rfind(" at line ").map_or(message, |at| &message[..at])
}
