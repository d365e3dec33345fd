//! `undelete` of the SOAP API: REST has nothing like it.
//! Source: SOAP API Developer Guide, `undelete()` and "API fault element".

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::shared::Shared;
use crate::refusal::Refusal;

/// The SOAP endpoint of a version.
pub async fn partner(State(shared): State<Arc<Shared>>, Path(_version): Path<String>, body: Bytes) -> Response {
    let Ok(text) = std::str::from_utf8(&body) else { return fault("sf:UNKNOWN_EXCEPTION", "no text") };
    if text.contains("<!DOCTYPE") {
        return fault("sf:UNKNOWN_EXCEPTION", "a document type");
    }
    let session = element(text, "sessionId").and_then(|token| shared.grants().session(token, shared.now()));
    let Some(session) = session.filter(|session| session.scopes.has_api()) else {
        return fault("sf:INVALID_SESSION_ID", "INVALID_SESSION_ID: Invalid Session ID found in SessionHeader");
    };
    shared.count_call();
    let Some(id) = element(text, "ids").filter(|_| text.contains("undelete")) else {
        return fault("sf:INVALID_OPERATION", "only undelete() is known here");
    };
    let mut org = shared.org();
    let mut tx = org.begin(shared.actor(&session.user), shared.now(), shared.next_request());
    match tx.undelete(id) {
        Ok(id) => {
            tx.commit();
            result(&format!("<id>{}</id><success>true</success>", id.as_str()))
        }
        Err(refusal) => result(&refused(&refusal)),
    }
}

/// The text of the first element of this name, whatever its prefix. Ids and tokens have nothing that is escaped.
fn element<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let from = text.find(&format!("{name}>"))? + name.len() + 1;
    let to = text[from..].find('<')? + from;
    Some(&text[from..to])
}

fn refused(refusal: &Refusal) -> String {
    let body = refusal.body();
    let error = &body[0];
    let text = |key: &str| escaped(error[key].as_str().unwrap_or_default());
    format!(
        "<errors><message>{}</message><statusCode>{}</statusCode></errors><id xsi:nil=\"true\"/><success>false</success>",
        text("message"),
        text("errorCode"),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn result(inner: &str) -> Response {
    envelope(StatusCode::OK, &format!("<undeleteResponse><result>{inner}</result></undeleteResponse>"))
}

fn fault(code: &str, text: &str) -> Response {
    let inner = format!(
        "<soapenv:Fault><faultcode>{code}</faultcode><faultstring>{}</faultstring></soapenv:Fault>",
        escaped(text)
    );
    envelope(StatusCode::INTERNAL_SERVER_ERROR, &inner)
}

fn envelope(status: StatusCode, inner: &str) -> Response {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope \
         xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns=\"urn:partner.soap.sforce.com\" \
         xmlns:sf=\"urn:fault.partner.soap.sforce.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <soapenv:Body>{inner}</soapenv:Body></soapenv:Envelope>"
    );
    (status, [(header::CONTENT_TYPE, "text/xml; charset=UTF-8")], text).into_response()
}
