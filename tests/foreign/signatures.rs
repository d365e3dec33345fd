//! Webhook signatures: the library of Standard Webhooks signs and we verify, we sign and it verifies.

use crate::node::Script;
use callside_core::event::Event;
use callside_core::secret::Secret;
use callside_sandbox::{Sandbox, SandboxOptions};
use callside_telephony::phone_switch::{self, Mapping, Signing};
use callside_telephony::secrets::Secrets;
use callside_telephony::{Headers, Inbound, Method, Rejection, Route, Settings, read};
use jiff::Timestamp;
use serde_json::Value;

/// Two keys, as while one is being replaced.
const KEYS: [&str; 2] =
    ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_dGhlIG9sZGVyIG9mIHRoZSB0d28sIDMyIGJ5dGVzLi4u"];

fn settings() -> Settings {
    let secrets = Secrets::new(KEYS.map(Secret::new).to_vec()).expect("the keys are long enough");
    let signing = Signing::standard_webhooks(&secrets, Signing::TOLERANCE).expect("the keys are keys");
    let phone = phone_switch::Settings::new(vec![signing], Mapping::default()).expect("there is a way to sign");
    Settings { five9: None, aircall: None, phone: Some(phone) }
}

fn verify(line: &Value, settings: &Settings) -> Result<Vec<Event>, Rejection> {
    let headers = line["headers"].as_object().expect("the line has headers");
    let headers: Vec<(&str, &[u8])> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().expect("a header is text").as_bytes()))
        .collect();
    let inbound = Inbound {
        method: Method::Post,
        route: Route::Phone,
        query: "",
        headers: Headers(&headers),
        body: line["body"].as_str().expect("the line has a body").as_bytes(),
        received_at: Timestamp::now(),
    };
    read(&inbound, settings)
}

#[tokio::test]
async fn we_take_what_their_library_signs_and_nothing_that_it_would_not_take() {
    let settings = settings();
    let lines = Script::new("webhook-sign.mjs").with("CALLSIDE_WEBHOOK_KEYS", KEYS.join(" ")).lines().await;
    let (mut right, mut wrong) = (0, 0);
    for line in &lines {
        let (name, theirs) = (&line["name"], line["right"].as_bool().expect("the line has a verdict"));
        match verify(line, &settings) {
            Ok(events) => {
                assert!(theirs, "{name}: we take it, they do not");
                assert!(matches!(events.as_slice(), [Event::Call(_)]), "{name}: {events:?}");
                right += 1;
            }
            Err(Rejection::BadSignature | Rejection::Unsigned | Rejection::Stale { .. }) => {
                assert!(!theirs, "{name}: they take it, we do not");
                wrong += 1;
            }
            Err(other) => panic!("{name}: {other:?}"),
        }
    }
    assert!(right >= 10 && wrong >= 12, "{right} right and {wrong} wrong ones");
}

#[tokio::test]
async fn their_library_takes_what_the_sandbox_signs() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.expect("the sandbox starts");
    Script::new("webhook-verify.mjs").with("CALLSIDE_SANDBOX", sandbox.ready().to_string()).pass().await;
    sandbox.stop().await;
}
