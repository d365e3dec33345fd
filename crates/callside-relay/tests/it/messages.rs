//! Salesforce's Outbound Messages at a relay.

use crate::bed::{Site, metrics};
use callside_relay::Relay;
use serde_json::{Value, json};

const DANA: &str = "005000000000001AAA";

fn site() -> Site {
    Site::with(json!({
        "team": {
            "people": [
                { "email": "dana@example.com", "names": { "five9": ["dana"] }, "salesforce_user": DANA },
                { "email": "sam@example.com" },
                { "email": "ada@example.com", "role": "admin" },
            ],
            "rules": [{ "object": "Case", "to": { "people": ["sam@example.com"] } }],
        },
    }))
}

fn notification(number: u32, object: &str, owner: &str) -> String {
    format!(
        r#"<Notification><Id>04l{number:012}AAA</Id><sObject xsi:type="sf:{object}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>500{number:012}AAA</sf:Id><sf:OwnerId>{owner}</sf:OwnerId><sf:ContactPhone>(415) 555-0134</sf:ContactPhone></sObject></Notification>"#
    )
}

/// Sends a message; the status, and whether it was acknowledged.
async fn send(site: &Site, relay: &Relay, org: &str, notifications: &[String]) -> (u16, bool) {
    let body = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>{org}</OrganizationId><ActionId>04k000000000001AAA</ActionId>{}</notifications></soapenv:Body></soapenv:Envelope>"#,
        notifications.concat()
    );
    let url = format!("http://{}/{}/salesforce/outbound", relay.listen(), site.path_secret());
    let sent = reqwest::Client::new().post(url).header("content-type", "text/xml; charset=UTF-8").body(body);
    let answer = sent.send().await.unwrap();
    let status = answer.status().as_u16();
    (status, answer.text().await.unwrap().contains("<Ack>true</Ack>"))
}

async fn parked(site: &Site, relay: &Relay) -> Value {
    let ada = site.grant("ada@example.com");
    let url = format!("http://{}/v1/parked", relay.listen());
    let answer = reqwest::Client::new().get(url).bearer_auth(ada.session).send().await.unwrap();
    answer.json().await.unwrap()
}

const ORG: &str = "00D000000000001AAA";
const NOBODY: &str = "005000000000009AAA";

#[tokio::test]
async fn a_message_is_kept_acknowledged_and_goes_to_the_owner_or_by_rule() {
    let site = site();
    let relay = site.relay("a").await;
    let (dana, sam) = (site.link(&relay, "dana@example.com", "one"), site.link(&relay, "sam@example.com", "two"));
    let message = [notification(1, "Lead", DANA), notification(2, "Case", NOBODY), notification(3, "Lead", NOBODY)];
    assert_eq!(send(&site, &relay, ORG, &message).await, (200, true));
    assert_eq!(dana.desk.has(1).await.keys().collect::<Vec<_>>(), ["salesforce:04l000000000001AAA"]);
    assert_eq!(sam.desk.has(1).await.keys().collect::<Vec<_>>(), ["salesforce:04l000000000002AAA"]);
    let shown = parked(&site, &relay).await;
    assert_eq!(shown["total"], 1);
    assert_eq!(
        (&shown["parked"][0]["reason"], &shown["parked"][0]["object"]),
        (&json!("unassigned_record"), &json!("Lead"))
    );
    assert!(!shown.to_string().contains("555-0134"), "an admin of the mapping needs no numbers: {shown}");

    // Salesforce did not hear the acknowledgement and sends it again, then something new.
    assert_eq!(send(&site, &relay, ORG, &message).await, (200, true));
    assert_eq!(send(&site, &relay, ORG, &[notification(4, "Lead", DANA)]).await, (200, true));
    let heard = dana.desk.has(2).await;
    assert!(heard.values().all(|times| *times == 1), "{heard:?}");

    let mut mended = site.settings("a");
    mended["team"]["rules"][0]["object"] = json!("Lead");
    let replayed = relay.reload(&serde_json::from_value(mended).unwrap()).await.unwrap();
    assert_eq!((replayed.placed, replayed.still_parked), (1, 0));
    sam.desk.hears("salesforce:04l000000000003AAA").await;
}

#[tokio::test]
async fn another_org_and_what_is_no_message_are_refused() {
    let site = site();
    let relay = site.relay("a").await;
    assert_eq!(send(&site, &relay, "00D000000000099EAA", &[notification(1, "Lead", DANA)]).await, (403, false));
    assert_eq!(send(&site, &relay, ORG, &["<a/>".to_owned()]).await, (400, false));
    let said = metrics(&relay).await;
    for code in ["foreign_org", "message"] {
        assert!(said.contains(&format!("callside_relay_refused_total{{code=\"{code}\"}} 1")), "{code}: {said}");
    }
    assert_eq!(parked(&site, &relay).await["total"], 0);
}

#[tokio::test]
async fn erasing_a_caller_forgets_the_records_that_carry_the_number() {
    let site = site();
    let relay = site.relay("a").await;
    assert_eq!(send(&site, &relay, ORG, &[notification(1, "Lead", DANA)]).await, (200, true));
    let ada = site.grant("ada@example.com");
    let url = format!("http://{}/v1/erase", relay.listen());
    let asked = reqwest::Client::new().post(url).bearer_auth(ada.session).json(&json!({ "number": "+14155550134" }));
    let erased: Value = asked.send().await.unwrap().json().await.unwrap();
    assert_eq!(erased["deliveries"], 1);
}
