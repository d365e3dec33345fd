use crate::given::{Place, contact, later, now, person, us};
use callside_core::record::{CallerContext, OpenOpportunity};
use callside_store::Store;

const NUMBER: &str = "+14155550134";
const OTHER: &str = "+14155550135";

async fn names(store: &Store, e164: &str) -> Vec<String> {
    store.callers(e164).await.unwrap().into_iter().map(|(caller, _)| caller.name).collect()
}

fn context() -> CallerContext {
    let deal = OpenOpportunity {
        id: crate::given::record("006000000000001AAA"),
        name: "Renewal".into(),
        stage: "Prospecting".into(),
        amount: Some("10.50".into()),
        closes: None,
        record_type: None,
    };
    CallerContext { opportunities: vec![deal], ..CallerContext::default() }
}

#[tokio::test]
async fn an_answer_replaces_the_one_before_as_a_whole() {
    let place = Place::new();
    let store = place.open().await;
    assert_eq!(store.asked_at(NUMBER).await.unwrap(), None);
    store.save_callers(NUMBER, &[person(1, "Ann", NUMBER), person(2, "Bob", NUMBER)], now()).await.unwrap();
    store.save_callers(OTHER, &[person(1, "Ann", OTHER)], now()).await.unwrap();
    store.save_context(&contact(1), &context(), now()).await.unwrap();
    store.save_context(&contact(2), &context(), now()).await.unwrap();

    store.save_callers(NUMBER, &[], later(60)).await.unwrap();
    assert_eq!(names(&store, NUMBER).await, [] as [&str; 0]);
    assert_eq!(store.asked_at(NUMBER).await.unwrap(), Some(later(60)));
    assert_eq!(names(&store, OTHER).await, ["Ann"], "another number still leads there");
    assert_eq!(store.context(&contact(1)).await.unwrap(), Some((context(), now())));
    assert_eq!(store.caller(&contact(2)).await.unwrap(), None, "no number leads there any more");
    assert_eq!(store.context(&contact(2)).await.unwrap(), None);
}

#[tokio::test]
async fn new_values_take_the_place_of_old_ones() {
    let place = Place::new();
    let store = place.open().await;
    store.save_callers(NUMBER, &[person(1, "Ann Old", NUMBER)], now()).await.unwrap();
    store.save_context(&contact(1), &CallerContext::default(), now()).await.unwrap();
    store.save_caller(&person(1, "Ann New", NUMBER), later(5)).await.unwrap();
    store.save_context(&contact(1), &context(), later(6)).await.unwrap();
    assert_eq!(store.callers(NUMBER).await.unwrap(), [(person(1, "Ann New", NUMBER), later(5))]);
    assert_eq!(store.context(&contact(1)).await.unwrap(), Some((context(), later(6))));
}

#[tokio::test]
async fn a_record_that_is_gone_is_forgotten_everywhere() {
    let place = Place::new();
    let store = place.open().await;
    let ann = person(1, "Ann", NUMBER);
    store.save_callers(NUMBER, &[ann.clone(), person(2, "Bob", NUMBER)], now()).await.unwrap();
    store.save_context(&contact(1), &context(), now()).await.unwrap();
    store.note_made(&ann, us(), now()).await.unwrap();
    store.remember_choice(NUMBER, &contact(1), now()).await.unwrap();
    store.forget_caller(&contact(1)).await.unwrap();
    let known = store.known(NUMBER, later(-60), 5).await.unwrap();
    assert_eq!(known.callers.len(), 1);
    assert_eq!((known.made.len(), &known.choice), (0, &None));
    assert_eq!(store.context(&contact(1)).await.unwrap(), None);
}

#[tokio::test]
async fn one_question_tells_all_that_is_known_of_a_number() {
    let place = Place::new();
    let store = place.open().await;
    assert_eq!(store.known(NUMBER, now(), 5).await.unwrap(), callside_store::Known::default());
    crate::given::with_calls(&store, &["1", "2", "3"]).await;
    store.save_callers(NUMBER, &[person(1, "Ann", NUMBER)], now()).await.unwrap();
    store.note_made(&person(2, "Bob", "(415) 555-0134"), us(), now()).await.unwrap();
    store.remember_choice(NUMBER, &contact(1), now()).await.unwrap();
    let known = store.known(NUMBER, now(), 2).await.unwrap();
    assert_eq!(known.callers, [(person(1, "Ann", NUMBER), now())]);
    assert_eq!(known.made, [person(2, "Bob", "(415) 555-0134")]);
    assert_eq!((known.asked_at, known.choice), (Some(now()), Some(contact(1))));
    assert_eq!(known.past.iter().map(|call| call.key.id()).collect::<Vec<_>>(), ["3", "2"]);
}

#[tokio::test]
async fn what_was_made_here_counts_only_for_a_while() {
    let place = Place::new();
    let store = place.open().await;
    store.note_made(&person(1, "Ann", NUMBER), us(), now()).await.unwrap();
    store.note_made(&person(2, "Bob", NUMBER), us(), later(60)).await.unwrap();
    let made = |since| {
        let store = &store;
        async move { store.made_since(NUMBER, since).await.unwrap().into_iter().map(|c| c.name).collect::<Vec<_>>() }
    };
    assert_eq!(made(now()).await, ["Bob", "Ann"]);
    assert_eq!(made(later(1)).await, ["Bob"]);
    store.note_made(&person(3, "Cy", OTHER), us(), later(90_000)).await.unwrap();
    assert_eq!(made(now()).await, [] as [&str; 0], "a day later both are dropped");
}

#[tokio::test]
async fn who_was_made_here_is_listed_once_also_without_a_number() {
    let place = Place::new();
    let store = place.open().await;
    let mut ann = person(1, "Ann", NUMBER);
    let second = ann.phones[0].clone();
    ann.phones.push(callside_core::record::PhoneField { typed: OTHER.into(), ..second });
    store.note_made(&ann, us(), now()).await.unwrap();
    let nobody = callside_core::record::Candidate { phones: Vec::new(), ..person(2, "Bob", NUMBER) };
    store.note_made(&nobody, us(), later(60)).await.unwrap();
    let names = |made: Vec<callside_core::record::Candidate>| made.into_iter().map(|c| c.name).collect::<Vec<_>>();
    assert_eq!(names(store.callers_made_since(now()).await.unwrap()), ["Bob", "Ann"]);
    assert_eq!(names(store.callers_made_since(later(1)).await.unwrap()), ["Bob"]);
    assert_eq!(names(store.made_since(NUMBER, now()).await.unwrap()), ["Ann"], "Bob has no number");
    store.forget_caller(&contact(2)).await.unwrap();
    assert_eq!(names(store.callers_made_since(now()).await.unwrap()), ["Ann"]);
}

#[tokio::test]
async fn a_choice_for_a_number_is_remembered_until_it_is_forgotten() {
    let place = Place::new();
    let store = place.open().await;
    store.remember_choice(NUMBER, &contact(1), now()).await.unwrap();
    store.remember_choice(NUMBER, &contact(2), now()).await.unwrap();
    assert_eq!(store.choice(NUMBER).await.unwrap(), Some(contact(2)));
    assert_eq!(store.choice(OTHER).await.unwrap(), None);
    store.forget_choice(NUMBER).await.unwrap();
    assert_eq!(store.choice(NUMBER).await.unwrap(), None);
}
