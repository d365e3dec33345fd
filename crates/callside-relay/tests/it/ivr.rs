//! The IVR's half at a relay, over HTTP, with the Sticky Calls of the sandbox.

use crate::bed::{FIVE9, Site, metrics, private};
use callside_core::ivr::IvrAsk;
use callside_relay::check::{Finding, check};
use callside_relay::{Relay, StartError, ivr_trial};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::phones::{STICKY_KEY, System};
use callside_sandbox::{Sandbox, SandboxOptions};
use serde_json::{Value, json};

/// The secret of a phone switch.
const SWITCH: &str = "switch-street-secret-01";

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

/// Besides, its IVRs know the records of the sandbox's org.
fn site_with_records(sandbox: &Sandbox, secret: &str) -> Site {
    let mut site = site(sandbox);
    let file = site.secret("salesforce");
    std::fs::write(&file, secret).unwrap();
    private(&file);
    site.extra["ivr"]["salesforce"] = json!({
        "org": sandbox.base_url(), "client_id": sandbox.credentials().client_id, "client_secret_file": file,
        "tier_fields": { "Contact": "Support_Tier__c" },
    });
    site.extra["ivr"]["rules"]["rules"] = json!([
        { "name": "By name", "when": "customerName is not empty", "greeting": "Hello {{customerName}}." },
        { "name": "Escalated", "when": "escalated", "route": "senior" },
        { "name": "Gold", "when": "tier in [\"Gold\"]", "vip_tier": "gold" },
    ]);
    site
}

async fn ask(site: &Site, relay: &Relay, secret: &str, call: &str) -> (u16, Value) {
    ask_as(site, relay, secret, call, "4155550134").await
}

async fn ask_as(site: &Site, relay: &Relay, secret: &str, call: &str, ani: &str) -> (u16, Value) {
    let url = format!("http://{}/{}/ivr", relay.listen(), site.path_secret());
    let query = [("call_id", call), ("ANI", ani), ("campaign_name", "Spring"), ("secret", secret)];
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
    let metrics = metrics(&relay).await;
    for figure in [
        "ivr_answers_total 2",
        "ivr_remembered_total 1",
        "sticky_calls_starts_total{outcome=\"ok\"} 1",
        "sticky_calls_starts_total{outcome=\"its_fault\"} 1",
    ] {
        assert!(metrics.contains(&format!("callside_relay_{figure}\n")), "{figure}: {metrics}");
    }
}

#[tokio::test]
async fn the_ivr_of_a_phone_switch_starts_the_call_that_its_events_are_about() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let mut site = site(&sandbox);
    let secret = site.secret("phone");
    std::fs::write(&secret, SWITCH).unwrap();
    private(&secret);
    // Five9 is not set up at all: the switch's own secret is enough.
    site.extra["phones"] = json!({ "five9_secret_file": null, "phone_secret_file": secret });
    let relay = site.relay("a").await;
    let url = format!("http://{}/{}/ivr", relay.listen(), site.path_secret());
    let asks = async |system: &str, secret: &str| {
        let query = [("call_id", "sw-7"), ("ani", "4155550134"), ("phone_system", system), ("secret", secret)];
        reqwest::Client::new().get(&url).query(&query).send().await.unwrap().status().as_u16()
    };
    assert_eq!(asks("phone", SWITCH).await, 200);
    let started: Vec<_> = sandbox.deeds(System::Sticky).iter().map(|deed| deed.about["call_id"].clone()).collect();
    assert_eq!(started, ["phone:sw-7"], "the pop of the switch's webhook asks under this id, too");
    assert_eq!((asks("phone", FIVE9).await, asks("five9", SWITCH).await), (403, 404));
    let found = check(&site.config("a")).await;
    assert!(
        !found.iter().any(|finding| matches!(finding, Finding::Wrong(text) if text.starts_with("ivr"))),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_try_prints_the_variables_and_what_each_rule_decided() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let mut site = site(&sandbox);
    site.extra["ivr"]["rules"]["rules"] = json!([
        { "name": "Known", "when": "confidence >= 0.3", "greeting": "Welcome back.", "route": "known" },
        { "name": "Accounts", "when": "ids.account_number is not empty", "route": "accounts", "vip_tier": "account" },
        { "name": "Dialled", "when": "dnis = \"8005550100\"", "route": "dialled" },
        { "name": "Autumn", "when": "campaign = \"Autumn\"", "route": "autumn" },
    ]);
    let question = IvrAsk {
        call_id: "try-1".into(),
        ani: Some("4155550134".into()),
        dnis: Some("8005550100".into()),
        campaign: Some("Spring".into()),
        external_ids: [("account_number".to_owned(), "AC-1".to_owned())].into(),
        ..IvrAsk::default()
    };
    let told = ivr_trial::ask(&site.config("a"), &question, site.hands.clock()).await.unwrap().unwrap();
    let text = ivr_trial::written(&told);
    for line in [
        "  route            known\n",
        "  vipTier          account\n",
        "  openIntents      refund_request\n",
        "  holds  Known: greeting, route\n",
        "  holds  Accounts: vipTier\n",
        "  holds  Dialled: nothing that was not decided\n",
        "  no     Autumn\n",
    ] {
        assert!(text.contains(line), "{line}{text}");
    }
    let without = ivr_trial::ask(&Site::new().config("a"), &question, site.hands.clock()).await.unwrap();
    assert!(without.is_none(), "a relay that answers no IVRs says so");
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

#[tokio::test]
async fn an_ivr_knows_the_record_where_salesforce_is_set_up() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let site = site_with_records(&sandbox, &sandbox.credentials().client_secret);
    let caller = sandbox.caller("known_contact").unwrap();
    let (id, name) = (&caller.matches[0].id, caller.matches[0].name);
    let case = json!({ "ContactId": id, "Subject": "Broken", "Status": "New", "IsEscalated": true });
    sandbox.create_as_other("Case", case.as_object().unwrap()).unwrap();
    let relay = site.relay("a").await;
    let (_, told) = ask_as(&site, &relay, FIVE9, "400", caller.number).await;
    assert_eq!(told["customerName"], name, "{told}");
    assert_eq!((told["route"].as_str(), told["vipTier"].as_str()), (Some("senior"), Some("gold")), "{told}");
    assert_eq!(told["greeting"], format!("Hello {name}."));
    assert!(metrics(&relay).await.contains("callside_relay_ivr_records_total 1\n"));

    let found = check(&site.config("a")).await;
    let is_said =
        |finding: &Finding| matches!(finding, Finding::Works(text) if text.contains("signs in as miguel.santos@"));
    assert!(found.iter().any(is_said), "{found:?}");
}

#[tokio::test]
async fn an_ivr_finds_the_record_by_the_phone_fields_of_the_org() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let fields = json!({ "LastName": "Marchetti", "Emergency_Phone__c": "(628) 555-0188" });
    sandbox.create_as_other("Contact", fields.as_object().unwrap()).unwrap();
    let mut site = site_with_records(&sandbox, &sandbox.credentials().client_secret);
    let relay = site.relay("a").await;
    assert_eq!(ask_as(&site, &relay, FIVE9, "500", "6285550188").await.1["customerName"], "");

    let lists = json!({ "Contact": ["Phone", "Emergency_Phone__c", "Nowhere__c"] });
    site.extra["ivr"]["salesforce"]["phone_fields"] = lists;
    relay.reload(&site.config("a")).await.unwrap();
    assert_eq!(ask_as(&site, &relay, FIVE9, "501", "6285550188").await.1["customerName"], "Marchetti");
    let found = check(&site.config("a")).await;
    let is_said = |finding: &Finding| matches!(finding, Finding::Doubt(text) if text.contains("Contact.Nowhere__c"));
    assert!(found.iter().any(is_said), "{found:?}");
}

#[tokio::test]
async fn without_salesforce_the_rules_answer_and_a_refusal_is_not_repeated_for_each_caller() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let site = site_with_records(&sandbox, "an old secret");
    let token = "/services/oauth2/token";
    sandbox.inject(Fault::new(FaultKind::Latency { millis: 0, after_commit: false }).on_path(token));
    let asked = || sandbox.faults().iter().map(|fault| fault.seen).sum::<u32>();
    let relay = site.relay("a").await;
    let (status, told) = ask(&site, &relay, FIVE9, "300").await;
    assert_eq!((status, told["customerName"].as_str(), told["route"].as_str()), (200, Some(""), Some("default")));
    let once = asked();
    ask(&site, &relay, FIVE9, "301").await;
    assert_eq!(asked(), once, "it rests");
    site.hands.forward(jiff::SignedDuration::from_secs(61));
    ask(&site, &relay, FIVE9, "302").await;
    assert_eq!(asked(), once + 1);

    let found = check(&site.config("a")).await;
    let is_said = |finding: &Finding| matches!(finding, Finding::Wrong(text) if text.contains("invalid_client"));
    assert!(found.iter().any(is_said), "{found:?}");
    let mut settings = site.settings("a");
    settings["ivr"]["salesforce"]["org"] = json!("https://login.salesforce.com");
    let bad = serde_json::from_value(settings).unwrap();
    assert!(matches!(relay.reload(&bad).await, Err(StartError::Ivr(_))), "no program signs in there");
}
