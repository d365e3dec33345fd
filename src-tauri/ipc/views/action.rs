//! Actions as the agent reads them.

use super::{Lens, json_answer, values};
use crate::ipc::action::{
    ActionFieldView, ActionFormView, ActionKind, ActionRow, ActionSetupRow, AnswerRow, AnswerView, ControlView,
    GivenView, GoesAlongView, LabelledView, ListValueView, MisfitBecause, MisfitView, MomentView, ObjectChoice,
    PresentView, RanView, RoleView, TypeListsView, WantedView,
};
use crate::ipc::search_setup::{ComparedBy, ComparedView, ResultsView};
use crate::ipc::wrap_up::ValueView;
use callside_core::action::{
    Action, Actions, Answer, BadValue, BindFault, By, FormField, FormKind, FormType, Given, MatchSpec, Moment, Present,
    Row, StepKind, Template, Wanted,
};
use callside_core::describe::PicklistValue;
use callside_flow::{GoesAlong, Ran, StepForm};
use serde_json::Value;

/// One action of a list.
#[must_use]
pub fn row(action: &Action) -> ActionRow {
    ActionRow {
        name: action.name.clone(),
        title: action.title.clone(),
        about: action.about.clone(),
        group: action.group.title.clone(),
        kind: kind(action.kind()),
        confirm: action.confirm,
        on_call: action.serves.on_call,
    }
}

/// One action of the set-up.
#[must_use]
pub fn setup_row(action: &Action, actions: &Actions) -> ActionSetupRow {
    let serves = &action.serves;
    ActionSetupRow {
        action: row(action),
        own: actions.setups.contains_key(&action.name),
        off: actions.off.contains(&action.name),
        role: serves.roles.iter().min().map_or(RoleView::Agent, |role| RoleView::from(*role)),
        queues: serves.queues.clone(),
        moments: serves.moments.iter().copied().map(moment).collect(),
        results: action.results().map(|(limit, show)| ResultsView {
            limit,
            show: Some(show.to_vec()).filter(|show| !show.is_empty()),
            any: Some(action.compared().iter().map(compared).collect::<Vec<_>>()).filter(|any| !any.is_empty()),
            set: actions.searches.contains_key(&action.name),
        }),
    }
}

fn compared(of: &MatchSpec) -> ComparedView {
    let by = match of.by {
        By::Contains => ComparedBy::Contains,
        By::StartsWith => ComparedBy::StartsWith,
        By::Exact => ComparedBy::Exact,
        By::Phone => ComparedBy::Phone,
        By::CaseNumber => ComparedBy::CaseNumber,
    };
    ComparedView { field: of.field.clone(), by }
}

const fn moment(moment: Moment) -> MomentView {
    match moment {
        Moment::Ringing => MomentView::Ringing,
        Moment::Talking => MomentView::Talking,
        Moment::WrapUp => MomentView::WrapUp,
        Moment::Always => MomentView::Always,
    }
}

/// The kind's word for the UI.
#[must_use]
pub const fn kind(kind: StepKind) -> ActionKind {
    match kind {
        StepKind::Read => ActionKind::Read,
        StepKind::Create => ActionKind::Create,
        StepKind::Update => ActionKind::Update,
        StepKind::Delete => ActionKind::Delete,
    }
}

/// The form of one step.
#[must_use]
pub fn form(form: StepForm, lens: &Lens) -> ActionFormView {
    ActionFormView {
        title: form.title,
        kind: kind(form.kind),
        object: form.object,
        fields: form.form.fields.into_iter().map(|it| field(it, lens)).collect(),
        types: form.form.types.into_iter().map(type_lists).collect(),
    }
}

fn type_lists(of: FormType) -> TypeListsView {
    let lists = of.lists.into_iter().map(|(field, values)| (field, values.into_iter().map(choice).collect()));
    TypeListsView { id: of.id, lists: lists.collect() }
}

fn field(field: FormField, lens: &Lens) -> ActionFieldView {
    ActionFieldView {
        input: field.is_input,
        name: field.name,
        label: field.label,
        help: field.help,
        required: field.required,
        more: field.more,
        value: field.value,
        control: control(field.kind, lens),
    }
}

/// Objects of which a record is looked for where it may be of any.
const ANY: [&str; 5] = ["Contact", "Lead", "Account", "Opportunity", "Case"];

/// The objects of a reference: those that agents know first, the others as the org has them.
fn objects(of: Vec<String>, lens: &Lens) -> Vec<ObjectChoice> {
    let mut of = if of.is_empty() { ANY.map(str::to_owned).to_vec() } else { of };
    let place = |name: &String| match name.as_str() {
        "User" => 0,
        name => ANY.iter().position(|known| *known == name).map_or(ANY.len() + 1, |place| place + 1),
    };
    of.sort_by_key(place);
    of.into_iter().map(|name| ObjectChoice { label: lens.object(&name), name }).collect()
}

fn control(kind: FormKind, lens: &Lens) -> ControlView {
    match kind {
        FormKind::Text { length } => ControlView::Text { length },
        FormKind::Area { length } => ControlView::Area { length },
        FormKind::Bool => ControlView::Bool,
        FormKind::Number { scale } => ControlView::Number { scale },
        FormKind::Date => ControlView::Date,
        FormKind::Moment => ControlView::Moment,
        FormKind::Choice { values, open, controller } => {
            ControlView::Choice { values: values.into_iter().map(choice).collect(), open, controller }
        }
        FormKind::Several { values } => ControlView::Several { values: values.into_iter().map(choice).collect() },
        FormKind::Record { objects: of } => ControlView::Record { objects: objects(of, lens) },
    }
}

fn choice(value: PicklistValue) -> ListValueView {
    ListValueView { value: value.value, label: value.label, valid_for: value.valid_for, is_default: value.default }
}

/// What a person gave.
#[must_use]
pub fn given(view: GivenView) -> Given {
    Given { inputs: view.inputs, fields: view.fields, seen: view.seen, ..Given::default() }
}

/// What stands in a record.
#[must_use]
pub fn present(present: Present) -> PresentView {
    let id = present.id.map(|id| id.to_string());
    PresentView { id, fields: present.fields, names: present.names }
}

/// What became of an action.
#[must_use]
pub fn ran(ran: &Ran, lens: &Lens) -> RanView {
    match ran {
        Ran::Answered(answers) => {
            RanView::Answered { answers: answers.iter().flat_map(|it| self::answers(it, lens)).collect() }
        }
        Ran::Queued(entry) | Ran::Before(entry) => RanView::Queued { entry: entry.0 },
        Ran::Faults { step, faults } => {
            let faults = faults.iter().map(|fault| misfit(fault, lens)).collect();
            RanView::Faults { step: u32::try_from(*step).unwrap_or(0), faults }
        }
    }
}

/// Records that go with one that is deleted.
#[must_use]
pub fn along(it: &GoesAlong) -> GoesAlongView {
    GoesAlongView { label: it.label.clone(), count: u32::try_from(it.count).unwrap_or(u32::MAX), more: it.more }
}

/// What people call something that is given to an action: an input of its own, or a field of its object.
#[must_use]
pub fn given_label(template: &Template, name: &str, lens: &Lens) -> String {
    let input = template.inputs.iter().find(|input| input.name == name).map(|input| input.label.clone());
    let of_field = || {
        let step = template.steps.first()?;
        let spec = step.fields().0.iter().find(|spec| spec.field == name);
        spec.and_then(|spec| spec.label.clone()).or_else(|| Some(lens.field(step.object()?, name)))
    };
    input.or_else(of_field).unwrap_or_else(|| name.to_owned())
}

/// Why something that was given does not fit.
#[must_use]
pub fn misfit(fault: &BindFault, lens: &Lens) -> MisfitView {
    let (name, because) = match fault {
        BindFault::Missing { name, label } => (name.as_str(), MisfitBecause::Missing { label: label.clone() }),
        BindFault::MissingOneOf { names } => {
            let labels = names.iter().map(|name| values::spaced(name)).collect();
            (names.first().map_or("", String::as_str), MisfitBecause::MissingOneOf { labels })
        }
        BindFault::Value { name, label, bad } => (name.as_str(), bad_value(label.clone(), bad)),
        BindFault::NoField { object, name, nearest } => {
            let (object, field) = (lens.object(object), name.clone());
            (name.as_str(), MisfitBecause::NoField { object, field, nearest: nearest.clone() })
        }
        BindFault::NotWritable { name, label } => (name.as_str(), MisfitBecause::NotWritable { label: label.clone() }),
        BindFault::Nothing => ("", MisfitBecause::Nothing),
    };
    MisfitView { name: name.rsplit('.').next().unwrap_or(name).to_owned(), because }
}

fn bad_value(label: String, bad: &BadValue) -> MisfitBecause {
    match bad {
        BadValue::Kind { wanted } => MisfitBecause::Wanted { label, wanted: self::wanted(*wanted) },
        BadValue::TooLong { most } => MisfitBecause::TooLong { label, most: *most },
        BadValue::NotListed { value, nearest } => {
            MisfitBecause::NotListed { label, value: value.clone(), nearest: nearest.clone() }
        }
    }
}

const fn wanted(wanted: Wanted) -> WantedView {
    match wanted {
        Wanted::YesOrNo => WantedView::YesOrNo,
        Wanted::WholeNumber => WantedView::WholeNumber,
        Wanted::Number => WantedView::Number,
        Wanted::Day => WantedView::Day,
        Wanted::Moment => WantedView::Moment,
        Wanted::Record => WantedView::Record,
    }
}

fn answers(answer: &Answer, lens: &Lens) -> Vec<AnswerView> {
    let one = match answer {
        Answer::Rows { columns, rows, more } => AnswerView::Rows {
            columns: columns.iter().map(|path| heading(path, rows.first(), lens)).collect(),
            rows: rows.iter().map(|row| cells(row, columns)).collect(),
            more: *more,
        },
        Answer::Record { row, body } => AnswerView::Record {
            object: row.object.clone(),
            id: row.id.as_ref().map(ToString::to_string),
            fields: labelled(row, lens),
            body: body.clone(),
        },
        Answer::Written { object, id, .. } => {
            AnswerView::Text { text: format!("{} {id}", lens.object(object)), cut: false, aside: false }
        }
        Answer::Json { value, cut } => return json_answer::views(value, *cut),
    };
    vec![one]
}

fn cells(row: &Row, columns: &[String]) -> AnswerRow {
    AnswerRow {
        object: row.object.clone(),
        id: row.id.as_ref().map(ToString::to_string),
        cells: columns.iter().map(|path| shown(at(&row.values, path))).collect(),
    }
}

fn labelled(row: &Row, lens: &Lens) -> Vec<LabelledView> {
    let mut fields = Vec::new();
    for (name, value) in row.values.as_object().into_iter().flatten() {
        let inner = value.as_object().filter(|inner| !inner.contains_key("records"));
        match inner {
            Some(inner) => fields.extend(inner.iter().map(|(field, value)| LabelledView {
                label: format!("{} {}", values::spaced(name), values::spaced(field).to_lowercase()),
                value: shown(value),
            })),
            None if value.is_null() || name == "Id" => {}
            None => fields.push(LabelledView { label: heading(name, Some(row), lens), value: shown(value) }),
        }
    }
    fields
}

/// A field's label; of a parent's field, the parent as well.
fn heading(path: &str, row: Option<&Row>, lens: &Lens) -> String {
    match (path.rsplit_once('.'), row.and_then(|row| row.object.as_deref())) {
        (Some((parent, "Name")), _) => values::spaced(parent.rsplit('.').next().unwrap_or(parent)),
        (Some((parent, field)), _) => format!("{} {}", values::spaced(parent), values::spaced(field).to_lowercase()),
        (None, Some(object)) => lens.field(object, path),
        (None, None) => values::spaced(path),
    }
}

fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, name| value.get(name).unwrap_or(&Value::Null))
}

fn shown(value: &Value) -> ValueView {
    match value {
        // Rows of a subquery: how many there are.
        Value::Object(inner) if inner.contains_key("records") => {
            ValueView::Text { text: inner["totalSize"].to_string() }
        }
        other => values::json(other),
    }
}
