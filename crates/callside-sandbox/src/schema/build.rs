//! The vocabulary that the object tables are written in: one line per field.

use super::{ChildRelationship, FieldKind, FieldSchema, ObjectFlags, ObjectSchema, PicklistValue, RecordType};

/// An object that can be created, changed, deleted, queried and searched, with its system fields.
pub(super) fn object(
    name: &'static str,
    label: &'static str,
    label_plural: &'static str,
    key_prefix: &'static str,
    fields: Vec<FieldSchema>,
) -> ObjectSchema {
    let mut all = vec![id(), flag("IsDeleted", "Deleted").read_only()];
    all.extend(fields);
    all.extend([
        moment("CreatedDate", "Created Date").automatic(),
        to_one("CreatedById", "Created By ID", &["User"], "CreatedBy").automatic(),
        moment("LastModifiedDate", "Last Modified Date").automatic(),
        to_one("LastModifiedById", "Last Modified By ID", &["User"], "LastModifiedBy").automatic(),
        moment("SystemModstamp", "System Modstamp").automatic(),
    ]);
    let flags = ObjectFlags { createable: true, updateable: true, deletable: true, queryable: true, searchable: true };
    ObjectSchema { name, label, label_plural, key_prefix, flags, fields: all, children: vec![], record_types: vec![] }
}

impl ObjectSchema {
    pub(super) fn not_searchable(mut self) -> Self {
        self.flags.searchable = false;
        self
    }

    /// Rows that only setup pages or the org itself write.
    pub(super) fn setup_only(mut self) -> Self {
        self.flags = ObjectFlags { createable: false, updateable: false, deletable: false, ..self.flags };
        self
    }

    /// Leaves out system fields that this object does not have.
    pub(super) fn without(mut self, names: &[&str]) -> Self {
        self.fields.retain(|field| !names.contains(&field.name));
        self
    }

    pub(super) fn child(mut self, name: &'static str, child_object: &'static str, field: &'static str) -> Self {
        self.children.push(ChildRelationship { name, child_object, field });
        self
    }

    /// Tasks, events and notes: what hangs on everything a call can be about.
    pub(super) fn activities(self, field: &'static str) -> Self {
        self.child("Tasks", "Task", field).child("Events", "Event", field).child("Notes", "Note", "ParentId").child(
            "ContentDocumentLinks",
            "ContentDocumentLink",
            "LinkedEntityId",
        )
    }

    pub(super) fn record_type(mut self, record_type: RecordType) -> Self {
        self.record_types.push(record_type);
        self
    }
}

fn field(name: &'static str, label: &'static str, kind: FieldKind, length: u32) -> FieldSchema {
    let long = kind == FieldKind::TextArea && length > 255;
    let plain = !matches!(kind, FieldKind::MultiPicklist | FieldKind::Base64 | FieldKind::Address) && !long;
    let groupable =
        plain && !matches!(kind, FieldKind::DateTime | FieldKind::Double | FieldKind::Currency | FieldKind::Percent);
    FieldSchema {
        name,
        label,
        kind,
        length,
        precision: 0,
        scale: 0,
        nillable: true,
        createable: true,
        updateable: true,
        defaulted_on_create: false,
        filterable: !long && kind != FieldKind::Base64,
        sortable: plain,
        groupable,
        restricted_picklist: false,
        picklist: Vec::new(),
        controlling_field: None,
        external_id: false,
        unique: false,
        id_lookup: false,
        calculated: false,
        auto_number: false,
        compound: None,
        name_field: false,
        in_name_search: false,
    }
}

fn id() -> FieldSchema {
    let mut id = field("Id", "Record ID", FieldKind::Id, 18).automatic();
    id.id_lookup = true;
    id
}

pub(super) fn text(name: &'static str, label: &'static str, length: u32) -> FieldSchema {
    field(name, label, FieldKind::Text, length)
}

pub(super) fn area(name: &'static str, label: &'static str, length: u32) -> FieldSchema {
    field(name, label, FieldKind::TextArea, length)
}

pub(super) fn phone(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::Phone, 40)
}

pub(super) fn email(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::Email, 80)
}

pub(super) fn url(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::Url, 255)
}

pub(super) fn flag(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::Boolean, 0).defaulted()
}

pub(super) fn int(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::Int, 0).digits(8, 0)
}

pub(super) fn double(name: &'static str, label: &'static str, scale: u8) -> FieldSchema {
    field(name, label, FieldKind::Double, 0).digits(18, scale)
}

pub(super) fn currency(name: &'static str, label: &'static str, scale: u8) -> FieldSchema {
    field(name, label, FieldKind::Currency, 0).digits(18, scale)
}

pub(super) fn percent(name: &'static str, label: &'static str, digits: u8, scale: u8) -> FieldSchema {
    field(name, label, FieldKind::Percent, 0).digits(digits, scale)
}

pub(super) fn date(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::Date, 0)
}

pub(super) fn moment(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::DateTime, 0)
}

pub(super) fn binary(name: &'static str, label: &'static str) -> FieldSchema {
    field(name, label, FieldKind::Base64, 0)
}

/// A reference whose parent can be reached in a field path.
pub(super) fn to_one(
    name: &'static str,
    label: &'static str,
    to: &'static [&'static str],
    relationship: &'static str,
) -> FieldSchema {
    field(name, label, FieldKind::Reference { to, relationship_name: Some(relationship) }, 18)
}

/// An id of something that the stand-in has no object for, or no path to.
pub(super) fn bare_reference(name: &'static str, label: &'static str, to: &'static [&'static str]) -> FieldSchema {
    field(name, label, FieldKind::Reference { to, relationship_name: None }, 18)
}

pub(super) fn picklist(name: &'static str, label: &'static str, values: &[&'static str]) -> FieldSchema {
    let mut picklist = field(name, label, FieldKind::Picklist, 255);
    picklist.picklist = values.iter().map(|value| entry(value)).collect();
    picklist
}

pub(super) fn combobox(name: &'static str, label: &'static str, values: &[&'static str]) -> FieldSchema {
    FieldSchema { kind: FieldKind::Combobox, ..picklist(name, label, values) }
}

pub(super) fn multi_picklist(name: &'static str, label: &'static str, values: &[&'static str]) -> FieldSchema {
    let mut field = field(name, label, FieldKind::MultiPicklist, 4099);
    field.picklist = values.iter().map(|value| entry(value)).collect();
    field
}

fn entry(value: &'static str) -> PicklistValue {
    PicklistValue { value, label: value, active: true, default: false, valid_for: None }
}

/// Street, city, state, postal code and country with a prefix, and the address made of them.
pub(super) fn address(names: [&'static str; 6], label: [&'static str; 6]) -> Vec<FieldSchema> {
    let [street, city, state, postal_code, country, whole] = names;
    let part = |field: FieldSchema| field.part_of(whole);
    vec![
        part(area(street, label[0], 255)),
        part(text(city, label[1], 40)),
        part(text(state, label[2], 80)),
        part(text(postal_code, label[3], 20)),
        part(text(country, label[4], 80)),
        field(whole, label[5], FieldKind::Address, 0).read_only(),
    ]
}

impl FieldSchema {
    fn digits(mut self, precision: u8, scale: u8) -> Self {
        self.precision = precision;
        self.scale = scale;
        self
    }

    pub(super) fn length(mut self, length: u32) -> Self {
        self.length = length;
        self
    }

    pub(super) fn required(mut self) -> Self {
        self.nillable = false;
        self
    }

    /// Never null: the org fills it when a new row does not.
    pub(super) fn defaulted(mut self) -> Self {
        self.nillable = false;
        self.defaulted_on_create = true;
        self
    }

    pub(super) fn read_only(mut self) -> Self {
        self.createable = false;
        self.updateable = false;
        self
    }

    pub(super) fn create_only(mut self) -> Self {
        self.updateable = false;
        self
    }

    /// Written by the org on every row.
    pub(super) fn automatic(self) -> Self {
        self.defaulted().read_only()
    }

    pub(super) fn calculated(mut self) -> Self {
        self.calculated = true;
        self.read_only()
    }

    pub(super) fn auto_numbered(mut self) -> Self {
        self.auto_number = true;
        self.automatic()
    }

    pub(super) fn part_of(mut self, compound: &'static str) -> Self {
        self.compound = Some(compound);
        self
    }

    pub(super) fn naming(mut self) -> Self {
        self.name_field = true;
        self.in_name_search = true;
        self
    }

    pub(super) fn in_name_search(mut self) -> Self {
        self.in_name_search = true;
        self
    }

    pub(super) fn restricted(mut self) -> Self {
        self.restricted_picklist = true;
        self
    }

    pub(super) fn id_lookup(mut self) -> Self {
        self.id_lookup = true;
        self
    }

    pub(super) fn external_id(mut self) -> Self {
        self.external_id = true;
        self.unique = true;
        self.id_lookup()
    }

    /// The picklist value of a new row that names none.
    pub(super) fn starting_as(mut self, value: &str) -> Self {
        for entry in &mut self.picklist {
            entry.default = entry.value == value;
        }
        self
    }

    pub(super) fn labelled(mut self, value: &str, label: &'static str) -> Self {
        for entry in self.picklist.iter_mut().filter(|entry| entry.value == value) {
            entry.label = label;
        }
        self
    }

    /// A value that old rows may hold, but that nobody can choose any more.
    pub(super) fn retired(mut self, value: &str) -> Self {
        for entry in self.picklist.iter_mut().filter(|entry| entry.value == value) {
            entry.active = false;
        }
        self
    }

    /// Which values go with which value of the controlling field.
    pub(super) fn depends_on(mut self, controlling: &'static str, valid: &[(&str, &'static [&'static str])]) -> Self {
        self.controlling_field = Some(controlling);
        for entry in &mut self.picklist {
            let row = valid.iter().find(|(value, _)| *value == entry.value);
            entry.valid_for = Some(row.map_or(&[], |(_, allowed)| *allowed));
        }
        self
    }
}
