//! Rehearsing changed rules over many stored calls.

use super::Report;
use crate::phone::Ringing;
use callside_core::automation::Automation;
use callside_core::call::Phase;
use callside_core::crm::Identity;
use callside_core::disposition::{DispositionCode, Effect};
use callside_core::event::{Direction, Event};
use callside_core::ids::RecordId;
use callside_core::mapping::{Row, Sheet, Steps};
use callside_core::matching::{Match, Source, Why};
use callside_core::phone::{Line, Sameness};
use callside_core::plan::{About, WrapUp, WrapUpPlan};
use callside_core::pop::{Caller, Freshness, ScreenPop};
use callside_core::record::{CallerContext, CallerObject, CallerRef, Candidate, PhoneField};
use callside_core::rehearsal::Rules;
use callside_core::secret::Secret;
use callside_core::shape::{FieldShape, ObjectShape, OrgShape};
use callside_flow::{Companion, Progress, SystemClock};
use callside_store::{NewWrapUp, Store};
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const RUNS: usize = 5;
const CODES: [&str; 9] = [
    "interested",
    "booked",
    "not_interested",
    "no_answer",
    "voicemail_left",
    "callback_requested",
    "wrong_number",
    "do_not_call",
    "busy",
];

/// Measures over so many wrapped-up calls: a changed mapping and a changed table together, where every call differs; a
/// changed mapping that touches none of them; an automation that every call sets off; and phone fields by which no caller
/// would have been found.
pub async fn rehearsal(report: &mut Report, calls: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("callside.db");
    fill(&path, calls).await;
    let companion = Companion::start(open(&path).await, Arc::new(SystemClock)).await.expect("the engine starts");
    let rules = companion.rules();
    let mut every = rules.clone();
    let notes = every.mapping.rows.iter_mut().find(|row| row.field == "Description").expect("a row");
    notes.through = Steps::read("one line | truncate 12").expect("steps");
    for row in &mut every.dispositions.rows {
        row.effects.push(Effect::Retry { subject: "Later: {name}".into(), minutes: 90, at_most: None, message: None });
    }
    let mut none = rules.clone();
    let of_case = none
        .mapping
        .rows
        .iter()
        .find(|row| row.field == "Description")
        .map(|row| Row { on: Sheet::Case, ..row.clone() });
    none.mapping.rows.extend(of_case);
    let mut matching = rules.clone();
    matching.matching.fields.set(CallerObject::Contact, ["MobilePhone", "Phone"].map(str::to_owned)).expect("few");
    let automated = Rules { automations: Arc::new(vec![automation()]), ..rules };
    for (name, speed, rules, differing) in [
        ("rehearsal, every call differs", "rehearsal, every call differs: calls per second", every, calls),
        ("rehearsal, no call differs", "rehearsal, no call differs: calls per second", none, 0),
        ("rehearsal, an automation", "rehearsal, an automation: calls per second", automated, calls),
        ("rehearsal, other phone fields", "rehearsal, other phone fields: calls per second", matching, calls),
    ] {
        let mut took: Vec<Duration> = Vec::new();
        for _ in 0..RUNS {
            let began = Instant::now();
            let since = Timestamp::now() - 24.hours();
            let found = companion.rehearse(rules.clone(), since, &Progress::default()).await.expect("rehearsed");
            took.push(began.elapsed());
            assert_eq!((found.tally.calls, found.tally.differing), (calls, differing), "all of them");
        }
        report.times(name, &took);
        let speeds = took.iter().map(|took| f64::from(calls) / took.as_secs_f64()).collect();
        report.numbers(speed, "calls/s", speeds).at_least(20_000.0);
    }
}

fn automation() -> Automation {
    let automation = json!({
        "name": "tag", "title": "Tag", "on": {"trigger": "call", "events": ["ended"]},
        "when": "caller.found = \"one\" and call.direction = \"inbound\"",
        "steps": [{"do": "tag", "tag": "{{call.queue or call.id}}"}],
    });
    serde_json::from_value(automation).expect("an automation")
}

async fn open(path: &Path) -> Store {
    Store::open(path, &Secret::new(KEY), Timestamp::now()).await.expect("the database opens")
}

async fn fill(path: &Path, calls: u32) {
    let store = open(path).await;
    store.save_identity(&me()).await.expect("kept");
    store.save_setting("org_shape", &org()).await.expect("kept");
    for n in 0..calls {
        let mut call = Ringing::from(&format!("old-{n}"), &format!("+1202{:07}", 2_000_000 + n % 7_999_999));
        let events: Vec<Event> = vec![call.rings(), call.answered(), call.ended()];
        store.accept(&events, Timestamp::now(), None).await.expect("kept");
        store.save_pop(&pop(&call, n), Timestamp::now()).await.expect("kept");
        let wrap_up = decided(&call, n);
        let new = NewWrapUp {
            wrap_up: &wrap_up,
            plan: &WrapUpPlan::default(),
            label: "Busy",
            not_before: Timestamp::now() + 24.hours(),
        };
        store.save_wrap_up(new, Timestamp::now()).await.expect("kept");
    }
    store.close().await;
}

/// Somebody whom the fax finds, and nothing else: without it every call would have found nobody.
fn found(call: &Ringing, n: u32) -> Match {
    let typed = |field: &str, typed: &str| PhoneField { field: field.into(), typed: typed.into() };
    let id = RecordId::new(&format!("003{n:012}AAA")).expect("an id");
    let candidate = Candidate {
        record: CallerRef { object: CallerObject::Contact, id },
        name: format!("Person{n} Example"),
        title: Some("Buyer".into()),
        company: Some("Example Ltd".into()),
        account: None,
        email: None,
        owner: None,
        status: None,
        do_not_call: false,
        extra: vec![],
        phones: vec![
            typed("MobilePhone", "(415) 555-0134"),
            typed("Phone", "+1 415 555 0199"),
            typed("Fax", call.number()),
        ],
        modified: None,
        record_type: None,
    };
    let why = Why {
        field: "Fax".into(),
        typed: call.number().into(),
        sameness: Sameness::Exact,
        source: Source::Salesforce,
        chosen_before: false,
        confirm: true,
    };
    Match { candidate, why }
}

fn pop(call: &Ringing, n: u32) -> ScreenPop {
    ScreenPop {
        call: call.key().clone(),
        phase: Phase::Ended,
        direction: Some(Direction::Inbound),
        queue: None,
        campaign: None,
        began_at: Timestamp::now(),
        answered_at: None,
        ended_at: None,
        line: Line::Withheld,
        memory: None,
        hand_over: None,
        heard: None,
        provider_name: None,
        caller: Caller::One { matched: Box::new(found(call, n)), confirmed: true },
        context: CallerContext::default(),
        timeline: vec![],
        freshness: Freshness::Local { as_of: None },
        changed: BTreeSet::new(),
    }
}

fn decided(call: &Ringing, n: u32) -> WrapUp {
    let id = RecordId::new(&format!("003{n:012}AAA")).expect("an id");
    WrapUp {
        intent: None,
        call: call.key().clone(),
        disposition: DispositionCode(CODES[n as usize % CODES.len()].into()),
        notes: format!("Talked about order {n}; wants the corrected invoice by Friday and a call before noon."),
        agreed_at: None,
        about: About::Known {
            caller: CallerRef { object: CallerObject::Contact, id },
            name: format!("Person{n} Example"),
            account: None,
            email: None,
        },
        related: vec![],
        allow_duplicate: false,
        earlier_tries: 0,
        decided_at: Timestamp::now(),
    }
}

fn me() -> Identity {
    Identity {
        user: RecordId::new("005000000000001AAA").expect("an id"),
        org: RecordId::new("00D000000000001AAA").expect("an id"),
        username: "dana@example.com".into(),
        name: "Dana Whitfield".into(),
        email: None,
        zone: Some("America/New_York".into()),
        language: None,
        instance_url: "https://example.my.salesforce.com".into(),
    }
}

/// The fields that a wrap-up writes, as a describe would say.
fn org() -> OrgShape {
    let mut org = OrgShape::default();
    for (object, fields) in [
        (
            "Task",
            "Subject:combobox Status:picklist Priority:picklist TaskSubtype:picklist ActivityDate:date CallType:picklist \
             CallDisposition:string CallObject:string CallDurationInSeconds:int Description:textarea OwnerId:reference \
             WhoId:reference WhatId:reference IsReminderSet:boolean ReminderDateTime:datetime",
        ),
        ("Event", "Subject:combobox OwnerId:reference WhoId:reference StartDateTime:datetime DurationInMinutes:int"),
        ("Contact", "DoNotCall:boolean Phone_Invalid__c:boolean"),
        ("Opportunity", "StageName:picklist"),
    ] {
        let mut shape = ObjectShape::default();
        for field in fields.split_whitespace() {
            let (name, kind) = field.split_once(':').unwrap_or((field, ""));
            let field = FieldShape {
                kind: kind.into(),
                createable: true,
                updateable: true,
                filterable: true,
                length: if kind == "textarea" { 32_000 } else { 255 },
                ..FieldShape::default()
            };
            shape.fields.insert(name.into(), field);
        }
        org.objects.insert(object.into(), shape);
    }
    org
}
