//! Which facts there can be, and of which kind: what rules and templates are checked against before they run.

use super::{Kind, Path};
use crate::event::CallChange;
use crate::ids::Provider;
use crate::nearest::nearest;
use crate::parents::Led;
use crate::record::CallerObject;
use crate::shape::{ObjectShape, OrgShape};
use std::collections::BTreeMap;

/// Known paths with their kinds, and branches in which any name may come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    known: BTreeMap<String, Kind>,
    /// Names whose values are a closed list.
    values: BTreeMap<String, Vec<String>>,
    open: Vec<String>,
}

/// Whether a name is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Yes.
    Yes(Kind),
    /// No; the nearest name that is.
    No {
        /// "Did you mean".
        nearest: Option<String>,
    },
}

const CALL: [(&str, Kind); 43] = [
    ("call.id", Kind::Text),
    ("call.key", Kind::Text),
    ("call.provider", Kind::Text),
    ("call.direction", Kind::Text),
    ("call.phase", Kind::Text),
    ("call.queue", Kind::Text),
    ("call.campaign", Kind::Text),
    ("call.session", Kind::Text),
    ("call.company_number", Kind::Text),
    ("call.agent", Kind::Text),
    ("call.began_at", Kind::Moment),
    ("call.answered_at", Kind::Moment),
    ("call.ended_at", Kind::Moment),
    ("call.answered", Kind::Bool),
    ("call.duration_s", Kind::Number),
    ("call.talk_s", Kind::Number),
    ("call.hold_s", Kind::Number),
    ("call.transfers", Kind::Number),
    ("call.missed_reason", Kind::Text),
    ("call.disposition", Kind::Text),
    ("call.notes", Kind::Text),
    ("call.recording_url", Kind::Text),
    ("call.voicemail_url", Kind::Text),
    ("call.voicemail", Kind::Bool),
    ("call.tags", Kind::List),
    ("caller.found", Kind::Text),
    ("caller.number", Kind::Text),
    ("caller.provider_name", Kind::Text),
    ("caller.object", Kind::Text),
    ("caller.id", Kind::Text),
    ("caller.name", Kind::Text),
    ("caller.title", Kind::Text),
    ("caller.company", Kind::Text),
    ("caller.account_id", Kind::Text),
    ("caller.email", Kind::Text),
    ("caller.owner", Kind::Text),
    ("caller.status", Kind::Text),
    ("caller.do_not_call", Kind::Bool),
    ("caller.confirmed", Kind::Bool),
    ("caller.confidence", Kind::Number),
    ("caller.open_intents", Kind::List),
    ("caller.open_cases", Kind::Number),
    ("caller.open_opportunities", Kind::Number),
];

const AROUND: [(&str, Kind); 12] = [
    ("case.id", Kind::Text),
    ("case.number", Kind::Text),
    ("case.subject", Kind::Text),
    ("case.status", Kind::Text),
    ("case.priority", Kind::Text),
    ("case.escalated", Kind::Bool),
    ("case.opened_at", Kind::Moment),
    ("opportunity.id", Kind::Text),
    ("opportunity.name", Kind::Text),
    ("opportunity.stage", Kind::Text),
    ("opportunity.amount", Kind::Number),
    ("opportunity.closes", Kind::Date),
];

const ALWAYS: [(&str, Kind); 12] = [
    ("me.id", Kind::Text),
    ("me.org", Kind::Text),
    ("me.username", Kind::Text),
    ("me.name", Kind::Text),
    ("me.email", Kind::Text),
    ("me.zone", Kind::Text),
    ("me.language", Kind::Text),
    ("now.at", Kind::Moment),
    ("now.today", Kind::Date),
    ("now.tomorrow", Kind::Date),
    ("now.next_working_day", Kind::Date),
    ("now.in_a_week", Kind::Date),
];

const DISPOSITION: [(&str, Kind); 4] = [
    ("disposition.code", Kind::Text),
    ("disposition.label", Kind::Text),
    ("disposition.notes", Kind::Text),
    ("disposition.agreed_at", Kind::Moment),
];

const EVENT: [(&str, Kind); 7] = [
    ("event.id", Kind::Text),
    ("event.at", Kind::Moment),
    ("event.kind", Kind::Text),
    ("event.to", Kind::Text),
    ("event.label", Kind::Text),
    ("event.text", Kind::Text),
    ("event.tag", Kind::Text),
];

impl Vocabulary {
    /// What is there whatever happens: `me.*` and `now.*`.
    #[must_use]
    pub fn always() -> Self {
        Self::default().and(&ALWAYS)
    }

    /// What is there when a call is: `call.*`, `caller.*`, `case.*`, `opportunity.*`, and what is always there.
    /// `caller.confidence` and `caller.open_intents` come from a service that remembers callers and are absent without
    /// one.
    #[must_use]
    pub fn of_call() -> Self {
        Self::always()
            .and(&CALL)
            .and(&AROUND)
            .with_values("call.provider", Provider::ALL.map(Provider::as_str))
            .with_values("call.direction", ["inbound", "outbound", "internal"])
            .with_values("call.phase", ["waiting", "preview", "ringing", "talking", "on_hold", "ended"])
            .with_values(
                "caller.found",
                ["one", "several", "nobody", "not_asked", "withheld", "internal", "unreadable"],
            )
            .with_values("caller.object", CallerObject::ALL.map(CallerObject::api_name))
    }

    /// Adds `disposition.*`.
    #[must_use]
    pub fn with_disposition(self) -> Self {
        self.and(&DISPOSITION)
    }

    /// Says that a name has no other values than these.
    #[must_use]
    pub fn with_values<V: Into<String>>(mut self, path: &str, values: impl IntoIterator<Item = V>) -> Self {
        self.values.insert(path.to_owned(), values.into_iter().map(Into::into).collect());
        self
    }

    /// Adds `event.*`.
    #[must_use]
    pub fn with_event(self) -> Self {
        self.and(&EVENT).with_values("event.kind", CallChange::WORDS)
    }

    /// Adds the fields of an object below a branch, such as `record`.
    #[must_use]
    pub fn with_object(mut self, branch: &str, shape: &ObjectShape) -> Self {
        for (name, field) in &shape.fields {
            let path = format!("{branch}.{name}");
            self.known.insert(path.clone(), kind_of_field(&field.kind));
            if field.restricted && !field.values.is_empty() {
                self.values.insert(path, field.values.clone());
            }
        }
        self
    }

    /// Adds the fields of parents to which these paths lead from an object. For a path that leads nowhere the one that
    /// was probably meant is added, so that it can be named; what lies behind an object that nobody described may be
    /// anything.
    #[must_use]
    pub fn with_parents<'p>(
        mut self,
        branch: &str,
        org: &OrgShape,
        object: &str,
        paths: impl IntoIterator<Item = &'p String>,
    ) -> Self {
        let found = |path: &str| match org.led(object, path) {
            Led::Field { kind } => Ok(kind_of_field(kind)),
            Led::Undescribed { .. } => Ok(Kind::Any),
            Led::Nowhere { nearest } => Err(nearest),
        };
        for path in paths.into_iter().filter(|path| path.contains('.')) {
            let (path, kind) = match found(path) {
                Ok(kind) => (path.clone(), kind),
                Err(Some(near)) => match found(&near) {
                    Ok(kind) => (near, kind),
                    Err(_) => continue,
                },
                Err(None) => continue,
            };
            self.known.insert(format!("{branch}.{path}"), kind);
        }
        self
    }

    /// Adds one name.
    #[must_use]
    pub fn with(mut self, path: &str, kind: Kind) -> Self {
        // A short name stands for the long one, here as in rules.
        let path = Path::new(path).map_or_else(|_| path.to_owned(), |path| path.as_str().to_owned());
        self.known.insert(path, kind);
        self
    }

    /// Allows any name below a branch, such as `previous`.
    #[must_use]
    pub fn with_open(mut self, branch: &str) -> Self {
        self.open.push(format!("{branch}."));
        self
    }

    /// What one or the other knows.
    #[must_use]
    pub fn or(mut self, other: Self) -> Self {
        self.known.extend(other.known);
        self.values.extend(other.values);
        self.open.extend(other.open);
        self.open.sort();
        self.open.dedup();
        self
    }

    fn and(mut self, names: &[(&str, Kind)]) -> Self {
        self.known.extend(names.iter().map(|(path, kind)| ((*path).to_owned(), *kind)));
        self
    }

    /// Whether a name is known, and as what.
    #[must_use]
    pub fn look_up(&self, path: &Path) -> Known {
        if let Some(kind) = self.known.get(path.as_str()) {
            return Known::Yes(*kind);
        }
        if self.open.iter().any(|branch| path.as_str().starts_with(branch)) {
            return Known::Yes(Kind::Any);
        }
        Known::No { nearest: self.nearest(path.as_str()) }
    }

    /// The nearest name to one that is not known, short names included.
    #[must_use]
    pub fn nearest(&self, wrong: &str) -> Option<String> {
        let known_short = |short: &&str| Path::new(short).is_ok_and(|path| self.known.contains_key(path.as_str()));
        let short: Vec<&str> = Path::short_names().filter(known_short).collect();
        nearest(wrong, self.known.keys().map(String::as_str).chain(short)).map(str::to_owned)
    }

    /// The only values that a name can have, where they are known.
    #[must_use]
    pub fn values(&self, path: &str) -> Option<&[String]> {
        self.values.get(path).map(Vec::as_slice)
    }

    /// All known names with their kinds, in alphabetical order: what people pick from.
    pub fn names(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.known.iter().map(|(path, kind)| (path.as_str(), *kind))
    }
}

/// The kind of fact that a field of this type gives. Source: Salesforce object reference, "Field types".
#[must_use]
pub fn kind_of_field(salesforce: &str) -> Kind {
    match salesforce {
        "boolean" => Kind::Bool,
        "int" | "double" | "currency" | "percent" | "long" => Kind::Number,
        "date" => Kind::Date,
        "datetime" => Kind::Moment,
        "multipicklist" => Kind::List,
        _ => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_names_come_with_the_nearest_right_one() {
        let vocabulary = Vocabulary::of_call().with_disposition().with_open("previous");
        for (name, expected) in [
            ("caller.name", Known::Yes(Kind::Text)),
            ("caller_phone", Known::Yes(Kind::Text)),
            ("previousAction.anything.0", Known::Yes(Kind::Any)),
            ("caller.nam", Known::No { nearest: Some("caller.name".into()) }),
            ("caller_fone", Known::No { nearest: Some("caller_phone".into()) }),
            ("event.kind", Known::No { nearest: None }),
        ] {
            assert_eq!(vocabulary.look_up(&Path::new(name).unwrap()), expected, "{name}");
        }
    }
}
