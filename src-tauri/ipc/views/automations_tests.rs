use super::*;
use crate::ipc::caller::RecordView;
use crate::ipc::pop::LineView;
use callside_core::automation::{Automation, Occurrence, OccurrenceId, Run};
use callside_core::facts::Facts;
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::shape::OrgShape;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

fn lens() -> Lens {
    Lens { org: OrgShape::default(), zone: TimeZone::UTC, ..crate::ipc::views::fixtures::lens() }
}

fn stored(held_back: Option<HeldBack>) -> StoredRun {
    let automation: Automation = serde_json::from_value(json!({
        "name": "note_calls", "title": "Note calls", "on": {"trigger": "call"},
        "steps": [
            {"do": "branch", "when": "caller.found = \"nobody\"", "then": [{"do": "toast", "text": "Nobody"}]},
            {"do": "action", "action": "create_lead", "with": {"LastName": "{{caller.provider_name}}"}},
        ],
    }))
    .unwrap();
    let mut facts = Facts::new();
    facts.set("caller.found", "nobody");
    facts.set("caller.provider_name", "x".repeat(100));
    let mut run = Run::begin(&automation, facts);
    run.advance();
    run.advance();
    let call = CallKey::new(Provider::Five9, "77").unwrap();
    let at = Timestamp::from_second(1_783_093_500).unwrap();
    let id = OccurrenceId::event(&EventId("e".into()));
    let happened = Happened::Call { call, word: "hung_up".into() };
    let occurrence = Occurrence { id, at, happened, caused_by: vec![] };
    StoredRun { id: 3, occurrence, run, held_back, entry: None, began_at: at, changed_at: at }
}

#[test]
fn a_run_reads_as_what_it_did() {
    let view = run(&stored(None), &HashMap::new(), &Actions::default(), &lens());
    let call = RunCallView { key: "five9:77".into(), id: "77".into(), kept: None };
    assert_eq!(view.because, BecauseView::Call { call, word: CallWord::HungUp });
    assert_eq!(view.state, RunStateView::Waiting);
    let did: Vec<_> = view.steps.iter().map(|step| (step.did.clone(), step.waits)).collect();
    let inputs = vec![("LastName".to_owned(), format!("{}…", "x".repeat(79)))];
    let expected = [
        (DidView::Asked { when: "caller.found = \"nobody\"".into(), held: true }, false),
        (DidView::Showed { text: "Nobody".into() }, false),
        (DidView::Ran { action: "create_lead".into(), inputs }, true),
    ];
    assert_eq!(did, expected);
    assert!(view.inputs.contains(&("caller.found".to_owned(), "nobody".to_owned())));
}

#[test]
fn what_set_a_run_off_is_called_as_people_call_it() {
    let lens = lens();
    let mut stored = stored(None);
    let key = CallKey::new(Provider::Five9, "77").unwrap();
    let began_at = Timestamp::from_second(1_783_093_440).unwrap();
    let captions = |name: Option<&str>, number: Option<&str>| {
        let caption = Caption { began_at, name: name.map(str::to_owned), number: number.map(str::to_owned) };
        HashMap::from([(key.clone(), caption)])
    };
    let actions = Actions::default();
    let because = |stored: &StoredRun, calls: &HashMap<CallKey, Caption>| run(stored, calls, &actions, &lens).because;
    for (name, number, text) in [
        (Some("Priya Raman"), Some("+14155550177"), Some("+1 415-555-0177")),
        (None, Some("+14155550177"), Some("+1 415-555-0177")),
        (None, None, None),
    ] {
        let BecauseView::Call { call, .. } = because(&stored, &captions(name, number)) else { panic!("a call") };
        let number = text.map_or(LineView::Withheld, |text| LineView::Number { text: text.into(), extension: None });
        let kept = KeptCallView { who: name.map(str::to_owned), number, began_at: began_at.as_millisecond() };
        assert_eq!((call.key.as_str(), call.kept), ("five9:77", Some(kept)));
    }
    let id = RecordId::new("500000000000001AAA").unwrap();
    let action = RecordId::new("04k000000000001AAA").unwrap();
    stored.occurrence.happened = Happened::Message { object: "Case".into(), id: id.clone(), action };
    let named = |name: Option<&str>| {
        let by_id = outbox::by_id("Case", &id, &lens);
        BecauseView::Message { record: NamedRecordView { name: name.map(str::to_owned), ..by_id } }
    };
    assert_eq!(because(&stored, &HashMap::new()), named(None));
    stored.run.facts.set("record.CaseNumber", "00001026");
    assert_eq!(because(&stored, &HashMap::new()), named(Some("00001026")));

    for (record, label) in [("00Q000000000001AAA", "Lead"), ("a0B000000000001AAA", "a0B000000000001AAA")] {
        let record = RecordId::new(record).unwrap();
        stored.run.done[1].what = Done::OpenRecord { record: record.clone() };
        let step = &run(&stored, &HashMap::new(), &actions, &lens).steps[1];
        let opened = (step.records[0].record.id.as_str(), step.records[0].label.as_str());
        assert_eq!((&step.did, opened), (&DidView::Opened, (record.as_str(), label)));
    }
}

#[test]
fn every_word_of_a_phone_system_has_its_own() {
    for word in CallChange::WORDS {
        assert_eq!(serde_json::to_value(call_word(word)).unwrap(), word);
    }
    assert_eq!(call_word("teleported"), CallWord::Noted);
}

#[test]
fn an_action_and_what_it_was_given_are_called_as_people_call_them() {
    let mut stored = stored(None);
    let with = [("LastName".to_owned(), json!("Raman")), ("Own__c".to_owned(), json!(7))].into();
    stored.run.done[2].what = Done::Action { action: "lead.create".into(), with };
    let title = Actions::default().action("lead.create").unwrap().title;
    let inputs = vec![("Last name".to_owned(), "Raman".to_owned()), ("Own".to_owned(), "7".to_owned())];
    let view = run(&stored, &HashMap::new(), &Actions::default(), &lens());
    assert_eq!(view.steps[2].did, DidView::Ran { action: title, inputs });
}

#[test]
fn why_a_step_could_not_be_done_is_said_part_by_part() {
    use crate::ipc::action::MisfitBecause;
    use callside_core::action::BindFault;
    let mut stored = stored(None);
    let missing = |label: &str| BindFault::Missing { name: label.into(), label: label.into() };
    let why = Cannot::DoesNotFit { faults: vec![missing("Last Name"), missing("Company")] };
    stored.run.acted(3, Err(Outcome::Failed { step: 3, why }));
    let view = run(&stored, &HashMap::new(), &Actions::default(), &lens());
    let because = ["Last Name", "Company"].map(|label| MisfitBecause::Missing { label: label.into() }).into();
    let why = CannotView::DoesNotFit { because };
    assert_eq!(view.steps.last().unwrap().did, DidView::Failed { step: 3, why });
    assert_eq!(view.state, RunStateView::Failed);
}

#[test]
fn a_run_that_was_held_back_says_why() {
    let view = run(&stored(Some(HeldBack::OwnWrite)), &HashMap::new(), &Actions::default(), &lens());
    assert_eq!(view.state, RunStateView::HeldBack);
    assert_eq!(view.steps.last().unwrap().did, DidView::HeldBack { why: HeldBackView::OwnWrite });
}

#[test]
fn records_that_an_action_wrote_can_be_opened() {
    let mut stored = stored(None);
    let given = json!({"id": "00Q", "records": [{"object": "Lead", "id": "00Q000000000001AAA"}]});
    stored.run.acted(3, Ok(given));
    let view = run(&stored, &HashMap::new(), &Actions::default(), &lens());
    let record = RecordView { object: "Lead".into(), id: "00Q000000000001AAA".into() };
    let named = NamedRecordView { record, label: "Lead".into(), name: None, detail: String::new() };
    assert_eq!(view.steps[2].records, [named]);
}

#[test]
fn parents_of_the_record_are_offered_step_by_step_with_whole_paths() {
    use callside_core::shape::FieldShape;
    let mut lens = lens();
    let mut add = |object: &str, field: &str, kind: &str, to: Option<(&str, &str)>| {
        let shape = FieldShape {
            kind: kind.into(),
            relationship: to.map(|(relationship, _)| relationship.to_owned()),
            references: to.map(|(_, object)| object.to_owned()).into_iter().collect(),
            ..FieldShape::default()
        };
        lens.org.objects.entry(object.into()).or_default().fields.insert(field.into(), shape);
    };
    add("Case", "AccountId", "reference", Some(("Account", "Account")));
    add("Account", "AnnualRevenue", "currency", None);
    add("Account", "OwnerId", "reference", Some(("Owner", "User")));
    let parents =
        |trigger: serde_json::Value| choices(&serde_json::from_value(trigger).unwrap(), &lens, Vec::new()).parents;
    assert_eq!(parents(json!({"trigger": "new_record", "object": "Case"})), ["record.Account"]);
    let changed = json!({"trigger": "updated_record", "object": "Case"});
    assert_eq!(parents(changed), ["record.Account", "before.Account"]);
    for without in ["deleted_record", "outbound_message"] {
        assert_eq!(parents(json!({"trigger": without, "object": "Case"})), [""; 0], "{without}");
    }
    let account = parent("before.Account", &lens.org.offered("Case", &["Account"]));
    let facts: Vec<_> = account.facts.iter().map(|fact| (fact.path.as_str(), fact.kind.as_str())).collect();
    assert_eq!(facts, [("before.Account.AnnualRevenue", "number"), ("before.Account.OwnerId", "text")]);
    assert_eq!(account.parents, ["before.Account.Owner"]);
    let own = parent("", &lens.org.offered("Case", &[]));
    assert_eq!((own.facts[0].path.as_str(), own.parents), ("AccountId", vec!["Account".to_owned()]));
}
