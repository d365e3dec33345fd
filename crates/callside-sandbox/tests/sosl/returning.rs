//! What a search gives back.

use callside_sandbox::schema::Record;
use serde_json::{Value, json};

use crate::org::{Org, id};
use crate::{found, names, run, run_indexed};

#[test]
fn records_have_attributes_and_the_fields_asked_for() {
    let rows = run(&Org::new(), "FIND {Ann} RETURNING Contact(Id, Account.Name), Lead").unwrap();
    assert_eq!(
        serde_json::to_string(&rows).unwrap(),
        format!(
            r#"[{{"attributes":{{"type":"Contact","url":"/services/data/v59.0/sobjects/Contact/{0}"}},"Id":"{0}","Account":{{"attributes":{{"type":"Account","url":"/services/data/v59.0/sobjects/Account/{1}"}},"Name":"Acme"}}}}]"#,
            id("003", 1),
            id("001", 1)
        )
    );
}

#[test]
fn without_returning_every_searchable_object_is_searched() {
    let org = Org::new();
    let rows = run(&org, "FIND {Acme}").unwrap();
    let kinds: Vec<Value> = rows.iter().map(|row| row.to_value()["attributes"]["type"].clone()).collect();
    assert_eq!(kinds, [json!("Account"), json!("Account"), json!("Contact")]);
    assert_eq!(names(&rows), format!("{}, {}, {}", id("001", 1), id("001", 3), id("003", 1)));
}

#[test]
fn conditions_order_and_limits_of_an_object_hold() {
    let org = Org::new();
    let cases = [
        ("Contact(Name WHERE DoNotCall = true)", "Ann Lee"),
        ("Contact(Name ORDER BY Name DESC)", "Dee Alone, Bob O'Brien, Ann Lee"),
        ("Contact(Name ORDER BY Name LIMIT 1)", "Ann Lee"),
        ("Contact(Name ORDER BY Name LIMIT 1 OFFSET 1)", "Bob O'Brien"),
        ("Contact(Name WHERE Account.Name = 'Acme' AND FirstName != 'Ann'), Lead(Name)", "Bob O'Brien, Lea Dover"),
        ("Lead(Name), Contact(Name LIMIT 1)", "Lea Dover, Ann Lee"),
    ];
    for (returning, wanted) in cases {
        let text = format!("FIND {{ann OR bob OR dee OR lea}} RETURNING {returning}");
        assert_eq!(found(&org, &text), wanted, "{returning}");
    }
}

#[test]
fn the_overall_limit_is_shared_evenly() {
    let mut org = Org::empty();
    for number in 0..10 {
        org.add("Contact", number, json!({"LastName": format!("Same C{number}")}));
    }
    for number in 0..3 {
        org.add("Lead", number, json!({"LastName": format!("Same L{number}"), "Company": "x"}));
    }
    let count = |limit: usize| {
        let rows = run(&org, &format!("FIND {{same}} RETURNING Contact(Name), Lead(Name) LIMIT {limit}")).unwrap();
        let leads = rows.iter().filter(|row| row.to_value()["attributes"]["type"] == "Lead").count();
        (rows.len() - leads, leads)
    };
    assert_eq!(count(4), (2, 2));
    assert_eq!(count(5), (3, 2));
    assert_eq!(count(10), (7, 3));
    assert_eq!(count(100), (10, 3));
    assert_eq!(count(0), (0, 0));
}

#[test]
fn a_search_gives_at_most_2000_rows() {
    let mut org = Org::empty();
    for number in 0..2100 {
        org.add("Contact", number, json!({"LastName": "Same"}));
    }
    assert_eq!(run(&org, "FIND {same} RETURNING Contact(Id)").unwrap().len(), 2000);
    assert_eq!(run(&org, "FIND {same} RETURNING Contact(Id) LIMIT 5000").unwrap().len(), 2000);
}

#[test]
fn a_row_that_the_index_has_not_seen_is_not_found() {
    let org = Org::new();
    let seen = |row: &Record| row["Id"] != json!(id("003", 1));
    let text = "FIND {ann OR bob} RETURNING Contact(Name)";
    assert_eq!(names(&run_indexed(&org, text, &seen).unwrap()), "Bob O'Brien");
    assert_eq!(names(&run_indexed(&org, text, &|_| true).unwrap()), "Ann Lee, Bob O'Brien");
}

#[test]
fn knowledge_is_found_with_its_filter() {
    let text = "FIND {how} RETURNING Knowledge__kav(Title WHERE PublishStatus = 'Online' AND Language = null)";
    assert_eq!(found(&Org::new(), text), "How to");
}
