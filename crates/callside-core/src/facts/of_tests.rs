use super::*;
use crate::event::{CallEvent, CallFacts};
use crate::facts::vocabulary::{Known, Vocabulary};
use crate::ids::{CallKey, EventId, Provider, RecordId};
use crate::matching::Match;
use crate::pop::Freshness;
use crate::record::{CallerContext, CallerObject, CallerRef, Candidate, OpenCase, OpenOpportunity};
use crate::shape::FieldShape;
use serde_json::json;
use std::collections::BTreeSet;

fn at() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().unwrap()
}

fn ended() -> CallEvent {
    let facts = CallFacts {
        direction: Some(Direction::Inbound),
        customer_number: Some("+14155550134".into()),
        company_number: Some("+12025550100".into()),
        agent: Some(crate::event::AgentName { key: "a@example.com".into(), name: None }),
        queue: Some("Support".into()),
        campaign: Some("Spring".into()),
        session: Some("S1".into()),
        answered_at: Some(at()),
        duration_s: Some(90),
        hold_s: Some(4),
        missed_reason: Some("none".into()),
        disposition: Some("Interested".into()),
        notes: Some("said hello".into()),
        recording_url: Some("https://example.com/r".into()),
        voicemail_url: Some("https://example.com/v".into()),
        tags: Some(BTreeSet::from(["vip".to_owned()])),
        ..CallFacts::default()
    };
    let call = CallKey::new(Provider::Five9, "C1").unwrap();
    CallEvent { id: EventId("e1".into()), call, at: at(), what: CallChange::Ended, facts }
}

fn popped() -> ScreenPop {
    let id = |text| RecordId::new(text).unwrap();
    let candidate = Candidate {
        record: CallerRef { object: CallerObject::Contact, id: id("003000000000001AAA") },
        name: "Sarah Johnson".into(),
        title: Some("VP".into()),
        company: Some("Acme".into()),
        account: Some(id("001000000000001AAA")),
        email: Some("sarah@example.com".into()),
        owner: Some("Alex".into()),
        status: Some("Open".into()),
        do_not_call: false,
        extra: vec![],
        phones: vec![],
        modified: None,
        record_type: None,
    };
    let case = OpenCase {
        id: id("500000000000001AAA"),
        number: "00001026".into(),
        subject: "Broken".into(),
        status: "New".into(),
        priority: Some("High".into()),
        escalated: true,
        opened_at: at(),
        record_type: None,
    };
    let deal = OpenOpportunity {
        id: id("006000000000001AAA"),
        name: "Renewal".into(),
        stage: "Prospecting".into(),
        amount: Some("1200.50".into()),
        closes: Some("2026-12-31".into()),
        record_type: None,
    };
    ScreenPop {
        memory: None,
        hand_over: None,
        heard: None,
        call: ended().call,
        phase: Phase::Ended,
        direction: Some(Direction::Inbound),
        queue: None,
        campaign: None,
        began_at: at(),
        answered_at: None,
        ended_at: None,
        line: Line::Number { number: serde_json::from_value(json!({"e164": "+14155550134"})).unwrap() },
        provider_name: Some("SARAH J".into()),
        caller: Caller::One { matched: Box::new(Match::picked(candidate)), confirmed: true },
        context: CallerContext { cases: vec![case], opportunities: vec![deal], tasks: vec![] },
        timeline: vec![],
        freshness: Freshness::Local { as_of: None },
        changed: BTreeSet::new(),
    }
}

#[test]
fn every_fact_is_in_the_vocabulary_with_its_kind() {
    let mut facts = call(&Call::begin(&ended()), &popped());
    for change in [
        CallChange::Transferred { to: Some("b".into()) },
        CallChange::Dispositioned { label: Some("Busy".into()) },
        CallChange::Commented { id: "1".into(), text: "hello".into() },
        CallChange::Tagged { tag: "vip".into() },
    ] {
        facts.join(event(&CallEvent { what: change, ..ended() }));
    }
    let table = crate::disposition::DispositionTable::default();
    facts.join(disposition(&table.rows[0], "notes", Some(at())));
    facts.join(now(at(), &TimeZone::UTC, &WorkingHours::default()));
    facts.join(me(&Identity {
        user: RecordId::new("005000000000001AAA").unwrap(),
        org: RecordId::new("00D000000000001AAA").unwrap(),
        username: "a@example.com".into(),
        name: "Alex".into(),
        email: Some("a@example.com".into()),
        zone: Some("Europe/Berlin".into()),
        language: Some("es".into()),
        instance_url: "https://example.com".into(),
    }));
    let vocabulary = Vocabulary::of_call().with_disposition().with_event();
    for (path, fact) in facts.iter() {
        assert_eq!(vocabulary.look_up(path), Known::Yes(fact.kind()), "{path}");
    }
    // What only a service that remembers callers can say.
    let never_here = ["caller.confidence", "caller.open_intents"];
    for (name, _) in vocabulary.names().filter(|(name, _)| !never_here.contains(name)) {
        assert!(facts.find(name).is_some(), "{name} is in the vocabulary but nothing says it");
    }
}

#[test]
fn hidden_callers_have_no_number() {
    let pop = ScreenPop { line: Line::Withheld, caller: Caller::Withheld, ..popped() };
    let facts = call(&Call::begin(&ended()), &pop);
    assert_eq!(facts.find("caller_phone"), None);
    assert_eq!(facts.find("caller.found"), Some(&Fact::text("withheld")));
    assert_eq!(facts.find("caller.name"), None);
}

#[test]
fn follow_ups_skip_the_weekend() {
    // 2026-11-20 is a Friday; in Auckland it is Saturday already.
    for (zone, today, working) in
        [("UTC", "2026-11-20", "2026-11-23"), ("Pacific/Auckland", "2026-11-21", "2026-11-23")]
    {
        let facts = now(at(), &TimeZone::get(zone).unwrap(), &WorkingHours::default());
        assert_eq!(facts.find("now.today"), Some(&Fact::Date(today.parse().unwrap())), "{zone}");
        assert_eq!(facts.find("now.next_working_day"), Some(&Fact::Date(working.parse().unwrap())), "{zone}");
    }
}

#[test]
fn records_get_the_kinds_that_describe_says() {
    let field = |kind: &str| FieldShape { kind: kind.into(), ..FieldShape::default() };
    let mut shape = ObjectShape::default();
    for (name, kind) in [
        ("Active__c", "boolean"),
        ("Amount", "currency"),
        ("CloseDate", "date"),
        ("CreatedDate", "datetime"),
        ("Topics__c", "multipicklist"),
        ("Odd__c", "double"),
    ] {
        shape.fields.insert(name.into(), field(kind));
    }
    let values = json!({
        "attributes": {"type": "Opportunity"}, "Active__c": "true", "Amount": "12.5", "CloseDate": "2026-12-31",
        "CreatedDate": "2026-11-20T12:00:00.000+0000", "Topics__c": "a; b", "Odd__c": "not a number", "Name": "Renewal",
    });
    let facts = record("record", &values, Some(&shape));
    for (path, expected) in [
        ("record.Active__c", Fact::Bool(true)),
        ("record.Amount", Fact::Number(Number::new(12.5).unwrap())),
        ("record.CloseDate", Fact::Date("2026-12-31".parse().unwrap())),
        ("record.CreatedDate", Fact::Moment(at())),
        ("record.Topics__c", Fact::List(vec![Fact::text("a"), Fact::text("b")])),
        ("record.Odd__c", Fact::text("not a number")),
        ("record.Name", Fact::text("Renewal")),
    ] {
        assert_eq!(facts.find(path), Some(&expected), "{path}");
    }
    assert_eq!(facts.find("record.attributes.type"), None);
}
