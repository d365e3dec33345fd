//! What is asked for: address, method and type of content.

use crate::refusal::Refusal;
use crate::settings::PathSecret;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap};
use axum::http::request::Parts;
use callside_telephony::{Method, Route};

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Is the door open? Asked without secrets, answered without data.
    Health,
    /// A delivery.
    Delivery(Route),
    /// Salesforce's Outbound Messages.
    Message,
    /// An IVR asks.
    Ivr,
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const XML: &str = "text/xml";

impl Target {
    /// Finds the target of a path. A wrong secret and a wrong path look the same from outside.
    pub(crate) fn of(path: &str, secret: &PathSecret) -> Result<Self, Refusal> {
        if path == "/health" {
            return Ok(Self::Health);
        }
        let (given, rest) = path.strip_prefix('/').and_then(|path| path.split_once('/')).ok_or(Refusal::NotFound)?;
        let right = secret.is(given);
        let target = match rest {
            "health" => Self::Health,
            "five9/connector" => Self::Delivery(Route::Five9Connector),
            "five9/events" => Self::Delivery(Route::Five9Events),
            "ivr" => Self::Ivr,
            "aircall" => Self::Delivery(Route::Aircall),
            "phone" => Self::Delivery(Route::Phone),
            "salesforce/outbound" => Self::Message,
            _ => return Err(Refusal::NotFound),
        };
        if right { Ok(target) } else { Err(Refusal::NotFound) }
    }

    /// The method, where the target takes it. HEAD and OPTIONS are never taken: they must not write.
    pub(crate) fn method(self, method: &axum::http::Method) -> Result<Method, Refusal> {
        let (get, post) = match self {
            Self::Health => (true, false),
            Self::Delivery(Route::Five9Connector) | Self::Ivr => (true, true),
            Self::Delivery(_) | Self::Message => (false, true),
        };
        match *method {
            axum::http::Method::GET if get => Ok(Method::Get),
            axum::http::Method::POST if post => Ok(Method::Post),
            _ => Err(Refusal::Method {
                allow: match (get, post) {
                    (true, true) => "GET, POST",
                    (true, false) => "GET",
                    _ => "POST",
                },
            }),
        }
    }
}

/// Checks the type of a posted body. Web pages can post `text/plain` and forms without asking first, JSON they cannot:
/// so JSON addresses take nothing else.
pub(crate) fn media_type(route: Route, request: &Parts) -> Result<(), Refusal> {
    let expected = if route == Route::Five9Connector { FORM } else { JSON };
    let refused = Err(Refusal::MediaType { expected });
    if request.headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return refused;
    }
    match essence(&request.headers) {
        Ok(Some(given)) if given == expected => Ok(()),
        Ok(Some(given)) if expected == JSON && given.starts_with("application/") && given.ends_with("+json") => Ok(()),
        // A connector may post with all its parameters in the query, and then has no content to name.
        Ok(None) if expected == FORM => Ok(()),
        _ => refused,
    }
}

/// Checks the type of a posted envelope.
pub(crate) fn is_xml(request: &Parts) -> Result<(), Refusal> {
    let refused = Err(Refusal::MediaType { expected: XML });
    if request.headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return refused;
    }
    match essence(&request.headers) {
        Ok(Some(given)) if given == XML || given == "application/soap+xml" => Ok(()),
        _ => refused,
    }
}

/// The type without its parameters, in lower case; an error where it comes twice or is not text.
fn essence(headers: &HeaderMap) -> Result<Option<String>, ()> {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().map_err(|_| ())?;
    let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if values.next().is_some() { Err(()) } else { Ok(Some(essence)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;
    use callside_core::secret::Secret;

    #[test]
    fn the_secret_is_part_of_every_address_but_health() {
        let secret = PathSecret::new(Secret::new("0123456789abcdefABCDEF_-")).unwrap();
        for (path, expected) in [
            ("/health", Ok(Target::Health)),
            ("/0123456789abcdefABCDEF_-/health", Ok(Target::Health)),
            ("/0123456789abcdefABCDEF_-/five9/connector", Ok(Target::Delivery(Route::Five9Connector))),
            ("/0123456789abcdefABCDEF_-/five9/events", Ok(Target::Delivery(Route::Five9Events))),
            ("/0123456789abcdefABCDEF_-/aircall", Ok(Target::Delivery(Route::Aircall))),
            ("/0123456789abcdefABCDEF_-/phone", Ok(Target::Delivery(Route::Phone))),
            ("/0123456789abcdefABCDEF_-/ivr", Ok(Target::Ivr)),
            ("/0123456789abcdefABCDEF_-/phone/", Err(Refusal::NotFound)),
            ("/0123456789ABCDEFABCDEF_-/phone", Err(Refusal::NotFound)),
            ("/wrong/health", Err(Refusal::NotFound)),
            ("//aircall", Err(Refusal::NotFound)),
            ("/aircall", Err(Refusal::NotFound)),
            ("/", Err(Refusal::NotFound)),
            ("*", Err(Refusal::NotFound)),
            ("", Err(Refusal::NotFound)),
        ] {
            assert_eq!(Target::of(path, &secret), expected, "{path}");
        }
    }

    #[test]
    fn json_addresses_take_json_and_the_connector_takes_forms() {
        for (route, headers, good) in [
            (Route::Aircall, vec![("content-type", "application/json")], true),
            (Route::Phone, vec![("content-type", "Application/JSON; charset=utf-8")], true),
            (Route::Phone, vec![("content-type", "application/cloudevents+json")], true),
            (Route::Five9Events, vec![("content-type", "text/plain")], false),
            (Route::Aircall, vec![("content-type", "text/plain;application/json")], false),
            (Route::Aircall, vec![("content-type", FORM)], false),
            (Route::Aircall, vec![("content-type", "multipart/form-data; boundary=x")], false),
            (Route::Aircall, vec![], false),
            (Route::Aircall, vec![("content-type", JSON), ("content-type", JSON)], false),
            (Route::Aircall, vec![("content-type", JSON), ("content-encoding", "gzip")], false),
            (Route::Five9Connector, vec![("content-type", FORM)], true),
            (Route::Five9Connector, vec![], true),
            (Route::Five9Connector, vec![("content-type", JSON)], false),
            (Route::Five9Connector, vec![("content-type", "text/plain")], false),
        ] {
            let mut request = Request::post("/");
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            let parts = request.body(()).unwrap().into_parts().0;
            assert_eq!(media_type(route, &parts).is_ok(), good, "{route:?} {headers:?}");
        }
    }
}
