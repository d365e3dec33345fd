//! A small REST client for a sandbox of its own.

use callside_sandbox::org::{Entry, LedgerFilter};
use callside_sandbox::{Sandbox, SandboxOptions};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;

/// A sandbox and an agent who is signed in.
pub struct Desk {
    pub sandbox: Sandbox,
    pub http: Client,
    pub token: String,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
    pub text: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Status and `errorCode` of a refusal.
    pub fn refusal(&self) -> (u16, &str) {
        (self.status, self.body[0]["errorCode"].as_str().unwrap_or_default())
    }

    pub fn id(&self) -> &str {
        assert!(self.body["id"].is_string(), "{} {}", self.status, self.text);
        self.body["id"].as_str().unwrap()
    }
}

/// The options of a test: few invented people, so that it starts at once.
pub fn small() -> SandboxOptions {
    SandboxOptions { contacts: 12, ..SandboxOptions::default() }
}

/// A client that neither follows redirects nor asks a proxy.
pub fn plain_client() -> Client {
    Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

impl Desk {
    pub async fn new() -> Self {
        Self::with(small()).await
    }

    pub async fn with(options: SandboxOptions) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        let token = sandbox.credentials().access_token;
        Self { sandbox, http: plain_client(), token }
    }

    /// A request to a path below `/services/data/v59.0`, or to any other absolute path.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let path = if path.starts_with("/services") || path.starts_with("/_sandbox") {
            path.to_owned()
        } else {
            format!("/services/data/v59.0{path}")
        };
        self.http.request(method, format!("{}{path}", self.sandbox.base_url())).bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Reply {
        send(self.request(Method::GET, path)).await
    }

    pub async fn query(&self, soql: &str) -> Reply {
        send(self.request(Method::GET, "/query").query(&[("q", soql)])).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        send(self.request(Method::POST, path).json(&body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        send(self.request(Method::PATCH, path).json(&body)).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        send(self.request(Method::DELETE, path)).await
    }

    /// A request to a control endpoint.
    pub fn control(&self, method: Method, path: &str) -> RequestBuilder {
        self.request(method, &format!("/_sandbox{path}")).header("x-sandbox-secret", self.sandbox.control_secret())
    }

    pub fn ledger(&self) -> Vec<Entry> {
        self.sandbox.ledger(&LedgerFilter::default())
    }

    /// The id of a named caller's first record.
    pub fn caller(&self, key: &str) -> String {
        self.sandbox.caller(key).unwrap().matches[0].id.clone()
    }
}

pub async fn send(request: RequestBuilder) -> Reply {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Reply { status, headers, body, text }
}
