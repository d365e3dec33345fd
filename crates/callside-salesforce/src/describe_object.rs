//! One object as describe says it, for forms.
//! Source: REST API Developer Guide, "sObject Describe"; SOAP API Developer Guide, "DescribeSObjectResult" (dependent
//! picklists).

use crate::rest::RestError;
use callside_core::describe::{Child, FieldDescribe, FieldKind, ObjectDescribe, PicklistValue, RecordType};
use serde_json::Value;
use std::collections::BTreeMap;

/// The master record type, which nobody picks.
const MASTER: &str = "012000000000000AAA";

pub(crate) fn read(described: &Value) -> Result<ObjectDescribe, RestError> {
    let fields = described["fields"].as_array().ok_or(RestError::Unreadable("description"))?;
    let types = described["recordTypeInfos"].as_array().into_iter().flatten();
    let children = described["childRelationships"].as_array().into_iter().flatten();
    Ok(ObjectDescribe {
        name: text(described, "name"),
        label: text(described, "label"),
        key_prefix: text(described, "keyPrefix"),
        createable: is(described, "createable"),
        updateable: is(described, "updateable"),
        deletable: is(described, "deletable"),
        fields: fields.iter().filter(|field| field["name"].is_string()).map(|raw| field(raw, fields)).collect(),
        record_types: types
            .filter(|of| is(of, "available") && is(of, "active") && of["recordTypeId"].as_str() != Some(MASTER))
            .map(|of| RecordType {
                id: text(of, "recordTypeId"),
                name: text(of, "name"),
                default: is(of, "defaultRecordTypeMapping"),
                picklists: BTreeMap::new(),
            })
            .collect(),
        children: children
            .map(|child| Child {
                object: text(child, "childSObject"),
                field: text(child, "field"),
                cascades: is(child, "cascadeDelete"),
            })
            .collect(),
    })
}

fn field(raw: &Value, all: &[Value]) -> FieldDescribe {
    let controller = raw["controllerName"].as_str().filter(|name| !name.is_empty());
    let controlling = controller.map(|name| controlling_values(name, all));
    let values = raw["picklistValues"].as_array().into_iter().flatten();
    FieldDescribe {
        name: text(raw, "name"),
        label: text(raw, "label"),
        help: raw["inlineHelpText"].as_str().filter(|help| !help.is_empty()).map(str::to_owned),
        kind: FieldKind::of(raw["type"].as_str().unwrap_or_default()),
        length: number(raw, "length"),
        scale: number(raw, "scale"),
        createable: is(raw, "createable"),
        updateable: is(raw, "updateable"),
        required: is(raw, "createable") && !is(raw, "nillable") && !is(raw, "defaultedOnCreate"),
        filterable: is(raw, "filterable"),
        restricted: is(raw, "restrictedPicklist"),
        values: values
            .filter(|value| is(value, "active"))
            .map(|value| PicklistValue {
                value: text(value, "value"),
                label: text(value, "label"),
                default: is(value, "defaultValue"),
                valid_for: controlling.as_ref().map(|all| valid_for(value["validFor"].as_str(), all)),
            })
            .collect(),
        controller: controller.map(str::to_owned),
        refers_to: raw["referenceTo"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|to| to.as_str().map(str::to_owned))
            .collect(),
        relationship: raw["relationshipName"].as_str().map(str::to_owned),
    }
}

/// All values of a controlling field, inactive ones too: the bitmap counts them. A checkbox has false and true.
fn controlling_values(name: &str, all: &[Value]) -> Vec<String> {
    let Some(field) = all.iter().find(|field| field["name"].as_str() == Some(name)) else { return Vec::new() };
    if field["type"] == "boolean" {
        return vec!["false".into(), "true".into()];
    }
    let values = field["picklistValues"].as_array().into_iter().flatten();
    values.map(|value| text(value, "value")).collect()
}

/// `validFor` is a bitmap in base64: bit n, from the most significant of the first byte on, is the nth value.
fn valid_for(bitmap: Option<&str>, controlling: &[String]) -> Vec<String> {
    let bytes = bitmap.and_then(decoded).unwrap_or_default();
    let is_set = |n: usize| bytes.get(n / 8).is_some_and(|byte| byte & (0x80 >> (n % 8)) != 0);
    controlling.iter().enumerate().filter(|(n, _)| is_set(*n)).map(|(_, value)| value.clone()).collect()
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut have) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        have += 6;
        if have >= 8 {
            have -= 8;
            bytes.push(u8::try_from(bits >> have & 0xFF).unwrap_or(0));
        }
    }
    Some(bytes)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value, key: &str) -> u32 {
    value[key].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}

fn is(value: &Value, key: &str) -> bool {
    value[key].as_bool().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_dependent_picklist_names_the_values_that_it_goes_with() {
        let value = |value: &str, valid: Option<&str>| json!({ "value": value, "label": value, "active": true, "defaultValue": false, "validFor": valid });
        let described = json!({ "name": "Case", "label": "Case", "fields": [
            { "name": "Area", "type": "picklist", "picklistValues": [value("A", None), value("B", None), value("C", None)] },
            { "name": "Issue", "type": "picklist", "controllerName": "Area",
              "picklistValues": [value("x", Some("oAAA")), value("y", Some("QAAA"))] },
        ]});
        let case = read(&described).unwrap();
        let valid: Vec<_> = case.fields[1].values.iter().map(|value| value.valid_for.clone().unwrap()).collect();
        assert_eq!(valid, [vec!["A".to_owned(), "C".into()], vec!["B".to_owned()]]);
        assert_eq!(case.fields[0].values[0].valid_for, None);
    }
}
