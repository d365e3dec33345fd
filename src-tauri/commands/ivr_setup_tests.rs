//! The IVR's half as an admin sets it up and tries it, on real parts.

use super::*;
use crate::commands::settings::save_settings;
use crate::ipc::settings::SettingsChange;
use crate::testing::Desk;
use callside_core::role::Role;
use serde_json::json;

#[tokio::test]
async fn a_try_asks_with_everything_that_an_ivr_can_send() {
    let desk = Desk::new().await;
    desk.becomes(Role::Admin).await;
    let rules = json!({ "rules": [
        { "name": "Account", "when": "ids.account_number = \"AC-1\"", "route": "accounts" },
        { "name": "Customer", "when": "ids.customer_id = \"C-2\"", "greeting": "Hello customer." },
        { "name": "Member", "when": "ids.member_id = \"M-3\"", "vip_tier": "member" },
        { "name": "Dialled", "when": "dnis = \"8005550100\"", "route": "dialled" },
    ] });
    let request = IvrChange { text: rules.to_string(), tier_label: "Support Tier".into() };
    save_ivr_setup(&desk.shell, request).await.unwrap();
    let holds = async |request: TryIvrRequest| {
        let tried = try_ivr(&desk.shell, request).await.unwrap();
        tried.rules.into_iter().map(|rule| rule.holds).collect::<Vec<_>>()
    };
    let asked = TryIvrRequest {
        dnis: " 8005550100 ".into(),
        account_number: "AC-1".into(),
        customer_id: "C-2".into(),
        member_id: "M-3".into(),
        ..TryIvrRequest::default()
    };
    assert_eq!(holds(asked).await, [true; 4]);
    assert_eq!(holds(TryIvrRequest::default()).await, [false; 4], "what is empty is not asked with");
}

#[tokio::test]
async fn the_field_of_a_callers_tier_is_kept_and_only_by_an_admin() {
    let desk = Desk::new().await;
    desk.becomes(Role::Admin).await;
    let before = ivr_setup(&desk.shell).await.unwrap();
    assert_eq!(before.tier_label, "Support Tier");
    let change = |label: &str| IvrChange { text: before.text.clone(), tier_label: label.into() };
    let kept = save_ivr_setup(&desk.shell, change(" Service level ")).await.unwrap();
    assert_eq!(kept.tier_label, "Service level");
    assert_eq!(desk.open().await.companion.phone_preferences().tier_label, "Service level");
    desk.becomes(Role::Agent).await;
    assert!(save_ivr_setup(&desk.shell, change("Mine")).await.is_err());
    assert_eq!(ivr_setup(&desk.shell).await.unwrap().tier_label, "Service level");
}

#[tokio::test]
async fn each_phone_system_that_has_a_secret_has_an_address_that_answers_its_ivr() {
    let desk = Desk::new().await;
    let change = SettingsChange { phone_secret: Some("switch+street secret&01".into()), ..SettingsChange::default() };
    save_settings(&desk.shell, change).await.unwrap();
    let addresses = ivr_setup(&desk.shell).await.unwrap().addresses;
    let systems: Vec<_> = addresses.iter().map(|address| address.phone_system.as_str()).collect();
    assert_eq!(systems, ["five9", "phone"]);
    for IvrAddressView { phone_system, address } in addresses {
        let told = reqwest::get(format!("{address}&call_id=7&ani=4155550134")).await.unwrap();
        assert_eq!(told.status(), 200, "{phone_system}");
    }
}
