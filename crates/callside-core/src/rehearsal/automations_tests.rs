use super::*;
use crate::call::{Call, Phase};
use crate::event::{CallChange, CallFacts};
use crate::ids::EventId;
use crate::phone::Line;
use crate::pop::{Caller, Freshness};
use crate::record::CallerContext;
use crate::rehearsal::{Sides, tests as usual};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;
use std::sync::Arc;

fn rules(automations: &Json) -> Rules {
    Rules { automations: Arc::new(serde_json::from_value(automations.clone()).unwrap()), ..usual::rules() }
}

/// A call from Billing that rang, was answered and ended, and was wrapped up as busy.
fn decided() -> Decided {
    let busy = usual::decided(1, "busy", "Again at five", None);
    let (key, at) = (busy.call.key.clone(), busy.call.first_at);
    let event = |id: &str, what| CallEvent {
        id: EventId(id.into()),
        call: key.clone(),
        at,
        what,
        facts: CallFacts { queue: Some("Billing".into()), ..CallFacts::default() },
    };
    let events = vec![event("1", CallChange::Ringing), event("2", CallChange::Answered), event("3", CallChange::Ended)];
    let pop = ScreenPop {
        call: key.clone(),
        phase: Phase::Ended,
        direction: None,
        queue: Some("Billing".into()),
        campaign: None,
        began_at: at,
        answered_at: None,
        ended_at: None,
        line: Line::Withheld,
        memory: None,
        hand_over: None,
        heard: None,
        provider_name: None,
        caller: Caller::Withheld,
        context: CallerContext::default(),
        timeline: vec![],
        freshness: Freshness::Local { as_of: None },
        changed: BTreeSet::new(),
    };
    Decided { call: Call::begin(&events[0]), heard: Heard { events, pop: Some(pop), ..Heard::default() }, ..busy }
}

/// The automation, the part of its step, what it was and what it would be.
type Changed = (String, (StepPart, usize), Option<Value>, Option<Value>);

fn changes(now: &Json, then: &Json) -> Vec<Changed> {
    let steps = differ(now, then, &decided()).into_iter().map(|change| match change {
        Change::Step { automation, part, time, before, after } => (automation, (part, time), before, after),
        other => panic!("no step: {other:?}"),
    });
    steps.collect()
}

fn differ(now: &Json, then: &Json, decided: &Decided) -> Vec<Change> {
    let sides = Sides::new(rules(now), rules(then), usual::scenery());
    sides.rehearse(decided, &mut Runs::default()).differing.map(|differing| differing.changes).unwrap_or_default()
}

fn text(value: &str) -> Option<Value> {
    Some(Value::text(value))
}

#[test]
fn a_changed_condition_takes_its_steps_with_it() {
    let tagged = |when: &str| {
        json!([{
            "name": "tag", "title": "Tag billing", "on": {"trigger": "call", "events": ["answered"]}, "when": when,
            "steps": [{"do": "tag", "tag": "{{call.queue}}"}, {"do": "toast", "text": "From {{call.queue}}"}],
        }])
    };
    let (holds, not) = (tagged("call.queue = \"Billing\""), tagged("call.queue = \"Sales\""));
    let gone = [
        ("Tag billing".to_owned(), (StepPart::Toast, 1), text("From Billing"), None),
        ("Tag billing".to_owned(), (StepPart::Tag, 1), text("Billing"), None),
    ];
    assert_eq!(changes(&holds, &not), gone);
    assert_eq!(changes(&not, &holds).len(), 2);
    assert_eq!(changes(&holds, &holds), []);
    assert_eq!(changes(&json!([]), &json!([])), []);
}

#[test]
fn a_changed_step_shows_what_it_said_and_would_say() {
    let said = |words: &str| {
        json!([{
            "name": "busy", "title": "Busy", "on": {"trigger": "disposition", "codes": ["busy"]},
            "steps": [{"do": "action", "action": "create_task", "with": {"Subject": words, "Description": "{{disposition.notes}}"}},
                      {"do": "toast", "text": "once"}, {"do": "toast", "text": "twice"}],
        }])
    };
    let input = |name: &str| StepPart::Input { action: "create_task".into(), input: name.into() };
    let one = [("Busy".to_owned(), (input("Subject"), 1), text("Call again"), text("Ring again"))];
    assert_eq!(changes(&said("Call again"), &said("Ring again")), one);
    let new = changes(&json!([]), &said("Call again"));
    let steps: Vec<_> = new.iter().map(|(_, part, before, _)| (part.clone(), before.is_none())).collect();
    let action = StepPart::Action("create_task".into());
    let inputs = [input("Description"), input("Subject")];
    let expected = [(action, 1)].into_iter().chain(inputs.map(|input| (input, 1)));
    let expected = expected.chain([(StepPart::Toast, 1), (StepPart::Toast, 2)]);
    assert_eq!(steps, expected.map(|part| (part, true)).collect::<Vec<_>>());
    assert_eq!(new[1].3, text("Again at five"));
}

#[test]
fn each_event_of_a_call_sets_off_once() {
    let every = json!([{
        "name": "every", "title": "Every", "on": {"trigger": "call", "events": ["ringing", "ended"]},
        "steps": [{"do": "tag", "tag": "{{event.kind}}"}],
    }]);
    let tags: Vec<_> = changes(&json!([]), &every).into_iter().map(|change| change.3).collect();
    assert_eq!(tags, [text("ringing"), text("ended")]);
}

#[test]
fn a_call_that_never_popped_sets_off_nothing() {
    let mut decided = decided();
    decided.heard.pop = None;
    let on = json!([{"name": "a", "title": "A", "on": {"trigger": "call", "events": ["ended"]}, "steps": [{"do": "tag", "tag": "x"}]}]);
    assert_eq!(differ(&json!([]), &on, &decided), []);
}

#[test]
fn only_what_automations_that_differ_react_to_is_heard() {
    let on = |name: &str, trigger: Json| json!({"name": name, "title": name, "on": trigger, "steps": [{"do": "stop"}]});
    let of = |words: &[&str]| Hears::These(words.iter().map(|word| (*word).to_owned()).collect());
    let ended = || on("a", json!({"trigger": "call", "events": ["ended", "ringing"]}));
    let busy = || on("b", json!({"trigger": "disposition", "codes": ["busy"]}));
    let lead = || on("c", json!({"trigger": "new_record", "object": "Lead"}));
    let any = || on("d", json!({"trigger": "call"}));
    let mut off = any();
    off["enabled"] = false.into();
    for (now, then, hears) in [
        (json!([]), json!([]), Hears::Nothing),
        (json!([any()]), json!([any()]), Hears::Nothing),
        (json!([]), json!([lead(), off]), Hears::Nothing),
        (json!([]), json!([busy()]), of(&[])),
        (json!([ended()]), json!([busy()]), of(&["ended", "ringing"])),
        (json!([ended(), any()]), json!([busy(), any()]), of(&["ended", "ringing"])),
        (json!([ended()]), json!([any()]), Hears::Everything),
        (json!([any()]), json!([ended()]), Hears::Everything),
    ] {
        assert_eq!(Sides::new(rules(&now), rules(&then), usual::scenery()).hears(), hears, "{now} {then}");
    }
}

#[test]
fn runs_of_what_is_proposed_are_counted_by_the_hour() {
    let toast = |when: &str| {
        json!([{"name": "say", "title": "Say", "on": {"trigger": "call", "events": ["ringing", "ended"]}, "when": when,
            "steps": [{"do": "toast", "text": "x"}]}])
    };
    let (all, none) = (toast("call.queue = \"Billing\""), toast("call.queue = \"Sales\""));
    for (now, then, told) in [(&none, &all, vec![("Say", 2, 1, 2)]), (&all, &none, vec![]), (&all, &all, vec![])] {
        let sides = Sides::new(rules(now), rules(then), usual::scenery());
        let mut runs = Runs::default();
        let _ = sides.rehearse(&decided(), &mut runs);
        let rates = sides.rates(&runs);
        let rates: Vec<_> = rates.iter().map(|it| (it.automation.as_str(), it.runs, it.hours, it.peak)).collect();
        assert_eq!(rates, told);
    }
}

#[test]
fn other_working_hours_are_another_next_working_day_for_the_same_automation() {
    use crate::working_hours::{WorkingDay, WorkingHours};
    let said = json!([{
        "name": "due", "title": "Due", "on": {"trigger": "call", "events": ["ended"]},
        "steps": [{"do": "toast", "text": "{{now.next_working_day}}"}],
    }]);
    let mut proposed = rules(&said);
    proposed.dispositions.working_hours = WorkingHours::read([WorkingDay::Sunday].into(), "09:00", "17:00").unwrap();
    let sides = Sides::new(rules(&said), proposed, usual::scenery());
    let changes = sides.rehearse(&decided(), &mut Runs::default()).differing.expect("a difference").changes;
    let steps = changes.into_iter().filter_map(|change| match change {
        Change::Step { before, after, .. } => Some((before, after)),
        _ => None,
    });
    assert_eq!(steps.collect::<Vec<_>>(), [(text("2026-11-23"), text("2026-11-22"))]);
}
