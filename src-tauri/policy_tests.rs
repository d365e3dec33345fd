use super::*;
use crate::commands::relay::{relay, set_relay};
use crate::commands::settings::{save_settings, settings as shown};
use crate::commands::sign_in::choose_vault;
use crate::ipc::error::{ErrorAction, ErrorCode};
use crate::ipc::policy::{LayerView, SettingKey, SettingValue};
use crate::ipc::relay::RelayRequest;
use crate::ipc::sentence::Sentence;
use crate::ipc::session::VaultChoice;
use crate::ipc::settings::SettingsChange;
use crate::testing::Desk;
use callside_core::policy::read;

fn standing(text: &str) -> PolicyStanding {
    let (policy, faults) = read(&format!("{{\"callside_policy\": 1, {text}}}"));
    PolicyStanding { policy, place: "/etc/callside/policy.json".into(), found: true, faults }
}

async fn ruled(text: &str) -> Desk {
    Desk::ruled(tempfile::tempdir().unwrap(), standing(text)).await
}

async fn row(desk: &Desk, key: SettingKey) -> (SettingValue, LayerView) {
    let all = shown(&desk.shell).await.unwrap().policy.settings;
    let row = all.into_iter().find(|row| row.key == key).unwrap();
    (row.value, row.layer)
}

fn text(text: &str) -> SettingValue {
    SettingValue::Texts { texts: vec![text.to_owned()] }
}

#[tokio::test]
async fn each_setting_says_which_layer_it_comes_from() {
    let desk = ruled(r#""home_region": "DE", "undo_seconds": 30"#).await;
    assert_eq!(row(&desk, SettingKey::HomeRegion).await, (text("DE"), LayerView::Policy));
    assert_eq!(row(&desk, SettingKey::UndoSeconds).await, (SettingValue::Number { number: 30 }, LayerView::Policy));
    assert_eq!(row(&desk, SettingKey::Toast).await, (SettingValue::Flag { on: true }, LayerView::Default));
    save_settings(&desk.shell, SettingsChange { toast: Some(false), ..SettingsChange::default() }).await.unwrap();
    assert_eq!(row(&desk, SettingKey::Toast).await, (SettingValue::Flag { on: false }, LayerView::Person));
    let open = desk.open().await;
    assert_eq!(open.companion.preferences().undo_seconds, 30, "the engine obeys");
    assert_eq!(shown(&desk.shell).await.unwrap().home_region, "DE");
}

#[tokio::test]
async fn what_the_policy_sets_a_person_cannot_change_and_gets_back_without_it() {
    let desk = Desk::new().await;
    let own =
        SettingsChange { home_region: Some("FR".into()), client_id: Some("own".into()), ..SettingsChange::default() };
    save_settings(&desk.shell, own).await.unwrap();
    desk.shell.close().await;

    let policy = r#""home_region": "DE", "client_id": "house", "toast": false, "api_version": "61.0""#;
    let desk = Desk::ruled(desk.folder, standing(policy)).await;
    let before = shown(&desk.shell).await.unwrap();
    let kept = (before.home_region.as_str(), before.client_id.as_str(), before.toast, before.api_version.as_str());
    assert_eq!(kept, ("DE", "house", false, "61.0"));
    for change in [
        SettingsChange { home_region: Some("FR".into()), ..SettingsChange::default() },
        SettingsChange { client_id: Some("other".into()), ..SettingsChange::default() },
        SettingsChange { toast: Some(true), ..SettingsChange::default() },
        SettingsChange { api_version: Some("62.0".into()), ..SettingsChange::default() },
    ] {
        let refused = save_settings(&desk.shell, change).await.unwrap_err();
        assert_eq!((refused.code, refused.message), (ErrorCode::Refused, Sentence::SetByPolicy));
        assert_eq!(refused.action, Some(ErrorAction::AskAdmin));
        assert_eq!(shown(&desk.shell).await.unwrap(), before);
    }
    // What is free is still saved, and the policy's values are not written into the person's own.
    let free = SettingsChange {
        phone_secret: Some("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into()),
        ..SettingsChange::default()
    };
    save_settings(&desk.shell, free).await.unwrap();
    desk.shell.close().await;

    let desk = Desk::at(desk.folder).await;
    let after = shown(&desk.shell).await.unwrap();
    assert_eq!((after.home_region.as_str(), after.client_id.as_str(), after.toast), ("FR", "own", true));
}

#[tokio::test]
async fn the_relay_of_the_policy_is_the_relay() {
    let desk = Desk::new().await;
    set_relay(&desk.shell, RelayRequest { address: "https://own.example.com".into() }).await.unwrap();
    desk.shell.close().await;
    let desk = Desk::ruled(desk.folder, standing(r#""relay_address": "https://house.example.com""#)).await;
    assert_eq!(relay(&desk.shell).await.unwrap().address, "https://house.example.com");
    assert_eq!(row(&desk, SettingKey::RelayAddress).await, (text("https://house.example.com"), LayerView::Policy));
    for address in ["", "https://own.example.com"] {
        let refused = set_relay(&desk.shell, RelayRequest { address: address.into() }).await.unwrap_err();
        assert_eq!(refused.message, Sentence::SetByPolicy);
    }
    desk.shell.close().await;
    let desk = Desk::at(desk.folder).await;
    assert_eq!(relay(&desk.shell).await.unwrap().address, "https://own.example.com", "a person's own comes back");
}

#[tokio::test]
async fn secrets_rest_in_no_file_where_the_policy_forbids_it() {
    let desk = ruled(r#""secrets_file": false"#).await;
    let refused = choose_vault(&desk.shell, VaultChoice::File).await.unwrap_err();
    assert_eq!((refused.code, refused.message), (ErrorCode::Refused, Sentence::SetByPolicy));
    assert!(!crate::assemble::file_is_allowed(&desk.shell));
}

#[tokio::test]
async fn what_is_ignored_is_shown() {
    let desk = ruled(r#""home_regoin": "DE", "undo_seconds": 99, "role": "boss", "toast": false"#).await;
    let policy = shown(&desk.shell).await.unwrap().policy;
    assert!(policy.found);
    let number = AllowedView::Number { least: 0, most: 60 };
    let words = ["agent", "supervisor", "admin"].map(str::to_owned).to_vec();
    assert_eq!(
        policy.faults,
        [
            PolicyFaultView::Unknown { key: "home_regoin".into(), nearest: Some("home_region".into()) },
            PolicyFaultView::NotAllowed { key: SettingKey::UndoSeconds, allowed: number },
            PolicyFaultView::NotAllowed { key: SettingKey::Role, allowed: AllowedView::Choice { words } },
        ]
    );
    assert_eq!(row(&desk, SettingKey::Toast).await.1, LayerView::Policy, "the rest holds");
    for setting in SETTINGS {
        let all = shown(&desk.shell).await.unwrap().policy.settings;
        assert!(all.iter().any(|row| row.key == SettingKey::from(setting.key)));
    }
}

#[tokio::test]
async fn the_clock_after_a_call_can_be_the_companys() {
    let desk = ruled(r#""after_call_seconds": 45"#).await;
    assert_eq!(
        row(&desk, SettingKey::AfterCallSeconds).await,
        (SettingValue::Number { number: 45 }, LayerView::Policy)
    );
    let now = crate::commands::desk::snapshot(&desk.shell).await.unwrap();
    assert_eq!(now.after_call_seconds, 45);
    let own = SettingsChange { after_call_seconds: Some(600), ..SettingsChange::default() };
    assert_eq!(save_settings(&desk.shell, own).await.unwrap_err().message, Sentence::SetByPolicy);
}
