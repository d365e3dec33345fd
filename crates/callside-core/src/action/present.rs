//! What stands in a record that is to be changed: its form begins with that, and what was seen there is compared again
//! before anything is written.

use super::bind::with_inputs;
use super::form::typable;
use super::template::WrittenAs;
use super::{Answer, Given, Request, Step};
use crate::describe::{FieldDescribe, FieldKind, ObjectDescribe, RECORD_TYPE};
use crate::facts::Facts;
use crate::ids::RecordId;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Most characters of field names in one question: it must fit into an address.
const MOST: usize = 9_000;
/// Standard objects whose records are called by `Name`. Source: Salesforce object reference. Those that people make have
/// the field always.
const NAMED: [&str; 16] = [
    "Account",
    "Asset",
    "BusinessHours",
    "Campaign",
    "Contact",
    "Entitlement",
    "Group",
    "Individual",
    "Lead",
    "Opportunity",
    "Pricebook2",
    "PricebookEntry",
    "Product2",
    "Profile",
    "RecordType",
    "User",
];

/// What stands in a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Present {
    /// The record.
    pub id: Option<RecordId>,
    /// Values of its fields, as Salesforce gave them.
    pub fields: BTreeMap<String, Json>,
    /// What people call the records in its reference fields, where they may see them.
    pub names: BTreeMap<String, String>,
}

impl Present {
    /// Reads the answer to [`present`]'s question.
    #[must_use]
    pub fn read(request: &Request, answer: &Answer, describe: Option<&ObjectDescribe>) -> Self {
        let (Request::Get { show, body: asked, id, .. }, Answer::Record { row, body }) = (request, answer) else {
            return Self::default();
        };
        let own = show.iter().filter(|path| !path.contains('.'));
        let mut fields: BTreeMap<String, Json> = own.map(|name| (name.clone(), row.values[name].clone())).collect();
        if let (Some(field), Some(text)) = (asked, body) {
            fields.insert(field.clone(), text.as_str().into());
        }
        let name = |field: &FieldDescribe| {
            let way = name_of(field)?;
            let name = way.split('.').fold(&row.values, |value, name| &value[name]).as_str()?;
            Some((field.name.clone(), name.to_owned()))
        };
        let names = describe.into_iter().flat_map(|describe| &describe.fields).filter_map(name);
        Self { id: Some(id.clone()), names: names.collect(), fields }
    }
}

/// Asks for what stands in the fields that this step offers to change, and for the names of the records in them. `None`
/// for a step that changes nothing, and while it is not known which record is meant.
#[must_use]
pub fn present(step: &Step, given: &Given, facts: &Facts, describe: Option<&ObjectDescribe>) -> Option<Request> {
    let Step::Update { object, id, fields: specs, open, .. } = step else { return None };
    let id = id.fill(&with_inputs(facts, &given.inputs))?;
    let id = RecordId::new(id.to_string().trim()).ok()?;
    let shown = || specs.iter().filter(|spec| !spec.hidden);
    let body = shown().find(|spec| spec.written_as == Some(WrittenAs::Note)).map(|spec| spec.field.clone());
    let named = |name: &str| specs.iter().any(|spec| spec.field.eq_ignore_ascii_case(name));
    let mut show = Vec::new();
    if let Some(describe) = describe {
        let wanted = shown().filter(|spec| spec.written_as.is_none());
        let offered = wanted.filter_map(|spec| describe.field(&spec.field)).filter(|field| field.updateable);
        let others = describe.fields.iter().filter(|field| *open && field.updateable && !named(&field.name));
        for field in offered.chain(others.filter(|field| typable(field.kind))) {
            let name = name_of(field);
            let length = |paths: &[String]| paths.iter().map(|path| path.len() + 3).sum::<usize>();
            if length(&show) + field.name.len() + name.as_ref().map_or(0, String::len) > MOST {
                break;
            }
            show.push(field.name.clone());
            show.extend(name);
        }
    } else {
        show.extend(shown().filter(|spec| spec.written_as.is_none()).map(|spec| spec.field.clone()));
    }
    Some(Request::Get { object: object.clone(), id, show, body })
}

/// Where the name of the record in a field is read.
pub(super) fn name_of(field: &FieldDescribe) -> Option<String> {
    let has_name = match &field.refers_to[..] {
        [only] => only.ends_with("__c") || NAMED.contains(&only.as_str()),
        // What several objects have in common has a name: SOQL and SOSL Reference, "Understanding polymorphic keys".
        several => !several.is_empty(),
    };
    let shown = field.kind == FieldKind::Reference && field.name != RECORD_TYPE && has_name;
    let way = field.relationship.as_ref().filter(|_| shown)?;
    Some(format!("{way}.Name"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Row;
    use serde_json::json;

    fn step(open: bool) -> Step {
        let fields =
            json!([{ "field": "Title" }, { "field": "ReportsToId" }, { "field": "Hidden__c", "hidden": true }]);
        let step = json!({ "do": "update", "object": "Contact", "id": "{{input.id}}", "fields": fields, "open": open });
        serde_json::from_value(step).unwrap()
    }

    fn describe() -> ObjectDescribe {
        let field = |name: &str, kind: FieldKind, to: &[&str]| FieldDescribe {
            name: name.into(),
            kind,
            updateable: name != "CreatedDate",
            refers_to: to.iter().map(|object| (*object).to_owned()).collect(),
            relationship: name.strip_suffix("Id").map(str::to_owned),
            ..FieldDescribe::default()
        };
        let fields = vec![
            field("Title", FieldKind::Text, &[]),
            field("ReportsToId", FieldKind::Reference, &["Contact"]),
            field("OwnerId", FieldKind::Reference, &["Group", "User"]),
            field("CaseId", FieldKind::Reference, &["Case"]),
            field("RecordTypeId", FieldKind::Reference, &["RecordType"]),
            field("MailingAddress", FieldKind::Other, &[]),
            field("CreatedDate", FieldKind::Moment, &[]),
        ];
        ObjectDescribe { name: "Contact".into(), fields, ..ObjectDescribe::default() }
    }

    fn given(id: &str) -> Given {
        Given { inputs: BTreeMap::from([("id".to_owned(), json!(id))]), ..Given::default() }
    }

    #[test]
    fn what_the_form_offers_is_asked_for_with_the_names_of_records() {
        let described = describe();
        let shown = |open: bool, describe: Option<&ObjectDescribe>| {
            let request = present(&step(open), &given("003000000000001AAA"), &Facts::new(), describe).unwrap();
            let Request::Get { show, .. } = request else { panic!("{request:?}") };
            show.join(" ")
        };
        assert_eq!(shown(false, Some(&described)), "Title ReportsToId ReportsTo.Name");
        let all = "Title ReportsToId ReportsTo.Name OwnerId Owner.Name CaseId RecordTypeId";
        assert_eq!(shown(true, Some(&described)), all);
        assert_eq!(shown(true, None), "Title ReportsToId");
    }

    #[test]
    fn an_answer_is_read_with_what_is_empty_and_without_names_that_may_not_be_seen() {
        let described = describe();
        let request = present(&step(true), &given("003000000000001AAA"), &Facts::new(), Some(&described)).unwrap();
        let values = json!({ "Title": null, "ReportsToId": "003000000000002AAA", "ReportsTo": { "Name": "Ann" },
            "OwnerId": "005000000000001AAA", "Owner": null, "CaseId": null, "RecordTypeId": null });
        let row = Row { object: Some("Contact".into()), id: None, values };
        let read = Present::read(&request, &Answer::Record { row, body: None }, Some(&described));
        assert_eq!((&read.fields["Title"], &read.fields["OwnerId"]), (&Json::Null, &json!("005000000000001AAA")));
        assert_eq!(read.names, BTreeMap::from([("ReportsToId".to_owned(), "Ann".to_owned())]));
        assert!(!read.fields.contains_key("ReportsTo.Name") && !read.fields.contains_key("MailingAddress"));
    }

    #[test]
    fn without_a_record_and_for_what_changes_nothing_there_is_nothing_to_ask() {
        for hostile in ["", "Sarah", "003' OR Id != '", "{{caller.id}}"] {
            assert_eq!(present(&step(true), &given(hostile), &Facts::new(), Some(&describe())), None, "{hostile}");
        }
        let delete = json!({ "do": "delete", "object": "Contact", "id": "{{input.id}}" });
        let delete: Step = serde_json::from_value(delete).unwrap();
        assert_eq!(present(&delete, &given("003000000000001AAA"), &Facts::new(), None), None);
    }

    #[test]
    fn the_text_of_a_note_is_fetched_on_its_own_and_a_wide_object_is_cut() {
        let fields = json!([{ "field": "Title" }, { "field": "Content", "as": "note" }]);
        let note = json!({ "do": "update", "object": "ContentNote", "id": "{{input.id}}", "fields": fields });
        let note: Step = serde_json::from_value(note).unwrap();
        let request = present(&note, &given("069000000000001AAA"), &Facts::new(), None);
        let Some(Request::Get { show, body, .. }) = request else { panic!("{request:?}") };
        assert_eq!((show, body.as_deref()), (vec!["Title".to_owned()], Some("Content")));

        let mut wide = describe();
        wide.fields.extend((0..800).map(|n| FieldDescribe {
            name: format!("A_Field_Of_The_Org_Number_{n}__c"),
            updateable: true,
            ..FieldDescribe::default()
        }));
        let request = present(&step(true), &given("003000000000001AAA"), &Facts::new(), Some(&wide));
        let Some(Request::Get { show, .. }) = request else { panic!("{request:?}") };
        assert!(show.len() > 200 && show.iter().map(|path| path.len() + 3).sum::<usize>() < 10_000);
    }
}
