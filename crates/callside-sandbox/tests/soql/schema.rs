//! The tables of the schema agree with each other.

use std::collections::HashSet;

use callside_sandbox::schema::{FieldKind, OrgOptions, STAGES, Schema, same_id};

/// Referenced objects that the stand-in does not have.
const ABSENT: [&str; 3] = ["ContentVersion", "CallCenter", "Knowledge__ka"];

#[test]
fn every_reference_leads_somewhere() {
    let schema = Schema::standard();
    for object in schema.objects() {
        for field in &object.fields {
            for target in field.reference_to() {
                let known = schema.object(target).is_some() || ABSENT.contains(target);
                assert!(known, "{}.{} -> {target}", object.name, field.name);
            }
        }
        for child in &object.children {
            let field = schema.field(child.child_object, child.field);
            let back = field.is_some_and(|field| field.reference_to().contains(&object.name));
            assert!(back, "{}.{} does not come back", object.name, child.name);
        }
    }
}

#[test]
fn names_and_prefixes_are_unique() {
    let schema = Schema::standard();
    let mut names = HashSet::new();
    for object in schema.objects() {
        assert!(names.insert(object.name.to_lowercase()), "{}", object.name);
        let mut fields = HashSet::new();
        for field in &object.fields {
            assert!(fields.insert(field.name.to_lowercase()), "{}.{}", object.name, field.name);
            assert!(field.label.len() > 1, "{}.{}", object.name, field.name);
        }
        let mut children = HashSet::new();
        assert!(object.children.iter().all(|child| children.insert(child.name)), "{}", object.name);
        assert!(object.name_field().is_some() || object.key_prefix.starts_with("00") || object.name.len() > 4);
    }
    let prefixes = [
        ("Contact", "003"),
        ("Lead", "00Q"),
        ("Account", "001"),
        ("Opportunity", "006"),
        ("Case", "500"),
        ("Task", "00T"),
        ("Event", "00U"),
        ("User", "005"),
        ("Group", "00G"),
        ("ContentDocument", "069"),
        ("ContentDocumentLink", "06A"),
        ("Note", "002"),
        ("Knowledge__kav", "ka0"),
        ("Product2", "01t"),
        ("Pricebook2", "01s"),
        ("PricebookEntry", "01u"),
        ("OpportunityLineItem", "00k"),
        ("Campaign", "701"),
        ("CampaignMember", "00v"),
        ("RecordType", "012"),
        ("Organization", "00D"),
    ];
    for (name, prefix) in prefixes {
        assert_eq!(schema.object(&name.to_uppercase()).unwrap().key_prefix, prefix);
        assert_eq!(schema.object_of_id(&format!("{prefix}000000000001AAA")).unwrap().name, name);
    }
    assert!(schema.object_of_id("00q000000000001AAA").is_none(), "prefixes have letter case");
    assert!(schema.object_of_id("").is_none());
    assert!(schema.object_of_id("é").is_none());
}

#[test]
fn picklists_have_at_most_one_default_and_dependants_a_controller() {
    for object in Schema::standard().objects() {
        for field in &object.fields {
            assert!(field.picklist.iter().filter(|entry| entry.default).count() <= 1, "{}.{}", object.name, field.name);
            for value in &field.picklist {
                assert!(value.value.chars().count() <= field.length as usize, "{}.{}", object.name, field.name);
            }
            if let Some(controlling) = field.controlling_field {
                let controller = object.field(controlling).unwrap();
                for entry in &field.picklist {
                    let allowed = entry.valid_for.unwrap();
                    assert!(!allowed.is_empty(), "{} can never be chosen", entry.value);
                    assert!(allowed.iter().all(|value| controller.picklist.iter().any(|c| c.value == *value)));
                }
            }
        }
    }
}

#[test]
fn dependent_values_know_their_controllers() {
    let schema = Schema::standard();
    let area = schema.field("Case", "product_area__c").unwrap();
    let issue = schema.field("Case", "Product_Issue__c").unwrap();
    let refund = issue.picklist.iter().find(|entry| entry.value == "Refund").unwrap();
    assert!(refund.is_valid_for(Some("Billing")) && refund.is_valid_for(Some("Orders")));
    assert!(!refund.is_valid_for(Some("Devices")) && !refund.is_valid_for(None));
    // Orders, Billing, Devices: bits 0 and 1, most significant first.
    assert_eq!(refund.valid_for_bits(area), Some(vec![0b1100_0000]));
    assert_eq!(area.picklist[0].valid_for_bits(area), None);
}

#[test]
fn the_facts_of_the_object_reference_hold() {
    let schema = Schema::standard();
    let length = |object: &str, field: &str| schema.field(object, field).unwrap().length;
    for (object, field, wanted) in [
        ("Task", "CallObject", 255),
        ("Task", "CallDisposition", 255),
        ("Task", "Description", 32000),
        ("Task", "Subject", 255),
        ("Task", "CallType", 40),
        ("Contact", "Phone", 40),
        ("Contact", "LastName", 80),
        ("Contact", "FirstName", 40),
        ("Contact", "Title", 128),
        ("Lead", "Company", 255),
        ("Account", "Name", 255),
        ("Opportunity", "Name", 120),
        ("Note", "Title", 80),
        ("Contact", "Email", 80),
    ] {
        assert_eq!(length(object, field), wanted, "{object}.{field}");
    }
    let required = |object: &str| {
        let fields = &schema.object(object).unwrap().fields;
        fields.iter().filter(|field| field.is_required()).map(|field| field.name).collect::<Vec<_>>()
    };
    assert_eq!(required("Contact"), ["LastName"]);
    assert_eq!(required("Lead"), ["LastName", "Company"]);
    assert_eq!(required("Account"), ["Name"]);
    assert_eq!(required("Opportunity"), ["Name", "StageName", "CloseDate"]);
    assert_eq!(required("Case"), Vec::<&str>::new());
    assert_eq!(required("Task"), Vec::<&str>::new());
    assert_eq!(required("Campaign"), ["Name", "Budget_Code__c"]);
    let defaults = |object: &str, field: &str| schema.field(object, field).unwrap().default_picklist_value();
    assert_eq!(defaults("Case", "Status"), Some("New"));
    assert_eq!(defaults("Lead", "Status"), Some("Open - Not Contacted"));
    assert_eq!(defaults("Task", "Status"), Some("Not Started"));
    assert_eq!(defaults("Task", "Priority"), Some("Normal"));
    assert_eq!(schema.field("Opportunity", "StageName").unwrap().picklist.len(), STAGES.len());
    let name = schema.field("Contact", "Name").unwrap();
    assert!(!name.createable && !name.updateable && name.name_field);
    assert_eq!(schema.field("Contact", "AccountId").unwrap().kind.describe_name(), "reference");
    assert_eq!(schema.object("Case").unwrap().record_types.len(), 2);
}

#[test]
fn the_call_key_is_an_admins_choice() {
    let with = Schema::standard();
    let key = with.field("Task", "callkey__c").unwrap();
    assert!(key.external_id && key.unique && key.id_lookup && key.is_custom());
    assert_eq!((key.kind, key.length), (FieldKind::Text, 255));
    let without = Schema::with_options(OrgOptions { call_key: false });
    assert!(without.field("Task", "CallKey__c").is_none());
    assert!(without.field("Task", "CallObject").is_some());
}

#[test]
fn ids_are_the_same_by_their_first_fifteen() {
    assert!(same_id("003000000000001AAA", "003000000000001"));
    assert!(!same_id("003000000000001AAA", "003000000000002AAA"));
    assert!(!same_id("003000000000aaaAAA", "003000000000AAAAAA"));
    assert!(!same_id("short", "short"));
    assert!(!same_id("ééééééé1", "ééééééé1"));
}
