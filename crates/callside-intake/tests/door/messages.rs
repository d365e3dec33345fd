//! Outbound Messages of Salesforce.

use crate::house::{Mood, at, open, open_with};
use crate::wire::request;
use callside_intake::{Limits, SinkError};
use std::time::Duration;

const XML: &[(&str, &str)] = &[("Content-Type", "text/xml; charset=UTF-8"), ("SOAPAction", "\"\"")];
const ACK: &str = "<Ack>true</Ack>";

fn message(org: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>{org}</OrganizationId><ActionId>04k000000000001AAA</ActionId><Notification><Id>04l000000000001AAA</Id><sObject xsi:type="sf:Lead" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>00Q000000000001AAA</sf:Id></sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>"#
    )
}

const OURS: &str = "00D000000000062EAA";

#[tokio::test]
async fn a_message_is_acknowledged_after_it_is_kept() {
    let (door, sink) = open_with(Limits::default(), true).await;
    let asking = tokio::spawn({
        let port = door.port();
        async move { request(port, "POST", &at("salesforce/outbound"), XML, &message(OURS)).await }
    });
    sink.begun.acquire().await.unwrap().forget();
    assert!(!asking.is_finished(), "nothing is acknowledged before it is kept");
    sink.may_end.add_permits(1);
    let answer = asking.await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains(ACK), "{}", answer.body);
    assert_eq!(sink.messages.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_kept_is_not_acknowledged() {
    let (door, sink) = open().await;
    let post = |body: String| {
        let port = door.port();
        async move { request(port, "POST", &at("salesforce/outbound"), XML, &body).await }
    };
    let doctype = message(OURS).replacen("?>", "?><!DOCTYPE x>", 1);
    for (body, status, code) in [
        (message("00D000000000099EAA"), 403, "foreign_org"),
        (doctype, 400, "message"),
        ("<a/>".to_owned(), 400, "message"),
    ] {
        let answer = post(body).await;
        assert_eq!(answer.status, status);
        assert!(!answer.body.contains(ACK) && answer.body.contains("Fault"), "{}", answer.body);
        assert_eq!(sink.codes().last(), Some(&code));
    }
    *sink.mood.lock().unwrap() = Mood::Refuse(SinkError::Busy { retry_after: Duration::from_secs(1) });
    let answer = post(message(OURS)).await;
    assert_eq!((answer.status, answer.body.contains(ACK)), (503, false));
    assert!(sink.messages.lock().unwrap().is_empty());
}

#[tokio::test]
async fn only_posted_xml_at_the_secret_address_is_taken() {
    let (door, _sink) = open().await;
    let body = message(OURS);
    for (method, path, headers, status) in [
        ("POST", at("salesforce/outbound"), &[("Content-Type", "application/json")][..], 415),
        ("POST", at("salesforce/outbound"), &[("Content-Type", "text/plain")], 415),
        ("GET", at("salesforce/outbound"), XML, 405),
        ("POST", "/wrong-secret-wrong-secret/salesforce/outbound".to_owned(), XML, 404),
    ] {
        let body = if method == "GET" { "" } else { &body };
        assert_eq!(request(door.port(), method, &path, headers, body).await.status, status, "{method} {path}");
    }
}
