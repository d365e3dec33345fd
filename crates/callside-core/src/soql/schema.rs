//! What queries are checked against: the objects that the user has, with the fields of those that were described.

use crate::nearest::nearest;
use crate::shape::{ChildShape, FieldShape, ObjectShape, OrgShape};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Objects by name, in any letter case.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// API name and label of every object of the user; empty while that was not asked.
    names: Vec<(String, String)>,
    described: BTreeMap<String, (String, Arc<ObjectShape>)>,
}

impl Schema {
    /// Objects that were described.
    pub fn describe(&mut self, object: &str, shape: Arc<ObjectShape>) {
        self.described.insert(object.to_ascii_lowercase(), (object.to_owned(), shape));
    }

    /// Every object that the user has: API name and label.
    pub fn name_all(&mut self, names: Vec<(String, String)>) {
        self.names = names;
    }

    /// What the org's shape tells.
    #[must_use]
    pub fn of(org: &OrgShape) -> Self {
        let mut schema = Self::default();
        for (name, shape) in &org.objects {
            schema.describe(name, Arc::new(shape.clone()));
        }
        schema
    }

    /// API name and shape of an object.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<(&str, &ObjectShape)> {
        let (name, shape) = self.described.get(&name.to_ascii_lowercase())?;
        Some((name, shape))
    }

    /// All names and labels.
    #[must_use]
    pub fn names(&self) -> &[(String, String)] {
        &self.names
    }

    /// Whether the user has this object; `None` while that is not known.
    pub(super) fn has(&self, name: &str) -> Option<bool> {
        if self.object(name).is_some() {
            return Some(true);
        }
        let known = !self.names.is_empty();
        known.then(|| self.names.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)))
    }

    pub(super) fn nearest_object(&self, wrong: &str) -> Option<&str> {
        let described = self.described.values().map(|(name, _)| name.as_str());
        nearest(wrong, self.names.iter().map(|(name, _)| name.as_str()).chain(described))
    }
}

/// A field in any letter case, with its API name.
pub(super) fn field<'s>(shape: &'s ObjectShape, name: &str) -> Option<(&'s str, &'s FieldShape)> {
    if let Some((name, field)) = shape.fields.get_key_value(name) {
        return Some((name, field));
    }
    let found = shape.fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
    Some((found.0, found.1))
}

/// The field behind a relationship to a parent.
pub(super) fn parent<'s>(shape: &'s ObjectShape, relationship: &str) -> Option<&'s FieldShape> {
    let same =
        |field: &&FieldShape| field.relationship.as_deref().is_some_and(|r| r.eq_ignore_ascii_case(relationship));
    shape.fields.values().find(same)
}

/// Child records by the name of their relationship.
pub(super) fn children<'s>(shape: &'s ObjectShape, relationship: &str) -> Option<&'s ChildShape> {
    shape.children.iter().find(|child| child.relationship.eq_ignore_ascii_case(relationship))
}
