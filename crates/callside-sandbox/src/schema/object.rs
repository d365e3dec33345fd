//! One object (sObject type) and what hangs on it.

use super::field::FieldSchema;

/// An object of the org.
#[derive(Debug, Clone)]
pub struct ObjectSchema {
    /// API name, such as `Contact`.
    pub name: &'static str,
    /// Label in the singular.
    pub label: &'static str,
    /// Label in the plural.
    pub label_plural: &'static str,
    /// First three characters of its ids, such as `003`; empty for objects without rows of their own.
    pub key_prefix: &'static str,
    /// What a caller may do with rows of this object.
    pub flags: ObjectFlags,
    /// Its fields, in the order of describe.
    pub fields: Vec<FieldSchema>,
    /// Child relationships, for subqueries and describe.
    pub children: Vec<ChildRelationship>,
    /// Record types besides the master one.
    pub record_types: Vec<RecordType>,
}

/// What a caller may do with rows of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "describe gives exactly these independent flags")]
pub struct ObjectFlags {
    /// Rows can be created through the API.
    pub createable: bool,
    /// Rows can be changed.
    pub updateable: bool,
    /// Rows can be deleted.
    pub deletable: bool,
    /// The object may stand in FROM.
    pub queryable: bool,
    /// The object may stand in RETURNING.
    pub searchable: bool,
}

impl ObjectSchema {
    /// The field called `name`, in any letter case.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldSchema> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The reference field behind a parent relationship (`Account` -> `AccountId`), in any letter case.
    #[must_use]
    pub fn parent_relationship(&self, name: &str) -> Option<&FieldSchema> {
        self.fields
            .iter()
            .find(|field| field.relationship_name().is_some_and(|relationship| relationship.eq_ignore_ascii_case(name)))
    }

    /// The child relationship called `name` (`Contacts`), in any letter case.
    #[must_use]
    pub fn child_relationship(&self, name: &str) -> Option<&ChildRelationship> {
        self.children.iter().find(|child| child.name.eq_ignore_ascii_case(name))
    }

    /// The field that names a row (`Name`, `Subject`, `CaseNumber`, ...).
    #[must_use]
    pub fn name_field(&self) -> Option<&FieldSchema> {
        self.fields.iter().find(|field| field.name_field)
    }
}

/// A child relationship: the rows of another object that point here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildRelationship {
    /// Relationship name, as a subquery says it (`Contacts`).
    pub name: &'static str,
    /// The object of the children.
    pub child_object: &'static str,
    /// The field of the child that points to the parent.
    pub field: &'static str,
}

/// A record type. Every object also has the master record type `012000000000000AAA`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordType {
    /// Id of 18 characters.
    pub id: &'static str,
    /// Label.
    pub name: &'static str,
    /// API name.
    pub developer_name: &'static str,
    /// Whether it may be used.
    pub active: bool,
    /// Whether a new row gets it when none is named.
    pub default: bool,
    /// Picklist values that its rows may have, by field. A field that is not named has all of its values.
    pub offers: &'static [(&'static str, &'static [&'static str])],
}

impl RecordType {
    /// The record type that every object has, and that no row carries.
    pub const MASTER: Self = Self {
        id: "012000000000000AAA",
        name: "Master",
        developer_name: "Master",
        active: true,
        default: false,
        offers: &[],
    };

    /// Whether rows of this type may have a value in a picklist.
    #[must_use]
    pub fn offers(&self, field: &str, value: &str) -> bool {
        let of = self.offers.iter().find(|(name, _)| *name == field);
        of.is_none_or(|(_, values)| values.contains(&value))
    }
}
