//! The form of an action, built from what its template asks for and what Salesforce says about the object.

use super::template::{FieldSpec, Input, InputKind, WrittenAs};
use super::{Given, Step, Template};
use crate::describe::{FieldDescribe, FieldKind, ObjectDescribe, PicklistValue, RECORD_TYPE, RecordType};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Fields in order.
    pub fields: Vec<FormField>,
    /// What the lists of the fields are for each record type, where the object has record types.
    #[serde(default)]
    pub types: Vec<FormType>,
}

/// The lists of a form for one record type. A field that is not named has the same list for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormType {
    /// The record type's id.
    pub id: String,
    /// Lists by field.
    pub lists: BTreeMap<String, Vec<PicklistValue>>,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormField {
    /// It is an input of the template, not a field of the record.
    pub is_input: bool,
    /// Name of the input, or API name of the field.
    pub name: String,
    /// Label.
    pub label: String,
    /// Help text.
    pub help: Option<String>,
    /// What it takes.
    pub kind: FormKind,
    /// Must it be filled in?
    pub required: bool,
    /// What stands in it at first.
    pub value: Option<Value>,
    /// It is one of the object's other fields, shown when a person asks for more.
    pub more: bool,
}

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FormKind {
    /// A line of text.
    Text {
        /// Characters that fit; 0 for any number.
        length: u32,
    },
    /// Several lines.
    Area {
        /// Characters that fit; 0 for any number.
        length: u32,
    },
    /// Yes or no.
    Bool,
    /// A number.
    Number {
        /// Digits after the point.
        scale: u32,
    },
    /// A day.
    Date,
    /// A day and a time.
    Moment,
    /// A value of a list.
    Choice {
        /// The list.
        values: Vec<PicklistValue>,
        /// Are other values taken too?
        open: bool,
        /// The field on whose value the list depends.
        controller: Option<String>,
    },
    /// Several values of a list.
    Several {
        /// The list.
        values: Vec<PicklistValue>,
    },
    /// A record, found by searching.
    Record {
        /// Objects that it may be of; empty for any.
        objects: Vec<String>,
    },
}

/// The form of one step. `given` is what stands in it at first.
#[must_use]
pub fn form(template: &Template, step: &Step, describe: Option<&ObjectDescribe>, given: &Given) -> Form {
    let (specs, open) = step.fields();
    let types = describe.map(|describe| describe.record_types.as_slice()).unwrap_or_default();
    let new = matches!(step, Step::Create { .. });
    let own = describe.map(|describe| describe.with_type(describe.type_of(&given.fields, new)));
    let describe = own.as_deref();
    let writable = |field: &FieldDescribe| if new { field.createable } else { field.updateable };
    let mut fields: Vec<FormField> = template.inputs.iter().map(|input| of_input(input, given)).collect();
    for spec in specs.iter().filter(|spec| !spec.hidden) {
        let described = describe.map(|describe| describe.field(&spec.field));
        match described {
            // The org has no such field, or the user may not write it: it is not offered.
            Some(None) => {}
            Some(Some(field)) if !writable(field) => {}
            Some(Some(field)) => fields.push(of_field(field, Some(spec), new, given, false)),
            None => fields.push(undescribed(spec, given)),
        }
    }
    let named = |field: &FieldDescribe| specs.iter().any(|spec| spec.field.eq_ignore_ascii_case(&field.name));
    let others = describe.into_iter().flat_map(|describe| &describe.fields);
    for field in others.filter(|field| writable(field) && !named(field) && typable(field.kind)) {
        // What a record is comes before what it says, where there is a choice.
        if field.name == RECORD_TYPE && new && types.iter().any(|of| !of.default) {
            let place = fields.iter().take_while(|field| field.is_input).count();
            fields.insert(place, of_field(field, None, new, given, false));
            continue;
        }
        let needed = new && field.required;
        if needed || open {
            fields.push(of_field(field, None, new, given, !needed));
        }
    }
    for field in fields.iter_mut().filter(|field| !field.is_input && field.name == RECORD_TYPE && !types.is_empty()) {
        let listed = |of: &RecordType| plain(&of.id, &of.name);
        field.kind = FormKind::Choice { values: types.iter().map(listed).collect(), open: false, controller: None };
        let default = types.iter().find(|of| of.default && new).map(|of| of.id.as_str().into());
        field.value = field.value.take().or(default);
    }
    let is_shown = |name: &String| fields.iter().any(|field| field.name == *name);
    let lists = |of: &RecordType| FormType {
        id: of.id.clone(),
        lists: of.picklists.iter().filter(|(name, _)| is_shown(name)).map(|(a, b)| (a.clone(), b.clone())).collect(),
    };
    let types = types.iter().map(lists).collect();
    Form { fields, types }
}

/// Nobody types bytes and compound values.
pub(super) const fn typable(kind: FieldKind) -> bool {
    !matches!(kind, FieldKind::Bytes | FieldKind::Other)
}

fn of_input(input: &Input, given: &Given) -> FormField {
    FormField {
        is_input: true,
        name: input.name.clone(),
        label: input.label.clone(),
        help: input.help.clone(),
        kind: match input.kind {
            InputKind::Text => FormKind::Text { length: 0 },
            InputKind::Record => FormKind::Record { objects: input.object.clone().into_iter().collect() },
            InputKind::Choice => FormKind::Choice {
                values: input.choices.iter().map(|word| plain(word, word)).collect(),
                open: false,
                controller: None,
            },
        },
        required: input.required,
        value: given.inputs.get(&input.name).cloned(),
        more: false,
    }
}

fn plain(value: &str, label: &str) -> PicklistValue {
    PicklistValue { value: value.to_owned(), label: label.to_owned(), default: false, valid_for: None }
}

fn of_field(field: &FieldDescribe, spec: Option<&FieldSpec>, new: bool, given: &Given, more: bool) -> FormField {
    let note = spec.is_some_and(|spec| spec.written_as == Some(WrittenAs::Note));
    FormField {
        is_input: false,
        name: field.name.clone(),
        label: spec.and_then(|spec| spec.label.clone()).unwrap_or_else(|| field.label.clone()),
        help: field.help.clone(),
        kind: if note { FormKind::Area { length: 0 } } else { kind(field) },
        required: (new && field.required) || spec.is_some_and(|spec| spec.required),
        value: given.fields.get(&field.name).cloned().or_else(|| preset(field, new)),
        more,
    }
}

fn undescribed(spec: &FieldSpec, given: &Given) -> FormField {
    let note = spec.written_as == Some(WrittenAs::Note);
    FormField {
        is_input: false,
        name: spec.field.clone(),
        label: spec.label.clone().unwrap_or_else(|| spec.field.clone()),
        help: None,
        kind: if note { FormKind::Area { length: 0 } } else { FormKind::Text { length: 0 } },
        required: spec.required,
        value: given.fields.get(&spec.field).cloned(),
        more: false,
    }
}

/// The value that Salesforce itself would take.
fn preset(field: &FieldDescribe, new: bool) -> Option<Value> {
    let default = field.values.iter().find(|value| value.default && value.valid_for.is_none());
    default.filter(|_| new).map(|value| value.value.as_str().into())
}

fn kind(field: &FieldDescribe) -> FormKind {
    let length = field.length;
    match field.kind {
        FieldKind::Text
        | FieldKind::Email
        | FieldKind::Phone
        | FieldKind::Url
        | FieldKind::Bytes
        | FieldKind::Other => FormKind::Text { length },
        FieldKind::Area => FormKind::Area { length },
        FieldKind::Bool => FormKind::Bool,
        FieldKind::Int => FormKind::Number { scale: 0 },
        FieldKind::Number => FormKind::Number { scale: field.scale },
        FieldKind::Date => FormKind::Date,
        FieldKind::Moment => FormKind::Moment,
        FieldKind::Picklist => FormKind::Choice {
            values: field.values.clone(),
            open: !field.restricted,
            controller: field.controller.clone(),
        },
        FieldKind::Multi => FormKind::Several { values: field.values.clone() },
        FieldKind::Reference => FormKind::Record { objects: field.refers_to.clone() },
    }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
