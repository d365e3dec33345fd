//! A test call through our own door, as a middleware would send it: over HTTP, with the secret, and kept like any other.

use crate::rest::{Auth, BUDGET, BaseUrl, Rest};
use callside_core::ids::{CallKey, Provider};
use callside_core::phone_system::PhoneError;
use callside_core::secret::Secret;
use jiff::Timestamp;
use reqwest::Method;
use serde_json::json;

/// A number that belongs to nobody (North American Numbering Plan, 555-0100 to 555-0199).
const NOBODY: &str = "+12025550100";

/// Sends the named event of an internal call to the door whose addresses begin with `base`. An internal call pops
/// nowhere, is looked up nowhere and waits for no wrap-up, so nothing of it can reach Salesforce.
///
/// # Errors
/// [`PhoneError`]: why the door did not take it.
pub async fn place_test_call(base: &str, secret: &Secret, at: Timestamp) -> Result<CallKey, PhoneError> {
    let call = CallKey::new(Provider::Five9, &format!("callside-test-{}", at.as_millisecond()))
        .map_err(|_| PhoneError::Unreadable)?;
    let base = BaseUrl::read(base).map_err(|_| PhoneError::NotSetUp)?;
    let door = Rest::new(base, Auth::Bearer(secret.clone()), BUDGET).map_err(|_| PhoneError::NotSetUp)?;
    let event = json!({ "event": "call.created", "call_id": call.id(), "call_type": "Internal", "ani": NOBODY });
    let reply = door.send(Method::POST, "five9/events", &[], &[], Some(&event)).await?;
    if reply.is_success() { Ok(call) } else { Err(reply.refusal()) }
}
