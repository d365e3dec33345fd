//! Describe: what the org is made of, for this user.

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::answer::{Answer, Payload};
use super::call::Call;
use super::describe_field;
use super::desk::Desk;
use super::records::object_named;
use crate::clock::http_date;
use crate::org::bonds;
use crate::refusal::Refusal;
use crate::schema::{ObjectSchema, RecordType, Rows as _, Scope};

/// `GET /sobjects`, with an ETag to come back with.
pub fn global(call: &Call, desk: &Desk<'_, '_>) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let objects: Vec<Value> = schema
        .objects()
        .iter()
        .filter(|object| !object.key_prefix.is_empty())
        .map(|object| summary(call, object))
        .collect();
    cached(call, desk, json!({ "encoding": "UTF-8", "maxBatchSize": 200, "sobjects": objects }))
}

/// `GET /sobjects/T`: the summary, and what the user saw last.
pub fn basic(call: &Call, desk: &Desk<'_, '_>, object: &str) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    let recent: Vec<Value> = desk
        .tx
        .tables()
        .rows(object.name, Scope::Live)
        .into_iter()
        .rev()
        .take(5)
        .filter_map(|row| {
            let id = row.get("Id")?.as_str()?;
            let url = format!("/services/data/{}/sobjects/{}/{id}", call.version_text(), object.name);
            let name = object.name_field().map(|field| crate::schema::value_of(object, field, row));
            let mut item = json!({ "attributes": { "type": object.name, "url": url }, "Id": id });
            if let (Some(field), Some(name)) = (object.name_field(), name) {
                item[field.name] = name;
            }
            Some(item)
        })
        .collect();
    Ok(Answer::json(200, json!({ "objectDescribe": summary(call, object), "recentItems": recent })))
}

/// `GET /sobjects/T/describe`.
pub fn object(call: &Call, desk: &Desk<'_, '_>, object: &str) -> Result<Answer, Refusal> {
    let schema = desk.tx.schema();
    let object = object_named(&schema, object)?;
    let fields: Vec<Value> = object
        .fields
        .iter()
        .filter(|field| desk.tx.sees(object.name, field.name))
        .map(|field| {
            let may_write = desk.tx.security().writes(desk.tx.actor.profile, object.name, field.name);
            describe_field::describe(object, field, may_write)
        })
        .collect();
    let mut body = summary(call, object);
    let more = json!({
        "actionOverrides": [],
        "childRelationships": children(object),
        "compactLayoutable": true,
        "defaultImplementation": null,
        "extendedBy": null,
        "extendsInterfaces": null,
        "fields": fields,
        "implementedBy": null,
        "implementsInterfaces": null,
        "listviewable": null,
        "lookupLayoutable": null,
        "namedLayoutInfos": [],
        "networkScopeFieldName": null,
        "recordTypeInfos": record_types(call, object),
        "searchLayoutable": object.flags.searchable,
        "sobjectDescribeOption": "FULL",
        "supportedScopes": [
            { "label": format!("All {}", object.label_plural.to_lowercase()), "name": "everything" },
            { "label": format!("My {}", object.label_plural.to_lowercase()), "name": "mine" },
        ],
    });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    let site = &desk.shared.base_url;
    let prefix = object.key_prefix;
    body["urls"]["uiDetailTemplate"] = json!(format!("{site}/{{ID}}"));
    body["urls"]["uiEditTemplate"] = json!(format!("{site}/{{ID}}/e"));
    body["urls"]["uiNewRecord"] = json!(format!("{site}/{prefix}/e"));
    cached(call, desk, body)
}

/// 304 when the caller has this body already.
fn cached(call: &Call, desk: &Desk<'_, '_>, body: Value) -> Result<Answer, Refusal> {
    let digest = Sha256::digest(body.to_string().as_bytes());
    let etag = format!("\"{}\"", HEXLOWER.encode(&digest[..4]));
    // What describe says changes only by setup, and the sandbox is set up when it starts.
    let set_up = desk.shared.set_up;
    let same_tag = call.header("if-none-match").is_some_and(|tags| {
        tags.split(',').any(|tag| tag.trim().trim_start_matches("W/").replace("--gzip", "") == etag)
    });
    let unchanged = call.date_header("if-modified-since")?.is_some_and(|since| since.as_second() >= set_up.as_second());
    let answer = if same_tag || (unchanged && call.header("if-none-match").is_none()) {
        Answer::of(304, Payload::Empty)
    } else {
        Answer::json(200, body)
    };
    Ok(answer.with("etag", etag).with("last-modified", http_date(set_up)))
}

/// What describe global says about an object, which describe repeats.
fn summary(call: &Call, object: &ObjectSchema) -> Value {
    let base = format!("/services/data/{}/sobjects/{}", call.version_text(), object.name);
    let flags = object.flags;
    let mergeable = ["Account", "Contact", "Lead", "Case"].contains(&object.name);
    json!({
        "activateable": false,
        "associateEntityType": null,
        "associateParentEntity": null,
        "createable": flags.createable,
        "custom": object.name.ends_with("__c"),
        "customSetting": false,
        "deepCloneable": false,
        "deletable": flags.deletable,
        "deprecatedAndHidden": false,
        "feedEnabled": flags.updateable,
        "hasSubtypes": false,
        "isInterface": false,
        "isSubtype": false,
        "keyPrefix": object.key_prefix,
        "label": object.label,
        "labelPlural": object.label_plural,
        "layoutable": flags.updateable,
        "mergeable": mergeable,
        "mruEnabled": flags.updateable,
        "name": object.name,
        "queryable": flags.queryable,
        "replicateable": flags.queryable,
        "retrieveable": true,
        "searchable": flags.searchable,
        "triggerable": flags.updateable,
        "undeletable": flags.deletable,
        "updateable": flags.updateable,
        "urls": {
            "compactLayouts": format!("{base}/describe/compactLayouts"),
            "rowTemplate": format!("{base}/{{ID}}"),
            "approvalLayouts": format!("{base}/describe/approvalLayouts"),
            "describe": format!("{base}/describe"),
            "layouts": format!("{base}/describe/layouts"),
            "quickActions": format!("{base}/quickActions"),
            "sobject": base,
        },
    })
}

fn children(object: &ObjectSchema) -> Value {
    object
        .children
        .iter()
        .map(|child| {
            let bond =
                bonds(object.name).iter().find(|bond| bond.child == child.child_object && bond.field == child.field);
            json!({
                "cascadeDelete": bond.is_some_and(|bond| !bond.holds),
                "childSObject": child.child_object,
                "deprecatedAndHidden": false,
                "field": child.field,
                "junctionIdListNames": [],
                "junctionReferenceTo": [],
                "relationshipName": child.name,
                "restrictedDelete": bond.is_some_and(|bond| bond.holds),
            })
        })
        .collect()
}

fn record_types(call: &Call, object: &ObjectSchema) -> Value {
    let has_default = object.record_types.iter().any(|record_type| record_type.default);
    let master = RecordType { default: !has_default, ..RecordType::MASTER };
    object
        .record_types
        .iter()
        .chain([&master])
        .map(|record_type| {
            let layout = format!(
                "/services/data/{}/sobjects/{}/describe/layouts/{}",
                call.version_text(),
                object.name,
                record_type.id
            );
            json!({
                "active": record_type.active,
                "available": record_type.active,
                "defaultRecordTypeMapping": record_type.default,
                "developerName": record_type.developer_name,
                "master": record_type.id == RecordType::MASTER.id,
                "name": record_type.name,
                "recordTypeId": record_type.id,
                "urls": { "layout": layout },
            })
        })
        .collect()
}
