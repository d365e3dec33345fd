//! A small HTTP client that says exactly what the test wants, right or wrong.

use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Far longer than anything takes: a test that hangs fails instead.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = self
            .head
            .lines()
            .find(|line| line.split(':').next().is_some_and(|given| given.eq_ignore_ascii_case(name)))?;
        line.split_once(':').map(|(_, value)| value.trim())
    }

    /// The `code` of a JSON answer.
    pub fn code(&self) -> String {
        let json: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        assert!(json["message"].is_string(), "{json}");
        json["code"].as_str().unwrap().to_owned()
    }
}

/// Connects to 127.0.0.1.
pub async fn connect(port: u16) -> TcpStream {
    TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], port))).await.unwrap()
}

/// Reads until the other side closes. A reset after the answer is a close too.
pub async fn read_all(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = vec![];
    let reading = async {
        let mut chunk = [0; 4_096];
        while let Ok(n @ 1..) = stream.read(&mut chunk).await {
            bytes.extend_from_slice(&chunk[..n]);
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("the door never closed the connection");
    bytes
}

/// The answer in these bytes.
pub fn answer(bytes: &[u8]) -> Answer {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer in {text:?}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

/// Sends these bytes and reads the answer. The door may close before it has read them all.
pub async fn raw(port: u16, bytes: &[u8]) -> Answer {
    let mut stream = connect(port).await;
    let _ = stream.write_all(bytes).await;
    answer(&read_all(&mut stream).await)
}

/// A request with these headers beside Host, and no others.
pub async fn request(port: u16, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut text = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    raw(port, format!("{text}\r\n{body}").as_bytes()).await
}

pub const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
pub const JSON: (&str, &str) = ("Content-Type", "application/json");
