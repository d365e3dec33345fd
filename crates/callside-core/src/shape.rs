//! What an org looks like to its user: which objects and fields there are, what may be written, which values are
//! allowed. Filled from Salesforce's describe calls; the rules in [`crate::plan`] read it.

use crate::ids::RecordId;
use crate::nearest::nearest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The org as the signed-in user may use it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgShape {
    /// Objects by API name. An object that the user may not see is absent.
    pub objects: BTreeMap<String, ObjectShape>,
}

/// One object.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectShape {
    /// Label for people.
    pub label: String,
    /// May records be created?
    pub createable: bool,
    /// May records be changed?
    pub updateable: bool,
    /// Fields by API name. A field that the user may not see is absent.
    pub fields: BTreeMap<String, FieldShape>,
    /// Record types that the user may use, besides the master one.
    #[serde(default)]
    pub record_types: Vec<RecordTypeShape>,
    /// Child records that a query can ask for.
    #[serde(default)]
    pub children: Vec<ChildShape>,
}

/// One record type of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordTypeShape {
    /// Its record.
    pub id: RecordId,
    /// Developer name.
    pub name: String,
    /// Label for people.
    pub label: String,
    /// Whether the user's new records get it when nothing else is said.
    pub is_default: bool,
    /// What its records may have in each picklist, by field. A field that is not named has what it has anyway; empty
    /// when Salesforce does not tell.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
}

/// A value that a picklist lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// In records of this type (developer name) only; `None` = in all.
    pub record_type: Option<String>,
    /// The values that it has there.
    pub has: Vec<String>,
    /// The nearest of them.
    pub nearest: Option<String>,
}

/// A list of child records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildShape {
    /// Name of the relationship, such as `Cases`.
    pub relationship: String,
    /// Object of the children.
    pub object: String,
    /// Their field that leads back.
    pub field: String,
}

/// One field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldShape {
    /// Label for people.
    pub label: String,
    /// Salesforce's type word, such as `string`, `picklist`, `phone`, `boolean`.
    pub kind: String,
    /// Greatest length in characters; 0 where the type has none.
    pub length: u32,
    /// May it be set on create?
    pub createable: bool,
    /// May it be set on update?
    pub updateable: bool,
    /// Must a new record have it?
    pub required: bool,
    /// Can records be found by it?
    pub filterable: bool,
    /// Is it an external id, so that upsert can use it?
    pub external_id: bool,
    /// Is it what people call the record by, such as `Name` or `CaseNumber`?
    #[serde(default)]
    pub is_name: bool,
    /// Are other values than those listed refused?
    pub restricted: bool,
    /// Active picklist values, in the org's order.
    pub values: Vec<String>,
    /// Objects that a reference can lead to.
    #[serde(default)]
    pub references: Vec<String>,
    /// Name of the way to them in a query, such as `Account` beside `AccountId`.
    #[serde(default)]
    pub relationship: Option<String>,
}

impl FieldShape {
    /// Whether only listed values make sense: other ones are refused, or no process knows them (stages and statuses).
    #[must_use]
    pub fn is_closed(&self, name: &str) -> bool {
        self.restricted || matches!(name, "StageName" | "Status")
    }
}

impl ObjectShape {
    /// A record type by its developer name.
    #[must_use]
    pub fn record_type(&self, name: &str) -> Option<&RecordTypeShape> {
        self.record_types.iter().find(|of| of.name == name)
    }

    /// Where a picklist lacks a value: everywhere, or in records of some types, of those that count (by developer name).
    #[must_use]
    pub fn lacking(&self, field: &str, value: &str, counts: impl Fn(&str) -> bool) -> Vec<Lacking> {
        let Some(shape) = self.fields.get(field).filter(|shape| shape.is_closed(field)) else { return Vec::new() };
        let lacks = |list: &[String], record_type: Option<&str>| {
            let lacks = !list.is_empty() && !list.iter().any(|known| known == value);
            lacks.then(|| Lacking {
                record_type: record_type.map(str::to_owned),
                has: list.to_vec(),
                nearest: nearest(value, list.iter().map(String::as_str)).map(str::to_owned),
            })
        };
        if let Some(everywhere) = lacks(&shape.values, None) {
            return vec![everywhere];
        }
        let types = self.record_types.iter().filter(|of| counts(&of.name));
        types.filter_map(|of| lacks(of.values.get(field)?, Some(&of.name))).collect()
    }
}

impl OrgShape {
    /// Looks a field up.
    #[must_use]
    pub fn field(&self, object: &str, field: &str) -> Option<&FieldShape> {
        self.objects.get(object)?.fields.get(field)
    }
}
