//! What the objects demand beyond their fields, what follows from a write, and the admin's own rules.

mod activities;
mod bonds;
mod campaigns;
mod cases;
mod change;
mod duplicates;
mod lines;
mod notes;
mod opportunities;
mod validation;

pub use bonds::{Bond, bonds};
pub use change::Change;
pub use duplicates::DuplicateChoice;
pub use notes::NOTE_BODY;

use super::RecordId;
use super::transaction::Transaction;
use super::values::outside_list;
use crate::refusal::{Code, Refusal};
use crate::schema::{ObjectSchema, Record};

/// Fills what the object works out for itself, and refuses contradictions.
///
/// # Errors
/// The refusals of the object's own rules.
pub fn complete(tx: &Transaction<'_>, object: &ObjectSchema, change: &mut Change) -> Result<(), Refusal> {
    match object.name {
        "Task" => activities::complete_task(tx, change),
        "Event" => activities::complete_event(tx, change),
        "Lead" => refuse_converted(change),
        "Opportunity" => opportunities::complete(tx, change),
        "OpportunityLineItem" => lines::complete(tx, change),
        "PricebookEntry" => {
            lines::name_entry(tx, change);
            Ok(())
        }
        "CampaignMember" => campaigns::complete_member(tx, change),
        "Case" => {
            cases::complete(tx, change);
            Ok(())
        }
        "ContentNote" => {
            notes::complete(tx, change);
            Ok(())
        }
        "ContentDocumentLink" => notes::complete_link(tx, change),
        "Knowledge__kav" => {
            notes::complete_article(change);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The admin's rules, in Salesforce's order of execution: validation rules, then duplicate rules.
///
/// # Errors
/// `INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST`, `FIELD_CUSTOM_VALIDATION_EXCEPTION` or `DUPLICATES_DETECTED`.
pub fn check(tx: &Transaction<'_>, object: &ObjectSchema, change: &Change) -> Result<(), Refusal> {
    check_dependent_picklists(object, change)?;
    check_record_type_values(object, change)?;
    validation::check(object, change)?;
    duplicates::check(tx, object, change)
}

/// Sets the values that need the row's id.
pub fn stamp(tx: &Transaction<'_>, object: &ObjectSchema, id: &RecordId, row: &mut Record) {
    if object.name == "ContentNote" {
        notes::address_content(&tx.version, id, row);
    }
}

/// What follows from a new row.
///
/// # Errors
/// The refusals of the consequences.
pub fn follow_create(
    tx: &mut Transaction<'_>,
    object: &ObjectSchema,
    id: &RecordId,
    row: &Record,
) -> Result<(), Refusal> {
    match object.name {
        "ContentNote" => notes::add_document(tx, id, row),
        "OpportunityLineItem" => lines::total(tx, row),
        _ => Ok(()),
    }
}

/// What follows from a changed row.
///
/// # Errors
/// The refusals of the consequences.
pub fn follow_update(
    tx: &mut Transaction<'_>,
    object: &ObjectSchema,
    id: &RecordId,
    row: &Record,
) -> Result<(), Refusal> {
    match object.name {
        "ContentNote" => notes::retitle_document(tx, id, row),
        "OpportunityLineItem" => lines::total(tx, row),
        _ => Ok(()),
    }
}

/// What follows from a deleted row, besides the rows that go with it.
///
/// # Errors
/// The refusals of the consequences.
pub fn follow_delete(tx: &mut Transaction<'_>, object: &ObjectSchema, row: &Record) -> Result<(), Refusal> {
    match object.name {
        "OpportunityLineItem" => lines::total(tx, row),
        _ => Ok(()),
    }
}

fn refuse_converted(change: &Change) -> Result<(), Refusal> {
    let converted = change.before.as_ref().and_then(|before| before.get("IsConverted"));
    if converted.and_then(serde_json::Value::as_bool) == Some(true) {
        return Err(Refusal::about(
            Code::CannotUpdateConvertedLead,
            "cannot reference converted lead",
            Vec::<String>::new(),
        ));
    }
    Ok(())
}

/// A restricted picklist takes from a write only what the row's record type offers. What stands there already stays.
fn check_record_type_values(object: &ObjectSchema, change: &Change) -> Result<(), Refusal> {
    let named = change.text("RecordTypeId").and_then(RecordId::parse);
    let of = object.record_types.iter().find(|of| named.is_some() && RecordId::parse(of.id) == named);
    let Some(of) = of else { return Ok(()) };
    for field in object.fields.iter().filter(|field| field.restricted_picklist) {
        let given = change.given.contains_key(field.name).then(|| change.text(field.name)).flatten();
        if let Some(value) = given.filter(|value| !of.offers(field.name, value)) {
            return Err(outside_list(field, value));
        }
    }
    Ok(())
}

fn check_dependent_picklists(object: &ObjectSchema, change: &Change) -> Result<(), Refusal> {
    for field in &object.fields {
        let Some(controlling) = field.controlling_field else { continue };
        if !change.given.contains_key(field.name) && !change.given.contains_key(controlling) {
            continue;
        }
        let Some(value) = change.text(field.name) else { continue };
        let controlled = change.text(controlling);
        if !field.picklist.iter().any(|entry| entry.value == value && entry.is_valid_for(controlled)) {
            return Err(outside_list(field, value));
        }
    }
    Ok(())
}
