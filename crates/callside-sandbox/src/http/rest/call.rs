//! One call of the REST API: from the wire, or as a part of a composite request.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::http::request::Parts;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use crate::clock::parse_http_date;
use crate::org::DuplicateChoice;
use crate::refusal::{Code, Refusal};

/// Oldest version that still answers; 21.0 to 30.0 are retired.
pub const OLDEST: u16 = 31;
/// Newest version.
pub const NEWEST: u16 = 67;

/// What a caller wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Read.
    Get,
    /// Create or do.
    Post,
    /// Change.
    Patch,
    /// Delete.
    Delete,
    /// Replace; no resource takes it.
    Put,
}

impl Verb {
    /// Reads a method; HEAD reads like GET.
    ///
    /// # Errors
    /// `METHOD_NOT_ALLOWED` for any other method.
    pub fn parse(method: &str) -> Result<Self, Refusal> {
        match method.to_ascii_uppercase().as_str() {
            "GET" | "HEAD" => Ok(Self::Get),
            "POST" => Ok(Self::Post),
            "PATCH" => Ok(Self::Patch),
            "DELETE" => Ok(Self::Delete),
            "PUT" => Ok(Self::Put),
            other => Err(Refusal::new(Code::MethodNotAllowed, format!("HTTP Method '{other}' not allowed."))),
        }
    }

    /// The method's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Put => "PUT",
        }
    }
}

/// The body of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// There is none.
    Absent,
    /// JSON.
    Json(Value),
    /// Something that is not JSON, and why.
    Unreadable(Refusal),
}

/// One call.
#[derive(Debug, Clone)]
pub struct Call {
    /// What shall be done.
    pub verb: Verb,
    /// API version: 59 stands for `v59.0`.
    pub version: u16,
    /// The decoded parts of the address after the version.
    pub path: Vec<String>,
    query: Vec<(String, String)>,
    headers: HashMap<String, String>,
    content: Content,
}

impl Call {
    /// A call from the wire.
    ///
    /// # Errors
    /// `NOT_FOUND` or `UNSUPPORTED_API_VERSION` for its version, `METHOD_NOT_ALLOWED`.
    pub fn from_http(head: &Parts, body: Bytes) -> Result<Self, Refusal> {
        let headers: HashMap<String, String> = head
            .headers
            .iter()
            .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
            .collect();
        let target = head.uri.path_and_query().map_or_else(|| head.uri.path(), axum::http::uri::PathAndQuery::as_str);
        let content = read_content(headers.get("content-type").map(String::as_str), &body);
        Self::new(head.method.as_str(), target, headers, content)
    }

    /// A call to `/services/data/vXX.0/...`.
    ///
    /// # Errors
    /// As [`Call::from_http`].
    pub fn new(
        method: &str,
        target: &str,
        headers: HashMap<String, String>,
        content: Content,
    ) -> Result<Self, Refusal> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut segments =
            path.strip_prefix("/services/data/").unwrap_or(path).split('/').filter(|part| !part.is_empty());
        let version = read_version(segments.next().unwrap_or_default())?;
        let query = read_query(query);
        let overridden = query.iter().find(|(name, _)| name.eq_ignore_ascii_case("_HttpMethod"));
        let verb = match overridden {
            Some((_, named)) if method.eq_ignore_ascii_case("POST") => Verb::parse(named)?,
            _ => Verb::parse(method)?,
        };
        let path = segments.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned()).collect();
        let headers = headers.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
        Ok(Self { verb, version, path, query, headers, content })
    }

    /// The version as it stands in addresses.
    #[must_use]
    pub fn version_text(&self) -> String {
        format!("v{}.0", self.version)
    }

    /// The parts of the path, to match on.
    #[must_use]
    pub fn segments(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// A parameter of the query.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All parameters of the query.
    #[must_use]
    pub fn parameters(&self) -> &[(String, String)] {
        &self.query
    }

    /// Whether a parameter says `true`.
    #[must_use]
    pub fn says(&self, name: &str) -> bool {
        self.parameter(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// A header, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// A header that holds a date.
    ///
    /// # Errors
    /// `INVALID_REQUEST` when it is no HTTP date.
    pub fn date_header(&self, name: &str) -> Result<Option<jiff::Timestamp>, Refusal> {
        self.header(name)
            .map(|text| {
                parse_http_date(text).ok_or_else(|| {
                    Refusal::new(Code::InvalidRequest, format!("The value of the header {name} is not a date: {text}"))
                })
            })
            .transpose()
    }

    /// The body.
    ///
    /// # Errors
    /// `JSON_PARSER_ERROR` when there is none, or none that can be read.
    pub fn json(&self) -> Result<&Value, Refusal> {
        match &self.content {
            Content::Json(value) => Ok(value),
            Content::Unreadable(refusal) => Err(refusal.clone()),
            Content::Absent => {
                let message = "No content to map to Object due to end of input";
                Err(Refusal::new(Code::JsonParserError, message))
            }
        }
    }

    /// The body, which must be an object.
    ///
    /// # Errors
    /// `JSON_PARSER_ERROR`.
    pub fn object(&self) -> Result<&Map<String, Value>, Refusal> {
        self.json()?.as_object().ok_or_else(|| {
            Refusal::new(Code::JsonParserError, "Cannot deserialize instance of sobject from START_ARRAY value [")
        })
    }

    /// What the caller chose about duplicate rules (`Sforce-Duplicate-Rule-Header`).
    #[must_use]
    pub fn duplicates(&self) -> DuplicateChoice {
        let chosen = |name: &str| {
            self.header("sforce-duplicate-rule-header").unwrap_or_default().split([';', ',']).any(|pair| {
                pair.split_once('=').is_some_and(|(key, value)| {
                    key.trim().eq_ignore_ascii_case(name) && value.trim().eq_ignore_ascii_case("true")
                })
            })
        };
        DuplicateChoice { allow_save: chosen("allowSave"), include_details: chosen("includeRecordDetails") }
    }

    /// The same headers, for the parts of a composite request.
    #[must_use]
    pub fn headers(&self) -> &HashMap<String, String> {
        &self.headers
    }

    /// "HTTP Method 'PUT' not allowed. Allowed are HEAD,GET"
    #[must_use]
    pub fn method_refusal(&self, allowed: &str) -> Refusal {
        let message = format!("HTTP Method '{}' not allowed. Allowed are {allowed}", self.verb.as_str());
        Refusal::new(Code::MethodNotAllowed, message)
    }
}

fn read_version(text: &str) -> Result<u16, Refusal> {
    let number = text.strip_prefix('v').and_then(|rest| rest.strip_suffix(".0")).and_then(|rest| rest.parse().ok());
    match number {
        Some(version) if (OLDEST..=NEWEST).contains(&version) => Ok(version),
        Some(version) if (1..OLDEST).contains(&version) => {
            let message = "This version of the REST API has been retired";
            Err(Refusal::new(Code::UnsupportedApiVersion, message))
        }
        _ => Err(Refusal::not_found()),
    }
}

/// A plus is a space here, as in every form.
fn read_query(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

fn read_content(media_type: Option<&str>, body: &[u8]) -> Content {
    if body.is_empty() {
        return Content::Absent;
    }
    let is_json = media_type.is_none_or(|media_type| media_type.to_ascii_lowercase().starts_with("application/json"));
    if !is_json {
        let message = "Content type not allowed";
        return Content::Unreadable(Refusal::new(Code::UnsupportedMediaType, message));
    }
    match serde_json::from_slice(body) {
        Ok(value) => Content::Json(value),
        Err(error) => {
            let message = format!("{error} at [line:{}, column:{}]", error.line(), error.column());
            Content::Unreadable(Refusal::new(Code::JsonParserError, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(method: &str, target: &str) -> Result<Call, Refusal> {
        Call::new(method, target, HashMap::new(), Content::Absent)
    }

    #[test]
    fn a_plus_in_a_query_is_a_space() {
        let call = call("GET", "/services/data/v59.0/query/?q=SELECT+Id%20FROM+Task%2B").unwrap();
        assert_eq!(call.segments(), ["query"]);
        assert_eq!(call.parameter("q"), Some("SELECT Id FROM Task+"));
    }

    #[test]
    fn versions_are_served_retired_or_unknown() {
        for (target, code) in [
            ("/services/data/v59.0/limits", None),
            ("/services/data/v30.0/limits", Some(Code::UnsupportedApiVersion)),
            ("/services/data/v99.0/limits", Some(Code::NotFound)),
            ("/services/data/v59/limits", Some(Code::NotFound)),
            ("/services/data/latest/limits", Some(Code::NotFound)),
        ] {
            assert_eq!(call("GET", target).err().map(|refusal| refusal.code), code, "{target}");
        }
    }

    #[test]
    fn a_post_may_stand_for_another_method() {
        let target = "/services/data/v59.0/sobjects/Task/00T?_HttpMethod=PATCH";
        assert_eq!(call("POST", target).unwrap().verb, Verb::Patch);
        assert_eq!(call("GET", target).unwrap().verb, Verb::Get);
        assert_eq!(call("BREW", target).unwrap_err().code, Code::MethodNotAllowed);
    }
}
