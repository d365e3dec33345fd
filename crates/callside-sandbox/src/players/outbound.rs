//! Salesforce's own player: Outbound Messages, as an org sends them to an address.
//!
//! Up to a hundred notifications a message; a message that is not acknowledged with `<Ack>true</Ack>` is sent again with
//! the same notification ids (a real org goes on for a day).

use super::play::{client, on_this_machine};
use super::send::{Delivery, Step, deliver};
use crate::error::SandboxError;
use crate::org::RecordId;
use crate::schema::Record;
use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Notifications of a message at most.
const MOST: usize = 100;
static NEXT: AtomicU64 = AtomicU64::new(1);

/// Messages to send.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboundPlay {
    /// Address of the receiver, secret and all; on this machine only.
    pub url: String,
    /// SObject API name.
    pub object: String,
    /// Records to tell of, each by a notification of its own.
    pub ids: Vec<String>,
    /// Fields to send besides the id.
    #[serde(default)]
    pub fields: Vec<String>,
    /// Sends every message this many times more, acknowledged or not, with the same notification ids.
    #[serde(default)]
    pub repeats: u32,
    /// Says another org's id: what a receiver must not take.
    #[serde(default)]
    pub foreign_org: bool,
}

/// What became of the messages.
#[derive(Debug, Clone, Serialize)]
pub struct OutboundReport {
    /// The requests in the order in which they were sent.
    pub deliveries: Vec<Delivery>,
    /// Whether each message was acknowledged at least once.
    pub acknowledged: bool,
}

/// Sends them. `record` reads a record of the org; ids that are no records are left out.
pub async fn send_outbound(
    play: &OutboundPlay,
    org: &str,
    record: impl Fn(&str, &str) -> Option<Record>,
) -> Result<OutboundReport, SandboxError> {
    on_this_machine(&play.url)?;
    let client = client()?;
    let action = RecordId::numbered("04k", 1);
    let org = if play.foreign_org { RecordId::numbered("00D", 999).to_string() } else { org.to_owned() };
    let records: Vec<Record> = play.ids.iter().filter_map(|id| record(&play.object, id)).collect();
    let mut report = OutboundReport { deliveries: Vec::new(), acknowledged: true };
    for some in records.chunks(MOST) {
        let body = envelope(&org, action.as_str(), &play.object, &play.fields, some);
        let step = Step {
            name: "outbound message".into(),
            offset: Duration::ZERO,
            method: Method::POST,
            url: play.url.clone(),
            headers: vec![("content-type", "text/xml; charset=UTF-8".into()), ("soapaction", "\"\"".into())],
            body: body.into_bytes(),
        };
        let mut acknowledged = false;
        for attempt in 1..=play.repeats + 1 {
            let delivery = deliver(&client, &step, attempt).await;
            acknowledged |= delivery.status == Some(200) && delivery.body.contains("<Ack>true</Ack>");
            report.deliveries.push(delivery);
        }
        report.acknowledged &= acknowledged;
    }
    Ok(report)
}

fn envelope(org: &str, action: &str, object: &str, fields: &[String], records: &[Record]) -> String {
    let mut fields: Vec<&String> = fields.iter().filter(|field| *field != "Id").collect();
    fields.sort();
    let mut told = String::new();
    for record in records {
        let id = RecordId::numbered("04l", NEXT.fetch_add(1, Ordering::Relaxed));
        let of = record.get("Id").and_then(Value::as_str).unwrap_or_default();
        let _ = write!(
            told,
            "<Notification><Id>{id}</Id><sObject xsi:type=\"sf:{object}\" \
             xmlns:sf=\"urn:sobject.enterprise.soap.sforce.com\"><sf:Id>{of}</sf:Id>"
        );
        for field in &fields {
            if let Some(text) = record.get(field.as_str()).and_then(text) {
                let _ = write!(told, "<sf:{field}>{}</sf:{field}>", escaped(&text));
            }
        }
        told.push_str("</sObject></Notification>");
    }
    let short = &org[..15.min(org.len())];
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope \
         xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>\
         <notifications xmlns=\"http://soap.sforce.com/2005/09/outbound\"><OrganizationId>{org}</OrganizationId>\
         <ActionId>{action}</ActionId><SessionId xsi:nil=\"true\"/>\
         <EnterpriseUrl>https://sandbox.invalid/services/Soap/c/62.0/{short}</EnterpriseUrl>\
         <PartnerUrl>https://sandbox.invalid/services/Soap/u/62.0/{short}</PartnerUrl>{told}</notifications>\
         </soapenv:Body></soapenv:Envelope>"
    )
}

/// Empty fields are left out; datetimes end in `Z`, other than in REST.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => {
            Some(text.strip_suffix("+0000").map_or_else(|| text.clone(), |start| format!("{start}Z")))
        }
        other => Some(other.to_string()),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
