//! A query held against describe: names, operators and values.

use super::ast::{Comparison, Item, Name, Operand, Query, Select, Value, ValueKind, Values};
use super::fault::{SoqlFault, SoqlProblem, SoqlWanted};
use super::schema::{Schema, children, field, parent};
use super::words::{AGGREGATES, is_one_of};
use crate::facts::vocabulary::{Known, Vocabulary};
use crate::nearest::nearest;
use crate::shape::{FieldShape, ObjectShape};
use std::collections::BTreeSet;

/// Everything that is wrong with a query for this user, in the order of the text. What was not described is not judged.
/// `values` are the values of a call that may stand in it; without them none may.
#[must_use]
pub fn check(query: &Query, schema: &Schema, values: Option<&Vocabulary>) -> Vec<SoqlFault> {
    let mut walk = Walk { schema, faults: Vec::new(), needs: BTreeSet::new() };
    walk.select(&query.select, None);
    for placeholder in &query.placeholders {
        let problem = match values.map(|values| values.look_up(&placeholder.path)) {
            None => SoqlProblem::NoValues,
            Some(Known::No { .. }) => SoqlProblem::NoSuchValue { name: placeholder.path.to_string() },
            Some(_) => continue,
        };
        let near = values.and_then(|values| values.nearest(placeholder.path.as_str()));
        walk.faults.push(SoqlFault::new(placeholder.span, problem).near(near.as_deref()));
    }
    walk.faults.sort_by_key(|fault| fault.from);
    walk.faults
}

/// Objects that must be described before the query can be judged further. More may show when these are there.
#[must_use]
pub fn needs(query: &Query, schema: &Schema) -> Vec<String> {
    let mut walk = Walk { schema, faults: Vec::new(), needs: BTreeSet::new() };
    walk.select(&query.select, None);
    walk.needs.into_iter().collect()
}

struct Walk<'s> {
    schema: &'s Schema,
    faults: Vec<SoqlFault>,
    needs: BTreeSet<String>,
}

/// Where a path has led.
enum Found<'s> {
    Field(&'s FieldShape),
    /// A parent of several kinds, or an object that was not described.
    Open,
    /// A fault was noted.
    Wrong,
}

type Object<'s> = (&'s str, &'s ObjectShape);

impl<'s> Walk<'s> {
    fn wrong(&mut self, span: super::Span, problem: SoqlProblem, near: Option<&str>) {
        self.faults.push(SoqlFault::new(span, problem).near(near));
    }

    /// The object's description, else a note that it is needed.
    fn described(&mut self, name: &str) -> Option<Object<'s>> {
        let found = self.schema.object(name);
        if found.is_none() && self.schema.has(name) != Some(false) {
            self.needs.insert(name.to_owned());
        }
        found
    }

    fn select(&mut self, select: &Select, outer: Option<Object<'s>>) {
        let object = match outer {
            Some(outer) => self.child_object(select, outer),
            None => self.object(&select.from),
        };
        let aliases: Vec<&Name> = select.items.iter().filter_map(alias).collect();
        self.repeats(select);
        for item in &select.items {
            self.item(item, select, object);
        }
        for comparison in &select.comparisons {
            self.comparison(comparison, select, object, &aliases);
        }
        for operand in select.group_by.iter().chain(&select.order_by) {
            self.operand(operand, select, object, &aliases);
        }
    }

    fn object(&mut self, name: &Name) -> Option<Object<'s>> {
        let found = self.described(&name.text);
        if found.is_none() && self.schema.has(&name.text) == Some(false) {
            let near = self.schema.nearest_object(&name.text);
            self.wrong(name.span, SoqlProblem::NoObject { name: name.text.clone() }, near);
        }
        found
    }

    fn child_object(&mut self, select: &Select, (outer, shape): Object<'s>) -> Option<Object<'s>> {
        let written = &select.from;
        let relationship = written.text.rsplit('.').next().unwrap_or_default();
        let Some(child) = children(shape, relationship) else {
            let near = nearest(relationship, shape.children.iter().map(|child| child.relationship.as_str()));
            let problem = SoqlProblem::NoChildren { object: outer.to_owned(), name: written.text.clone() };
            self.wrong(written.span, problem, near);
            return None;
        };
        self.described(&child.object)
    }

    /// Salesforce refuses a field that is asked for twice.
    fn repeats(&mut self, select: &Select) {
        let mut seen = BTreeSet::new();
        for item in &select.items {
            let Item::Operand { operand: Operand::Field(name), alias } = item else { continue };
            let own = own_path(name, select).join(".").to_ascii_lowercase();
            if alias.is_none() && !seen.insert(own) {
                self.wrong(name.span, SoqlProblem::Twice { name: name.text.clone() }, None);
            }
        }
    }

    fn item(&mut self, item: &Item, select: &Select, object: Option<Object<'s>>) {
        match item {
            Item::Operand { operand, .. } => self.operand(operand, select, object, &[]),
            Item::Children(inner) => {
                if object.is_some() {
                    self.select(inner, object);
                }
            }
            Item::TypeOf { relationship, when, .. } => {
                let Some((name, shape)) = object else { return };
                if parent(shape, &relationship.text).is_none() {
                    self.no_relationship(relationship, &relationship.text, name, shape);
                }
                for (object, _) in when {
                    self.object(object);
                }
            }
            Item::AllFields(_) => {}
        }
    }

    fn operand(&mut self, operand: &Operand, select: &Select, object: Option<Object<'s>>, aliases: &[&Name]) {
        for name in operand.fields().filter(|name| !is_alias(name, aliases)) {
            self.path(name, select, object);
        }
    }

    fn path(&mut self, name: &Name, select: &Select, object: Option<Object<'s>>) -> Found<'s> {
        let Some(mut at) = object else { return Found::Open };
        let parts = own_path(name, select);
        let Some((last, parents)) = parts.split_last() else { return Found::Open };
        for relationship in parents {
            let Some(field) = parent(at.1, relationship) else {
                self.no_relationship(name, relationship, at.0, at.1);
                return Found::Wrong;
            };
            let [only] = &field.references[..] else { return Found::Open };
            let Some(next) = self.described(only) else { return Found::Open };
            at = next;
        }
        if let Some((_, field)) = field(at.1, last) {
            return Found::Field(field);
        }
        let near = nearest(last, at.1.fields.keys().map(String::as_str));
        let near = near.map(|near| [parents, &[near]].concat().join("."));
        let problem = SoqlProblem::NoField { object: at.0.to_owned(), name: (*last).to_owned() };
        self.wrong(name.span, problem, near.as_deref());
        Found::Wrong
    }

    fn no_relationship(&mut self, name: &Name, relationship: &str, object: &str, shape: &ObjectShape) {
        let all = shape.fields.values().filter_map(|field| field.relationship.as_deref());
        let problem = SoqlProblem::NoRelationship { object: object.to_owned(), name: relationship.to_owned() };
        self.wrong(name.span, problem, nearest(relationship, all));
    }

    fn comparison(&mut self, it: &Comparison, select: &Select, object: Option<Object<'s>>, aliases: &[&Name]) {
        if let Values::Query(inner) = &it.values {
            self.select(inner, None);
        }
        let Operand::Field(name) = &it.operand else {
            return self.operand(&it.operand, select, object, aliases);
        };
        if is_alias(name, aliases) {
            return;
        }
        let Found::Field(field) = self.path(name, select, object) else { return };
        if !field.filterable {
            return self.wrong(name.span, SoqlProblem::NotFilterable { name: name.text.clone() }, None);
        }
        let (of_texts, of_sets) = (is_text(&field.kind), field.kind == "multipicklist");
        let fits = match it.operator.text.as_str() {
            "LIKE" => of_texts && !of_sets,
            "INCLUDES" | "EXCLUDES" => of_sets,
            "<" | "<=" | ">" | ">=" => field.kind != "boolean" && !of_sets,
            _ => true,
        };
        if !fits {
            let problem = SoqlProblem::WrongOperator { name: name.text.clone(), operator: it.operator.text.clone() };
            return self.wrong(it.operator.span, problem, None);
        }
        match &it.values {
            Values::One(value) => self.value(name, field, value, it.operator.text == "LIKE"),
            Values::List(values) => values.iter().for_each(|value| self.value(name, field, value, false)),
            Values::Query(_) => {}
        }
    }

    fn value(&mut self, name: &Name, field: &FieldShape, value: &Value, pattern: bool) {
        let (fits, wanted) = fits(&field.kind, &value.kind);
        if !fits {
            let problem = SoqlProblem::WrongValue { name: name.text.clone(), wanted };
            return self.wrong(value.span, problem, None);
        }
        let ValueKind::Text(text) = &value.kind else { return };
        let of_list = field.restricted && matches!(field.kind.as_str(), "picklist" | "multipicklist");
        let known = |part: &str| field.values.iter().any(|value| value.eq_ignore_ascii_case(part));
        if of_list && !pattern && !text.split(';').all(known) {
            let near = nearest(text, field.values.iter().map(String::as_str));
            let problem = SoqlProblem::NoPicklistValue { name: name.text.clone(), value: text.clone() };
            self.wrong(value.span, problem, near);
        }
    }
}

/// Whether a value goes with a field's type, and what does.
/// Source: Object Reference, "Field types"; SOQL and SOSL Reference, "Filtering on".
fn fits(kind: &str, value: &ValueKind) -> (bool, SoqlWanted) {
    use ValueKind as V;
    let anything = matches!(value, V::Null | V::Placeholder(_));
    let (fits, wanted) = match kind {
        "boolean" => (matches!(value, V::Bool), SoqlWanted::Bool),
        "int" | "long" | "double" | "currency" | "percent" => (matches!(value, V::Number), SoqlWanted::Number),
        "date" => (matches!(value, V::Date | V::DateLiteral), SoqlWanted::Day),
        "datetime" => (matches!(value, V::Moment | V::DateLiteral), SoqlWanted::Moment),
        kind if is_text(kind) => (matches!(value, V::Text(_)), SoqlWanted::Text),
        _ => (true, SoqlWanted::Value),
    };
    (fits || anything, wanted)
}

fn is_text(kind: &str) -> bool {
    let kinds = [
        "string",
        "picklist",
        "multipicklist",
        "phone",
        "email",
        "url",
        "textarea",
        "id",
        "reference",
        "combobox",
        "encryptedstring",
    ];
    kinds.contains(&kind)
}

fn alias(item: &Item) -> Option<&Name> {
    match item {
        Item::Operand { alias, .. } => alias.as_ref(),
        _ => None,
    }
}

fn is_alias(name: &Name, aliases: &[&Name]) -> bool {
    aliases.iter().any(|alias| alias.text.eq_ignore_ascii_case(&name.text))
        || is_one_of(&name.text, &AGGREGATES)
        || name.text.to_ascii_lowercase().strip_prefix("expr").is_some_and(|n| n.parse::<u8>().is_ok())
}

/// The path without the object's own name or alias before it.
fn own_path<'n>(name: &'n Name, select: &Select) -> Vec<&'n str> {
    let mut parts: Vec<&str> = name.text.split('.').collect();
    let own = |first: &str| {
        select.from.text.eq_ignore_ascii_case(first)
            || select.alias.as_ref().is_some_and(|alias| alias.text.eq_ignore_ascii_case(first))
    };
    if parts.len() > 1 && own(parts[0]) {
        parts.remove(0);
    }
    parts
}
