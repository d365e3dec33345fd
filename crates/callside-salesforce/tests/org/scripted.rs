//! A server that says exactly what a test tells it to say.

use callside_core::secret::Secret;
use callside_salesforce::session::Session;
use callside_salesforce::{Salesforce, Settings};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with the next request.
pub enum Reply {
    /// Answers with this status, these header lines and this body.
    Answer(u16, String, Vec<u8>),
    /// Reads the request and closes the connection.
    Close,
    /// Reads the request and says nothing.
    Silence,
}

pub fn json(status: u16, body: &str) -> Reply {
    Reply::Answer(status, "Content-Type: application/json\r\n".into(), body.into())
}

pub struct Scripted {
    pub url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Scripted {
    /// Answers one request after the other; requests beyond the script are answered like the last.
    pub async fn start(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            let mut script: VecDeque<_> = script.into();
            let mut open = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let Some(request) = read_request(&mut stream).await else { continue };
                seen.lock().unwrap().push(request);
                let reply = if script.len() > 1 { script.pop_front() } else { None };
                match reply.as_ref().or(script.front()) {
                    Some(Reply::Answer(status, headers, body)) => answer(&mut stream, *status, headers, body).await,
                    Some(Reply::Silence) => open.push(stream),
                    Some(Reply::Close) | None => {}
                }
            }
        });
        Self { url, requests }
    }

    /// Salesforce as this server plays it.
    pub fn salesforce(&self, settings: Settings) -> Salesforce {
        Salesforce::new(Session::with_access_token(&self.url, Secret::new("token")).unwrap(), settings)
    }

    /// First lines of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().map(|request| request.lines().next().unwrap_or_default().to_owned()).collect()
    }

    /// The last request, whole.
    pub fn last_request(&self) -> String {
        self.requests.lock().unwrap().last().cloned().unwrap_or_default()
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            if bytes.len() >= end + 4 + length.unwrap_or(0) {
                return String::from_utf8(bytes).ok();
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

async fn answer(stream: &mut TcpStream, status: u16, headers: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {status} Scripted\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(body).await;
    let _ = stream.shutdown().await;
}
