//! A change of a row.

use serde_json::{Map, Value};

use super::body::{self, Mode};
use super::{check_required, check_unique, object_named, references};
use crate::clock::parse_datetime;
use crate::org::ledger::{Cause, Operation};
use crate::org::rules::{self, Change};
use crate::org::transaction::Transaction;
use crate::org::{RecordId, is_deleted};
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Record, Rows as _, Scope};

impl Transaction<'_> {
    /// Changes a record. `unmodified_since` is the optimistic lock of `If-Unmodified-Since`, to the second.
    ///
    /// # Errors
    /// Every refusal of a write; then nothing has happened.
    pub fn update(
        &mut self,
        object: &str,
        id: &str,
        body: &Map<String, Value>,
        unmodified_since: Option<jiff::Timestamp>,
    ) -> Result<(), Refusal> {
        let schema = self.schema();
        let object = object_named(&schema, object)?;
        if !object.flags.updateable {
            let message = format!("entity type cannot be updated: {}", object.label);
            return Err(Refusal::about(Code::InvalidTypeForOperation, message, Vec::<String>::new()));
        }
        self.attempt(|tx| {
            let (id, before) = tx.live_row(object, id)?;
            check_unmodified(&before, unmodified_since)?;
            let given = body::read(tx, object, body, Mode::Update)?;
            tx.take_row_lock()?;
            references::check(tx, object, &given)?;
            let mut change = Change::of_row(before, given, tx.now);
            rules::complete(tx, object, &mut change)?;
            let touched = object.fields.iter().filter(|field| !field.nillable && change.given.contains_key(field.name));
            check_required(touched, &change.after)?;
            rules::check(tx, object, &change)?;
            tx.change_row(object, &id, change, tx.actor.cause)
        })
    }

    /// Stores a changed row that has passed the checks, and does what follows from it.
    pub(in crate::org) fn change_row(
        &mut self,
        object: &ObjectSchema,
        id: &RecordId,
        change: Change,
        cause: Cause,
    ) -> Result<(), Refusal> {
        let Change { given, mut after, .. } = change;
        check_unique(self, object, id.as_str(), &after)?;
        rules::stamp(self, object, id, &mut after);
        after.retain(|_, value| !value.is_null());
        self.store(object, id.as_str(), after.clone(), cause, Operation::Update, given);
        rules::follow_update(self, object, id, &after)
    }

    /// The live row with this id.
    ///
    /// # Errors
    /// `MALFORMED_ID`, `ENTITY_IS_DELETED`, or `INVALID_CROSS_REFERENCE_KEY` when there is none.
    pub fn live_row(&self, object: &ObjectSchema, id: &str) -> Result<(RecordId, Record), Refusal> {
        let Some(parsed) = RecordId::parse(id) else {
            let message = format!("{} ID: id value of incorrect type: {id}", object.label);
            return Err(Refusal::about(Code::MalformedId, message, ["Id"]));
        };
        match self.tables().by_id(object.name, id, Scope::WithDeleted) {
            None => {
                Err(Refusal::about(Code::InvalidCrossReferenceKey, "invalid cross reference id", Vec::<String>::new()))
            }
            Some(row) if is_deleted(row) => Err(Refusal::deleted()),
            Some(row) => Ok((parsed, row.clone())),
        }
    }
}

fn check_unmodified(row: &Record, since: Option<jiff::Timestamp>) -> Result<(), Refusal> {
    let modified = row.get("LastModifiedDate").and_then(Value::as_str).and_then(parse_datetime);
    match (modified, since) {
        (Some(modified), Some(since)) if modified.as_second() > since.as_second() => Err(Refusal::new(
            Code::PreconditionFailed,
            "The record was changed after the moment that If-Unmodified-Since names",
        )),
        _ => Ok(()),
    }
}
