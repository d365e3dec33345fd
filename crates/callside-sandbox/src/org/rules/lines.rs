//! Opportunity products: they come from the opportunity's own price book, and make up its amount.

use serde_json::Value;

use super::Change;
use crate::org::RecordId;
use crate::org::ledger::Cause;
use crate::org::transaction::Transaction;
use crate::refusal::{Code, Refusal};
use crate::schema::{Record, Rows as _, Scope};

/// Product, names and prices of a line.
///
/// # Errors
/// `FIELD_INTEGRITY_EXCEPTION` when the entry is of another price book, `REQUIRED_FIELD_MISSING` without a price.
pub fn complete(tx: &Transaction<'_>, change: &mut Change) -> Result<(), Refusal> {
    if change.before.is_none() {
        let entry = entry_of(tx, change)?;
        for (line, entry_field) in [
            ("PricebookEntryId", "Id"),
            ("Product2Id", "Product2Id"),
            ("ProductCode", "ProductCode"),
            ("ListPrice", "UnitPrice"),
        ] {
            change.set(line, entry.get(entry_field).cloned().unwrap_or(Value::Null));
        }
        let opportunity = field_of(tx, "Opportunity", change.text("OpportunityId"), "Name");
        let product = entry.get("Name").and_then(Value::as_str).unwrap_or_default();
        change.set("Name", format!("{} {product}", opportunity.unwrap_or_default()));
    }
    price(change)
}

/// A price book entry is called after its product.
pub fn name_entry(tx: &Transaction<'_>, change: &mut Change) {
    for (entry, product) in [("Name", "Name"), ("ProductCode", "ProductCode")] {
        let value = field_of(tx, "Product2", change.text("Product2Id"), product);
        change.set(entry, value.map_or(Value::Null, Value::from));
    }
}

/// Sums the lines of an opportunity into its amount.
///
/// # Errors
/// Those of the change of the opportunity.
pub fn total(tx: &mut Transaction<'_>, line: &Record) -> Result<(), Refusal> {
    let schema = tx.schema();
    let (Some(object), Some(id)) =
        (schema.object("Opportunity"), line.get("OpportunityId").and_then(Value::as_str).and_then(RecordId::parse))
    else {
        return Ok(());
    };
    let Some(opportunity) = tx.tables().by_id("Opportunity", id.as_str(), Scope::Live).cloned() else {
        return Ok(());
    };
    let prices: Vec<f64> = tx
        .tables()
        .rows("OpportunityLineItem", Scope::Live)
        .into_iter()
        .filter(|line| line.get("OpportunityId").and_then(Value::as_str) == Some(id.as_str()))
        .filter_map(|line| line.get("TotalPrice").and_then(Value::as_f64))
        .collect();
    let mut given = Record::new();
    given.insert("HasOpportunityLineItem".to_owned(), (!prices.is_empty()).into());
    if !prices.is_empty() {
        given.insert("Amount".to_owned(), prices.iter().sum::<f64>().into());
    }
    let change = Change::of_row(opportunity, given, tx.now);
    tx.change_row(object, &id, change, Cause::Consequence)
}

fn entry_of(tx: &Transaction<'_>, change: &Change) -> Result<Record, Refusal> {
    let book = field_of(tx, "Opportunity", change.text("OpportunityId"), "Pricebook2Id");
    let foreign = || {
        let message = "The pricebook entry is in a different pricebook than the one assigned to the opportunity";
        Refusal::about(Code::FieldIntegrityException, message, ["PricebookEntryId"])
    };
    let entries = tx.tables().rows("PricebookEntry", Scope::Live);
    let entry = match (change.text("PricebookEntryId"), change.text("Product2Id")) {
        (Some(id), _) => entries.into_iter().find(|entry| entry.get("Id").and_then(Value::as_str) == Some(id)),
        (None, Some(product)) => entries.into_iter().find(|entry| {
            entry.get("Product2Id").and_then(Value::as_str) == Some(product)
                && entry.get("Pricebook2Id").and_then(Value::as_str) == book.as_deref()
        }),
        (None, None) => {
            let message = "Required fields are missing: [PricebookEntryId]";
            return Err(Refusal::about(Code::RequiredFieldMissing, message, ["PricebookEntryId"]));
        }
    };
    let entry = entry.ok_or_else(foreign)?;
    if entry.get("Pricebook2Id").and_then(Value::as_str) != book.as_deref() {
        return Err(foreign());
    }
    if entry.get("IsActive").and_then(Value::as_bool) != Some(true) {
        let message = "pricebook entry has been archived";
        return Err(Refusal::about(Code::FieldIntegrityException, message, ["PricebookEntryId"]));
    }
    Ok(entry.clone())
}

/// A caller gives the price of one or of all; the other follows.
fn price(change: &mut Change) -> Result<(), Refusal> {
    let quantity = change.number("Quantity").filter(|quantity| *quantity != 0.0);
    let Some(quantity) = quantity else {
        let message = "Required fields are missing: [Quantity]";
        return Err(Refusal::about(Code::RequiredFieldMissing, message, ["Quantity"]));
    };
    let kept = 1.0 - change.number("Discount").unwrap_or(0.0) / 100.0;
    match (change.gives("UnitPrice"), change.gives("TotalPrice")) {
        (true, true) => {
            let message = "specify either unit price or total price";
            return Err(Refusal::about(Code::FieldIntegrityException, message, ["UnitPrice", "TotalPrice"]));
        }
        (false, true) => {
            let unit = change.number("TotalPrice").unwrap_or(0.0) / quantity / kept;
            change.set("UnitPrice", unit);
        }
        _ => {
            let Some(unit) = change.number("UnitPrice") else {
                let message = "Required fields are missing: [UnitPrice]";
                return Err(Refusal::about(Code::RequiredFieldMissing, message, ["UnitPrice"]));
            };
            change.set("TotalPrice", (unit * quantity * kept * 100.0).round() / 100.0);
        }
    }
    Ok(())
}

fn field_of(tx: &Transaction<'_>, object: &str, id: Option<&str>, field: &str) -> Option<String> {
    let row = tx.tables().by_id(object, id?, Scope::Live)?;
    row.get(field).and_then(Value::as_str).map(str::to_owned)
}
