//! The parsers, each with samples of what it reads.

use super::bodies::{ANSWERS, BODIES, GOLDEN, PAYLOAD, relay_answers, relay_bodies};
use callside_core::config::Configuration;
use callside_core::ivr::IvrSettings;
use callside_core::phone_system::Destination;
use callside_core::recording::Fetch;
use callside_core::rule::Rule;
use callside_core::secret::Secret;
use callside_core::template::Template;
use callside_core::update;
use callside_link::client::EventStream;
use callside_link::{FromDesktop, FromRelay};
use callside_relay::identity::{self, Expected};
use callside_salesforce::oauth::read_head;
use callside_telephony::phone_switch::{Mapping, Signing};
use callside_telephony::places::Place;
use callside_telephony::secrets::Secrets;
use callside_telephony::{
    Headers, Inbound, IvrQuestion, Method, Route, Settings, aircall, five9, link, phone_switch, sticky_calls,
};
use futures_util::FutureExt as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;
use std::sync::LazyLock;

/// A parser to try.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it usually reads.
    pub samples: &'static [&'static str],
    /// Reads it, and says whether it was taken. A refusal is fine, a panic is not; a sample that is refused never reaches
    /// what lies behind the refusal, and neither does what is made of it.
    pub read: fn(&[u8]) -> bool,
}

const SECRET: &str = "harbour-street-secret-1";

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| {
    let secrets = || Secrets::new(vec![Secret::new(SECRET)]).expect("a good secret");
    let plain = Signing::hex_hmac(secrets(), Signing::HEADER).expect("a header");
    Settings {
        five9: Some(five9::Settings::new(secrets())),
        aircall: Some(aircall::Settings { tokens: secrets() }),
        phone: Some(phone_switch::Settings::new(vec![plain], Mapping::default()).expect("a way to sign")),
    }
});

/// A delivery to a route, with a proof where the body cannot carry one.
fn deliver(route: Route, query: &str, body: &[u8]) -> bool {
    let proof = match route {
        Route::Five9Events => Some(("authorization", format!("Bearer {SECRET}"))),
        Route::Phone => Some((Signing::HEADER, signature(body))),
        Route::Five9Connector | Route::Aircall => None,
    };
    let headers: Vec<_> = proof.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    let inbound =
        Inbound { method: Method::Post, route, query, headers: Headers(&headers), body, received_at: received_at() };
    callside_telephony::read(&inbound, &SETTINGS).is_ok_and(|events| !events.is_empty())
}

fn received_at() -> Timestamp {
    Timestamp::from_second(1_783_092_700).expect("a moment")
}

/// As the phone system signs: whatever the body has become, it must reach what reads it.
fn signature(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn text(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}

fn aircall_answers(input: &[u8]) -> bool {
    use aircall::answers::{call, contact, contacts, page, people, tag_of, webhook, webhook_at};
    let Ok(body) = serde_json::from_slice::<serde_json::Value>(input) else { return false };
    let one = [
        call(&body, Timestamp::UNIX_EPOCH).is_some(),
        contact(&body).is_some(),
        contacts(&body).is_some(),
        webhook(&body).is_some(),
    ];
    let lists = ["users", "tags", "webhooks"].map(|list| {
        let Some((entries, _)) = page(body.clone(), list) else { return false };
        let hook = webhook_at(&entries, "https://a.example").map(|hook| hook.lacks());
        !people(&entries).is_empty() || tag_of(&entries, "a").is_some() || hook.is_some()
    });
    one.contains(&true) || lists.contains(&true)
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        name: "five9_connector",
        samples: &[
            "trigger=OnCallAccepted&call_id=300000000001234&ANI=4155550134",
            "eventType=disposition&call_id=3&disposition_id=-7&length=00:03:28&LPRecKey=%40Call.x%40",
        ],
        read: |input| deliver(Route::Five9Connector, "secret=harbour-street-secret-1", input),
    },
    Target {
        name: "five9_events",
        samples: &[
            r#"{"event":"call.created","callId":"1","ani":"4155550134","timestamp":"2026-07-03T15:30:12Z"}"#,
            r#"{"event":"agent.state_changed","data":{"agentName":"Ana","state":"Not Ready"}}"#,
        ],
        read: |input| deliver(Route::Five9Events, "", input),
    },
    Target {
        name: "aircall_webhook",
        samples: &[
            r#"{"event":"call.ended","timestamp":1783092612,"token":"harbour-street-secret-1","data":{"id":1,"raw_digits":"+1 415","tags":[{"name":"VIP","tagged_at":1}],"comments":[{"content":"a\nb"}]}}"#,
            r#"{"event":"user.opened","token":"harbour-street-secret-1","data":{"id":7,"email":"a@b.example"}}"#,
        ],
        read: |input| deliver(Route::Aircall, "", input),
    },
    Target {
        name: "phone_webhook",
        samples: &[r#"{"event":"call.ringing","call_id":"sw-1","from":"+14155550134","data":{"call":{"id":7}}}"#],
        read: |input| deliver(Route::Phone, "", input),
    },
    Target {
        name: "link",
        samples: &["callside://call?secret=harbour-street-secret-1&trigger=OnCallAccepted&call_id=7&ANI=4155550134"],
        read: |input| link::read(&text(input), received_at(), &SETTINGS).is_ok_and(|events| !events.is_empty()),
    },
    Target {
        name: "ivr_question",
        samples: &[
            r#"{"secret":"harbour-street-secret-1","callId":"7","phoneSystem":"phone","ani":"4155550134","accountNumber":"AC-1"}"#,
        ],
        read: |input| {
            IvrQuestion::read("", input).and_then(|question| question.prove(Headers::default(), &SETTINGS)).is_ok()
        },
    },
    Target {
        name: "sticky_answers",
        samples: &[
            r#"{"customer_ref":"a","identity":{"confidence":0.9,"sources":["ani:mobile"]},"open_intents":[{"intent":"x","attempt_count":2}],"variables":{"n":{"value":"v","ttl_seconds":9}}}"#,
        ],
        read: |input| {
            let ended = sticky_calls::ended(input).is_ok();
            sticky_calls::started(input).is_ok() && ended
        },
    },
    Target {
        name: "aircall_answers",
        samples: &[
            r#"{"call":{"id":1,"status":"done","recording":"https://a.example/1","timeline":[{"type":"answered","timestamp":1783092620}],"tags":[{"name":"a"}],"contact":{"id":2,"phone_numbers":[{"value":"+14155550134"}]}}}"#,
            r#"{"users":[{"id":7,"email":"a@b.example","availability":"custom","available":true}],"meta":{"next_page_link":"https://a.example/?page=2"}}"#,
            r#"{"webhooks":[{"webhook_id":"w","url":"https://a.example","active":false,"token":"t","events":["call.ended"]}]}"#,
            r#"{"contacts":[{"id":1,"first_name":"Ana","emails":[{"value":"a@b.example"}]}]}"#,
        ],
        read: aircall_answers,
    },
    Target {
        name: "five9_answers",
        samples: &[r#"{"contacts":[{"contactId":"c1","first_name":"Ana","number1":"4155550134"},{"name":7}]}"#],
        read: |input| {
            let body = serde_json::from_slice::<serde_json::Value>(input).ok();
            body.and_then(|body| five9::contacts(&body)).is_some_and(|contacts| !contacts.is_empty())
        },
    },
    Target {
        name: "event_stream",
        samples: &[": hello\r\n\ndata: {\"type\":\"drain\"}\n\nid: 7\ndata: a\ndata: b\n\n"],
        read: |input| {
            let mut stream = EventStream::default();
            let (head, tail) = input.split_at(input.len() / 2);
            let whole = stream.push(head).and_then(|()| stream.push(tail)).is_ok();
            whole && std::iter::from_fn(|| stream.data()).count() > 0
        },
    },
    Target {
        name: "answer_places",
        samples: &["$.data.call_id", "$..call[?@.id > 1]"],
        read: |input| {
            let body = serde_json::json!({ "data": { "call_id": "c", "call": [{ "id": 1 }, { "id": 2 }] } });
            let place = Place::compile("call_id", &[text(input)]);
            place.map(|place| place.find(&body, &["id"])).is_ok()
        },
    },
    Target {
        name: "phone_numbers",
        samples: &["+1 (415) 555-0134 x23", "tel:+442079460958;ext=9", "sip:4155550134@pbx.example", "00493023125017"],
        read: |input| {
            let home = "US".parse().ok();
            let Some(Destination::Number { number }) = Destination::read(&text(input), home) else { return false };
            let _ = (number.international(), number.masked(), number.line_kind());
            !number.spellings().is_empty()
        },
    },
    Target {
        name: "rules",
        samples: &[r#"confidence >= 0.7 and (openIntents contains "refund" or call.queue in ["Billing", "Sales"])"#],
        read: |input| Rule::parse(&text(input)).is_ok(),
    },
    Target {
        name: "templates",
        samples: &["Welcome back, {{customerName}}. {{caller.company}}"],
        read: |input| Template::parse(&text(input)).is_ok(),
    },
    Target {
        name: "ivr_settings",
        samples: &[
            r#"{"budget_ms":800,"rules":[{"name":"a","when":"escalated","greeting":"Hello {{customerName}}","route":"senior"}]}"#,
        ],
        read: |input| serde_json::from_slice::<IvrSettings>(input).is_ok_and(|settings| settings.check().is_ok()),
    },
    Target {
        name: "relay_messages",
        samples: GOLDEN,
        read: |input| {
            let from_desktop = FromDesktop::decode(&text(input)).is_ok_and(|message| message.is_some());
            FromRelay::decode(&text(input)).is_ok_and(|message| message.is_some()) || from_desktop
        },
    },
    Target {
        name: "outbound_message",
        samples: &[concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">"#,
            r#"<soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00D000000000001AAA"#,
            r#"</OrganizationId><ActionId>04k000000000001AAA</ActionId><SessionId xsi:nil="true" xmlns:xsi="http://www.w3.org/"#,
            r#"2001/XMLSchema-instance"/><Notification><Id>04l000000000001AAA</Id><sObject xsi:type="sf:Case" xmlns:xsi="#,
            r#""http://www.w3.org/2001/XMLSchema-instance" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>"#,
            r#"500000000000001AAA</sf:Id><sf:Subject>A &amp; B</sf:Subject></sObject></Notification></notifications>"#,
            "</soapenv:Body></soapenv:Envelope>",
        )],
        read: |input| callside_intake::read_outbound(input).is_ok(),
    },
    Target {
        name: "identity_token",
        samples: &["eyJhbGciOiJSUzI1NiIsImtpZCI6IjI0MiJ9.eyJpc3MiOiJodHRwczovL2EuY29tIn0.c2ln"],
        read: |input| identity::key_id(&text(input)).is_ok(),
    },
    Target {
        name: "identity_payload",
        samples: &[PAYLOAD],
        read: |input| {
            let issuer = "https://login.salesforce.com";
            let expected = Expected { issuer, client_id: "app", org_id: "00D000000000001AAA" };
            identity::said(input, expected, received_at()).is_ok()
        },
    },
    Target {
        name: "identity_keys",
        samples: &[
            r#"{"keys":[{"kty":"RSA","use":"sig","kid":"242","n":"AMC2c29tZSBudW1iZXI","e":"AQAB"},{"kty":"EC","kid":"7"}]}"#,
        ],
        read: |input| {
            let keys = identity::keys(input).unwrap_or_default();
            for key in keys.values() {
                assert!(!key.signed(b"text", b"no signature"), "nobody signed this");
            }
            !keys.is_empty()
        },
    },
    Target { name: "relay_answers", samples: ANSWERS, read: relay_answers },
    Target { name: "relay_bodies", samples: BODIES, read: relay_bodies },
    Target {
        name: "sign_in_head",
        samples: &["GET /OauthRedirect?code=a&state=b HTTP/1.1\r\nHost: localhost:1717\r\nAccept: */*\r\n\r\n"],
        read: |input| {
            let mut bytes = input;
            // Bytes that are there already are never waited for.
            read_head(&mut bytes).now_or_never().is_some_and(|head| head.is_ok_and(|head| head.host.is_some()))
        },
    },
    Target {
        name: "soap_answer",
        samples: &[
            concat!(
                r#"<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" "#,
                r#"xmlns="urn:partner.soap.sforce.com"><soapenv:Body><undeleteResponse><result><errors><message>entity "#,
                "&amp; bin</message><statusCode>UNDELETE_FAILED</statusCode></errors><id>003000000000001AAA</id>",
                "<success>false</success></result></undeleteResponse></soapenv:Body></soapenv:Envelope>",
            ),
            "<e:Fault xmlns:e=\"e\"><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>no</faultstring></e:Fault>",
        ],
        read: |input| callside_salesforce::undeleted(input).is_some(),
    },
    Target {
        name: "soql",
        samples: &["SELECT Id, (SELECT Name FROM Cases) FROM Account WHERE Name LIKE 'A%' ORDER BY Name LIMIT 5"],
        read: |input| callside_core::soql::parse(&text(input)).is_ok(),
    },
    Target {
        name: "configuration",
        samples: &[
            r#"{"callside_config":1,"automations":[{"name":"a","title":"A","on":{"trigger":"call"},"when":"call.queue = \"x\"","steps":[{"do":"toast","text":"{{caller.name}}"}]}]}"#,
        ],
        read: |input| Configuration::default().load("f.json", &text(input)).is_ok(),
    },
    Target {
        name: "update_list",
        samples: &[
            r#"{"callside_updates":1,"product":"callside","channel":"stable","version":"0.2.0","published":"2026-11-26T08:00:00Z","believed_until":"2027-02-24T08:00:00Z","share":100,"artefacts":[{"platform":"linux-x86_64-deb","file":"callside_0.2.0_amd64.deb","size":7,"sha256":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}]}"#,
        ],
        read: |input| update::read(&text(input)).is_ok(),
    },
    Target {
        name: "recording_link",
        samples: &["callside://recording/aircall:42"],
        read: |input| text(input).parse::<Fetch>().is_ok(),
    },
];
