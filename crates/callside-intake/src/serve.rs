//! One request, from its headers to its answer.

use crate::connections::Answer;
use crate::gate::Gate;
use crate::intake::Intake;
use crate::refusal::Refusal;
use crate::settings::{DoorSettings, Limits, PathSecret};
use crate::sink::Accepted;
use crate::target::{Target, is_xml, media_type};
use crate::{answer, body, ivr, outbound};
use async_trait::async_trait;
use axum::body::Body;
use axum::http::header::ACCEPT;
use axum::http::request::Parts;
use axum::http::{Request, Response};
use callside_core::ids::Provider;
use callside_telephony::{Headers, Inbound, IvrQuestion, Method, Route};
use jiff::Timestamp;
use std::net::SocketAddr;
use std::sync::Arc;

/// The porter answers at the door, and at a relay's public addresses.
pub struct Porter {
    gate: Gate,
    path_secret: PathSecret,
    limits: Limits,
    intake: Arc<Intake>,
}

/// What is known of a request when it is refused.
#[derive(Default)]
struct Seen {
    provider: Option<Provider>,
    bytes: usize,
}

impl Porter {
    pub(crate) fn new(settings: DoorSettings, port: u16, intake: Arc<Intake>) -> Self {
        let DoorSettings { path_secret, origins, limits, .. } = settings;
        Self { gate: Gate::new(port, &origins), path_secret, limits, intake }
    }

    /// A porter for addresses that the whole internet reaches: any Host is right, everything else is as at the door.
    #[must_use]
    pub fn public(path_secret: PathSecret, origins: &[String], limits: Limits, intake: Arc<Intake>) -> Self {
        Self { gate: Gate::public(origins), path_secret, limits, intake }
    }

    /// Answers, and tells the diagnostics of refusals. Addresses hold secrets: they are never logged.
    pub async fn answer(&self, request: Request<Body>) -> Response<Body> {
        let at = self.intake.now();
        let mut seen = Seen::default();
        match self.handle(request, at, &mut seen).await {
            Ok(answer) => answer,
            Err(refusal) => {
                self.intake.note(&refusal, at, seen.provider, seen.bytes);
                answer::refused(&refusal)
            }
        }
    }

    async fn handle(&self, request: Request<Body>, at: Timestamp, seen: &mut Seen) -> Result<Response<Body>, Refusal> {
        let (parts, content) = request.into_parts();
        seen.bytes = body::declared(&parts.headers).unwrap_or(0);
        self.gate.check(&parts)?;
        let target = Target::of(parts.uri.path(), &self.path_secret)?;
        let method = target.method(&parts.method)?;
        let route = match target {
            Target::Health => return Ok(answer::healthy()),
            Target::Message => return Ok(self.message(&parts, content, at, seen).await),
            Target::Ivr => return self.ask(&parts, method, content, seen).await,
            Target::Delivery(route) => route,
        };
        seen.provider = Some(route.provider());
        let content = if method == Method::Post {
            media_type(route, &parts)?;
            body::read(content, &parts.headers, &self.limits, &mut seen.bytes).await?
        } else {
            vec![]
        };
        let accepted = self.take(&parts, method, route, &content, at).await?;
        Ok(if wants_page(&parts, method, route) {
            answer::closing_page()
        } else if accepted == Accepted::default() {
            answer::nothing_to_keep()
        } else {
            answer::accepted()
        })
    }

    /// Salesforce hears true only after the message is kept, and a SOAP fault for everything else.
    async fn message(&self, parts: &Parts, content: Body, at: Timestamp, seen: &mut Seen) -> Response<Body> {
        let limits = Limits { body_bytes: outbound::LARGEST, ..self.limits };
        let taking = async {
            is_xml(parts)?;
            let content = body::read(content, &parts.headers, &limits, &mut seen.bytes).await?;
            self.intake.take_message(outbound::read(&content)?, self.limits.sink).await
        };
        match taking.await {
            Ok(()) => outbound::acknowledged(),
            Err(refusal) => {
                self.intake.note(&refusal, at, None, seen.bytes);
                let status = if matches!(refusal, Refusal::Sink(_)) { outbound::NOT_KEPT } else { refusal.status() };
                outbound::refused(status, &refusal.to_string())
            }
        }
    }

    /// An IVR asks. Forms and JSON are both taken: IVRs can send either, and web pages were kept out before.
    async fn ask(
        &self,
        parts: &Parts,
        method: Method,
        content: Body,
        seen: &mut Seen,
    ) -> Result<Response<Body>, Refusal> {
        let content = match method {
            Method::Post => body::read(content, &parts.headers, &self.limits, &mut seen.bytes).await?,
            Method::Get => vec![],
        };
        let headers: Vec<_> = parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        let desk = self.intake.clerk()?;
        let question = IvrQuestion::read(parts.uri.query().unwrap_or_default(), &content)?;
        seen.provider = Some(question.system());
        let ask = self.intake.prove(question, Headers(&headers))?;
        Ok(ivr::respond(desk, ask).await)
    }

    async fn take(
        &self,
        parts: &Parts,
        method: Method,
        route: Route,
        body: &[u8],
        received_at: Timestamp,
    ) -> Result<Accepted, Refusal> {
        let headers: Vec<_> = parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        let query = parts.uri.query().unwrap_or_default();
        let headers = Headers(&headers);
        self.intake.take(&Inbound { method, route, query, headers, body, received_at }, self.limits.sink).await
    }
}

#[async_trait]
impl Answer for Porter {
    async fn answer(&self, request: Request<Body>, _from: SocketAddr) -> Response<Body> {
        Self::answer(self, request).await
    }
}

/// A connector that opens in the agent's browser gets the page; a silent one gets JSON like everybody.
fn wants_page(parts: &Parts, method: Method, route: Route) -> bool {
    let html =
        || parts.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|a| a.contains("text/html"));
    route == Route::Five9Connector && (method == Method::Get || html())
}
