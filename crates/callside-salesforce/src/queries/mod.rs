//! Every query that Callside sends, as pure functions: what is known goes in, a built query comes out.

mod callers;
mod context;
mod mark;
mod people;
mod view;

pub use callers::{Exact, by_case_number, by_id, by_phone, find_phone, plain};
pub use context::{open_cases, opportunities_by_role, opportunities_of_account, tasks_of};
pub use mark::{MarkText, commit_mark};
pub use people::permission_sets;
pub use view::View;

use crate::soql::{FieldPath, ObjectName};
use callside_core::describe::RECORD_TYPE;
use callside_core::record::CallerObject;
use callside_core::shape::OrgShape;

/// Most candidates of one kind that a look-up brings; more cannot be chosen from during a call.
const MOST_CANDIDATES: u32 = 50;

/// A caller's object by its name in queries.
pub(crate) const fn object(of: CallerObject) -> ObjectName {
    ObjectName::known(of.api_name())
}

/// The record type of rows, where the org is known to have types for the object. Nobody asks for it on a guess: an org
/// without record types refuses the whole query.
pub(crate) fn record_type(org: Option<&OrgShape>, object: &str) -> Option<FieldPath> {
    let shape = org?.objects.get(object)?;
    let has = !shape.record_types.is_empty() && shape.fields.contains_key(RECORD_TYPE);
    has.then(|| FieldPath::known(RECORD_TYPE))
}

/// Whether the user may see a field, as far as the org's shape tells: without one, everything is assumed.
///
/// A path through a relationship needs the reference field (`AccountId` for `Account.Name`) and, where the shape
/// knows the parent object, the field there.
pub(crate) fn is_visible(org: Option<&OrgShape>, object: &str, path: &FieldPath) -> bool {
    let Some(org) = org else { return true };
    let names: Vec<&str> = path.names().collect();
    org.objects.contains_key(object) && leads(org, object, &names)
}

/// A parent that nobody described is taken to have what is asked of it; accounts are always described, or hidden.
fn leads(org: &OrgShape, object: &str, names: &[&str]) -> bool {
    let Some(shape) = org.objects.get(object) else { return object != "Account" };
    let Some((first, rest)) = names.split_first() else { return false };
    let field = |wanted: &str| {
        let mut fields = shape.fields.iter();
        fields.find(|(known, _)| known.eq_ignore_ascii_case(wanted)).map(|(_, field)| field)
    };
    if rest.is_empty() {
        return *first == "Id" || field(first).is_some();
    }
    let reference = match first.strip_suffix("__r") {
        Some(custom) => field(&format!("{custom}__c")),
        None => field(&format!("{first}Id")),
    };
    match reference.map(|field| &field.references[..]) {
        None => false,
        Some([only]) => leads(org, only, rest),
        Some([]) => *first != "Account" || org.objects.contains_key("Account"),
        // Of several objects only what they have in common can be asked for.
        Some(_) => rest.len() == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::shape::{FieldShape, ObjectShape};

    #[test]
    fn a_path_is_visible_by_its_reference_field() {
        let mut org = OrgShape::default();
        let mut contact = ObjectShape::default();
        for field in ["Name", "AccountId", "Plan__c"] {
            contact.fields.insert(field.into(), FieldShape::default());
        }
        org.objects.insert("Contact".into(), contact);
        let visible = |org: &OrgShape, path: &str| is_visible(Some(org), "Contact", &FieldPath::new(path).unwrap());
        for (path, expected) in [
            ("Id", true),
            ("Name", true),
            ("name", true),
            ("Title", false),
            ("Plan__r.Name", true),
            ("Owner.Name", false),
            ("Account.Name", false),
        ] {
            assert_eq!(visible(&org, path), expected, "{path}");
        }
        org.objects.insert("Account".into(), ObjectShape::default());
        assert!(visible(&org, "Account.Name"));
        let to_account = FieldShape { references: vec!["Account".into()], ..FieldShape::default() };
        let to_user = FieldShape { references: vec!["User".into()], ..FieldShape::default() };
        org.objects.get_mut("Contact").unwrap().fields.insert("AccountId".into(), to_account);
        let account = org.objects.get_mut("Account").unwrap();
        account.fields.insert("Name".into(), FieldShape::default());
        account.fields.insert("OwnerId".into(), to_user);
        // What a described parent lacks cannot be asked for; a parent that nobody described is believed.
        for (path, expected) in [
            ("Account.Name", true),
            ("account.name", true),
            ("Account.Tier__c", false),
            ("Account.Owner.Email", true),
            ("Account.Parent.Name", false),
        ] {
            assert_eq!(visible(&org, path), expected, "{path}");
        }
        assert!(!is_visible(Some(&org), "Lead", &FieldPath::known("Name")));
        assert!(is_visible(None, "Lead", &FieldPath::known("Anything__c")));
    }
}
