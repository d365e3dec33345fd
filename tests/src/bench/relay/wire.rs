//! A phone system on one connection to a relay.

use super::program::FIVE9;
use crate::bench::wire::Connection;
use std::net::SocketAddr;

/// One connection to a relay.
pub(super) struct Sender(Connection);

impl Sender {
    pub(super) async fn open(relay: SocketAddr, path_secret: &str) -> Self {
        let headers = format!("x-callside-secret: {FIVE9}\r\n");
        Self(Connection::open(relay, &format!("/{path_secret}/five9/events"), &headers).await)
    }

    /// Sends a call of this name for an agent; whether it was answered with 200. An error means that the relay is gone.
    pub(super) async fn send(&mut self, call: &str, agent: usize) -> std::io::Result<bool> {
        let body = format!(
            "{{\"event\":\"call.created\",\"eventId\":\"{call}\",\"data\":{{\"callId\":\"{call}\",\"agentUserName\":\
             \"agent-{agent}\",\"ani\":\"+14155550134\",\"dnis\":\"+18005550100\",\"skill\":\"Billing\",\"campaign\":\
             \"Harbour Street\",\"callType\":\"Inbound\"}}}}"
        );
        self.0.post(&body).await.map(|status| status == 200)
    }
}
