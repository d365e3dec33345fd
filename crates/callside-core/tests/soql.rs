//! The SOQL reader on texts that nobody would write.

use callside_core::soql::{Schema, check, complete, needs, parse};
use proptest::prelude::*;

fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Id".to_owned()),
        Just("Name".to_owned()),
        Just("Account.Name".to_owned()),
        "[A-Z][a-z]{1,8}(__c)?".prop_filter("no word of SOQL", |name| {
            let taken = [
                "In", "Or", "And", "Not", "For", "All", "As", "Asc", "Desc", "Like", "From", "With", "Limit", "Order",
                "Group", "Where", "Using", "Having", "Offset", "Update", "Select", "Nulls", "Fields", "Typeof",
                "Includes", "Excludes",
            ];
            !taken.iter().any(|word| word.eq_ignore_ascii_case(name))
        }),
    ]
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("LAST_N_DAYS:7".to_owned()),
        Just("2026-01-31".to_owned()),
        Just("2026-01-31T10:00:00Z".to_owned()),
        (-9999_i32..9999).prop_map(|n| n.to_string()),
        "[a-zA-Z0-9 ()=,]{0,12}".prop_map(|text| format!("'{text}'")),
        Just("{{caller.id}}".to_owned()),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (field(), prop_oneof![Just("="), Just("!="), Just("<"), Just(">="), Just("LIKE")], value())
            .prop_map(|(f, op, v)| format!("{f} {op} {v}")),
        (field(), prop_oneof![Just("IN"), Just("NOT IN")], prop::collection::vec(value(), 1..4))
            .prop_map(|(f, op, vs)| format!("{f} {op} ({})", vs.join(", "))),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" AND "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" OR "))),
            inner.prop_map(|one| format!("(NOT {one})")),
        ]
    })
}

fn query() -> impl Strategy<Value = String> {
    (
        prop::collection::vec(field(), 1..5),
        field(),
        prop::option::of(condition()),
        prop::option::of(field()),
        prop::option::of(1_u32..2000),
    )
        .prop_map(|(fields, object, filter, order, limit)| {
            let object = object.replace('.', "");
            let mut text = format!("SELECT {} FROM {object}", fields.join(", "));
            if let Some(filter) = filter {
                text.push_str(&format!(" WHERE {filter}"));
            }
            if let Some(order) = order {
                text.push_str(&format!(" ORDER BY {order} DESC NULLS LAST"));
            }
            if let Some(limit) = limit {
                text.push_str(&format!(" LIMIT {limit}"));
            }
            text
        })
}

proptest! {
    #[test]
    fn whatever_follows_the_grammar_is_read(text in query()) {
        let read = parse(&text);
        prop_assert!(read.is_ok(), "{}: {:?}", text, read);
        prop_assert_eq!(&read.unwrap().text, &text);
    }

    #[test]
    fn no_text_breaks_the_reader_and_every_fault_lies_in_it(text in any::<String>()) {
        if let Err(fault) = parse(&text) {
            prop_assert!(fault.from <= fault.to && fault.to <= text.len());
            prop_assert!(fault.place(&text).line >= 1);
        }
    }

    #[test]
    fn nor_does_a_query_that_was_cut_or_stirred(text in query(), at in any::<prop::sample::Index>(), junk in r"[(){}'\\,.:;=<>!äé \n]{0,6}") {
        let letters: Vec<char> = text.chars().collect();
        let cut = at.index(letters.len() + 1);
        let stirred: String = letters[..cut].iter().copied().chain(junk.chars()).chain(letters[cut..].iter().copied()).collect();
        for text in [letters[..cut].iter().collect::<String>(), stirred] {
            match parse(&text) {
                Ok(query) => {
                    let schema = Schema::default();
                    prop_assert!(check(&query, &schema, None).iter().all(|fault| fault.to <= text.len()));
                    prop_assert!(!needs(&query, &schema).is_empty());
                }
                Err(fault) => prop_assert!(fault.to <= text.len()),
            }
        }
    }

    #[test]
    fn suggestions_replace_a_part_of_the_text(text in query(), at in any::<prop::sample::Index>()) {
        let at = at.index(text.len() + 1);
        let completion = complete(&text, at, &Schema::default(), &["caller.id".to_owned()]);
        prop_assert!(completion.from <= completion.to && completion.to <= text.len());
        prop_assert!(text.is_char_boundary(completion.from));
    }
}

#[test]
fn a_text_of_any_length_is_judged_at_once() {
    let long = format!("SELECT Id FROM A WHERE B IN ({})", vec!["'x'"; 20_000].join(","));
    parse(&long).unwrap();
    assert!(parse(&format!("{long}{}", " ".repeat(40_000))).is_err());
    assert!(parse(&"(".repeat(90_000)).is_err());
    assert!(parse(&format!("SELECT Id FROM A WHERE {}", "NOT ".repeat(20_000))).is_err());
}
