//! Queries that an admin writes, with values in them: `... WHERE Email = {{caller.email}} AND Name LIKE '%{{input.term}}%'`.
//! The text is split when it is read; values are bound between its parts and can never become a part of it.

use crate::facts::vocabulary::Known;
use crate::facts::{Fact, Facts, Path, Vocabulary};
use crate::ids::RecordId;
use crate::plan::Value;
use crate::soql::{self, Schema};
use crate::template::{TemplateFault, TemplateProblem};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A query that has been read. Stored as the text that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct SoqlTemplate {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// SOQL as it was written.
    Text(String),
    /// A value; within quotes it is a piece of a text, after LIKE of a pattern.
    Slot { path: Path, at: At },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Bare,
    Quoted,
    Pattern,
}

/// A part of a query that is ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "piece", content = "is", rename_all = "snake_case")]
pub enum Piece {
    /// SOQL that an admin wrote.
    Text(String),
    /// A whole literal.
    Value(Value),
    /// A piece of a text between quotes.
    Quoted(String),
    /// A piece of a LIKE pattern between quotes: its own `%` and `_` are letters.
    Pattern(String),
}

/// Why a query cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SoqlFault {
    /// It does not begin with SELECT.
    #[error("a query begins with SELECT")]
    NoSelect,
    /// It names no object.
    #[error("a query needs FROM and an object")]
    NoFrom,
    /// A quote is not closed.
    #[error("a quote is not closed")]
    OpenQuote,
    /// Brackets do not pair.
    #[error("brackets do not pair")]
    Brackets,
    /// `{{` without a name and `}}`.
    #[error("{{{{ needs a name and }}}}")]
    Slot,
}

impl SoqlTemplate {
    /// Reads a query.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, SoqlFault> {
        let words: Vec<String> = outside_quotes(text).split_whitespace().map(str::to_ascii_uppercase).collect();
        if words.first().map(String::as_str) != Some("SELECT") {
            return Err(SoqlFault::NoSelect);
        }
        if !words.iter().any(|word| word == "FROM") {
            return Err(SoqlFault::NoFrom);
        }
        Ok(Self { text: text.to_owned(), parts: Scan::default().run(text)? })
    }

    /// The query with these facts.
    ///
    /// # Errors
    /// The name of a value that is not known: a condition cannot be left out of a query that somebody else wrote.
    pub fn bind(&self, facts: &Facts) -> Result<Vec<Piece>, Path> {
        let piece = |part: &Part| match part {
            Part::Text(text) => Ok(Piece::Text(text.clone())),
            Part::Slot { path, at } => {
                let fact = facts.get(path).ok_or_else(|| path.clone())?;
                Ok(match at {
                    At::Bare => Piece::Value(value_of(fact)),
                    At::Quoted => Piece::Quoted(fact.to_string()),
                    At::Pattern => Piece::Pattern(fact.to_string()),
                })
            }
        };
        self.parts.iter().map(piece).collect()
    }

    /// Names that nothing is known by.
    #[must_use]
    pub fn faults(&self, vocabulary: &Vocabulary) -> Vec<TemplateFault> {
        let unknown = |part: &Part| match part {
            Part::Slot { path, .. } => match vocabulary.look_up(path) {
                Known::Yes(_) => None,
                Known::No { nearest } => {
                    let problem = TemplateProblem::UnknownName { name: path.to_string() };
                    Some(TemplateFault { from: 0, to: self.text.chars().count(), problem, nearest })
                }
            },
            Part::Text(_) => None,
        };
        self.parts.iter().filter_map(unknown).collect()
    }
}

impl SoqlTemplate {
    /// What is wrong with it as SOQL in this org, names of values apart: see [`Self::faults`].
    #[must_use]
    pub fn wrongs(&self, schema: &Schema, vocabulary: &Vocabulary) -> Vec<soql::SoqlFault> {
        match soql::parse(&with_letters(&self.text)) {
            Err(fault) => vec![fault],
            Ok(query) => {
                let mut faults = soql::check(&query, schema, Some(vocabulary));
                faults.retain(|fault| !matches!(fault.problem, soql::SoqlProblem::NoSuchValue { .. }));
                faults
            }
        }
    }

    /// The objects that it asks for.
    #[must_use]
    pub fn objects(&self) -> Vec<String> {
        soql::parse(&with_letters(&self.text)).map(|query| query.select.objects()).unwrap_or_default()
    }
}

/// The query with letters in place of the values that stand within quotes, as many bytes.
fn with_letters(text: &str) -> String {
    let (mut out, mut rest, mut quoted) = (String::with_capacity(text.len()), text, false);
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        if quoted && rest.starts_with("{{") {
            taken = rest.find("}}").map_or(rest.len(), |end| end + 2);
            out.push_str(&"x".repeat(taken));
        } else {
            match c {
                '\\' if quoted => taken += rest[1..].chars().next().map_or(0, char::len_utf8),
                '\'' => quoted = !quoted,
                _ => {}
            }
            out.push_str(&rest[..taken]);
        }
        rest = &rest[taken..];
    }
    out
}

fn value_of(fact: &Fact) -> Value {
    match fact {
        Fact::Text(text) => RecordId::new(text).map_or_else(|_| Value::Text(text.clone()), Value::Record),
        Fact::Number(number) => number.whole().map_or(Value::Number(*number), Value::Int),
        Fact::Bool(yes) => Value::Bool(*yes),
        Fact::Date(day) => Value::Date(*day),
        Fact::Moment(at) => Value::Moment(*at),
        Fact::List(_) => Value::Text(fact.to_string()),
    }
}

/// What stands outside of quotes, with a blank for each quoted text.
fn outside_quotes(text: &str) -> String {
    let (mut out, mut quoted, mut escaped) = (String::new(), false, false);
    for c in text.chars() {
        match (quoted, escaped, c) {
            (true, true, _) => escaped = false,
            (true, false, '\\') => escaped = true,
            (_, false, '\'') => {
                quoted = !quoted;
                out.push(' ');
            }
            (true, ..) => {}
            (false, ..) => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Scan {
    parts: Vec<Part>,
    text: String,
    quoted: bool,
    pattern: bool,
    depth: i32,
}

impl Scan {
    fn run(mut self, text: &str) -> Result<Vec<Part>, SoqlFault> {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("{{") {
                let (name, after) = after.split_once("}}").ok_or(SoqlFault::Slot)?;
                let path = Path::new(name.trim()).map_err(|_| SoqlFault::Slot)?;
                let at = match (self.quoted, self.pattern) {
                    (false, _) => At::Bare,
                    (true, false) => At::Quoted,
                    (true, true) => At::Pattern,
                };
                // A value after LIKE is a whole pattern: its own wildcards are letters too.
                let whole = at == At::Bare && self.follows_like();
                if whole {
                    self.text.push('\'');
                }
                self.flush();
                self.parts.push(Part::Slot { path, at: if whole { At::Pattern } else { at } });
                if whole {
                    self.text.push('\'');
                }
                rest = after;
                continue;
            }
            let mut taken = c.len_utf8();
            match c {
                // An escape belongs to the character after it.
                '\\' if self.quoted => taken += rest[1..].chars().next().map_or(0, char::len_utf8),
                '\'' => {
                    self.pattern = !self.quoted && self.follows_like();
                    self.quoted = !self.quoted;
                }
                '(' if !self.quoted => self.depth += 1,
                ')' if !self.quoted => self.depth -= 1,
                _ => {}
            }
            if self.depth < 0 {
                return Err(SoqlFault::Brackets);
            }
            self.text.push_str(&rest[..taken]);
            rest = &rest[taken..];
        }
        self.flush();
        match (self.quoted, self.depth) {
            (true, _) => Err(SoqlFault::OpenQuote),
            (false, 0) => Ok(self.parts),
            (false, _) => Err(SoqlFault::Brackets),
        }
    }

    fn follows_like(&self) -> bool {
        self.text.split_whitespace().next_back().is_some_and(|word| word.eq_ignore_ascii_case("like"))
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.text)));
        }
    }
}

impl TryFrom<String> for SoqlTemplate {
    type Error = SoqlFault;
    fn try_from(text: String) -> Result<Self, SoqlFault> {
        Self::parse(&text)
    }
}

impl From<SoqlTemplate> for String {
    fn from(query: SoqlTemplate) -> Self {
        query.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_bound_by_where_it_stands() {
        let query = SoqlTemplate::parse(
            "SELECT Id, (SELECT Id FROM Cases) FROM Contact WHERE Email = {{caller.email}} AND Name LIKE \
             '%{{input.term}}%' AND Title = 'a\\'{{input.term}}'",
        )
        .unwrap();
        let mut facts = Facts::new();
        facts.set("caller.email", "a@b.c");
        assert_eq!(query.bind(&facts), Err(Path::new("input.term").unwrap()));
        facts.set("input.term", "5%' OR '");
        let pieces = query.bind(&facts).unwrap();
        let bound: Vec<_> = pieces.iter().filter(|piece| !matches!(piece, Piece::Text(_))).collect();
        assert_eq!(
            bound,
            [
                &Piece::Value(Value::text("a@b.c")),
                &Piece::Pattern("5%' OR '".into()),
                &Piece::Quoted("5%' OR '".into())
            ]
        );
    }

    #[test]
    fn a_whole_pattern_has_no_wildcards_of_its_own() {
        let query = SoqlTemplate::parse("SELECT Id FROM Contact WHERE Name LIKE {{input.term}} LIMIT 1").unwrap();
        let mut facts = Facts::new();
        facts.set("input.term", "5%");
        let text = |text: &str| Piece::Text(text.to_owned());
        let expected =
            [text("SELECT Id FROM Contact WHERE Name LIKE '"), Piece::Pattern("5%".into()), text("' LIMIT 1")];
        assert_eq!(query.bind(&facts).unwrap(), expected);
    }

    #[test]
    fn what_salesforce_would_not_read_is_said_when_it_is_loaded() {
        let wrongs = |text: &str| SoqlTemplate::parse(text).unwrap().wrongs(&Schema::default(), &Vocabulary::of_call());
        assert_eq!(wrongs("SELECT Id FROM Contact WHERE Name LIKE '%{{caller.name}}%' AND Id = {{caller.id}}"), []);
        let faulty = "SELECT Id FROM Contact WHERE Name = '{{caller.name}}' ODER Id = {{caller.id}}";
        let faults = wrongs(faulty);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faulty[faults[0].from..].starts_with("ODER"), "{faults:?}");
    }

    #[test]
    fn what_is_no_query_is_refused() {
        for (text, fault) in [
            ("DELETE FROM Contact", SoqlFault::NoSelect),
            ("SELECT Id", SoqlFault::NoFrom),
            ("SELECT Id FROM Contact WHERE Name = 'x", SoqlFault::OpenQuote),
            ("SELECT Id FROM Contact WHERE (Name = 'x'", SoqlFault::Brackets),
            ("SELECT Id FROM Contact WHERE Name = 'x')", SoqlFault::Brackets),
            ("SELECT Id FROM Contact WHERE Name = {{x", SoqlFault::Slot),
            ("SELECT Id FROM Contact WHERE Name = {{a b}}", SoqlFault::Slot),
        ] {
            assert_eq!(SoqlTemplate::parse(text), Err(fault), "{text}");
        }
    }
}
