//! Signatures: the vectors hold, and no changed bit passes.

use crate::given::{INCOMING, PLAIN, STANDARD, delivery, now, one, secrets, settings, time};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use callside_core::event::Event;
use callside_core::secret::Secret;
use callside_telephony::phone_switch::{self, Mapping, Signing};
use callside_telephony::secrets::Secrets;
use callside_telephony::{BadSettings, Flaw, Headers, Inbound, Method, Rejection, Route, Settings};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

type Answer = Result<Vec<Event>, Rejection>;

fn mac(key: &[u8], content: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(content);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn standard_signature(id: &str, stamp: &str, body: &str) -> String {
    let key = BASE64.decode(STANDARD.strip_prefix("whsec_").unwrap()).unwrap();
    format!("v1,{}", BASE64.encode(mac(&key, format!("{id}.{stamp}.{body}").as_bytes())))
}

/// Sends a body with the three headers of Standard Webhooks.
pub fn standard(id: &[u8], stamp: &[u8], signature: &[u8], body: &[u8], received_at: Timestamp) -> Answer {
    let headers = [("webhook-id", id), ("webhook-timestamp", stamp), ("webhook-signature", signature)];
    with(&headers, body, received_at)
}

fn with(headers: &[(&str, &[u8])], body: &[u8], received_at: Timestamp) -> Answer {
    let inbound = delivery(Method::Post, Route::Phone, "", body);
    callside_telephony::read(&Inbound { headers: Headers(headers), received_at, ..inbound }, &settings())
}

/// Each variant of the bytes with one bit changed.
fn flips(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..bytes.len() * 8).map(|bit| {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        flipped
    })
}

#[test]
fn the_published_vector_is_accepted() {
    let at = Timestamp::from_second(1_614_265_330).unwrap();
    let send = |body: &[u8]| {
        let signature = b"v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        standard(b"msg_p5jXN8AQM9LWM0D4loKWxJek", b"1614265330", signature, body, at)
    };
    // The example is no call: that it gets as far as its missing call id proves the signature.
    assert_eq!(send(br#"{"test": 2432232314}"#), Err(Flaw::Missing { field: "call_id" }.into()));
    assert_eq!(send(br#"{"test": 2432232315}"#), Err(Rejection::BadSignature));
}

#[test]
fn no_changed_bit_passes_standard_webhooks() {
    let (id, stamp) = ("msg_1", now().as_second().to_string());
    let signature = standard_signature(id, &stamp, INCOMING);
    let parts = [id.as_bytes(), stamp.as_bytes(), signature.as_bytes(), INCOMING.as_bytes()];
    let send = |p: [&[u8]; 4]| standard(p[0], p[1], p[2], p[3], now());
    assert_eq!(one(send(parts)).id.0, "phone:msg_1");
    for part in 0..4 {
        for flipped in flips(parts[part]) {
            let mut changed = parts;
            changed[part] = &flipped;
            let answer = send(changed);
            let refused = matches!(answer, Err(Rejection::BadSignature | Rejection::Malformed { what: Flaw::Header }));
            assert!(refused, "part {part} as {flipped:?}: {answer:?}");
        }
    }
}

#[test]
fn no_changed_bit_passes_the_plain_way() {
    let signature = format!("sha256={}", hex(&mac(PLAIN.as_bytes(), INCOMING.as_bytes())));
    let send = |signature: &[u8], body: &[u8]| with(&[("X-Signature", signature)], body, now());
    let event = one(send(signature.as_bytes(), INCOMING.as_bytes()));
    assert_eq!(event.call.to_string(), "phone:c-77");
    assert_eq!(one(send(&signature.as_bytes()[7..], INCOMING.as_bytes())), event, "the prefix may be left out");
    for flipped in flips(INCOMING.as_bytes()) {
        assert_eq!(send(signature.as_bytes(), &flipped), Err(Rejection::BadSignature));
    }
    for flipped in flips(signature.as_bytes()) {
        let answer = send(&flipped, INCOMING.as_bytes());
        let refused = matches!(answer, Err(Rejection::BadSignature | Rejection::Malformed { what: Flaw::Header }));
        assert!(refused, "{flipped:?}: {answer:?}");
    }
}

#[test]
fn one_right_signature_among_several_is_enough() {
    let stamp = now().as_second().to_string();
    let right = standard_signature("m", &stamp, INCOMING);
    let decoy = format!("v1,{}", BASE64.encode([7; 32]));
    for (signatures, good) in [
        (right.clone(), true),
        (format!("{decoy} {right}"), true),
        (format!("v1a,{decoy} not!base64 {right} "), true),
        (right.replace("v1,", "v1a,"), false),
        (right.replace("v1,", ""), false),
        (format!("{right},{decoy}"), false),
        (decoy, false),
        (String::new(), false),
    ] {
        let answer = standard(b"m", stamp.as_bytes(), signatures.as_bytes(), INCOMING.as_bytes(), now());
        assert_eq!(answer.err(), (!good).then_some(Rejection::BadSignature), "{signatures:?}");
    }
}

#[test]
fn the_replay_window_is_open_to_both_sides_and_closed_beyond() {
    let signed_at = now().as_second();
    let stamp = signed_at.to_string();
    let signature = standard_signature("m", &stamp, INCOMING);
    for (age_s, expected) in [
        (0, None),
        (300, None),
        (-300, None),
        (301, Some(Rejection::Stale { age_s: 301 })),
        (-301, Some(Rejection::Stale { age_s: -301 })),
        (31_536_000, Some(Rejection::Stale { age_s: 31_536_000 })),
    ] {
        let received_at = Timestamp::from_second(signed_at + age_s).unwrap();
        let answer = standard(b"m", stamp.as_bytes(), signature.as_bytes(), INCOMING.as_bytes(), received_at);
        assert_eq!(answer.err(), expected, "{age_s}");
    }
    for stamp in ["", "soon", "1e9", "99999999999999999999", "-9223372036854775808"] {
        let signature = standard_signature("m", stamp, INCOMING);
        let answer = standard(b"m", stamp.as_bytes(), signature.as_bytes(), INCOMING.as_bytes(), now());
        let refused = matches!(answer, Err(Rejection::Malformed { .. } | Rejection::Stale { .. }));
        assert!(refused, "{stamp}: {answer:?}");
    }
}

#[test]
fn headers_that_are_absent_or_come_twice_prove_nothing() {
    let stamp = now().as_second().to_string();
    let signature = standard_signature("m", &stamp, INCOMING);
    let (id, time, proof): ((&str, &[u8]), _, _) =
        (("webhook-id", b"m"), ("webhook-timestamp", stamp.as_bytes()), ("webhook-signature", signature.as_bytes()));
    let wrong_plain: (&str, &[u8]) = ("x-signature", b"sha256=00");
    let twice = Some(Rejection::from(Flaw::Header));
    let cases: [(&[_], _); 8] = [
        (&[], Some(Rejection::Unsigned)),
        (&[time, proof], Some(Rejection::Unsigned)),
        (&[id, proof], Some(Rejection::Unsigned)),
        (&[id, time], Some(Rejection::Unsigned)),
        (&[id, time, proof, proof], twice.clone()),
        (&[id, id, time, proof], twice),
        (&[id, time, wrong_plain], Some(Rejection::BadSignature)),
        (&[id, time, proof], None),
    ];
    for (headers, expected) in cases {
        assert_eq!(
            with(headers, INCOMING.as_bytes(), now()).err(),
            expected,
            "{:?}",
            headers.iter().map(|h| h.0).collect::<Vec<_>>()
        );
    }
}

#[test]
fn an_old_key_and_a_new_one_are_accepted_side_by_side() {
    let old = Secret::new(format!("whsec_{}", BASE64.encode([1; 32])));
    let both = Secrets::new(vec![old, Secret::new(STANDARD)]).unwrap();
    let signing = vec![Signing::standard_webhooks(&both, Signing::TOLERANCE).unwrap()];
    let phone = phone_switch::Settings::new(signing, Mapping::default()).unwrap();
    let settings = Settings { phone: Some(phone), ..Settings::default() };
    let stamp = now().as_second().to_string();
    let signature = standard_signature("m", &stamp, INCOMING);
    let headers = [("webhook-id", "m"), ("webhook-timestamp", &stamp), ("webhook-signature", &signature)];
    let headers = headers.map(|(name, value)| (name, value.as_bytes()));
    let inbound = delivery(Method::Post, Route::Phone, "", INCOMING.as_bytes());
    let event = one(callside_telephony::read(&Inbound { headers: Headers(&headers), ..inbound }, &settings));
    assert_eq!(event.facts.started_at, Some(time("2026-07-03T15:30:00Z")));
}

#[test]
fn settings_that_cannot_protect_are_refused() {
    let day = SignedDuration::from_hours(24);
    let standard = |key: &str, window| Signing::standard_webhooks(&secrets(key), window).err();
    assert_eq!(standard("whsec_not base64 at all", Signing::TOLERANCE), Some(BadSettings::SigningKey));
    assert_eq!(standard("whsec_MTIzNDU2Nzg5MDEy", Signing::TOLERANCE), Some(BadSettings::WeakSecret { min: 24 }));
    assert_eq!(standard(STANDARD, SignedDuration::ZERO), Some(BadSettings::Tolerance));
    assert_eq!(standard(STANDARD, day + SignedDuration::from_secs(1)), Some(BadSettings::Tolerance));
    assert_eq!(standard(STANDARD, day), None);
    for header in ["", "x signature", "x:signature", "é"] {
        assert_eq!(Signing::hex_hmac(secrets(PLAIN), header).err(), Some(BadSettings::HeaderName), "{header}");
    }
    assert_eq!(phone_switch::Settings::new(vec![], Mapping::default()).err(), Some(BadSettings::NoSecret));
}
