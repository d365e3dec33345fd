//! The table held against itself and against the org: every fault with what would be right.

use super::piece::Sort;
use super::{Mapping, Origin, Row, Sheet, Step};
use crate::describe::RECORD_TYPE;
use crate::nearest::nearest;
use crate::shape::{FieldShape, Lacking, ObjectShape, OrgShape};

/// A row that is wrong, in itself or in this org.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingFault {
    /// Which row, from 0.
    pub row: usize,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Another row fills the same field of the same record.
    Twice,
    /// Callside itself fills this field.
    Own,
    /// The org has no such object, or the user may not see it.
    NoObject,
    /// The org has no such field, or the user may not see it.
    NoField {
        /// The nearest field that there is.
        nearest: Option<String>,
    },
    /// The user may not write it.
    NotWritable,
    /// The org has no such record type.
    NoRecordType {
        /// Those that it has.
        has: Vec<String>,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// A step cannot take what comes to it.
    Step {
        /// The step as written.
        step: String,
        /// What comes to it.
        gets: Sort,
    },
    /// The field cannot take what comes out.
    Sort {
        /// The field's type, in Salesforce's word.
        kind: String,
        /// What comes out.
        gives: Sort,
    },
    /// The picklist has no such value.
    Value {
        /// Records of this type only (developer name) lack it.
        record_type: Option<String>,
        /// The value.
        value: String,
        /// Those that it has.
        has: Vec<String>,
        /// The nearest of them.
        nearest: Option<String>,
    },
}

impl Mapping {
    /// What is wrong with the table in itself and in this org. An org that was never described (no objects) is not
    /// held against it.
    #[must_use]
    pub fn faults(&self, org: &OrgShape) -> Vec<MappingFault> {
        let mut faults = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let mut say = |trouble| faults.push(MappingFault { row: i, trouble });
            let same =
                |other: &Row| (other.on, &other.record_type, &other.field) == (row.on, &row.record_type, &row.field);
            if self.rows[..i].iter().any(same) {
                say(Trouble::Twice);
            }
            if row.on.own_fields().contains(&row.field.as_str()) {
                say(Trouble::Own);
                continue;
            }
            let sort = match row.through.sort(row.from.sort()) {
                Ok(sort) => sort,
                Err((step, gets)) => {
                    say(Trouble::Step { step: step.to_string(), gets });
                    continue;
                }
            };
            if org.objects.is_empty() {
                continue;
            }
            match org.objects.get(row.on.api_name()) {
                None => say(Trouble::NoObject),
                Some(object) => self.in_object(row, sort, object).into_iter().for_each(say),
            }
        }
        faults
    }
}

impl Mapping {
    fn in_object(&self, row: &Row, sort: Sort, object: &ObjectShape) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        if let Some(named) = &row.record_type
            && object.record_type(named).is_none()
        {
            let has: Vec<String> = object.record_types.iter().map(|it| it.name.clone()).collect();
            let near = nearest(named, has.iter().map(String::as_str)).map(str::to_owned);
            troubles.push(Trouble::NoRecordType { has, nearest: near });
        }
        let Some(field) = object.fields.get(&row.field) else {
            if !row.optional {
                let near = nearest(&row.field, object.fields.keys().map(String::as_str)).map(str::to_owned);
                troubles.push(Trouble::NoField { nearest: near });
            }
            return troubles;
        };
        let writable = if row.on.is_new() { field.createable } else { field.updateable };
        if !writable && !row.optional {
            troubles.push(Trouble::NotWritable);
        }
        if !sort.fits(&field.kind) {
            troubles.push(Trouble::Sort { kind: field.kind.clone(), gives: sort });
        }
        let given = given(row);
        if row.field == RECORD_TYPE {
            troubles.extend(given.into_iter().filter_map(|value| no_such_type(value, object)));
        } else {
            let lacking = |value| object.lacking(&row.field, value, |name| self.counts(row, name, object));
            let trouble = |value: &str, lacking: Lacking| Trouble::Value {
                record_type: lacking.record_type,
                value: value.to_owned(),
                has: lacking.has,
                nearest: lacking.nearest,
            };
            troubles.extend(
                given.into_iter().flat_map(|value| lacking(value).into_iter().map(move |it| trouble(value, it))),
            );
        }
        troubles
    }

    /// Whether a row writes to records of a type: it is not for another type, no row of its own goes before it, and a new
    /// record can be of that type.
    fn counts(&self, row: &Row, record_type: &str, object: &ObjectShape) -> bool {
        let comes = match self.rows_for(row.on, None).find(|other| other.field == RECORD_TYPE).map(|other| &other.from)
        {
            _ if !row.on.is_new() || row.record_type.is_some() => true,
            Some(Origin::Fixed(name)) => name == record_type,
            Some(_) => true,
            None => object.record_type(record_type).is_some_and(|of| of.is_default),
        };
        comes && self.rows_for(row.on, Some(record_type)).any(|other| std::ptr::eq(other, row))
    }
}

/// The fixed values that a row can give.
fn given(row: &Row) -> Vec<&str> {
    let translated = row.through.iter().filter_map(|step| match step {
        Step::Translate { words, otherwise } => Some((words, otherwise)),
        _ => None,
    });
    match (translated.last(), &row.from) {
        (Some((words, otherwise)), _) => {
            let mut given: Vec<&str> = words.iter().map(|(_, to)| to.as_str()).collect();
            if let super::Otherwise::Word(word) = otherwise {
                given.push(word);
            }
            given
        }
        (None, Origin::Fixed(fixed)) => vec![fixed],
        (None, _) => Vec::new(),
    }
}

fn no_such_type(value: &str, object: &ObjectShape) -> Option<Trouble> {
    let has: Vec<String> = object.record_types.iter().map(|it| it.name.clone()).collect();
    let lacks = !has.is_empty() && !has.iter().any(|name| name == value);
    let near = nearest(value, has.iter().map(String::as_str)).map(str::to_owned);
    lacks.then(|| Trouble::Value { record_type: None, value: value.to_owned(), has, nearest: near })
}

impl Sheet {
    /// The fields that a row on this sheet can fill in this org, with their labels: what people pick from.
    pub fn writable(self, org: &OrgShape) -> impl Iterator<Item = (&str, &FieldShape)> {
        let fields = org.objects.get(self.api_name()).into_iter().flat_map(|object| &object.fields);
        fields.map(|(name, field)| (name.as_str(), field)).filter(move |(name, field)| {
            let writable = if self.is_new() { field.createable } else { field.updateable };
            writable && !self.own_fields().contains(name)
        })
    }
}
