//! `GET /ui-api/object-info/T/picklist-values/recordTypeId`: what the picklists of an object offer to records of one type.
//!
//! Sources: User Interface API Developer Guide, "Get Values for All Picklist Fields of a Record Type", "Picklist Values"
//! (`controllerValues` gives each value of the controlling field an index, and `validFor` lists such indexes; both are
//! empty for a picklist that depends on nothing; a checkbox controls with `false` 0 and `true` 1).

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::call::Call;
use super::desk::Desk;
use super::records::object_named;
use super::ui_api::supported;
use crate::org::RecordId;
use crate::refusal::Refusal;
use crate::schema::{FieldKind, FieldSchema, ObjectSchema, PicklistValue, RecordType};

/// The values of every picklist that the user sees.
///
/// # Errors
/// `INVALID_TYPE` for an object that this API does not know, `NOT_FOUND` for no object and for a record type that is not
/// the object's or that nobody may use.
pub fn answer(call: &Call, desk: &Desk<'_, '_>, object: &str, record_type: &str) -> Result<Answer, Refusal> {
    supported(object)?;
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    let of = usable(object, record_type)?;
    let picklists = object.fields.iter().filter(|field| {
        matches!(field.kind, FieldKind::Picklist | FieldKind::MultiPicklist) && desk.tx.sees(object.name, field.name)
    });
    let base = format!("/services/data/{}/ui-api/object-info/{}", call.version_text(), object.name);
    let fields: Map<String, Value> = picklists
        .map(|field| {
            let controlling = controlling(object, field, of);
            let values: Vec<Value> = offered(field, of).map(|entry| value(entry, &controlling)).collect();
            let default = offered(field, of).find(|entry| entry.default).map(|entry| value(entry, &controlling));
            let indexes: Map<String, Value> =
                controlling.iter().enumerate().map(|(n, value)| ((*value).to_owned(), json!(n))).collect();
            let url = format!("{base}/picklist-values/{}/{}", of.id, field.name);
            let told = json!({
                "controllerValues": indexes, "defaultValue": default, "eTag": "", "url": url, "values": values,
            });
            (field.name.to_owned(), told)
        })
        .collect();
    Ok(Answer::json(200, json!({ "eTag": "", "picklistFieldValues": fields })))
}

fn usable<'s>(object: &'s ObjectSchema, id: &str) -> Result<&'s RecordType, Refusal> {
    let asked = RecordId::parse(id).ok_or_else(Refusal::not_found)?;
    let mut known = object.record_types.iter().filter(|of| of.active).chain([&RecordType::MASTER]);
    known.find(|of| RecordId::parse(of.id).as_ref() == Some(&asked)).ok_or_else(Refusal::not_found)
}

fn offered<'s>(field: &'s FieldSchema, of: &'s RecordType) -> impl Iterator<Item = &'s PicklistValue> {
    field.picklist.iter().filter(|entry| entry.active && of.offers(field.name, entry.value))
}

/// The values of the field on which this one depends, in the order of their indexes.
fn controlling(object: &ObjectSchema, field: &FieldSchema, of: &RecordType) -> Vec<&'static str> {
    let Some(controlling) = field.controlling_field.and_then(|name| object.field(name)) else { return Vec::new() };
    if controlling.kind == FieldKind::Boolean {
        return vec!["false", "true"];
    }
    offered(controlling, of).map(|entry| entry.value).collect()
}

fn value(entry: &PicklistValue, controlling: &[&str]) -> Value {
    let valid = controlling.iter().enumerate().filter(|(_, value)| entry.is_valid_for(Some(value)));
    let valid_for: Vec<usize> = valid.map(|(n, _)| n).collect();
    json!({ "attributes": null, "label": entry.label, "validFor": valid_for, "value": entry.value })
}
