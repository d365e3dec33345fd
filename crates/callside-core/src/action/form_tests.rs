use super::*;
use crate::action::{BadValue, BindFault, Request, bind, catalogue, defaults};
use crate::facts::Facts;
use crate::plan::Value as Written;
use jiff::tz::TimeZone;
use serde_json::json;

const SUPPORT: &str = "012000000000001AAA";
const BILLING: &str = "012000000000002AAA";

fn value(value: &str, default: bool, valid_for: Option<&[&str]>) -> PicklistValue {
    let valid_for = valid_for.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    PicklistValue { value: value.into(), label: value.into(), default, valid_for }
}

/// Cases with two record types: billing questions know fewer statuses and issues.
fn case() -> ObjectDescribe {
    let field = |name: &str, kind, values: Vec<PicklistValue>, controller: Option<&str>| FieldDescribe {
        name: name.into(),
        label: name.into(),
        kind,
        createable: true,
        updateable: true,
        restricted: true,
        values,
        controller: controller.map(str::to_owned),
        ..FieldDescribe::default()
    };
    let statuses = || vec![value("New", true, None), value("Escalated", false, None)];
    let issues = || vec![value("No connection", false, Some(&["Devices"])), value("Refund", false, Some(&["Billing"]))];
    let areas = || vec![value("Devices", false, None), value("Billing", false, None)];
    let of = |id: &str, name: &str, default, lists: [(&str, Vec<PicklistValue>); 3]| RecordType {
        id: id.into(),
        name: name.into(),
        default,
        picklists: lists.into_iter().map(|(field, values)| (field.to_owned(), values)).collect(),
    };
    ObjectDescribe {
        name: "Case".into(),
        fields: vec![
            field("Subject", FieldKind::Text, vec![], None),
            field("RecordTypeId", FieldKind::Reference, vec![], None),
            field("Status", FieldKind::Picklist, statuses(), None),
            field("Product_Area__c", FieldKind::Picklist, areas(), None),
            field("Product_Issue__c", FieldKind::Picklist, issues(), Some("Product_Area__c")),
        ],
        record_types: vec![
            of(
                SUPPORT,
                "Support",
                true,
                [("Status", statuses()), ("Product_Area__c", areas()), ("Product_Issue__c", issues())],
            ),
            of(
                BILLING,
                "Billing question",
                false,
                [
                    ("Status", vec![value("Received", true, None), value("New", false, None)]),
                    ("Product_Area__c", areas().split_off(1)),
                    ("Product_Issue__c", issues().split_off(1)),
                ],
            ),
        ],
        ..ObjectDescribe::default()
    }
}

fn shown(name: &str, given: &Given) -> Form {
    let template = catalogue::template(name).expect("a template");
    let step = &template.steps[0];
    let given = defaults(template, step, given, &Facts::new(), Some(&case()));
    form(template, step, Some(&case()), &given)
}

fn given(fields: Value) -> Given {
    Given { fields: serde_json::from_value(fields).unwrap(), ..Given::default() }
}

fn field<'f>(form: &'f Form, name: &str) -> &'f FormField {
    form.fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("{name} in {form:?}"))
}

fn values(field: &FormField) -> Vec<&str> {
    let FormKind::Choice { values, .. } = &field.kind else { panic!("a list: {field:?}") };
    values.iter().map(|value| value.value.as_str()).collect()
}

#[test]
fn a_new_record_begins_with_the_types_that_the_user_may_use_and_the_lists_of_the_default_one() {
    let form = shown("case.create", &Given::default());
    let first = form.fields.iter().find(|field| !field.is_input).unwrap();
    assert_eq!((first.name.as_str(), first.more, values(first)), ("RecordTypeId", false, vec![SUPPORT, BILLING]));
    assert_eq!(first.value, Some(json!(SUPPORT)));
    assert_eq!(values(field(&form, "Status")), ["New", "Escalated"]);
    let billing = form.types.iter().find(|of| of.id == BILLING).unwrap();
    assert_eq!(billing.lists["Status"][0].value, "Received");
    assert!(billing.lists.keys().all(|name| form.fields.iter().any(|field| field.name == *name)));
}

#[test]
fn the_lists_and_what_stands_in_them_are_those_of_the_given_type() {
    let form = shown("case.create", &given(json!({ "RecordTypeId": BILLING })));
    assert_eq!(field(&form, "RecordTypeId").value, Some(json!(BILLING)));
    let status = field(&form, "Status");
    assert_eq!((values(status), &status.value), (vec!["Received", "New"], &Some(json!("Received"))));
}

#[test]
fn a_change_offers_types_without_setting_one() {
    let form = shown("case.update", &Given::default());
    let typed = field(&form, "RecordTypeId");
    assert_eq!((typed.value.as_ref(), values(typed)), (None, vec![SUPPORT, BILLING]));
    assert_eq!(values(field(&form, "Status")), ["New", "Escalated"], "nobody knows the type of the record");
}

#[test]
fn what_is_sent_is_of_the_record_type() {
    let template = catalogue::template("case.create").expect("a template");
    let sent = |fields: Value| {
        bind(&template.steps[0], &given(fields), &Facts::new(), Some(&case()), &TimeZone::UTC)
            .map(|bound| bound.request)
    };
    let bad = |fields: Value| match sent(fields).unwrap_err().remove(0) {
        BindFault::Value { name, bad: BadValue::NotListed { nearest, .. }, .. } => (name, nearest),
        other => panic!("{other:?}"),
    };
    let Request::Create { fields, .. } = sent(json!({ "RecordTypeId": BILLING, "Status": "received" })).unwrap() else {
        panic!("a new record")
    };
    assert_eq!(fields["Status"], Written::text("Received"));
    assert_eq!(
        bad(json!({ "RecordTypeId": BILLING, "Status": "Receivd" })),
        ("Status".into(), Some("Received".into()))
    );
    assert_eq!(bad(json!({ "Status": "Received" })).0, "Status", "the default type has no such status");
    let depends = json!({ "RecordTypeId": BILLING, "Product_Area__c": "Billing", "Product_Issue__c": "No connection" });
    assert_eq!(bad(depends).0, "Product_Issue__c");
    assert!(sent(json!({ "Product_Area__c": "Devices", "Product_Issue__c": "No connection" })).is_ok());
    assert_eq!(bad(json!({ "RecordTypeId": "012000000000009AAA" })).0, "RecordTypeId");
}
