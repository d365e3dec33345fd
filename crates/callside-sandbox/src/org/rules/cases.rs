//! Cases: the account of their contact, and when they were closed.

use serde_json::Value;

use super::Change;
use crate::clock::rest_datetime;
use crate::org::transaction::Transaction;
use crate::schema::{Rows as _, Scope};

/// Fills the account from the contact, and the closing date.
pub fn complete(tx: &Transaction<'_>, change: &mut Change) {
    if !change.has("AccountId") && change.changes("ContactId") {
        let account = change
            .text("ContactId")
            .and_then(|id| tx.tables().by_id("Contact", id, Scope::Live))
            .and_then(|contact| contact.get("AccountId").cloned());
        change.set("AccountId", account.unwrap_or(Value::Null));
    }
    if change.text("Status") != Some("Closed") {
        change.set("ClosedDate", Value::Null);
    } else if change.changes("Status") {
        change.set("ClosedDate", rest_datetime(change.now));
    }
}
