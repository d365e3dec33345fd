//! One field of an object.

/// A field of an object, as describe tells it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "describe gives exactly these independent flags")]
pub struct FieldSchema {
    /// API name, such as `MobilePhone`.
    pub name: &'static str,
    /// Label.
    pub label: &'static str,
    /// Type, and what only that type has.
    pub kind: FieldKind,
    /// Longest value in characters; 0 where length has no meaning.
    pub length: u32,
    /// Total number of digits of a decimal type, or the digits of an int; else 0.
    pub precision: u8,
    /// Digits after the point of a decimal type; else 0.
    pub scale: u8,
    /// May be null.
    pub nillable: bool,
    /// May be given when a row is created.
    pub createable: bool,
    /// May be changed later.
    pub updateable: bool,
    /// Gets a value by itself when a row is created without one.
    pub defaulted_on_create: bool,
    /// May stand in WHERE.
    pub filterable: bool,
    /// May stand in ORDER BY.
    pub sortable: bool,
    /// May stand in GROUP BY.
    pub groupable: bool,
    /// Only values of the picklist are taken.
    pub restricted_picklist: bool,
    /// Values of a picklist, multi-select picklist or combobox, in order.
    pub picklist: Vec<PicklistValue>,
    /// The field whose value decides which values are offered (dependent picklist).
    pub controlling_field: Option<&'static str>,
    /// An External ID: upsert may use it.
    pub external_id: bool,
    /// No two rows have the same value.
    pub unique: bool,
    /// May be used by upsert like an External ID (`Contact.Email`).
    pub id_lookup: bool,
    /// A formula or roll-up, worked out from other fields.
    pub calculated: bool,
    /// Numbered by the org (`CaseNumber`).
    pub auto_number: bool,
    /// The compound field this is a part of (`FirstName` -> `Name`, `MailingCity` -> `MailingAddress`).
    pub compound: Option<&'static str>,
    /// The field that names a row.
    pub name_field: bool,
    /// Read by `IN NAME FIELDS` of SOSL.
    pub in_name_search: bool,
}

/// The type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// The record id.
    Id,
    /// One line of text.
    Text,
    /// Several lines of text; above 255 characters it can be neither filtered nor sorted.
    TextArea,
    /// Telephone number as typed.
    Phone,
    /// E-mail address.
    Email,
    /// Web address.
    Url,
    /// One value of a list.
    Picklist,
    /// A list that takes other values too (`Task.Subject`).
    Combobox,
    /// Several values of a list, joined with `;`.
    MultiPicklist,
    /// True or false, never null.
    Boolean,
    /// Whole number.
    Int,
    /// Decimal number.
    Double,
    /// Amount of money.
    Currency,
    /// Percentage.
    Percent,
    /// Calendar date.
    Date,
    /// Moment in time.
    DateTime,
    /// Id of another record.
    Reference {
        /// The objects it may point to; more than one makes it polymorphic.
        to: &'static [&'static str],
        /// Name of the parent relationship in a field path (`Account`).
        relationship_name: Option<&'static str>,
    },
    /// Binary content, carried as base64.
    Base64,
    /// An address put together from its parts; read-only.
    Address,
}

impl FieldKind {
    /// The type's name in describe.
    #[must_use]
    pub fn describe_name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "string",
            Self::TextArea => "textarea",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Url => "url",
            Self::Picklist => "picklist",
            Self::Combobox => "combobox",
            Self::MultiPicklist => "multipicklist",
            Self::Boolean => "boolean",
            Self::Int => "int",
            Self::Double => "double",
            Self::Currency => "currency",
            Self::Percent => "percent",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Reference { .. } => "reference",
            Self::Base64 => "base64",
            Self::Address => "address",
        }
    }

    /// Whether values are text (ids and references included).
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Id
                | Self::Text
                | Self::TextArea
                | Self::Phone
                | Self::Email
                | Self::Url
                | Self::Picklist
                | Self::Combobox
                | Self::MultiPicklist
                | Self::Reference { .. }
        )
    }

    /// Whether values are numbers.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Double | Self::Currency | Self::Percent)
    }

    /// Whether values are record ids.
    #[must_use]
    pub fn is_id(self) -> bool {
        matches!(self, Self::Id | Self::Reference { .. })
    }
}

impl FieldSchema {
    /// Whether the admin added it.
    #[must_use]
    pub fn is_custom(&self) -> bool {
        self.name.ends_with("__c")
    }

    /// Whether a new row must bring a value for it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.createable && !self.nillable && !self.defaulted_on_create
    }

    /// Name of the parent relationship, when it is a reference that has one.
    #[must_use]
    pub fn relationship_name(&self) -> Option<&'static str> {
        match self.kind {
            FieldKind::Reference { relationship_name, .. } => relationship_name,
            _ => None,
        }
    }

    /// The objects it may point to; empty when it is no reference.
    #[must_use]
    pub fn reference_to(&self) -> &'static [&'static str] {
        match self.kind {
            FieldKind::Reference { to, .. } => to,
            _ => &[],
        }
    }

    /// Whether rows are found by a value of it without a look at all of them: references and phone numbers, as in the real
    /// org's own indexes.
    #[must_use]
    pub fn is_indexed(&self) -> bool {
        matches!(self.kind, FieldKind::Reference { .. } | FieldKind::Phone)
    }

    /// The value a new row gets when none is given, for picklists with a default.
    #[must_use]
    pub fn default_picklist_value(&self) -> Option<&'static str> {
        self.picklist.iter().find(|entry| entry.default).map(|entry| entry.value)
    }
}

/// One value of a picklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PicklistValue {
    /// What is stored.
    pub value: &'static str,
    /// What people see.
    pub label: &'static str,
    /// Whether it may be chosen for new rows.
    pub active: bool,
    /// Whether new rows get it by themselves.
    pub default: bool,
    /// For a dependent picklist: the values of the controlling field under which it may be chosen.
    pub valid_for: Option<&'static [&'static str]>,
}

impl PicklistValue {
    /// Whether this value may stand together with `controlling` of the controlling field.
    #[must_use]
    pub fn is_valid_for(&self, controlling: Option<&str>) -> bool {
        match (self.valid_for, controlling) {
            (None, _) => true,
            (Some(allowed), Some(value)) => allowed.contains(&value),
            (Some(_), None) => false,
        }
    }

    /// The `validFor` bitmap of describe, before base64: bit *i*, most significant first, stands for the
    /// *i*-th value of the controlling field
    /// (<https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_describesobjects_describesobjectresult.htm>).
    #[must_use]
    pub fn valid_for_bits(&self, controlling: &FieldSchema) -> Option<Vec<u8>> {
        let allowed = self.valid_for?;
        let mut bits = vec![0_u8; controlling.picklist.len().div_ceil(8)];
        for (index, entry) in controlling.picklist.iter().enumerate() {
            if allowed.contains(&entry.value) {
                bits[index / 8] |= 0x80 >> (index % 8);
            }
        }
        Some(bits)
    }
}
