//! Out of the recycle bin, with everything that went there with the row.

use serde_json::Value;

use crate::org::RecordId;
use crate::org::ledger::{Cause, Operation};
use crate::org::rules;
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Record, Rows as _, Scope};

impl Transaction<'_> {
    /// Takes a record out of the recycle bin. Children that went there with it come back too.
    ///
    /// # Errors
    /// `UNDELETE_FAILED` when it is not in the recycle bin.
    pub fn undelete(&mut self, id: &str) -> Result<RecordId, Refusal> {
        let schema = self.schema();
        let parsed = RecordId::parse(id).ok_or_else(|| Refusal::new(Code::MalformedId, format!("bad id {id}")))?;
        let name = crate::org::object_of(&schema, self.tables(), parsed.as_str());
        let object = name.ok_or_else(not_in_the_bin)?;
        self.attempt(|tx| {
            let row = tx.tables().by_id(object.name, parsed.as_str(), Scope::WithDeleted).cloned();
            let row = row.filter(|row| row.get("IsDeleted") == Some(&Value::Bool(true))).ok_or_else(not_in_the_bin)?;
            tx.take_row_lock()?;
            tx.dig_up(object, &parsed, row, tx.actor.cause);
            Ok(())
        })?;
        Ok(parsed)
    }

    fn dig_up(&mut self, object: &ObjectSchema, id: &RecordId, mut row: Record, cause: Cause) {
        let schema = self.schema();
        let gone_at = row.get("SystemModstamp").cloned();
        row.insert("IsDeleted".to_owned(), false.into());
        self.store(object, id.as_str(), row, cause, Operation::Undelete, Record::new());
        for bond in rules::bonds(object.name).iter().filter(|bond| !bond.holds) {
            let Some(child) = schema.object(bond.child) else { continue };
            let rows = self.tables().rows(bond.child, Scope::WithDeleted).into_iter();
            let with_it = |row: &&Record| {
                row.get(bond.field).and_then(Value::as_str) == Some(id.as_str())
                    && row.get("IsDeleted") == Some(&Value::Bool(true))
                    && row.get("SystemModstamp").cloned() == gone_at
            };
            let rows: Vec<Record> = rows.filter(with_it).cloned().collect();
            for row in rows {
                let child_id = row.get("Id").and_then(Value::as_str).and_then(RecordId::parse);
                if let Some(child_id) = child_id {
                    self.dig_up(child, &child_id, row, Cause::Consequence);
                }
            }
        }
    }
}

fn not_in_the_bin() -> Refusal {
    Refusal::new(Code::UndeleteFailed, "Entity is not in the recycle bin")
}
