//! What the picklists of an object offer to records of one type.
//! Source: User Interface API Developer Guide, "Get Values for All Picklist Fields of a Record Type", "Picklist Values".
//! Only this API knows it, one record type a request: it takes no part in batches, and it knows no tasks and events.

use crate::rest::{Ask, Rest, RestError};
use callside_core::describe::{ObjectDescribe, PicklistValue};
use callside_core::shape::OrgShape;
use futures_util::future::join_all;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Objects whose rows a wrap-up changes, as far as this API knows them.
const OBJECTS: [&str; 4] = ["Contact", "Lead", "Opportunity", "Case"];
/// Objects that this API does not know. Source: the guide, "Supported Objects".
const NOT_SUPPORTED: [&str; 2] = ["Task", "Event"];
/// Record types that are asked for at the same time.
const AT_ONCE: usize = 6;

/// Values by field.
type Lists = BTreeMap<String, Vec<PicklistValue>>;

/// What was asked for during this sign-in, by record type.
#[derive(Default)]
pub(crate) struct Picklists {
    known: Mutex<BTreeMap<String, Known>>,
    /// Whoever asks at the same time waits for the answers to the first.
    turn: tokio::sync::Mutex<()>,
}

struct Known {
    lists: Arc<Lists>,
    at: Instant,
    tenure: u64,
}

impl Picklists {
    /// Puts the values of each record type into what is known of an object; answers of that age are believed. Where Salesforce does not tell, they stay
    /// empty: the lists of the object itself count then.
    pub(crate) async fn of_object(&self, object: &mut ObjectDescribe, age: Duration, rest: &Rest) {
        let name = object.name.clone();
        let types: Vec<_> = object.record_types.iter().map(|of| (name.as_str(), of.id.clone())).collect();
        let lists = self.ask(&types, age, rest).await;
        for (of, lists) in object.record_types.iter_mut().zip(lists) {
            of.picklists = Lists::clone(&lists);
        }
    }

    /// The same for the objects of an org that wrap-ups change.
    pub(crate) async fn of_org(&self, org: &mut OrgShape, age: Duration, rest: &Rest) {
        let mut types: Vec<(&str, String)> = Vec::new();
        for name in OBJECTS {
            let of = org.objects.get(name).into_iter().flat_map(|object| &object.record_types);
            types.extend(of.map(|of| (name, of.id.to_string())));
        }
        let lists: BTreeMap<String, Arc<Lists>> =
            types.iter().map(|(_, id)| id.clone()).zip(self.ask(&types, age, rest).await).collect();
        for name in OBJECTS {
            for of in org.objects.get_mut(name).into_iter().flat_map(|object| &mut object.record_types) {
                let known = lists.get(of.id.as_str()).into_iter().flat_map(|lists| lists.iter());
                let plain = |values: &Vec<PicklistValue>| values.iter().map(|value| value.value.clone()).collect();
                of.values = known.map(|(field, values)| (field.clone(), plain(values))).collect();
            }
        }
    }

    /// The lists of each of these record types.
    async fn ask(&self, types: &[(&str, String)], age: Duration, rest: &Rest) -> Vec<Arc<Lists>> {
        let _turn = self.turn.lock().await;
        let mut all = Vec::with_capacity(types.len());
        for some in types.chunks(AT_ONCE) {
            all.extend(join_all(some.iter().map(|(object, id)| self.of_type(object, id, age, rest))).await);
        }
        all
    }

    async fn of_type(&self, object: &str, id: &str, age: Duration, rest: &Rest) -> Arc<Lists> {
        if NOT_SUPPORTED.contains(&object) {
            return Arc::default();
        }
        let tenure = rest.session.tenure();
        let fits = |known: &&Known| known.tenure == tenure && known.at.elapsed() < age;
        let known = self
            .known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .filter(fits)
            .map(|known| Arc::clone(&known.lists));
        if let Some(lists) = known {
            return lists;
        }
        let path = format!("ui-api/object-info/{object}/picklist-values/{id}");
        let read = rest.ask(&rest.resource(&path), Ask::Get).await.and_then(|told| read(&told));
        match read {
            Ok(lists) => {
                let lists = Arc::new(lists);
                let known = Known { lists: Arc::clone(&lists), at: Instant::now(), tenure };
                self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), known);
                lists
            }
            Err(error) => {
                tracing::info!(object, %error, "the lists of a record type are not told");
                Arc::default()
            }
        }
    }
}

fn read(told: &Value) -> Result<Lists, RestError> {
    let fields = told["picklistFieldValues"].as_object().ok_or(RestError::Unreadable("picklist values"))?;
    Ok(fields.iter().map(|(name, field)| (name.clone(), values(field))).collect())
}

/// `controllerValues` gives each value of the controlling field an index, and `validFor` lists such indexes; where
/// nothing controls, both are empty.
fn values(field: &Value) -> Vec<PicklistValue> {
    let controlling: BTreeMap<u64, &String> = field["controllerValues"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(v, n)| Some((n.as_u64()?, v)))
        .collect();
    let valid_for = |entry: &Value| {
        let indexes = entry["validFor"].as_array().into_iter().flatten().filter_map(Value::as_u64);
        let names = indexes.filter_map(|n| controlling.get(&n).map(|name| (*name).clone()));
        (!controlling.is_empty()).then(|| names.collect())
    };
    let default = field["defaultValue"]["value"].as_str();
    let entries = field["values"].as_array().into_iter().flatten();
    let value = |entry: &Value| {
        let value = entry["value"].as_str()?;
        Some(PicklistValue {
            value: value.to_owned(),
            label: entry["label"].as_str().unwrap_or(value).to_owned(),
            default: default == Some(value),
            valid_for: valid_for(entry),
        })
    };
    entries.filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_of_a_record_type_are_read_with_what_they_depend_on() {
        let told = json!({ "eTag": "x", "picklistFieldValues": {
            "Area": { "controllerValues": {}, "defaultValue": { "attributes": null, "label": "B", "validFor": [], "value": "b" },
                "values": [{ "label": "A", "validFor": [], "value": "a" }, { "label": "B", "validFor": [], "value": "b" }] },
            "Issue": { "controllerValues": { "a": 0, "b": 1 }, "defaultValue": null,
                "values": [{ "label": "X", "validFor": [1], "value": "x" }, { "label": "Y", "validFor": [], "value": "y" }, {}] },
        }});
        let lists = read(&told).unwrap();
        let area = &lists["Area"];
        assert_eq!(
            (area[0].default, area[1].default, &area[1].label, &area[0].valid_for),
            (false, true, &"B".into(), &None)
        );
        let valid: Vec<_> = lists["Issue"].iter().map(|value| value.valid_for.clone().unwrap()).collect();
        assert_eq!(valid, [vec!["b".to_owned()], vec![]]);
        assert_eq!(read(&json!([])), Err(RestError::Unreadable("picklist values")));
    }
}
