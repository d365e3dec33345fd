use super::*;
use crate::ipc::pop::{LineView, TimelineTitle};
use crate::ipc::views::fixtures::{at, id, lens, pop as shown, sarah};
use callside_core::disposition::DispositionCode;
use callside_core::ids::EntryId;
use callside_core::outbox::Work;
use callside_core::phone::{Sameness, read};
use callside_core::plan::{About, WrapUp, WrapUpPlan};
use callside_core::pop::Caller;

fn entry(state: State) -> Entry {
    let pop = shown(Caller::Unknown);
    let wrap_up = WrapUp {
        intent: None,
        call: pop.call.clone(),
        disposition: DispositionCode("callback_requested".into()),
        notes: "n".into(),
        agreed_at: None,
        about: About::Nobody,
        related: vec![],
        allow_duplicate: false,
        earlier_tries: 0,
        decided_at: pop.began_at,
    };
    Entry {
        id: EntryId(7),
        work: Work::WrapUp { wrap_up, plan: WrapUpPlan::default() },
        org: None,
        state,
        attempts: 0,
        created_at: pop.began_at,
    }
}

#[test]
fn a_live_pop_carries_labels_and_marks() {
    let draft = Draft { notes: "typed".into(), case: Some(id("500000000000001AAA")), ..Draft::default() };
    let view = pop(&shown(sarah(Sameness::Exact)), &draft, None, &lens());
    assert_eq!((view.call.as_str(), view.provider.as_str()), ("five9:1", "Five9"));
    assert_eq!((view.phase, view.direction.as_deref()), (PhaseView::Ringing, Some("inbound")));
    assert_eq!(view.opportunities[0].amount.as_deref(), Some("48,000"));
    assert!(view.opportunities[0].changed && !view.cases[0].changed);
    assert_eq!(view.timeline[0].title, TimelineTitle::CaseOpened { number: "00001077".into() });
    assert_eq!(view.freshness, FreshnessView::Live { took_ms: 300 });
    assert_eq!(view.draft.notes, "typed");
    assert_eq!(view.saved, None);
}

#[test]
fn of_an_unsure_match_no_case_no_deal_and_no_past_cross() {
    let view = pop(&shown(sarah(Sameness::National)), &Draft::default(), None, &lens());
    assert!(view.cases.is_empty() && view.opportunities.is_empty() && view.timeline.is_empty());
    assert_eq!(view.number, LineView::Number { text: "+1 415-•••-••34".into(), extension: None });
}

#[test]
fn after_the_call_comes_wrap_up_until_it_is_saved() {
    let waiting = entry(State::Waiting { not_before: at("2026-11-20T12:00:05Z"), trouble: None });
    let cancelled = entry(State::Cancelled { at: at("2026-11-20T12:00:05Z") });
    for (given, saved, expected) in [
        (Phase::Talking, Some(&waiting), PhaseView::Talking),
        (Phase::Ended, None, PhaseView::WrapUp),
        (Phase::Ended, Some(&waiting), PhaseView::Saved),
        (Phase::Ended, Some(&cancelled), PhaseView::WrapUp),
    ] {
        assert_eq!(phase(given, saved), expected);
    }
    let view = pop(&shown(Caller::Unknown), &Draft::default(), Some(&waiting), &lens());
    let saved = view.saved.unwrap();
    assert_eq!((saved.entry, saved.disposition.as_str(), saved.can_undo), (7, "Callback requested", true));
    assert_eq!(pop(&shown(Caller::Unknown), &Draft::default(), Some(&cancelled), &lens()).saved, None);
}

#[test]
fn a_stale_pop_says_why_and_whether_signing_in_helps() {
    for (because, view_, sign_in) in [
        (StaleBecause::SignIn, StaleView::SignIn, true),
        (StaleBecause::Unreachable, StaleView::Unreachable, false),
        (StaleBecause::Limit, StaleView::Limit, false),
    ] {
        let view = freshness(&Freshness::Stale { as_of: None, because });
        let FreshnessView::Stale { because, sign_in: offered, .. } = view else { panic!("stale") };
        assert_eq!((because, offered), (view_, sign_in));
    }
}

#[test]
fn the_time_there_is_told_only_where_it_is_sure() {
    for (number, zone) in [
        ("+442079460123", Some("Europe/London")),
        ("+14155550134", Some("America/Los_Angeles")),
        ("+12085550134", None),
        ("anonymous", None),
    ] {
        let pop = ScreenPop { line: read(number, None), ..shown(Caller::Unknown) };
        assert_eq!(home_zone(&pop).as_deref(), zone, "{number}");
    }
}
