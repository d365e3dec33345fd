//! The one thing that only the SOAP API can do: taking a record out of the recycle bin.
//! Source: SOAP API Developer Guide, `undelete()`, "Core data types used in API calls" (`Error`, `StatusCode`), API fault
//! element.

use callside_core::ids::RecordId;
use quick_xml::Reader;
use quick_xml::events::Event;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undeleted {
    /// The record stands again.
    Done,
    /// The session is over; nothing was done.
    BadSession,
    /// Salesforce said no.
    Refused {
        /// Such as `UNDELETE_FAILED`.
        code: String,
        /// Salesforce's words.
        message: String,
    },
}

/// The request. An access token stands for a session id, and both token and id consist of letters that XML leaves alone;
/// anything else is left out.
pub(crate) fn undelete(token: &str, id: &RecordId) -> String {
    let token: String = token.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '&')).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:u=\"urn:partner.soap.sforce.com\"><e:Header><u:SessionHeader><u:sessionId>{token}</u:sessionId>\
         </u:SessionHeader></e:Header><e:Body><u:undelete><u:ids>{id}</u:ids></u:undelete></e:Body></e:Envelope>"
    )
}

/// Reads the answer; `None` when it is not one of the SOAP API.
#[must_use]
pub fn undeleted(body: &[u8]) -> Option<Undeleted> {
    let told = Told::read(std::str::from_utf8(body).ok()?)?;
    if !told.fault.is_empty() {
        return Some(match told.fault.rsplit(':').next() {
            Some("INVALID_SESSION_ID") => Undeleted::BadSession,
            code => refused(code.unwrap_or_default(), &told.fault_text),
        });
    }
    match told.success.as_str() {
        "true" => Some(Undeleted::Done),
        "false" => Some(refused(&told.code, &told.message)),
        _ => None,
    }
}

fn refused(code: &str, message: &str) -> Undeleted {
    Undeleted::Refused { code: code.to_owned(), message: message.to_owned() }
}

/// The texts of the elements that matter. One record is asked for, so each is there once.
#[derive(Debug, Default)]
struct Told {
    success: String,
    code: String,
    message: String,
    fault: String,
    fault_text: String,
}

impl Told {
    /// Document types are refused, and with them every entity but those of XML itself.
    fn read(text: &str) -> Option<Self> {
        let mut reader = Reader::from_str(text);
        let mut told = Self::default();
        let mut open = String::new();
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => open = start.local_name().into_inner().to_owned(),
                Event::End(_) => open.clear(),
                Event::Text(text) => told.put(&open, &text.xml10_content()),
                Event::GeneralRef(reference) => told.put(&open, named(reference.as_ref())),
                Event::DocType(_) => return None,
                Event::Eof => return Some(told),
                _ => {}
            }
        }
    }

    fn put(&mut self, element: &str, text: &str) {
        match element {
            "success" => self.success.push_str(text),
            "statusCode" => self.code.push_str(text),
            "message" => self.message.push_str(text),
            "faultcode" => self.fault.push_str(text),
            "faultstring" => self.fault_text.push_str(text),
            _ => {}
        }
    }
}

fn named(entity: &str) -> &'static str {
    match entity {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(inner: &str) -> Vec<u8> {
        format!(
            "<?xml version=\"1.0\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
             xmlns=\"urn:partner.soap.sforce.com\"><soapenv:Body>{inner}</soapenv:Body></soapenv:Envelope>"
        )
        .into_bytes()
    }

    #[test]
    fn answers_are_read_as_what_they_mean() {
        let result = |inner: &str| answer(&format!("<undeleteResponse><result>{inner}</result></undeleteResponse>"));
        let id = "<id>003000000000001AAA</id>";
        let faulty = "<errors><message>entity &amp; bin</message><statusCode>UNDELETE_FAILED</statusCode></errors>";
        let fault = |code: &str| {
            answer(&format!(
                "<soapenv:Fault><faultcode>sf:{code}</faultcode><faultstring>no</faultstring></soapenv:Fault>"
            ))
        };
        for (body, expected) in [
            (result(&format!("{id}<success>true</success>")), Some(Undeleted::Done)),
            (
                result(&format!("{faulty}{id}<success>false</success>")),
                Some(refused("UNDELETE_FAILED", "entity & bin")),
            ),
            (fault("INVALID_SESSION_ID"), Some(Undeleted::BadSession)),
            (fault("API_CURRENTLY_DISABLED"), Some(refused("API_CURRENTLY_DISABLED", "no"))),
            (b"<html>maintenance</html>".to_vec(), None),
            (b"<!DOCTYPE a [<!ENTITY b \"c\">]><success>true</success>".to_vec(), None),
            (b"{}".to_vec(), None),
        ] {
            assert_eq!(undeleted(&body), expected, "{}", String::from_utf8_lossy(&body));
        }
    }

    #[test]
    fn nothing_of_a_token_can_become_markup() {
        let id = RecordId::new("003000000000001AAA").unwrap();
        let request = undelete("00D!a.b_c</u:sessionId><x>&amp;", &id);
        assert!(request.contains("<u:sessionId>00D!a.b_c/u:sessionIdxamp;</u:sessionId>"), "{request}");
    }
}
