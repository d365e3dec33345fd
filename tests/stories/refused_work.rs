//! A write that was refused at one desk is seen by who looks after its team, given to a colleague, and written once.

use crate::refusals::interested_closes_the_case;
use callside_core::crm::RefusalKind;
use callside_core::event::Event;
use callside_core::outbox::State;
use callside_core::repair::Repair;
use callside_core::work::{Given, WorkChange, WorkEvent, WorkItem, WorkKind, Worker};
use callside_engine::{RelayLink, keep_relay_session};
use callside_flow::{Mend, Notice, RefusedWork};
use callside_keychain::MemoryVault;
use callside_relay::Relay;
use callside_tests::desk::{Desk, PATIENCE};
use callside_tests::phone::Ringing;
use callside_tests::site::{Site, up};
use jiff::Timestamp;
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;

const SARAH: &str = "+14155550134";

/// Two agents and their supervisor, connected.
struct Floor {
    grace: Desk,
    dana: Desk,
    miguel: Desk,
    people: [Worker; 3],
    _links: Vec<RelayLink>,
    _relay: Relay,
    _site: Site,
}

async fn floor() -> Floor {
    let (grace, dana, miguel) = (Desk::open().await, Desk::open().await, Desk::open().await);
    grace.sign_in_as("Grace").await;
    miguel.sign_in_as("Miguel").await;
    let people = [&grace, &dana, &miguel].map(|desk| desk.companion.worker());
    let [hers, theirs, others] = &people;
    let site = Site::new().await;
    let team = json!({
        "people": [
            { "email": hers.0, "role": "supervisor", "supervises": ["billing"] },
            { "email": theirs.0 },
            { "email": others.0 },
        ],
        "groups": { "billing": [theirs.0, others.0] },
    });
    let relay = site.relay_with(SocketAddr::from(([127, 0, 0, 1], 0)), |config| config["team"] = team).await;
    let mut links = Vec::new();
    for (desk, person) in [&grace, &dana, &miguel].into_iter().zip(&people) {
        let vault = Arc::new(MemoryVault::new());
        keep_relay_session(vault.as_ref(), &site.grant(&person.0)).await.expect("a session");
        links.push(site.linked_as(desk, relay.listen(), vault).await);
    }
    for link in &links {
        up(link).await;
    }
    Floor { grace, dana, miguel, people, _links: links, _relay: relay, _site: site }
}

/// A call of Dana's whose wrap-up the org's rule refuses.
async fn refused(dana: &mut Desk) -> Ringing {
    interested_closes_the_case(dana).await;
    let mut call = Ringing::from("1", SARAH);
    for event in [call.rings(), call.answered(), call.ended()] {
        dana.hears(event).await;
    }
    dana.live_pop(call.key()).await;
    dana.wraps_up(call.key(), "interested", "Dana's own words.").await;
    dana.entry_when(call.key(), |state| matches!(state, State::Refused { .. })).await;
    call
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

/// What waits refused at another desk, as this one knows it.
async fn elsewhere(desk: &Desk) -> Option<WorkItem> {
    let all = desk.companion.refused_work().await.expect("a list");
    all.into_iter().find_map(|one| match one {
        RefusedWork::There(there) => there.item,
        RefusedWork::Here { .. } => None,
    })
}

async fn unlogged(desk: &Desk) -> Vec<Option<Worker>> {
    let rows = desk.companion.unlogged(None, 9).await.expect("a list").rows;
    rows.into_iter().map(|row| Some(row.item?.given?.to)).collect()
}

#[tokio::test]
async fn it_is_given_to_a_colleague_who_logs_the_call_as_themselves_once() {
    let Floor { mut grace, mut dana, mut miguel, people: [_, theirs, others], _links, _relay, _site } = floor().await;
    let call = refused(&mut dana).await;
    let item = until(&mut grace, "the supervisor hears of it", elsewhere).await;
    let waits = item.refused.expect("where it waits");
    assert_eq!((&waits.desk, waits.because, item.because.as_deref()), (&theirs, RefusalKind::Rule, Some("Interested")));
    assert_eq!(unlogged(&grace).await, [], "it has an outcome at Dana's desk");

    let note = "You may close cases.";
    grace.companion.give_work(WorkKind::Refused, call.key(), Some(others.clone()), note).await.expect("kept");
    until(&mut miguel, "the call comes", async |desk| (unlogged(desk).await == [Some(others.clone())]).then_some(()))
        .await;
    assert_eq!(elsewhere(&miguel).await, None);
    assert_eq!(dana.companion.refused_work().await.expect("a list"), [], "Dana's desk let go of it");
    let kept = dana.companion.desk(call.key()).await.expect("known");
    assert_eq!((kept.saved, kept.draft.notes.as_str()), (None, "Dana's own words."));

    miguel.companion.take_up(call.key()).await.expect("it is known");
    miguel.live_pop(call.key()).await;
    miguel.wraps_up(call.key(), "interested", "Closed for Dana.").await;
    miguel.sent(call.key()).await;
    assert_eq!((miguel.logs(call.key()).len(), dana.logs(call.key()).len()), (1, 0));
    for desk in [&mut grace, &mut dana] {
        until(desk, "nothing is left", async |desk| unlogged(desk).await.is_empty().then_some(())).await;
    }
}

#[tokio::test]
async fn its_own_desk_is_asked_to_mend_it_and_what_was_mended_is_let_go_of_no_more() {
    let Floor { mut grace, mut dana, people: [hers, theirs, others], miguel: _miguel, _links, _relay, _site } =
        floor().await;
    let call = refused(&mut dana).await;
    let item = until(&mut grace, "the supervisor hears of it", elsewhere).await;
    let note = "Leave the case open.";
    grace.companion.give_work(WorkKind::Refused, call.key(), Some(theirs), note).await.expect("kept");
    let entry = until(&mut dana, "the note comes", async |desk| {
        let all = desk.companion.refused_work().await.expect("a list");
        all.into_iter().find_map(|one| match one {
            RefusedWork::Here { entry, item } => (item?.given?.note == note).then_some(entry.id),
            RefusedWork::There(_) => None,
        })
    })
    .await;
    let leave_out = Mend::Repair(Repair::LeaveOut(vec!["Case.Status".into()]));
    dana.companion.mend(entry, &leave_out).await.expect("it can be mended");
    dana.sent(call.key()).await;
    let gone = async |desk: &Desk| elsewhere(desk).await.is_none().then_some(());
    until(&mut grace, "the supervisor hears that it arrived", gone).await;
    assert_eq!(unlogged(&grace).await, []);

    // Somebody gave it away who had not heard so yet.
    let given = Given { to: others, by: hers.clone(), at: Timestamp::now(), note: String::new() };
    let known = grace.companion.desk(call.key()).await.expect("known").call;
    let what = WorkChange::Item { item: WorkItem { settled: None, ..item.given(Some(given)) } };
    let told = Event::Work(WorkEvent::of(&known, what, hers, Timestamp::now()));
    grace.hears(told.clone()).await;
    assert!(elsewhere(&grace).await.is_some());
    dana.hears(told).await;
    until(&mut grace, "Dana's desk says again that it arrived", gone).await;
    assert_eq!((dana.logs(call.key()).len(), unlogged(&grace).await.len()), (1, 0));
}
