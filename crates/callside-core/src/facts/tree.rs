//! The tree itself.

use super::{Fact, Path};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Deepest object and longest list that are read from JSON; what lies beyond is left out.
const DEEPEST: usize = 8;
const LONGEST_LIST: usize = 200;

/// Facts by path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<Path, Fact>);

impl Facts {
    /// No facts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The fact at a path.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<&Fact> {
        self.0.get(path)
    }

    /// The fact at a path that is written out; `None` also for what is no path.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Fact> {
        self.get(&Path::new(path).ok()?)
    }

    /// Adds or replaces a fact. An empty text is no fact and takes an earlier one away; what is no path is left out.
    pub fn set(&mut self, path: &str, fact: impl Into<Fact>) {
        let Ok(path) = Path::new(path) else { return };
        match fact.into() {
            Fact::Text(text) if text.is_empty() => drop(self.0.remove(&path)),
            fact => drop(self.0.insert(path, fact)),
        }
    }

    /// Adds a fact that may be unknown.
    pub fn set_some(&mut self, path: &str, fact: Option<impl Into<Fact>>) {
        if let Some(fact) = fact {
            self.set(path, fact);
        }
    }

    /// Adds what JSON says below a path: members of objects by their names, items of lists by their number (and a list
    /// of plain values as a list besides). Names that are no part of a path are left out.
    pub fn set_json(&mut self, path: &str, value: &serde_json::Value) {
        self.add_json(path, value, 0);
    }

    fn add_json(&mut self, path: &str, value: &serde_json::Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            serde_json::Value::Object(members) => {
                for (name, member) in members {
                    if Path::new(&format!("a.{name}")).is_ok() && !name.contains('.') {
                        self.add_json(&format!("{path}.{name}"), member, depth + 1);
                    }
                }
            }
            serde_json::Value::Array(items) => {
                if !items.iter().any(serde_json::Value::is_object) {
                    self.set_some(path, Fact::from_json(value));
                }
                for (n, item) in items.iter().take(LONGEST_LIST).enumerate() {
                    self.add_json(&format!("{path}.{n}"), item, depth + 1);
                }
            }
            plain => self.set_some(path, Fact::from_json(plain)),
        }
    }

    /// Takes in all facts of another tree; where both have one, the other's stands.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Takes away everything below a branch, such as `previous`.
    pub fn forget(&mut self, branch: &str) {
        let below = format!("{branch}.");
        self.0.retain(|path, _| path.as_str() != branch && !path.as_str().starts_with(&below));
    }

    /// Paths and facts in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Fact)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn json_is_read_by_dotted_path() {
        let mut facts = Facts::new();
        facts.set_json(
            "previous",
            &json!({"id": "001", "records": [{"Name": "Acme", "Account": {"Rating": 5}}], "tags": ["a", "b"],
                    "gone": null, "no good": 1, "a.b": 2}),
        );
        for (path, expected) in [
            ("previous.id", Some(Fact::text("001"))),
            ("previousAction.id", Some(Fact::text("001"))),
            ("previous.records.0.Name", Some(Fact::text("Acme"))),
            ("previous.records.0.Account.Rating", Some(Fact::Number(5.into()))),
            ("previous.tags", Some(Fact::List(vec![Fact::text("a"), Fact::text("b")]))),
            ("previous.tags.1", Some(Fact::text("b"))),
            ("previous.gone", None),
            ("previous.a.b", None),
            ("previous.no good", None),
        ] {
            assert_eq!(facts.find(path), expected.as_ref(), "{path}");
        }
    }

    #[test]
    fn an_empty_text_is_no_fact() {
        let mut facts = Facts::new();
        facts.set("caller.name", "Sarah");
        facts.set("caller.name", "");
        assert_eq!(facts, Facts::new());
    }

    #[test]
    fn a_branch_can_be_forgotten() {
        let mut facts = Facts::new();
        facts.set("previous.id", "1");
        facts.set("previously.id", "2");
        facts.forget("previous");
        assert_eq!(facts.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["previously.id"]);
    }

    #[test]
    fn depth_and_length_of_foreign_json_are_bounded() {
        let mut deep = json!("x");
        for _ in 0..50 {
            deep = json!({ "a": deep });
        }
        let mut facts = Facts::new();
        facts.set_json("previous", &deep);
        facts.set_json("record", &json!({ "Rows": vec![json!({"Id": 1}); 5_000] }));
        assert_eq!(facts.iter().count(), LONGEST_LIST);
    }
}
