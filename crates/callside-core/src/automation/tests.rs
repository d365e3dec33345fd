use super::*;
use crate::config::{Configuration, Known, Noun, Section};
use crate::facts::Facts;
use crate::ids::{CallKey, EventId, Provider, RecordId};
use crate::shape::{FieldShape, ObjectShape, OrgShape};
use serde_json::{Value, json};

fn automation(value: Value) -> Automation {
    serde_json::from_value(value).unwrap()
}

fn lead_maker() -> Automation {
    automation(json!({
        "name": "lead_from_stranger", "title": "Lead from a stranger",
        "on": {"trigger": "call", "events": ["ended"]},
        "when": "caller.found = \"nobody\"",
        "steps": [
            {"do": "action", "action": "create_lead", "as": "lead",
             "with": {"LastName": "{{caller.provider_name or \"Unknown\"}}", "Phone": "{{caller_phone}}", "Email": "{{caller.email}}"}},
            {"do": "branch", "when": "call.talk_s > 60",
             "then": [{"do": "action", "action": "create_task", "with": {"WhoId": "{{results.lead.id}}"}}],
             "otherwise": [{"do": "toast", "text": "Short call"}, {"do": "stop"}]},
            {"do": "open_record", "record": "{{results.lead.id}}"},
            {"do": "tag", "tag": "new lead"},
        ],
    }))
}

fn ended() -> Occurrence {
    Occurrence {
        id: OccurrenceId::event(&EventId("e1".into())),
        at: "2026-11-20T12:00:00Z".parse().unwrap(),
        happened: Happened::Call { call: CallKey::new(Provider::Five9, "1").unwrap(), word: "ended".into() },
        caused_by: vec![],
    }
}

fn facts(talk_s: u32) -> Facts {
    let mut facts = Facts::new();
    facts.set("caller.found", "nobody");
    facts.set("caller.number", "+14155550134");
    facts.set("call.talk_s", talk_s);
    facts
}

const LEAD: &str = "00Q000000000001AAA";

#[test]
fn a_run_says_what_comes_next_and_passes_results_on() {
    let mut run = Run::begin(&lead_maker(), facts(90));
    let Next::Act(act) = run.advance() else { panic!("an action comes first") };
    assert_eq!(act.action, "create_lead");
    assert_eq!(Value::from_iter(act.with.clone()), json!({"LastName": "Unknown", "Phone": "+14155550134"}));
    assert_eq!(run.advance(), Next::Act(act.clone()), "said again until it is answered");
    // A restart in between.
    let mut run: Run = serde_json::from_str(&serde_json::to_string(&run).unwrap()).unwrap();
    run.acted(act.number + 1, Ok(json!({"id": "somebody else's"})));
    run.acted(act.number, Ok(json!({"id": LEAD})));
    run.acted(act.number, Ok(json!({"id": "said again"})));
    let Next::Act(task) = run.advance() else { panic!("a task follows") };
    assert_eq!(Value::from_iter(task.with), json!({"WhoId": LEAD}));
    run.acted(task.number, Ok(Value::Null));
    assert_eq!(run.advance(), Next::OpenRecord(RecordId::new(LEAD).unwrap()));
    assert_eq!(run.advance(), Next::Tag("new lead".into()));
    assert_eq!(run.advance(), Next::Finished(Outcome::Done));
    assert_eq!(run.done.iter().map(|done| done.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[test]
fn the_other_way_may_stop_the_run() {
    let mut run = Run::begin(&lead_maker(), facts(5));
    let Next::Act(act) = run.advance() else { panic!("an action comes first") };
    run.acted(act.number, Ok(json!({"id": LEAD})));
    assert_eq!(run.advance(), Next::Toast("Short call".into()));
    assert_eq!(run.advance(), Next::Finished(Outcome::Done));
}

#[test]
fn a_run_that_failed_takes_no_further_step() {
    let mut run = Run::begin(&lead_maker(), facts(90));
    let Next::Act(act) = run.advance() else { panic!("an action comes first") };
    run.acted(act.number, Err(Outcome::TakenBack { step: act.number }));
    assert_eq!(run.advance(), Next::Finished(Outcome::TakenBack { step: 1 }));
    assert!(run.is_finished());
}

#[test]
fn steps_are_bounded() {
    let mut many = lead_maker();
    many.steps = vec![Step::Toast { text: crate::template::Template::parse("hello").unwrap() }; 30];
    let mut run = Run::begin(&many, Facts::new());
    let toasts = std::iter::from_fn(|| matches!(run.advance(), Next::Toast(_)).then_some(())).count();
    assert_eq!(toasts, 20);
    assert_eq!(run.advance(), Next::Finished(Outcome::TooManySteps));
}

#[test]
fn what_is_not_known_leaves_a_step_out() {
    let text = |text: &str| crate::template::Template::parse(text).unwrap();
    let mut quiet = lead_maker();
    quiet.steps = vec![
        Step::Toast { text: text("{{caller.email}}") },
        Step::OpenRecord { record: text("not an id") },
        Step::Tag { tag: text("{{call.queue}}") },
    ];
    let mut run = Run::begin(&quiet, Facts::new());
    assert_eq!(run.advance(), Next::Finished(Outcome::Done));
    let left: Vec<&Done> = run.done.iter().map(|done| &done.what).collect();
    let each = [LeftOut::Toast, LeftOut::OpenRecord, LeftOut::Tag].map(|step| Done::LeftOut { step });
    assert_eq!(left, each.iter().collect::<Vec<_>>());
}

#[test]
fn decisions_need_trigger_condition_and_room() {
    let one = lead_maker();
    let off = Automation { enabled: false, ..one.clone() };
    let list = std::slice::from_ref(&one);
    let runs = |occurrence: &Occurrence, facts: &Facts, ran: u32| {
        decide(list, occurrence, facts, |_| ran).into_iter().map(|d| format!("{d:?}")).collect::<Vec<_>>().join(",")
    };
    assert!(runs(&ended(), &facts(1), 0).starts_with("Runs"));
    assert_eq!(runs(&ended(), &Facts::new(), 0), "", "the condition does not hold");
    let answered = Happened::Call { call: CallKey::new(Provider::Five9, "1").unwrap(), word: "answered".into() };
    assert_eq!(runs(&Occurrence { happened: answered, ..ended() }, &facts(1), 0), "", "another event");
    assert!(decide(&[off], &ended(), &facts(1), |_| 0).is_empty(), "switched off");
    assert!(runs(&ended(), &facts(1), 500).ends_with("TooOften)"));
    assert!(runs(&Occurrence { caused_by: vec![one.name.clone()], ..ended() }, &facts(1), 0).ends_with("OwnWrite)"));
    let others = (0..5).map(|n| AutomationName::new(&format!("other_{n}")).unwrap()).collect();
    assert!(runs(&Occurrence { caused_by: others, ..ended() }, &facts(1), 0).ends_with("Chain)"));
}

#[test]
fn records_set_off_by_object_owner_and_changed_fields() {
    let id = RecordId::new(LEAD).unwrap();
    let record = |change, mine| Happened::Record { object: "Lead".into(), id: id.clone(), change, mine };
    let updated = |fields: &[&str]| RecordChange::Updated { fields: fields.iter().map(|f| (*f).into()).collect() };
    let on = |value| serde_json::from_value::<Trigger>(value).unwrap();
    for (trigger, happened, expected) in [
        (json!({"trigger": "new_record", "object": "Lead"}), record(RecordChange::New, true), true),
        (json!({"trigger": "new_record", "object": "Lead"}), record(RecordChange::New, false), false),
        (
            json!({"trigger": "new_record", "object": "Lead", "whose": "anyones"}),
            record(RecordChange::New, false),
            true,
        ),
        (json!({"trigger": "new_record", "object": "Contact"}), record(RecordChange::New, true), false),
        (json!({"trigger": "new_record", "object": "Lead"}), record(updated(&[]), true), false),
        (json!({"trigger": "updated_record", "object": "Lead"}), record(updated(&[]), true), true),
        (
            json!({"trigger": "updated_record", "object": "Lead", "fields": ["Status"]}),
            record(updated(&[]), true),
            false,
        ),
        (
            json!({"trigger": "updated_record", "object": "Lead", "fields": ["Status"]}),
            record(updated(&["Rating", "Status"]), true),
            true,
        ),
        (json!({"trigger": "deleted_record", "object": "Lead"}), record(RecordChange::Deleted, false), true),
    ] {
        assert_eq!(on(trigger.clone()).is_set_off_by(&happened), expected, "{trigger} by {happened:?}");
    }
}

#[test]
fn a_rehearsal_shows_the_steps_without_taking_them() {
    let steps = rehearse(&lead_maker(), &facts(90));
    let words: Vec<_> = steps.iter().map(|step| format!("{step:?}")).collect();
    assert!(words[0].contains("create_lead") && words[1].contains("create_task"), "{words:?}");
    assert_eq!(steps[2..], [Next::Tag("new lead".into())], "the lead's id is not known in a rehearsal");
}

fn org() -> OrgShape {
    let mut lead = ObjectShape::default();
    for (name, kind) in [("Id", "id"), ("Status", "picklist"), ("AnnualRevenue", "currency")] {
        lead.fields.insert(name.into(), FieldShape { kind: kind.into(), ..FieldShape::default() });
    }
    OrgShape { objects: [("Lead".to_owned(), lead)].into() }
}

fn faults(automations: Value) -> Vec<String> {
    let text = serde_json::to_string(&json!({"callside_config": 1, "automations": automations})).unwrap();
    let offers = ["create_lead", "create_task"].map(|name| (Noun::Action, name.to_owned()));
    let offers = offers.into_iter().chain([(Noun::Disposition, "busy".to_owned())]);
    match Configuration::default().read("a.json", &text, &org(), offers) {
        Ok(_) => vec![],
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut value = serde_json::to_value(lead_maker()).unwrap();
    change(&mut value);
    json!([value])
}

#[test]
fn a_right_file_has_no_faults() {
    assert_eq!(faults(with(|_| ())), Vec::<String>::new());
}

#[test]
fn what_cannot_be_right_is_refused_with_path_and_nearest_name() {
    for (wrong, expected) in [
        (with(|v| v["name"] = json!("Bad Name")), "0.name: the name of an automation has lower-case letters"),
        (with(|v| v["title"] = json!(" ")), "0.title: title is missing"),
        (with(|v| v["on"]["events"] = json!(["endet"])), "0.on.events.0: endet is none of the words"),
        (with(|v| v["when"] = json!("caler.found = \"nobody\"")), "did you mean caller.found?"),
        (with(|v| v["when"] = json!("caller.found = \"nobodi\"")), "did you mean nobody?"),
        (with(|v| v["when"] = json!("caller.found =")), "0.when: character 15: here comes a name or a value"),
        (with(|v| v["steps"] = json!([])), "0.steps: a step is missing"),
        (with(|v| v["steps"][0]["action"] = json!("creat_lead")), "did you mean create_lead?"),
        (with(|v| v["steps"][0]["with"]["Phone"] = json!("{{caller_fone}}")), "0.with.Phone: character 1"),
        (with(|v| v["steps"][0]["with"]["Phone"] = json!("{{previous.id}}")), "nothing is called previous.id"),
        (with(|v| v["steps"][2]["record"] = json!("{{results.led.id}}")), "nothing is called results.led.id"),
        (
            with(|v| v["steps"][1]["then"][0]["acton"] = json!("x")),
            "nothing here is called acton; did you mean action?",
        ),
        (with(|v| v["limits"] = json!({"steps": 0, "runs_per_hour": 5})), "0.limits.steps: at most 100"),
        (with(|v| v["on"] = json!({"trigger": "disposition", "codes": ["bussy"]})), "did you mean busy?"),
        (with(|v| v["on"] = json!({"trigger": "new_record", "object": "Leed"})), "did you mean Lead?"),
        (
            with(|v| {
                v["on"] = json!({"trigger": "updated_record", "object": "Lead", "fields": ["Statsu"]});
                v["when"] = Value::Null;
                v["steps"] = json!([{"do": "stop"}]);
            }),
            "0.on.fields.0: there is no field called Statsu; did you mean Status?",
        ),
        (
            with(|v| {
                v["on"] = json!({"trigger": "new_record", "object": "Lead"});
                v["when"] = json!("record.AnnualRevenue > \"much\"");
                v["steps"] = json!([{"do": "tag", "tag": "{{record.Status}}"}]);
            }),
            "0.steps.0: this needs a call",
        ),
    ] {
        let found = faults(wrong.clone());
        assert!(found.iter().any(|fault| fault.contains(expected)), "{expected}\n{found:?}\n{wrong}");
    }
    let twice = json!([lead_maker(), lead_maker()]);
    assert_eq!(faults(twice), ["a.json:1: automations.1.name: lead_from_stranger is there twice"]);
}

#[test]
fn branches_are_bounded() {
    let mut step = json!({"do": "stop"});
    for _ in 0..=Step::DEEPEST + 1 {
        step = json!({"do": "branch", "when": "call.answered", "then": [step]});
    }
    let found = faults(with(|v| v["steps"] = json!([step])));
    assert!(found.iter().any(|fault| fault.contains("at most 8")), "{found:?}");
}

#[test]
fn automations_are_offered_by_name() {
    let offers = Automations(vec![lead_maker()]).offers();
    assert_eq!(offers, [(Noun::Automation, "lead_from_stranger".to_owned())]);
    let org = OrgShape::default();
    assert!(Automations(vec![]).wrongs(&Known::new(&org)).is_empty());
}

#[test]
fn fields_of_parents_are_known_and_a_wrong_one_comes_with_the_right_path() {
    let mut org = OrgShape::default();
    let field = |kind: &str, parent: Option<&str>| FieldShape {
        kind: kind.into(),
        relationship: parent.map(str::to_owned),
        references: parent.map(str::to_owned).into_iter().collect(),
        ..FieldShape::default()
    };
    let fields = |list: Vec<(&str, FieldShape)>| ObjectShape {
        fields: list.into_iter().map(|(name, field)| (name.to_owned(), field)).collect(),
        ..ObjectShape::default()
    };
    let case = vec![("Status", field("string", None)), ("AccountId", field("reference", Some("Account")))];
    org.objects.insert("Case".into(), fields(case));
    let account = vec![("Name", field("string", None)), ("AnnualRevenue", field("currency", None))];
    org.objects.insert("Account".into(), fields(account));
    let read = |trigger: &str, when: &str, text: &str| {
        let file = json!({ "callside_config": 1, "automations": [{
            "name": "a", "title": "A", "on": {"trigger": trigger, "object": "Case"}, "when": when,
            "steps": [{"do": "toast", "text": text}],
        }]});
        let read = Configuration::default().read("a.json", &file.to_string(), &org, []);
        read.map_err(|faults| faults.into_iter().map(|fault| (fault.path, fault.nearest)).collect::<Vec<_>>())
    };
    let wrong = |at: &str, near: &str| Err(vec![(format!("automations.0.{at}"), Some(near.to_owned()))]);
    let is_right = "record.Account.AnnualRevenue > 1000";
    assert!(read("new_record", is_right, "{{record.Account.Name}}").is_ok());
    assert!(read("updated_record", "before.Account.Name != record.Account.Name", "moved").is_ok());
    for (trigger, when, text, expected) in [
        ("new_record", is_right, "{{record.Account.Nmae}}", wrong("steps.0.text", "record.Account.Name")),
        ("new_record", is_right, "{{record.Acount.Name}}", wrong("steps.0.text", "record.Account.Name")),
        ("updated_record", "record.Account.AnualRevenue > 1", "x", wrong("when", "record.Account.AnnualRevenue")),
    ] {
        assert_eq!(read(trigger, when, text).map(|_| ()), expected, "{when} {text}");
    }
    assert!(read("new_record", "record.Account.Name > 3", "x").is_err(), "a text is no number");
    assert!(read("outbound_message", "record.Account.Name = \"x\"", "x").is_err(), "a message has its own record only");
}
