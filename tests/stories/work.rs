//! What nobody logged is logged late, once; work and flags go from desk to desk.

use callside_core::event::Event;
use callside_core::hand_over::NoColleagues;
use callside_core::work::{DismissReason, Settlement, WorkKind, Worker};
use callside_engine::keep_relay_session;
use callside_flow::{NewFlag, Notice, Saved};
use callside_keychain::MemoryVault;
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::phone::Ringing;
use callside_tests::port;
use callside_tests::site::{Site, up};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;

const SARAH: &str = "+14155550134";

/// The same event three days ago.
fn before(event: Event) -> Event {
    let Event::Call(mut event) = event else { return event };
    event.at -= SignedDuration::from_hours(72);
    Event::Call(event)
}

/// A call of three days ago that nobody logged.
async fn unlogged_call(desk: &Desk, id: &str) -> Ringing {
    let mut call = Ringing::from(id, SARAH);
    for event in [call.rings(), call.answered(), call.ended()] {
        desk.hears(before(event)).await;
    }
    call
}

async fn open(desk: &Desk) -> Vec<String> {
    let page = desk.companion.unlogged(None, 50).await.expect("a list");
    page.rows.iter().map(|row| row.call.key.to_string()).collect()
}

/// Waits until work is as wanted at a desk.
async fn until<T>(desk: &mut Desk, what: &str, look: impl AsyncFn(&Desk) -> Option<T>) -> T {
    let found = async {
        loop {
            if let Some(found) = look(desk).await {
                return found;
            }
            while !matches!(desk.notices.recv().await, Ok(Notice::Work)) {}
        }
    };
    tokio::time::timeout(PATIENCE, found).await.unwrap_or_else(|_| panic!("{what}"))
}

#[tokio::test]
async fn a_call_of_three_days_ago_is_logged_late_once_with_its_own_times() {
    let desk = Desk::open().await;
    let call = unlogged_call(&desk, "late").await;
    let mut desk = desk.restart().await;
    assert_eq!(open(&desk).await, ["five9:late"]);
    assert_eq!(desk.companion.work_counts().await.expect("counts").unlogged, 1);
    desk.companion.take_up(call.key()).await.expect("it is known");
    desk.live_pop(call.key()).await;
    desk.wraps_up(call.key(), "interested", "Wrote it down too late.").await;
    desk.sent(call.key()).await;
    let [log] = &desk.logs(call.key())[..] else { panic!("one") };
    let began = desk.companion.desk(call.key()).await.expect("known").call.first_at;
    let zone = desk.companion.identity().and_then(|me| me.zone).and_then(|zone| TimeZone::get(&zone).ok());
    let day = began.to_zoned(zone.unwrap_or(TimeZone::UTC)).date();
    assert!(Timestamp::now().duration_since(began) > SignedDuration::from_hours(71));
    assert_eq!(log.fields["ActivityDate"], day.to_string());
    assert_eq!(log.fields["CallDurationInSeconds"], 20);
    assert_eq!(log.fields["CallObject"], "five9:late");
    assert_eq!(open(&desk).await, Vec::<String>::new());
    let draft = desk.companion.desk(call.key()).await.expect("known").draft;
    let again = desk.companion.save_wrap_up(call.key(), &draft).await.expect("answered");
    assert!(matches!(again, Saved::Before(_)), "{again:?}");
    assert_eq!(desk.logs(call.key()).len(), 1);
}

#[tokio::test]
async fn what_is_dismissed_is_off_the_list_after_a_restart_and_comes_back_by_undo() {
    let desk = Desk::open().await;
    let call = unlogged_call(&desk, "1").await;
    let reason = DismissReason::NoConversation;
    let dismissed = Some(Settlement::Dismissed { reason });
    desk.companion.settle_work(WorkKind::Unlogged, call.key(), dismissed).await.expect("kept");
    let desk = desk.restart().await;
    assert_eq!(open(&desk).await, Vec::<String>::new());
    desk.companion.settle_work(WorkKind::Unlogged, call.key(), None).await.expect("kept");
    assert_eq!(open(&desk).await, ["five9:1"]);
}

fn team(config: &mut Value, grace: &str, dana: &str) {
    config["team"] = json!({ "people": [
        { "email": grace, "role": "supervisor" },
        { "email": dana, "names": { "five9": ["dana"] } },
    ] });
}

#[tokio::test]
async fn a_supervisor_gives_a_call_to_an_agent_who_logs_it_and_both_lists_are_empty() {
    let mut grace = Desk::open().await;
    grace.sign_in_as("Grace").await;
    let mut dana = Desk::open().await;
    let (hers, theirs) = (grace.companion.worker(), dana.companion.worker());
    let site = Site::new().await;
    let address = SocketAddr::from(([127, 0, 0, 1], port::own()));
    let (first, second) = (Arc::new(MemoryVault::new()), Arc::new(MemoryVault::new()));
    for (vault, worker) in [(&first, &hers), (&second, &theirs)] {
        keep_relay_session(vault.as_ref(), &site.grant(&worker.0)).await.expect("a session");
    }
    let links = [site.linked_as(&grace, address, first).await, site.linked_as(&dana, address, second).await];
    let call = unlogged_call(&grace, "1").await;
    assert_eq!(grace.companion.colleagues().await, Err(NoColleagues::NotReached));
    // The relay is away: what is given waits.
    grace
        .companion
        .give_work(WorkKind::Unlogged, call.key(), Some(theirs.clone()), "You had her last week.")
        .await
        .expect("kept");
    let relay = site.relay_with(address, |config| team(config, &hers.0, &theirs.0)).await;
    for link in &links {
        up(link).await;
    }
    let row = until(&mut dana, "the work arrives", async |desk| {
        desk.companion.unlogged(None, 5).await.expect("a list").rows.into_iter().next()
    })
    .await;
    let given = row.item.and_then(|item| item.given).expect("it was given");
    assert_eq!((given.to, given.by, given.note.as_str()), (theirs.clone(), hers, "You had her last week."));
    assert_eq!((row.call.key, row.call.name), (call.key().clone(), None), "no name travels");
    let people = grace.companion.colleagues().await.expect("reached").expect("connected");
    assert!(people.iter().any(|person| Worker(person.to_string()) == theirs), "{people:?}");

    dana.companion.take_up(call.key()).await.expect("it is known");
    dana.live_pop(call.key()).await;
    dana.wraps_up(call.key(), "interested", "").await;
    dana.sent(call.key()).await;
    assert_eq!(dana.logs(call.key())[0].fields["CallDurationInSeconds"], 20);
    let done = until(&mut grace, "the report arrives", async |desk| open(desk).await.is_empty().then_some(())).await;
    assert_eq!((done, open(&dana).await), ((), Vec::<String>::new()));
    drop(relay);
}

#[tokio::test]
async fn an_agent_hears_of_the_flags_that_are_for_agents() {
    let grace = Desk::open().await;
    grace.sign_in_as("Grace").await;
    let mut dana = Desk::open().await;
    let (hers, theirs) = (grace.companion.worker(), dana.companion.worker());
    let site = Site::new().await;
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let relay = site.relay_with(listen, |config| team(config, &hers.0, &theirs.0)).await;
    let mut links = Vec::new();
    for (desk, worker) in [(&grace, &hers), (&dana, &theirs)] {
        let vault = Arc::new(MemoryVault::new());
        keep_relay_session(vault.as_ref(), &site.grant(&worker.0)).await.expect("a session");
        links.push(site.linked_as(desk, relay.listen(), vault).await);
    }
    for link in &links {
        up(link).await;
    }
    let call = unlogged_call(&grace, "1").await;
    for (kind, for_agent) in [("compliance", false), ("coach", true)] {
        let new = NewFlag { kind: kind.into(), comment: "Ask first.".into(), for_agent };
        grace.companion.flag_call(call.key(), new).await.expect("kept");
    }
    assert_eq!(grace.companion.flags(call.key()).await.expect("flags").len(), 2);
    let flags = until(&mut dana, "the flag arrives", async |desk| {
        let flags = desk.companion.flags(call.key()).await.expect("flags");
        (!flags.is_empty()).then_some(flags)
    })
    .await;
    let told: Vec<_> = flags.iter().map(|flag| (flag.kind.as_str(), flag.comment.as_str())).collect();
    assert_eq!(told, [("coach", "Ask first.")]);
}
