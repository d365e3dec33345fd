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
    /// API names of those that the pop shows, in its order.
    pub shown: Vec<String>,
}

/// A field that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldChoice {
    /// API name.
    pub name: String,
    /// Label by the org.
    pub label: String,
}

/// Shows other fields; an object that is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct PopFieldsChange {
    /// API names by the object's API name, in the order of the pop.
    pub shown: BTreeMap<String, Vec<String>>,
}
