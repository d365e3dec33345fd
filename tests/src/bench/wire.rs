//! Posts on one connection that stays open, so that what is measured is the other end and not a client.

use std::io;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One connection.
pub(super) struct Connection {
    stream: TcpStream,
    head: String,
    buffer: Vec<u8>,
}

impl Connection {
    /// Opens one for posts of JSON to a path; `headers` are lines, each with its end.
    pub(super) async fn open(to: SocketAddr, path: &str, headers: &str) -> Self {
        let stream = TcpStream::connect(to).await.expect("the other end listens");
        stream.set_nodelay(true).expect("a socket");
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {to}\r\n{headers}content-type: application/json\r\ncontent-length: "
        );
        Self { stream, head, buffer: vec![0; 4096] }
    }

    /// Posts a body; the status of the answer. An error means that the other end is gone.
    pub(super) async fn post(&mut self, body: &str) -> io::Result<u16> {
        let request = format!("{}{}\r\n\r\n{body}", self.head, body.len());
        self.stream.write_all(request.as_bytes()).await?;
        // An answer is a few hundred bytes and comes in one piece; its body is after the empty line, by its length.
        let mut have = 0;
        loop {
            let count = self.stream.read(&mut self.buffer[have..]).await?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            have += count;
            if let Some(status) = whole(&self.buffer[..have]) {
                return Ok(status);
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
