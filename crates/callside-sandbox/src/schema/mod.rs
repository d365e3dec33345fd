//! What the org is made of: objects, fields, picklists and record types.
//!
//! Names, types, lengths and picklist values follow the Salesforce Object Reference
//! (<https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/>);
//! the few `__c` fields are the stand-in's own and make it as awkward as a real org.

mod activities;
mod build;
mod cases;
mod content;
mod derived;
mod field;
mod object;
mod org;
mod people;
mod picklists;
mod rows;
mod sales;
mod stages;

pub use derived::{value_in, value_of};
pub use field::{FieldKind, FieldSchema, PicklistValue};
pub use object::{ChildRelationship, ObjectFlags, ObjectSchema, RecordType};
pub use rows::{Record, Rows, Scope, same_id};
pub use stages::{STAGES, Stage, stage};

/// What an admin chose when the org was set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrgOptions {
    /// Whether `Task.CallKey__c` (Text 255, External ID, Unique) was deployed.
    pub call_key: bool,
}

impl Default for OrgOptions {
    fn default() -> Self {
        Self { call_key: true }
    }
}

/// All objects of the org. Names are looked up without regard to case, as Salesforce does.
#[derive(Debug, Clone)]
pub struct Schema {
    objects: Vec<ObjectSchema>,
}

impl Schema {
    /// The org as it is delivered, with `Task.CallKey__c`.
    #[must_use]
    pub fn standard() -> Self {
        Self::with_options(OrgOptions::default())
    }

    /// The org with the given choices of its admin.
    #[must_use]
    pub fn with_options(options: OrgOptions) -> Self {
        let mut objects = people::objects();
        objects.extend(sales::objects());
        objects.extend(cases::objects());
        objects.extend(activities::objects(options));
        objects.extend(content::objects());
        objects.extend(org::objects());
        Self { objects }
    }

    /// The object called `name`, in any letter case.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&ObjectSchema> {
        self.objects.iter().find(|object| object.name.eq_ignore_ascii_case(name))
    }

    /// The field `field` of the object `object`, both in any letter case.
    #[must_use]
    pub fn field(&self, object: &str, field: &str) -> Option<&FieldSchema> {
        self.object(object)?.field(field)
    }

    /// Every object, in the order of the tables.
    #[must_use]
    pub fn objects(&self) -> &[ObjectSchema] {
        &self.objects
    }

    /// The object that an id belongs to, by its first three characters (which are case-sensitive).
    ///
    /// `069` is shared: a ContentNote is a ContentDocument, so the answer is ContentDocument.
    #[must_use]
    pub fn object_of_id(&self, id: &str) -> Option<&ObjectSchema> {
        let prefix = id.get(..3)?;
        self.objects.iter().find(|object| object.key_prefix == prefix)
    }
}
