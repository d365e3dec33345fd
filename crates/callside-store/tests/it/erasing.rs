//! A caller who is forgotten is nowhere: not in a row, not in the search index, not in free room, not in a log or a copy.

use crate::given::{KEY, Place, contact, event, key, later, named, now, person, record, saved, settled, us};
use crate::pages;
use callside_core::automation::{Happened, Occurrence, OccurrenceId, RecordChange, Told};
use callside_core::event::{CallChange, CallEvent, Event};
use callside_core::facts::Facts;
use callside_core::ids::EventId;
use callside_core::look_up::Table;
use callside_core::outbox::State;
use callside_core::phone::read;
use callside_core::privacy::{StoredKind, Subject, Unsent};
use callside_core::work::{WorkChange, WorkEvent, WorkItem, WorkKind, Worker};
use callside_store::{Decisions, Erasure, Export, Rejection, Store};
use serde_json::json;

const CALLERS: u32 = 1000;
/// Callers who stay; their numbers and names have nothing in common with those who go.
const OTHERS: u32 = 40;

pub fn number(n: u32) -> String {
    if n < CALLERS { format!("+1415555{n:04}") } else { format!("+1212666{n:04}") }
}

pub fn name(n: u32) -> String {
    let letters: String = n.to_string().bytes().map(|digit| char::from(b'a' + (digit - b'0'))).collect();
    if n < CALLERS { format!("Quorra{letters} Vexley{letters}") } else { format!("Brandt{letters} Okafor{letters}") }
}

pub fn call(n: u32) -> String {
    format!("call-{n}x")
}

/// Everything that a desk learns of a caller, in the words of phone systems, of Salesforce and of the agent.
async fn meet(store: &Store, n: u32) {
    let (id, number, name) = (call(n), number(n), name(n));
    let typed = format!("({}) {}-{}", &number[2..5], &number[5..8], &number[8..]);
    let who = person(n, &name, &typed);
    let seconds = i64::from(n);
    let events = [
        event(&id, seconds, CallChange::Ringing, named(&typed, &name)),
        event(&id, seconds + 1, CallChange::Answered, named(&number, &name)),
    ];
    store.accept(&events, now(), us()).await.unwrap();
    store.save_callers(&number, std::slice::from_ref(&who), now()).await.unwrap();
    store.save_look_up_copy("orders", &who.record, &Table::default(), now()).await.unwrap();
    store.note_made(&who, us(), now()).await.unwrap();
    store.save_draft(&key(&id), &json!({ "notes": format!("{name} calls back on {typed}") }), now()).await.unwrap();
    store.keep_notes(&key(&id), &format!("{name} again"), now()).await.unwrap();
    store.choose(&key(&id), &contact(n), true, now()).await.unwrap();
    store.suppress(&number, now()).await.unwrap();
    let detail = format!("no agent for {number}");
    let rejection = Rejection { at: now(), source: "five9".into(), reason: "agent".into(), detail };
    store.note_rejection(&rejection).await.unwrap();
    if n % 10 == 9 {
        tell(store, n, &name, &typed).await;
    }
    if n.is_multiple_of(5) {
        saved(store, &id, n).await;
        let leased = store.lease(later(100_000), 1).await.unwrap().remove(0);
        let receipt = callside_core::crm::Receipt { records: vec![], found_again: false };
        settled(store, leased.token, &State::Done { receipt, at: later(seconds + 2) }, 1).await;
    }
}

/// Salesforce tells of the caller's record; it is decided and kept to be rehearsed over.
async fn tell(store: &Store, n: u32, name: &str, typed: &str) {
    let id = contact(n).id;
    let change = RecordChange::Updated { fields: ["Phone".to_owned()].into() };
    let happened = Happened::Record { object: "Contact".into(), id: id.clone(), change, mine: true };
    let occurrence = Occurrence { id: OccurrenceId::updated(&id, "1"), at: now(), happened, caused_by: vec![] };
    let mut facts = Facts::new();
    facts.set("record.Name", name);
    facts.set("before.Phone", typed);
    store.keep_occurrences(&[Told { occurrence, facts, asked: None }], now()).await.unwrap();
    let told = store.pending_occurrences(9).await.unwrap().into_iter().map(|(row, _)| row);
    let decided = Decisions { told: told.collect(), ..Decisions::default() };
    store.decide(&decided, now()).await.unwrap();
}

/// The `n`s of everybody.
async fn filled(place: &Place) -> Store {
    let store = place.open().await;
    for n in 0..CALLERS + OTHERS {
        meet(&store, n).await;
        if n.is_multiple_of(100) {
            // As on a quiet moment: segments of the index are merged, the log comes into the file.
            store.put_in_order().await.unwrap();
        }
    }
    let queries = [format!("FIND {{{}}}", number(3)), "SELECT Id FROM Lead".to_owned()];
    store.save_setting("soql_history", &queries).await.unwrap();
    store
}

fn everybody() -> Subject {
    Subject {
        numbers: (0..CALLERS).map(|n| read(&number(n), us()).number().unwrap().clone()).collect(),
        records: (0..CALLERS).map(|n| contact(n).id).collect(),
        calls: vec![],
    }
}

/// Whether some bytes hold anything of a caller, in any of its spellings.
pub fn holds(bytes: &[u8], n: u32) -> Option<String> {
    let (number, name, record) = (number(n), name(n).to_lowercase(), contact(n).id);
    let national = &number[2..];
    let words = name.split(' ').map(str::to_owned);
    let spellings = [national.to_owned(), format!("{}-{}", &national[3..6], &national[6..])];
    let traces = words.chain(spellings).chain([record.as_str()[..15].to_lowercase(), format!("{}\"", call(n))]);
    let lower = bytes.to_ascii_lowercase();
    traces.into_iter().find(|trace| lower.windows(trace.len()).any(|part| part == trace.as_bytes()))
}

#[tokio::test]
async fn a_thousand_callers_are_nowhere_once_they_are_forgotten() {
    let place = Place::new();
    let store = filled(&place).await;
    let sample = [0, 5, 250, 505, 999];
    let before = pages::decrypted(&place, KEY);
    for n in sample {
        assert!(holds(&before, n).is_some(), "the search finds what is there: {}", name(n));
    }
    let found = store.find_subject(&everybody()).await.unwrap();
    assert_eq!((found.counts[&StoredKind::Calls], found.sending), (u64::from(CALLERS), 0));
    let Erasure::Done(erased) = store.erase(&everybody(), Unsent::StopsIt, now()).await.unwrap() else {
        panic!("held")
    };
    for (kind, least) in [
        (StoredKind::Calls, 1000),
        (StoredKind::Events, 2000),
        (StoredKind::Choices, 1000),
        (StoredKind::Records, 4000),
        (StoredKind::LookUps, 1000),
        (StoredKind::Suppressed, 1000),
        (StoredKind::Settled, 200),
        (StoredKind::Automations, 100),
        (StoredKind::Settings, 1),
    ] {
        assert!(erased.counts.get(&kind).is_some_and(|count| *count >= least), "{kind:?}: {erased:?}");
    }
    assert_eq!(std::fs::metadata(place.folder.path().join("callside.db-wal")).unwrap().len(), 0);
    let after = pages::decrypted(&place, KEY);
    let dump = pages::dump(&place, KEY).await;
    let stays = CALLERS + 7;
    assert!(holds(&after, stays).is_some() && holds(&dump, stays).is_some(), "others stay");
    let words = pages::words(&after);
    for n in 0..CALLERS {
        let (name, record) = (name(n).to_lowercase(), contact(n).id.as_str().to_lowercase());
        for word in name.split(' ').chain([&number(n)[2..], record.as_str()]) {
            assert!(!words.contains(word), "a page still holds {word}");
        }
    }
    // In every spelling, and within other words.
    for n in sample {
        assert_eq!(holds(&after, n), None, "in the pages");
        assert_eq!(holds(&dump, n), None, "in the tables");
    }
    let stay = store.search("Brandtbaae", None, 5).await.unwrap().calls;
    assert_eq!(stay.len(), 1, "the search goes on with those who stay");
    assert!(store.search("quorraf", None, 5).await.unwrap().calls.is_empty());
    assert_eq!(store.setting::<Vec<String>>("soql_history").await.unwrap().unwrap(), ["SELECT Id FROM Lead"]);
    store.integrity_check(now()).await.unwrap();
    let again = store.erase(&everybody(), Unsent::StopsIt, now()).await.unwrap();
    assert!(matches!(again, Erasure::Done(nothing) if nothing.counts.is_empty()));
}

fn by_number(n: u32) -> Subject {
    Subject { numbers: vec![read(&number(n), us()).number().unwrap().clone()], ..Subject::default() }
}

#[tokio::test]
async fn a_late_repeat_does_not_bring_a_forgotten_caller_back() {
    let place = Place::new();
    let store = place.open().await;
    meet(&store, 1).await;
    assert!(matches!(store.erase(&by_number(1), Unsent::StopsIt, now()).await.unwrap(), Erasure::Done(_)));
    let late = event(&call(1), 1, CallChange::Ringing, named(&number(1), &name(1)));
    assert!(store.accept(&[late], later(60), us()).await.unwrap().is_empty());
    assert_eq!(store.call(&key(&call(1))).await.unwrap(), None);
}

#[tokio::test]
async fn what_names_the_call_in_its_id_does_not_bring_it_back_and_the_call_that_goes_on_is_heard() {
    let place = Place::new();
    let store = place.open().await;
    let named_by_id = |seconds: i64, what: CallChange| {
        let Event::Call(call) = event(&call(1), seconds, what, named(&number(1), &name(1))) else { panic!("a call") };
        Event::Call(CallEvent { id: EventId(format!("{}/{seconds}", call.call)), ..call })
    };
    let rings = named_by_id(1, CallChange::Ringing);
    store.accept(std::slice::from_ref(&rings), now(), us()).await.unwrap();
    let item = WorkItem::open(WorkKind::Unlogged, key(&call(1)));
    let heard = store.call(&key(&call(1))).await.unwrap().unwrap();
    let work = WorkEvent::of(&heard, WorkChange::Item { item }, Worker("grace".into()), later(1));
    store.accept(&[Event::Work(work.clone())], now(), us()).await.unwrap();
    assert!(matches!(store.erase(&by_number(1), Unsent::StopsIt, now()).await.unwrap(), Erasure::Done(_)));
    let changed = WorkEvent { id: EventId("another".into()), at: later(500), ..work.clone() };
    let late = [rings, Event::Work(work), Event::Work(changed)];
    assert!(store.accept(&late, later(60), us()).await.unwrap().is_empty());
    assert_eq!(store.call(&key(&call(1))).await.unwrap(), None);
    // Whoever was forgotten in the middle of a call is still on the line.
    assert_eq!(store.accept(&[named_by_id(90, CallChange::Ended)], later(90), us()).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_waits_to_be_sent_stops_it_unless_it_is_to_go_too() {
    let place = Place::new();
    let store = place.open().await;
    meet(&store, 1).await;
    let entry = saved(&store, &call(1), 1).await;
    let Erasure::Held(found) = store.erase(&by_number(1), Unsent::StopsIt, now()).await.unwrap() else {
        panic!("erased")
    };
    assert_eq!((found.counts[&StoredKind::Unsent], found.sending), (1, 0));
    assert!(store.call(&key(&call(1))).await.unwrap().is_some(), "nothing was touched");

    let leased = store.lease(later(100_000), 1).await.unwrap().remove(0);
    let Erasure::Held(found) = store.erase(&by_number(1), Unsent::GoesToo, now()).await.unwrap() else {
        panic!("erased")
    };
    assert_eq!(found.sending, 1, "what is on its way cannot be called back");

    let again = State::Waiting { not_before: later(200_000), trouble: None };
    settled(&store, leased.token, &again, 1).await;
    assert!(matches!(store.erase(&by_number(1), Unsent::GoesToo, now()).await.unwrap(), Erasure::Done(_)));
    assert_eq!(store.entry(entry.id).await.unwrap(), None);
}

#[tokio::test]
async fn a_record_alone_finds_the_calls_that_were_theirs() {
    let place = Place::new();
    let store = place.open().await;
    meet(&store, 1).await;
    meet(&store, 2).await;
    let subject = Subject { records: vec![record(contact(1).id.as_str())], ..Subject::default() };
    let found = store.find_subject(&subject).await.unwrap();
    assert_eq!(found.calls, [key(&call(1))]);
    assert!(matches!(store.erase(&subject, Unsent::StopsIt, now()).await.unwrap(), Erasure::Done(_)));
    assert_eq!(store.call(&key(&call(1))).await.unwrap(), None);
    assert!(store.call(&key(&call(2))).await.unwrap().is_some());
}

#[tokio::test]
async fn copies_go_and_settings_that_only_a_person_can_change_are_named() {
    let place = Place::new();
    let store = place.open().await;
    meet(&store, 1).await;
    for name in ["callside.db.version-3-20261101T000000Z", "callside.db.damaged-20261101T000000Z-wal", "notes.txt"] {
        std::fs::write(place.folder.path().join(name), "x").unwrap();
    }
    store.save_setting("ivr", &json!({ "vip": number(1) })).await.unwrap();
    store.note_export(&Export { at: now(), path: "/somewhere/a.csv".into() }).await.unwrap();
    let found = store.find_subject(&by_number(1)).await.unwrap();
    assert_eq!((found.backups, found.settings.as_slice()), (2, &["ivr".to_owned()][..]));
    let Erasure::Done(erased) = store.erase(&by_number(1), Unsent::StopsIt, now()).await.unwrap() else {
        panic!("held")
    };
    assert_eq!((erased.counts[&StoredKind::Backups], erased.settings.len()), (2, 1));
    let left = place.files();
    assert!(left.contains(&"notes.txt".to_owned()) && !left.iter().any(|name| name.contains("2026110")), "{left:?}");
}
