//! The two requests, each within its budget.

use super::payload::{end_body, start_body};
use super::{Settings, normalise};
use crate::rest::{Auth, BaseUrl, Rest};
use crate::settings::BadSettings;
use async_trait::async_trait;
use callside_core::call_memory::{CallEnd, CallMemory, EndReceipt, Hints, Remembered};
use callside_core::phone_system::PhoneError;
use reqwest::Method;
use serde_json::Value;
use std::time::Duration;

/// The pop never waits longer for what the service remembers; the vendor's page asks integrations for the same.
pub const BUDGET: Duration = Duration::from_secs(5);

/// A way to Sticky Calls.
pub struct StickyCalls {
    rest: Rest,
}

impl StickyCalls {
    /// Takes the settings.
    ///
    /// # Errors
    /// [`BadSettings::Address`], [`BadSettings::StickyKey`].
    pub fn new(settings: &Settings) -> Result<Self, BadSettings> {
        let key = settings.key.expose();
        let known = ["sk_test_", "sk_live_"].iter().any(|start| key.strip_prefix(start).is_some_and(|k| k.len() >= 8));
        if !known || !key.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(BadSettings::StickyKey);
        }
        let base = BaseUrl::read(&settings.address)?;
        Ok(Self { rest: Rest::new(base, Auth::Bearer(settings.key.clone()), BUDGET)? })
    }

    /// Sends one request (`start` or `end`) and gives the answer as it came: for the try of the set-up.
    ///
    /// # Errors
    /// As the two of [`CallMemory`].
    pub async fn raw(&self, what: &str, body: &Value) -> Result<Vec<u8>, PhoneError> {
        self.post(what, body).await
    }

    async fn post(&self, what: &str, body: &Value) -> Result<Vec<u8>, PhoneError> {
        let reply = self.rest.send(Method::POST, &format!("v1/calls/{what}"), &[], &[], Some(body)).await?;
        if reply.is_success() { Ok(reply.body) } else { Err(reply.refusal()) }
    }
}

#[async_trait]
impl CallMemory for StickyCalls {
    async fn start(&self, call_id: &str, hints: &Hints) -> Result<Remembered, PhoneError> {
        normalise::started(&self.post("start", &start_body(call_id, hints)).await?)
    }

    async fn end(&self, end: &CallEnd) -> Result<EndReceipt, PhoneError> {
        normalise::ended(&self.post("end", &end_body(end)).await?)
    }
}
