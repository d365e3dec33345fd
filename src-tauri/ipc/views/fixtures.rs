//! A caller, a pop and an org for the tests of the shapes.

use super::Lens;
use callside_core::call::Phase;
use callside_core::disposition::DispositionTable;
use callside_core::event::Direction;
use callside_core::ids::{CallKey, Provider, RecordId};
use callside_core::mapping::Mapping;
use callside_core::matching::{Match, MatchOutcome, Source, Why};
use callside_core::phone::{Line, Sameness, read};
use callside_core::pop::{Caller, Freshness, ScreenPop};
use callside_core::record::{CallerContext, CallerObject, CallerRef, Candidate, OpenCase, OpenOpportunity, PhoneField};
use callside_core::shape::{FieldShape, ObjectShape, OrgShape};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn id(text: &str) -> RecordId {
    RecordId::new(text).unwrap()
}

pub fn lens() -> Lens {
    let mut org = OrgShape::default();
    for (object, field, label, required) in [
        ("Contact", "MobilePhone", "Mobile", false),
        ("Contact", "LastName", "Last Name", true),
        ("Contact", "Level__c", "Level", true),
        ("Opportunity", "StageName", "Stage", true),
        ("Task", "CallDisposition", "Call Result", false),
    ] {
        let shape = FieldShape { label: label.into(), required, createable: true, length: 80, ..FieldShape::default() };
        let labelled = || ObjectShape { label: object.into(), ..ObjectShape::default() };
        org.objects.entry(object.into()).or_insert_with(labelled).fields.insert(field.into(), shape);
    }
    Lens {
        org,
        table: DispositionTable::default(),
        mapping: Mapping::default(),
        home: None,
        zone: TimeZone::get("America/New_York").unwrap(),
        masked: false,
        abilities: BTreeMap::new(),
    }
}

pub fn candidate(record: &str, name: &str) -> Candidate {
    Candidate {
        record: CallerRef { object: CallerObject::Contact, id: id(record) },
        name: name.into(),
        title: Some("VP of Operations".into()),
        company: Some("Acme Corporation".into()),
        account: None,
        email: Some("sarah.johnson@acme.example".into()),
        owner: Some("Miguel Santos".into()),
        status: None,
        do_not_call: false,
        extra: vec![("Support tier".into(), "Gold".into())],
        phones: vec![PhoneField { field: "MobilePhone".into(), typed: "(415) 555-0134".into() }],
        modified: None,
        record_type: None,
    }
}

pub fn matched(record: &str, name: &str, sameness: Sameness) -> Match {
    let why = Why {
        field: "MobilePhone".into(),
        typed: "(415) 555-0134".into(),
        sameness,
        source: Source::Salesforce,
        chosen_before: false,
        confirm: false,
    };
    Match { candidate: candidate(record, name), why }
}

pub fn line() -> Line {
    read("+14155550134", None)
}

pub fn sarah(sameness: Sameness) -> Caller {
    let matched = Box::new(matched("003000000000001AAA", "Sarah Johnson", sameness));
    Caller::of(&line(), MatchOutcome::One { matched })
}

pub fn pop(caller: Caller) -> ScreenPop {
    let began_at = at("2026-11-20T12:00:00Z");
    let case = OpenCase {
        id: id("500000000000001AAA"),
        number: "00001077".into(),
        subject: "Wrong rate".into(),
        status: "New".into(),
        priority: Some("High".into()),
        escalated: true,
        opened_at: began_at,
        record_type: None,
    };
    let deal = OpenOpportunity {
        id: id("006000000000001AAA"),
        name: "Renewal 2027".into(),
        stage: "Prospecting".into(),
        amount: Some("48000".into()),
        closes: Some("2026-12-15".into()),
        record_type: None,
    };
    let context = CallerContext { cases: vec![case], opportunities: vec![deal], tasks: vec![] };
    ScreenPop {
        memory: None,
        hand_over: None,
        heard: None,
        call: CallKey::new(Provider::Five9, "1").unwrap(),
        phase: Phase::Ringing,
        direction: Some(Direction::Inbound),
        queue: Some("Billing".into()),
        campaign: None,
        began_at,
        answered_at: None,
        ended_at: None,
        line: line(),
        provider_name: None,
        caller,
        timeline: callside_core::history::timeline(vec![], &context),
        context,
        freshness: Freshness::Live { took_ms: 300 },
        changed: BTreeSet::from(["email".to_owned(), "opportunity:006000000000001AAA".to_owned()]),
    }
}
