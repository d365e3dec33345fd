//! What is asked over HTTP: deliveries, sessions, links, and what people of the team may ask.

mod admin;
mod answer;
mod assistance;
mod hand_over;
mod inner;
mod links;
mod sessions;
mod work;
mod wrapped_up;

pub(crate) use inner::Inner;

use crate::house::House;
use crate::ready::Readiness;
use answer::Answered;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, Request, Response};
use callside_intake::{Answer, Porter};
use callside_link::wire::paths;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Answers what comes in where phone systems and desktops reach the relay.
pub(crate) struct Front {
    pub(crate) house: Arc<House>,
    pub(crate) porter: Porter,
}

#[async_trait]
impl Answer for Front {
    async fn answer(&self, request: Request<Body>, from: SocketAddr) -> Response<Body> {
        let house = &self.house;
        let source = source(&request, from.ip(), &house.config.proxies);
        if let Err(wait) = house.rate.take(source, house.now()) {
            house.metrics.limited();
            return answer::limited(wait);
        }
        let path = request.uri().path().trim_start_matches('/').to_owned();
        if path == "ready" && matches!(*request.method(), Method::GET | Method::HEAD) {
            return answer::readiness(Readiness::of(house).await);
        }
        match path.strip_prefix("v1/") {
            // Desktops are told that it goes; phone systems come back by themselves.
            None if house.is_draining() => answer::busy(std::time::Duration::from_secs(1)),
            None => self.porter.answer(request).await,
            Some(_) => match self.for_people(&path, request).await {
                Ok(answer) => answer::ours(answer),
                Err(refused) => answer::ours(refused.into()),
            },
        }
    }
}

impl Front {
    async fn for_people(&self, path: &str, request: Request<Body>) -> Result<Response<Body>, Answered> {
        let house = &self.house;
        // No browser has any business here: a page could use the trust that a person's network has.
        if request.headers().contains_key("origin") {
            return Err(Answered::Origin);
        }
        match (request.method(), path) {
            (&Method::GET, paths::ABOUT) => Ok(sessions::about(house)),
            (&Method::POST, paths::NONCE) => Ok(sessions::nonce(house)),
            (&Method::POST, paths::SESSION) => sessions::session(house, request).await,
            (&Method::POST, paths::RENEW) => sessions::renew(house, request).await,
            (&Method::GET, paths::LINK) => links::socket(house, request),
            (&Method::POST, paths::STREAM) => links::stream(house, request).await,
            (&Method::POST, paths::SAY) => links::say(house, request).await,
            (&Method::POST, paths::HAND_OVER) => hand_over::take(house, request).await,
            (&Method::POST, paths::WORK) => work::take(house, request).await,
            (&Method::POST, paths::WRAPPED_UP) => wrapped_up::take(house, request).await,
            (&Method::POST, paths::ADVISE) => assistance::advise(house, request).await,
            (&Method::POST, paths::SHOW) => assistance::show(house, request).await,
            (&Method::GET, paths::PEOPLE) => work::people(house, &request),
            _ => admin::answer(house, path, request).await,
        }
    }
}

/// Who sent it: the other end, or behind a known proxy the last address that the proxy itself has seen.
fn source(request: &Request<Body>, from: IpAddr, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&from) {
        return from;
    }
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let last = forwarded.and_then(|value| value.to_str().ok()).and_then(|list| list.rsplit(',').next());
    last.and_then(|address| address.trim().parse().ok()).unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_proxy_is_believed_and_only_its_own_word() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let client: IpAddr = "192.0.2.7".parse().unwrap();
        for (from, header, expected) in [
            (client, Some("203.0.113.9"), client),
            (proxy, Some("203.0.113.9"), "203.0.113.9".parse().unwrap()),
            (proxy, Some("6.6.6.6, 203.0.113.9"), "203.0.113.9".parse().unwrap()),
            (proxy, Some("nonsense"), proxy),
            (proxy, None, proxy),
        ] {
            let mut request = Request::builder().uri("/");
            if let Some(header) = header {
                request = request.header("x-forwarded-for", header);
            }
            let request = request.body(Body::empty()).unwrap();
            assert_eq!(source(&request, from, &[proxy]), expected, "{from} {header:?}");
        }
    }
}
