//! How far a desktop is.

use super::WireError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// Longest cursor, in bytes: with a hundred teams.
const LONGEST: usize = 1_200;

/// How far a desktop is, in words of the relay: `<log>:<own>.<everyone's>`, `.<history>` where it has one apart, and how far it is
/// with the [`Backlog`] of its teams. To a desktop it is opaque; it keeps the last one and shows it at the next hello. A relay that does not know the log starts at the beginning of what it keeps:
/// events that come twice are known by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor(String);

/// A place in a log: what is for this person alone, what is for everyone and what is for the history of their teams are
/// counted apart where they reach a relay apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The last that was for this person.
    pub own: u64,
    /// The last that was for everyone.
    pub everyone: u64,
    /// The last that was for the history of their teams.
    pub history: u64,
}

/// How far a desktop is with what the relay still held of the history of its teams when it was given them. A team is a short
/// word here, made of its name by the relay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Teams of which it has all.
    pub had: BTreeSet<String>,
    /// Those whose backlog is on its way.
    pub coming: Option<Coming>,
}

/// A backlog that is on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// Of these teams.
    pub teams: BTreeSet<String>,
    /// So far it has come.
    pub place: u64,
    /// Up to here other desktops of the person were told as it happened, and this one was not.
    pub before: u64,
}

impl Cursor {
    /// The place in a log.
    #[must_use]
    pub fn new(log: &str, place: Place) -> Self {
        let Place { own, everyone, history } = place;
        // Without a history it is as it was before there was one.
        Self(if history == 0 { format!("{log}:{own}.{everyone}") } else { format!("{log}:{own}.{everyone}.{history}") })
    }

    /// The same with how far the desktop is with the backlog of its teams.
    #[must_use]
    pub fn with(mut self, backlog: &Backlog) -> Self {
        let words = |words: &BTreeSet<String>| words.iter().map(String::as_str).collect::<Vec<_>>().join("-");
        if !backlog.had.is_empty() {
            self.0 = format!("{}.h{}", self.0, words(&backlog.had));
        }
        if let Some(Coming { teams, place, before }) = &backlog.coming {
            self.0 = format!("{}.c{place}-{before}-{}", self.0, words(teams));
        }
        self
    }

    /// The place, where the cursor is of this log.
    #[must_use]
    pub fn place_in(&self, log: &str) -> Option<Place> {
        let mut places = self.parts_in(log)?.take_while(|part| !is_of_backlog(part)).map(str::parse::<u64>);
        let (own, everyone) = (places.next()?.ok()?, places.next()?.ok()?);
        let history = places.next().transpose().ok()?.unwrap_or_default();
        places.next().is_none().then_some(Place { own, everyone, history })
    }

    /// How far the desktop is with the backlog, where the cursor is of this log.
    #[must_use]
    pub fn backlog_in(&self, log: &str) -> Option<Backlog> {
        let mut backlog = Backlog::default();
        for part in self.parts_in(log)?.filter(|part| is_of_backlog(part)) {
            let mut words = part[1..].split('-').map(str::to_owned);
            if part.starts_with('h') {
                backlog.had = words.collect();
            } else {
                let (place, before) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
                backlog.coming = Some(Coming { teams: words.collect(), place, before });
            }
        }
        Some(backlog)
    }

    fn parts_in(&self, log: &str) -> Option<impl Iterator<Item = &str>> {
        let (of, parts) = self.0.rsplit_once(':')?;
        (of == log).then(|| parts.split('.'))
    }

    /// The text, to be kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_of_backlog(part: &str) -> bool {
    part.starts_with(['h', 'c'])
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Cursor {
    type Error = WireError;
    fn try_from(text: String) -> Result<Self, WireError> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'.'));
        if plain && !text.is_empty() && text.len() <= LONGEST { Ok(Self(text)) } else { Err(WireError::Malformed) }
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_of_another_log_says_nothing() {
        let place = Place { own: 42, everyone: 7, history: 0 };
        let with_history = Place { history: 9, ..place };
        assert_eq!(Cursor::new("s-7f3a", place).as_str(), "s-7f3a:42.7");
        assert_eq!(Cursor::new("s-7f3a", with_history).as_str(), "s-7f3a:42.7.9");
        for (text, log, expected) in [
            ("s-7f3a:42.7", "s-7f3a", Some(place)),
            ("s-7f3a:42.7.9", "s-7f3a", Some(with_history)),
            ("s-7f3a:42.7.9.1", "s-7f3a", None),
            ("s-7f3a:42.7.", "s-7f3a", None),
            ("s-7f3a:42.7.x", "s-7f3a", None),
            ("s-7f3a:42.7.hab12", "s-7f3a", Some(place)),
            ("s-7f3a:42.7.9.hab12-cd34.c17-5-ef56", "s-7f3a", Some(with_history)),
            ("s-7f3a:42.7", "j-7f3a", None),
            ("s-7f3a:42", "s-7f3a", None),
            ("s-7f3a:", "s-7f3a", None),
            ("s-7f3a:-1.0", "s-7f3a", None),
            ("42.7", "42", None),
        ] {
            assert_eq!(Cursor::try_from(text.to_owned()).unwrap().place_in(log), expected, "{text}");
        }
        for bad in [String::new(), "a b".into(), "a\n".into(), "x".repeat(1_201)] {
            assert_eq!(Cursor::try_from(bad), Err(WireError::Malformed));
        }
    }

    #[test]
    fn a_cursor_says_how_far_the_backlog_of_the_teams_is() {
        let teams = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<_>>();
        let place = Place { own: 42, everyone: 7, history: 0 };
        let coming = Coming { teams: teams(&["ef56"]), place: 17, before: 5 };
        for (backlog, text) in [
            (Backlog::default(), "s-7f3a:42.7"),
            (Backlog { had: teams(&["ab12", "cd34"]), coming: None }, "s-7f3a:42.7.hab12-cd34"),
            (Backlog { had: teams(&[]), coming: Some(coming.clone()) }, "s-7f3a:42.7.c17-5-ef56"),
            (Backlog { had: teams(&["ab12"]), coming: Some(coming) }, "s-7f3a:42.7.hab12.c17-5-ef56"),
        ] {
            let cursor = Cursor::new("s-7f3a", place).with(&backlog);
            assert_eq!(cursor.as_str(), text);
            assert_eq!((cursor.place_in("s-7f3a"), cursor.backlog_in("s-7f3a")), (Some(place), Some(backlog)));
            assert_eq!(cursor.backlog_in("s-other"), None);
        }
        let damaged = Cursor::try_from("s-7f3a:42.7.cx-5-ef56".to_owned()).unwrap();
        assert_eq!(damaged.backlog_in("s-7f3a"), None);
        let most = (0..100).map(|n| format!("{n:08x}")).collect();
        let long = Cursor::new(&"l".repeat(80), Place { own: u64::MAX, everyone: u64::MAX, history: u64::MAX });
        let long = long.with(&Backlog {
            had: BTreeSet::new(),
            coming: Some(Coming { teams: most, place: u64::MAX, before: u64::MAX }),
        });
        assert_eq!(Cursor::try_from(long.to_string()), Ok(long));
    }
}
