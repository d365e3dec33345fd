//! Work that is committed as a whole or not at all.

use std::sync::Arc;

use jiff::Timestamp;

use super::Org;
use super::access::{FieldSecurity, Profile};
use super::ledger::{Cause, Entry, Operation};
use super::rules::DuplicateChoice;
use super::tables::Tables;
use crate::clock::rest_datetime;
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Record, Schema};

/// Who works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Id of the user.
    pub user: String,
    /// What the user may do.
    pub profile: Profile,
    /// Why.
    pub cause: Cause,
}

/// A piece of work. Dropping it without [`Transaction::commit`] undoes all of it.
#[derive(Debug)]
pub struct Transaction<'o> {
    org: &'o mut Org,
    /// Who works.
    pub actor: Actor,
    /// The moment that all its writes carry.
    pub now: Timestamp,
    /// What the caller chose about duplicate rules.
    pub duplicates: DuplicateChoice,
    /// API version of the call, such as `v59.0`.
    pub version: String,
    request: u64,
    undo: Vec<Undo>,
    effects: Vec<Entry>,
    row_is_locked: bool,
}

#[derive(Debug)]
struct Undo {
    object: &'static str,
    id: String,
    before: Option<Record>,
}

/// A point that work can be undone back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Savepoint {
    undo: usize,
    effects: usize,
}

impl<'o> Transaction<'o> {
    pub(super) fn new(org: &'o mut Org, actor: Actor, now: Timestamp, request: u64) -> Self {
        Self {
            org,
            actor,
            now,
            duplicates: DuplicateChoice::default(),
            version: "v59.0".to_owned(),
            request,
            undo: Vec::new(),
            effects: Vec::new(),
            row_is_locked: false,
        }
    }

    /// Makes the first write of this work find its row locked by somebody else.
    pub fn lock_first_row(&mut self) {
        self.row_is_locked = true;
    }

    /// Whether a lock was asked for and no write has met it yet.
    #[must_use]
    pub fn has_unmet_lock(&self) -> bool {
        self.row_is_locked
    }

    /// What the org is made of.
    #[must_use]
    pub fn schema(&self) -> Arc<Schema> {
        Arc::clone(&self.org.schema)
    }

    /// The rows as this work sees them.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.org.tables
    }

    pub(super) fn tables_mut(&mut self) -> &mut Tables {
        &mut self.org.tables
    }

    /// The org, to read.
    #[must_use]
    pub fn org(&self) -> &Org {
        self.org
    }

    /// Field-level security.
    #[must_use]
    pub fn security(&self) -> &FieldSecurity {
        &self.org.security
    }

    /// Whether the actor sees a field.
    #[must_use]
    pub fn sees(&self, object: &str, field: &str) -> bool {
        self.org.security.sees(self.actor.profile, object, field)
    }

    /// Does a piece of work, and undoes it if it is refused.
    ///
    /// # Errors
    /// The refusal of the work.
    pub fn attempt<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let start = self.savepoint();
        let outcome = work(self);
        if outcome.is_err() {
            self.roll_back_to(start);
        }
        outcome
    }

    /// The present point.
    #[must_use]
    pub fn savepoint(&self) -> Savepoint {
        Savepoint { undo: self.undo.len(), effects: self.effects.len() }
    }

    /// Undoes all work since a point.
    pub fn roll_back_to(&mut self, point: Savepoint) {
        let schema = self.schema();
        for undo in self.undo.drain(point.undo..).rev() {
            let Some(object) = schema.object(undo.object) else { continue };
            match undo.before {
                Some(record) => drop(self.org.tables.put(object, &undo.id, record)),
                None => drop(self.org.tables.take(object, &undo.id)),
            }
        }
        self.effects.truncate(point.effects);
    }

    /// Commits: the effects go to the ledger.
    pub fn commit(mut self) {
        self.undo.clear();
        for effect in self.effects.drain(..) {
            self.org.ledger.append(effect);
        }
    }

    /// Meets the lock, if one was asked for.
    pub(super) fn take_row_lock(&mut self) -> Result<(), Refusal> {
        if std::mem::take(&mut self.row_is_locked) {
            return Err(Refusal::about(
                Code::UnableToLockRow,
                "unable to obtain exclusive access to this record",
                Vec::<String>::new(),
            ));
        }
        Ok(())
    }

    /// Stores a row and remembers the effect. The system fields are set here.
    pub(super) fn store(
        &mut self,
        object: &ObjectSchema,
        id: &str,
        mut record: Record,
        cause: Cause,
        operation: Operation,
        fields: Record,
    ) {
        let now = rest_datetime(self.now);
        for (field, value) in
            [("LastModifiedDate", now.clone()), ("SystemModstamp", now), ("LastModifiedById", self.actor.user.clone())]
        {
            record.insert(field.to_owned(), value.into());
        }
        let before = self.org.tables.put(object, id, record);
        self.undo.push(Undo { object: object.name, id: id.to_owned(), before });
        self.effects.push(Entry {
            seq: 0,
            request: self.request,
            at: self.now.to_string(),
            user: self.actor.user.clone(),
            cause,
            operation,
            object: object.name.to_owned(),
            id: id.to_owned(),
            fields,
        });
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        self.roll_back_to(Savepoint { undo: 0, effects: 0 });
    }
}
