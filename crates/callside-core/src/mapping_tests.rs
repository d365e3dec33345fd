use super::*;
use crate::ids::RecordId;
use crate::shape::{ObjectShape, RecordTypeShape};

fn field(kind: &str, values: &[&str]) -> FieldShape {
    FieldShape {
        kind: kind.into(),
        createable: true,
        updateable: true,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        restricted: !values.is_empty(),
        ..FieldShape::default()
    }
}

fn org() -> OrgShape {
    let mut org = OrgShape::default();
    let mut task = ObjectShape::default();
    for (name, kind) in [
        ("Subject", "combobox"),
        ("Description", "textarea"),
        ("CallDurationInSeconds", "int"),
        ("ActivityDate", "date"),
        ("OwnerId", "reference"),
        ("Recording__c", "url"),
        ("Answered__c", "boolean"),
    ] {
        task.fields.insert(name.into(), field(kind, &[]));
    }
    task.fields.insert("CallType".into(), field("picklist", &["Inbound", "Outbound"]));
    task.fields.insert("Locked__c".into(), FieldShape { createable: false, ..field("string", &[]) });
    task.record_types = vec![RecordTypeShape {
        id: RecordId::new("012000000000001AAA").unwrap(),
        name: "Sales_Call".into(),
        label: "Sales call".into(),
        is_default: false,
        values: [("CallType".to_owned(), vec!["Outbound".to_owned()])].into(),
    }];
    task.fields.insert("RecordTypeId".into(), field("reference", &[]));
    org.objects.insert("Task".into(), task);
    org
}

fn row(field: &str, from: &str, through: &str) -> Row {
    Row {
        on: Sheet::CallLog,
        record_type: None,
        field: field.into(),
        from: Origin::read(from).unwrap(),
        through: Steps::read(through).unwrap(),
        only_when_empty: false,
        optional: false,
    }
}

fn trouble(row: Row) -> Option<Trouble> {
    let faults = Mapping { rows: vec![row] }.faults(&org());
    assert!(faults.len() < 2, "{faults:?}");
    faults.into_iter().next().map(|fault| fault.trouble)
}

#[test]
fn the_standard_table_is_right_in_itself_and_reads_back() {
    let table = Mapping::default();
    assert_eq!(table.faults(&OrgShape::default()), []);
    let text = serde_json::to_string(&table).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), table);
    assert!(text.contains(r#""from":"{{disposition}}: {{caller}}","as":"one line""#), "{text}");
}

#[test]
fn every_usual_word_is_one() {
    for word in [
        "contact_phone",
        "contact_name",
        "contact_email",
        "call_direction",
        "call_duration",
        "disposition",
        "notes",
        "recording_url",
        "agent_name",
        "timestamp",
        "voicemail_url",
        "campaign_name",
        "ai_summary",
    ] {
        assert_eq!(Source::of(word).map(Source::as_str), Some(word));
    }
}

#[test]
fn each_fault_is_named_with_what_would_be_right() {
    let near = |name: &str| Some(name.to_owned());
    for (row, expected) in [
        (row("Subject", "notes", ""), None),
        (row("Descripton", "notes", ""), Some(Trouble::NoField { nearest: near("Description") })),
        (row("Locked__c", "notes", ""), Some(Trouble::NotWritable)),
        (row("WhoId", "=003000000000001AAA", ""), Some(Trouble::Own)),
        (row("CallDurationInSeconds", "notes", ""), Some(Trouble::Sort { kind: "int".into(), gives: Sort::Text })),
        (row("CallDurationInSeconds", "call_duration", ""), None),
        (row("ActivityDate", "timestamp", ""), None),
        (row("ActivityDate", "timestamp", "time"), Some(Trouble::Sort { kind: "date".into(), gives: Sort::Text })),
        (row("Subject", "notes", "seconds"), Some(Trouble::Step { step: "seconds".into(), gets: Sort::Text })),
        (
            row("CallType", "call_direction", "translate inbound=Inbuond"),
            Some(Trouble::Value {
                record_type: None,
                value: "Inbuond".into(),
                has: vec!["Inbound".into(), "Outbound".into()],
                nearest: near("Inbound"),
            }),
        ),
        (row("CallType", "=Outbound", ""), None),
        (row("RecordTypeId", "=Sales_Call", ""), None),
        (
            row("RecordTypeId", "=Sales_Cal", ""),
            Some(Trouble::Value {
                record_type: None,
                value: "Sales_Cal".into(),
                has: vec!["Sales_Call".into()],
                nearest: near("Sales_Call"),
            }),
        ),
        (
            Row { record_type: Some("Sale_Call".into()), ..row("Subject", "notes", "") },
            Some(Trouble::NoRecordType { has: vec!["Sales_Call".into()], nearest: near("Sales_Call") }),
        ),
        (Row { on: Sheet::Case, ..row("Subject", "notes", "") }, Some(Trouble::NoObject)),
        (Row { optional: true, ..row("Nowhere__c", "notes", "") }, None),
    ] {
        let told = format!("{} from {}", row.field, row.from);
        assert_eq!(trouble(row), expected, "{told}");
    }
}

#[test]
fn two_rows_for_one_field_are_a_fault_but_not_those_of_different_record_types() {
    let twice = Mapping { rows: vec![row("Subject", "notes", ""), row("Subject", "disposition", "")] };
    assert_eq!(twice.faults(&org()), [MappingFault { row: 1, trouble: Trouble::Twice }]);
    let special = Row { record_type: Some("Sales_Call".into()), ..row("Subject", "disposition", "") };
    let table = Mapping { rows: vec![special.clone(), row("Subject", "notes", "")] };
    assert_eq!(table.faults(&org()), []);
    let of = |record_type| table.rows_for(Sheet::CallLog, record_type).cloned().collect::<Vec<_>>();
    assert_eq!(of(Some("Sales_Call")), [special], "the row that names the record type goes before");
    assert_eq!(of(Some("Other")), [row("Subject", "notes", "")]);
    assert_eq!(of(None), [row("Subject", "notes", "")]);
}

#[test]
fn an_unknown_word_is_said_with_the_nearest() {
    for (from, nearest) in [
        ("contact_fone", Some("contact_phone")),
        ("{{contact_nmae}} called", Some("contact_name")),
        ("weather", None),
        ("", None),
    ] {
        assert_eq!(Origin::read(from).unwrap_err().nearest.as_deref(), nearest, "{from}");
    }
    assert_eq!(Origin::read("=Completed"), Ok(Origin::Fixed("Completed".into())));
    assert!(serde_json::from_str::<Mapping>(r#"{"rows":[{"on":"call_log","field":"X","from":"ntoes"}]}"#).is_err());
}

#[test]
fn values_are_held_against_the_record_types_whose_records_a_row_fills() {
    let for_sales = |row: Row| Row { record_type: Some("Sales_Call".into()), ..row };
    let inbound = || row("CallType", "=Inbound", "");
    let becomes = |name: &str| row("RecordTypeId", &format!("={name}"), "");
    let lacking = |row| MappingFault {
        row,
        trouble: Trouble::Value {
            record_type: Some("Sales_Call".into()),
            value: "Inbound".into(),
            has: vec!["Outbound".into()],
            nearest: None,
        },
    };
    let translated = || row("CallType", "call_direction", "translate inbound=Inbound, outbound=Outbound");
    for (rows, faults, why) in [
        (vec![inbound()], vec![], "no new record is of that type"),
        (vec![for_sales(inbound())], vec![lacking(0)], "it is for that type"),
        (vec![becomes("Sales_Call"), inbound()], vec![lacking(1)], "every new record is of that type"),
        (vec![becomes("Sales_Call"), translated()], vec![lacking(1)], "a translation gives it"),
        (
            vec![becomes("Sales_Call"), inbound(), for_sales(row("CallType", "=Outbound", ""))],
            vec![],
            "the row of the type goes before",
        ),
    ] {
        assert_eq!(Mapping { rows }.faults(&org()), faults, "{why}");
    }
    let mut default = org();
    default.objects.get_mut("Task").unwrap().record_types[0].is_default = true;
    assert_eq!(Mapping { rows: vec![inbound()] }.faults(&default), [lacking(0)], "new records get it anyway");
}
