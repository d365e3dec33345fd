use super::*;
use crate::ipc::views::fixtures::pop as sample;
use callside_core::call::Phase;
use callside_core::ids::Provider;
use callside_core::pop::Caller;

fn popped(id: &str, phase: Phase, first: bool) -> Notice {
    let call = CallKey::new(Provider::Five9, id).unwrap();
    Notice::Pop { pop: Arc::new(ScreenPop { call, phase, ..sample(Caller::Unknown) }), first }
}

#[test]
fn a_burst_keeps_the_last_pop_of_each_call_and_that_it_is_new() {
    let mut batch = Batch::default();
    for notice in [
        popped("1", Phase::Ringing, true),
        Notice::Calls,
        popped("2", Phase::Ringing, true),
        popped("1", Phase::Talking, false),
    ] {
        batch.take(notice);
    }
    let kept: Vec<_> = batch.pops.iter().map(|(pop, first)| (pop.call.id(), pop.phase, *first)).collect();
    assert_eq!(kept, [("1", Phase::Talking, true), ("2", Phase::Ringing, true)]);
    assert!(batch.calls && !batch.outbox);
    assert_eq!(batch.link, Some(LinkState::Up));
}

#[test]
fn missed_notices_mean_that_everything_is_read_again() {
    let mut batch = Batch::default();
    batch.everything();
    assert!(batch.calls && batch.outbox && batch.org);
}

#[test]
fn only_what_shows_the_way_to_salesforce_changes_the_connection() {
    let stale = |because| reached(&Freshness::Stale { as_of: None, because });
    assert_eq!(reached(&Freshness::Local { as_of: None }), None);
    assert_eq!(stale(StaleBecause::Refused), None);
    assert!(matches!(stale(StaleBecause::Unreachable), Some(LinkState::Down { .. })));
}

#[test]
fn a_draft_is_begun_by_the_agent_and_not_by_what_was_filled_in_for_them() {
    let case = callside_core::ids::RecordId::new("500000000000001AAA").unwrap();
    assert!(!is_begun(&Draft { case: Some(case), notes: " ".into(), ..Draft::default() }));
    assert!(is_begun(&Draft { notes: "w".into(), ..Draft::default() }));
}
