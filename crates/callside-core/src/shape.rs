//! What an org looks like to its user: which objects and fields there are, what may be written, which values are
//! allowed. Filled from Salesforce's describe calls; the rules in [`crate::plan`] read it.

use crate::ids::RecordId;
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

impl OrgShape {
    /// Looks a field up.
    #[must_use]
    pub fn field(&self, object: &str, field: &str) -> Option<&FieldShape> {
        self.objects.get(object)?.fields.get(field)
    }
}
