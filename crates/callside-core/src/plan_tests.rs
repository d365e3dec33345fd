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
        ("Event", "Subject OwnerId WhoId WhatId StartDateTime DurationInMinutes"),
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
        instance_url: "https://example.my.salesforce.com".into(),
    }
}

fn wrap_up(code: &str, about: About, related: Vec<Related>) -> WrapUp {
    WrapUp {
        call: call().key,
        disposition: DispositionCode(code.into()),
        notes: "Wants the corrected invoice.".into(),
        agreed_at: None,
        about,
        related,
        allow_duplicate: false,
        decided_at: at("2026-11-20T17:07:00Z"),
    }
}

fn made(code: &str, about: About, related: Vec<Related>, org: &OrgShape) -> WrapUpPlan {
    let table = DispositionTable::default();
    let wrap_up = wrap_up(code, about, related);
    let zone = TimeZone::get("America/New_York").unwrap();
    plan(&wrap_up, table.get(&wrap_up.disposition).unwrap(), &call(), &me(), &zone, org)
}

fn sarah() -> About {
    let caller = CallerRef { object: CallerObject::Contact, id: id(SARAH) };
    About::Known { caller, name: "Sarah Johnson".into(), account: None }
}

fn lead() -> About {
    let caller = CallerRef { object: CallerObject::Lead, id: id(LEAD) };
    About::Known { caller, name: "Lee Moss".into(), account: None }
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
    assert_eq!(due_at(Due::InWorkingDays { days: 1 }, None, decided, &zone), at("2026-11-23T14:00:00Z"));
    assert_eq!(due_at(Due::AsAgreed, None, decided, &zone), at("2026-11-23T15:00:00Z"));
    let agreed = at("2026-12-01T09:00:00Z");
    assert_eq!(due_at(Due::AsAgreed, Some(agreed), decided, &zone), agreed);
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
    let about = About::Known { caller, name: "Sarah\r\n\u{0}  Johnson ".into(), account: None };
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
