//! Just enough HTTP to talk to a sandbox on this machine: one request a connection, no TLS.
//!
//! Requests say HTTP/1.0, so that the answer ends with the connection and is never chunked (RFC 9112, section 6.3).

use crate::error::XtaskError;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

/// An answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Where the answer points to, if it does.
    pub location: Option<String>,
    /// Body.
    pub body: String,
}

/// Reads a page.
///
/// # Errors
/// When nobody answers in HTTP.
pub fn get(url: &str) -> Result<Answer, XtaskError> {
    ask("GET", url, &[], "")
}

/// Sends one request.
///
/// # Errors
/// When nobody answers in HTTP.
pub fn ask(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Result<Answer, XtaskError> {
    let (authority, path) = split(url).ok_or_else(|| unreadable(url))?;
    let io = || XtaskError::io("cannot reach", authority);
    let mut stream = TcpStream::connect(authority).map_err(io())?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(io())?;
    let mut request = format!("{method} {path} HTTP/1.0\r\nHost: {authority}\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    request.push_str(body);
    stream.write_all(request.as_bytes()).map_err(io())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(io())?;
    read(&String::from_utf8_lossy(&bytes)).ok_or_else(|| unreadable(url))
}

fn unreadable(url: &str) -> XtaskError {
    XtaskError::Unreadable { what: "HTTP", text: url.to_owned() }
}

/// `http://host:port/path?query` as `host:port` and `/path?query`.
fn split(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("http://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    Some(match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, "/"),
    })
}

fn read(answer: &str) -> Option<Answer> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let location =
        lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("location"));
    Some(Answer { status, location: location.map(|(_, url)| url.trim().to_owned()), body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader};
    use std::net::TcpListener;

    #[test]
    fn urls_are_split_into_authority_and_path() {
        assert_eq!(split("http://127.0.0.1:1/a?b=c#d"), Some(("127.0.0.1:1", "/a?b=c")));
        assert_eq!(split("http://localhost:80"), Some(("localhost:80", "/")));
        assert_eq!(split("https://example.com/"), None);
    }

    #[test]
    fn answers_are_read_with_their_way_on() {
        let found = read("HTTP/1.0 302 Found\r\nlocation: http://localhost:1717/x?code=1\r\n\r\n").unwrap();
        assert_eq!((found.status, found.location.as_deref()), (302, Some("http://localhost:1717/x?code=1")));
        assert_eq!(read("SSH-2.0-OpenSSH\r\n"), None);
    }

    #[test]
    fn a_request_arrives_whole() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/calls", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            let mut stream = BufReader::new(listener.accept().unwrap().0);
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                stream.read_line(&mut head).unwrap();
            }
            let mut body = [0; 7];
            stream.read_exact(&mut body).unwrap();
            stream.get_mut().write_all(b"HTTP/1.1 201 Created\r\n\r\nok").unwrap();
            head + std::str::from_utf8(&body).unwrap()
        });
        let answer = ask("POST", &url, &[("X-Secret", "s")], "{\"a\":1}").unwrap();
        assert_eq!(answer, Answer { status: 201, location: None, body: "ok".into() });
        let request = server.join().unwrap();
        assert!(request.starts_with("POST /calls HTTP/1.0\r\n") && request.contains("X-Secret: s\r\n"), "{request}");
        assert!(request.contains("Content-Length: 7\r\n") && request.ends_with("{\"a\":1}"), "{request}");
    }
}
