//! The steps that bring a value into the form that a field takes.

use super::piece::{Piece, Sort, clock};
use crate::phone::{self, HomeRegion};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Everything before the last word of a name. Salesforce's `Name` of people cannot be written.
    FirstName,
    /// The last word of a name; the whole of a name of one word.
    LastName,
    /// Whole seconds.
    Seconds,
    /// Minutes, a part of one counted as one.
    Minutes,
    /// `6:21`, `1:02:03`.
    Clock,
    /// The day, in a zone; the agent's when none is named.
    Day {
        /// IANA name.
        zone: Option<String>,
    },
    /// A moment in words, in a zone; the agent's when none is named.
    Time {
        /// IANA name.
        zone: Option<String>,
        /// As strftime writes it.
        pattern: String,
    },
    /// At most so many characters; what is cut ends with a mark.
    Truncate {
        /// Characters, the mark included.
        length: usize,
        /// The mark.
        mark: String,
    },
    /// Other words for some: the values that the org's picklist has.
    Translate {
        /// From, to; compared without case.
        words: Vec<(String, String)>,
        /// What becomes of the others.
        otherwise: Otherwise,
    },
    /// A phone number in one form.
    Phone(PhoneForm),
    /// Lines and blanks become single blanks.
    OneLine,
    /// Without blanks around it.
    Trim,
    /// In capitals.
    UpperCase,
    /// In small letters.
    LowerCase,
    /// Of a link: the call that it belongs to, such as `aircall:780836754`, for fields that hold no address.
    CallKey,
}

/// What a translation does with words that it does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    /// They stay as they are.
    Keep,
    /// The field is left out.
    Nothing,
    /// This instead.
    Word(String),
}

/// Forms of a phone number. What cannot be read as a number stays as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneForm {
    /// `+14155550134`.
    E164,
    /// `+1 415-555-0134`.
    International,
    /// `(415) 555-0134`.
    National,
    /// `14155550134`.
    Digits,
}

/// How moments are written where nothing else is said.
pub(super) const PATTERN: &str = "%Y-%m-%d %H:%M";

impl Step {
    /// The sort of value that comes out of a value of this sort; `None` when the step cannot take it.
    #[must_use]
    pub fn sort(&self, from: Sort) -> Option<Sort> {
        let text = matches!(from, Sort::Text | Sort::Any);
        match self {
            Self::FirstName | Self::LastName => (text || from == Sort::Person).then_some(Sort::Text),
            Self::Seconds | Self::Minutes => (from == Sort::Duration).then_some(Sort::Whole),
            Self::Clock => (from == Sort::Duration).then_some(Sort::Text),
            Self::Day { .. } => (from == Sort::Moment).then_some(Sort::Day),
            Self::Time { .. } => (from == Sort::Moment).then_some(Sort::Text),
            Self::Phone(_) => matches!(from, Sort::Phone | Sort::Text).then_some(Sort::Text),
            Self::CallKey => (from == Sort::Link).then_some(Sort::Text),
            Self::Translate { .. } => {
                matches!(from, Sort::Text | Sort::Any | Sort::Person | Sort::Phone | Sort::Whole).then_some(Sort::Any)
            }
            Self::Truncate { .. } | Self::OneLine | Self::Trim | Self::UpperCase | Self::LowerCase => {
                // An address that was cut leads nowhere.
                (from != Sort::Link).then_some(Sort::Text)
            }
        }
    }

    /// The value after this step; `None` leaves the field out.
    pub(super) fn apply(&self, piece: Piece, zone: &TimeZone, home: Option<HomeRegion>) -> Option<Piece> {
        let text = |piece: &Piece| piece.text(zone);
        Some(match (self, piece) {
            (Self::FirstName, piece) => Piece::Text(split_name(&text(&piece)).0),
            (Self::LastName, piece) => Piece::Text(split_name(&text(&piece)).1),
            (Self::Seconds, Piece::Duration(seconds)) => Piece::Whole(seconds.into()),
            (Self::Minutes, Piece::Duration(seconds)) => Piece::Whole(seconds.div_ceil(60).into()),
            (Self::Clock, Piece::Duration(seconds)) => Piece::Text(clock(seconds)),
            (Self::Day { zone: named }, Piece::Moment(at)) => {
                Piece::Day(at.to_zoned(in_zone(named.as_deref(), zone)).date())
            }
            (Self::Time { zone: named, pattern }, Piece::Moment(at)) => {
                let there = at.to_zoned(in_zone(named.as_deref(), zone));
                Piece::Text(BrokenDownTime::from(&there).to_string(pattern).ok()?)
            }
            (Self::Truncate { length, mark }, piece) => Piece::Text(truncate(&text(&piece), *length, mark)),
            (Self::Translate { words, otherwise }, piece) => Piece::Text(translate(text(&piece), words, otherwise)?),
            (Self::Phone(form), piece) => Piece::Text(form.of(&text(&piece), home)),
            (Self::OneLine, piece) => Piece::Text(one_line(&text(&piece))),
            (Self::Trim, piece) => Piece::Text(text(&piece).trim().to_owned()),
            (Self::UpperCase, piece) => Piece::Text(text(&piece).to_uppercase()),
            (Self::LowerCase, piece) => Piece::Text(text(&piece).to_lowercase()),
            (Self::CallKey, Piece::Link(crate::recording::Link::Fetched(fetch))) => Piece::Text(fetch.call.to_string()),
            // What the check of the table does not let pass stays as it is.
            (_, piece) => piece,
        })
    }
}

fn in_zone(named: Option<&str>, mine: &TimeZone) -> TimeZone {
    named.and_then(|name| TimeZone::get(name).ok()).unwrap_or_else(|| mine.clone())
}

/// First and last name: the last word is the last name, as Salesforce's own web-to-lead forms take it.
#[must_use]
pub fn split_name(name: &str) -> (String, String) {
    let name = name.trim();
    match name.rsplit_once(char::is_whitespace) {
        Some((first, last)) => (first.trim().to_owned(), last.to_owned()),
        None => (String::new(), name.to_owned()),
    }
}

/// At most `length` characters, the mark at the end of what was cut. A mark longer than the length is cut itself.
fn truncate(text: &str, length: usize, mark: &str) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let room = length.saturating_sub(mark.chars().count());
    text.chars().take(room).chain(mark.chars()).take(length).collect()
}

fn translate(text: String, words: &[(String, String)], otherwise: &Otherwise) -> Option<String> {
    let same = |from: &str| from == text || from.to_lowercase() == text.trim().to_lowercase();
    match (words.iter().find(|(from, _)| same(from)), otherwise) {
        (Some((_, to)), _) => Some(to.clone()),
        (None, Otherwise::Keep) => Some(text),
        (None, Otherwise::Nothing) => None,
        (None, Otherwise::Word(word)) => Some(word.clone()),
    }
}

impl PhoneForm {
    fn of(self, text: &str, home: Option<HomeRegion>) -> String {
        let line = phone::read(text, home);
        let Some(number) = line.number() else { return text.to_owned() };
        match self {
            Self::E164 => number.e164().to_owned(),
            Self::International => number.international(),
            Self::National => number.national(),
            Self::Digits => number.e164().trim_start_matches('+').to_owned(),
        }
    }
}

/// Salesforce keeps a subject on one line; where it carries the commit mark it must come back letter by letter.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}
