//! One field, as describe tells it: the key set of API v58.0 and later.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::schema::{FieldKind, FieldSchema, ObjectSchema};

/// A field for a user who may or may not write it.
#[must_use]
pub fn describe(object: &ObjectSchema, field: &FieldSchema, may_write: bool) -> Value {
    let is_text = matches!(
        field.kind,
        FieldKind::Text
            | FieldKind::TextArea
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url
            | FieldKind::Picklist
            | FieldKind::Combobox
            | FieldKind::MultiPicklist
    );
    let byte_length = match field.kind {
        FieldKind::Id | FieldKind::Reference { .. } => 18,
        _ if is_text => field.length * 3,
        _ => 0,
    };
    let digits = if field.kind == FieldKind::Int { field.precision } else { 0 };
    let precision = if field.kind == FieldKind::Int { 0 } else { field.precision };
    let is_boolean = field.kind == FieldKind::Boolean;
    let mut described = unused();
    let own = json!({
        "aggregatable": !is_boolean && (field.groupable || field.kind == FieldKind::DateTime || field.kind.is_number()),
        "autoNumber": field.auto_number,
        "byteLength": byte_length,
        "calculated": field.calculated,
        "compoundFieldName": field.compound,
        "controllerName": field.controlling_field,
        "createable": field.createable && may_write,
        "custom": field.is_custom(),
        "defaultValue": if is_boolean { json!(false) } else { json!(field.default_picklist_value()) },
        "defaultedOnCreate": field.defaulted_on_create,
        "dependentPicklist": field.controlling_field.is_some(),
        "digits": digits,
        "externalId": field.external_id,
        "extraTypeInfo": extra_type(field),
        "filterable": field.filterable,
        "groupable": field.groupable,
        "idLookup": field.id_lookup,
        "label": if field.name == "Id" { format!("{} ID", object.label) } else { field.label.to_owned() },
        "length": if is_text || field.kind.is_id() { field.length } else { 0 },
        "name": field.name,
        "nameField": field.name_field,
        "namePointing": field.reference_to().len() > 1,
        "nillable": field.nillable,
        "permissionable": field.nillable && !field.kind.is_id(),
        "picklistValues": picklist(object, field),
        "polymorphicForeignKey": field.reference_to().len() > 1,
        "precision": precision,
        "queryByDistance": field.kind == FieldKind::Address,
        "referenceTo": field.reference_to(),
        "relationshipName": field.relationship_name(),
        "restrictedPicklist": field.restricted_picklist,
        "scale": field.scale,
        "searchPrefilterable": !field.reference_to().is_empty() && field.reference_to() != ["User"],
        "soapType": soap_type(field),
        "sortable": field.sortable,
        "type": field.kind.describe_name(),
        "unique": field.unique,
        "updateable": field.updateable && may_write,
    });
    if let (Value::Object(described), Value::Object(own)) = (&mut described, own) {
        described.extend(own);
    }
    described
}

/// Keys that mean nothing for any field of the sandbox.
fn unused() -> Value {
    json!({
        "aiPredictionField": false,
        "calculatedFormula": null,
        "cascadeDelete": false,
        "caseSensitive": false,
        "defaultValueFormula": null,
        "deprecatedAndHidden": false,
        "displayLocationInDecimal": false,
        "encrypted": false,
        "filteredLookupInfo": null,
        "formulaTreatNullNumberAsZero": false,
        "highScaleNumber": false,
        "htmlFormatted": false,
        "inlineHelpText": null,
        "mask": null,
        "maskType": null,
        "referenceTargetField": null,
        "relationshipOrder": null,
        "restrictedDelete": false,
        "writeRequiresMasterRead": false,
    })
}

fn picklist(object: &ObjectSchema, field: &FieldSchema) -> Value {
    let controlling = field.controlling_field.and_then(|name| object.field(name));
    field
        .picklist
        .iter()
        .map(|entry| {
            let bits = controlling.and_then(|controlling| entry.valid_for_bits(controlling));
            json!({
                "active": entry.active,
                "defaultValue": entry.default,
                "label": entry.label,
                "validFor": bits.map(|bits| STANDARD.encode(bits)),
                "value": entry.value,
            })
        })
        .collect()
}

fn extra_type(field: &FieldSchema) -> Option<&'static str> {
    match field.kind {
        FieldKind::TextArea => Some("plaintextarea"),
        FieldKind::Text if field.compound == Some("Name") => Some("personname"),
        _ => None,
    }
}

fn soap_type(field: &FieldSchema) -> &'static str {
    match field.kind {
        FieldKind::Id | FieldKind::Reference { .. } => "tns:ID",
        FieldKind::Boolean => "xsd:boolean",
        FieldKind::Int => "xsd:int",
        FieldKind::Double | FieldKind::Currency | FieldKind::Percent => "xsd:double",
        FieldKind::Date => "xsd:date",
        FieldKind::DateTime => "xsd:dateTime",
        FieldKind::Base64 => "xsd:base64Binary",
        FieldKind::Address => "urn:address",
        _ => "xsd:string",
    }
}
