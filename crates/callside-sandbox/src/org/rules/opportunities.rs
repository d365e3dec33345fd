//! Opportunities: what follows from their stage, and their price book.

use serde_json::Value;

use super::Change;
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{Rows as _, Scope, stage};

/// Probability and forecast category follow the stage unless the caller gives them.
pub fn complete(tx: &Transaction<'_>, change: &mut Change) -> Result<(), Refusal> {
    if change.changes("StageName")
        && let Some(stage) = change.text("StageName").and_then(stage)
    {
        if !change.gives("Probability") {
            change.set("Probability", stage.probability);
        }
        if !change.gives("ForecastCategoryName") {
            change.set("ForecastCategoryName", stage.forecast_category);
        }
    }
    keep_price_book(tx, change)
}

/// The price book cannot change while there are lines from it.
fn keep_price_book(tx: &Transaction<'_>, change: &Change) -> Result<(), Refusal> {
    let Some(id) = change.before.as_ref().and_then(|before| before.get("Id")) else { return Ok(()) };
    let has_lines = || {
        tx.tables()
            .rows("OpportunityLineItem", Scope::Live)
            .into_iter()
            .any(|line| line.get("OpportunityId").unwrap_or(&Value::Null) == id)
    };
    if change.changes("Pricebook2Id") && has_lines() {
        let message = "The price book of an opportunity with products cannot be changed";
        return Err(Refusal::about(Code::FieldIntegrityException, message, ["Pricebook2Id"]));
    }
    Ok(())
}
