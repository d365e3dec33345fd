//! The history of a team over relays: what one agent's calls became stands, once, in the history of whoever looks after
//! them, also of a time when that machine was off.

use crate::refusals::interested_closes_the_case;
use callside_core::call::{ElsewhereState, ToldDecision, ToldRecord, ToldStanding, ToldWrapUp, ToldWriting};
use callside_core::event::{CallFacts, Event};
use callside_core::ids::CallKey;
use callside_core::outbox::{Entry, State};
use callside_core::phone;
use callside_core::plan::CALL_LOG;
use callside_core::pop::ScreenPop;
use callside_core::privacy::{Subject, Unsent};
use callside_core::team::{CallFilter, Dimension, RepeatWindow, Share, Standing};
use callside_core::work::Worker;
use callside_engine::RelayLink;
use callside_flow::{Notice, PastEntry};
use callside_relay::Relay;
use callside_relay::team::Team;
use callside_store::{Days, Erasure, Scope};
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::nats::Nats;
use callside_tests::phone::Ringing;
use callside_tests::port;
use callside_tests::site::{Site, event, up};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::sync::broadcast::error::TryRecvError;

const BEA: &str = "bea@example.com";

fn anywhere() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

/// Dana, as Salesforce knows them at this desk, is of billing; Bea looks after it.
fn set_up(config: &mut Value, share: &str, dana: &Worker) {
    config["team"] = json!({
        "people": [
            { "email": dana.0, "names": { "five9": ["dana"] } },
            { "email": BEA, "role": "supervisor", "supervises": ["billing"] },
        ],
        "groups": { "billing": [dana.0] },
    });
    config["history"] = json!({ "share": share });
}

fn key(call: &str) -> CallKey {
    format!("five9:{call}").parse().expect("a key")
}

/// Rings at Dana, is answered, is over.
async fn goes_by(site: &Site, relay: &Relay, call: &str) {
    for what in ["call.created", "call.answered", "call.ended"] {
        let mut told = event(call);
        (told["event"], told["eventId"]) = (json!(what), json!(format!("{call}-{what}")));
        told["data"]["skillName"] = json!("Billing");
        site.says(relay.listen(), &told).await;
    }
}

/// Waits until a desk knows what its relay wants to hear.
async fn shares(desk: &Desk, share: Share) {
    let known = async {
        while desk.companion.history_share().await.expect("a setting") != share {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, known).await.expect("the relay said so");
}

async fn listed(desk: &Desk, text: &str, filter: &CallFilter) -> Vec<PastEntry> {
    desk.companion.history(text, filter, None, 99).await.expect("the database answers").rows
}

/// Waits until the history is like this.
async fn until(desk: &mut Desk, what: &str, right: impl Fn(&[PastEntry]) -> bool) -> Vec<PastEntry> {
    let mut news = desk.companion.subscribe();
    let found = async {
        loop {
            let rows = listed(desk, "", &CallFilter::default()).await;
            if right(&rows) {
                return rows;
            }
            let _ = news.recv().await;
        }
    };
    tokio::time::timeout(PATIENCE, found).await.unwrap_or_else(|_| panic!("{what}"))
}

fn outcomes(rows: &[PastEntry]) -> Vec<(String, Option<&str>)> {
    let mut all: Vec<_> = rows.iter().map(|row| (row.call.key.to_string(), row.call.disposition.as_deref())).collect();
    all.sort();
    all
}

fn is(rows: &[PastEntry], wanted: &[(&str, Option<&str>)]) -> bool {
    let wanted: Vec<_> = wanted.iter().map(|(call, outcome)| (key(call).to_string(), *outcome)).collect();
    outcomes(rows) == wanted
}

/// Where the writing of the one call stands.
fn standing(rows: &[PastEntry]) -> Option<ToldStanding> {
    let [PastEntry { call, .. }] = rows else { return None };
    let Some(ElsewhereState::Decided { writing }) = &call.elsewhere else { return None };
    writing.clone()
}

/// Dana wraps up the call that rang at her; Salesforce refuses it, and Bea hears of it.
async fn refused_and_told(dana: &mut Desk, bea: &mut Desk, notes: &str) -> Entry {
    dana.live_pop(&key("1")).await;
    dana.wraps_up(&key("1"), "interested", notes).await;
    let entry = dana.entry_when(&key("1"), |state| matches!(state, State::Refused { .. })).await;
    until(bea, "it is told", |rows| is(rows, &[("1", Some("Interested"))])).await;
    entry
}

/// Waits until the fleet has everything that a relay took.
async fn handed_over(relay: &Relay) {
    let handed = async {
        loop {
            let report = reqwest::get(format!("http://{}/metrics", relay.inner())).await.expect("an answer");
            if report.text().await.expect("figures").contains("callside_relay_stock_unhanded 0\n") {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, handed).await.expect("it is handed over");
}

async fn linked(site: &Site, desk: &Desk, relay: &Relay, share: Share) -> RelayLink {
    let link = site.linked_of(desk, relay.listen(), &desk.companion.worker().0).await;
    up(&link).await;
    shares(desk, share).await;
    link
}

async fn at_beas(site: &Site, desk: &Desk, relay: &Relay) -> RelayLink {
    let link = site.linked_of(desk, relay.listen(), BEA).await;
    up(&link).await;
    link
}

#[tokio::test]
async fn a_supervisor_whose_machine_was_off_while_a_relay_died_has_every_call_once() {
    let nats = Nats::start().await;
    let site = Site::new().await;
    let (mut dana, mut bea) = (Desk::open().await, Desk::open().await);
    let person = dana.companion.worker();
    let start = async |name: &str| {
        let edit = |config: &mut Value| {
            set_up(config, "calls_and_notes", &person);
            (config["name"], config["data"]) = (json!(name), json!(site.folder.path().join(name)));
            config["fleet"] = json!({ "servers": [nats.url()] });
        };
        site.relay_with(anywhere(), edit).await
    };
    let (a, b) = (start("a").await, start("b").await);
    let theirs = linked(&site, &dana, &a, Share::CallsAndNotes).await;
    // She was here once, and is off now.
    drop(at_beas(&site, &bea, &a).await);
    goes_by(&site, &a, "1").await;
    dana.live_pop(&key("1")).await;
    dana.wraps_up(&key("1"), "interested", "Wants a quokka. Card 4111 1111 1111 1111.").await;
    dana.sent(&key("1")).await;
    // The relay is killed and never comes back: what it took is in JetStream by then.
    assert_eq!(dana.companion.tell_wrap_ups().await.expect("the database answers"), None, "all is told");
    handed_over(&a).await;
    drop((theirs, a));
    let _theirs = linked(&site, &dana, &b, Share::CallsAndNotes).await;
    goes_by(&site, &b, "2").await;
    goes_by(&site, &b, "3").await;
    dana.live_pop(&key("3")).await;
    dana.wraps_up(&key("2"), "not_interested", "").await;

    let _ours = at_beas(&site, &bea, &b).await;
    let not = "Not interested";
    let wanted = [("1", Some("Interested")), ("2", Some(not)), ("3", None)];
    let rows = until(&mut bea, "the history is whole", |rows| is(rows, &wanted)).await;
    let first = rows.iter().find(|row| row.call.key == key("1")).expect("it is listed");
    assert_eq!(first.call.notes.as_deref(), Some("Wants a quokka. Card •••• •••• •••• 1111."));
    assert!(first.call.name.is_some() && first.call.entry.is_none());
    for (text, filter, found) in [
        ("quokka", CallFilter::default(), 1),
        ("5550134", CallFilter::default(), 3),
        ("", CallFilter { agent: Some("dana".into()), ..CallFilter::default() }, 3),
        ("", CallFilter { queue: Some("Billing".into()), ..CallFilter::default() }, 3),
        ("", CallFilter { outcome: Some("Interested".into()), ..CallFilter::default() }, 1),
        ("", CallFilter { standing: Some(Standing::Unlogged), ..CallFilter::default() }, 1),
    ] {
        assert_eq!(listed(&bea, text, &filter).await.len(), found, "{text} {filter:?}");
    }
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let days = Days { first: today.checked_sub(1.day()).expect("a day"), last: today, zone: TimeZone::UTC };
    let numbers = bea.companion.team_numbers(&days, &Scope::default(), Dimension::Agent, RepeatWindow::Week).await;
    let whole = numbers.expect("counted").now.count.whole;
    assert_eq!((whole.calls, whole.answered, whole.wrapped), (3, 3, 2));
    let story = bea.companion.story(&key("1")).await.expect("a story");
    assert_eq!((story.notes.len(), story.entries.len(), story.shown.len()), (1, 0, 1));
    // What the agent saw when they decided, as far as it leaves their desk.
    let theirs = dana.companion.story(&key("1")).await.expect("a story");
    let (seen, saw) = (&story.shown[0].1, &theirs.shown.last().expect("a pop").1);
    assert!(story.shown_there && !theirs.shown_there);
    let name = |pop: &ScreenPop| pop.caller.one().map(|matched| matched.candidate.name.clone());
    assert!(name(seen).is_some() && name(seen) == name(saw) && seen.context.cases == saw.context.cases);
    assert!(seen.timeline.is_empty() && !saw.timeline.is_empty(), "what happened before stays there");
    // And what was written, record by record.
    let State::Done { receipt, .. } = &theirs.entries[0].state else { panic!("{:?}", theirs.entries) };
    let writing = story.call.told_decision().and_then(|told| told.writing.clone()).expect("it is told");
    assert!(matches!(writing.standing, ToldStanding::Written { found_again: false, .. }), "{writing:?}");
    let ids = |told: &ToldWriting| told.records.iter().map(|record| record.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&writing), receipt.records.iter().map(|record| Some(record.id.clone())).collect::<Vec<_>>());

    // Nothing of it is hers to do, and nothing was done because of it.
    assert_eq!(bea.companion.calls().await.expect("calls"), []);
    loop {
        match bea.notices.try_recv() {
            Ok(Notice::Pop { pop, .. }) => panic!("{pop:?}"),
            Ok(_) | Err(TryRecvError::Lagged(_)) => {}
            Err(_) => break,
        }
    }
    assert!(bea.effects("Task").is_empty() && bea.companion.outbox(9).await.expect("an outbox").is_empty());
    // And what came by two ways is one call: her own door brings the same event.
    bea.hears(Ringing::from("3", "+14155550134").rings()).await;
    assert_eq!(listed(&bea, "", &CallFilter::default()).await.len(), 3);
}

#[tokio::test]
async fn what_is_taken_back_changed_or_refused_is_followed() {
    let site = Site::new().await;
    let (mut dana, mut bea) = (Desk::open().await, Desk::open().await);
    let person = dana.companion.worker();
    let relay = site.relay_with(anywhere(), |config| set_up(config, "calls_and_notes", &person)).await;
    interested_closes_the_case(&dana).await;
    let _theirs = linked(&site, &dana, &relay, Share::CallsAndNotes).await;
    let _ours = at_beas(&site, &bea, &relay).await;
    goes_by(&site, &relay, "1").await;
    let entry = refused_and_told(&mut dana, &mut bea, "First words.").await;
    let refused = CallFilter { standing: Some(Standing::Refused), ..CallFilter::default() };
    let mut news = bea.companion.subscribe();
    while listed(&bea, "", &refused).await.len() != 1 {
        tokio::time::timeout(PATIENCE, news.recv()).await.expect("the refusal is told, too").expect("the engine runs");
    }
    let State::Refused { refusal, .. } = &entry.state else { panic!("{entry:?}") };
    let because = refusal.reason.kind();
    until(
        &mut bea,
        "and why",
        |rows| matches!(standing(rows), Some(ToldStanding::Refused { because: told, .. }) if told == because),
    )
    .await;
    dana.companion.undo(entry.id).await.expect("it can be taken back");
    until(&mut bea, "it is taken back there, too", |rows| is(rows, &[("1", None)])).await;
    dana.wraps_up(&key("1"), "not_interested", "Other words.").await;
    let rows = until(&mut bea, "it is decided anew", |rows| is(rows, &[("1", Some("Not interested"))])).await;
    assert_eq!(rows[0].call.notes.as_deref(), Some("Other words."));
    until(&mut bea, "and written", |rows| matches!(standing(rows), Some(ToldStanding::Written { .. }))).await;
    assert_eq!(listed(&bea, "first", &CallFilter::default()).await.len(), 0, "what was taken back is not found");
}

#[tokio::test]
async fn a_wrap_up_that_no_relay_heard_of_is_told_after_a_crash_with_the_call_it_never_had() {
    let site = Site::new().await;
    let address = SocketAddr::from(([127, 0, 0, 1], port::own()));
    let (mut dana, mut bea) = (Desk::open().await, Desk::open().await);
    let person = dana.companion.worker();
    let start = async || site.relay_with(address, |config| set_up(config, "calls", &person)).await;
    let relay = start().await;
    let theirs = linked(&site, &dana, &relay, Share::Calls).await;
    relay.drain().await;
    // Her own door brings a call past the relay, which is away; then the program is killed.
    let mut call = Ringing::from("door", "+14155550199");
    for event in [call.rings(), call.answered(), call.ended()] {
        dana.hears(event).await;
    }
    dana.live_pop(call.key()).await;
    dana.wraps_up(call.key(), "interested", "Not for everybody.").await;
    drop(theirs);
    let dana = dana.restart().await;
    let relay = start().await;
    let _theirs = linked(&site, &dana, &relay, Share::Calls).await;
    let _ours = at_beas(&site, &bea, &relay).await;
    let rows = until(&mut bea, "it is told", |rows| is(rows, &[("door", Some("Interested"))])).await;
    assert_eq!(rows[0].call.notes, None, "notes are not shared here");
    until(&mut bea, "and that it is written", |rows| matches!(standing(rows), Some(ToldStanding::Written { .. })))
        .await;
    let story = bea.companion.story(call.key()).await.expect("a story");
    let writing = story.call.told_decision().and_then(|told| told.writing.clone()).expect("it is told");
    // Killed while it wrote, the log of the call is found again by its mark; of the rest no id is known then.
    let found_again = matches!(writing.standing, ToldStanding::Written { found_again: true, .. });
    let known = |it: &ToldRecord| it.id.is_some() || (found_again && it.reference != CALL_LOG);
    assert!(writing.records.iter().any(|it| it.reference == CALL_LOG), "{writing:?}");
    assert!(writing.records.iter().all(|it| known(it) && it.label.is_none() && it.fields.is_empty()), "{writing:?}");
    assert!(story.shown.is_empty(), "nor is what the agent saw");
    assert!(rows[0].call.number.contains("555-0199"), "{rows:?}");
}

#[tokio::test]
async fn without_a_history_at_the_relay_nothing_is_told_and_nothing_waits_to_be() {
    let site = Site::new().await;
    let (mut dana, mut bea) = (Desk::open().await, Desk::open().await);
    let person = dana.companion.worker();
    let relay = site.relay_with(anywhere(), |config| set_up(config, "off", &person)).await;
    let _theirs = linked(&site, &dana, &relay, Share::Off).await;
    let _ours = at_beas(&site, &bea, &relay).await;
    goes_by(&site, &relay, "1").await;
    dana.live_pop(&key("1")).await;
    dana.wraps_up(&key("1"), "interested", "Nobody's business.").await;
    dana.sent(&key("1")).await;
    assert_eq!(dana.companion.tell_wrap_ups().await.expect("nothing waits"), None);
    // Something of her own comes after it.
    let mut own = event("own");
    own["data"]["agentUserName"] = json!(BEA);
    site.says(relay.listen(), &own).await;
    let rows = until(&mut bea, "her own call comes", |rows| !rows.is_empty()).await;
    assert_eq!(outcomes(&rows), [(key("own").to_string(), None)]);
}

#[tokio::test]
async fn card_numbers_that_another_desk_kept_are_covered_here() {
    let bea = Desk::open().await;
    let decided = ToldDecision {
        at: Timestamp::now(),
        outcome: "Booked".into(),
        notes: Some("4111 1111 1111 1111".into()),
        name: None,
        record: None,
        writing: None,
    };
    let told = ToldWrapUp { revision: 1, by: Worker("dana@example.com".into()), decided: Some(decided) };
    let event = Event::Call(told.event(&key("1"), CallFacts::default(), Timestamp::now(), None));
    let changed =
        async || bea.companion.accept_history(std::slice::from_ref(&event), Timestamp::now()).await.expect("kept");
    assert_eq!((changed().await, changed().await), (1, 0), "once");
    let rows = listed(&bea, "", &CallFilter::default()).await;
    assert_eq!(rows[0].call.notes.as_deref(), Some("•••• •••• •••• 1111"));
}

/// The name of the setting in which a desk keeps how far it is.
const CURSOR: &str = "relay_cursor";

/// Waits until nothing of a backlog is on its way to a desk: calls go by until it says so. How many that took.
async fn has_all(site: &Site, relay: &Relay, desk: &mut Desk) -> usize {
    for n in 0.. {
        let call = format!("more-{n}");
        goes_by(site, relay, &call).await;
        until(desk, "it comes", |rows| rows.iter().any(|row| row.call.key == key(&call))).await;
        let cursor = desk.companion.setting::<Option<String>>(CURSOR).await.expect("a setting").flatten();
        if cursor.is_some_and(|cursor| !cursor.contains(".c")) {
            return n + 1;
        }
    }
    unreachable!("calls go by until it has all")
}

#[tokio::test]
async fn a_new_supervisor_finds_the_calls_of_before_once_and_a_further_machine_does_too() {
    let site = Site::new().await;
    let (mut dana, mut bea, mut further) = (Desk::open().await, Desk::open().await, Desk::open().await);
    let person = dana.companion.worker();
    let mut team = json!(null);
    let edit = |config: &mut Value| {
        set_up(config, "calls_and_notes", &person);
        team = config["team"].clone();
        config["team"]["people"][1]["supervises"] = json!([]);
    };
    let relay = site.relay_with(anywhere(), edit).await;
    let _theirs = linked(&site, &dana, &relay, Share::CallsAndNotes).await;
    let _ours = at_beas(&site, &bea, &relay).await;
    goes_by(&site, &relay, "1").await;
    dana.live_pop(&key("1")).await;
    dana.wraps_up(&key("1"), "interested", "Wants a quokka.").await;
    dana.sent(&key("1")).await;
    assert_eq!(dana.companion.tell_wrap_ups().await.expect("the database answers"), None, "all is told");
    goes_by(&site, &relay, "2").await;
    let mut own = event("own");
    own["data"]["agentUserName"] = json!(BEA);
    site.says(relay.listen(), &own).await;
    until(&mut bea, "hers alone", |rows| is(rows, &[("own", None)])).await;

    let team: Team = serde_json::from_value(team).expect("a team");
    relay.use_team(&team).await.expect("she is given the team");
    let wanted = [("1", Some("Interested")), ("2", None), ("own", None)];
    until(&mut bea, "what was before is there", |rows| is(rows, &wanted)).await;
    assert_eq!(listed(&bea, "quokka", &CallFilter::default()).await.len(), 1);
    let more = has_all(&site, &relay, &mut bea).await;
    assert_eq!(listed(&bea, "", &CallFilter::default()).await.len(), 3 + more);
    let heard = bea.companion.story(&key("1")).await.expect("a story").events.len();
    assert_eq!(heard, 4, "three events and a wrap-up");

    let _there = at_beas(&site, &further, &relay).await;
    until(&mut further, "it is there, too", |rows| rows.iter().any(|row| row.call.key == key("1"))).await;
    until(&mut further, "with its wrap-up", |rows| rows.iter().any(|row| row.call.disposition.is_some())).await;
    // Nothing that was told is hers to wrap up. Her own call is, where the relay did not know in time that she has it.
    let hers = further.companion.calls().await.expect("calls");
    assert!(hers.iter().all(|call| call.key == key("own")), "{hers:?}");
    assert!(bea.effects("Task").is_empty());
}

#[tokio::test]
async fn a_caller_who_was_forgotten_stays_forgotten_whatever_the_relay_tells() {
    let site = Site::new().await;
    let (mut dana, mut bea) = (Desk::open().await, Desk::open().await);
    let person = dana.companion.worker();
    let relay = site.relay_with(anywhere(), |config| set_up(config, "calls_and_notes", &person)).await;
    interested_closes_the_case(&dana).await;
    let _theirs = linked(&site, &dana, &relay, Share::CallsAndNotes).await;
    let ours = at_beas(&site, &bea, &relay).await;
    goes_by(&site, &relay, "1").await;
    let entry = refused_and_told(&mut dana, &mut bea, "Wants a quokka.").await;

    // Her desk forgets the caller; the order did not reach the relay.
    let number = phone::read("+14155550134", None).number().cloned();
    let subject = Subject { numbers: number.into_iter().collect(), ..Subject::default() };
    let erasure = bea.companion.erase(&subject, Unsent::StopsIt).await.expect("the database answers");
    assert!(matches!(erasure, Erasure::Done(_)), "{erasure:?}");
    assert!(listed(&bea, "", &CallFilter::default()).await.is_empty());
    // The relay tells all of it once more, as to a machine that was never there; and the wrap-up changes.
    drop(ours);
    bea.companion.save_setting(CURSOR, &None::<String>).await.expect("it is kept");
    dana.companion.undo(entry.id).await.expect("it can be taken back");
    dana.wraps_up(&key("1"), "not_interested", "Wants another quokka.").await;
    dana.sent(&key("1")).await;
    assert_eq!(dana.companion.tell_wrap_ups().await.expect("the database answers"), None, "all is told");
    let _ours = at_beas(&site, &bea, &relay).await;
    let more = has_all(&site, &relay, &mut bea).await;
    let rows = listed(&bea, "", &CallFilter::default()).await;
    assert_eq!(rows.len(), more, "what comes new is there, and nothing else: {:?}", outcomes(&rows));
    assert!(rows.iter().all(|row| row.call.key != key("1")));
    assert!(listed(&bea, "quokka", &CallFilter::default()).await.is_empty());
}
