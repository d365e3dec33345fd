//! Flags and work come from desks, and go to whom they are for.

use crate::bed::{Site, rings};
use callside_core::call::Call;
use callside_core::crm::RefusalKind;
use callside_core::event::{AgentName, CallChange, CallEvent, CallFacts};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::work::{
    FlagId, Given, QualityFlag, RefusedWrite, Settled, Settlement, WorkChange, WorkEvent, WorkItem, WorkKind, Worker,
};
use callside_link::{Gate, GateError};
use callside_relay::Relay;
use jiff::Timestamp;
use serde_json::json;

const DANA: &str = "dana@example.com";
const SAM: &str = "sam@example.com";
const GRACE: &str = "grace@example.com";

fn site() -> Site {
    let mut site = Site::new();
    site.extra = json!({
        "team": { "closed": true, "people": [
            { "email": DANA, "names": { "five9": ["dana"] } },
            { "email": SAM, "names": { "five9": ["sam"] } },
            { "email": GRACE, "role": "supervisor", "supervises": ["billing"] },
        ], "groups": { "billing": [DANA, SAM] } },
    });
    site
}

fn refused_at(desk: &str) -> WorkItem {
    let refused = Some(RefusedWrite { desk: worker(desk), because: RefusalKind::Rule });
    WorkItem { refused, ..WorkItem::open(WorkKind::Refused, CallKey::new(Provider::Five9, "1").unwrap()) }
}

fn worker(name: &str) -> Worker {
    Worker(name.into())
}

fn call(agent: &str, at: Timestamp) -> Call {
    let facts = CallFacts {
        agent: Some(AgentName { key: agent.into(), name: None }),
        customer_number: Some("+14155550134".into()),
        ..CallFacts::default()
    };
    let key = CallKey::new(Provider::Five9, "1").unwrap();
    Call::begin(&CallEvent { id: EventId("e".into()), call: key, at, what: CallChange::Ended, facts })
}

fn item(to: Option<&str>) -> WorkItem {
    let given =
        |to: &str| Given { to: worker(to), by: worker("somebody"), at: Timestamp::UNIX_EPOCH, note: "Please.".into() };
    WorkItem::open(WorkKind::Unlogged, CallKey::new(Provider::Five9, "1").unwrap()).given(to.map(given))
}

async fn tell(site: &Site, relay: &Relay, person: &str, what: WorkChange) -> Result<(), GateError> {
    let now = site.hands.now();
    let event = WorkEvent::of(&call("dana", now), what, worker("nobody"), now);
    gate(relay).tell_work(&site.grant(person).session, &event).await
}

fn gate(relay: &Relay) -> Gate {
    Gate::new(&format!("http://{}", relay.listen())).unwrap()
}

fn flag(for_agent: bool) -> WorkChange {
    WorkChange::Flag {
        flag: QualityFlag {
            id: FlagId("f1".into()),
            kind: "coach".into(),
            comment: "Ask first.".into(),
            for_agent,
            by: worker(GRACE),
            at: Timestamp::UNIX_EPOCH,
            resolved: None,
        },
    }
}

#[tokio::test]
async fn work_reaches_whom_it_is_given_to_and_the_report_comes_back() {
    let site = site();
    let relay = site.relay("a").await;
    let (sam, grace) = (site.link(&relay, SAM, "one"), site.link(&relay, GRACE, "two"));
    assert_eq!(tell(&site, &relay, GRACE, WorkChange::Item { item: item(Some(SAM)) }).await, Ok(()));
    assert_eq!(tell(&site, &relay, GRACE, WorkChange::Item { item: item(Some(SAM)) }).await, Ok(()), "again");
    let heard = sam.desk.has(1).await;
    assert_eq!(heard.values().copied().collect::<Vec<_>>(), [1], "once");
    grace.desk.has(1).await;
    let how = Settlement::Logged { outcome: "Booked".into() };
    let settled = Some(Settled { how, by: worker(SAM), at: site.hands.now() });
    site.hands.forward(jiff::SignedDuration::from_secs(60));
    let done = WorkItem { settled, ..item(Some(SAM)) };
    assert_eq!(tell(&site, &relay, SAM, WorkChange::Item { item: done }).await, Ok(()));
    grace.desk.has(2).await;
}

#[tokio::test]
async fn an_agent_gives_nothing_flags_nothing_and_says_nothing_of_the_calls_of_others() {
    let site = site();
    let relay = site.relay("a").await;
    assert_eq!(site.five9(&relay, &rings("1", "dana")).await, 200);
    for (person, what, answer) in [
        (DANA, WorkChange::Item { item: item(Some(SAM)) }, Err(GateError::NotOfTheTeam)),
        (DANA, flag(true), Err(GateError::NotOfTheTeam)),
        (SAM, WorkChange::Item { item: item(Some(SAM)) }, Err(GateError::NotARelay)),
        (DANA, WorkChange::Item { item: item(Some(DANA)) }, Ok(())),
        (GRACE, WorkChange::Item { item: item(Some("stranger@example.com")) }, Err(GateError::NotARelay)),
        (GRACE, WorkChange::Item { item: item(Some("nobody")) }, Err(GateError::NotARelay)),
    ] {
        assert_eq!(tell(&site, &relay, person, what.clone()).await, answer, "{person} {what:?}");
    }
    let people = |person: &'static str| {
        let (site, relay) = (&site, &relay);
        async move { gate(relay).people(&site.grant(person).session).await }
    };
    assert_eq!(people(DANA).await, Err(GateError::NotOfTheTeam));
    let known: Vec<String> = people(GRACE).await.unwrap().into_iter().map(String::from).collect();
    assert_eq!(known, [DANA, GRACE, SAM]);
}

#[tokio::test]
async fn a_flag_goes_to_the_agent_of_its_call_alone_and_names_who_is_signed_in() {
    let site = site();
    let relay = site.relay("a").await;
    let (dana, sam) = (site.link(&relay, DANA, "one"), site.link(&relay, SAM, "two"));
    assert_eq!(site.five9(&relay, &rings("1", "sam")).await, 200);
    sam.desk.has(1).await;
    assert_eq!(tell(&site, &relay, GRACE, flag(true)).await, Ok(()));
    let heard = dana.desk.has(1).await;
    assert!(heard.keys().next().unwrap().ends_with(":f1"), "{heard:?}");
    assert_eq!(site.five9(&relay, &rings("2", "sam")).await, 200);
    let heard = sam.desk.has(2).await;
    assert!(heard.keys().all(|id| !id.ends_with(":f1")), "{heard:?}");
}

#[tokio::test]
async fn a_refused_write_is_heard_of_by_who_looks_after_its_desk_and_said_by_that_desk_alone() {
    let site = site();
    let relay = site.relay("a").await;
    let (sam, grace) = (site.link(&relay, SAM, "one"), site.link(&relay, GRACE, "two"));
    let given = |to: &str| Given { to: worker(to), by: worker(GRACE), at: Timestamp::UNIX_EPOCH, note: String::new() };
    let over = Some(Settled { how: Settlement::LetGo, by: worker(DANA), at: site.hands.now() });
    let asked = refused_at(DANA).given(Some(given(SAM)));
    for (person, item, answer) in [
        (SAM, refused_at(DANA), Err(GateError::NotOfTheTeam)),
        (DANA, asked.clone(), Err(GateError::NotOfTheTeam)),
        (DANA, WorkItem { refused: None, ..refused_at(DANA) }, Err(GateError::NotARelay)),
        (DANA, refused_at(DANA), Ok(())),
    ] {
        assert_eq!(
            tell(&site, &relay, person, WorkChange::Item { item: item.clone() }).await,
            answer,
            "{person} {item:?}"
        );
    }
    grace.desk.has(1).await;
    site.hands.forward(jiff::SignedDuration::from_secs(60));
    assert_eq!(tell(&site, &relay, GRACE, WorkChange::Item { item: asked.clone() }).await, Ok(()));
    sam.desk.has(1).await;
    site.hands.forward(jiff::SignedDuration::from_secs(60));
    let done = WorkItem { settled: over, ..asked };
    assert_eq!(tell(&site, &relay, DANA, WorkChange::Item { item: done }).await, Ok(()));
    sam.desk.has(2).await;
    grace.desk.has(3).await;
}
