//! What is wrong with a section `actions`, before it runs.

use super::setup::{Actions, Results, SetupStep};
use super::template::{Step, TestSpec};
use super::{MOST_ROWS, Template, catalogue, typed};
use crate::config::{Known, Noun, Problem, Section, Wrong};
use crate::describe::{FieldDescribe, FieldKind, PicklistValue};
use crate::facts::Vocabulary;
use crate::nearest::nearest;
use crate::parents::Led;
use crate::shape::FieldShape;
use crate::soql::Schema;
use crate::template::{Template as Text, Tree};
use jiff::tz::TimeZone;
use serde_json::Value;

impl Section for Actions {
    const NAME: &'static str = "actions";

    fn offers(&self) -> Vec<(Noun, String)> {
        let own = self.templates.keys().chain(self.setups.keys()).cloned();
        own.chain(catalogue::ids().map(str::to_owned)).map(|name| (Noun::Action, name)).collect()
    }

    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        let schema = if self.asks() { Schema::of(known.org) } else { Schema::default() };
        for (id, template) in &self.templates {
            let at = format!("templates.{id}");
            wrongs.extend(wrongs_of_template(template).into_iter().map(|wrong| wrong.below(&at)));
            wrongs.extend(in_this_org(template, known).into_iter().map(|wrong| wrong.below(&at)));
            wrongs.extend(queries(template, &schema).into_iter().map(|wrong| wrong.below(&at)));
        }
        for (name, setup) in &self.setups {
            for (n, step) in setup.steps.iter().enumerate() {
                let at = format!("setups.{name}.steps.{n}");
                wrongs.extend(known.missing(Noun::Action, &step.run, format!("{at}.run")));
                wrongs.extend(self.preset(step, known).into_iter().map(|wrong| wrong.below(&at)));
            }
            wrongs
                .extend(self.circle(name).map(|names| Wrong::new(format!("setups.{name}"), Problem::Circle { names })));
            if setup.steps.is_empty() {
                wrongs.push(Wrong::new(format!("setups.{name}"), Problem::Missing { name: "steps".into() }));
            }
        }
        for name in self.serves.keys() {
            wrongs.extend(known.missing(Noun::Action, name, format!("serves.{name}")));
        }
        for (name, results) in &self.searches {
            wrongs.extend(known.missing(Noun::Action, name, format!("searches.{name}")));
            wrongs.extend(self.results(name, results, known));
        }
        for (n, asks) in self.confirm.iter().enumerate() {
            wrongs.extend(known.missing(Noun::Action, asks, format!("confirm.{n}")));
        }
        for (n, off) in self.off.iter().enumerate() {
            wrongs.extend(known.missing(Noun::Action, off, format!("off.{n}")));
        }
        wrongs
    }
}

impl Actions {
    /// What was set for the rows of a search.
    fn results(&self, name: &str, set: &Results, known: &Known<'_>) -> Vec<Wrong> {
        let at = |part: &str| format!("searches.{name}.{part}");
        let Some(action) = self.action(name) else { return Vec::new() };
        let mut steps = action.parts.iter().filter_map(|part| part.step());
        let Some(step) = steps.find(|step| step.results().is_some()) else {
            return vec![Wrong::new(format!("searches.{name}"), Problem::Missing { name: "a search".into() })];
        };
        let mut wrongs = Vec::new();
        if set.limit.is_some_and(|limit| !(1..=MOST_ROWS).contains(&limit)) {
            wrongs.push(Wrong::new(at("limit"), Problem::Range { from: 1, to: MOST_ROWS }));
        }
        let Some(object) = step.object() else { return wrongs };
        let named = |part: &str, paths: Vec<&str>, place: fn(usize) -> String| {
            let none = paths.is_empty().then(|| Wrong::new(at(part), Problem::Missing { name: "a field".into() }));
            let paths = paths.into_iter().enumerate();
            let wrong = |(n, path)| wrong_path(known, object, path, at(&format!("{part}.{}", place(n))));
            none.into_iter().chain(paths.filter_map(wrong)).collect::<Vec<_>>()
        };
        if let Some(show) = &set.show {
            wrongs.extend(named("show", show.iter().map(String::as_str).collect(), |n| n.to_string()));
        }
        match (&set.any, step) {
            (Some(any), Step::Search { term: Some(_), .. }) => {
                wrongs.extend(named("any", any.iter().map(|of| of.field.as_str()).collect(), |n| format!("{n}.field")));
            }
            (Some(_), _) => wrongs.push(Wrong::new(at("any"), Problem::Missing { name: "a term".into() })),
            (None, _) => {}
        }
        wrongs
    }

    /// Whether a template of the admin's own has a query.
    fn asks(&self) -> bool {
        let mut steps = self.templates.values().flat_map(|template| &template.steps);
        steps.any(|step| matches!(step, Step::Query { .. }))
    }

    /// Objects that must be described before all of this can be judged.
    pub fn objects(&self) -> impl Iterator<Item = String> {
        let set_up = self.setups.values().flat_map(|setup| &setup.steps).filter_map(|step| self.template(&step.run));
        let searched = self.searches.keys().filter_map(|name| self.template(name));
        let steps = self.templates.values().chain(set_up).chain(searched).flat_map(|template| &template.steps);
        steps.flat_map(|step| match step {
            Step::Query { soql } => soql.objects(),
            Step::Find { returning, .. } => returning.iter().map(|of| of.object.clone()).collect(),
            _ => step.object().map(str::to_owned).into_iter().collect(),
        })
    }

    /// The names along which a set-up leads back to itself.
    fn circle(&self, start: &str) -> Option<Vec<String>> {
        let mut trail = vec![start.to_owned()];
        self.follow(start, start, &mut trail).then_some(trail)
    }

    fn follow(&self, start: &str, at: &str, trail: &mut Vec<String>) -> bool {
        let Some(setup) = self.setups.get(at) else { return false };
        for step in &setup.steps {
            if step.run == start {
                trail.push(start.to_owned());
                return true;
            }
            if trail.contains(&step.run) {
                continue;
            }
            trail.push(step.run.clone());
            if self.follow(start, &step.run, trail) {
                return true;
            }
            trail.pop();
        }
        false
    }

    /// What was set for a template: names of inputs and fields, variables, and values that stand there as they are.
    fn preset(&self, set: &SetupStep, known: &Known<'_>) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        let Some(template) = self.template(&set.run) else { return wrongs };
        let inputs = || template.inputs.iter().map(|input| input.name.as_str());
        for (name, tree) in &set.inputs {
            let at = format!("inputs.{name}");
            if !inputs().any(|input| input == name) {
                let near = nearest(name, inputs()).map(str::to_owned);
                wrongs.push(Wrong {
                    at: at.clone(),
                    problem: Problem::UnknownKey { key: name.clone() },
                    nearest: near,
                });
            }
            wrongs.extend(of_tree(&at, tree, template));
        }
        let reads = template.steps.iter().find(|step| matches!(step, Step::Search { .. } | Step::Get { .. }));
        if let Some(object) = reads.and_then(Step::object) {
            let show = set.show.iter().flatten().enumerate().map(|(n, path)| (format!("show.{n}"), path));
            let any = set.any.iter().flatten().enumerate().map(|(n, of)| (format!("any.{n}.field"), &of.field));
            wrongs.extend(show.chain(any).filter_map(|(at, path)| wrong_path(known, object, path, at)));
        }
        let object = template.steps.iter().find(|step| !step.fields().0.is_empty()).and_then(Step::object);
        for (name, tree) in &set.fields {
            let at = format!("fields.{name}");
            wrongs.extend(of_tree(&at, tree, template));
            let Some(object) = object else { continue };
            wrongs.extend(known.missing_field(object, name, at.clone()));
            if let (Some(field), Some(value)) = (known.org.field(object, name), constant(tree)) {
                wrongs.extend(wrong_value(&at, name, field, &value));
            }
        }
        wrongs
    }
}

/// A value that does not depend on facts.
fn constant(tree: &Tree) -> Option<Value> {
    tree.names().is_empty().then(|| tree.fill(&crate::facts::Facts::new())).flatten()
}

fn wrong_value(at: &str, name: &str, field: &FieldShape, value: &Value) -> Option<Wrong> {
    let value_of =
        |text: &String| PicklistValue { value: text.clone(), label: text.clone(), default: false, valid_for: None };
    let described = FieldDescribe {
        name: name.to_owned(),
        kind: FieldKind::of(&field.kind),
        length: field.length,
        restricted: field.restricted,
        values: field.values.iter().map(value_of).collect(),
        ..FieldDescribe::default()
    };
    let bad = typed(&described, value, &TimeZone::UTC).err()?;
    let said = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let near = match &bad {
        super::BadValue::NotListed { nearest, .. } => nearest.clone(),
        super::BadValue::Kind { .. } | super::BadValue::TooLong { .. } => None,
    };
    let problem = match bad {
        super::BadValue::NotListed { .. } => {
            Problem::Value { field: name.to_owned(), record_type: None, value: said, has: field.values.clone() }
        }
        other => Problem::Shape { message: format!("{name}: {other}") },
    };
    Some(Wrong { at: at.to_owned(), problem, nearest: near })
}

/// What a template's own names are: the call, who is signed in, what a person gives, what the step before gave.
fn vocabulary(template: &Template) -> Vocabulary {
    let inputs = template.inputs.iter().map(|input| format!("input.{}", input.name));
    let start = Vocabulary::of_call().with_disposition().with_event().with_open("previous").with_open("record");
    inputs.fold(start.with_open("field"), |vocabulary, name| vocabulary.with(&name, crate::facts::Kind::Any))
}

fn of_text(at: &str, text: &Text, template: &Template) -> Vec<Wrong> {
    Wrong::template(at, text.faults(&vocabulary(template))).collect()
}

fn of_tree(at: &str, tree: &Tree, template: &Template) -> Vec<Wrong> {
    let faults = tree.faults(&vocabulary(template)).into_iter();
    faults.flat_map(|(_, fault)| Wrong::template(at, vec![fault]).collect::<Vec<_>>()).collect()
}

/// What is wrong with a template whatever the org: unknown variables, no steps, too many rows.
pub(super) fn wrongs_of_template(template: &Template) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    if template.steps.is_empty() {
        wrongs.push(Wrong::new("", Problem::Missing { name: "steps".into() }));
    }
    for (n, input) in template.inputs.iter().enumerate() {
        if let Some(value) = &input.value {
            wrongs.extend(of_text(&format!("inputs.{n}.value"), value, template));
        }
    }
    for (n, step) in template.steps.iter().enumerate() {
        let at = |part: &str| format!("steps.{n}.{part}");
        let tests = |at: String, tests: &[TestSpec]| of_tests(&at, tests, template);
        match step {
            Step::Search { term, all, .. } => {
                wrongs.extend(term.iter().flat_map(|term| of_text(&at("term"), term, template)));
                wrongs.extend(tests(at("all"), all));
            }
            Step::Get { id, .. } | Step::Delete { id, .. } => wrongs.extend(of_text(&at("id"), id, template)),
            Step::Find { term, within, .. } => {
                wrongs.extend(of_text(&at("term"), term, template));
                wrongs.extend(of_text(&at("within"), within, template));
            }
            Step::Query { soql } => {
                wrongs.extend(Wrong::template(&at("soql"), soql.faults(&vocabulary(template))));
            }
            Step::Create { fields, checks, .. } => {
                wrongs.extend(of_fields(&at("fields"), fields, template));
                checks.iter().for_each(|check| wrongs.extend(tests(at("checks"), &check.all)));
            }
            Step::Update { id, fields, checks, .. } => {
                wrongs.extend(of_text(&at("id"), id, template));
                wrongs.extend(of_fields(&at("fields"), fields, template));
                checks.iter().for_each(|check| wrongs.extend(tests(at("checks"), &check.all)));
            }
            Step::Call { path, body, .. } => {
                wrongs.extend(of_text(&at("path"), path, template));
                wrongs.extend(body.iter().flat_map(|body| of_tree(&at("body"), body, template)));
            }
        }
    }
    wrongs
}

fn of_fields(at: &str, fields: &[super::FieldSpec], template: &Template) -> Vec<Wrong> {
    let values = fields.iter().enumerate().filter_map(|(n, spec)| Some((n, spec.value.as_ref()?)));
    values.flat_map(|(n, value)| of_text(&format!("{at}.{n}.value"), value, template)).collect()
}

fn of_tests(at: &str, tests: &[TestSpec], template: &Template) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    for (n, test) in tests.iter().enumerate() {
        let at = format!("{at}.{n}");
        if let Some(tree) = &test.is {
            wrongs.extend(of_tree(&format!("{at}.is"), tree, template));
        }
        if let Some(sub) = &test.within {
            wrongs.extend(of_tests(&format!("{at}.in.all"), &sub.all, template));
        }
    }
    wrongs
}

/// Queries that Salesforce would not read, and names in them that the org lacks.
fn queries(template: &Template, schema: &Schema) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    for (n, step) in template.steps.iter().enumerate() {
        if let Step::Query { soql } = step {
            wrongs.extend(Wrong::soql(&format!("steps.{n}.soql"), soql.wrongs(schema, &vocabulary(template))));
        }
    }
    wrongs
}

/// Objects and fields that the org lacks. An object that nobody has described is only doubted when its name is a slip of
/// one that is known.
fn in_this_org(template: &Template, known: &Known<'_>) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    let mut names: Vec<&str> = known.org.objects.keys().map(String::as_str).collect();
    let is_known = !names.is_empty();
    for object in catalogue::objects() {
        names.push(object);
    }
    for (n, step) in template.steps.iter().enumerate() {
        if let Step::Find { returning, .. } = step {
            for (m, of) in returning.iter().enumerate() {
                let paths = of.show.iter().enumerate();
                let at = |k: usize| format!("steps.{n}.returning.{m}.show.{k}");
                wrongs.extend(paths.filter_map(|(k, path)| wrong_path(known, &of.object, path, at(k))));
            }
        }
        let Some(object) = step.object() else { continue };
        let at = |part: &str| format!("steps.{n}.{part}");
        if is_known && !names.iter().any(|name| name.eq_ignore_ascii_case(object)) {
            if let Some(near) = nearest(object, names.iter().copied()) {
                let problem = Problem::Unknown { noun: Noun::Object, name: object.to_owned() };
                wrongs.push(Wrong { at: at("object"), problem, nearest: Some(near.to_owned()) });
            }
            continue;
        }
        for (at, field) in fields_of(step) {
            wrongs.extend(wrong_path(known, object, field, format!("steps.{n}.{at}")));
        }
        for (m, spec) in step.fields().0.iter().enumerate() {
            let value = spec.value.as_ref().filter(|text| text.names().next().is_none());
            if let (Some(field), Some(text)) = (known.org.field(object, &spec.field), value) {
                let value = Value::String(text.as_str().to_owned());
                wrongs.extend(wrong_value(&at(&format!("fields.{m}.value")), &spec.field, field, &value));
            }
        }
    }
    wrongs
}

/// A path from an object that the org is known not to have.
fn wrong_path(known: &Known<'_>, object: &str, path: &str, at: String) -> Option<Wrong> {
    let asks = known.org.objects.contains_key(object) && path != "Id" && path != "*";
    match known.org.led(object, path) {
        Led::Nowhere { nearest } if asks => {
            Some(Wrong { at, problem: Problem::Unknown { noun: Noun::Field, name: path.to_owned() }, nearest })
        }
        _ => None,
    }
}

fn fields_of(step: &Step) -> Vec<(String, &str)> {
    let listed =
        |at: &'static str, names: &[String]| -> Vec<String> { (0..names.len()).map(|n| format!("{at}.{n}")).collect() };
    match step {
        Step::Search { any, all, show, newest, .. } => {
            let mut fields: Vec<(String, &str)> =
                any.iter().enumerate().map(|(n, spec)| (format!("any.{n}.field"), spec.field.as_str())).collect();
            fields.extend(all.iter().enumerate().map(|(n, test)| (format!("all.{n}.field"), test.field.as_str())));
            fields.extend(listed("show", show).into_iter().zip(show.iter().map(String::as_str)));
            fields.push(("newest".into(), newest));
            fields
        }
        Step::Get { show, .. } => listed("show", show).into_iter().zip(show.iter().map(String::as_str)).collect(),
        _ => {
            let specs = step.fields().0.iter().enumerate();
            let mut fields: Vec<(String, &str)> =
                specs.map(|(n, spec)| (format!("fields.{n}.field"), spec.field.as_str())).collect();
            if let Step::Create { read_back, .. } = step {
                fields.extend(listed("read_back", read_back).into_iter().zip(read_back.iter().map(String::as_str)));
            }
            fields
        }
    }
}
