//! Sending one step, and what came back.

use std::time::Duration;

use reqwest::{Client, Method};
use serde::Serialize;

/// One request to the door.
#[derive(Debug, Clone)]
pub struct Step {
    /// Name of the step.
    pub name: String,
    /// How long after the beginning of the call it is sent.
    pub offset: Duration,
    /// Method.
    pub method: Method,
    /// Address, secret and all.
    pub url: String,
    /// Headers.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Vec<u8>,
}

/// What became of one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Name of the step.
    pub step: String,
    /// 1 for the first time, 2 for the first repeat.
    pub attempt: u32,
    /// Method.
    pub method: String,
    /// Path, without query.
    pub path: String,
    /// Status of the answer; absent when there was none.
    pub status: Option<u16>,
    /// The beginning of the answer's body.
    pub body: String,
    /// Why there was no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// What became of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlayReport {
    /// Id of the call.
    pub call_id: String,
    /// When it started, RFC 3339.
    pub started_at: String,
    /// The requests in the order in which they were sent.
    pub deliveries: Vec<Delivery>,
}

impl PlayReport {
    /// Whether the door took every request.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.deliveries.iter().all(|delivery| delivery.status.is_some_and(|status| (200..300).contains(&status)))
    }
}

/// Sends a step.
pub async fn deliver(client: &Client, step: &Step, attempt: u32) -> Delivery {
    let mut request = client.request(step.method.clone(), &step.url);
    for (name, value) in &step.headers {
        request = request.header(*name, value);
    }
    if step.method != Method::GET {
        request = request.body(step.body.clone());
    }
    let path = step.url.split('?').next().unwrap_or_default();
    let path = path.splitn(4, '/').nth(3).unwrap_or_default();
    let mut delivery = Delivery {
        step: step.name.clone(),
        attempt,
        method: step.method.to_string(),
        path: format!("/{path}"),
        status: None,
        body: String::new(),
        error: None,
    };
    match request.send().await {
        Ok(answer) => {
            delivery.status = Some(answer.status().as_u16());
            delivery.body = answer.text().await.unwrap_or_default().chars().take(500).collect();
        }
        // The address holds the secret, so it is left out of the words.
        Err(error) => delivery.error = Some(error.without_url().to_string()),
    }
    delivery
}
