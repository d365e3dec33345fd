//! Too much, too slow, too many.

use crate::house::{FIVE9, accepted_call, at, open, open_with};
use crate::wire::{JSON, PATIENCE, answer, connect, raw, read_all, request};
use callside_intake::Limits;
use callside_telephony::MAX_BODY;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const SHORT: Duration = Duration::from_millis(100);

fn head(port: u16, rest: &str) -> String {
    format!("POST {} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n{rest}\r\n", at("aircall"))
}

#[tokio::test]
async fn a_declared_size_over_the_limit_is_refused_before_the_body_comes() {
    let (door, sink) = open().await;
    for size in [MAX_BODY + 1, 1 << 40] {
        let answer = raw(door.port(), head(door.port(), &format!("Content-Length: {size}\r\n")).as_bytes()).await;
        assert_eq!((answer.status, answer.header("connection")), (413, Some("close")), "{size}");
    }
    assert_eq!(sink.codes(), ["too_large", "too_large"]);
    assert_eq!(sink.notes.lock().unwrap()[0].bytes, MAX_BODY + 1);
}

#[tokio::test]
async fn a_body_in_chunks_is_cut_off_at_the_limit() {
    let limits = Limits { body_bytes: 1_000, ..Limits::default() };
    let (door, sink) = open_with(limits, false).await;
    let chunk = format!("1f4\r\n{}\r\n", " ".repeat(500));
    let post = |chunks: usize| {
        format!("{}{}0\r\n\r\n", head(door.port(), "Transfer-Encoding: chunked\r\n"), chunk.repeat(chunks))
    };
    assert_eq!(raw(door.port(), post(3).as_bytes()).await.status, 413);
    let blank = raw(door.port(), post(2).as_bytes()).await;
    assert_eq!((blank.status, blank.code().as_str()), (400, "malformed"), "at the limit it is read");
    assert_eq!(sink.codes(), ["too_large", "malformed"]);
}

#[tokio::test]
async fn a_body_that_breaks_off_or_is_badly_framed_is_refused() {
    let (door, sink) = open().await;
    let bad = format!("{}zz\r\n", head(door.port(), "Transfer-Encoding: chunked\r\n"));
    assert_eq!(raw(door.port(), bad.as_bytes()).await.status, 400);
    let mut stream = connect(door.port()).await;
    stream.write_all(head(door.port(), "Content-Length: 10\r\n").as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    read_all(&mut stream).await;
    assert!(sink.kept().is_empty());
}

#[tokio::test]
async fn headers_that_do_not_come_in_time_end_the_connection() {
    let limits = Limits { headers: SHORT, ..Limits::default() };
    let (door, sink) = open_with(limits, false).await;
    for sent in ["", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b\r\n"] {
        let mut stream = connect(door.port()).await;
        stream.write_all(sent.as_bytes()).await.unwrap();
        let said = read_all(&mut stream).await;
        assert!(said.is_empty() || said.starts_with(b"HTTP/1.1 408"), "{sent:?}");
    }
    assert!(sink.kept().is_empty());
}

#[tokio::test]
async fn headers_that_drip_do_not_keep_the_connection() {
    let limits = Limits { headers: SHORT, ..Limits::default() };
    let (door, _sink) = open_with(limits, false).await;
    let (mut reading, mut writing) = connect(door.port()).await.into_split();
    let drip = tokio::spawn(async move {
        let mut pace = tokio::time::interval(Duration::from_millis(10));
        while writing.write_all(b"X-Drip: 1\r\n").await.is_ok() {
            pace.tick().await;
        }
    });
    let mut said = vec![];
    let ended = tokio::time::timeout(PATIENCE, reading.read_to_end(&mut said)).await;
    assert!(ended.is_ok(), "the door kept a connection that only drips");
    drip.await.unwrap();
}

#[tokio::test]
async fn a_kept_connection_without_a_next_request_is_ended() {
    let limits = Limits { headers: SHORT, ..Limits::default() };
    let (door, _sink) = open_with(limits, false).await;
    let mut stream = connect(door.port()).await;
    let get = format!("GET /health HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", door.port());
    stream.write_all(get.as_bytes()).await.unwrap();
    assert_eq!(answer(&read_all(&mut stream).await).status, 204);
}

#[tokio::test]
async fn a_body_that_does_not_come_in_time_is_refused() {
    let limits = Limits { body: SHORT, ..Limits::default() };
    let (door, sink) = open_with(limits, false).await;
    let sent = format!("{}{{", head(door.port(), "Content-Length: 10\r\n"));
    let answer = raw(door.port(), sent.as_bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (408, "slow"));
    assert_eq!(sink.codes(), ["slow"]);
}

#[tokio::test]
async fn heads_that_are_too_long_are_refused() {
    let (door, sink) = open().await;
    let long = "x".repeat(40_000);
    let answer =
        request(door.port(), "GET", &at(&format!("five9/connector?{}&a={long}", accepted_call())), &[], "").await;
    assert!(matches!(answer.status, 414 | 431), "{}", answer.status);
    let answer = request(door.port(), "GET", "/health", &[("X-Long", &long)], "").await;
    assert_eq!(answer.status, 431);
    let many: Vec<_> = (0..100).map(|_| ("X-A", "b")).collect();
    assert_eq!(request(door.port(), "GET", "/health", &many, "").await.status, 431);
    let query = "y".repeat(20_000);
    let answer =
        request(door.port(), "GET", &at(&format!("five9/connector?{}&a={query}", accepted_call())), &[], "").await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "too_large"));
    assert!(sink.kept().is_empty());
}

#[tokio::test]
async fn connections_over_the_cap_wait_their_turn() {
    let limits = Limits { connections: 2, ..Limits::default() };
    let (door, sink) = open_with(limits, true).await;
    let port = door.port();
    let senders: Vec<_> = (0..8)
        .map(|id| {
            tokio::spawn(async move {
                let path = at(&format!("five9/connector?secret={FIVE9}&call_id={id}"));
                request(port, "GET", &path, &[], "").await.status
            })
        })
        .collect();
    for _ in 0..8 {
        sink.begun.acquire().await.unwrap().forget();
        sink.may_end.add_permits(1);
    }
    for sender in senders {
        assert_eq!(sender.await.unwrap(), 200);
    }
    assert!(sink.most_at_once.load(Ordering::SeqCst) <= 2);
    assert_eq!(sink.kept().len(), 8);
}

#[tokio::test]
async fn an_ordinary_large_body_is_read() {
    let (door, _sink) = open().await;
    let body = format!("{{\"a\":\"{}\"}}", "x".repeat(200_000));
    let answer = request(door.port(), "POST", &at("aircall"), &[JSON], &body).await;
    assert_eq!((answer.status, answer.code().as_str()), (403, "unsigned"), "read whole, then checked");
}
