//! Accepting: proven, placed, on the disk, answered.

use super::program::{Place, Running};
use super::wire::Sender;
use crate::bench::Report;
use callside_relay::sizes;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const ONE_BY_ONE: usize = 2_000;
const CONNECTIONS: usize = 32;
const SPAN: Duration = Duration::from_secs(5);

pub(super) async fn measure(report: &mut Report, bare_commit: f64) {
    let place = Place::new(200, &json!({}));
    let relay = place.start();
    let _ = relay.figure("links").await;
    let idle = relay.memory();
    report.numbers(sizes::IDLE, "MB", vec![idle / 1e6]).at_most(0.5, 30.0);
    let times = one_by_one(&place, &relay).await;
    let median = report.times("relay: accept at 1 connection", &times).at(0.5);
    report.numbers("relay: accept over bare synced commit", "x", vec![median / bare_commit]).at_most(0.5, 1.6);
    let before = file_size(&place);
    let (times, accepted) = at_many_connections(&place, &relay).await;
    report.numbers(sizes::ACCEPTED, "per s", vec![accepted]).at_least(15_000.0);
    report.times("relay: accept at 32 connections", &times);
    report.numbers("relay: memory after that", "MB", vec![relay.memory() / 1e6]);
    let grown = (file_size(&place) - before) / times.len() as f64;
    report.numbers(sizes::DISK, "bytes", vec![grown]);
    let (size, began) = (file_size(&place), Instant::now());
    relay.forget(&place, "+14155550199");
    let speed = size / 1e6 / began.elapsed().as_secs_f64();
    report.numbers("relay: forgetting a caller, read and overwritten", "MB per s", vec![speed]);
}

/// Webhooks one after the other, each with its time to the answer.
pub(super) async fn one_by_one(place: &Place, relay: &Running) -> Vec<Duration> {
    let mut sender = Sender::open(relay.listen, &place.path_secret).await;
    let mut times = Vec::with_capacity(ONE_BY_ONE);
    for n in 0..ONE_BY_ONE {
        let began = Instant::now();
        assert!(sender.send(&format!("one-{n}"), n % 200).await.expect("the relay answers"));
        times.push(began.elapsed());
    }
    times
}

/// As many as 32 connections send in some seconds, each with its time, and how many a second.
pub(super) async fn at_many_connections(place: &Place, relay: &Running) -> (Vec<Duration>, f64) {
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut senders = Vec::new();
    for _ in 0..CONNECTIONS {
        let (mut sender, next) = (Sender::open(relay.listen, &place.path_secret).await, Arc::clone(&next));
        senders.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while began.elapsed() < SPAN {
                let n = next.fetch_add(1, Ordering::Relaxed);
                let sent = Instant::now();
                assert!(sender.send(&format!("many-{n}"), n % 200).await.expect("the relay answers"));
                times.push(sent.elapsed());
            }
            times
        }));
    }
    let mut times = Vec::new();
    for sender in senders {
        times.extend(sender.await.expect("a sender ends"));
    }
    let a_second = times.len() as f64 / began.elapsed().as_secs_f64();
    (times, a_second)
}

/// File and log, in bytes.
pub(super) fn file_size(place: &Place) -> f64 {
    let files = std::fs::read_dir(place.data()).expect("the folder").flatten();
    files.filter_map(|file| file.metadata().ok()).map(|meta| meta.len() as f64).sum()
}
