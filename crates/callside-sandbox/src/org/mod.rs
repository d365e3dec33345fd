//! The org: its rows, who may do what with them, and the rules that a write must pass.

mod access;
mod content;
mod ids;
mod ledger;
mod rules;
mod tables;
mod transaction;
mod values;
mod write;

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

pub use access::{FieldSecurity, Profile};
pub use content::decode as decode_note;
pub use ids::RecordId;
pub use ledger::{Cause, Entry, Ledger, LedgerFilter, Operation};
pub use rules::{Bond, Change, DuplicateChoice, NOTE_BODY, bonds};
pub use tables::{Tables, is_deleted, object_of};
pub use transaction::{Actor, Savepoint, Transaction};
#[cfg(test)]
pub use values::accept as values_accept;
pub use write::{Upserted, key_field};

use crate::schema::{Record, Rows as _, Schema, Scope};

/// The Salesforce org.
#[derive(Debug)]
pub struct Org {
    /// Id of the org, 18 characters.
    pub id: RecordId,
    schema: Arc<Schema>,
    tables: Tables,
    security: FieldSecurity,
    ledger: Ledger,
}

impl Org {
    /// An org without rows.
    #[must_use]
    pub fn new(id: RecordId, schema: Schema, security: FieldSecurity) -> Self {
        Self { id, schema: Arc::new(schema), tables: Tables::default(), security, ledger: Ledger::default() }
    }

    /// Starts a piece of work that is committed as a whole or not at all.
    pub fn begin(&mut self, actor: Actor, now: Timestamp, request: u64) -> Transaction<'_> {
        Transaction::new(self, actor, now, request)
    }

    /// What the org is made of.
    #[must_use]
    pub fn schema(&self) -> &Arc<Schema> {
        &self.schema
    }

    /// The rows.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The rows, for the invention of the first ones; nothing is checked and the ledger stays empty.
    pub fn tables_mut(&mut self) -> &mut Tables {
        &mut self.tables
    }

    /// Field-level security.
    #[must_use]
    pub fn security(&self) -> &FieldSecurity {
        &self.security
    }

    /// Field-level security, to change it as an admin does.
    pub fn security_mut(&mut self) -> &mut FieldSecurity {
        &mut self.security
    }

    /// Every committed effect.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// A live record.
    #[must_use]
    pub fn record(&self, object: &str, id: &str) -> Option<&Record> {
        let object = self.schema.object(object)?;
        self.tables.by_id(object.name, id, Scope::Live)
    }

    /// A user's time zone; UTC where it is unknown.
    #[must_use]
    pub fn zone_of(&self, user: &str) -> jiff::tz::TimeZone {
        self.tables
            .by_id("User", user, Scope::Live)
            .and_then(|user| user.get("TimeZoneSidKey"))
            .and_then(Value::as_str)
            .and_then(|name| jiff::tz::TimeZone::get(name).ok())
            .unwrap_or(jiff::tz::TimeZone::UTC)
    }
}
