//! Rules as people write them: what holds, what is refused and where, and that nothing makes the reader fall over.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

use callside_core::facts::{Fact, Facts, Number, Vocabulary};
use callside_core::rule::{Problem, Rule};
use proptest::prelude::*;

fn facts() -> Facts {
    let mut facts = Facts::new();
    facts.set("caller.confidence", Number::new(0.75).unwrap());
    facts.set("caller.open_intents", vec![Fact::text("Refund"), Fact::text("delivery")]);
    facts.set("caller.number", "+14155550134");
    facts.set("caller.do_not_call", false);
    facts.set("caller.name", "Zoë O'Brien");
    facts.set("call.queue", "Support");
    facts.set("call.direction", "inbound");
    facts.set("call.talk_s", 61_u32);
    facts.set("call.answered", true);
    facts.set("call.tags", vec![]);
    facts.set("call.began_at", Fact::Moment("2026-11-20T12:00:00Z".parse().unwrap()));
    facts.set("now.today", Fact::Date("2026-11-20".parse().unwrap()));
    facts
}

#[test]
fn rules_hold_as_they_read() {
    for (rule, expected) in [
        (r#"confidence >= 0.7 AND openIntents contains "refund""#, true),
        (r#"confidence > 0.75 or openIntents CONTAINS 'warranty'"#, false),
        (r#"caller.name = "zoë o'brien""#, true),
        (r#"caller.name = 'Zoë O\'Brien'"#, true),
        (r#"call.queue in ["Sales", "support"]"#, true),
        (r#"call.queue in ("Sales")"#, false),
        (r#"call.queue not in ("Sales")"#, true),
        (r#"caller_phone starts with "+1""#, true),
        (r#"caller_phone ends with "0134" and not caller.do_not_call"#, true),
        ("call.answered", true),
        ("not (call.answered and call.talk_s <= 60)", true),
        // and binds tighter than or, not tighter than and.
        ("call.answered or call.answered and caller.do_not_call", true),
        ("not caller.do_not_call and caller.do_not_call", false),
        ("call.tags is empty and call.queue is not empty", true),
        // What is not known: only emptiness and negations hold.
        ("caller.email is empty", true),
        (r#"caller.email = "x""#, false),
        (r#"caller.email != "x""#, true),
        (r#"caller.email not in ["x"]"#, true),
        ("caller.confirmed", false),
        ("not caller.confirmed", true),
        (r#"now.today = "2026-11-20" and call.began_at < "2026-11-20T12:00:01Z""#, true),
        (r#""2026-11-19" >= now.today"#, false),
        // Kinds that do not fit are false, not an error.
        ("call.queue > 5", false),
        ("(((call.talk_s))) = 61", true),
        ("true", true),
    ] {
        let parsed = Rule::parse(rule).unwrap_or_else(|fault| panic!("{rule}: {fault}"));
        assert_eq!(parsed.holds(&facts()), expected, "{rule}");
    }
}

#[test]
fn numbers_are_compared_as_numbers() {
    let mut facts = facts();
    facts.set("call.talk_s", Number::from(-3));
    for (rule, expected) in [("call.talk_s = -3", true), ("call.talk_s = -3.0", true), ("call.talk_s < -10", false)] {
        assert_eq!(Rule::parse(rule).unwrap().holds(&facts), expected, "{rule}");
    }
}

#[test]
fn what_cannot_be_read_says_where_and_what_comes_there() {
    for (rule, at, says) in [
        ("", 0, "the rule is empty"),
        ("   ", 0, "the rule is empty"),
        ("call.queue =", 12, "here comes a name or a value"),
        ("call.queue \"x\"", 11, "here comes and, or, or the end of the rule"),
        ("call.queue = \"x", 13, "this text has no closing quote"),
        ("call.queue = \"\\q\"", 13, "after a backslash comes a quote, a backslash, n or t"),
        ("(call.answered", 14, "here comes a closing parenthesis"),
        ("call.queue in 5", 14, "here comes a list such as [\"a\", \"b\"]"),
        ("call.queue in [1 2]", 17, "here comes a comma or the end of the list"),
        ("call.queue in [call.id]", 15, "here comes a text, a number, true or false"),
        ("call.queue starts \"x\"", 18, "here comes the word with"),
        ("call.queue is 5", 14, "here comes empty or not empty"),
        ("(call.answered and true) = true", 25, "here comes a value on each side, not a condition"),
        ("call.talk_s > 1.", 14, "this is no number"),
        ("call.talk_s > 1e9", 14, "this is no number"),
        ("call..queue = 1", 0, "a name has letters, digits and _ between single dots"),
        ("call.queue = \u{201c}x\u{201d}", 13, "\u{201c} has no meaning here"),
        ("a & b", 2, "& has no meaning here"),
    ] {
        let fault = Rule::parse(rule).expect_err(rule);
        assert_eq!((fault.from, fault.problem.to_string().as_str()), (at, says), "{rule}");
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |n: usize| format!("{}call.answered{}", "(".repeat(n), ")".repeat(n));
    assert!(Rule::parse(&nested(Rule::DEEPEST)).is_ok());
    assert_eq!(Rule::parse(&nested(Rule::DEEPEST + 1)).expect_err("too deep").problem, Problem::TooDeep);
    assert_eq!(Rule::parse(&"not ".repeat(500)).expect_err("too deep").problem, Problem::TooDeep);
    assert_eq!(Rule::parse(&"x".repeat(Rule::LONGEST + 1)).expect_err("too long").problem, Problem::TooLong);
    // A long chain is not deep.
    let chain = vec!["true"; 400].join(" and ");
    assert!(Rule::parse(&chain).expect("a chain").holds(&Facts::new()));
}

#[test]
fn what_cannot_be_right_is_named_with_what_was_meant() {
    let vocabulary = Vocabulary::of_call().with_event().with_open("previous");
    for (rule, at, says, nearest) in [
        ("caller.nmae = \"x\"", 0, "nothing is called caller.nmae", Some("caller.name")),
        (
            "call.answered and previous.x = 1 and cal.queue is empty",
            37,
            "nothing is called cal.queue",
            Some("call.queue"),
        ),
        ("call.direction = \"inbond\"", 17, "call.direction is never \"inbond\"", Some("inbound")),
        ("event.kind in [\"ended\", \"anwsered\"]", 14, "event.kind is never \"anwsered\"", Some("answered")),
        ("call.talk_s > \"x\"", 0, "a number cannot be held against a text here", None),
        ("call.queue > \"x\"", 0, "a text cannot be held against a text here", None),
        ("call.began_at > \"yesterday\"", 0, "a moment cannot be held against a text here", None),
        ("call.queue", 0, "a text is no condition: compare it with something", None),
        ("call.tags = \"x\"", 0, "a list cannot be held against a text here", None),
        ("call.tags in [\"x\"]", 0, "a list cannot be held against a list here", None),
    ] {
        let faults = Rule::parse(rule).expect(rule).faults(&vocabulary);
        let found: Vec<_> = faults.iter().map(|f| (f.from, f.problem.to_string(), f.nearest.as_deref())).collect();
        assert_eq!(found, [(at, says.to_owned(), nearest)], "{rule}");
    }
    for right in [
        "previous.anything > 5 and previous.flag",
        "call.began_at >= \"2026-01-01T00:00:00Z\"",
        "now.today < \"2026-12-31\"",
        "call.tags contains \"vip\"",
        "confidence >= 0.7 AND openIntents contains \"refund\"",
    ] {
        assert_eq!(Rule::parse(right).expect(right).faults(&vocabulary), [], "{right}");
    }
}

#[test]
fn a_rule_travels_as_its_text() {
    let rule = Rule::parse("call.answered AND  call.talk_s>5").unwrap();
    let json = serde_json::to_string(&rule).unwrap();
    assert_eq!(json, "\"call.answered AND  call.talk_s>5\"");
    assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule);
    let fault = serde_json::from_str::<Rule>("\"call.answered and\"").expect_err("half a rule").to_string();
    assert!(fault.contains("character 18"), "{fault}");
    assert_eq!(rule.names().iter().map(|p| p.as_str()).collect::<Vec<_>>(), ["call.answered", "call.talk_s"]);
}

/// Rules built from their grammar, with what they must say for [`facts`] by a second, plain evaluation.
fn written() -> impl Strategy<Value = (String, bool)> {
    let leaf = prop_oneof![
        Just(("call.answered".to_owned(), true)),
        Just(("caller.do_not_call".to_owned(), false)),
        Just(("caller.email is empty".to_owned(), true)),
        (-100i32..200).prop_map(|n| (format!("call.talk_s >= {n}"), 61 >= n)),
        (-100i32..200).prop_map(|n| (format!("{n} != call.talk_s"), n != 61)),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|(text, holds)| (format!("NOT ({text})"), !holds)),
            (inner.clone(), inner.clone()).prop_map(|((a, x), (b, y))| (format!("({a}) and ({b})"), x && y)),
            (inner.clone(), inner).prop_map(|((a, x), (b, y))| (format!("({a})\n Or\t({b})"), x || y)),
        ]
    })
}

proptest! {
    #[test]
    fn every_rule_of_the_grammar_means_what_it_says((text, holds) in written()) {
        let rule = Rule::parse(&text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        prop_assert_eq!(rule.holds(&facts()), holds, "{}", text);
        prop_assert_eq!(rule.faults(&Vocabulary::of_call()), vec![]);
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,200}") {
        let _ = Rule::parse(&text).map(|rule| (rule.holds(&facts()), rule.faults(&Vocabulary::of_call())));
    }

    #[test]
    fn no_row_of_words_makes_the_reader_fall_over(words in proptest::collection::vec(
        prop_oneof![Just("and"), Just("or"), Just("not"), Just("("), Just(")"), Just("["), Just("]"), Just(","),
            Just("="), Just("in"), Just("is"), Just("empty"), Just("starts"), Just("with"), Just("contains"),
            Just("call.queue"), Just("\"x\""), Just("5"), Just("true")], 0..60)) {
        let text = words.join(" ");
        if let Err(fault) = Rule::parse(&text) {
            prop_assert!(fault.from <= text.chars().count() && fault.from <= fault.to, "{:?} in {}", fault, text);
        }
    }
}
