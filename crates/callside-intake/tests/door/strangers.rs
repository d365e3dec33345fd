//! Requests that must not reach the sink: foreign pages, rebound names, guesses and tricks.

use crate::house::{AIRCALL, FIVE9, accepted_call, at, open};
use crate::wire::{FORM, JSON, raw, request};

/// Writes a request with exactly these header lines.
fn text(method: &str, path: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let head = headers.iter().map(|line| format!("{line}\r\n")).collect::<String>();
    format!("{method} {path} HTTP/1.1\r\n{head}Connection: close\r\n\r\n{body}").into_bytes()
}

#[tokio::test]
async fn names_that_are_not_this_door_are_misdirected() {
    let (door, sink) = open().await;
    let port = door.port();
    let good = format!("Host: 127.0.0.1:{port}");
    let path = at(&format!("five9/connector?{}", accepted_call()));
    let hosts = [
        "Host: evil.example".to_owned(),
        format!("Host: evil.example:{port}"),
        format!("Host: 127.0.0.1.nip.io:{port}"),
        format!("Host: localhost.evil.example:{port}"),
        format!("Host: localhost.:{port}"),
        format!("Host: 0.0.0.0:{port}"),
        format!("Host: 2130706433:{port}"),
        "Host: 127.0.0.1".to_owned(),
        "Host: localhost".to_owned(),
        format!("Host: 127.0.0.1:{}", port.wrapping_add(1)),
        "Host:".to_owned(),
        "X-Forwarded-Host: localhost".to_owned(),
    ];
    for host in &hosts {
        let answer = raw(port, &text("GET", &path, &[host], "")).await;
        assert_eq!((answer.status, answer.code().as_str()), (421, "host"), "{host}");
    }
    for pair in [[good.as_str(), "Host: evil.example"], ["Host: evil.example", &good], [&good, &good]] {
        let answer = raw(port, &text("GET", &path, &pair, "")).await;
        assert_eq!(answer.status, 421, "{pair:?}");
    }
    let absolute = format!("http://evil.example{path}");
    assert_eq!(raw(port, &text("GET", &absolute, &[&good], "")).await.status, 421);
    assert_eq!(raw(port, format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes()).await.status, 421);
    assert!(sink.kept().is_empty());
    assert_eq!(sink.codes(), vec!["host"; hosts.len() + 5]);
}

#[tokio::test]
async fn pages_of_other_origins_are_refused_whatever_they_know() {
    let (door, sink) = open().await;
    let (connector, aircall) = (at(&format!("five9/connector?{}", accepted_call())), at("aircall"));
    let hook = format!(r#"{{"event":"call.created","timestamp":1,"token":"{AIRCALL}","data":{{"id":1}}}}"#);
    let hook = hook.as_str();
    let from = |origin| ("Origin", origin);
    let cross = ("Sec-Fetch-Site", "cross-site");
    for (method, path, headers, body, status, code) in [
        ("GET", &connector, vec![from("https://evil.example")], "", 403, "origin"),
        ("GET", &connector, vec![from("null")], "", 403, "origin"),
        ("POST", &connector, vec![FORM, from("https://evil.example")], "call_id=1", 403, "origin"),
        ("POST", &aircall, vec![JSON, from("https://evil.example")], hook, 403, "origin"),
        ("POST", &aircall, vec![JSON, from("https://app.five9.com.evil.example")], hook, 403, "origin"),
        ("POST", &aircall, vec![JSON, from("http://app.five9.com")], hook, 403, "origin"),
        (
            "OPTIONS",
            &aircall,
            vec![from("https://evil.example"), ("Access-Control-Request-Method", "POST")],
            "",
            403,
            "origin",
        ),
        ("OPTIONS", &aircall, vec![from("https://app.five9.com")], "", 405, "method"),
        (
            "GET",
            &connector,
            vec![cross, ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")],
            "",
            403,
            "embedded",
        ),
        ("GET", &connector, vec![("Sec-Purpose", "prefetch;prerender")], "", 403, "embedded"),
        ("POST", &aircall, vec![("Content-Type", "text/plain")], hook, 415, "media_type"),
        ("POST", &aircall, vec![FORM], hook, 415, "media_type"),
        ("POST", &aircall, vec![], hook, 415, "media_type"),
        ("POST", &connector, vec![("Content-Type", "text/plain")], "call_id=1", 415, "media_type"),
        ("POST", &aircall, vec![JSON, ("Content-Encoding", "gzip")], hook, 415, "media_type"),
    ] {
        let answer = request(door.port(), method, path, &headers, body).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{method} {headers:?}");
        assert!(!answer.head.to_ascii_lowercase().contains("access-control-"), "{}", answer.head);
    }
    assert!(sink.kept().is_empty());
    let navigated = [from("https://app.five9.com"), cross, ("Sec-Fetch-Mode", "navigate"), FORM];
    let answer = request(door.port(), "POST", &connector, &navigated, "comments=1").await;
    assert_eq!((answer.status, sink.kept().len()), (200, 1), "Five9's own page may send the browser here");
}

#[tokio::test]
async fn without_the_secrets_nothing_is_written() {
    let (door, sink) = open().await;
    let hook = r#"{"event":"call.created","timestamp":1,"data":{"id":1}}"#;
    let wrong = r#"{"event":"call.created","timestamp":1,"token":"0123456789abcdef0123456789abcdee","data":{"id":1}}"#;
    let named = r#"{"event":"call.created","callId":"1"}"#;
    let bad_bearer = ("Authorization", "Bearer guess");
    for (method, path, headers, body, status, code) in [
        ("GET", at("five9/connector?call_id=1"), vec![], "", 403, "unsigned"),
        ("GET", at("five9/connector?call_id=1&secret=guess"), vec![], "", 403, "bad_signature"),
        ("POST", at("five9/connector"), vec![FORM], "call_id=1&secret=guess", 403, "bad_signature"),
        ("POST", at("five9/events"), vec![JSON], named, 403, "unsigned"),
        ("POST", at("five9/events"), vec![JSON, bad_bearer], named, 403, "bad_signature"),
        ("POST", at("aircall"), vec![JSON], hook, 403, "unsigned"),
        ("POST", at("aircall"), vec![JSON], wrong, 403, "bad_signature"),
        ("POST", at("phone"), vec![JSON], r#"{"call_id":"1"}"#, 403, "unsigned"),
        ("POST", at("phone"), vec![JSON, ("X-Signature", "sha256=00")], r#"{"call_id":"1"}"#, 403, "bad_signature"),
        ("GET", format!("/five9/connector?{}", accepted_call()), vec![], "", 404, "not_found"),
        (
            "GET",
            format!("/wrong-secret-0123456789abcdef/five9/connector?{}", accepted_call()),
            vec![],
            "",
            404,
            "not_found",
        ),
        ("GET", "/".to_owned(), vec![], "", 404, "not_found"),
        ("GET", at("../health"), vec![], "", 404, "not_found"),
        ("GET", at("aircall"), vec![], "", 405, "method"),
        ("PUT", at("aircall"), vec![JSON], hook, 405, "method"),
        ("DELETE", at("five9/connector"), vec![], "", 405, "method"),
        ("POST", "/health".to_owned(), vec![], "", 405, "method"),
    ] {
        let answer = request(door.port(), method, &path, &headers, body).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{method} {path}");
        assert_eq!(answer.header("allow").is_some(), status == 405, "{method} {path}");
    }
    assert!(sink.kept().is_empty());
    assert_eq!(sink.codes().len(), 17, "the diagnostics hear of each");
}

#[tokio::test]
async fn head_and_options_never_write() {
    let (door, sink) = open().await;
    for method in ["HEAD", "OPTIONS", "TRACE", "CONNECT"] {
        let path = at(&format!("five9/connector?{}", accepted_call()));
        let answer = request(door.port(), method, &path, &[], "").await;
        assert!(answer.status >= 400, "{method}: {answer:?}");
    }
    assert!(sink.kept().is_empty());
}

#[tokio::test]
async fn parameters_that_come_twice_are_refused() {
    let (door, sink) = open().await;
    let path = at(&format!("five9/connector?secret={FIVE9}&call_id=1"));
    for (query, form) in [
        ("&secret=guess", ""),
        ("&SECRET=harbour-street-secret-1", ""),
        ("&callId=2", ""),
        ("", "secret=guess"),
        ("", "secret=harbour-street-secret-1"),
        ("", "Call_ID=2"),
        ("", "call%5Fid=2"),
    ] {
        let answer = request(door.port(), "POST", &format!("{path}{query}"), &[FORM], form).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "malformed"), "?{query} {form}");
    }
    assert!(sink.kept().is_empty());
}

#[tokio::test]
async fn two_lengths_or_a_length_and_chunks_are_not_smuggled() {
    let (door, sink) = open().await;
    let host = format!("Host: 127.0.0.1:{}", door.port());
    let hidden = format!("GET {} HTTP/1.1\r\n{host}\r\n\r\n", at(&format!("five9/connector?{}", accepted_call())));
    let json = "Content-Type: application/json";
    for (lengths, body) in [
        (["Content-Length: 2", "Content-Length: 9"], format!("{{}}{hidden}")),
        (["Content-Length: 0", "Transfer-Encoding: chunked"], format!("0\r\n\r\n{hidden}")),
        (["Content-Length: +2", "X-A: b"], format!("{{}}{hidden}")),
        (["Transfer-Encoding: chunked, identity", "X-A: b"], hidden.clone()),
    ] {
        let request = text("POST", &at("aircall"), &[&host, json, lengths[0], lengths[1]], &body);
        let answer = raw(door.port(), &request).await;
        assert!((400..500).contains(&answer.status), "{lengths:?}: {answer:?}");
    }
    assert!(sink.kept().is_empty(), "the request inside the body was not run");
}
