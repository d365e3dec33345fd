use super::*;
use crate::config::Configuration;
use crate::shape::ObjectShape;
use CallerObject::{Account, Contact, Lead};
use serde_json::json;

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|name| (*name).to_owned()).collect()
}

fn org() -> OrgShape {
    let field = |kind: &str, filterable| FieldShape {
        kind: kind.into(),
        filterable,
        label: kind.into(),
        ..FieldShape::default()
    };
    let fields = [
        ("MobilePhone", field("phone", true)),
        ("Emergency_Phone__c", field("phone", true)),
        ("Sealed_Phone__c", field("phone", false)),
        ("Pager__c", field("string", true)),
        ("Sealed__c", field("string", false)),
        ("Birthdate", field("date", true)),
        ("Description", field("textarea", false)),
    ];
    let contact =
        ObjectShape { fields: fields.map(|(name, shape)| (name.into(), shape)).into(), ..ObjectShape::default() };
    OrgShape { objects: [("Contact".into(), contact)].into() }
}

#[test]
fn an_object_has_its_standard_fields_until_it_has_a_list() {
    let mut fields = PhoneFields::default();
    assert_eq!(fields.of(Account).collect::<Vec<_>>(), ["Phone", "Fax"]);
    assert!(fields.is_standard(Account));
    fields.set(Account, names(&["Night_Line__c", "Phone", "night_line__C"])).unwrap();
    assert_eq!(fields.of(Account).collect::<Vec<_>>(), ["Night_Line__c", "Phone"], "once, and in this order");
    assert!(!fields.is_standard(Account) && fields.is_standard(Lead));
    assert_eq!((fields.place(Account, "PHONE"), fields.place(Account, "Fax")), (Some(1), None));
    assert_eq!(fields.place(Lead, "Fax"), Some(2));

    fields.set(Account, names(&["Phone", "Fax"])).unwrap();
    assert_eq!(fields, PhoneFields::default(), "what is as it comes is not kept");
    fields.set(Lead, []).unwrap();
    assert_eq!(fields.of(Lead).count(), 0, "leads are not found by their numbers");
    fields.reset(Lead);
    assert!(fields.is_standard(Lead));
}

#[test]
fn a_list_is_no_longer_than_a_question_can_be() {
    let many = |count: usize| (0..count).map(|n| format!("Phone_{n}__c"));
    let mut fields = PhoneFields::default();
    fields.set(Contact, many(MOST)).unwrap();
    let before = fields.clone();
    assert_eq!(fields.set(Contact, many(MOST + 1)), Err(TooMany(Contact)));
    assert_eq!(fields, before);
    let file = json!({ "Lead": many(MOST + 1).collect::<Vec<_>>() });
    let refused = serde_json::from_value::<PhoneFields>(file).unwrap_err().to_string();
    assert_eq!(refused, "at most 12 phone fields of Lead");
}

#[test]
fn lists_are_read_as_they_are_written() {
    let mut fields = PhoneFields::default();
    assert_eq!(json!(fields), json!({}));
    fields.set(Contact, names(&["Phone", "Emergency_Phone__c"])).unwrap();
    assert_eq!(json!(fields), json!({ "Contact": ["Phone", "Emergency_Phone__c"] }));
    assert_eq!(serde_json::from_value::<PhoneFields>(json!(fields)).unwrap(), fields);
    assert!(serde_json::from_value::<PhoneFields>(json!({ "Case": [] })).is_err());
}

#[test]
fn what_the_org_lacks_or_what_holds_no_numbers_is_left_out_and_named() {
    let (mut fields, org) = (PhoneFields::default(), org());
    assert_eq!(fields.lacking(&org), [], "that standard fields are hidden is usual");
    let list = ["emergency_phone__c", "MobilePhone", "Nowhere__c", "Birthdate", "Pager__c", "Sealed__c"];
    fields.set(Contact, names(&list)).unwrap();
    fields.set(Lead, names(&["Phone"])).unwrap();
    let usable: Vec<_> = fields.usable(Contact, &org).map(|(name, _)| name).collect();
    assert_eq!(usable, ["Emergency_Phone__c", "MobilePhone", "Pager__c"], "as the org spells them");
    assert_eq!(fields.usable(Lead, &org).count(), 0, "an object that is hidden");
    let lacking = |object, field: &str, because| Lacking { object, field: field.into(), because };
    assert_eq!(
        fields.lacking(&org),
        [
            lacking(Contact, "Nowhere__c", LeftOut::Absent),
            lacking(Contact, "Birthdate", LeftOut::NoNumbers),
            lacking(Contact, "Sealed__c", LeftOut::NoNumbers),
            lacking(Lead, "Phone", LeftOut::Absent),
        ]
    );
    assert_eq!(fields.lacking(&OrgShape::default()), [], "an org that was never described");
}

#[test]
fn numbers_are_found_by_what_the_type_allows() {
    let org = org();
    for (field, wanted) in [
        ("MobilePhone", Some(FoundBy::Search)),
        ("Sealed_Phone__c", Some(FoundBy::Search)),
        ("Pager__c", Some(FoundBy::Spelling)),
        ("Sealed__c", None),
        ("Birthdate", None),
        ("Description", None),
    ] {
        assert_eq!(found_by(org.field("Contact", field).unwrap()), wanted, "{field}");
    }
}

#[test]
fn a_file_with_a_wrong_field_is_refused_with_its_place_and_the_nearest_right_name() {
    let read = |list: &str| {
        let text =
            format!("{{\"callside_config\": 1,\n\"phone_fields\": {{\"Contact\": [\"MobilePhone\",\n{list}]}}}}");
        Configuration::default().read("phones.json", &text, &org(), [])
    };
    let next = read("\"Emergency_Phone__c\"").unwrap();
    assert_eq!(next.phone_fields.unwrap().of(Contact).count(), 2);
    for (list, wanted) in [
        (
            "\"Emergency_Phon__c\"",
            "phones.json:3: phone_fields.Contact.1: there is no field called Emergency_Phon__c; did you mean Emergency_Phone__c?",
        ),
        (
            "\"Emergency_Phone__c: confrim\"",
            "phones.json:3: phone_fields.Contact.1: there is no field called Emergency_Phone__c: confrim; did you mean Emergency_Phone__c: confirm?",
        ),
        (
            "\"Birthdate\"",
            "phones.json:3: phone_fields.Contact.1: Birthdate is of type date and cannot take a phone number",
        ),
    ] {
        let faults = read(list).unwrap_err();
        assert_eq!(faults.iter().map(ToString::to_string).collect::<Vec<_>>(), [wanted]);
    }
}

#[test]
fn a_word_behind_a_name_says_whether_a_match_in_the_field_is_confirmed_first() {
    for (text, name, confirm, written) in [
        ("Phone", "Phone", false, "Phone"),
        ("Fax", "Fax", true, "Fax"),
        ("assistantphone", "assistantphone", true, "assistantphone"),
        ("Emergency_Phone__c: confirm", "Emergency_Phone__c", true, "Emergency_Phone__c: confirm"),
        (" Emergency_Phone__c :Confirm ", "Emergency_Phone__c", true, "Emergency_Phone__c: confirm"),
        ("Fax: sure", "Fax", false, "Fax: sure"),
        ("Fax: confirm", "Fax", true, "Fax"),
        ("Phone: sure", "Phone", false, "Phone"),
        ("Phone: perhaps", "Phone: perhaps", false, "Phone: perhaps"),
    ] {
        let read = Listed::read(text);
        assert_eq!((read.name.as_str(), read.confirm, read.to_string().as_str()), (name, confirm, written), "{text}");
    }
    let mut fields = PhoneFields::default();
    assert!(fields.confirms(Contact, "fax") && !fields.confirms(Contact, "Phone"));
    fields.set(Contact, names(&["Phone: confirm", "Fax: sure", "Phone"])).unwrap();
    assert_eq!(fields.of(Contact).collect::<Vec<_>>(), ["Phone", "Fax"], "once, and by name");
    assert!(fields.confirms(Contact, "phone") && !fields.confirms(Contact, "Fax") && fields.confirms(Lead, "Fax"));
    assert_eq!(json!(fields), json!({ "Contact": ["Phone: confirm", "Fax: sure"] }));
    assert_eq!(serde_json::from_value::<PhoneFields>(json!(fields)).unwrap(), fields);
    fields.set(Contact, Contact.standard_phone_fields().iter().map(|&name| name.to_owned())).unwrap();
    assert_eq!(fields, PhoneFields::default());
    fields.set(Account, names(&["Phone: confirm", "Fax"])).unwrap();
    assert!(!fields.is_standard(Account), "the standard fields, but trusted otherwise");
}
