//! The engine on a full database: from an event to its pop, and searching the history.

use super::Report;
use crate::phone::Ringing;
use callside_core::event::Event;
use callside_core::ids::RecordId;
use callside_core::record::{CallerObject, CallerRef, Candidate, PhoneField};
use callside_core::secret::Secret;
use callside_flow::{Companion, Notice, SystemClock};
use callside_store::Store;
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const BATCH: u32 = 2_000;
const POPS: u32 = 2_000;
const SEARCHES: u32 = 500;

/// Measures on a database with so many calls and contacts.
pub async fn engine(report: &mut Report, calls: u32, contacts: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("callside.db");
    let began = Instant::now();
    fill(&path, calls, contacts).await;
    report.times("filling the database", &[began.elapsed()]);
    let began = Instant::now();
    let store = open(&path).await;
    let companion = Companion::start(store, Arc::new(SystemClock)).await.expect("the engine starts");
    report.times("opening the full database and starting the engine", &[began.elapsed()]);
    report.times("event to stage-one pop, known caller", &pops(&companion, contacts, calls).await);
    report.times("history: words in names", &searches(&companion, |n| format!("Person{}", n * 97 % contacts)).await);
    report.times(
        "history: digits of a number",
        &searches(&companion, |n| digits(n * 31 % contacts)[4..].to_owned()).await,
    );
}

async fn open(path: &Path) -> Store {
    Store::open(path, &Secret::new(KEY), Timestamp::now()).await.expect("the database opens")
}

async fn fill(path: &Path, calls: u32, contacts: u32) {
    let store = open(path).await;
    for first in (0..contacts).step_by(BATCH as usize) {
        let answers: Vec<_> = (first..(first + BATCH).min(contacts)).map(|n| (digits(n), vec![contact(n)])).collect();
        store.save_many_callers(&answers, Timestamp::now()).await.expect("kept");
    }
    for first in (0..calls).step_by(BATCH as usize) {
        let events: Vec<Event> = (first..(first + BATCH).min(calls)).map(|n| arrival(n, contacts)).collect();
        store.accept(&events, Timestamp::now(), None).await.expect("kept");
    }
    store.close().await;
}

fn arrival(n: u32, contacts: u32) -> Event {
    let mut call = Ringing::from(&format!("old-{n}"), &digits(n % contacts));
    let Event::Call(mut event) = call.rings() else { unreachable!("a call rings") };
    event.facts.customer_name = Some(format!("Person{} Example", n % contacts));
    event.facts.notes = Some(format!("talked about order {n}"));
    Event::Call(event)
}

/// Numbers of the range that is kept for fiction cover only a few hundred; these are unassigned ones.
fn digits(n: u32) -> String {
    format!("+1202{:07}", 2_000_000 + n % 7_999_999)
}

fn contact(n: u32) -> Candidate {
    let id = RecordId::new(&format!("003{n:012}AAA")).expect("an id");
    Candidate {
        record: CallerRef { object: CallerObject::Contact, id },
        name: format!("Person{n} Example"),
        title: Some("Buyer".into()),
        company: Some(format!("Company {}", n % 5000)),
        account: None,
        email: Some(format!("person{n}@example.com")),
        owner: None,
        status: None,
        do_not_call: false,
        extra: vec![],
        phones: vec![PhoneField { field: "MobilePhone".into(), typed: digits(n) }],
        modified: None,
    }
}

/// From the call of `accept` to the announcement of the pop, one call at a time.
async fn pops(companion: &Companion, contacts: u32, calls: u32) -> Vec<Duration> {
    let mut notices = companion.subscribe();
    let mut times = Vec::new();
    for n in 0..POPS {
        let mut call = Ringing::from(&format!("new-{n}"), &digits(n * 7919 % contacts.min(calls.max(1))));
        let event = call.rings();
        let began = Instant::now();
        let accepting = companion.accept(std::slice::from_ref(&event), Timestamp::now());
        let popping = async {
            loop {
                if let Ok(Notice::Pop { pop, first: true }) = notices.recv().await {
                    assert!(pop.caller.one().is_some(), "the caller is known");
                    return began.elapsed();
                }
            }
        };
        let (accepted, took) = tokio::join!(accepting, popping);
        accepted.expect("kept");
        times.push(took);
    }
    times
}

async fn searches(companion: &Companion, text: impl Fn(u32) -> String) -> Vec<Duration> {
    let mut times = Vec::new();
    for n in 0..SEARCHES {
        let text = text(n);
        let began = Instant::now();
        let page = companion.history(&text, None, 50).await.expect("found");
        times.push(began.elapsed());
        assert!(!page.rows.is_empty(), "{text} is found");
    }
    times
}
