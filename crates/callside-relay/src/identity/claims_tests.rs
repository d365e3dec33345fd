use super::*;

#[test]
fn what_is_no_rs256_token_is_not_looked_at_further() {
    let encode = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let token = |header: &str| format!("{}.{}.{}", encode(header), encode("{}"), encode("x"));
    for (text, expected) in [
        (String::new(), TokenError::Malformed),
        ("a.b".into(), TokenError::Malformed),
        (token("{}"), TokenError::Malformed),
        (token(r#"{"alg":"none","kid":"1"}"#), TokenError::Algorithm),
        (token(r#"{"alg":"HS256","kid":"1"}"#), TokenError::Algorithm),
        (token(r#"{"alg":"RS256","kid":"1","crit":["x"]}"#), TokenError::Algorithm),
        ("x".repeat(LONGEST + 1), TokenError::Malformed),
    ] {
        assert_eq!(key_id(&text), Err(expected), "{text:.60}");
    }
    assert_eq!(key_id(&token(r#"{"alg":"RS256","kid":"242"}"#)), Ok("242".into()));
}

#[test]
fn a_subject_names_org_and_user() {
    for (sub, expected) in [
        ("https://login.salesforce.com/id/00D1/0051", Some(("00D1", "0051"))),
        ("https://acme.my.salesforce.com/id/00D1/0051", Some(("00D1", "0051"))),
        ("https://login.salesforce.com/00D1/0051", None),
        ("https://login.salesforce.com/id/00D1/", None),
        ("0051", None),
    ] {
        assert_eq!(subject(sub), expected, "{sub}");
    }
    assert!(same_id("00D000000000001", "00D000000000001AAA"));
    assert!(!same_id("00D000000000001", "00D000000000002"));
    assert!(!same_id("", ""));
}

fn payload(edit: impl FnOnce(&mut serde_json::Value)) -> Payload {
    let mut value = serde_json::json!({ "iss": "i", "sub": "s", "aud": "a", "exp": 1_120, "iat": 1_000 });
    edit(&mut value);
    serde_json::from_value(value).unwrap()
}

#[test]
fn a_token_counts_in_its_time_with_a_minute_for_wrong_clocks() {
    let at = |second: i64| Timestamp::from_second(second).unwrap();
    let usual = payload(|_| {});
    for (second, good) in [(939, false), (940, true), (1_000, true), (1_179, true), (1_180, false)] {
        assert_eq!(in_time(&usual, at(second)).is_ok(), good, "{second}");
    }
    let for_ever = payload(|p| p["exp"] = 9_999_999_999_i64.into());
    assert_eq!(in_time(&for_ever, at(1_000 + 15 * 60 + 59)), Ok(()));
    assert_eq!(in_time(&for_ever, at(1_000 + 15 * 60 + 60)), Err(TokenError::Time));
    let not_yet = payload(|p| p["nbf"] = 1_100.into());
    assert_eq!(in_time(&not_yet, at(1_039)), Err(TokenError::Time));
}

#[test]
fn the_audience_is_one_or_a_list() {
    for (audience, good) in [
        (serde_json::json!("app"), true),
        (serde_json::json!(["x", "app"]), true),
        (serde_json::json!("apps"), false),
        (serde_json::json!([]), false),
        (serde_json::json!(null), false),
    ] {
        assert_eq!(is_for(&audience, "app"), good, "{audience}");
    }
}
