//! Bodies and queries that want to break something. Whatever comes, the answer is events or a reason, never a panic.

use crate::given::{AIRCALL, FIVE9, INCOMING, PEOPLE, PREVIEW_CALL, TRANSFERRED_CALL, delivery, now, read, settings};
use crate::signatures::standard_signature;
use callside_telephony::{Flaw, Headers, Inbound, MAX_BODY, Method, Rejection, Route, Settings, link};
use proptest::prelude::*;

/// JSON that is well signed or holds the right token, and is wrong in every other way.
fn corpus() -> Vec<Vec<u8>> {
    let deep = |n: usize| format!("{}1{}", r#"{"data":"#.repeat(n), "}".repeat(n)).into_bytes();
    let token = |rest: &str| format!(r#"{{"token":"{AIRCALL}","secret":"{FIVE9}",{rest}}}"#).into_bytes();
    let many = (0..5_000).map(|n| format!(r#""k{n}":{n}"#)).collect::<Vec<_>>().join(",");
    let tags =
        format!(r#""event":"call.tagged","data":{{"id":1,"tags":[{}]}}"#, vec![r#"{"name":"t"}"#; 3_000].join(","));
    vec![
        b"".to_vec(),
        b"\0".to_vec(),
        b"\xff\xfe{\0}\0".to_vec(),
        b"\xef\xbb\xbf{}".to_vec(),
        b"{\"event\":\"\xff\"}".to_vec(),
        b"NaN".to_vec(),
        b"[".repeat(100_000),
        deep(100),
        deep(127),
        deep(128),
        deep(10_000),
        token(r#""event":"call.created","data":{"id":NaN}"#),
        token(r#""event":"call.created","data":{"id":Infinity}"#),
        token(r#""event":"call.created","data":{"id":1e999}"#),
        token(r#""event":"call.created","data":{"id":1e308}"#),
        token(r#""event":"call.created","data":{"id":18446744073709551615},"timestamp":-9223372036854775808"#),
        token(r#""event":"call.created","data":{"id":99999999999999999999999999}"#),
        token(
            r#""event":"call.ended","data":{"id":1,"duration":-1,"started_at":1e300,"ended_at":-5,"answered_at":true}"#,
        ),
        token(r#""event":"call.created","event":"call.ended","data":{"id":1},"data":{"id":2}"#),
        token("\"event\":\"call.created\\u0000\",\"data\":{\"id\":\"1\\u0000\",\"raw_digits\":\"\\u0000\\u001b[2J\"}"),
        token(r#""event":"\ud800","data":{"id":1}"#),
        token(r#""event":"call.created","callId":"\u202e1","data":{"id":1,"raw_digits":"\u202e"}"#),
        token(&many),
        token(&tags),
        format!(r#"{{"event":"{}"}}"#, "x".repeat(200_000)).into_bytes(),
    ]
}

fn every_answer(body: &[u8], query: &str) -> Vec<Result<usize, Rejection>> {
    let settings = settings();
    let stamp = now().as_second().to_string();
    let signature = standard_signature("m", &stamp, &String::from_utf8_lossy(body));
    let headers = [
        ("webhook-id", "m"),
        ("webhook-timestamp", stamp.as_str()),
        ("webhook-signature", signature.as_str()),
        ("x-callside-secret", FIVE9),
    ]
    .map(|(name, value)| (name, value.as_bytes()));
    let mut answers = vec![];
    for route in Route::ALL {
        for method in [Method::Get, Method::Post] {
            let inbound = Inbound { headers: Headers(&headers), ..delivery(method, route, query, body) };
            answers.push(callside_telephony::read(&inbound, &settings).map(|events| events.len()));
        }
    }
    answers
}

#[test]
fn hostile_bodies_get_a_reason_or_are_read() {
    for body in corpus() {
        for answer in every_answer(&body, "") {
            let Err(rejection) = answer else { continue };
            assert!((400..500).contains(&rejection.status()), "{rejection}");
            let said = rejection.to_string();
            assert!(said.len() < 200 && !said.chars().any(char::is_control), "{said:?}");
            assert!(!said.contains(AIRCALL) && !said.contains(FIVE9), "a secret is in {said:?}");
        }
    }
}

#[test]
fn nesting_is_read_to_the_limit_and_refused_beyond() {
    let deep = |n: usize| format!("{}1{}", r#"{"data":"#.repeat(n), "}".repeat(n));
    let aircall = |body: &str| read(&delivery(Method::Post, Route::Aircall, "", body.as_bytes()));
    assert_eq!(aircall(&deep(127)), Err(Rejection::Unsigned));
    assert!(matches!(aircall(&deep(128)), Err(Rejection::Malformed { what: Flaw::Json { .. } })));
}

#[test]
fn size_and_method_are_checked_first() {
    let large = vec![b'a'; MAX_BODY + 1];
    let query = "a".repeat(MAX_BODY);
    for route in Route::ALL {
        let answer = read(&delivery(Method::Post, route, "", &large));
        assert_eq!(answer, Err(Rejection::TooLarge { limit: MAX_BODY }));
        let answer = read(&delivery(Method::Post, route, &query, b""));
        assert!(matches!(answer, Err(Rejection::TooLarge { .. })), "{answer:?}");
        let answer = read(&delivery(Method::Get, route, "", b""));
        let expected = if route == Route::Five9Connector { Rejection::Unsigned } else { Rejection::Method };
        assert_eq!(answer, Err(expected));
    }
}

#[test]
fn a_phone_system_that_is_not_set_up_takes_nothing() {
    for route in Route::ALL {
        let inbound = delivery(Method::Post, route, "", b"{}");
        let answer = callside_telephony::read(&inbound, &Settings::default());
        assert_eq!(answer, Err(Rejection::NotConfigured { provider: route.provider() }));
        assert_eq!(answer.unwrap_err().status(), 404);
    }
}

#[test]
fn nothing_secret_is_in_debug_texts() {
    let query = format!("secret={FIVE9}&ANI=2125550147");
    let headers = [("authorization", FIVE9.as_bytes())];
    let inbound = delivery(Method::Get, Route::Five9Connector, &query, FIVE9.as_bytes());
    let shown = format!("{:?} {:?}", Inbound { headers: Headers(&headers), ..inbound }, settings());
    for hidden in [FIVE9, AIRCALL, "2125550147", crate::given::PLAIN, "MfKQ9r8G"] {
        assert!(!shown.contains(hidden), "{hidden} is in {shown}");
    }
}

/// Bytes that are near enough to a real delivery to get past the first checks.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let seeds = [PREVIEW_CALL, TRANSFERRED_CALL, PEOPLE, INCOMING]
        .map(|text| text.as_bytes()[..text.len().min(3_000)].to_vec());
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    (prop::sample::select(seeds.to_vec()), edits).prop_map(|(mut bytes, edits)| {
        for (index, byte) in edits {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    })
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(body in prop::collection::vec(any::<u8>(), 0..400), query in ".{0,200}") {
        prop_assert_eq!(every_answer(&body, &query).len(), 8);
        let _ = link::read(&format!("callside://call?secret={FIVE9}&{query}"), now(), &settings());
    }

    #[test]
    fn nearly_right_bytes_never_panic(body in mutated()) {
        let query = String::from_utf8_lossy(&body).into_owned();
        prop_assert_eq!(every_answer(&body, &query).len(), 8);
    }
}
