//! From a step, what was given and the facts to one typed request.

use super::template::{CheckSpec, Drop, Sub, TestSpec, When, WrittenAs};
use super::{
    BadValue, By, Check, Find, Given, InputKind, Match, Once, Request, Search, Select, Step, Template, Test, Wanted,
    Within, typed,
};
use super::{by_id, listed};
use crate::describe::{ObjectDescribe, RECORD_TYPE};
use crate::facts::{Fact, Facts};
use crate::ids::RecordId;
use crate::plan::Value;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Rows that a search brings unless it says otherwise.
pub(super) const ROWS: u32 = 10;
/// Most rows of a search, whatever it says.
pub(super) const MOST_ROWS: u32 = 2_000;

/// A request that can be sent, and what is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The request.
    pub request: Request,
    /// Fields that gave way, said openly.
    pub gone: Vec<Gone>,
}

/// A field that gave way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// API name.
    pub field: String,
    /// Why, as a sentence.
    pub why: String,
}

/// Why a step cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum BindFault {
    /// Something must be given.
    #[error("{label} is missing")]
    Missing {
        /// Input or field.
        name: String,
        /// What people call it.
        label: String,
    },
    /// One of several must be given.
    #[error("one of {} is missing", .names.join(", "))]
    MissingOneOf {
        /// Fields.
        names: Vec<String>,
    },
    /// A value does not fit.
    #[error("{label}: {bad}")]
    Value {
        /// Field.
        name: String,
        /// What people call it.
        label: String,
        /// Why.
        bad: BadValue,
    },
    /// The object has no such field.
    #[error("{object} has no field {name}")]
    NoField {
        /// Object.
        object: String,
        /// What was given.
        name: String,
        /// The field that was probably meant.
        nearest: Option<String>,
    },
    /// The user may not write it.
    #[error("{label} cannot be written by you")]
    NotWritable {
        /// Field.
        name: String,
        /// What people call it.
        label: String,
    },
    /// Nothing was given to change.
    #[error("nothing is changed")]
    Nothing,
}

/// What was given, over what the template and its set-up put there first. For automations this is all that is given.
#[must_use]
pub fn defaults(
    template: &Template,
    step: &Step,
    preset: &Given,
    facts: &Facts,
    describe: Option<&ObjectDescribe>,
) -> Given {
    let mut given = Given { allow_duplicate: preset.allow_duplicate, ..Given::default() };
    let known = |text: &crate::template::Template| text.fill(facts).map(|fact| fact.to_json());
    for input in &template.inputs {
        let objects: Vec<String> = input.object.clone().into_iter().collect();
        if let Some(value) = input.value.as_ref().and_then(known).filter(|value| may_be_of(value, &objects)) {
            given.inputs.insert(input.name.clone(), value);
        }
    }
    given.inputs.extend(preset.inputs.clone());
    let facts = with_inputs(facts, &given.inputs);
    let known = |text: &crate::template::Template| text.fill(&facts).map(|fact| fact.to_json());
    for spec in step.fields().0 {
        let field = describe.and_then(|describe| describe.field(&spec.field));
        let objects = field.map(|field| field.refers_to.as_slice()).unwrap_or_default();
        if let Some(value) = spec.value.as_ref().and_then(known).filter(|value| may_be_of(value, objects)) {
            given.fields.insert(spec.field.clone(), value);
        }
    }
    given.fields.extend(preset.fields.clone());
    given
}

pub(super) fn with_inputs(facts: &Facts, inputs: &BTreeMap<String, Json>) -> Facts {
    let mut facts = facts.clone();
    for (name, value) in inputs {
        facts.set_some(&format!("input.{name}"), Fact::from_json(value));
    }
    facts
}

/// The caller is proposed only where such a record can stand: a Lead is no Contact.
fn may_be_of(value: &Json, objects: &[String]) -> bool {
    let id = value.as_str().and_then(|text| RecordId::new(text).ok());
    let object = id.as_ref().and_then(crate::record::object_of);
    // A note is a document as well.
    let is = |known: &String, object: &str| known == object || (object == "ContentNote" && known == "ContentDocument");
    objects.is_empty() || object.is_none_or(|object| objects.iter().any(|known| is(known, object)))
}

/// Inputs that are to point at a record and do not.
#[must_use]
pub fn no_records(template: &Template, given: &Given) -> Vec<BindFault> {
    let is_none = |value: &Json| RecordId::new(value.as_str().unwrap_or_default().trim()).is_err();
    let records = template.inputs.iter().filter(|input| input.kind == InputKind::Record);
    let wrong = records.filter(|input| given.inputs.get(&input.name).is_some_and(is_none));
    let fault = |input: &super::Input| BindFault::Value {
        name: input.name.clone(),
        label: input.label.clone(),
        bad: BadValue::Kind { wanted: Wanted::Record },
    };
    wrong.map(fault).collect()
}

/// Binds a step. `describe` is that of its object, where it is about one and it is known.
///
/// # Errors
/// Everything that is wrong with what was given.
pub fn bind(
    step: &Step,
    given: &Given,
    facts: &Facts,
    describe: Option<&ObjectDescribe>,
    zone: &TimeZone,
) -> Result<Bound, Vec<BindFault>> {
    let facts = with_inputs(facts, &given.inputs);
    let new = matches!(step, Step::Create { .. });
    let own = describe.map(|describe| describe.with_type(describe.type_of(&given.fields, new)));
    let describe = own.as_deref();
    Binder { facts, given, describe, zone, faults: Vec::new(), gone: Vec::new() }.step(step)
}

struct Binder<'a> {
    facts: Facts,
    given: &'a Given,
    describe: Option<&'a ObjectDescribe>,
    zone: &'a TimeZone,
    faults: Vec<BindFault>,
    gone: Vec<Gone>,
}

impl Binder<'_> {
    fn step(mut self, step: &Step) -> Result<Bound, Vec<BindFault>> {
        let request = match step {
            Step::Search { object, term, any, all, show, newest, limit } => {
                let term = term.as_ref().and_then(|term| term.fill(&self.facts)).map(|fact| fact.to_string());
                let term = term.filter(|term| !term.trim().is_empty());
                let matches = |term: &String| {
                    let of = |spec: &super::MatchSpec| Match {
                        field: spec.field.clone(),
                        by: spec.by,
                        term: term.trim().to_owned(),
                    };
                    any.iter().map(of).filter(can_match).collect()
                };
                Some(Request::Search(Search {
                    object: object.clone(),
                    show: show.clone(),
                    any: term.as_ref().map(matches).unwrap_or_default(),
                    all: self.tests(all),
                    newest: newest.clone(),
                    limit: limit.unwrap_or(ROWS).clamp(1, MOST_ROWS),
                }))
            }
            Step::Get { object, id, show, body } => self.record("id", id).map(|id| Request::Get {
                object: object.clone(),
                id,
                show: show.clone(),
                body: body.clone(),
            }),
            Step::Find { term, within, returning, limit } => self.find(term, within, returning, *limit),
            Step::Query { soql } => match soql.bind(&self.facts) {
                Ok(pieces) => Some(Request::Query { pieces }),
                Err(path) => self.miss(path.as_str()),
            },
            Step::Create { object, one_of, drop, checks, read_back, once, .. } => {
                let fields = self.fields(step, drop, true);
                for group in one_of {
                    if !group.iter().any(|name| fields.get(name).is_some_and(|value| *value != Value::Null)) {
                        self.faults.push(BindFault::MissingOneOf { names: self.labels(group) });
                    }
                }
                Some(Request::Create {
                    object: object.clone(),
                    allow_duplicate: self.given.allow_duplicate,
                    once: once.unwrap_or_else(|| Once::of(object)),
                    checks: self.checks(checks, &fields),
                    read_back: read_back.clone(),
                    fields,
                })
            }
            Step::Update { object, id, drop, checks, .. } => {
                let fields = self.fields(step, drop, false);
                if fields.is_empty() && self.faults.is_empty() {
                    self.faults.push(BindFault::Nothing);
                }
                let checks = self.checks(checks, &fields);
                let note = |name: &String| {
                    let mut specs = step.fields().0.iter();
                    specs.any(|spec| spec.field == *name && spec.written_as.is_some())
                };
                let seen = self.given.seen.iter().filter(|(field, _)| fields.contains_key(*field) && !note(field));
                let seen = seen.map(|(field, value)| (field.clone(), value.clone())).collect();
                self.record("id", id).map(|id| Request::Update {
                    object: object.clone(),
                    id,
                    fields,
                    seen,
                    allow_duplicate: self.given.allow_duplicate,
                    checks,
                })
            }
            Step::Delete { object, id, .. } => {
                self.record("id", id).map(|id| Request::Delete { object: object.clone(), id })
            }
            Step::Call { method, path, body, pick, repeatable } => self.encoded(path).map(|path| Request::Call {
                method: *method,
                path: self.given.chosen.as_ref().map_or(path.clone(), |id| by_id(&path, id)),
                body: body.as_ref().and_then(|body| body.fill(&self.facts)),
                pick: pick.clone(),
                repeatable: *repeatable,
            }),
        };
        match (request, self.faults.is_empty()) {
            (Some(request), true) => Ok(Bound { request, gone: self.gone }),
            (_, _) => Err(self.faults),
        }
    }

    fn miss<T>(&mut self, name: &str) -> Option<T> {
        let label = name.rsplit('.').next().unwrap_or(name).to_owned();
        self.faults.push(BindFault::Missing { name: name.to_owned(), label });
        None
    }

    fn record(&mut self, name: &str, text: &crate::template::Template) -> Option<RecordId> {
        let Some(found) = text.fill(&self.facts) else { return self.miss(name) };
        RecordId::new(found.to_string().trim()).ok().or_else(|| {
            let bad = BadValue::Kind { wanted: Wanted::Record };
            self.faults.push(BindFault::Value { name: name.to_owned(), label: name.to_owned(), bad });
            None
        })
    }

    fn find(
        &mut self,
        term: &crate::template::Template,
        within: &crate::template::Template,
        returning: &[super::Returning],
        limit: Option<u32>,
    ) -> Option<Request> {
        let Some(term) = term.fill(&self.facts).map(|fact| fact.to_string()) else { return self.miss("term") };
        let within = within.fill(&self.facts).map(|fact| fact.to_string());
        let within = match within.as_deref() {
            Some("name") => Within::Name,
            Some("email") => Within::Email,
            Some("phone") => Within::Phone,
            _ => Within::All,
        };
        let returning = returning.iter().map(|of| (of.object.clone(), of.show.clone())).collect();
        Some(Request::Find(Find { term, within, returning, limit: limit.unwrap_or(ROWS).clamp(1, MOST_ROWS) }))
    }

    /// Values within a path are encoded; what the template itself says is not.
    fn encoded(&mut self, path: &crate::template::Template) -> Option<String> {
        let mut encoded = Facts::new();
        for name in path.names() {
            match self.facts.get(name) {
                Some(fact) => encoded.set(name.as_str(), percent(&fact.to_string())),
                None => return self.miss(name.as_str()),
            }
        }
        path.fill(&encoded).map(|fact| fact.to_string())
    }

    fn tests(&self, specs: &[TestSpec]) -> Vec<Test> {
        specs.iter().filter_map(|spec| self.test(spec)).collect()
    }

    /// A condition whose value is not known is left out.
    fn test(&self, spec: &TestSpec) -> Option<Test> {
        if let Some(Sub { object, column, all }) = &spec.within {
            let inner = self.tests(all);
            let select = Select { object: object.clone(), column: column.clone(), all: inner };
            return (select.all.len() == all.len()).then(|| Test::In { field: spec.field.clone(), select });
        }
        let value = match spec.is.as_ref()?.fill(&self.facts)? {
            Json::Null => Value::Null,
            Json::Bool(yes) => Value::Bool(yes),
            Json::Number(number) => number.as_i64().map_or_else(|| Value::Text(number.to_string()), Value::Int),
            Json::String(text) => RecordId::new(&text).map_or(Value::Text(text), Value::Record),
            other => Value::Text(other.to_string()),
        };
        Some(Test::Is { field: spec.field.clone(), value })
    }

    fn checks(&mut self, specs: &[CheckSpec], fields: &BTreeMap<String, Value>) -> Vec<Check> {
        for (name, value) in fields {
            if let Value::Record(id) = value {
                self.facts.set(&format!("field.{name}"), id.as_str());
            }
        }
        let wanted = |spec: &&CheckSpec| spec.when.as_ref().is_none_or(|when| begins(when, fields));
        let check = |spec: &CheckSpec| Check {
            object: spec.object.clone(),
            all: self.tests(&spec.all),
            otherwise: spec.otherwise.clone(),
            field: spec.when.as_ref().map(|when| when.field.clone()),
        };
        specs.iter().filter(wanted).map(check).collect()
    }

    fn fields(&mut self, step: &Step, drop: &[Drop], new: bool) -> BTreeMap<String, Value> {
        let (specs, _) = step.fields();
        let mut fields = BTreeMap::new();
        for (name, given) in &self.given.fields {
            if given.as_str().is_some_and(|text| text.trim().is_empty()) {
                continue;
            }
            let spec = specs.iter().find(|spec| spec.field.eq_ignore_ascii_case(name));
            let written_as = spec.and_then(|spec| spec.written_as);
            if let Some((name, value)) = self.field(name, given, written_as, new) {
                fields.insert(name, value);
            }
        }
        for rule in drop {
            if begins(&rule.when, &fields) && fields.remove(&rule.field).is_some() {
                self.gone.push(Gone { field: rule.field.clone(), why: rule.why.clone() });
            }
        }
        if new {
            self.required(specs, &fields);
        }
        fields
    }

    fn field(&mut self, name: &str, given: &Json, written_as: Option<WrittenAs>, new: bool) -> Option<(String, Value)> {
        let Some(describe) = self.describe else {
            return Some((
                name.to_owned(),
                Value::Text(given.as_str().map_or_else(|| given.to_string(), str::to_owned)),
            ));
        };
        let Some(field) = describe.field(name) else {
            let nearest = describe.nearest_field(name);
            let object = describe.name.clone();
            self.faults.push(BindFault::NoField { object, name: name.to_owned(), nearest });
            return None;
        };
        let label = field.label.clone();
        if !(if new { field.createable } else { field.updateable }) {
            self.faults.push(BindFault::NotWritable { name: field.name.clone(), label });
            return None;
        }
        let written = match (written_as, given.as_str()) {
            (None, Some(_)) if field.name == RECORD_TYPE => listed::usable_type(describe, field, given, self.zone),
            (Some(WrittenAs::Note), Some(text)) => Ok(Value::Text(super::given::note_body(text))),
            _ => typed(field, given, self.zone),
        };
        match written.and_then(|value| listed::depends(describe, field, value, &self.given.fields)) {
            Ok(value) => Some((field.name.clone(), value)),
            Err(bad) => {
                self.faults.push(BindFault::Value { name: field.name.clone(), label, bad });
                None
            }
        }
    }

    fn required(&mut self, specs: &[super::FieldSpec], fields: &BTreeMap<String, Value>) {
        let is_there = |name: &str| fields.get(name).is_some_and(|value| *value != Value::Null);
        let by_org = self.describe.into_iter().flat_map(|describe| &describe.fields);
        let by_org = by_org.filter(|field| field.required).map(|field| (field.name.clone(), field.label.clone()));
        let by_template = specs.iter().filter(|spec| spec.required);
        let by_template = by_template.map(|spec| {
            let label = self.describe.and_then(|describe| describe.field(&spec.field)).map(|field| field.label.clone());
            (spec.field.clone(), spec.label.clone().or(label).unwrap_or_else(|| spec.field.clone()))
        });
        let mut missing: Vec<BindFault> = Vec::new();
        for (name, label) in by_org.chain(by_template) {
            let fault = BindFault::Missing { name: name.clone(), label };
            let said =
                self.faults.iter().any(|known| matches!(known, BindFault::Value { name: other, .. } if *other == name));
            if !is_there(&name) && !said && !missing.contains(&fault) {
                missing.push(fault);
            }
        }
        self.faults.extend(missing);
    }

    fn labels(&self, names: &[String]) -> Vec<String> {
        let label = |name: &String| {
            self.describe
                .and_then(|describe| describe.field(name))
                .map_or_else(|| name.clone(), |field| field.label.clone())
        };
        names.iter().map(label).collect()
    }
}

fn begins(when: &When, fields: &BTreeMap<String, Value>) -> bool {
    matches!(fields.get(&when.field), Some(Value::Record(id)) if id.as_str().starts_with(&when.starts))
}

/// A phone number is not compared with fewer than four digits, a case number only with digits.
fn can_match(of: &Match) -> bool {
    let digits = of.term.chars().filter(char::is_ascii_digit).count();
    match of.by {
        By::Phone => digits >= 4 && of.term.chars().all(|c| c.is_ascii_digit() || "+-() ./".contains(c)),
        By::CaseNumber => digits == of.term.chars().count() && digits <= 30,
        By::Contains | By::StartsWith | By::Exact => true,
    }
}

/// Percent-encodes everything but letters, digits and `-_.~` (RFC 3986), so that a value stays one segment.
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            // A lone dot would climb the path.
            b'.' if text != "." && text != ".." => out.push('.'),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

impl Once {
    /// How a new record of this object is kept to one (docs/adr/0022).
    #[must_use]
    pub fn of(object: &str) -> Self {
        match object {
            "Task" => Self::Mark,
            "Event" => Self::SameValues,
            "ContentDocumentLink" => Self::Unique,
            _ => Self::Key,
        }
    }
}
