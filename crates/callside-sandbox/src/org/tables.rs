//! The rows of the org, and an index of the values that must be unique.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use serde_json::Value;

use super::ids::RecordId;
use crate::schema::{FieldKind, FieldSchema, ObjectSchema, Record, Rows, Schema, Scope};
use crate::sosl::numbers;

/// Auto-numbers count up from one above this, as in a new org.
pub const FIRST_NUMBER: u64 = 1000;

/// All rows. Ids of one object rise with time, so the order of a table is the order of creation.
#[derive(Debug, Default)]
pub struct Tables {
    by_object: HashMap<&'static str, BTreeMap<String, Record>>,
    counters: HashMap<&'static str, u64>,
    unique: HashMap<UniqueKey, String>,
    /// Ids of rows by object, field and value, of the fields that are indexed.
    holding: HashMap<(&'static str, &'static str), HashMap<String, BTreeSet<String>>>,
    /// Ids of rows by object and the digits of a number in any phone field.
    numbers: HashMap<&'static str, BTreeMap<String, BTreeSet<String>>>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct UniqueKey {
    object: &'static str,
    field: &'static str,
    value: String,
}

impl Tables {
    /// A new id for a row of an object. Numbers are never given twice, not even after a rollback.
    pub fn new_id(&mut self, object: &ObjectSchema) -> RecordId {
        RecordId::numbered(object.key_prefix, self.count_up(object.key_prefix))
    }

    /// The next number of a series, such as `CaseNumber`, from 1.
    pub fn count_up(&mut self, series: &'static str) -> u64 {
        let counter = self.counters.entry(series).or_insert(0);
        *counter += 1;
        *counter
    }

    /// Puts a row in, and gives the one that it replaces.
    pub fn put(&mut self, object: &ObjectSchema, id: &str, record: Record) -> Option<Record> {
        let before = self.take(object, id);
        for key in unique_keys(object, &record) {
            self.unique.insert(key, id.to_owned());
        }
        for field in object.fields.iter().filter(|field| field.is_indexed()) {
            let values = self.holding.entry((object.name, field.name)).or_default();
            if let Some(value) = indexed(field, &record) {
                values.entry(value).or_default().insert(id.to_owned());
            }
        }
        for number in numbers_of(object, &record) {
            self.numbers.entry(object.name).or_default().entry(number).or_default().insert(id.to_owned());
        }
        self.by_object.entry(object.name).or_default().insert(id.to_owned(), record);
        before
    }

    /// Takes a row out for good.
    pub fn take(&mut self, object: &ObjectSchema, id: &str) -> Option<Record> {
        let before = self.by_object.get_mut(object.name)?.remove(id)?;
        for key in unique_keys(object, &before) {
            self.unique.remove(&key);
        }
        for field in object.fields.iter().filter(|field| field.is_indexed()) {
            let Some(values) = self.holding.get_mut(&(object.name, field.name)) else { continue };
            let Some(value) = indexed(field, &before) else { continue };
            if let Some(ids) = values.get_mut(&value) {
                ids.remove(id);
            }
        }
        for number in numbers_of(object, &before) {
            if let Some(ids) = self.numbers.get_mut(object.name).and_then(|numbers| numbers.get_mut(&number)) {
                ids.remove(id);
            }
        }
        Some(before)
    }

    /// The live row that already has this value in a unique field.
    #[must_use]
    pub fn holder(&self, object: &'static str, field: &'static str, value: &str) -> Option<&str> {
        let key = UniqueKey { object, field, value: value.to_lowercase() };
        self.unique.get(&key).map(String::as_str)
    }
}

/// The keys that a live row holds; a row in the recycle bin gives its values free.
fn unique_keys(object: &ObjectSchema, record: &Record) -> Vec<UniqueKey> {
    if is_deleted(record) {
        return Vec::new();
    }
    object
        .fields
        .iter()
        .filter(|field| field.unique)
        .filter_map(|field| {
            let value = record.get(field.name)?.as_str()?;
            Some(UniqueKey { object: object.name, field: field.name, value: value.to_lowercase() })
        })
        .collect()
}

/// What the index of a field holds for a row: an id's first 15 characters, a text in lower case.
fn indexed(field: &FieldSchema, record: &Record) -> Option<String> {
    let value = record.get(field.name)?.as_str()?;
    if field.kind.is_id() { value.get(..15).map(str::to_owned) } else { Some(value.to_lowercase()) }
}

/// The digits of every number in the phone fields of a row.
fn numbers_of(object: &ObjectSchema, record: &Record) -> Vec<String> {
    let phones = object.fields.iter().filter(|field| field.kind == FieldKind::Phone);
    let texts = phones.filter_map(|field| record.get(field.name)?.as_str());
    texts.flat_map(numbers).map(|digits| digits.into_iter().collect()).collect()
}

/// Whether the row is in the recycle bin.
#[must_use]
pub fn is_deleted(record: &Record) -> bool {
    record.get("IsDeleted").and_then(Value::as_bool).unwrap_or(false)
}

impl Rows for Tables {
    fn rows(&self, object: &str, scope: Scope) -> Vec<&Record> {
        let Some(table) = self.by_object.get(object) else { return Vec::new() };
        table.values().filter(|record| scope == Scope::WithDeleted || !is_deleted(record)).collect()
    }

    fn by_id(&self, object: &str, id: &str, scope: Scope) -> Option<&Record> {
        let id = RecordId::parse(id)?;
        let record = self.by_object.get(object)?.get(id.as_str())?;
        (scope == Scope::WithDeleted || !is_deleted(record)).then_some(record)
    }

    fn at_or_after(&self, object: &str, id: &str, scope: Scope) -> Vec<&Record> {
        let Some(table) = self.by_object.get(object) else { return Vec::new() };
        let rows = table.range::<str, _>((Bound::Included(id), Bound::Unbounded)).map(|(_, record)| record);
        rows.filter(|record| scope == Scope::WithDeleted || !is_deleted(record)).collect()
    }

    fn holding(&self, object: &str, field: &str, value: &str, scope: Scope) -> Option<Vec<&Record>> {
        let ids = self.holding.get(&(object, field))?.get(value).into_iter().flatten();
        let table = self.by_object.get(object)?;
        let rows = ids.filter_map(|id| table.get(id));
        Some(rows.filter(|record| scope == Scope::WithDeleted || !is_deleted(record)).collect())
    }

    fn numbered(&self, object: &str, digits: &str, scope: Scope) -> Option<Vec<&Record>> {
        let (table, numbers) = (self.by_object.get(object)?, self.numbers.get(object)?);
        let from = numbers.range::<str, _>((Bound::Included(digits), Bound::Unbounded));
        let found = from.take_while(|(number, _)| number.starts_with(digits)).flat_map(|(_, ids)| ids);
        let rows = found.filter_map(|id| table.get(id));
        Some(rows.filter(|record| scope == Scope::WithDeleted || !is_deleted(record)).collect())
    }
}

/// The object that a row with this id is in. A `069` id is a ContentNote when there is such a note.
#[must_use]
pub fn object_of<'s>(schema: &'s Schema, tables: &Tables, id: &str) -> Option<&'s ObjectSchema> {
    schema
        .objects()
        .iter()
        .filter(|object| !object.key_prefix.is_empty() && id.starts_with(object.key_prefix))
        .find(|object| tables.by_id(object.name, id, Scope::WithDeleted).is_some())
}
