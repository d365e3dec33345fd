//! What Salesforce hears.

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};

type Answer = Response<Body>;

/// Said when a message could not be kept: Salesforce sends it again, for a day.
pub(crate) const NOT_KEPT: u16 = 503;

/// The message is safe; Salesforce forgets it.
pub(crate) fn acknowledged() -> Answer {
    soap(
        200,
        "<notificationsResponse xmlns=\"http://soap.sforce.com/2005/09/outbound\"><Ack>true</Ack></notificationsResponse>",
    )
}

/// The message was not taken. A fault, not `<Ack>false</Ack>`: both make Salesforce try again, and a fault says why.
pub(crate) fn refused(status: u16, why: &str) -> Answer {
    let who = if status < 500 { "Client" } else { "Server" };
    let why = why.replace('&', "&amp;").replace('<', "&lt;");
    let fault =
        format!("<soapenv:Fault><faultcode>soapenv:{who}</faultcode><faultstring>{why}</faultstring></soapenv:Fault>");
    let mut answer = soap(status, &fault);
    answer.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    answer
}

fn soap(status: u16, body: &str) -> Answer {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope \
         xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>"
    );
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=utf-8"));
    answer
}
