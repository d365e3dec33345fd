//! What Salesforce says about an object: enough to build a form, to type values and to name what goes with a delete.
//! Source: REST API Developer Guide, "sObject Describe". [`crate::shape`] is the short form for whole orgs.

use crate::ids::RecordId;
use crate::nearest::nearest;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The field that holds a record's type.
pub const RECORD_TYPE: &str = "RecordTypeId";

/// One object, as the signed-in user may use it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectDescribe {
    /// API name.
    pub name: String,
    /// Label for people.
    pub label: String,
    /// First three characters of its ids.
    pub key_prefix: String,
    /// May records be created?
    pub createable: bool,
    /// May records be changed?
    pub updateable: bool,
    /// May records be deleted?
    pub deletable: bool,
    /// Fields, in the org's order.
    pub fields: Vec<FieldDescribe>,
    /// Record types that the user may pick, without the master type.
    pub record_types: Vec<RecordType>,
    /// Objects whose records hang on this one's.
    pub children: Vec<Child>,
}

/// One field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldDescribe {
    /// API name.
    pub name: String,
    /// Label for people.
    pub label: String,
    /// The admin's help text.
    pub help: Option<String>,
    /// Salesforce's type word.
    pub kind: FieldKind,
    /// Greatest length in characters; 0 where the type has none.
    pub length: u32,
    /// Digits after the point of a number.
    pub scale: u32,
    /// May it be set on create?
    pub createable: bool,
    /// May it be set on update?
    pub updateable: bool,
    /// Must a new record have it?
    pub required: bool,
    /// May a condition name it?
    pub filterable: bool,
    /// Are other values than those listed refused?
    pub restricted: bool,
    /// Active picklist values, in the org's order.
    pub values: Vec<PicklistValue>,
    /// The field on whose value the picklist depends.
    pub controller: Option<String>,
    /// Objects that a reference may point to.
    pub refers_to: Vec<String>,
    /// The name under which the parent's fields are read, such as `Account`.
    pub relationship: Option<String>,
}

/// What a field holds. Types that Callside treats alike are one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One line of text.
    #[default]
    Text,
    /// Several lines of text.
    Area,
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// A number with a point: double, currency, percent.
    Number,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// One value of a list; a combobox takes others too.
    Picklist,
    /// Several values of a list.
    Multi,
    /// A record.
    Reference,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An address on the web.
    Url,
    /// Bytes in base64.
    Bytes,
    /// What nobody types: ids, compound addresses, times of day.
    Other,
}

impl FieldKind {
    /// From Salesforce's word. Source: object reference, "Field types".
    #[must_use]
    pub fn of(word: &str) -> Self {
        match word {
            "string" | "encryptedstring" => Self::Text,
            "textarea" => Self::Area,
            "boolean" => Self::Bool,
            "int" | "long" => Self::Int,
            "double" | "currency" | "percent" => Self::Number,
            "date" => Self::Date,
            "datetime" => Self::Moment,
            "picklist" | "combobox" => Self::Picklist,
            "multipicklist" => Self::Multi,
            "reference" => Self::Reference,
            "email" => Self::Email,
            "phone" => Self::Phone,
            "url" => Self::Url,
            "base64" => Self::Bytes,
            _ => Self::Other,
        }
    }
}

/// One value of a picklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicklistValue {
    /// What is written.
    pub value: String,
    /// What people read; it may differ.
    pub label: String,
    /// Is it set when nothing is given?
    pub default: bool,
    /// Values of the controlling field for which it may be picked; `None` when it does not depend.
    pub valid_for: Option<Vec<String>>,
}

/// A record type that the user may pick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordType {
    /// Its id, as text.
    pub id: String,
    /// What people read.
    pub name: String,
    /// Is it the user's default?
    pub default: bool,
    /// What its records may have in each picklist, by field. A field that is not named has what it has anyway; empty
    /// when Salesforce does not tell.
    #[serde(default)]
    pub picklists: BTreeMap<String, Vec<PicklistValue>>,
}

/// Records of another object that hang on this one's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// The other object.
    pub object: String,
    /// Its reference field.
    pub field: String,
    /// Do they go with the parent when it is deleted?
    pub cascades: bool,
}

impl ObjectDescribe {
    /// A field by API name; Salesforce does not tell letter cases apart.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldDescribe> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The record type of a record with these fields: the one that is given, else the one that a new record gets.
    /// `None` for the master type, and for a record that exists and whose type nobody named.
    #[must_use]
    pub fn type_of(&self, given: &BTreeMap<String, Value>, new: bool) -> Option<&RecordType> {
        let named = given.get(RECORD_TYPE).and_then(Value::as_str).map(str::trim).filter(|id| !id.is_empty());
        let named = named.map(|id| RecordId::new(id).map_or_else(|_| id.to_owned(), |id| id.to_string()));
        self.record_types.iter().find(|of| named.as_ref().map_or(new && of.default, |id| of.id == *id))
    }

    /// The object as records of one type have it: each picklist with the values of that type.
    #[must_use]
    pub fn with_type(&self, of: Option<&RecordType>) -> Cow<'_, Self> {
        let Some(of) = of.filter(|of| !of.picklists.is_empty()) else { return Cow::Borrowed(self) };
        let mut own = self.clone();
        for field in &mut own.fields {
            if let Some(values) = of.picklists.get(&field.name) {
                field.values.clone_from(values);
            }
        }
        Cow::Owned(own)
    }

    /// The nearest field name to one that is not there.
    #[must_use]
    pub fn nearest_field(&self, wrong: &str) -> Option<String> {
        nearest(wrong, self.fields.iter().map(|field| field.name.as_str())).map(str::to_owned)
    }
}

impl FieldDescribe {
    /// Whether a picklist value may stand beside this value of the controlling field.
    #[must_use]
    pub fn allows(&self, value: &PicklistValue, controlling: Option<&Value>) -> bool {
        let Some(valid_for) = &value.valid_for else { return true };
        let controlling = match controlling {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Bool(yes)) => yes.to_string(),
            _ => return false,
        };
        valid_for.contains(&controlling)
    }
}
