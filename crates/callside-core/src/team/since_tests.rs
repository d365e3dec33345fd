use super::*;
use crate::call::Phase;
use crate::ids::{CallKey, Provider, RecordId};
use crate::matching::Match;
use crate::phone::Line;
use crate::pop::{Caller, Freshness};
use crate::record::{CallerObject, CallerRef, OpenCase, OpenOpportunity, PastTask};
use std::collections::BTreeSet;

fn at() -> Timestamp {
    "2026-11-20T10:00:00Z".parse().unwrap()
}

fn id(text: &str) -> RecordId {
    RecordId::new(text).unwrap()
}

fn sarah() -> Candidate {
    Candidate {
        record: CallerRef { object: CallerObject::Contact, id: id("003000000000001AAA") },
        name: "Sarah Johnson".into(),
        title: Some("VP".into()),
        company: None,
        account: None,
        email: None,
        owner: None,
        status: None,
        do_not_call: false,
        extra: vec![("Tier".into(), "Gold".into()), ("Region".into(), "West".into())],
        phones: vec![],
        modified: None,
        record_type: None,
    }
}

fn pop(candidate: Option<Candidate>, context: CallerContext) -> ScreenPop {
    let caller = candidate.map_or(Caller::Unknown, |candidate| Caller::One {
        matched: Box::new(Match::picked(candidate)),
        confirmed: true,
    });
    ScreenPop {
        call: CallKey::new(Provider::Phone, "1").unwrap(),
        phase: Phase::Ended,
        direction: None,
        queue: None,
        campaign: None,
        began_at: at(),
        answered_at: None,
        ended_at: None,
        line: Line::Withheld,
        provider_name: None,
        caller,
        context,
        timeline: vec![],
        memory: None,
        hand_over: None,
        heard: None,
        freshness: Freshness::Live { took_ms: 1 },
        changed: BTreeSet::new(),
    }
}

fn case(number: &str, status: &str) -> OpenCase {
    OpenCase {
        id: id(&format!("500000000000{number}AAA")),
        number: number.into(),
        subject: "Broken".into(),
        status: status.into(),
        priority: None,
        escalated: false,
        opened_at: at(),
        record_type: None,
    }
}

fn deal(stage: &str) -> OpenOpportunity {
    OpenOpportunity {
        id: id("006000000000001AAA"),
        name: "Renewal".into(),
        stage: stage.into(),
        amount: None,
        closes: None,
        record_type: None,
    }
}

fn task(n: u8) -> PastTask {
    PastTask {
        id: id(&format!("00T00000000000{n}AAA")),
        subject: format!("Call {n}"),
        result: None,
        description: None,
        at: at(),
        owner: None,
        duration_s: None,
        call_object: None,
    }
}

#[test]
fn nothing_is_different_between_a_pop_and_itself() {
    let context =
        CallerContext { cases: vec![case("001", "New")], opportunities: vec![deal("Open")], tasks: vec![task(1)] };
    let one = pop(Some(sarah()), context);
    assert_eq!(since(&one, &one), []);
    assert_eq!(since(&pop(None, CallerContext::default()), &pop(None, CallerContext::default())), []);
}

#[test]
fn another_record_is_said_and_nothing_is_compared() {
    let tom = Candidate {
        record: CallerRef { object: CallerObject::Lead, id: id("00Q000000000001AAA") },
        name: "Tom".into(),
        ..sarah()
    };
    let name = |text: &str| Some(text.to_owned());
    for (before, now, expected) in [
        (Some(sarah()), Some(tom.clone()), (name("Sarah Johnson"), name("Tom"))),
        (None, Some(tom), (None, name("Tom"))),
        (Some(sarah()), None, (name("Sarah Johnson"), None)),
    ] {
        let changes = since(&pop(before, CallerContext::default()), &pop(now, CallerContext::default()));
        assert_eq!(changes, [Change::Caller { before: expected.0, now: expected.1 }]);
    }
}

#[test]
fn fields_cases_deals_and_activities_are_told() {
    let before = CallerContext {
        cases: vec![case("001", "New"), case("002", "New"), case("003", "New")],
        opportunities: vec![deal("Prospecting")],
        tasks: vec![task(1)],
    };
    let now = CallerContext {
        cases: vec![case("004", "New"), case("001", "Working"), case("002", "New")],
        opportunities: vec![deal("Closed Won")],
        tasks: vec![task(2), task(1)],
    };
    let promoted = Candidate {
        title: Some("CEO".into()),
        do_not_call: true,
        extra: vec![("Tier".into(), "Silver".into()), ("Language".into(), "de".into())],
        ..sarah()
    };
    let told: Vec<String> = since(&pop(Some(sarah()), before), &pop(Some(promoted), now))
        .into_iter()
        .map(|change| match change {
            Change::Field { field, before, now } => format!("{field}: {before:?} {now:?}"),
            Change::Case { number, before, now, .. } => format!("case {number}: {before:?} {now:?}"),
            Change::Opportunity { name, before, now } => format!("deal {name}: {before:?} {now:?}"),
            Change::Activity { subject, .. } => subject,
            Change::Caller { .. } => "another".to_owned(),
        })
        .collect();
    assert_eq!(
        told,
        [
            "title: Some(\"VP\") Some(\"CEO\")",
            "do_not_call: None Some(\"true\")",
            "Tier: Some(\"Gold\") Some(\"Silver\")",
            "Language: None Some(\"de\")",
            "Region: Some(\"West\") None",
            "case 004: None Some(\"New\")",
            "case 001: Some(\"New\") Some(\"Working\")",
            "case 003: Some(\"New\") None",
            "deal Renewal: Some(\"Prospecting\") Some(\"Closed Won\")",
            "Call 2",
        ]
    );
}
