//! Which fields of callers are searched for numbers.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The lists, for each object that a caller may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhoneFieldsView {
    /// Contact, Lead, Account, in this order; empty until the org was read.
    pub objects: Vec<ObjectPhonesView>,
    /// Most fields of one object.
    #[ts(type = "number")]
    pub most: usize,
}

/// The list of one object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ObjectPhonesView {
    /// API name.
    pub object: String,
    /// Label by the org.
    pub label: String,
    /// What can be searched besides, phone fields before text fields, each by label.
    pub choices: Vec<PhoneFieldChoice>,
    /// What is searched, most telling first.
    pub searched: Vec<SearchedFieldView>,
    /// The standard list.
    pub usual: Vec<SearchedFieldView>,
    /// The list is the standard one.
    pub standard: bool,
    /// The policy sets it.
    pub ruled: bool,
}

/// A field that can be searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhoneFieldChoice {
    /// API name.
    pub name: String,
    /// Label by the org.
    pub label: String,
    /// It is a text field.
    pub text: bool,
}

/// A field of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SearchedFieldView {
    /// API name, as the list spells it.
    pub name: String,
    /// Label by the org; the name where the org does not show it.
    pub label: String,
    /// What becomes of it in a look-up.
    pub standing: FieldStanding,
    /// The agent confirms who it is before anything personal of a match in it is shown.
    pub confirm: bool,
}

/// What becomes of a field of the list in a look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldStanding {
    /// Numbers are found however they were typed.
    Searched,
    /// A text field: numbers are found in their usual spellings only.
    Spellings,
    /// The org does not have it, or the user may not read it: it is left out.
    Absent,
    /// Numbers cannot be found in a field of its type: it is left out.
    NoNumbers,
}

/// Searches other fields; an object that is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct PhoneFieldsChange {
    /// Fields by the object's API name, most telling first; null = the standard list again.
    pub searched: BTreeMap<String, Option<Vec<ListedField>>>,
}

/// A field as it is to stand in a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct ListedField {
    /// API name.
    pub name: String,
    /// The agent confirms who it is before anything personal of a match in it is shown.
    pub confirm: bool,
}
