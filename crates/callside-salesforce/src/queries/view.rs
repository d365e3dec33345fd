//! Which fields of a caller's object are asked for.

use super::{is_visible, record_type};
use crate::settings::Settings;
use crate::soql::{Condition, FieldPath};
use callside_core::phone_fields::PhoneFields;
use callside_core::record::CallerObject;
use callside_core::shape::OrgShape;

/// One kind of caller as this user sees it: no field in it is hidden, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Which object.
    pub object: CallerObject,
    /// Phone fields, most telling first.
    pub phones: Vec<FieldPath>,
    /// Those of them that a query can compare; Salesforce does not filter by encrypted ones.
    pub(super) compared: Vec<FieldPath>,
    /// Further fields that the admin wants shown, with their labels.
    pub extra: Vec<(String, FieldPath)>,
    details: Vec<FieldPath>,
}

impl View {
    /// The view by settings and the org's shape; without a shape every field is assumed to be there. `None` when
    /// the user may not see the object.
    #[must_use]
    pub fn of(object: CallerObject, settings: &Settings, org: Option<&OrgShape>) -> Option<Self> {
        let name = object.api_name();
        if org.is_some_and(|org| !org.objects.contains_key(name)) {
            return None;
        }
        let visible = |path: &&FieldPath| is_visible(org, name, path);
        let label = |path: &FieldPath| org.map_or_else(|| path.to_string(), |org| org.label_along(name, path.as_str()));
        let extra = settings.extra_fields.get(&object).into_iter().flatten().filter(visible);
        let extra = extra.map(|path| (label(path), path.clone())).collect();
        let details = details(object).iter().filter(visible).cloned().chain(record_type(org, name)).collect();
        let (phones, compared) = phones(object, &settings.phone_fields, org);
        Some(Self { object, phones, compared, extra, details })
    }

    /// All fields, each once, for SELECT and RETURNING.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldPath> {
        let extra = self.extra.iter().map(|(_, path)| path);
        let mut fields: Vec<FieldPath> = Vec::new();
        for field in self.details.iter().chain(&self.phones).chain(extra) {
            if !fields.iter().any(|known| known.same_as(field)) {
                fields.push(field.clone());
            }
        }
        fields
    }

    /// Converted Leads are Contacts by now, and cannot be changed.
    pub(super) fn standing_filter(&self) -> Option<Condition> {
        (self.object == CallerObject::Lead).then(|| Condition::eq(FieldPath::known("IsConverted"), false))
    }
}

/// The phone fields that this user sees, and those of them that can be filtered by.
fn phones(object: CallerObject, fields: &PhoneFields, org: Option<&OrgShape>) -> (Vec<FieldPath>, Vec<FieldPath>) {
    // A name that is none comes from a file; the org has no such field.
    let path = |name: &str| FieldPath::new(name).ok();
    let Some(org) = org else {
        let all: Vec<_> = fields.of(object).filter_map(path).collect();
        return (all.clone(), all);
    };
    let usable = || fields.usable(object, org);
    let compared = usable().filter(|(_, shape)| shape.filterable).filter_map(|(name, _)| path(name)).collect();
    (usable().filter_map(|(name, _)| path(name)).collect(), compared)
}

fn details(object: CallerObject) -> &'static [FieldPath] {
    static CONTACT: [FieldPath; 8] = [
        FieldPath::known("Name"),
        FieldPath::known("Title"),
        FieldPath::known("Email"),
        FieldPath::known("AccountId"),
        FieldPath::known("Account.Name"),
        FieldPath::known("Owner.Name"),
        FieldPath::known("DoNotCall"),
        FieldPath::known("LastModifiedDate"),
    ];
    static LEAD: [FieldPath; 8] = [
        FieldPath::known("Name"),
        FieldPath::known("Title"),
        FieldPath::known("Email"),
        FieldPath::known("Company"),
        FieldPath::known("Owner.Name"),
        FieldPath::known("Status"),
        FieldPath::known("DoNotCall"),
        FieldPath::known("LastModifiedDate"),
    ];
    static ACCOUNT: [FieldPath; 3] =
        [FieldPath::known("Name"), FieldPath::known("Owner.Name"), FieldPath::known("LastModifiedDate")];
    match object {
        CallerObject::Contact => &CONTACT,
        CallerObject::Lead => &LEAD,
        CallerObject::Account => &ACCOUNT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::shape::{FieldShape, ObjectShape};

    #[test]
    fn a_view_holds_only_what_the_user_sees() {
        let mut settings = Settings::default();
        settings.extra_fields.insert(CallerObject::Lead, vec![FieldPath::known("Rating"), FieldPath::known("Status")]);
        let all = View::of(CallerObject::Lead, &settings, None).unwrap();
        assert_eq!((all.phones.len(), all.fields().len()), (3, 12), "Status is asked for once");

        let mut org = OrgShape::default();
        assert_eq!(View::of(CallerObject::Lead, &settings, Some(&org)), None);
        let mut lead = ObjectShape::default();
        for field in ["Name", "Fax", "Rating"] {
            let kind = if field == "Fax" { "phone" } else { "string" }.to_owned();
            lead.fields
                .insert(field.into(), FieldShape { label: format!("The {field}"), kind, ..FieldShape::default() });
        }
        org.objects.insert("Lead".into(), lead);
        let some = View::of(CallerObject::Lead, &settings, Some(&org)).unwrap();
        assert_eq!(some.fields(), ["Name", "Fax", "Rating"].map(FieldPath::known));
        assert_eq!(some.extra, [("The Rating".to_owned(), FieldPath::known("Rating"))]);
        assert_eq!((some.phones.len(), some.compared.len()), (1, 0), "searched, but no query can filter by it");
    }
}
