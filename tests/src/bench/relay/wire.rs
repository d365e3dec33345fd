//! A sender on one connection that stays open.

use super::program::FIVE9;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One connection to a relay.
pub(super) struct Sender {
    stream: TcpStream,
    head: String,
    buffer: Vec<u8>,
}

impl Sender {
    pub(super) async fn open(relay: SocketAddr, path_secret: &str) -> Self {
        let stream = TcpStream::connect(relay).await.expect("the relay listens");
        stream.set_nodelay(true).expect("a socket");
        let head = format!(
            "POST /{path_secret}/five9/events HTTP/1.1\r\nhost: relay\r\nx-callside-secret: {FIVE9}\r\n\
             content-type: application/json\r\ncontent-length: "
        );
        Self { stream, head, buffer: vec![0; 4096] }
    }

    /// Sends a call of this name for an agent; whether it was answered with 200. An error means that the relay is gone.
    pub(super) async fn send(&mut self, call: &str, agent: usize) -> std::io::Result<bool> {
        let body = format!(
            "{{\"event\":\"call.created\",\"eventId\":\"{call}\",\"data\":{{\"callId\":\"{call}\",\"agentUserName\":\
             \"agent-{agent}\",\"ani\":\"+14155550134\",\"dnis\":\"+18005550100\",\"skill\":\"Billing\",\"campaign\":\
             \"Harbour Street\",\"callType\":\"Inbound\"}}}}"
        );
        let request = format!("{}{}\r\n\r\n{body}", self.head, body.len());
        self.stream.write_all(request.as_bytes()).await?;
        // An answer is a few hundred bytes and comes in one piece; its body is after the empty line, by its length.
        let mut have = 0;
        loop {
            let count = self.stream.read(&mut self.buffer[have..]).await?;
            if count == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            have += count;
            if let Some(status) = whole(&self.buffer[..have]) {
                return Ok(status == 200);
            }
        }
    }
}

/// The status of an answer that is there whole.
fn whole(bytes: &[u8]) -> Option<u16> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    })?;
    (bytes.len() >= end + 4 + length).then(|| head.split(' ').nth(1)?.parse().ok())?
}
