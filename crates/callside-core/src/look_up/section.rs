//! Look-ups in a configuration file.

use crate::config::{Known, Noun, Problem, Section, Wrong};
use crate::facts::Vocabulary;
use crate::rule::Rule;
use crate::soql::{Schema, check, parse};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The look-ups of a company, in the order in which they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct LookUps(pub Vec<LookUp>);

/// One look-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookUp {
    /// Its own name, which stays when the title changes.
    pub name: String,
    /// What stands above its table.
    pub title: String,
    /// When it is shown; always when there is one caller, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Rule>,
    /// The query. Values of the call stand in it as `{{caller.id}}`.
    pub soql: String,
    /// Most rows that are shown.
    #[serde(default = "five")]
    pub rows: u32,
    /// Seconds after which the copy stands.
    #[serde(default = "five")]
    pub seconds: u32,
}

const fn five() -> u32 {
    5
}

impl LookUps {
    /// Most look-ups: they share the pop, and each is a call to Salesforce.
    pub const MOST: usize = 12;
}

impl LookUp {
    /// Most rows of one.
    pub const MOST_ROWS: u32 = 50;
    /// Longest wait, in seconds.
    pub const LONGEST_WAIT: u32 = 8;
    /// Longest title, in characters.
    pub const LONGEST_TITLE: usize = 60;

    /// What is wrong with it, apart from its neighbours; paths are within it.
    #[must_use]
    pub fn wrongs(&self, schema: &Schema) -> Vec<Wrong> {
        let values = Vocabulary::of_call();
        let mut wrongs = Vec::new();
        let range = |at: &str, to| Wrong::new(at, Problem::Range { from: 1, to });
        if self.name.trim().is_empty() {
            wrongs.push(Wrong::new("name", Problem::Missing { name: "name".to_owned() }));
        }
        let title = self.title.trim().chars().count();
        if title == 0 {
            wrongs.push(Wrong::new("title", Problem::Missing { name: "title".to_owned() }));
        } else if title > Self::LONGEST_TITLE {
            let most = u32::try_from(Self::LONGEST_TITLE).unwrap_or(u32::MAX);
            wrongs.push(Wrong::new("title", Problem::TooLong { name: "title".to_owned(), most }));
        }
        if !(1..=Self::MOST_ROWS).contains(&self.rows) {
            wrongs.push(range("rows", Self::MOST_ROWS));
        }
        if !(1..=Self::LONGEST_WAIT).contains(&self.seconds) {
            wrongs.push(range("seconds", Self::LONGEST_WAIT));
        }
        if let Some(rule) = &self.when {
            wrongs.extend(Wrong::rule("when", rule.faults(&values)));
        }
        let faults = match parse(&self.soql) {
            Ok(query) => check(&query, schema, Some(&values)),
            Err(fault) => vec![fault],
        };
        wrongs.extend(Wrong::soql("soql", faults));
        wrongs
    }
}

impl Section for LookUps {
    const NAME: &'static str = "look_ups";

    fn offers(&self) -> Vec<(Noun, String)> {
        self.0.iter().map(|look_up| (Noun::LookUp, look_up.name.clone())).collect()
    }

    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let schema = Schema::of(known.org);
        let mut wrongs = Vec::new();
        if self.0.len() > Self::MOST {
            wrongs.push(Wrong::new("", Problem::TooMany { most: 12 }));
        }
        let mut names = BTreeSet::new();
        for (i, look_up) in self.0.iter().enumerate() {
            if !names.insert(look_up.name.trim().to_lowercase()) {
                let problem = Problem::Twice { name: look_up.name.clone() };
                wrongs.push(Wrong::new(format!("{i}.name"), problem));
            }
            wrongs.extend(look_up.wrongs(&schema).into_iter().map(|wrong| wrong.below(&i.to_string())));
        }
        wrongs
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Configuration;
    use crate::shape::{FieldShape, ObjectShape, OrgShape};

    fn org() -> OrgShape {
        let field = |kind: &str, values: &[&str]| FieldShape {
            kind: kind.into(),
            filterable: true,
            restricted: !values.is_empty(),
            values: values.iter().map(|v| (*v).to_owned()).collect(),
            ..FieldShape::default()
        };
        let fields = [
            ("Id", field("id", &[])),
            ("CaseNumber", field("string", &[])),
            ("ContactId", field("reference", &[])),
            ("IsClosed", field("boolean", &[])),
            ("Status", field("picklist", &["New", "Escalated"])),
        ];
        let fields = fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect();
        let case = ObjectShape { fields, ..ObjectShape::default() };
        OrgShape { objects: [("Case".to_owned(), case)].into() }
    }

    fn read(look_ups: &str) -> Result<Configuration, Vec<String>> {
        let text = format!("{{ \"callside_config\": 1,\n\"look_ups\": {look_ups} }}");
        Configuration::default()
            .read("c.json", &text, &org(), [])
            .map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_look_up_is_read_and_written_back() {
        let config = read(
            r#"[{ "name": "cases", "title": "Open cases", "when": "caller.object = \"Contact\"",
                 "soql": "SELECT CaseNumber, Status FROM Case WHERE ContactId = {{caller.id}} AND IsClosed = false" }]"#,
        )
        .unwrap();
        let look_ups = config.look_ups.clone().unwrap();
        assert_eq!((look_ups.0[0].rows, look_ups.0[0].seconds), (5, 5));
        let again = Configuration::default().read("c.json", &config.write(), &org(), []).unwrap();
        assert_eq!(again.look_ups, config.look_ups);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_the_nearest_right_name() {
        for (look_up, said) in [
            (
                r#""soql": "SELECT Id FORM Case""#,
                "c.json:2: look_ups.0.soql: character 11: here comes FROM; did you mean FROM?",
            ),
            (
                r#""soql": "SELECT CaseNumbr FROM Case""#,
                "c.json:2: look_ups.0.soql: character 8: Case has no field called CaseNumbr for you; did you mean CaseNumber?",
            ),
            (
                r#""soql": "SELECT Id FROM Case WHERE Status = 'Escalted'""#,
                "c.json:2: look_ups.0.soql: character 36: Status has no value Escalted; did you mean Escalated?",
            ),
            (
                r#""soql": "SELECT Id FROM Case WHERE ContactId = {{caller.idd}}""#,
                "c.json:2: look_ups.0.soql: character 39: there is no value called caller.idd; did you mean caller.id?",
            ),
            (
                r#""soql": "DELETE FROM Case""#,
                "c.json:2: look_ups.0.soql: character 1: only queries that begin with SELECT can be asked here: nothing is changed by a query",
            ),
            (
                r#""soql": "SELECT Id FROM Case", "rows": 51"#,
                "c.json:2: look_ups.0.rows: here comes a number from 1 to 50",
            ),
            (
                r#""soql": "SELECT Id FROM Case", "row": 5"#,
                "c.json:2: look_ups.0.row: nothing here is called row; did you mean rows?",
            ),
        ] {
            let faults = read(&format!(r#"[{{ "name": "a", "title": "A", {look_up} }}]"#)).unwrap_err();
            assert_eq!(faults, [said]);
        }
        let twice = r#"[{ "name": "a", "title": "A", "soql": "SELECT Id FROM Case" },
                        { "name": "A ", "title": "B", "soql": "SELECT Id FROM Case" }]"#;
        assert_eq!(read(twice).unwrap_err(), ["c.json:3: look_ups.1.name: A  is there twice"]);
    }
}
