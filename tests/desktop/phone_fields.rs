//! The fields that callers' numbers are searched in, picked in the real window.

use crate::automations::choose;
use crate::day::Day;
use crate::wait::until_true;
use callside_sandbox::players::{CallPlay, PHONE_SECRET, Player};
use serde_json::{Value, json};

const OWN: &str = "Emergency_Phone__c";
const NUMBER: &str = "+16285550188";

/// A call from a number that no record of the seed has.
async fn rings(day: &Day, id: &str) {
    let base = day.address("phone").strip_suffix("/phone").expect("the door's address").to_owned();
    let call = CallPlay {
        call_id: Some(id.to_owned()),
        secret: Some(PHONE_SECRET.to_owned()),
        steps: vec!["call.ringing".to_owned()],
        ..CallPlay::new(Player::Phone, &base, NUMBER)
    };
    let report = day.sandbox.play(&call).await.expect("it is played");
    assert!(report.deliveries.iter().all(|delivery| delivery.status == Some(200)), "{report:?}");
}

async fn contact_fields(day: &Day) -> Vec<Value> {
    let view = day.app.ask("phone_fields", Value::Null).await;
    let objects = view["objects"].as_array().expect("objects");
    let contact = objects.iter().find(|object| object["object"] == "Contact").expect("contacts");
    contact["searched"].as_array().expect("fields").iter().map(|field| field["name"].clone()).collect()
}

#[tokio::test]
async fn an_admin_picks_a_field_of_the_orgs_own_and_the_next_caller_is_found_by_it() {
    let day = Day::signed_in_as("Avery").await;
    let fields = json!({ "LastName": "Marchetti", OWN: "(628) 555-0188" });
    day.sandbox.create_as_other("Contact", fields.as_object().expect("fields")).expect("a contact");
    rings(&day, "before").await;
    day.app.reads("Nobody has this number").await;

    day.app.keys(",").await;
    day.app.click("Phone fields").await;
    day.app.reads("Phone fields that are searched").await;
    let standard = contact_fields(&day).await;
    choose(&day, "Add a field: Contact", OWN).await;
    day.app.click("Take away: Business Fax, Contact").await;
    day.app.click("Move up: Emergency Phone, Contact").await;
    day.picture("setup-phone-fields").await;
    assert_eq!(contact_fields(&day).await, standard, "nothing holds before it is put in force");
    day.app.click("Put in force").await;
    until_true("it is searched", async || contact_fields(&day).await.iter().rev().nth(1) == Some(&json!(OWN))).await;
    assert!(!contact_fields(&day).await.contains(&json!("Fax")));

    day.app.keys(crate::app::key::ESCAPE).await;
    rings(&day, "after").await;
    day.app.reads("Marchetti").await;
    // The call before still rings, and stays in front.
    day.app.click("Switch").await;
    day.app.reads("Matched on Emergency Phone, exact number.").await;

    day.app.keys(",").await;
    day.app.click("Phone fields").await;
    day.app.click("Standard fields again: Contact").await;
    day.app.click("Put in force").await;
    until_true("it is as it came", async || contact_fields(&day).await == standard).await;
}
