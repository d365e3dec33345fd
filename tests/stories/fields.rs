//! What a call writes to which field is a setting, and Salesforce takes it.

use callside_core::mapping::{Mapping, Sheet};
use callside_tests::desk::Desk;
use callside_tests::phone::Ringing;

/// The standard table with these rows put in place of those for the same fields.
fn with(rows: &str) -> Mapping {
    let mine: Mapping = serde_json::from_str(&format!("{{\"rows\":[{rows}]}}")).expect("rows");
    let mut table = Mapping::default();
    for row in mine.rows {
        table.rows.retain(|old| (old.on, &old.field) != (row.on, &row.field));
        table.rows.push(row);
    }
    table
}

#[tokio::test]
async fn the_standard_table_fits_the_org() {
    let desk = Desk::open().await;
    assert_eq!(desk.companion.mapping_faults(), []);
    assert!(Sheet::CallLog.writable(&desk.companion.shape()).any(|(name, _)| name == "Description"));
}

#[tokio::test]
async fn a_changed_table_is_what_salesforce_gets_and_survives_a_restart() {
    let desk = Desk::open().await;
    let table = with(
        r#"{"on":"call_log","field":"Subject","from":"{{phone_system}}: {{disposition}}, {{caller}}","as":"truncate 24"},
           {"on":"call_log","field":"Recording__c","from":"recording_url"},
           {"on":"call_log","field":"Call_Began__c","from":"timestamp"},
           {"on":"call_log","field":"CallType","from":"call_direction","as":"translate inbound=Internal, otherwise nothing"},
           {"on":"opportunity","field":"NextStep","from":"notes","as":"one line | truncate 20"}"#,
    );
    assert_eq!(table.faults(&desk.companion.shape()), []);
    desk.companion.save_mapping(table.clone()).await.expect("saved");
    let mut desk = desk.restart().await;
    assert_eq!(desk.companion.mapping(), table);
    let mut call = Ringing::from("7", "+14155550134").recorded_by_aircall("https://rec.example/7.mp3?Expires=1");
    desk.hears(call.rings()).await;
    desk.live_pop(call.key()).await;
    desk.hears(call.ended()).await;
    desk.wraps_up(call.key(), "interested", "Wants\nthe corrected invoice").await;
    desk.sent(call.key()).await;
    let log = &desk.logs(call.key())[0].fields;
    assert_eq!(log["Subject"], "Aircall: Interested, Sa…");
    assert_eq!(log["Recording__c"], "callside://recording/aircall:7", "never a link that dies");
    assert_eq!(log["CallType"], "Internal");
    assert!(log["Call_Began__c"].is_string(), "{log:?}");
    let deal = &desk.effects("Opportunity")[0].fields;
    assert_eq!(deal["NextStep"], "Wants the corrected…");
    drop(desk);
}
