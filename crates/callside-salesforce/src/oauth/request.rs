//! Reading what a browser sends to the sign-in callback: the head of one GET request, nothing more.

use tokio::io::{AsyncRead, AsyncReadExt as _};

/// Largest head that is read, in bytes. Salesforce's callback is well below 2 KiB.
const LARGEST: usize = 8 * 1024;

/// The parts of a request that the callback looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Such as `GET`.
    pub method: String,
    /// Path and query as sent.
    pub target: String,
    /// `None` when there is none, or more than one.
    pub host: Option<String>,
}

/// Bytes that are no HTTP request head, or too many of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no head of an HTTP request")]
pub struct Malformed;

/// Reads a head. The caller bounds the time.
///
/// # Errors
/// [`Malformed`].
pub async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Result<Head, Malformed> {
    let mut bytes = Vec::with_capacity(1024);
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            return parse(&bytes[..end]).ok_or(Malformed);
        }
        if bytes.len() >= LARGEST {
            return Err(Malformed);
        }
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return Err(Malformed),
            Ok(_) => {}
        }
    }
}

fn parse(head: &[u8]) -> Option<Head> {
    let text = std::str::from_utf8(head).ok()?;
    let mut lines = text.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, target, version) = (first.next()?, first.next()?, first.next()?);
    if first.next().is_some() || !matches!(version, "HTTP/1.1" | "HTTP/1.0") || !target.starts_with('/') {
        return None;
    }
    let mut hosts = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then(|| value.trim().to_owned())
    });
    let (host, second) = (hosts.next(), hosts.next());
    let host = if second.is_some() { None } else { host };
    Some(Head { method: method.to_owned(), target: target.to_owned(), host })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(bytes: &[u8]) -> Result<Head, Malformed> {
        let mut bytes = bytes;
        read_head(&mut bytes).await
    }

    #[tokio::test]
    async fn a_browsers_request_is_read() {
        let head =
            read(b"GET /OauthRedirect?code=a HTTP/1.1\r\nAccept: */*\r\nhOst:  localhost:1717 \r\n\r\nrest").await;
        let host = Some("localhost:1717".to_owned());
        assert_eq!(head, Ok(Head { method: "GET".into(), target: "/OauthRedirect?code=a".into(), host }));
    }

    #[tokio::test]
    async fn two_hosts_are_none() {
        let head = read(b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").await.unwrap();
        assert_eq!(head.host, None);
    }

    #[tokio::test]
    async fn everything_else_is_malformed() {
        let endless = [b"GET / HTTP/1.1\r\n".as_slice(), &b"x: y\r\n".repeat(4000)].concat();
        let cases: [&[u8]; 8] = [
            b"",
            b"GET / HTTP/1.1\r\n",
            b"GET /\r\n\r\n",
            b"GET / HTTP/2.0\r\n\r\n",
            b"GET / x HTTP/1.1\r\n\r\n",
            b"GET http://evil/ HTTP/1.1\r\n\r\n",
            b"\xff\xfe\r\n\r\n",
            &endless,
        ];
        for bytes in cases {
            assert_eq!(read(bytes).await, Err(Malformed), "{:?}", bytes.get(..20));
        }
    }
}
