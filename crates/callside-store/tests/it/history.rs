use crate::given::{Place, contact, event, from_number, key, named, now, person, plan_for, ringing, us, wrap_up};
use callside_core::event::{CallChange, CallFacts, Event};
use callside_core::plan::About;
use callside_store::{NewWrapUp, Store};

async fn desk(events: &[Event]) -> (Place, Store) {
    let place = Place::new();
    let store = place.open().await;
    store.accept(events, now(), us()).await.unwrap();
    (place, store)
}

async fn found(store: &Store, text: &str) -> Vec<String> {
    let page = store.search(text, None, 50).await.unwrap();
    page.calls.into_iter().map(|call| call.key.id().to_owned()).collect()
}

#[tokio::test]
async fn a_past_call_tells_what_the_desk_knows() {
    let facts = CallFacts {
        queue: Some("Sales".into()),
        notes: Some("from the phone".into()),
        ..named("(415) 555-0134", "S. J.")
    };
    let (_place, store) = desk(&[
        event("1", 0, CallChange::Answered, facts),
        event("1", 65, CallChange::Ended, CallFacts::default()),
        ringing("2", 70, "anonymous"),
    ])
    .await;
    let heard = &store.past_calls("+14155550134", 9).await.unwrap()[0];
    assert_eq!((heard.number.as_str(), heard.name.as_deref()), ("+1 415-555-0134", Some("S. J.")));
    assert_eq!((heard.queue.as_deref(), heard.talk_s), (Some("Sales"), Some(65)));
    assert_eq!((heard.notes.as_deref(), heard.disposition.as_deref()), (Some("from the phone"), None));

    let about = About::Known { caller: contact(1), name: "Sarah Johnson".into(), account: None, email: None };
    let (decided, plan) = (wrap_up("1", about, "wants a quote"), plan_for(&contact(1)));
    let new = NewWrapUp { wrap_up: &decided, plan: &plan, label: "Interested", not_before: now() };
    let entry = store.save_wrap_up(new, now()).await.unwrap().entry().id;
    let wrapped = &store.past_calls("+14155550134", 9).await.unwrap()[0];
    assert_eq!((wrapped.name.as_deref(), wrapped.notes.as_deref()), (Some("Sarah Johnson"), Some("wants a quote")));
    assert_eq!((wrapped.disposition.as_deref(), wrapped.entry), (Some("Interested"), Some(entry)));
    let hidden = &store.recent(None, 1).await.unwrap().calls[0];
    assert_eq!((hidden.number.as_str(), &hidden.name), ("anonymous", &None));
}

#[tokio::test]
async fn words_are_found_by_their_beginnings_without_case_and_accents() {
    let (_place, store) = desk(&[
        event("1", 1, CallChange::Ringing, named("+14155550134", "José Müller-Núñez")),
        event("2", 2, CallChange::Ringing, named("+14155550135", "Sean O'Brien")),
        event(
            "3",
            3,
            CallChange::Commented { id: "1".into(), text: "-".into() },
            CallFacts { notes: Some("Renewal for Mueller, invoice 0134-77".into()), ..from_number("+442079460018") },
        ),
        event("4", 4, CallChange::Ringing, named("+14155550199", "李雷 Ли Лей")),
    ])
    .await;
    let cases: [(&str, &[&str]); 13] = [
        ("jose", &["1"]),
        ("MÜLLER", &["1"]),
        ("jose\u{301} nunez", &["1"]),
        ("muller jos", &["1"]),
        ("mul jose", &[]),
        ("jose brien", &[]),
        ("o'brien", &["2"]),
        ("O\u{2019}Brien", &["2"]),
        ("renewal mueller", &["3"]),
        ("ли", &["4"]),
        ("李雷", &["4"]),
        ("0134-77", &["3"]),
        ("zebra", &[]),
    ];
    for (text, ids) in cases {
        assert_eq!(found(&store, text).await, ids, "{text}");
    }
}

#[tokio::test]
async fn numbers_are_found_by_fragments_however_they_are_written() {
    let (_place, store) = desk(&[
        ringing("1", 1, "(415) 555-0134"),
        ringing("2", 2, "+44 20 7946 0018"),
        ringing("3", 3, "4711"),
        ringing("4", 4, "anonymous"),
    ])
    .await;
    let cases: [(&str, &[&str]); 12] = [
        ("0134", &["1"]),
        ("415-555", &["1"]),
        ("(415) 555-0134", &["1"]),
        ("+1 415 555 0134", &["1"]),
        ("020 7946 0018", &["2"]),
        ("0044 20 7946", &["2"]),
        ("4711", &["3"]),
        ("55", &[]),
        ("000", &[]),
        ("9999", &[]),
        ("5155550134", &[]),
        ("018", &["2"]),
    ];
    for (text, ids) in cases {
        assert_eq!(found(&store, text).await, ids, "{text}");
    }
}

#[tokio::test]
async fn nothing_that_is_typed_is_read_as_a_command() {
    let (_place, store) = desk(&[
        event("1", 1, CallChange::Ringing, named("+14155550134", "Robert'); DROP TABLE call;--")),
        event("2", 2, CallChange::Ringing, named("+14155550135", "Ann OR Bob NEAR Carl")),
    ])
    .await;
    let hostile = [
        "\"",
        "\"\"",
        "'",
        "*",
        "a*",
        "^a",
        "a AND",
        "OR",
        "NOT",
        "NEAR(a b, 5)",
        "NEAR",
        "notes:x",
        "heard_name : ann",
        "{heard_name notes}: x",
        "-",
        "--",
        "(",
        ")",
        "((a",
        "a)",
        "+",
        "a + b",
        ":",
        "\\",
        "\0",
        "a\0b",
        "%",
        "_",
        ";",
        "'; DROP TABLE call; --",
        "\" OR 1=1 --",
        "rank",
        "secure-delete",
        "\u{202e}abc",
        "\u{feff}",
        "😀",
        "a\u{301}",
        "\u{0}\u{1}\u{2}",
        "call_words MATCH 'x'",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"unclosed",
        "x\"y\"z",
        "….",
        "½",
        "ª",
    ];
    for text in hostile {
        store.search(text, None, 10).await.unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
    store.search(&"\"a* OR ".repeat(5_000), None, 10).await.unwrap();
    assert_eq!(found(&store, "robert'); drop").await, ["1"]);
    assert_eq!(found(&store, "bob or").await, ["2"]);
    assert_eq!(found(&store, "bob or zebra").await, [] as [&str; 0]);
    assert_eq!(store.recent(None, 10).await.unwrap().calls.len(), 2);
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repeat() {
    let events: Vec<Event> =
        (0..25).map(|n| event(&n.to_string(), n, CallChange::Ringing, named("+14155550134", "Sam Poe"))).collect();
    let (_place, store) = desk(&events).await;
    for text in ["sam", "555", ""] {
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = match text {
                "" => store.recent(before, 10).await.unwrap(),
                text => store.search(text, before, 10).await.unwrap(),
            };
            seen.extend(page.calls.iter().map(|call| call.key.id().parse::<u32>().unwrap()));
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(seen, (0..25).rev().collect::<Vec<_>>(), "{text}");
    }
}

#[tokio::test]
async fn a_call_is_found_by_the_name_that_was_chosen_and_by_no_name_that_it_lost() {
    let (_place, store) = desk(&[event("1", 1, CallChange::Ringing, named("+14155550134", "Mobile"))]).await;
    store.save_caller(&person(1, "Grace Hopper", "+14155550134"), now()).await.unwrap();
    store.choose(&key("1"), &contact(1), true, now()).await.unwrap();
    assert_eq!(found(&store, "hopper").await, ["1"]);
    store.save_caller(&person(2, "Ada Lovelace", "+14155550134"), now()).await.unwrap();
    store.choose(&key("1"), &contact(2), true, now()).await.unwrap();
    assert_eq!(found(&store, "lovelace").await, ["1"]);
    assert_eq!(found(&store, "hopper").await, [] as [&str; 0]);
    store.accept(&[event("1", 9, CallChange::Noted, named("+14155550177", "Landline"))], now(), us()).await.unwrap();
    assert_eq!(found(&store, "mobile").await, [] as [&str; 0]);
    assert_eq!(found(&store, "0134").await, [] as [&str; 0]);
    assert_eq!(found(&store, "0177").await, ["1"]);
    store.integrity_check(now()).await.unwrap();
}
