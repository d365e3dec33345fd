//! The IVR's half at a relay, over HTTP, with the Sticky Calls of the sandbox.

use crate::bed::{FIVE9, Site, private};
use callside_relay::check::{Finding, check};
use callside_relay::{Relay, StartError};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::phones::STICKY_KEY;
use callside_sandbox::{Sandbox, SandboxOptions};
use serde_json::{Value, json};

/// A site whose relay asks the sandbox's Sticky Calls, and is patient enough for a slow machine.
fn site(sandbox: &Sandbox) -> Site {
    let sticky = format!("http://{}/phones/sticky", sandbox.address());
    let mut site = Site::new();
    let key = site.secret("sticky");
    std::fs::write(&key, STICKY_KEY).unwrap();
    private(&key);
    site.extra = json!({
        "ivr": {
            "rules": {
                "budget_ms": 10_000,
                "rules": [
                    { "name": "Known", "when": "confidence >= 0.3", "greeting": "Welcome back.", "route": "known" },
                    { "name": "Spring", "when": "campaign = \"Spring\"", "vip_tier": "spring" },
                ],
            },
            "sticky_calls": { "key_file": key, "address": sticky },
        },
    });
    site
}

async fn ask(site: &Site, relay: &Relay, secret: &str, call: &str) -> (u16, Value) {
    let url = format!("http://{}/{}/ivr", relay.listen(), site.path_secret());
    let query = [("call_id", call), ("ANI", "4155550134"), ("campaign_name", "Spring"), ("secret", secret)];
    let answer = reqwest::Client::new().get(url).query(&query).send().await.unwrap();
    let status = answer.status().as_u16();
    (status, answer.json().await.unwrap_or_default())
}

#[tokio::test]
async fn an_ivr_is_answered_by_the_rules_and_by_what_is_remembered() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let site = site(&sandbox);
    let relay = site.relay("a").await;
    let (status, told) = ask(&site, &relay, FIVE9, "300").await;
    assert_eq!(status, 200);
    assert_eq!((told["greeting"].as_str(), told["route"].as_str()), (Some("Welcome back."), Some("known")), "{told}");
    assert_eq!((told["vipTier"].as_str(), told["openIntents"].as_str()), (Some("spring"), Some("refund_request")));
    assert!(!told["customerRef"].as_str().unwrap().is_empty());

    // Without Sticky Calls the rules answer with what the IVR itself has sent.
    sandbox.inject(Fault::new(FaultKind::Status { status: 500 }).on_path("/phones/sticky"));
    let (status, told) = ask(&site, &relay, FIVE9, "301").await;
    assert_eq!((status, told["route"].as_str(), told["vipTier"].as_str()), (200, Some("default"), Some("spring")));
    assert_eq!(told["customerRef"], "");
    let metrics = reqwest::get(format!("http://{}/metrics", relay.inner())).await.unwrap().text().await.unwrap();
    for figure in ["ivr_answers_total 2", "ivr_remembered_total 1"] {
        assert!(metrics.contains(&format!("callside_relay_{figure}\n")), "{figure}: {metrics}");
    }
}

#[tokio::test]
async fn strangers_get_nothing_and_a_relay_without_rules_has_no_such_address() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let with = site(&sandbox);
    let relay = with.relay("a").await;
    assert_eq!(ask(&with, &relay, "wrong-secret-0123456789", "300").await.0, 403);
    let without = Site::new();
    let relay = without.relay("a").await;
    assert_eq!(ask(&without, &relay, FIVE9, "300").await.0, 404);
}

#[tokio::test]
async fn rules_are_reloaded_and_bad_ones_are_named() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let site = site(&sandbox);
    let relay = site.relay("a").await;
    let mut settings = site.settings("a");
    settings["ivr"]["rules"]["rules"] = json!([{ "name": "All", "when": "confidence >= 0", "route": "all" }]);
    relay.reload(&serde_json::from_value(settings.clone()).unwrap()).await.unwrap();
    assert_eq!(ask(&site, &relay, FIVE9, "300").await.1["route"], "all");

    settings["ivr"]["rules"]["rules"] = json!([{ "name": "Moods", "when": "mood is empty", "route": "x" }]);
    let bad: callside_relay::config::Config = serde_json::from_value(settings).unwrap();
    let refused = relay.reload(&bad).await.unwrap_err();
    assert!(matches!(refused, StartError::Ivr(_)) && refused.to_string().contains("Moods"), "{refused}");
    assert_eq!(ask(&site, &relay, FIVE9, "301").await.1["route"], "all", "the rules in use stay");
    let found = check(&bad).await;
    let is_said = |finding: &Finding| matches!(finding, Finding::Wrong(text) if text.contains("Moods"));
    assert!(found.iter().any(is_said), "{found:?}");
}
