//! Clients that mean harm: memory stays flat, honest callers are unharmed.

use crate::bed::{FIVE9, PATIENCE, Site, rings};
use crate::certificate;
use callside_relay::Relay;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use serde_json::json;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

/// Resident memory may grow by this much in a test, in bytes: buffers of sockets, and the test's own.
const GROWTH: u64 = 48 * 1024 * 1024;

fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap() * 1024
}

fn head(site: &Site, route: &str, kind: &str, length: u64, more: &str) -> String {
    format!(
        "POST /{}/{route} HTTP/1.1\r\nhost: relay\r\nx-callside-secret: {FIVE9}\r\ncontent-type: {kind}\r\n\
         content-length: {length}\r\n{more}\r\n",
        site.path_secret()
    )
}

/// Sends bytes and reads the status of what comes back.
async fn status(relay: SocketAddr, request: &[u8]) -> u16 {
    let mut stream = TcpStream::connect(relay).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = vec![0; 64];
    let count = stream.read(&mut answer).await.unwrap();
    let text = String::from_utf8_lossy(&answer[..count]).into_owned();
    text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

async fn honest(site: &Site, relay: &Relay, call: &str) {
    let answered = tokio::time::timeout(Duration::from_secs(30), site.five9(relay, &rings(call, "dana"))).await;
    assert_eq!(answered.expect("an honest caller is answered"), 200);
}

#[tokio::test]
async fn slow_heads_and_slow_bodies_hold_up_nobody() {
    let site = Site::new();
    let relay = site.relay("a").await;
    honest(&site, &relay, "before").await;
    let before = memory();
    let mut slow = Vec::new();
    for n in 0..600 {
        let mut stream = TcpStream::connect(relay.listen()).await.unwrap();
        let start = if n % 2 == 0 {
            "POST /x HTTP/1.1\r\nhost: a\r\nx-slow: ".to_owned()
        } else {
            head(&site, "five9/events", "application/json", 200_000, "") + "{"
        };
        stream.write_all(start.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    for n in 0..20 {
        honest(&site, &relay, &format!("during-{n}")).await;
    }
    assert!(memory() < before + GROWTH, "{} -> {}", before, memory());
    // They are let go, each with an answer or without.
    for stream in &mut slow {
        let mut rest = Vec::new();
        let gone = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut rest)).await;
        assert!(gone.is_ok(), "a slow client is cut off");
    }
}

/// Connections from another address of this machine, each of which sends the same few bytes and then nothing.
async fn stalled(relay: SocketAddr, many: usize, start: &[u8]) -> Vec<TcpStream> {
    let mut stalled = Vec::new();
    for _ in 0..many {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
        let mut stream = socket.connect(relay).await.unwrap();
        // It may be closed already.
        let _ = stream.write_all(start).await;
        stalled.push(stream);
    }
    stalled
}

/// The ends of connections, as they come.
fn ends(streams: &mut [TcpStream]) -> FuturesUnordered<impl Future<Output = ()>> {
    let end = |stream| async move {
        let stream: &mut TcpStream = stream;
        let _ = stream.read_to_end(&mut Vec::new()).await;
    };
    streams.iter_mut().map(end).collect()
}

/// Waits until so many have ended.
async fn ended(ends: &mut FuturesUnordered<impl Future<Output = ()>>, many: usize) {
    let all = async {
        for _ in 0..many {
            ends.next().await.expect("there are more");
        }
    };
    tokio::time::timeout(PATIENCE, all).await.unwrap_or_else(|_| panic!("{many} are never closed"));
}

#[tokio::test]
async fn one_source_that_opens_every_connection_leaves_room_for_others() {
    // A quarter of 64 for one source.
    let site = Site::with(json!({ "limits": { "connections": 64 } }));
    let relay = site.relay("a").await;
    let mut slow = stalled(relay.listen(), 200, b"POST /x HTTP/1.1\r\nhost: a\r\nx-slow: ").await;
    let mut ends = ends(&mut slow);
    ended(&mut ends, 200 - 16).await;
    honest(&site, &relay, "meanwhile").await;
    assert!(ends.next().now_or_never().is_none(), "the others still hold their places");
    let figures = crate::bed::metrics(&relay).await;
    assert!(figures.contains("\ncallside_relay_connections_turned_away_total 184\n"), "{figures}");
    // When theirs have ended they come in again.
    ended(&mut ends, 16).await;
    let again = async { while !is_let_in(relay.listen()).await {} };
    tokio::time::timeout(PATIENCE, again).await.expect("a source gets its places back");
}

/// Is a whole request from that other address answered?
async fn is_let_in(relay: SocketAddr) -> bool {
    let whole = b"GET /ready HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let mut stream = stalled(relay, 1, whole).await.remove(0);
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.is_ok() && answer.starts_with("HTTP/1.1 204")
}

#[tokio::test]
async fn tls_handshakes_that_never_end_hold_up_nobody_and_are_cut_off() {
    let mut site = Site::new();
    let (certificate, key) = certificate::make(&site);
    let files = json!({ "certificate_file": certificate, "key_file": key });
    site.extra = json!({ "limits": { "connections": 64, "connections_per_source": 8 }, "tls": files });
    let relay = site.relay("a").await;
    // The beginning of a ClientHello (RFC 8446, 5.1).
    let mut slow = stalled(relay.listen(), 200, &[0x16, 3, 1, 2, 0, 1]).await;
    let mut ends = ends(&mut slow);
    ended(&mut ends, 200 - 8).await;
    let url = format!("https://127.0.0.1:{}/{}/five9/events", relay.listen().port(), site.path_secret());
    let sent =
        certificate::trusting(&certificate).post(url).header("x-callside-secret", FIVE9).json(&rings("1", "dana"));
    assert_eq!(sent.send().await.unwrap().status(), 200);
    assert!(ends.next().now_or_never().is_none(), "the others are still at their handshake");
    ended(&mut ends, 8).await;
}

#[tokio::test]
async fn a_body_of_ten_gigabytes_is_refused_before_it_is_sent() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let huge = head(&site, "five9/events", "application/json", 10_000_000_000, "");
    assert_eq!(status(relay.listen(), huge.as_bytes()).await, 413);
    // In pieces, without saying how much: cut off at the limit.
    let before = memory();
    let start = format!(
        "POST /{}/five9/events HTTP/1.1\r\nhost: a\r\nx-callside-secret: {FIVE9}\r\ncontent-type: application/json\r\n\
         transfer-encoding: chunked\r\n\r\n",
        site.path_secret()
    );
    let mut stream = TcpStream::connect(relay.listen()).await.unwrap();
    stream.write_all(start.as_bytes()).await.unwrap();
    let piece = [format!("{:x}\r\n", 65_536).as_bytes(), &vec![b'x'; 65_536], b"\r\n"].concat();
    let mut sent = 0_u64;
    while sent < 256 * 1024 * 1024 && stream.write_all(&piece).await.is_ok() {
        sent += 65_536;
    }
    assert!(sent < 64 * 1024 * 1024, "cut off after {sent} bytes");
    assert!(memory() < before + GROWTH, "{} -> {}", before, memory());
    honest(&site, &relay, "after").await;
}

#[tokio::test]
async fn packed_deep_and_foreign_bodies_are_refused() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let send = async |kind: &str, more: &str, body: &[u8]| {
        let head = head(&site, "five9/events", kind, body.len() as u64, more);
        status(relay.listen(), &[head.as_bytes(), body].concat()).await
    };
    let before = memory();
    let bomb = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    assert_eq!(send("application/json", "content-encoding: gzip\r\n", &bomb).await, 415);
    let deep = format!("{}1{}", "{\"a\":".repeat(20_000), "}".repeat(20_000));
    assert_eq!(send("application/json", "", deep.as_bytes()).await, 400);
    let wide = format!("[{}1]", "1,".repeat(100_000));
    assert_eq!(send("application/json", "", wide.as_bytes()).await, 400);
    let entities =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><x>&b;</x>";
    assert_eq!(send("text/xml", "", entities.as_bytes()).await, 415);
    assert_eq!(send("application/json", "", entities.as_bytes()).await, 400);
    assert!(memory() < before + GROWTH, "{} -> {}", before, memory());
    honest(&site, &relay, "after").await;
}

#[tokio::test]
async fn one_source_that_sends_too_much_is_asked_to_wait() {
    let site = Site::with(serde_json::json!({ "limits": { "per_source": 1, "burst": 5 } }));
    let relay = site.relay("a").await;
    let mut answers = Vec::new();
    for n in 0..8 {
        answers.push(site.send(&relay, &rings(&n.to_string(), "dana")).await);
    }
    let limited: Vec<_> = answers.iter().filter(|answer| answer.status() == 429).collect();
    assert_eq!(limited.len(), 3);
    assert!(limited.iter().all(|answer| answer.headers()["retry-after"] == "1"));
    site.hands.forward(jiff::SignedDuration::from_secs(1));
    honest(&site, &relay, "later").await;
}

#[tokio::test]
async fn links_of_strangers_and_of_pages_are_refused() {
    let site = Site::new();
    let relay = site.relay("a").await;
    let good = site.grant("dana@example.com").session;
    let upgrade = |session: &str, more: &str| {
        format!(
            "GET /v1/link HTTP/1.1\r\nhost: relay\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             authorization: Bearer {session}\r\n{more}\r\n"
        )
    };
    assert_eq!(status(relay.listen(), upgrade(&good, "").as_bytes()).await, 101);
    assert_eq!(status(relay.listen(), upgrade("wrong", "").as_bytes()).await, 401);
    assert_eq!(status(relay.listen(), upgrade(&good, "origin: https://evil.example\r\n").as_bytes()).await, 403);
    let twice = format!("authorization: Bearer {good}\r\n");
    assert_eq!(status(relay.listen(), upgrade(&good, &twice).as_bytes()).await, 401);
    let renewal = site.grant("dana@example.com").renewal;
    assert_eq!(status(relay.listen(), upgrade(&renewal, "").as_bytes()).await, 401, "a renewal is no session");
}

#[tokio::test]
async fn what_the_disk_cannot_take_in_time_is_asked_for_again_and_nothing_is_lost() {
    const MANY: usize = 300;
    let site = Site::with(json!({ "limits": { "waiting": 1 } }));
    let relay = site.relay("a").await;
    honest(&site, &relay, "before").await;
    let before = memory();
    let all: Vec<_> = (0..MANY).map(|n| rings(&n.to_string(), "dana")).collect();
    let first = futures_util::future::join_all(all.iter().map(|event| site.send(&relay, event))).await;
    let (taken, busy): (Vec<_>, Vec<_>) = first.into_iter().partition(|answer| answer.status() == 200);
    assert!(!taken.is_empty() && !busy.is_empty(), "{} were taken, {} not", taken.len(), busy.len());
    for answer in busy {
        assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"]), (503, &"2".parse().unwrap()));
    }
    assert!(memory() < before + GROWTH, "{} -> {}", before, memory());
    // Senders come back, those that were heard as well: nobody is lost, nobody twice.
    for event in &all {
        assert_eq!(site.five9(&relay, event).await, 200);
    }
    let dana = site.link(&relay, "dana@example.com", "one");
    let events = dana.desk.has(MANY + 1).await;
    assert!(events.len() == MANY + 1 && events.values().all(|times| *times == 1), "{events:?}");
}
