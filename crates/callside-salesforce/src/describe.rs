//! What the org looks like to its user, from the describe calls, believed for a while.
//! Source: REST API Developer Guide, "sObject Describe".

use crate::rest::{Ask, Rest, RestError};
use crate::soql::FieldPath;
use callside_core::ids::RecordId;
use callside_core::parents::Led;
use callside_core::record::CallerObject;
use callside_core::shape::{ChildShape, FieldShape, ObjectShape, OrgShape, RecordTypeShape};
use futures_util::future::try_join_all;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// The objects that Callside reads and writes.
const OBJECTS: [&str; 7] = ["Task", "Event", "Contact", "Lead", "Account", "Opportunity", "Case"];

/// The org's shape, shared by all who ask: one asks Salesforce, the others wait.
#[derive(Default)]
pub(crate) struct Shapes {
    /// Paths that the pop shows, from their objects: the parents to which they lead are a part of the shape.
    shown: Vec<(&'static str, FieldPath)>,
    known: Mutex<Option<Known>>,
    turn: tokio::sync::Mutex<()>,
    others: Mutex<BTreeMap<String, Other>>,
}

/// An object beside those that Callside always needs.
struct Other {
    shape: Option<Arc<ObjectShape>>,
    at: Instant,
    tenure: u64,
}

struct Known {
    shape: Arc<OrgShape>,
    at: Instant,
    tenure: u64,
}

impl Shapes {
    /// Shapes with the parents to which the shown paths lead.
    pub(crate) fn with_parents(shown: &BTreeMap<CallerObject, Vec<FieldPath>>) -> Self {
        let paths = |(object, paths): (&CallerObject, &Vec<FieldPath>)| {
            let name = object.api_name();
            paths.iter().map(|path| (name, path.clone())).collect::<Vec<_>>()
        };
        Self { shown: shown.iter().flat_map(paths).collect(), ..Self::default() }
    }

    fn held(&self) -> MutexGuard<'_, Option<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn newer_than(&self, since: Option<Instant>, rest: &Rest) -> Option<Arc<OrgShape>> {
        let tenure = rest.session.tenure();
        let fits = |known: &&Known| known.tenure == tenure && since.is_none_or(|since| known.at >= since);
        self.held().as_ref().filter(fits).map(|known| Arc::clone(&known.shape))
    }

    /// The shape, if it has been asked for during this sign-in, however old. Never waits.
    pub(crate) fn known(&self, rest: &Rest) -> Option<Arc<OrgShape>> {
        self.newer_than(None, rest)
    }

    /// The shape, asked for again when it is older than `age`.
    pub(crate) async fn no_older_than(&self, age: Duration, rest: &Rest) -> Result<Arc<OrgShape>, RestError> {
        let oldest = Instant::now().checked_sub(age);
        if let Some(shape) = self.newer_than(oldest, rest) {
            return Ok(shape);
        }
        let _turn = self.turn.lock().await;
        // Whoever waited for somebody else's answer has a fresh one.
        if let Some(shape) = self.newer_than(oldest, rest) {
            return Ok(shape);
        }
        let tenure = rest.session.tenure();
        let mut org = describe(rest).await?;
        self.add_parents(&mut org, rest).await?;
        let shape = Arc::new(org);
        *self.held() = Some(Known { shape: Arc::clone(&shape), at: Instant::now(), tenure });
        Ok(shape)
    }

    /// Describes what the shown paths lead through. A parent that is hidden from the user stays away.
    async fn add_parents(&self, org: &mut OrgShape, rest: &Rest) -> Result<(), RestError> {
        let mut hidden: BTreeSet<String> = OBJECTS.map(str::to_owned).into();
        for (object, path) in &self.shown {
            while let Led::Undescribed { object } = org.led(object, path.as_str()) {
                let object = object.to_owned();
                if !hidden.insert(object.clone()) {
                    break;
                }
                let described = describe_object(rest, &object).await?;
                org.objects.extend(described);
            }
        }
        Ok(())
    }

    /// One object, whichever it is; `None` when the org lacks it or hides it from the user.
    pub(crate) async fn object(
        &self,
        name: &str,
        age: Duration,
        rest: &Rest,
    ) -> Result<Option<Arc<ObjectShape>>, RestError> {
        if OBJECTS.contains(&name) {
            let org = self.no_older_than(age, rest).await?;
            return Ok(org.objects.get(name).cloned().map(Arc::new));
        }
        let tenure = rest.session.tenure();
        let fits = |other: &&Other| other.tenure == tenure && other.at.elapsed() <= age;
        let known =
            self.others.lock().unwrap_or_else(PoisonError::into_inner).get(name).filter(fits).map(|o| o.shape.clone());
        if let Some(shape) = known {
            return Ok(shape);
        }
        let shape = describe_object(rest, name).await?.map(|(_, shape)| Arc::new(shape));
        let other = Other { shape: shape.clone(), at: Instant::now(), tenure };
        self.others.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), other);
        Ok(shape)
    }

    /// An object with the parents to which paths lead from it, as an org of its own. What the user does not see is not in
    /// it.
    pub(crate) async fn along(
        &self,
        name: &str,
        paths: impl Iterator<Item = &str> + Send,
        age: Duration,
        rest: &Rest,
    ) -> Result<OrgShape, RestError> {
        let mut org = OrgShape::default();
        let mut hidden = BTreeSet::new();
        for path in std::iter::once("Id").chain(paths) {
            while let Led::Undescribed { object } = org.led(name, path) {
                let object = object.to_owned();
                if hidden.contains(&object) {
                    break;
                }
                match self.object(&object, age, rest).await? {
                    Some(shape) => drop(org.objects.insert(object, ObjectShape::clone(&shape))),
                    None => drop(hidden.insert(object)),
                }
            }
        }
        Ok(org)
    }

    /// Forgets the shape after Salesforce has shown it to be wrong.
    pub(crate) fn forget(&self) {
        *self.held() = None;
    }
}

async fn describe(rest: &Rest) -> Result<OrgShape, RestError> {
    let objects = try_join_all(OBJECTS.map(|name| describe_object(rest, name))).await?;
    Ok(OrgShape { objects: objects.into_iter().flatten().collect() })
}

/// `None` for an object that the org lacks or hides from the user.
async fn describe_object(rest: &Rest, name: &str) -> Result<Option<(String, ObjectShape)>, RestError> {
    match rest.ask(&rest.resource(&format!("sobjects/{name}/describe")), Ask::Get).await {
        Ok(described) => Ok(Some((name.to_owned(), read_object(&described)?))),
        Err(error) if error.is(&["NOT_FOUND", "INVALID_TYPE"]) => Ok(None),
        Err(error) => Err(error),
    }
}

fn read_object(described: &Value) -> Result<ObjectShape, RestError> {
    let fields = described["fields"].as_array().ok_or(RestError::Unreadable("description"))?;
    let fields: BTreeMap<_, _> = fields.iter().filter_map(read_field).collect();
    Ok(ObjectShape {
        label: described["label"].as_str().unwrap_or_default().to_owned(),
        createable: is(described, "createable"),
        updateable: is(described, "updateable"),
        fields,
        record_types: described["recordTypeInfos"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(read_record_type)
            .collect(),
        children: described["childRelationships"].as_array().into_iter().flatten().filter_map(read_children).collect(),
    })
}

/// The master record type stands for "none", and is no record that could be written.
fn read_record_type(info: &Value) -> Option<RecordTypeShape> {
    let usable = is(info, "active") && is(info, "available") && !is(info, "master");
    usable.then_some(())?;
    Some(RecordTypeShape {
        id: RecordId::new(info["recordTypeId"].as_str()?).ok()?,
        name: info["developerName"].as_str()?.to_owned(),
        label: info["name"].as_str().unwrap_or_default().to_owned(),
        is_default: is(info, "defaultRecordTypeMapping"),
        values: BTreeMap::new(),
    })
}

/// Lists without a name cannot be asked for.
fn read_children(child: &Value) -> Option<ChildShape> {
    let text = |key: &str| child[key].as_str().map(str::to_owned);
    Some(ChildShape {
        relationship: text("relationshipName")?,
        object: text("childSObject")?,
        field: text("field").unwrap_or_default(),
    })
}

fn read_field(field: &Value) -> Option<(String, FieldShape)> {
    let text = |key: &str| field[key].as_str().unwrap_or_default().to_owned();
    let name = field["name"].as_str()?.to_owned();
    let values = field["picklistValues"].as_array().into_iter().flatten();
    let shape = FieldShape {
        label: text("label"),
        kind: text("type"),
        length: field["length"].as_u64().and_then(|length| u32::try_from(length).ok()).unwrap_or(0),
        createable: is(field, "createable"),
        updateable: is(field, "updateable"),
        required: is(field, "createable") && !is(field, "nillable") && !is(field, "defaultedOnCreate"),
        filterable: is(field, "filterable"),
        external_id: is(field, "externalId"),
        is_name: is(field, "nameField"),
        restricted: is(field, "restrictedPicklist"),
        // The label may differ from the value; only the value can be written.
        values: values
            .filter(|value| is(value, "active"))
            .filter_map(|value| Some(value["value"].as_str()?.to_owned()))
            .collect(),
        references: field["referenceTo"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|object| object.as_str().map(str::to_owned))
            .collect(),
        relationship: field["relationshipName"].as_str().map(str::to_owned),
    };
    Some((name, shape))
}

fn is(value: &Value, key: &str) -> bool {
    value[key].as_bool().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_description_becomes_a_shape() {
        let field = |name: &str, nillable: bool, defaulted: bool| {
            json!({ "name": name, "label": "L", "type": "string", "length": 80, "createable": true, "updateable": true,
                "nillable": nillable, "defaultedOnCreate": defaulted, "filterable": true })
        };
        let mut status = field("Status", false, true);
        status["restrictedPicklist"] = json!(true);
        status["picklistValues"] = json!([
            { "active": true, "label": "In Sync", "value": "Matched" }, { "active": false, "label": "Old", "value": "Old" },
        ]);
        let described = json!({ "label": "Lead", "createable": true, "updateable": false,
            "fields": [field("LastName", false, false), field("Title", true, false), status, { "label": "nameless" }] });
        let shape = read_object(&described).unwrap();
        assert_eq!(
            (shape.label.as_str(), shape.createable, shape.updateable, shape.fields.len()),
            ("Lead", true, false, 3)
        );
        let required: Vec<_> = shape.fields.iter().filter(|(_, f)| f.required).map(|(name, _)| name.as_str()).collect();
        assert_eq!(required, ["LastName"]);
        assert_eq!(shape.fields["Status"].values, ["Matched"]);
        assert!(shape.fields["Status"].restricted && shape.fields["Title"].filterable);
        assert_eq!(read_object(&json!({})), Err(RestError::Unreadable("description")));
    }
}
