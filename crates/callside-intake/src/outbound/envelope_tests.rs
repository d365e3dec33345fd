use super::*;

/// A message as Salesforce sends it, with these notifications.
fn message(notifications: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>00D000000000062EAA</OrganizationId>
   <ActionId>04k000000000001AAA</ActionId>
   <SessionId xsi:nil="true"/>
   <EnterpriseUrl>https://example.my.salesforce.com/services/Soap/c/61.0/00D000000000062</EnterpriseUrl>
   <PartnerUrl>https://example.my.salesforce.com/services/Soap/u/61.0/00D000000000062</PartnerUrl>
   {notifications}
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>"#
    )
}

fn one(fields: &str) -> String {
    format!(
        r#"<Notification><Id>04l000000000001AAA</Id>
        <sObject xsi:type="sf:Case" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
        <sf:Id>500000000000001AAA</sf:Id>{fields}</sObject></Notification>"#
    )
}

#[test]
fn a_message_tells_its_records() {
    let fields = r#"<sf:CaseNumber>00001026</sf:CaseNumber><sf:Reason xsi:nil="true"/><sf:Empty/>
        <sf:Subject>R&amp;D &lt;b&gt; &#8364;<![CDATA[ & more ]]></sf:Subject>"#;
    let read = read(message(&one(fields)).as_bytes()).unwrap();
    assert_eq!((read.org.as_str(), read.action.as_str()), ("00D000000000062EAA", "04k000000000001AAA"));
    let told = &read.notifications[0];
    assert_eq!((told.id.as_str(), told.object.as_str()), ("04l000000000001AAA", "Case"));
    assert_eq!(told.record.as_str(), "500000000000001AAA");
    let fields: Vec<_> = told.fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    assert_eq!(
        fields,
        [("CaseNumber", "00001026"), ("Id", "500000000000001AAA"), ("Subject", "R&D <b> € & more ")],
        "what is nil or empty is not there"
    );
}

#[test]
fn a_hundred_notifications_and_no_more() {
    assert_eq!(read(message(&one("").repeat(100)).as_bytes()).unwrap().notifications.len(), 100);
    assert_eq!(read(message(&one("").repeat(101)).as_bytes()), Err(MessageFault::TooMuch));
}

#[test]
fn what_is_no_message_is_refused() {
    let right = message(&one(""));
    let deep = format!("{}{}", "<a>".repeat(50), "</a>".repeat(50));
    for (name, body, fault) in [
        ("empty", String::new(), MessageFault::Syntax),
        ("not XML", "{}".into(), MessageFault::Syntax),
        ("broken off", right[..right.len() - 20].to_owned(), MessageFault::Syntax),
        ("two roots", format!("{right}{right}"), MessageFault::Syntax),
        ("a document type", right.replacen("?>", "?><!DOCTYPE x [<!ENTITY a \"aaaa\">]>", 1), MessageFault::Doctype),
        ("an entity", message(&one("<sf:Subject>&xxe;</sf:Subject>")), MessageFault::Syntax),
        ("deep", deep, MessageFault::TooMuch),
        ("another root", "<a/>".into(), MessageFault::Shape("Envelope")),
        ("no notification", message(""), MessageFault::Shape("Notification")),
        ("no org", right.replace("OrganizationId", "Org"), MessageFault::Shape("OrganizationId")),
        ("a wrong org", right.replace("00D000000000062EAA", "x'"), MessageFault::Shape("OrganizationId")),
        ("no record id", right.replace("500000000000001AAA", ""), MessageFault::Shape("sf:Id")),
        ("no type", right.replace("xsi:type=\"sf:Case\"", ""), MessageFault::Shape("xsi:type")),
        ("a hostile type", right.replace("sf:Case", "sf:Case' OR"), MessageFault::Shape("xsi:type")),
        (
            "another namespace",
            right.replace("2005/09/outbound", "2005/10/outbound"),
            MessageFault::Shape("notifications"),
        ),
        ("an unknown prefix", right.replace("xmlns:sf=", "xmlns:sg="), MessageFault::Syntax),
    ] {
        assert_eq!(read(body.as_bytes()), Err(fault), "{name}");
    }
    assert_eq!(read(b"\xff\xfe"), Err(MessageFault::Syntax));
}
