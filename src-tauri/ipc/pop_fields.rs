//! Which further fields of a caller the pop shows.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The fields that there are and those that are shown, for each object that a caller may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PopFieldsView {
    /// Contact, Lead, Account, in this order; empty until the org was read.
    pub objects: Vec<ObjectFieldsView>,
    /// Most fields that one object may show.
    #[ts(type = "number")]
    pub most: usize,
}

/// The fields of one object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ObjectFieldsView {
    /// API name.
    pub object: String,
    /// Label by the org.
    pub label: String,
    /// Fields that this user may see and the pop does not show anyway, by label.
    pub fields: Vec<FieldChoice>,
    /// Relationships to parents whose fields can be shown too.
    pub parents: Vec<String>,
    /// Those that the pop shows, in its order; fields of parents by their paths.
    pub shown: Vec<FieldChoice>,
}

/// Asks what can be shown of a parent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct PopFieldChoicesRequest {
    /// API name of the object that a caller may be.
    pub object: String,
    /// The way through parents, such as `Account.Owner`.
    pub way: String,
}

/// A field that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldChoice {
    /// API name, or path to a field of a parent.
    pub name: String,
    /// Label by the org.
    pub label: String,
}

/// Shows other fields; an object that is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct PopFieldsChange {
    /// API names and paths by the object's API name, in the order of the pop.
    pub shown: BTreeMap<String, Vec<String>>,
}
