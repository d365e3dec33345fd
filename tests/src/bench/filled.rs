//! A database of a busy desk: a million calls, a hundred thousand people.

use crate::phone::Ringing;
use callside_core::event::Event;
use callside_core::ids::RecordId;
use callside_core::record::{CallerObject, CallerRef, Candidate, PhoneField};
use callside_core::secret::Secret;
use callside_store::Store;
use jiff::{SignedDuration, Timestamp};
use std::path::Path;

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const BATCH: u32 = 2_000;

/// The database at a path.
pub(super) async fn open(path: &Path) -> Store {
    Store::open(path, &Secret::new(KEY), Timestamp::now()).await.expect("the database opens")
}

/// Fills a new one.
pub(super) async fn fill(path: &Path, calls: u32, contacts: u32) {
    let store = open(path).await;
    for first in (0..contacts).step_by(BATCH as usize) {
        let answers: Vec<_> = (first..(first + BATCH).min(contacts)).map(|n| (digits(n), vec![contact(n)])).collect();
        store.save_many_callers(&answers, Timestamp::now()).await.expect("kept");
    }
    for first in (0..calls).step_by(BATCH as usize) {
        let events: Vec<Event> = (first..(first + BATCH).min(calls)).map(|n| arrival(n, calls, contacts)).collect();
        store.accept(&events, Timestamp::now(), None).await.expect("kept");
    }
    store.put_in_order().await.expect("in order");
    store.close().await;
}

/// A call of the past that is over: one every two minutes, the last one just now.
fn arrival(n: u32, calls: u32, contacts: u32) -> Event {
    let mut call = Ringing::from(&format!("old-{n}"), &digits(n % contacts));
    let Event::Call(mut event) = call.ended() else { unreachable!("a call ends") };
    event.at -= SignedDuration::from_mins(2 * i64::from(calls - n));
    event.facts.customer_name = Some(name(n % contacts));
    event.facts.notes = Some(format!("talked about order {n}"));
    event.facts.queue = Some(queue(n / contacts));
    Event::Call(event)
}

/// Numbers of the range that is kept for fiction cover only a few hundred; these are unassigned ones.
pub(super) fn digits(n: u32) -> String {
    format!("+1202{:07}", 2_000_000 + n % 7_999_999)
}

/// Each person has called in every queue.
pub(super) fn queue(n: u32) -> String {
    format!("Queue {}", n % 8)
}

pub(super) fn name(n: u32) -> String {
    format!("Person{n} Example")
}

fn contact(n: u32) -> Candidate {
    let id = RecordId::new(&format!("003{n:012}AAA")).expect("an id");
    Candidate {
        record: CallerRef { object: CallerObject::Contact, id },
        name: name(n),
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
        record_type: None,
    }
}
