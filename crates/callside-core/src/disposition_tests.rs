use super::*;
use crate::shape::{FieldShape, ObjectShape, OrgShape};

fn org(fields: &[(&str, &str, &[&str])]) -> OrgShape {
    let mut org = OrgShape::default();
    for (object, field, values) in fields {
        let shape = FieldShape {
            updateable: true,
            values: values.iter().map(|v| (*v).to_owned()).collect(),
            ..FieldShape::default()
        };
        let object = org.objects.entry((*object).into()).or_insert_with(ObjectShape::default);
        object.fields.insert((*field).into(), shape);
    }
    org
}

const LEAD: &[&str] = &["Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"];
const STAGES: &[&str] = &["Prospecting", "Qualification", "Needs Analysis", "Closed Won"];

#[test]
fn the_nine_rows_fit_a_new_org() {
    let table = DispositionTable::default();
    assert_eq!(table.rows.iter().map(|r| r.key).collect::<Vec<_>>(), (1..=9).collect::<Vec<_>>());
    let org = org(&[
        ("Lead", "Status", LEAD),
        ("Opportunity", "StageName", STAGES),
        ("Contact", "DoNotCall", &[]),
        ("Lead", "DoNotCall", &[]),
    ]);
    assert_eq!(table.faults(&org), []);
}

#[test]
fn a_missing_stage_is_named_with_the_stages_that_there_are() {
    let org =
        org(&[("Lead", "Status", LEAD), ("Opportunity", "StageName", &["New", "Won"]), ("Contact", "DoNotCall", &[])]);
    let faults = DispositionTable::default().faults(&org);
    assert!(faults.contains(&TableFault::Value {
        record_type: None,
        label: "Interested".into(),
        object: "Opportunity".into(),
        field: "StageName".into(),
        value: "Qualification".into(),
        has: vec!["New".into(), "Won".into()],
        nearest: None,
    }));
    assert!(faults.contains(&TableFault::Field {
        label: "Do not call".into(),
        object: "Lead".into(),
        field: "DoNotCall".into(),
        nearest: None,
    }));
}

#[test]
fn phone_system_labels_find_their_row() {
    let table = DispositionTable::default();
    let code = |label| table.by_label(label).map(|row| row.code.0.as_str());
    for (label, expected) in [
        ("Meeting Set", Some("booked")),
        ("dnc requested ", Some("do_not_call")),
        ("No Answer", Some("no_answer")),
        ("Sent brochure", None),
    ] {
        assert_eq!(code(label), expected, "{label}");
    }
}

#[test]
fn two_rows_on_one_key_are_a_fault() {
    let mut table = DispositionTable::default();
    table.rows[1].key = 1;
    let faults = table.faults(&OrgShape::default());
    assert!(faults.contains(&TableFault::Row { label: "Booked".into() }));
}

fn scoped(name: &str, campaign: Option<&str>, queue: Option<&str>, allowed: Option<&[&str]>) -> ScopedTable {
    let named = |text: Option<&str>| text.map(str::to_owned);
    ScopedTable {
        name: name.into(),
        scope: Scope { campaign: named(campaign), queue: named(queue) },
        allowed: allowed.map(|codes| codes.iter().map(|code| DispositionCode((*code).into())).collect()),
        rows: vec![],
    }
}

#[test]
fn the_most_specific_table_counts_and_is_named() {
    let outcomes = vec![
        scoped("Spring", Some("Spring"), None, Some(&["busy", "interested"])),
        scoped("Support", None, Some("Support"), Some(&["wrong_number"])),
        scoped("Spring support", Some("Spring"), Some("Support"), None),
    ];
    let table = DispositionTable { scoped: outcomes, ..DispositionTable::default() };
    for (campaign, queue, named, offered) in [
        (None, None, None, 9),
        (Some("Autumn"), Some("Sales"), None, 9),
        (Some(" SPRING "), None, Some("Spring"), 2),
        (Some("Spring"), Some("Sales"), Some("Spring"), 2),
        (Some("Autumn"), Some("support"), Some("Support"), 1),
        (Some("Spring"), Some("Support"), Some("Spring support"), 9),
    ] {
        let in_force = table.in_force(campaign, queue);
        assert_eq!(in_force.table.map(|table| table.name.as_str()), named, "{campaign:?} {queue:?}");
        assert_eq!(in_force.rows.len(), offered, "{campaign:?} {queue:?}");
    }
    let spring = table.in_force(Some("Spring"), None);
    assert_eq!(spring.rows[0].code.0, "busy", "in the order that the table says");
    assert!(spring.get(&DispositionCode("do_not_call".into())).is_none());
}

#[test]
fn a_table_replaces_rows_by_their_code_and_adds_others() {
    let mut table = DispositionTable::default();
    let mut spring = scoped("Spring", Some("Spring"), None, None);
    spring.rows = vec![
        Disposition { needs_notes: true, ..table.rows[0].clone() },
        Disposition { code: DispositionCode("raffle".into()), label: "Raffle".into(), ..table.rows[8].clone() },
    ];
    table.scoped.push(spring);
    let in_force = table.in_force(Some("spring"), None);
    assert_eq!(in_force.rows.len(), 10);
    assert!(in_force.rows[0].needs_notes && !table.rows[0].needs_notes);
    let faults = table.faults(&OrgShape::default());
    assert!(faults.contains(&TableFault::Row { label: "Raffle (Spring)".into() }), "it shares key 9: {faults:?}");
    assert_eq!(table.place("Raffle (Spring)"), Some((Some(0), 1)));
}

#[test]
fn a_table_that_cannot_count_is_a_fault() {
    let outcomes = vec![
        scoped("Nowhere", None, None, None),
        scoped("A", Some("Spring"), None, None),
        scoped("B", Some(" spring"), None, None),
        scoped("C", Some("Autumn"), None, Some(&["bussy"])),
    ];
    let table = DispositionTable { scoped: outcomes, ..DispositionTable::default() };
    let faults = table.faults(&OrgShape::default());
    for expected in [
        TableFault::Scope { table: "Nowhere".into() },
        TableFault::Scope { table: "B".into() },
        TableFault::Empty { table: "C".into() },
    ] {
        assert!(faults.contains(&expected), "{expected:?} in {faults:?}");
    }
    let outcome = faults.iter().find_map(|fault| match fault {
        TableFault::Outcome { code, nearest, has, .. } => Some((code.as_str(), nearest.as_deref(), has.len())),
        _ => None,
    });
    assert_eq!(outcome, Some(("bussy", Some("busy"), 9)));
}

#[test]
fn a_file_with_a_fault_is_refused_with_its_line_and_the_nearest_name() {
    use crate::config::Configuration;
    let org = org(&[("Lead", "Status", LEAD), ("Opportunity", "StageName", STAGES), ("Contact", "DoNotCall", &[])]);
    let running = Configuration { dispositions: Some(DispositionTable::default()), ..Configuration::default() };
    let file = r#"{
  "callside_config": 1,
  "dispositions": { "rows": [
    { "code": "sold", "label": "Sold", "key": 1, "effects": [
      { "effect": "set", "on": "Opportunity", "field": "StageName", "value": { "type": "text", "value": "Closed Wn" } } ] }
  ] }
}"#;
    let faults = running.read("rules.json", file, &org, []).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["rules.json:4: dispositions.rows.0.effects: StageName has no value Closed Wn; it has: Prospecting, \
          Qualification, Needs Analysis, Closed Won; did you mean Closed Won?"]
    );
    let right = running.read("rules.json", &file.replace("Closed Wn", "Closed Won"), &org, []).unwrap();
    assert_eq!(right.dispositions.unwrap().rows.len(), 1);
    assert_eq!(running.read("own.json", &running.write(), &OrgShape::default(), []), Ok(running));
}

#[test]
fn a_stage_is_held_against_each_record_type_and_a_row_of_the_type_goes_before() {
    use crate::config::Configuration;
    use crate::ids::RecordId;
    use crate::shape::RecordTypeShape;
    let mut org = org(&[("Opportunity", "StageName", STAGES)]);
    org.objects.get_mut("Opportunity").unwrap().record_types = vec![RecordTypeShape {
        id: RecordId::new("012000000000001AAA").unwrap(),
        name: "Renewal".into(),
        label: "Renewal".into(),
        is_default: false,
        values: [("StageName".to_owned(), vec!["Prospecting".to_owned(), "Closed Won".to_owned()])].into(),
    }];
    let set = |value: &str, record_type: &str| {
        let record_type =
            if record_type.is_empty() { String::new() } else { format!(r#", "record_type": "{record_type}""#) };
        format!(
            r#"{{ "effect": "set", "on": "Opportunity", "field": "StageName", "value": {{ "type": "text", "value": "{value}" }}{record_type} }}"#
        )
    };
    let running = Configuration::default();
    for (effects, told) in [
        (vec![set("Closed Won", "")], None),
        (
            vec![set("Qualification", "")],
            Some("StageName has no value Qualification in records of type Renewal; it has: Prospecting, Closed Won"),
        ),
        (vec![set("Qualification", ""), set("Closed Won", "Renewal")], None),
        (vec![set("Closed Wn", "Renewal")], Some("did you mean Closed Won?")),
        (
            vec![set("Closed Won", "Renewl")],
            Some("Opportunity has no such record type; it has: Renewal; did you mean Renewal?"),
        ),
    ] {
        let file = format!(
            r#"{{ "callside_config": 1, "dispositions": {{ "rows": [{{ "code": "sold", "label": "Sold", "key": 1, "effects": [{}] }}] }} }}"#,
            effects.join(", ")
        );
        match (running.read("rules.json", &file, &org, []), told) {
            (Ok(_), None) => {}
            (Err(faults), Some(told)) => {
                assert!(faults.len() == 1 && faults[0].to_string().contains(told), "{faults:?}")
            }
            (read, told) => panic!("{told:?}: {read:?}"),
        }
    }
}
