//! The commands on real parts: what a screen asks, and what the outside is told of it.

use super::*;
use crate::commands::settings::{save_settings, settings};
use crate::ipc::announcement::Announcement;
use crate::ipc::pop::DraftView;
use crate::ipc::settings::SettingsChange;
use crate::testing::Desk;
use crate::toast::Toast;
use crate::tray_icon::TrayState;
use callside_core::event::CallChange;

/// The call of the next pop, and whether it comes to the front.
async fn next_first(desk: &mut Desk, call: &str) -> bool {
    desk.hears(|told| match told {
        Announcement::Pop { pop, to_front } if pop.call == call => Some(*to_front),
        _ => None,
    })
    .await
}

#[tokio::test]
async fn a_call_comes_to_the_front_unless_the_agent_is_at_work_on_another() {
    let mut desk = Desk::new().await;
    desk.rings("1", CallChange::Ringing).await;
    assert!(next_first(&mut desk, "phone:1").await);
    desk.rings("2", CallChange::Ringing).await;
    assert!(next_first(&mut desk, "phone:2").await, "nothing was typed for the first");

    let draft = DraftView { notes: "half a".into(), ..DraftView::default() };
    save_draft(&desk.shell, DraftRequest { call: "phone:2".into(), draft }).await.unwrap();
    desk.rings("3", CallChange::Ringing).await;
    assert!(!next_first(&mut desk, "phone:3").await);

    let snapshot = snapshot(&desk.shell).await.unwrap();
    assert_eq!(
        snapshot.calls.iter().map(|row| row.call.as_str()).collect::<Vec<_>>(),
        ["phone:3", "phone:2", "phone:1"]
    );
    let front = snapshot.pop.unwrap();
    assert_eq!((front.call.as_str(), front.draft.notes.as_str()), ("phone:2", "half a"));
}

#[tokio::test]
async fn a_toast_and_the_tray_follow_the_call_and_the_setting() {
    let mut desk = Desk::new().await;
    desk.rings("1", CallChange::Ringing).await;
    desk.trays_when(|trays| trays.contains(&TrayState::Ringing)).await;
    desk.rings("1", CallChange::Answered).await;
    let closed = |toasts: &Vec<Toast>| matches!(toasts.last(), Some(Toast::Close { .. }));
    let toasts = desk.toasts_when(closed).await;
    assert!(matches!(toasts.first(), Some(Toast::Show { first: true, .. })), "{toasts:?}");
    desk.trays_when(|trays| trays.last() == Some(&TrayState::Idle)).await;

    save_settings(&desk.shell, SettingsChange { toast: Some(false), ..SettingsChange::default() }).await.unwrap();
    desk.rings("2", CallChange::Ringing).await;
    next_first(&mut desk, "phone:2").await;
    desk.rings("2", CallChange::Answered).await;
    let of_second = |toast: &Toast| matches!(toast, Toast::Close { call } if call.id() == "2");
    let toasts = desk.toasts_when(|toasts| toasts.iter().any(of_second)).await;
    let shown = toasts.iter().filter(|toast| matches!(toast, Toast::Show { call, .. } if call.id() == "2"));
    assert_eq!(shown.count(), 0, "only what takes toasts away is still told");
}

#[tokio::test]
async fn a_change_is_checked_whole_and_kept_over_a_restart() {
    let desk = Desk::new().await;
    let before = settings(&desk.shell).await.unwrap();
    for bad in [
        SettingsChange {
            home_region: Some("GB".into()),
            api_version: Some("58.0".into()),
            ..SettingsChange::default()
        },
        SettingsChange { toast: Some(false), home_region: Some("Britain".into()), ..SettingsChange::default() },
        SettingsChange {
            client_id: Some("key".into()),
            aircall_token: Some("short".into()),
            ..SettingsChange::default()
        },
        SettingsChange {
            client_id: Some("key".into()),
            phone_secret: Some("whsec_x".into()),
            ..SettingsChange::default()
        },
    ] {
        assert_eq!(save_settings(&desk.shell, bad).await.unwrap_err().code, ErrorCode::Invalid);
        assert_eq!(settings(&desk.shell).await.unwrap(), before);
    }
    let good = SettingsChange {
        home_region: Some("gb".into()),
        api_version: Some("62.0".into()),
        aircall_token: Some("45c0ffeea08f4c7d9b21c0e6f7a81320".into()),
        ..SettingsChange::default()
    };
    let after = save_settings(&desk.shell, good).await.unwrap();
    assert_eq!((after.home_region.as_str(), after.api_version.as_str()), ("GB", "62.0"));

    let Desk { shell, folder, .. } = desk;
    shell.close().await;
    let again = Desk::at(folder).await;
    let kept = settings(&again.shell).await.unwrap();
    assert_eq!(kept.door.aircall_token, "45c0ffeea08f4c7d9b21c0e6f7a81320");
    assert_eq!((kept.home_region, kept.api_version), (after.home_region, after.api_version));
}

#[tokio::test]
async fn what_is_not_known_is_said_and_nothing_else() {
    let desk = Desk::new().await;
    for call in ["phone:unknown", "nonsense", ""] {
        let error = open_call(&desk.shell, CallRequest { call: call.into() }).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::NotFound, "{call}");
    }
    let error = search_callers(&desk.shell, SearchRequest { text: "Sarah".into() }).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::SignInNeeded);
    assert_eq!(search_callers(&desk.shell, SearchRequest { text: "S".into() }).await.unwrap().len(), 0);
}

#[tokio::test]
async fn whoever_wants_no_disturbance_gets_the_call_in_the_window_and_nothing_else() {
    let mut desk = Desk::new().await;
    let quiet = |on| SettingsChange { do_not_disturb: Some(on), ..SettingsChange::default() };
    save_settings(&desk.shell, quiet(true)).await.unwrap();
    assert!(snapshot(&desk.shell).await.unwrap().do_not_disturb);
    desk.rings("1", CallChange::Ringing).await;
    assert!(next_first(&mut desk, "phone:1").await, "the call comes as ever");
    desk.trays_when(|trays| trays.contains(&TrayState::Ringing)).await;
    desk.rings("1", CallChange::Answered).await;
    let toasts = desk.toasts_when(|toasts| matches!(toasts.last(), Some(Toast::Close { .. }))).await;
    assert!(!toasts.iter().any(|toast| matches!(toast, Toast::Show { .. })), "{toasts:?}");
    assert_eq!(desk.surfaced(), 0, "the window does not ask for attention");

    save_settings(&desk.shell, quiet(false)).await.unwrap();
    desk.rings("2", CallChange::Ringing).await;
    desk.toasts_when(|toasts| toasts.iter().any(|toast| matches!(toast, Toast::Show { first: true, .. }))).await;
    assert_eq!(desk.surfaced(), 1);
}

#[tokio::test]
async fn the_clock_after_a_call_is_as_long_as_the_person_says_and_at_most_an_hour() {
    let desk = Desk::new().await;
    assert_eq!(snapshot(&desk.shell).await.unwrap().after_call_seconds, 120);
    for (typed, holds) in [(0, 0), (45, 45), (90_000, 3600)] {
        let change = SettingsChange { after_call_seconds: Some(typed), ..SettingsChange::default() };
        assert_eq!(save_settings(&desk.shell, change).await.unwrap().after_call_seconds, holds);
        assert_eq!(snapshot(&desk.shell).await.unwrap().after_call_seconds, holds);
    }
}
