//! One request with all that belongs to it: token, time-out, one refresh, careful repeats, typed errors.

use super::error::{ApiError, RestError, read_errors, read_several};
use super::soap::{self, Undeleted};
use super::usage::Meter;
use super::verdict::is_refused_session;
use super::version::ApiVersion;
use crate::http::{Failure, Raw, exchange};
use crate::session::{Access, Session};
use callside_core::budget::Purpose;
use callside_core::ids::RecordId;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request};
use serde_json::Value;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};

/// Tries for a reading request: the second one only when the connection failed, or on 503.
const TRIES: u32 = 2;
/// Longest random pause before the second try, in milliseconds.
const JITTER_MS: u32 = 250;

/// How long requests may take in all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// Requests that only read.
    pub(crate) read: Duration,
    /// Requests that write.
    pub(crate) write: Duration,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ask<'a> {
    /// GET.
    Get,
    /// GET with rows in pages of so many (200 to 2,000).
    /// Source: REST API Developer Guide, "Query Options header".
    Rows(u16),
    /// POST with a body that changes nothing, such as a batch of queries.
    ReadByPost(&'a Value),
    /// POST with a body that may change records. Never repeated here, except after a 401.
    Write(&'a Value),
    /// The same with an `Idempotency-Key`, a UUID: Salesforce does it once however often it is sent.
    Once {
        /// The body.
        body: &'a Value,
        /// The key.
        key: &'a str,
    },
    /// PATCH.
    Patch(&'a Value),
    /// PUT.
    Put(&'a Value),
    /// DELETE.
    Delete,
    /// GET of something that is not JSON; the answer is its text.
    Text,
    /// `undelete` of the SOAP API; the answer is empty.
    Undelete(&'a RecordId),
}

impl<'a> Ask<'a> {
    const fn writes(self) -> bool {
        !matches!(self, Self::Get | Self::Rows(_) | Self::ReadByPost(_) | Self::Text)
    }

    const fn method(self) -> Method {
        match self {
            Self::Get | Self::Rows(_) | Self::Text => Method::GET,
            Self::ReadByPost(_) | Self::Write(_) | Self::Once { .. } | Self::Undelete(_) => Method::POST,
            Self::Patch(_) => Method::PATCH,
            Self::Put(_) => Method::PUT,
            Self::Delete => Method::DELETE,
        }
    }

    const fn body(self) -> Option<&'a Value> {
        match self {
            Self::Get | Self::Rows(_) | Self::Delete | Self::Text | Self::Undelete(_) => None,
            Self::ReadByPost(body)
            | Self::Write(body)
            | Self::Once { body, .. }
            | Self::Patch(body)
            | Self::Put(body) => Some(body),
        }
    }
}

/// The REST API of the signed-in org.
#[derive(Clone)]
pub(crate) struct Rest {
    pub(crate) session: Session,
    pub(crate) version: ApiVersion,
    patience: Patience,
    purpose: Purpose,
    pub(crate) meter: Meter,
}

/// How one try went, where it did not bring an answer.
enum Missed {
    /// The token was refused.
    Token,
    /// Everything else.
    Error(RestError),
}

impl Rest {
    pub(crate) fn new(session: Session, version: ApiVersion, patience: Patience) -> Self {
        Self { session, version, patience, purpose: Purpose::Agent, meter: Meter::default() }
    }

    /// The same, for calls that are made for something.
    pub(crate) fn made_for(&self, purpose: Purpose) -> Self {
        Self { purpose, ..self.clone() }
    }

    /// The same, for questions that may take long.
    pub(crate) fn patient(mut self, read: Duration) -> Self {
        self.patience.read = read;
        self
    }

    /// The path of a resource of this version; `tail` is without a leading slash.
    pub(crate) fn resource(&self, tail: &str) -> String {
        format!("/services/data/v{}/{tail}", self.version)
    }

    /// The address of the SOAP API of this version.
    pub(crate) fn soap(&self) -> String {
        format!("/services/Soap/u/{}", self.version)
    }

    /// Asks and gives the answer's JSON (`Null` where it is empty).
    pub(crate) async fn ask(&self, path: &str, ask: Ask<'_>) -> Result<Value, RestError> {
        let limit = if ask.writes() { self.patience.write } else { self.patience.read };
        let deadline = Instant::now() + limit;
        let mut access = self.session.access().await?;
        let (mut renewed, mut tries) = (false, 1);
        loop {
            // Whether a write that is cut short by the clock was sent cannot be told.
            let late = if ask.writes() { RestError::AnswerLost } else { RestError::TooLate };
            match timeout_at(deadline, self.attempt(path, ask, &access)).await.map_err(|_| late)? {
                Ok(answer) => return Ok(answer),
                // A refused token means that nothing was done, so even a write may be repeated, once.
                Err(Missed::Token) if renewed => return Err(RestError::SignInNeeded),
                Err(Missed::Token) => {
                    access = self.session.renew(access.generation).await?;
                    renewed = true;
                }
                Err(Missed::Error(error)) if !ask.writes() && tries < TRIES && is_worth_a_try(&error) => {
                    tries += 1;
                    sleep(jitter()).await;
                }
                Err(Missed::Error(error)) => return Err(error),
            }
        }
    }

    async fn attempt(&self, path: &str, ask: Ask<'_>, access: &Access) -> Result<Value, Missed> {
        let request = build(path, ask, access).map_err(Missed::Error)?;
        self.meter.count(self.purpose);
        let raw = exchange(self.session.http().client(&access.origin), request).await;
        let raw = raw.map_err(|failure| Missed::Error(lost(&failure, ask)))?;
        if let Some(header) = raw.header("sforce-limit-info") {
            self.meter.record(header);
        }
        tracing::debug!(status = raw.status, "Salesforce answered");
        read(&raw, ask)
    }
}

fn build(path: &str, ask: Ask<'_>, access: &Access) -> Result<Request, RestError> {
    let url = access.origin.at(path).ok_or(RestError::Unreadable("address on the org's server"))?;
    let mut request = Request::new(ask.method(), url);
    let mut bearer =
        HeaderValue::from_str(&format!("Bearer {}", access.token.expose())).map_err(|_| RestError::SignInNeeded)?;
    bearer.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, bearer);
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Ask::Rows(size) = ask {
        let value = HeaderValue::from_str(&format!("batchSize={size}"));
        request.headers_mut().insert("sforce-query-options", value.map_err(|_| RestError::Unreadable("page size"))?);
    }
    if let Ask::Once { key, .. } = ask {
        let key = HeaderValue::from_str(key).map_err(|_| RestError::Unreadable("key"))?;
        request.headers_mut().insert("idempotency-key", key);
    }
    if let Some(body) = ask.body() {
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=UTF-8"));
        *request.body_mut() = Some(body.to_string().into());
    }
    if let Ask::Undelete(id) = ask {
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=UTF-8"));
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("text/xml"));
        request.headers_mut().insert("soapaction", HeaderValue::from_static("\"\""));
        *request.body_mut() = Some(soap::undelete(access.token.expose(), id).into());
    }
    Ok(request)
}

/// A reading request that is lost has written nothing, which is what matters to callers.
const fn lost(failure: &Failure, ask: Ask<'_>) -> RestError {
    match failure {
        Failure::NotSent => RestError::Unreachable,
        _ if ask.writes() => RestError::AnswerLost,
        Failure::TooLarge => RestError::TooLarge,
        Failure::Lost | Failure::Gateway(_) => RestError::Unreachable,
    }
}

fn read(raw: &Raw, ask: Ask<'_>) -> Result<Value, Missed> {
    if matches!(ask, Ask::Text) && (200..300).contains(&raw.status) {
        return Ok(Value::String(String::from_utf8_lossy(&raw.body).into_owned()));
    }
    if matches!(ask, Ask::Undelete(_)) {
        return match soap::undeleted(&raw.body) {
            Some(Undeleted::Done) => Ok(Value::Null),
            Some(Undeleted::BadSession) => Err(Missed::Token),
            Some(Undeleted::Refused { code, message }) => {
                let error = ApiError { code, message, fields: Vec::new(), duplicates: None };
                Err(Missed::Error(RestError::Answered { status: 400, errors: vec![error], retry_after_s: None }))
            }
            None => Err(Missed::Error(RestError::AnswerLost)),
        };
    }
    let body: Option<Value> =
        if raw.body.is_empty() { Some(Value::Null) } else { serde_json::from_slice(&raw.body).ok() };
    if (200..300).contains(&raw.status) {
        let unreadable = if ask.writes() { RestError::AnswerLost } else { RestError::Unreadable("JSON") };
        return body.ok_or(Missed::Error(unreadable));
    }
    if raw.status == 300
        && let Some((object, records)) = body.as_ref().and_then(read_several)
    {
        return Err(Missed::Error(RestError::Several { object, records }));
    }
    let errors = body.as_ref().and_then(read_errors);
    if is_refused_token(raw, errors.as_deref()) {
        return Err(Missed::Token);
    }
    let retry_after_s = raw.retry_after_s();
    Err(Missed::Error(match errors {
        Some(errors) => RestError::Answered { status: raw.status, errors, retry_after_s },
        // A gateway that gives up may have handed the request on.
        None if ask.writes() && raw.status >= 500 => RestError::AnswerLost,
        None => RestError::Foreign { status: raw.status, retry_after_s },
    }))
}

/// A token that a refresh can mend: 401 (but not every one), and the words of the identity pages.
fn is_refused_token(raw: &Raw, errors: Option<&[ApiError]>) -> bool {
    match raw.status {
        401 => !errors.is_some_and(|errors| errors.iter().any(|error| is_refused_session(&error.message))),
        403 => raw.body.starts_with(b"Bad_OAuth_Token"),
        _ => false,
    }
}

fn is_worth_a_try(error: &RestError) -> bool {
    match error {
        RestError::Unreachable => true,
        RestError::Answered { status, retry_after_s, .. } | RestError::Foreign { status, retry_after_s } => {
            *status == 503 && retry_after_s.is_none()
        }
        _ => false,
    }
}

/// A random pause; without randomness, the longest.
fn jitter() -> Duration {
    let random = getrandom::u32().unwrap_or(JITTER_MS);
    Duration::from_millis(u64::from(random % (JITTER_MS + 1)))
}
