//! A sink that cannot keep events, and senders who do not wait for it.

use crate::house::{Mood, accepted_call, at, open, open_with};
use crate::wire::{answer, connect, read_all, request};
use callside_core::ids::Provider;
use callside_intake::{Limits, SinkError};
use std::time::Duration;
use tokio::io::AsyncWriteExt;

async fn call(port: u16) -> crate::wire::Answer {
    request(port, "GET", &at(&format!("five9/connector?{}", accepted_call())), &[], "").await
}

fn get(port: u16) -> Vec<u8> {
    let path = at(&format!("five9/connector?{}", accepted_call()));
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn what_is_not_kept_is_not_acknowledged() {
    let (door, sink) = open().await;
    let busy = |millis| Mood::Refuse(SinkError::Busy { retry_after: Duration::from_millis(millis) });
    for (mood, status, code, retry_after) in [
        (busy(0), 503, "busy", Some("1")),
        (busy(1_001), 503, "busy", Some("2")),
        (busy(30_000), 503, "busy", Some("30")),
        (Mood::Refuse(SinkError::Full), 503, "full", None),
        (Mood::Break, 500, "broken", None),
    ] {
        *sink.mood.lock().unwrap() = mood;
        let answer = call(door.port()).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{mood:?}");
        assert_eq!(answer.header("retry-after"), retry_after, "{mood:?}");
    }
    assert!(sink.kept().is_empty());
    assert_eq!(sink.codes(), ["busy", "busy", "busy", "full", "broken"]);
    *sink.mood.lock().unwrap() = Mood::Keep;
    assert_eq!(call(door.port()).await.status, 200, "the door stays open for the repeat");
    let note = sink.notes.lock().unwrap()[0].clone();
    assert_eq!((note.provider, note.status), (Some(Provider::Five9), 503));
}

#[tokio::test]
async fn the_answer_waits_for_the_sink() {
    let (door, sink) = open_with(Limits::default(), true).await;
    let mut stream = connect(door.port()).await;
    stream.write_all(&get(door.port())).await.unwrap();
    sink.begun.acquire().await.unwrap().forget();
    let early = stream.try_read(&mut [0; 16]).expect_err("an answer came before the sink had the events");
    assert_eq!(early.kind(), std::io::ErrorKind::WouldBlock);
    sink.may_end.add_permits(1);
    assert_eq!(answer(&read_all(&mut stream).await).status, 200);
}

#[tokio::test]
async fn a_sender_who_hangs_up_does_not_stop_the_sink() {
    let (door, sink) = open_with(Limits::default(), true).await;
    let mut stream = connect(door.port()).await;
    stream.write_all(&get(door.port())).await.unwrap();
    sink.begun.acquire().await.unwrap().forget();
    drop(stream);
    sink.may_end.add_permits(1);
    sink.ended.acquire().await.unwrap().forget();
    assert_eq!(sink.kept().len(), 1);
}

#[tokio::test]
async fn a_sink_that_takes_too_long_is_busy() {
    let limits = Limits { sink: Duration::from_millis(100), ..Limits::default() };
    let (door, sink) = open_with(limits, true).await;
    let answer = call(door.port()).await;
    assert_eq!((answer.status, answer.code().as_str(), answer.header("retry-after")), (503, "busy", Some("1")));
    sink.may_end.add_permits(1);
    sink.ended.acquire().await.unwrap().forget();
    assert_eq!(sink.kept().len(), 1, "what it had begun it may finish");
}

#[tokio::test]
async fn closing_lets_requests_under_way_finish_and_takes_no_more() {
    let (door, sink) = open_with(Limits::default(), true).await;
    let port = door.port();
    let mut stream = connect(port).await;
    stream.write_all(&get(port)).await.unwrap();
    sink.begun.acquire().await.unwrap().forget();
    let closing = tokio::spawn(door.close());
    sink.may_end.add_permits(1);
    assert_eq!(answer(&read_all(&mut stream).await).status, 200);
    closing.await.unwrap();
    let refused = tokio::net::TcpStream::connect(("127.0.0.1", port)).await;
    assert!(refused.is_err(), "the port is free again");
}
