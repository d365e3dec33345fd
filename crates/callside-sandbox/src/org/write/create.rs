//! A new row.

use serde_json::{Map, Value};

use super::body::{self, Mode};
use super::{check_required, check_unique, object_named, references};
use crate::clock::rest_datetime;
use crate::org::ledger::{Cause, Operation};
use crate::org::rules::{self, Change};
use crate::org::transaction::Transaction;
use crate::org::{RecordId, tables};
use crate::refusal::{Code, Refusal};
use crate::schema::{FieldKind, ObjectSchema, Record};

impl Transaction<'_> {
    /// Creates a record.
    ///
    /// # Errors
    /// Every refusal of a write; then nothing has happened.
    pub fn create(&mut self, object: &str, body: &Map<String, Value>) -> Result<RecordId, Refusal> {
        let schema = self.schema();
        let object = object_named(&schema, object)?;
        if !object.flags.createable {
            let message = format!("entity type cannot be inserted: {}", object.label);
            return Err(Refusal::about(Code::InvalidTypeForOperation, message, Vec::<String>::new()));
        }
        self.attempt(|tx| {
            let given = body::read(tx, object, body, Mode::Create)?;
            tx.take_row_lock()?;
            references::check(tx, object, &given)?;
            let mut change = Change::new_row(given, tx.now);
            fill(tx, object, &mut change.after);
            rules::complete(tx, object, &mut change)?;
            check_required(object.fields.iter().filter(|field| field.is_required()), &change.after)?;
            rules::check(tx, object, &change)?;
            tx.insert_row(object, change, tx.actor.cause)
        })
    }

    /// Stores a new row that has passed the checks, and does what follows from it.
    pub(in crate::org) fn insert_row(
        &mut self,
        object: &ObjectSchema,
        change: Change,
        cause: Cause,
    ) -> Result<RecordId, Refusal> {
        let id = self.tables_mut().new_id(object);
        self.insert_row_as(object, &id, change, cause)?;
        Ok(id)
    }

    /// The same with an id that is known already: a note and its document share one.
    pub(in crate::org) fn insert_row_as(
        &mut self,
        object: &ObjectSchema,
        id: &RecordId,
        change: Change,
        cause: Cause,
    ) -> Result<(), Refusal> {
        let Change { given, mut after, .. } = change;
        check_unique(self, object, id.as_str(), &after)?;
        number(self, object, &mut after);
        after.insert("Id".to_owned(), id.as_str().into());
        after.insert("IsDeleted".to_owned(), false.into());
        after.insert("CreatedDate".to_owned(), rest_datetime(self.now).into());
        after.insert("CreatedById".to_owned(), self.actor.user.clone().into());
        rules::stamp(self, object, id, &mut after);
        after.retain(|_, value| !value.is_null());
        self.store(object, id.as_str(), after.clone(), cause, Operation::Create, given);
        rules::follow_create(self, object, id, &after)
    }
}

/// Fills what a new row does not bring: default picklist values and the owner.
fn fill(tx: &Transaction<'_>, object: &ObjectSchema, row: &mut Record) {
    for field in &object.fields {
        if row.get(field.name).is_some_and(|value| !value.is_null()) {
            continue;
        }
        let named_null = row.contains_key(field.name) && field.nillable;
        match field.default_picklist_value() {
            Some(value) if !named_null => {
                row.insert(field.name.to_owned(), value.into());
            }
            _ if field.name == "OwnerId" => {
                row.insert(field.name.to_owned(), tx.actor.user.clone().into());
            }
            _ => {}
        }
    }
    let record_type = object.record_types.iter().find(|record_type| record_type.default);
    if let (Some(record_type), false) = (record_type, row.contains_key("RecordTypeId")) {
        row.insert("RecordTypeId".to_owned(), record_type.id.into());
    }
}

/// Gives the next number to auto-number fields, as `00001001`.
fn number(tx: &mut Transaction<'_>, object: &ObjectSchema, row: &mut Record) {
    for field in object.fields.iter().filter(|field| field.auto_number) {
        debug_assert_eq!(field.kind, FieldKind::Text, "auto-numbers are texts");
        let number = tables::FIRST_NUMBER + tx.tables_mut().count_up(field.name);
        let width = if field.name == "CaseNumber" { 8 } else { 9 };
        row.insert(field.name.to_owned(), format!("{number:0width$}").into());
    }
}
