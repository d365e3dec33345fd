//! Flags and work on real parts.

use super::*;
use crate::commands::HistoryRequest;
use crate::commands::history::history;
use crate::commands::team::story;
use crate::ipc::outbox::RefusedBecause;
use crate::ipc::team::FilterView;
use crate::ipc::work::RefusedElsewhere;
use crate::testing::Desk;
use callside_core::crm::RefusalKind;
use callside_core::event::{CallChange, Event};
use callside_core::work::{RefusedWrite, WorkChange, WorkEvent, WorkItem};
use jiff::Timestamp;

const CALL: &str = "phone:1";

async fn desk_with_a_call() -> Desk {
    let desk = Desk::new().await;
    for what in [CallChange::Answered, CallChange::Ended] {
        desk.rings("1", what).await;
    }
    desk
}

fn flag(kind: &str, comment: &str, for_agent: bool) -> FlagRequest {
    FlagRequest { call: CALL.into(), kind: kind.into(), comment: comment.into(), for_agent }
}

async fn flagged(desk: &Desk, kind: &str) -> Vec<String> {
    let filter = FilterView { flag: Some(kind.into()), ..FilterView::default() };
    let request = HistoryRequest { text: String::new(), filter, before: None };
    history(&desk.shell, request).await.unwrap().rows.into_iter().flat_map(|row| row.flags).collect()
}

#[tokio::test]
async fn flags_are_set_by_supervisors_and_stand_on_the_call_until_they_are_resolved() {
    let desk = desk_with_a_call().await;
    let refused = flag_call(&desk.shell, flag("coach", "x", true)).await.unwrap_err();
    assert_eq!(refused.message, Sentence::FlagsBySupervisors);
    assert!(!flag_setup(&desk.shell).await.unwrap().may_flag);
    desk.becomes(Role::Supervisor).await;
    let setup = flag_setup(&desk.shell).await.unwrap();
    assert_eq!((setup.may_flag, setup.kinds.len(), setup.for_agents), (true, 4, None));
    assert_eq!(flag_call(&desk.shell, flag("x", "", true)).await.unwrap_err().message, Sentence::UnknownFlag);
    let flags = flag_call(&desk.shell, flag("coach", " Card 4111 1111 1111 1111. ", true)).await.unwrap();
    assert_eq!(flags[0].comment, "Card •••• •••• •••• 1111.", "as notes are");
    flag_call(&desk.shell, flag("compliance", "Not for the agent", false)).await.unwrap();
    assert_eq!(flagged(&desk, "").await, ["coach", "compliance"]);

    let told = story(&desk.shell, CallRequest { call: CALL.into() }).await.unwrap();
    assert_eq!(told.flags.iter().map(|flag| flag.kind.as_str()).collect::<Vec<_>>(), ["coach", "compliance"]);
    let resolve = |resolved| ResolveRequest { call: CALL.into(), flag: flags[0].id.clone(), resolved };
    let after = resolve_flag(&desk.shell, resolve(true)).await.unwrap();
    assert!(after[0].resolved.is_some() && after[1].resolved.is_none());
    assert_eq!(flagged(&desk, "").await, ["compliance"]);
    assert_eq!(resolve_flag(&desk.shell, resolve(false)).await.unwrap()[0].resolved, None);

    desk.becomes(Role::Agent).await;
    let told = story(&desk.shell, CallRequest { call: CALL.into() }).await.unwrap();
    assert_eq!(told.flags.iter().map(|flag| flag.kind.as_str()).collect::<Vec<_>>(), ["coach"], "for the agent");
    assert_eq!(flagged(&desk, "compliance").await, Vec::<String>::new());
    let lines = desk.open().await.companion.audit(None, None, 50).await.unwrap();
    let deeds: Vec<_> = lines.iter().map(|line| line.what.word()).filter(|word| *word == "call_flagged").collect();
    assert_eq!(deeds.len(), 4);
    assert!(!serde_json::to_string(&lines).unwrap().contains("agent\""), "no comment is in the audit");
}

async fn unlogged(desk: &Desk) -> Vec<crate::ipc::work::WorkRowView> {
    work(&desk.shell, WorkRequest { list: WorkListView::Unlogged, before: None }).await.unwrap().rows
}

#[tokio::test]
async fn an_unlogged_call_is_dismissed_with_a_reason_and_comes_back() {
    let desk = desk_with_a_call().await;
    assert_eq!(work_counts(&desk.shell).await.unwrap().unlogged, 1);
    let settle =
        |how: Option<&str>| SettleRequest { kind: "unlogged".into(), call: CALL.into(), how: how.map(str::to_owned) };
    for bad in ["called_back", "because"] {
        assert_eq!(settle_work(&desk.shell, settle(Some(bad))).await.unwrap_err().code, ErrorCode::Internal, "{bad}");
    }
    settle_work(&desk.shell, settle(Some("no_conversation"))).await.unwrap();
    assert_eq!(unlogged(&desk).await, []);
    settle_work(&desk.shell, settle(None)).await.unwrap();
    assert_eq!(unlogged(&desk).await.len(), 1);
    let lines = desk.open().await.companion.audit(None, None, 50).await.unwrap();
    assert_eq!(lines.iter().filter(|line| line.what.word() == "work_dismissed").count(), 2);
}

#[tokio::test]
async fn without_a_relay_only_oneself_can_be_given_work_and_the_window_says_why() {
    let mut desk = desk_with_a_call().await;
    let give = |to: Option<&str>| GiveRequest {
        kind: "unlogged".into(),
        call: CALL.into(),
        to: to.map(str::to_owned),
        note: "Please.".into(),
    };
    assert_eq!(give_work(&desk.shell, give(None)).await.unwrap_err().code, ErrorCode::SignInNeeded);
    let org = crate::testing::sandbox().await;
    desk.sign_in(&org).await;
    assert_eq!(colleagues(&desk.shell).await.unwrap().only_me, Some(OnlyMeView::NotSupervisor));
    desk.becomes(Role::Supervisor).await;
    let known = colleagues(&desk.shell).await.unwrap();
    assert_eq!((known.only_me, known.others.len()), (Some(OnlyMeView::NoRelay), 0));
    let refused = give_work(&desk.shell, give(Some("sam@example.com"))).await.unwrap_err();
    assert_eq!(refused.message, Sentence::ColleagueUnknown);
    give_work(&desk.shell, give(Some(&known.me))).await.unwrap();
    let row = unlogged(&desk).await.remove(0);
    let given = row.given.unwrap();
    assert_eq!((given.mine, given.by_me, given.note.as_str()), (true, true, "Please."));
    assert_eq!(work_counts(&desk.shell).await.unwrap().mine, 1);
    give_work(&desk.shell, give(None)).await.unwrap();
    assert_eq!(unlogged(&desk).await[0].given, None);
}

#[tokio::test]
async fn a_write_that_waits_refused_at_another_desk_is_listed_with_where_and_why() {
    let desk = desk_with_a_call().await;
    let companion = &desk.open().await.companion;
    let call = companion.desk(&CALL.parse().unwrap()).await.unwrap().call;
    let sam = Worker("sam@example.com".into());
    let refused = Some(RefusedWrite { desk: sam.clone(), because: RefusalKind::NotAllowed });
    let item =
        WorkItem { refused, because: Some("Interested".into()), ..WorkItem::open(WorkKind::Refused, call.key.clone()) };
    let event = WorkEvent::of(&call, WorkChange::Item { item }, sam.clone(), Timestamp::now());
    companion.accept(&[Event::Work(event)], Timestamp::now()).await.unwrap();
    let list = work(&desk.shell, WorkRequest { list: WorkListView::Refused, before: None }).await.unwrap();
    let [row] = &list.rows[..] else { panic!("one") };
    let elsewhere = RefusedElsewhere { desk: sam.0, because: RefusedBecause::NotAllowed, asked: false };
    assert_eq!((row.elsewhere.as_ref(), row.because.as_deref()), (Some(&elsewhere), Some("Interested")));
    assert_eq!(unlogged(&desk).await, [], "it has an outcome there");
    let counts = work_counts(&desk.shell).await.unwrap();
    assert_eq!((counts.unlogged, counts.refused), (0, 1));
    let settle = SettleRequest { kind: "refused".into(), call: CALL.into(), how: Some("test".into()) };
    assert_eq!(settle_work(&desk.shell, settle).await.unwrap_err().code, ErrorCode::Internal, "only where it waits");
}
