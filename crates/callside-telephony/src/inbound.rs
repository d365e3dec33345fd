//! The one shape in which every delivery comes in, and the one function that reads it.

pub mod link;

use crate::rejection::{Flaw, Rejection};
use crate::settings::Settings;
use crate::{aircall, five9, phone_switch};
use callside_core::event::Event;
use callside_core::ids::Provider;
use jiff::Timestamp;
use std::fmt;

/// Largest body that is read, in bytes. Standard Webhooks advises 20 kB; the largest Aircall calls with many comments
/// are a few times that.
pub const MAX_BODY: usize = 256 * 1024;

/// Longest query that is read, in bytes.
const MAX_QUERY: usize = 16 * 1024;

/// The HTTP methods that mean something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A connector page that opens in the agent's browser.
    Get,
    /// A webhook, or a connector that posts.
    Post,
}

/// Where a delivery came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// Parameters of a Five9 web connector.
    Five9Connector,
    /// Five9 events by name, as JSON from a relay or middleware.
    Five9Events,
    /// Aircall webhooks.
    Aircall,
    /// Signed webhooks of any phone system.
    Phone,
}

impl Route {
    /// All routes.
    pub const ALL: [Self; 4] = [Self::Five9Connector, Self::Five9Events, Self::Aircall, Self::Phone];

    /// The phone system behind the route.
    #[must_use]
    pub const fn provider(self) -> Provider {
        match self {
            Self::Five9Connector | Self::Five9Events => Provider::Five9,
            Self::Aircall => Provider::Aircall,
            Self::Phone => Provider::Phone,
        }
    }
}

/// The headers of a delivery, in the order in which they came.
#[derive(Clone, Copy, Default)]
pub struct Headers<'a>(pub &'a [(&'a str, &'a [u8])]);

impl<'a> Headers<'a> {
    /// The value of a header that may come at most once. Names are compared without case.
    pub(crate) fn one(self, name: &str) -> Result<Option<&'a str>, Rejection> {
        let mut found = self.0.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let Some((_, value)) = found.next() else { return Ok(None) };
        match (found.next(), std::str::from_utf8(value)) {
            (None, Ok(text)) if text.is_ascii() => Ok(Some(text)),
            _ => Err(Flaw::Header.into()),
        }
    }

    /// The shared secrets that came in headers: as Bearer, and in `X-Callside-Secret`.
    pub(crate) fn secrets(self) -> Result<[Option<&'a str>; 2], Rejection> {
        Ok([self.one("authorization")?.map(bearer), self.one("x-callside-secret")?])
    }
}

/// A header with another scheme holds no secret of ours, so it is compared as the empty text and refused.
fn bearer(header: &str) -> &str {
    match header.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim(),
        _ => "",
    }
}

/// One delivery, as it came off the wire.
#[derive(Clone, Copy)]
pub struct Inbound<'a> {
    /// HTTP method.
    pub method: Method,
    /// Where it came in.
    pub route: Route,
    /// The query without `?`, still encoded.
    pub query: &'a str,
    /// The headers.
    pub headers: Headers<'a>,
    /// The body, untouched: signatures are over these bytes.
    pub body: &'a [u8],
    /// When it came in, by our clock.
    pub received_at: Timestamp,
}

impl fmt::Debug for Inbound<'_> {
    /// Query, headers and body hold secrets and people's data: only their sizes are shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inbound")
            .field("method", &self.method)
            .field("route", &self.route)
            .field("query_bytes", &self.query.len())
            .field("headers", &self.headers.0.len())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Proves the sender, then turns the delivery into events. A known event that Callside has no use for gives none.
///
/// # Errors
/// [`Rejection`], with nothing taken.
pub fn read(inbound: &Inbound<'_>, settings: &Settings) -> Result<Vec<Event>, Rejection> {
    let absent = || Rejection::NotConfigured { provider: inbound.route.provider() };
    if inbound.body.len() > MAX_BODY {
        return Err(Rejection::TooLarge { limit: MAX_BODY });
    }
    if inbound.query.len() > MAX_QUERY {
        return Err(Rejection::TooLarge { limit: MAX_QUERY });
    }
    if inbound.method == Method::Get && inbound.route != Route::Five9Connector {
        return Err(Rejection::Method);
    }
    match inbound.route {
        Route::Five9Connector => five9::connector(inbound, settings.five9.as_ref().ok_or_else(absent)?),
        Route::Five9Events => five9::named_event(inbound, settings.five9.as_ref().ok_or_else(absent)?),
        Route::Aircall => aircall::webhook(inbound, settings.aircall.as_ref().ok_or_else(absent)?),
        Route::Phone => phone_switch::webhook(inbound, settings.phone.as_ref().ok_or_else(absent)?),
    }
}
