use super::*;

fn home(code: &str) -> Option<HomeRegion> {
    (!code.is_empty()).then(|| code.parse().unwrap())
}

fn e164(text: &str, region: &str) -> String {
    match read(text, home(region)) {
        Line::Number { number } => number.e164,
        other => format!("{other:?}"),
    }
}

#[test]
fn reads_what_phone_systems_write() {
    let cases = [
        ("+44 330 818 6690", "", "+443308186690"),
        ("+1 800-123-4567", "", "+18001234567"),
        ("(512) 757-6000", "US", "+15127576000"),
        ("4155550134", "US", "+14155550134"),
        ("14155550134", "US", "+14155550134"),
        ("+15551234567", "", "+15551234567"),
        ("011 44 20 7946 0958", "US", "+442079460958"),
        ("0044 20 7946 0958", "GB", "+442079460958"),
        ("+39 06 1234 5678", "", "+390612345678"),
        ("+54 9 11 2345 6789", "", "+5491123456789"),
        ("+883510001234567", "", "+883510001234567"),
        ("sip:+14155550100@pbx.example.com", "", "+14155550100"),
        ("tel:+1-415-555-0100;ext=12", "", "+14155550100"),
        ("+14155550100 x23", "US", "+14155550100"),
    ];
    for (text, region, expected) in cases {
        assert_eq!(e164(text, region), expected, "{text}");
    }
}

#[test]
fn keeps_the_extension_apart() {
    for (text, ext) in
        [("+14155550100 x23", Some("23")), ("tel:+1-415-555-0100;ext=12", Some("12")), ("+14155550100", None)]
    {
        assert_eq!(read(text, None).number().unwrap().extension(), ext, "{text}");
    }
}

#[test]
fn hidden_internal_and_unreadable_callers_are_never_numbers() {
    for text in [
        "",
        " ",
        "anonymous",
        "Restricted",
        "UNKNOWN",
        "Private",
        "0000000000",
        "+266696687",
        "+7378742833",
        "86282452253",
    ] {
        assert_eq!(read(text, home("US")), Line::Withheld, "{text}");
    }
    for (text, digits) in [("101", "101"), ("911", "911"), ("ext 4021", "4021"), ("sip:204@pbx.example.com", "204")] {
        assert_eq!(read(text, home("US")), Line::Internal { digits: digits.into() }, "{text}");
    }
    for text in [
        "555-UPDATED",
        "sip:alice@pbx.example.com",
        "14155550100",
        "+52 1 55 1234 5678",
        "<b>+14155550134</b>",
        "+1415555013499887766",
    ] {
        assert!(matches!(read(text, None), Line::Unreadable { .. }), "{text}");
    }
    assert!(matches!(read("555-0134", home("US")), Line::Unreadable { .. }), "no area code");
    assert!(matches!(read(&"4".repeat(500), home("US")), Line::Unreadable { text } if text.len() == MAX_TEXT));
}

#[test]
fn compares_with_what_people_typed_into_salesforce() {
    let Line::Number { number } = read("+14155550134", None) else { panic!("a number") };
    let exact = ["+1 415 555 0134", "(415) 555-0134", "415.555.0134", "1-415-555-0134", "001 415 555 0134"];
    for typed in exact {
        assert_eq!(number.compare(typed, home("US")), Some(Sameness::Exact), "{typed}");
    }
    assert_eq!(number.compare("(415) 555-0134", None), Some(Sameness::National));
    for typed in ["(415) 555-0135", "555-0134", "", "anonymous", "415-555-ROFL", "+44 20 7946 0958"] {
        assert_eq!(number.compare(typed, home("US")), None, "{typed}");
    }
}

#[test]
fn spellings_cover_common_print_forms_and_have_no_wildcard() {
    let Line::Number { number } = read("+14155550134", None) else { panic!("a number") };
    let spellings = number.spellings();
    for form in [
        "+14155550134",
        "(415) 555-0134",
        "415-555-0134",
        "415.555.0134",
        "4155550134",
        "+1 415-555-0134",
        "+1 (415) 555-0134",
    ] {
        assert!(spellings.iter().any(|s| s == form), "{form} in {spellings:?}");
    }
    assert!(spellings.iter().all(|s| !s.contains(['%', '_', '*'])));
    assert_eq!(number.search_terms(), ["14155550134", "4155550134", "0014155550134"]);
    let Line::Number { number } = read("020 7946 0958", home("GB")) else { panic!("a number") };
    assert_eq!(number.search_terms(), ["442079460958", "2079460958", "02079460958", "00442079460958"]);
    assert!(number.spellings().iter().any(|s| s == "020 7946 0958"));
}

#[test]
fn masking_keeps_country_area_and_the_last_digits() {
    let Line::Number { number } = read("+14155550134", None) else { panic!("a number") };
    assert_eq!(number.masked(), "+1 415-•••-••34");
}

#[test]
fn no_text_makes_it_panic() {
    use proptest::prelude::*;
    proptest!(|(text in ".{0,80}")| {
        if let Line::Number { number } = read(&text, home("US")) {
            prop_assert!(number.e164().starts_with('+'));
            prop_assert!(!number.spellings().is_empty());
        }
    });
}
