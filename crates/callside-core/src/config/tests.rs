use super::*;
use crate::facts::Vocabulary;
use crate::rule::Rule;
use crate::shape::{FieldShape, ObjectShape, OrgShape};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A section such as others are: a list of tagged values with a rule and names of the org.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
struct Steps(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
enum Step {
    Set { object: String, field: String, when: Option<Rule> },
    Run { action: String },
}

impl Section for Steps {
    const NAME: &'static str = "steps";
    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Set { object, field, when } => {
                    wrongs.extend(known.missing_object(object, format!("{n}.object")));
                    wrongs.extend(known.missing_field(object, field, format!("{n}.field")));
                    let faults = when.as_ref().map(|rule| rule.faults(&Vocabulary::of_call())).unwrap_or_default();
                    wrongs.extend(Wrong::rule(&format!("{n}.when"), faults));
                }
                Step::Run { action } => wrongs.extend(known.missing(Noun::Action, action, format!("{n}.action"))),
            }
        }
        wrongs
    }
}

fn org() -> OrgShape {
    let mut lead = ObjectShape::default();
    lead.fields.insert("Status".into(), FieldShape::default());
    let mut org = OrgShape::default();
    org.objects.insert("Lead".into(), lead);
    org
}

/// What a file is told, in one line a fault.
fn told(text: &str) -> Vec<String> {
    let file = match File::read("setup.json", text, &["about", "steps"]) {
        Ok(file) => file,
        Err(faults) => return faults.iter().map(ToString::to_string).collect(),
    };
    let steps = match file.section::<Steps>() {
        Ok(steps) => steps,
        Err(faults) => return faults.iter().map(ToString::to_string).collect(),
    };
    let org = org();
    let mut known = Known::new(&org);
    known.learn([(Noun::Action, "make_lead".to_owned())]);
    let wrongs = steps.iter().flat_map(|steps| steps.wrongs(&known));
    wrongs.map(|wrong| file.fault("steps", wrong).to_string()).collect()
}

fn steps(inner: &str) -> String {
    format!("{{\n  \"callside_config\": 1,\n  \"steps\": [\n{inner}\n  ]\n}}")
}

#[test]
fn faults_of_the_frame_are_named() {
    for (text, expected) in [
        ("", "setup.json:1: this is not JSON: EOF while parsing a value"),
        ("{\n \"a\": 1,\n}", "setup.json:3: this is not JSON: key must be a string"),
        ("[]", "setup.json:1: this is no configuration of Callside: it does not begin with \"callside_config\": 1"),
        ("{}", "setup.json:1: this is no configuration of Callside: it does not begin with \"callside_config\": 1"),
        (
            r#"{"callside_config": 2}"#,
            "setup.json:1: this file is of version 2; this Callside reads up to version 1. Update Callside first",
        ),
        (
            "{\"callside_config\": 1,\n\"stepps\": []}",
            "setup.json:2: stepps: nothing here is called stepps; did you mean steps?",
        ),
        ("{\"callside_config\": 1,\n\"steps\": [],\n\"st\\u0065ps\": []}", "setup.json:3: steps: steps is there twice"),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
    assert_eq!(told(&" ".repeat(LARGEST + 1)), ["setup.json:1: the file is larger than 4 MB"]);
    assert_eq!(told("\u{feff}{\"callside_config\": 1}"), Vec::<String>::new());
}

#[test]
fn faults_of_a_section_are_named_with_line_path_and_nearest() {
    for (inner, expected) in [
        (
            r#"{"step": "run", "action": "mkae_lead"}"#,
            "setup.json:4: steps.0.action: there is no action called mkae_lead; did you mean make_lead?",
        ),
        (
            "{\"step\": \"run\", \"action\": \"make_lead\"},\n{\"step\": \"set\",\n \"object\": \"Lead\",\n \"field\": \"Sttaus\"}",
            "setup.json:7: steps.1.field: there is no field called Sttaus; did you mean Status?",
        ),
        (
            r#"{"step": "set", "object": "Leed", "field": "Status"}"#,
            "setup.json:4: steps.0.object: there is no object called Leed; did you mean Lead?",
        ),
        (
            "{\"step\": \"run\",\n\"acton\": \"make_lead\"}",
            "setup.json:5: steps.0.acton: nothing here is called acton; did you mean action?",
        ),
        (
            r#"{"step": "rn", "action": "make_lead"}"#,
            "setup.json:4: steps.0.step: rn is none of the words that can stand here; did you mean run?",
        ),
        (r#"{"step": "run"}"#, "setup.json:4: steps.0: action is missing"),
        (
            "{\"step\": \"set\", \"object\": \"Lead\", \"field\": \"Status\",\n\"when\": \"call.quue = 1\"}",
            "setup.json:5: steps.0.when: character 1: nothing is called call.quue; did you mean call.queue?",
        ),
    ] {
        assert_eq!(told(&steps(inner)), [expected], "{inner}");
    }
}

#[test]
fn nothing_of_an_org_is_checked_while_none_is_known() {
    let nowhere = OrgShape::default();
    let known = Known::new(&nowhere);
    assert_eq!(known.missing_object("Leed", ""), None);
    assert_eq!(known.missing_field("Leed", "Sttaus", ""), None);
}

#[test]
fn a_file_changes_what_it_names_and_nothing_else() {
    let about = |title: &str| About { title: Some(title.into()), ..About::default() };
    let first = r#"{"callside_config": 1, "about": {"title": "Spring"}}"#;
    let running = Configuration::default().read("first.json", first, &org(), []).unwrap();
    let read = |text: &str| running.read("setup.json", text, &org(), []);
    assert_eq!(read(r#"{"callside_config": 1}"#), Ok(running.clone()));
    let next = read(r#"{"callside_config": 1, "about": {"title": "Autumn"}}"#).unwrap();
    assert_eq!(next.about, Some(about("Autumn")));
    assert_eq!(next.read("again", &next.write(), &org(), []), Ok(next.clone()));
    let faults = read(r#"{"callside_config": 1, "about": {"titel": "x"}}"#).expect_err("a wrong key");
    assert_eq!(faults[0].nearest.as_deref(), Some("title"));
}

/// Set by `cargo xtask gen`, as for the bindings of the UI.
const WRITE: &str = "CALLSIDE_WRITE_BINDINGS";

#[test]
fn the_published_schema_is_that_of_the_types() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/configuration.json");
    let made = format!("{}\n", serde_json::to_string_pretty(&Configuration::schema()).unwrap());
    if std::env::var_os(WRITE).is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &made).unwrap();
    }
    let published = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(published == made, "run `cargo xtask gen` and commit docs/schema/configuration.json");
}
