//! To the recycle bin, with everything that hangs on the row.

use serde_json::Value;

use super::object_named;
use crate::org::RecordId;
use crate::org::ledger::{Cause, Operation};
use crate::org::rules::{self, Bond};
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Record, Rows as _, Scope};

impl Transaction<'_> {
    /// Deletes a record. Children that cannot live without it go too.
    ///
    /// # Errors
    /// `DELETE_FAILED` when other records hold it, and the refusals of [`Transaction::live_row`].
    pub fn delete(&mut self, object: &str, id: &str) -> Result<(), Refusal> {
        let schema = self.schema();
        let object = object_named(&schema, object)?;
        if !object.flags.deletable {
            let message = format!("entity type cannot be deleted: {}", object.label);
            return Err(Refusal::about(Code::InvalidTypeForOperation, message, Vec::<String>::new()));
        }
        self.attempt(|tx| {
            let (id, row) = tx.live_row(object, id)?;
            tx.take_row_lock()?;
            tx.bury(object, &id, row, tx.actor.cause)
        })
    }

    fn bury(&mut self, object: &ObjectSchema, id: &RecordId, mut row: Record, cause: Cause) -> Result<(), Refusal> {
        let schema = self.schema();
        let bonds = rules::bonds(object.name);
        for bond in bonds.iter().filter(|bond| bond.holds) {
            self.refuse_if_held(object, id, &row, bond)?;
        }
        row.insert("IsDeleted".to_owned(), true.into());
        self.store(object, id.as_str(), row.clone(), cause, Operation::Delete, Record::new());
        for bond in bonds.iter().filter(|bond| !bond.holds) {
            let Some(child) = schema.object(bond.child) else { continue };
            for (child_id, child_row) in self.children(bond, id) {
                self.bury(child, &child_id, child_row, Cause::Consequence)?;
            }
        }
        rules::follow_delete(self, object, &row)
    }

    /// Live rows that point to this one. A note and its document share their id, so `Id` may be the pointing field.
    fn children(&self, bond: &Bond, id: &RecordId) -> Vec<(RecordId, Record)> {
        self.tables()
            .rows(bond.child, Scope::Live)
            .into_iter()
            .filter(|row| row.get(bond.field).and_then(Value::as_str) == Some(id.as_str()))
            .filter_map(|row| {
                let child = row.get("Id").and_then(Value::as_str).and_then(RecordId::parse)?;
                Some((child, row.clone()))
            })
            .collect()
    }

    fn refuse_if_held(&self, object: &ObjectSchema, id: &RecordId, row: &Record, bond: &Bond) -> Result<(), Refusal> {
        let schema = self.schema();
        let holders: Vec<String> = self
            .children(bond, id)
            .into_iter()
            .filter_map(|(_, child)| {
                let name = schema.object(bond.child)?.name_field()?.name;
                child.get(name).and_then(Value::as_str).map(str::to_owned)
            })
            .collect();
        if holders.is_empty() {
            return Ok(());
        }
        let name = object
            .name_field()
            .map(|field| crate::schema::value_of(object, field, row))
            .and_then(|name| name.as_str().map(str::to_owned))
            .unwrap_or_default();
        let kind = schema.object(bond.child).map_or("records", |child| child.label_plural).to_lowercase();
        let message = format!(
            "Your attempt to delete {name} could not be completed because it is associated with the following \
             {kind}.: {}\n",
            holders.join(", ")
        );
        Err(Refusal::about(Code::DeleteFailed, message, Vec::<String>::new()))
    }
}
