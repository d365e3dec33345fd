//! From an envelope to what it tells.

use super::MessageFault;
use super::element::{Element, parse};
use callside_core::automation::{Notification, OutboundMessage};
use callside_core::ids::RecordId;
use std::collections::BTreeMap;

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const OUTBOUND: &str = "http://soap.sforce.com/2005/09/outbound";
/// Namespaces of the records: of an enterprise and of a partner endpoint.
const RECORDS: [&str; 2] = ["urn:sobject.enterprise.soap.sforce.com", "urn:sobject.partner.soap.sforce.com"];

/// Reads a message. A session id in it is not kept.
///
/// # Errors
/// [`MessageFault`].
pub fn read(body: &[u8]) -> Result<OutboundMessage, MessageFault> {
    let text = std::str::from_utf8(body).map_err(|_| MessageFault::Syntax)?;
    let root = parse(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    if root.namespace != SOAP || root.name != "Envelope" {
        return Err(MessageFault::Shape("Envelope"));
    }
    let message = root.only(SOAP, "Body")?.only(OUTBOUND, "notifications")?;
    let mut notifications = Vec::new();
    for notification in message.all(OUTBOUND, "Notification") {
        if notifications.len() == OutboundMessage::MOST {
            return Err(MessageFault::TooMuch);
        }
        notifications.push(read_one(notification)?);
    }
    if notifications.is_empty() {
        return Err(MessageFault::Shape("Notification"));
    }
    Ok(OutboundMessage {
        org: id(message.only(OUTBOUND, "OrganizationId")?, "OrganizationId")?,
        action: id(message.only(OUTBOUND, "ActionId")?, "ActionId")?,
        notifications,
    })
}

fn read_one(notification: &Element) -> Result<Notification, MessageFault> {
    let record = notification.only(OUTBOUND, "sObject")?;
    let object = record.kind.clone().filter(|kind| is_api_name(kind)).ok_or(MessageFault::Shape("xsi:type"))?;
    let mut fields = BTreeMap::new();
    for field in record.children.iter().filter(|field| RECORDS.contains(&field.namespace.as_str()) && !field.nil) {
        if is_api_name(&field.name) && !field.text.is_empty() && field.children.is_empty() {
            fields.insert(field.name.clone(), field.text.clone());
        }
    }
    let of_record = fields.get("Id").and_then(|id| RecordId::new(id).ok());
    Ok(Notification {
        id: id(notification.only(OUTBOUND, "Id")?, "Id")?,
        object,
        record: of_record.ok_or(MessageFault::Shape("sf:Id"))?,
        fields,
    })
}

fn id(element: &Element, name: &'static str) -> Result<RecordId, MessageFault> {
    RecordId::new(element.text.trim()).map_err(|_| MessageFault::Shape(name))
}

fn is_api_name(text: &str) -> bool {
    text.len() <= 80
        && text.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
#[path = "envelope_tests.rs"]
mod tests;
