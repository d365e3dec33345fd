//! What only this machine may ask: is it alive, is it ready, its figures; and this program's own commands.

use super::admin;
use super::answer::{self, ours};
use crate::house::House;
use crate::metrics::{Moment, memory};
use crate::ready::Readiness;
use async_trait::async_trait;
use axum::body::Body;
use axum::http::{Method, Request, Response, StatusCode};
use callside_intake::{Answer, Crowd};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;

/// Answers on the inner address.
pub(crate) struct Inner {
    pub(crate) house: Arc<House>,
    /// Who has connections where phone systems and desktops come in.
    pub(crate) crowd: Arc<Crowd>,
}

#[async_trait]
impl Answer for Inner {
    async fn answer(&self, request: Request<Body>, _from: SocketAddr) -> Response<Body> {
        let path = request.uri().path().trim_start_matches('/').to_owned();
        match (request.method(), path.as_str()) {
            (&Method::GET, "health") => answer::json(StatusCode::OK, &json!({ "alive": true })),
            (&Method::GET, "ready") => self.ready().await,
            (&Method::GET, "metrics") => self.metrics().await,
            _ => ours(admin::answer(&self.house, &path, request).await.unwrap_or_else(Into::into)),
        }
    }
}

impl Inner {
    /// That a fleet is away does not make it unready; it is said all the same.
    async fn ready(&self) -> Response<Body> {
        let house = &self.house;
        let stands = Readiness::of(house).await;
        let ready = stands.is_ready();
        let fleet = house.fleet.as_ref().map(|fleet| if fleet.is_up() { "up" } else { "away" });
        let body = json!({
            "ready": ready,
            "draining": stands.leaving,
            "store": stands.store,
            "waiting_for_disk": stands.waiting,
            "fleet": fleet,
            "links": house.metrics.links_up(),
        });
        answer::json(if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, &body)
    }

    async fn metrics(&self) -> Response<Body> {
        let house = &self.house;
        let stock = house.store.stock().await.unwrap_or_default();
        let turned_away = self.crowd.turned_away();
        let moment = Moment { waiting: house.writer().waiting(), turned_away, stock, memory: memory() };
        answer::text(StatusCode::OK, "text/plain; version=0.0.4; charset=utf-8", house.metrics.report(moment))
    }
}
