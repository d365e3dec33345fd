use super::*;
use crate::disposition::DispositionTable;
use crate::event::Direction;
use crate::event::{AgentName, CallChange, CallEvent, CallFacts};
use crate::ids::{EventId, Provider};
use crate::shape::FieldShape;
use crate::shape::ObjectShape;
use serde_json::json;

const DANA: &str = "005000000000001AAA";
const SARAH: &str = "003000000000001AAA";
const LEAD: &str = "00Q000000000001AAA";
const DEAL: &str = "006000000000001AAA";

fn id(text: &str) -> RecordId {
    RecordId::new(text).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn org() -> OrgShape {
    let mut org = OrgShape::default();
    let fields = [
        (
            "Task",
            "Subject Status Priority TaskSubtype ActivityDate CallType CallDisposition CallObject CallDurationInSeconds \
          Description OwnerId WhoId WhatId IsReminderSet ReminderDateTime",
        ),
        ("Event", "Subject OwnerId WhoId WhatId StartDateTime DurationInMinutes IsReminderSet ReminderDateTime"),
        ("Contact", "FirstName LastName Phone DoNotCall"),
        ("Lead", "FirstName LastName Company Phone Status DoNotCall"),
        ("Opportunity", "StageName"),
    ];
    for (object, names) in fields {
        let shape = org.objects.entry(object.into()).or_insert_with(ObjectShape::default);
        for name in names.split_whitespace() {
            let field = FieldShape { createable: true, updateable: true, filterable: true, ..FieldShape::default() };
            shape.fields.insert(name.into(), field);
        }
    }
    org
}

fn call() -> Call {
    let key = CallKey::new(Provider::Five9, "300000000001234").unwrap();
    let facts = CallFacts {
        direction: Some(Direction::Inbound),
        customer_number: Some("+14155550134".into()),
        agent: Some(AgentName { key: "dana".into(), name: None }),
        answered_at: Some(at("2026-11-20T17:00:00Z")),
        ended_at: Some(at("2026-11-20T17:06:21Z")),
        ..CallFacts::default()
    };
    let what = CallChange::Answered;
    Call::begin(&CallEvent { id: EventId("1".into()), call: key, at: at("2026-11-20T17:00:00Z"), what, facts })
}

fn me() -> Identity {
    Identity {
        user: id(DANA),
        org: id("00D000000000001AAA"),
        username: "dana@example.com".into(),
        name: "Dana Whitfield".into(),
        email: None,
        zone: Some("America/New_York".into()),
        language: None,
        instance_url: "https://example.my.salesforce.com".into(),
    }
}

fn wrap_up(code: &str, about: About, related: Vec<Related>) -> WrapUp {
    WrapUp {
        intent: None,
        call: call().key,
        disposition: DispositionCode(code.into()),
        notes: "Wants the corrected invoice.".into(),
        agreed_at: None,
        about,
        related,
        allow_duplicate: false,
        earlier_tries: 0,
        decided_at: at("2026-11-20T17:07:00Z"),
    }
}

fn made(code: &str, about: About, related: Vec<Related>, org: &OrgShape) -> WrapUpPlan {
    let table = DispositionTable::default();
    let wrap_up = wrap_up(code, about, related);
    let zone = TimeZone::get("America/New_York").unwrap();
    let mapping = Mapping::default();
    let ground = Ground { me: &me(), zone: &zone, home: None, org, mapping: &mapping, hours: &WorkingHours::default() };
    plan(&wrap_up, table.get(&wrap_up.disposition).unwrap(), &call(), ground)
}

fn sarah() -> About {
    let caller = CallerRef { object: CallerObject::Contact, id: id(SARAH) };
    About::Known { caller, name: "Sarah Johnson".into(), account: None, email: None }
}

fn lead() -> About {
    let caller = CallerRef { object: CallerObject::Lead, id: id(LEAD) };
    About::Known { caller, name: "Lee Moss".into(), account: None, email: None }
}

fn deal(stage: &str) -> Related {
    Related {
        object: Target::Opportunity,
        id: id(DEAL),
        label: "Renewal 2027".into(),
        values: BTreeMap::from([("StageName".into(), json!(stage))]),
    }
}

fn find<'a>(plan: &'a WrapUpPlan, reference: &str) -> &'a Write {
    plan.writes.iter().find(|w| w.reference == reference).unwrap_or_else(|| panic!("{reference} in {plan:?}"))
}

#[test]
fn interested_logs_the_call_moves_the_stage_and_plans_a_follow_up() {
    let plan = made("interested", sarah(), vec![deal("Prospecting")], &org());
    assert_eq!(
        plan.writes.iter().map(|w| w.reference.as_str()).collect::<Vec<_>>(),
        ["call_log", "opportunity", "follow_up_task"]
    );
    let log = &find(&plan, CALL_LOG).fields;
    assert_eq!(log["Subject"], Value::text("Interested: Sarah Johnson"));
    assert_eq!(log["CallObject"], Value::text("five9:300000000001234"));
    assert_eq!(log["CallDurationInSeconds"], Value::Int(381));
    assert_eq!(log["WhoId"], Value::Record(id(SARAH)));
    assert_eq!(log["WhatId"], Value::Record(id(DEAL)));
    assert_eq!(log["OwnerId"], Value::Record(id(DANA)));
    let stage = find(&plan, "opportunity");
    assert_eq!(stage.fields["StageName"], Value::text("Qualification"));
    let Action::Update { seen, .. } = &stage.action else { panic!("an update") };
    assert_eq!(seen["StageName"], json!("Prospecting"));
}

#[test]
fn the_day_of_the_call_is_the_agents_day() {
    let plan = made("no_answer", sarah(), vec![], &org());
    // 17:00 UTC is noon in New York; Friday's next working day at 9:00 is Monday.
    assert_eq!(find(&plan, CALL_LOG).fields["ActivityDate"], Value::Date("2026-11-20".parse().unwrap()));
    let decided = at("2026-11-21T03:30:00Z");
    let zone = TimeZone::get("America/New_York").unwrap();
    assert_eq!(
        due_at(Due::InWorkingDays { days: 1 }, None, decided, &zone, &WorkingHours::default()),
        at("2026-11-23T14:00:00Z")
    );
    assert_eq!(due_at(Due::AsAgreed, None, decided, &zone, &WorkingHours::default()), at("2026-11-23T15:00:00Z"));
    let agreed = at("2026-12-01T09:00:00Z");
    assert_eq!(due_at(Due::AsAgreed, Some(agreed), decided, &zone, &WorkingHours::default()), agreed);
}

#[test]
fn a_stage_never_goes_back() {
    let plan = made("interested", sarah(), vec![deal("Negotiation/Review")], &org());
    assert!(plan.writes.iter().all(|w| w.reference != "opportunity"));
    let because = LeftOutBecause::NotFromThere;
    assert!(plan.left_out.contains(&LeftOut { object: "Opportunity".into(), field: "StageName".into(), because }));
}

#[test]
fn a_leads_activities_carry_no_what() {
    let related = Related {
        object: Target::Lead,
        id: id(LEAD),
        label: "Lee Moss".into(),
        values: BTreeMap::from([("Status".into(), json!("Open - Not Contacted"))]),
    };
    let plan = made("interested", lead(), vec![related, deal("Prospecting")], &org());
    for write in plan.writes.iter().filter(|w| w.object == "Task") {
        assert_eq!(write.fields["WhoId"], Value::Record(id(LEAD)), "{}", write.reference);
        assert!(!write.fields.contains_key("WhatId"), "{}", write.reference);
    }
    assert_eq!(find(&plan, "lead").fields["Status"], Value::text("Working - Contacted"));
}

#[test]
fn a_new_caller_is_made_first_and_the_log_points_at_it() {
    let fields =
        BTreeMap::from([("LastName".into(), Value::text("Okafor")), ("Phone".into(), Value::text("+14155550177"))]);
    let plan = made("do_not_call", About::New { object: CallerObject::Contact, fields }, vec![], &org());
    assert_eq!(plan.writes[0].reference, NEW_CALLER);
    assert_eq!(plan.writes[0].fields["DoNotCall"], Value::Bool(true));
    assert_eq!(plan.writes[1].fields["WhoId"], Value::Made(NEW_CALLER.into()));
}

#[test]
fn what_the_user_may_not_write_is_left_out_and_said() {
    let mut org = org();
    let task = &mut org.objects.get_mut("Task").unwrap().fields;
    task.remove("CallDisposition");
    task.get_mut("CallDurationInSeconds").unwrap().createable = false;
    let plan = made("busy", sarah(), vec![], &org);
    let fields = &find(&plan, CALL_LOG).fields;
    assert!(!fields.contains_key("CallDisposition") && !fields.contains_key("CallDurationInSeconds"));
    let left = |field: &str, because| LeftOut { object: "Task".into(), field: field.into(), because };
    assert!(plan.left_out.contains(&left("CallDisposition", LeftOutBecause::NotInOrg)));
    assert!(plan.left_out.contains(&left("CallDurationInSeconds", LeftOutBecause::NotAllowed)));
}

#[test]
fn the_commit_mark_is_the_best_that_the_org_offers() {
    let mut org = org();
    assert_eq!(made("busy", sarah(), vec![], &org).mark, CommitMark::CallObject);
    let key_field = FieldShape { createable: true, filterable: true, ..FieldShape::default() };
    org.objects.get_mut("Task").unwrap().fields.insert("CallKey__c".into(), key_field);
    let plan = made("busy", sarah(), vec![], &org);
    assert_eq!(find(&plan, CALL_LOG).fields["CallKey__c"], Value::text(format!("five9:300000000001234/{DANA}")));
    for field in ["CallKey__c", "CallObject"] {
        org.objects.get_mut("Task").unwrap().fields.remove(field);
    }
    let plan = made("busy", sarah(), vec![], &org);
    assert_eq!(plan.mark, CommitMark::Subject);
    assert_eq!(find(&plan, CALL_LOG).fields["Subject"], Value::text("Busy: Sarah Johnson [five9:300000000001234]"));
}

#[test]
fn a_subject_is_one_line_whatever_the_name_is() {
    let caller = CallerRef { object: CallerObject::Contact, id: id(SARAH) };
    let about = About::Known { caller, name: "Sarah\r\n\u{0}  Johnson ".into(), account: None, email: None };
    let plan = made("busy", about, vec![], &org());
    assert_eq!(find(&plan, CALL_LOG).fields["Subject"], Value::text("Busy: Sarah Johnson"));
}

#[test]
fn long_texts_are_cut_with_a_mark_and_said() {
    let mut org = org();
    org.objects.get_mut("Task").unwrap().fields.get_mut("Description").unwrap().length = 10;
    let plan = made("busy", sarah(), vec![], &org);
    assert_eq!(find(&plan, CALL_LOG).fields["Description"], Value::text("Wants the…"));
    assert_eq!(plan.shortened, ["Description"]);
}

fn with(mapping: &str, about: About, related: Vec<Related>, org: &OrgShape) -> WrapUpPlan {
    with_outcome("interested", mapping, about, related, org)
}

fn with_outcome(code: &str, mapping: &str, about: About, related: Vec<Related>, org: &OrgShape) -> WrapUpPlan {
    let mut table = Mapping::default();
    let rows: Mapping = serde_json::from_str(&format!("{{\"rows\":[{mapping}]}}")).unwrap();
    for row in rows.rows {
        table.rows.retain(|old| (old.on, &old.field, &old.record_type) != (row.on, &row.field, &row.record_type));
        table.rows.push(row);
    }
    let dispositions = DispositionTable::default();
    let wrap_up = wrap_up(code, about, related);
    let zone = TimeZone::get("America/New_York").unwrap();
    let ground = Ground {
        me: &me(),
        zone: &zone,
        home: "US".parse().ok(),
        org,
        mapping: &table,
        hours: &WorkingHours::default(),
    };
    plan(&wrap_up, dispositions.get(&wrap_up.disposition).unwrap(), &call(), ground)
}

#[test]
fn the_mapping_decides_what_the_log_says() {
    let org = org();
    let row = |field: &str, from: &str, through: &str| {
        format!(r#"{{"on":"call_log","field":"{field}","from":"{from}","as":"{through}"}}"#)
    };
    for (mapping, field, expected) in [
        (
            row("Subject", "{{disposition}} ({{call_direction}})", ""),
            "Subject",
            Some(Value::text("Interested (inbound)")),
        ),
        (row("Description", "notes", "truncate 6"), "Description", Some(Value::text("Wants…"))),
        (
            row("ActivityDate", "ended_at", "date in Asia/Tokyo"),
            "ActivityDate",
            Some(Value::Date("2026-11-21".parse().unwrap())),
        ),
        (row("Description", "{{ai_summary}}: {{notes}}", ""), "Description", None),
        (row("Description", "campaign_name", ""), "Description", None),
        (row("OwnerId", "agent_name", ""), "OwnerId", Some(Value::Record(id(DANA)))),
    ] {
        let plan = with(&mapping, sarah(), vec![], &org);
        assert_eq!(find(&plan, CALL_LOG).fields.get(field), expected.as_ref(), "{mapping}");
    }
}

#[test]
fn the_commit_mark_is_no_business_of_the_mapping() {
    let mut org = org();
    org.objects.get_mut("Task").unwrap().fields.remove("CallObject");
    let plan = with(r#"{"on":"call_log","field":"Subject","from":"=Call"}"#, sarah(), vec![], &org);
    assert_eq!(find(&plan, CALL_LOG).fields["Subject"], Value::text("Call [five9:300000000001234]"));
}

#[test]
fn records_that_exist_are_filled_too_but_only_where_the_table_says() {
    let row = |extra: &str| format!(r#"{{"on":"opportunity","field":"NextStep","from":"notes"{extra}}}"#);
    let mut org = org();
    let field = FieldShape { createable: true, updateable: true, ..FieldShape::default() };
    org.objects.get_mut("Opportunity").unwrap().fields.insert("NextStep".into(), field);
    let mut deal = deal("Prospecting");
    let plan = with(&row(""), sarah(), vec![deal.clone()], &org);
    assert_eq!(find(&plan, "opportunity").fields["NextStep"], Value::text("Wants the corrected invoice."));
    assert_eq!(find(&plan, "opportunity").fields.len(), 2, "one write with the stage");
    deal.values.insert("NextStep".into(), json!("Call Bob"));
    let plan = with(&row(r#","only_when_empty":true"#), sarah(), vec![deal], &org);
    assert!(!find(&plan, "opportunity").fields.contains_key("NextStep"));
    assert!(plan.left_out.iter().any(|left| left.because == LeftOutBecause::NotEmpty));
    let plan = with(&row(""), sarah(), vec![], &org);
    assert!(plan.writes.iter().all(|write| write.object != "Opportunity"));
}

#[test]
fn what_the_field_cannot_take_is_left_out_and_said() {
    let mut org = org();
    org.objects.get_mut("Task").unwrap().fields.get_mut("CallDurationInSeconds").unwrap().kind = "int".into();
    let plan = with(r#"{"on":"call_log","field":"CallDurationInSeconds","from":"notes"}"#, sarah(), vec![], &org);
    assert!(!find(&plan, CALL_LOG).fields.contains_key("CallDurationInSeconds"));
    assert!(plan.left_out.iter().any(|left| left.because == LeftOutBecause::DoesNotFit));
}

#[test]
fn a_booked_event_reminds_before_it_begins_unless_the_mapping_says_otherwise() {
    let event = find(&made("booked", sarah(), vec![], &org()), "follow_up_event").fields.clone();
    let Value::Moment(begins) = event["StartDateTime"] else { panic!("{event:?}") };
    assert_eq!(event["ReminderDateTime"], Value::Moment(begins - 15.minutes()));
    assert_eq!(event["IsReminderSet"], Value::Bool(true));

    let mut org = org();
    org.objects.get_mut("Event").unwrap().fields.get_mut("IsReminderSet").unwrap().kind = "boolean".into();
    let row = r#"{"on":"follow_up_event","field":"IsReminderSet","from":"=false"}"#;
    let event = find(&with_outcome("booked", row, sarah(), vec![], &org), "follow_up_event").fields.clone();
    assert_eq!((event.get("IsReminderSet"), event.get("ReminderDateTime")), (Some(&Value::Bool(false)), None));
}

#[test]
fn nobody_reached_means_a_task_and_a_place_in_the_callback_list() {
    for (code, minutes) in [("no_answer", 240), ("busy", 30)] {
        let plan = made(code, sarah(), vec![], &org());
        let due = at("2026-11-20T17:07:00Z") + minutes.minutes();
        assert_eq!(find(&plan, "follow_up_task").fields["ReminderDateTime"], Value::Moment(due), "{code}");
        let [AtDesk::CallBack { number, who, due_at, tries: 1, is_retry: true }] = &plan.at_desk[..] else {
            panic!("{:?}", plan.at_desk)
        };
        assert_eq!((number.as_str(), who.as_str(), *due_at), ("+14155550134", "Sarah Johnson", due));
    }
    let promised = made("callback_requested", sarah(), vec![], &org());
    assert!(matches!(promised.at_desk[..], [AtDesk::CallBack { tries: 0, is_retry: false, .. }]));
}

#[test]
fn a_number_is_tried_only_as_often_as_the_table_says() {
    let again = |message: Option<&str>| Disposition {
        effects: vec![crate::disposition::Effect::Retry {
            subject: "Call {name} again".into(),
            minutes: 30,
            at_most: Some(3),
            message: message.map(str::to_owned),
        }],
        ..DispositionTable::default().rows[8].clone()
    };
    let mapping = Mapping::default();
    let zone = TimeZone::UTC;
    let (me, org, call) = (me(), org(), call());
    let ground =
        Ground { me: &me, zone: &zone, home: None, org: &org, mapping: &mapping, hours: &WorkingHours::default() };
    for (earlier_tries, message, deeds, tasks) in [
        (0, None, 1, 1),
        (2, None, 1, 1),
        (3, None, 0, 0),
        (0, Some("Missed you"), 1, 0),
        (3, Some("Missed you"), 0, 0),
    ] {
        let wrap_up = WrapUp { earlier_tries, ..wrap_up("busy", sarah(), vec![]) };
        let plan = plan(&wrap_up, &again(message), &call, ground);
        let said = plan.left_out.iter().any(|left| left.because == LeftOutBecause::TriedEnough);
        assert_eq!((plan.at_desk.len(), plan.writes.len() - 1, said), (deeds, tasks, deeds == 0), "{earlier_tries}");
    }
}

#[test]
fn do_not_call_suppresses_the_number_whoever_it_is() {
    for about in [sarah(), About::Nobody] {
        let plan = made("do_not_call", about, vec![], &org());
        assert_eq!(plan.at_desk, [AtDesk::Suppress { number: "+14155550134".into() }]);
    }
}

/// An org in which renewals know only two stages.
fn with_renewals() -> OrgShape {
    let mut org = org();
    let deals = org.objects.get_mut("Opportunity").unwrap();
    let stages = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    deals.fields.get_mut("StageName").unwrap().values = stages(&["Prospecting", "Qualification", "Closed Won"]);
    deals.record_types = vec![crate::shape::RecordTypeShape {
        id: id("012000000000001AAA"),
        name: "Renewal".into(),
        label: "Renewal".into(),
        is_default: false,
        values: [("StageName".to_owned(), stages(&["Prospecting", "Closed Won"]))].into(),
    }];
    org
}

#[test]
fn a_stage_that_the_records_type_lacks_is_left_out_and_the_rest_is_written() {
    let mut renewal = deal("Prospecting");
    renewal.values.insert("RecordTypeId".into(), json!("012000000000001AAA"));
    let plan = made("interested", sarah(), vec![renewal.clone()], &with_renewals());
    assert!(plan.writes.iter().all(|write| write.object != "Opportunity"), "{plan:?}");
    let left = plan.left_out.iter().find(|left| left.because == LeftOutBecause::NotOfRecordType);
    assert_eq!(left.map(|left| (left.object.as_str(), left.field.as_str())), Some(("Opportunity", "StageName")));
    assert_eq!(find(&plan, CALL_LOG).fields["WhatId"], Value::Record(id(DEAL)));
    let other = made("interested", sarah(), vec![deal("Prospecting")], &with_renewals());
    assert_eq!(find(&other, "opportunity").fields["StageName"], Value::text("Qualification"));
}

#[test]
fn the_effect_of_a_record_type_goes_before_the_one_for_all() {
    let stage = |value: &str, record_type: Option<&str>| crate::disposition::Effect::Set {
        on: Target::Opportunity,
        field: "StageName".into(),
        value: Value::text(value),
        only_from: vec![],
        optional: false,
        record_type: record_type.map(str::to_owned),
    };
    let table = DispositionTable::default();
    let mut row = table.rows[0].clone();
    row.effects = vec![stage("Closed Won", Some("Renewal")), stage("Qualification", None)];
    let (org, mapping, me) = (with_renewals(), Mapping::default(), me());
    let ground = Ground {
        me: &me,
        zone: &TimeZone::UTC,
        home: None,
        org: &org,
        mapping: &mapping,
        hours: &WorkingHours::default(),
    };
    let mut renewal = deal("Prospecting");
    renewal.values.insert("RecordTypeId".into(), json!("012000000000001AAA"));
    for (deal, value) in [(renewal, "Closed Won"), (deal("Prospecting"), "Qualification")] {
        let plan = plan(&wrap_up("interested", sarah(), vec![deal]), &row, &call(), ground);
        assert_eq!(find(&plan, "opportunity").fields["StageName"], Value::text(value));
    }
}
