//! Templates as people write them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use callside_core::facts::{Fact, Facts, Kind, Vocabulary};
use callside_core::template::{Template, Tree};
use proptest::prelude::*;
use serde_json::json;

fn facts() -> Facts {
    let mut facts = Facts::new();
    facts.set("caller.name", "Sarah {{me.id}} O'Brien");
    facts.set("caller.number", "+14155550134");
    facts.set("caller.do_not_call", true);
    facts.set("call.talk_s", 61_u32);
    facts.set("now.tomorrow", Fact::Date("2026-11-27".parse().unwrap()));
    facts.set("previous.id", "00Q000000000001AAA");
    facts
}

fn fill(text: &str) -> Option<Fact> {
    Template::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}")).fill(&facts())
}

#[test]
fn a_name_alone_keeps_its_type() {
    for (text, expected) in [
        ("{{call.talk_s}}", Fact::from(61_u32)),
        ("{{ caller.do_not_call }}", Fact::Bool(true)),
        ("{{now.tomorrow}}", Fact::Date("2026-11-27".parse().unwrap())),
        ("{{caller_phone}}", Fact::text("+14155550134")),
        ("{{previousAction.id}}", Fact::text("00Q000000000001AAA")),
        ("Call {{caller.number}} ({{call.talk_s}} s)", Fact::text("Call +14155550134 (61 s)")),
        ("no names", Fact::text("no names")),
        ("{single} }}", Fact::text("{single} }}")),
        ("{{caller.email or caller.number}}", Fact::text("+14155550134")),
        ("to {{caller.email or \"some}}body\"}}!", Fact::text("to some}}body!")),
        // What a caller writes is not read again.
        ("{{caller.name}}", Fact::text("Sarah {{me.id}} O'Brien")),
    ] {
        assert_eq!(fill(text), Some(expected), "{text}");
    }
}

#[test]
fn what_is_not_known_leaves_the_field_out() {
    for text in
        ["{{caller.email}}", "Mail {{caller.email}} about it", "{{caller.email or caller.title}}", "", "{{\"\"}}"]
    {
        assert_eq!(fill(text), None, "{text}");
    }
}

#[test]
fn what_cannot_be_read_says_where() {
    for (text, from, says) in [
        ("Hello {{caller.name", 6, "{{ has no closing }}"),
        ("é{{}}", 1, "between {{ and }} comes a name, or several with or between them"),
        ("{{caller name}}", 0, "between {{ and }} comes a name, or several with or between them"),
        ("{{caller.name or}}", 0, "between {{ and }} comes a name, or several with or between them"),
        ("{{\"open}}", 0, "between {{ and }} comes a name, or several with or between them"),
        (&"x".repeat(40_000), 0, "the template is longer than 32,768 bytes"),
    ] {
        let fault = Template::parse(text).expect_err(text);
        assert_eq!((fault.from, fault.problem.to_string().as_str()), (from, says), "{text:.40}");
    }
}

#[test]
fn unknown_names_come_with_the_nearest() {
    let template = Template::parse("Hi {{caller.nmae}}, {{previous.x}} {{caler_phone}}").unwrap();
    let faults = template.faults(&Vocabulary::of_call().with_open("previous"));
    let found: Vec<_> = faults.iter().map(|f| (f.from, f.to, f.nearest.as_deref())).collect();
    assert_eq!(found, [(3, 18, Some("caller.name")), (35, 50, Some("caller_phone"))]);
}

#[test]
fn the_kind_is_known_before_there_are_facts() {
    for (text, kind) in [
        ("{{call.talk_s}}", Kind::Number),
        ("{{call.talk_s}} s", Kind::Text),
        ("{{caller.name or \"x\"}}", Kind::Text),
        ("{{caller.name or call.talk_s}}", Kind::Any),
        ("plain", Kind::Text),
    ] {
        assert_eq!(Template::parse(text).unwrap().kind(&Vocabulary::of_call()), kind, "{text}");
    }
}

#[test]
fn json_keeps_null_and_leaves_out_what_is_not_known() {
    let written = json!({
        "LastName": "{{caller.name}}", "Email": "{{caller.email}}", "Fax": null, "DoNotCall": "{{caller.do_not_call}}",
        "Nested": {"Only": "{{caller.email}}"}, "List": ["{{caller.email}}", "{{call.talk_s}}"], "Empty": {}, "N": 1.5,
    });
    let tree: Tree = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(
        tree.fill(&facts()),
        Some(json!({
            "LastName": "Sarah {{me.id}} O'Brien", "Fax": null, "DoNotCall": true, "List": [61], "Empty": {}, "N": 1.5,
        }))
    );
    assert_eq!(serde_json::to_value(&tree).unwrap(), written);
    let faults =
        serde_json::from_value::<Tree>(json!({"a": [{"b": "{{x.y}}"}]})).unwrap().faults(&Vocabulary::of_call());
    assert_eq!(faults.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["a.0.b"]);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_fall_over(text in "[\\PC{}\"]{0,200}") {
        let _ = Template::parse(&text).map(|template| template.fill(&facts()));
    }

    #[test]
    fn hostile_values_stay_what_they_are(value in "\\PC{1,60}") {
        let mut facts = Facts::new();
        facts.set("caller.name", value.as_str());
        let filled = Template::parse("[{{caller.name}}]").unwrap().fill(&facts);
        prop_assert_eq!(filled, Some(Fact::Text(format!("[{value}]"))));
    }
}
