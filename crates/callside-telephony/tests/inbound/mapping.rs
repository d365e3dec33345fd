//! The settings' own paths and words for a phone system.

use crate::given::{PLAIN, delivery, now, one, settings_with};
use crate::signatures::standard_signature;
use callside_core::event::{CallChange, Event};
use callside_core::secret::Secret;
use callside_telephony::phone_switch::{Field, Mapping, MappingSpec};
use callside_telephony::{BadSettings, Flaw, Headers, Inbound, Method, PhoneSecrets, Rejection, Route};

const BODY: &str = r#"{"kind":"Klingelt","ref":{"no":"A-1"},"parties":[{"role":"agent","tel":"21"},
    {"role":"customer","tel":"+4930555010","label":"Herr Beispiel"}],"secs":5500,"empty":""}"#;

fn mapping(json: &str) -> Result<Mapping, BadSettings> {
    Mapping::compile(&serde_json::from_str::<MappingSpec>(json).unwrap())
}

fn read(json: &str, body: &str) -> Result<Vec<Event>, Rejection> {
    let stamp = now().as_second().to_string();
    let signature = standard_signature("m", &stamp, body);
    let headers = [("webhook-id", "m"), ("webhook-timestamp", &stamp), ("webhook-signature", &signature)];
    let headers = headers.map(|(name, value)| (name, value.as_bytes()));
    let inbound = delivery(Method::Post, Route::Phone, "", body.as_bytes());
    let inbound = Inbound { headers: Headers(&headers), ..inbound };
    callside_telephony::read(&inbound, &settings_with(mapping(json).unwrap()))
}

#[test]
fn paths_and_words_of_the_settings_are_used() {
    let spec = r#"{"paths":{
            "call_id":["$.ref.number","$.ref.no"],
            "event":["$.kind"],
            "customer_number":["$.parties[?@.role=='customer'].tel"],
            "customer_name":["$..label"],
            "notes":["$.empty","$.ref"],
            "duration":["$['secs']"]},
        "words":{"klingelt!":"ringing"},"durations":"milliseconds"}"#;
    let event = one(read(spec, BODY));
    assert_eq!((event.call.to_string().as_str(), &event.what), ("phone:A-1", &CallChange::Ringing));
    let facts = event.facts;
    assert_eq!(facts.customer_number.as_deref(), Some("+4930555010"));
    assert_eq!(facts.customer_name.as_deref(), Some("Herr Beispiel"));
    assert_eq!((facts.duration_s, facts.notes), (Some(5), None));
}

#[test]
fn a_field_with_a_path_is_not_looked_for_by_name() {
    let spec = r#"{"paths":{"call_id":["$.ref.no"]}}"#;
    assert_eq!(read(spec, r#"{"call_id":"1"}"#), Err(Flaw::Missing { field: "call_id" }.into()));
    assert_eq!(one(read(r#"{"paths":{"call_id":[]}}"#, r#"{"call_id":"1"}"#)).call.id(), "1");
}

#[test]
fn words_of_the_settings_win_over_common_ones() {
    let body = r#"{"call_id":"1","event":"started"}"#;
    assert_eq!(one(read("{}", body)).what, CallChange::Ringing);
    assert_eq!(one(read(r#"{"words":{"Started":"answered"}}"#, body)).what, CallChange::Answered);
    assert_eq!(read(r#"{"words":{"started":"ignored"}}"#, body), Ok(vec![]));
    let bare = r#"{"call_id":"1"}"#;
    assert_eq!(one(read(r#"{"without_word":"created"}"#, bare)).what, CallChange::Created);
}

#[test]
fn a_bad_path_is_named_when_the_settings_are_loaded() {
    for path in ["", "call_id", "$.", "$[", "$.a[?@.b=]", "$..", "$.a b"] {
        let spec = MappingSpec { paths: [(Field::CallId, vec![path.to_owned()])].into(), ..MappingSpec::default() };
        match Mapping::compile(&spec) {
            Err(BadSettings::Path { field, position, reason }) => {
                assert_eq!(field, "call_id", "{path}");
                assert!(position >= 1 && !reason.is_empty(), "{path}: {position} {reason}");
            }
            other => panic!("{path:?} was taken: {other:?}"),
        }
    }
}

#[test]
fn misspelt_settings_are_refused() {
    for json in [r#"{"paths":{"callid":["$.a"]}}"#, r#"{"words":{"a":"rings"}}"#, r#"{"path":{}}"#] {
        assert!(serde_json::from_str::<MappingSpec>(json).is_err(), "{json}");
    }
    for field in Field::ALL {
        let json = serde_json::to_string(field).unwrap();
        assert_eq!(json, format!("\"{}\"", field.as_str()));
    }
}

#[test]
fn the_secret_itself_proves_the_sender_only_where_an_admin_chose_it() {
    let chosen = r#"{"secret_in_header":true}"#;
    let (bearer, wrong) = (format!("Bearer {PLAIN}"), Err(Rejection::BadSignature));
    let (bearer, secret) = (("authorization", bearer.as_str()), ("x-callside-secret", PLAIN));
    for (mapping, headers, expected) in [
        (chosen, vec![bearer], Ok(1)),
        (chosen, vec![secret], Ok(1)),
        (chosen, vec![], Err(Rejection::Unsigned)),
        (chosen, vec![("x-callside-secret", "harbour-street-secret-?")], wrong.clone()),
        (chosen, vec![("authorization", "Basic Y2FsbHNpZGU6c2VjcmV0")], wrong.clone()),
        (chosen, vec![bearer, ("x-callside-secret", "another-secret-0001")], wrong.clone()),
        (chosen, vec![secret, ("x-signature", "sha256=00")], wrong),
        ("{}", vec![bearer], Err(Rejection::Unsigned)),
        ("{}", vec![secret], Err(Rejection::Unsigned)),
    ] {
        let spec = serde_json::from_str(mapping).unwrap();
        let secrets = PhoneSecrets { phone: Some(Secret::new(PLAIN)), mapping: spec, ..PhoneSecrets::default() };
        let sent: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
        let inbound = delivery(Method::Post, Route::Phone, "", br#"{"call_id":"1"}"#);
        let inbound = Inbound { headers: Headers(&sent), ..inbound };
        let read = callside_telephony::read(&inbound, &secrets.settings().unwrap()).map(|events| events.len());
        assert_eq!(read, expected, "{mapping} {headers:?}");
    }
}
