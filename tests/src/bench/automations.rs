//! Deciding about a thousand automations, and reading a thousand rules and templates.

use super::Report;
use callside_core::automation::{Automation, Happened, Occurrence, OccurrenceId, decide};
use callside_core::config::Configuration;
use callside_core::facts::{Fact, Facts};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::rule::Rule;
use callside_core::shape::OrgShape;
use callside_core::template::Template;
use jiff::Timestamp;
use serde_json::json;
use std::hint::black_box;
use std::time::Instant;

const AUTOMATIONS: usize = 1_000;
const EVENTS: usize = 2_000;
const READINGS: usize = 50;

/// Measures the pure part: what the engine asks for each event.
pub fn automations(report: &mut Report) {
    let list = list();
    let (occurrence, facts) = (ended(), facts());
    let mut times = Vec::new();
    for _ in 0..EVENTS {
        let began = Instant::now();
        let decided = decide(black_box(&list), &occurrence, &facts, |_| 0);
        times.push(began.elapsed());
        assert_eq!(decided.len(), AUTOMATIONS / 2, "every other one runs");
    }
    report.times("deciding about 1,000 automations on one event", &times);
    let rules: Vec<String> = (0..1_000).map(rule).collect();
    let templates: Vec<String> = (0..1_000)
        .map(|n| format!("Call {{{{caller.name or caller.number}}}} about {n} ({{{{call.queue}}}})"))
        .collect();
    let (mut of_rules, mut of_templates, mut of_file) = (Vec::new(), Vec::new(), Vec::new());
    let file = json!({"callside_config": 1, "automations": list}).to_string();
    let org = OrgShape::default();
    for _ in 0..READINGS {
        let began = Instant::now();
        assert!(rules.iter().all(|text| Rule::parse(black_box(text)).is_ok()));
        of_rules.push(began.elapsed());
        let began = Instant::now();
        assert!(templates.iter().all(|text| Template::parse(black_box(text)).is_ok()));
        of_templates.push(began.elapsed());
        let began = Instant::now();
        Configuration::default().read("bench.json", black_box(&file), &org, []).expect("a right file");
        of_file.push(began.elapsed());
    }
    report.times("reading 1,000 rules", &of_rules);
    report.times("reading 1,000 templates", &of_templates);
    report.times("reading and checking a file of 1,000 automations", &of_file);
}

/// Half of them hold, and none can be told by its first test alone.
fn rule(n: usize) -> String {
    let talked = if n.is_multiple_of(2) { 10 } else { 1_000 };
    format!(
        "(call.queue in [\"Billing\", \"Sales\", \"Team {n}\"] or caller.company starts with \"Acme\") \
         and call.talk_s >= {talked} and not caller.do_not_call and call.tags contains \"vip\""
    )
}

fn list() -> Vec<Automation> {
    let one = |n: usize| {
        json!({
            "name": format!("automation_{n}"), "title": format!("Automation {n}"),
            "on": {"trigger": "call", "events": ["ended"]}, "when": rule(n),
            "steps": [{"do": "toast", "text": "Call {{caller.name or caller.number}} again"},
                      {"do": "open_record", "record": "{{caller.id}}"}],
        })
    };
    (0..AUTOMATIONS).map(|n| serde_json::from_value(one(n)).expect("an automation")).collect()
}

fn ended() -> Occurrence {
    Occurrence {
        id: OccurrenceId::event(&EventId("e".into())),
        at: Timestamp::now(),
        happened: Happened::Call { call: CallKey::new(Provider::Five9, "1").expect("a key"), word: "ended".into() },
        caused_by: vec![],
    }
}

fn facts() -> Facts {
    let mut facts = Facts::new();
    for (path, fact) in [
        ("call.queue", Fact::text("Support")),
        ("caller.company", Fact::text("Acme Corporation")),
        ("call.talk_s", Fact::from(61_u32)),
        ("caller.do_not_call", Fact::Bool(false)),
        ("call.tags", Fact::List(vec![Fact::text("new"), Fact::text("VIP")])),
        ("caller.name", Fact::text("Sarah Johnson")),
        ("caller.id", Fact::text("003000000000001AAA")),
    ] {
        facts.set(path, fact);
    }
    facts
}
