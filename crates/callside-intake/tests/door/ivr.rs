//! The IVR's half at the door.

use crate::house::{FIVE9, at, intake, settings};
use crate::wire::{JSON, request};
use async_trait::async_trait;
use callside_core::ivr::{IvrAnswer, IvrAsk, IvrKnown, IvrSettings, answer, safe_answer};
use callside_intake::{Door, IvrDesk};
use std::sync::Arc;
use std::time::Duration;

/// Answers at once, or never.
struct Clerk {
    asleep: bool,
}

#[async_trait]
impl IvrDesk for Clerk {
    async fn promise(&self) -> (Duration, IvrAnswer) {
        (Duration::from_millis(if self.asleep { 60 } else { 5_000 }), safe_answer(&IvrSettings::default()))
    }

    async fn answer(&self, ask: IvrAsk) -> IvrAnswer {
        if self.asleep {
            std::future::pending::<()>().await;
        }
        let known = IvrKnown { customer_name: ask.ani.clone(), ..IvrKnown::default() };
        answer(&IvrSettings::default(), &ask, &known).0
    }
}

#[tokio::test]
async fn an_ivr_gets_flat_variables_in_time_also_when_nobody_answers() {
    for (asleep, name) in [(false, "4155550134"), (true, "")] {
        let (intake, _sink) = intake(false);
        intake.answer_ivrs(Arc::new(Clerk { asleep }));
        let door = Door::open(settings(), intake).await.unwrap();
        let query = format!("ivr?call_id=7&ANI=4155550134&secret={FIVE9}");
        let got = request(door.port(), "GET", &at(&query), &[], "").await;
        assert_eq!(got.status, 200, "{}", got.body);
        let told: serde_json::Value = serde_json::from_str(&got.body).unwrap();
        assert_eq!((told["customerName"].as_str(), told["route"].as_str()), (Some(name), Some("default")));
    }
}

#[tokio::test]
async fn strangers_and_doors_without_a_clerk_get_nothing() {
    let (intake, sink) = intake(false);
    let door = Door::open(settings(), Arc::clone(&intake)).await.unwrap();
    let good = format!("ivr?call_id=7&secret={FIVE9}");
    assert_eq!(request(door.port(), "GET", &at(&good), &[], "").await.status, 404);
    intake.answer_ivrs(Arc::new(Clerk { asleep: false }));
    for (path, headers, body, status) in [
        ("ivr?call_id=7&secret=wrong-secret-0123456789", &[][..], "", 403),
        ("ivr", &[JSON], r#"{"callId":"7"}"#, 403),
        (&format!("ivr?secret={FIVE9}"), &[JSON], r#"{"ani":"1"}"#, 400),
        (&format!("ivr?secret={FIVE9}"), &[JSON], r#"{"callId":"7","ani":"1"}"#, 200),
    ] {
        let method = if body.is_empty() { "GET" } else { "POST" };
        let got = request(door.port(), method, &at(path), headers, body).await;
        assert_eq!(got.status, status, "{path} {body} {}", got.body);
    }
    assert!(sink.kept().is_empty(), "a question is no event");
}
