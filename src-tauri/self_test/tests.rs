//! Against a real sandbox with real faults.

use super::*;
use crate::commands::settings::save_settings;
use crate::ipc::self_test::{Area, Grade, Mender, PhoneSystem};
use crate::ipc::settings::SettingsChange;
use crate::testing::{Desk, sandbox};
use crate::words::self_test as words;
use callside_core::secret::Secret;
use callside_engine::{PhoneAccess, PhoneKeys, PolicyStanding, phone_systems};
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::phones::{AIRCALL_KEY, STICKY_KEY, System};
use callside_sandbox::{FieldAccess, Sandbox};
use callside_store::Rejection;
use jiff::{SignedDuration, ToSpan as _};

async fn looked(desk: &Desk) -> SelfTestView {
    run(&desk.shell).await
}

fn of(view: &SelfTestView, area: Area) -> Vec<&Finding> {
    view.lines.iter().filter(|line| line.area == area).map(|line| &line.finding).collect()
}

async fn signed_in() -> (Sandbox, Desk) {
    let sandbox = sandbox().await;
    let mut desk = Desk::new().await;
    desk.sign_in(&sandbox).await;
    (sandbox, desk)
}

#[tokio::test]
async fn a_desk_that_works_is_good_in_every_line_that_counts() {
    let (sandbox, desk) = signed_in().await;
    let view = looked(&desk).await;
    let username = desk.open().await.companion.identity().unwrap().username;
    let signed_in = Finding::SignedIn { username, host: sandbox.base_url().trim_end_matches('/').to_owned() };
    assert_eq!(of(&view, Area::SignIn), [&signed_in]);
    for (area, finding) in [
        (Area::Database, Finding::DatabaseOpens),
        (Area::Clock, Finding::ClockRight),
        (Area::Scopes, Finding::ScopesEnough),
        (Area::Permissions, Finding::PermissionsEnough),
        (Area::Relay, Finding::RelayNone),
    ] {
        assert_eq!(of(&view, area), [&finding], "{area:?}");
    }
    assert!(matches!(of(&view, Area::Network)[..], [Finding::NetworkWorks { .. }]));
    assert!(matches!(of(&view, Area::Fields)[..], [Finding::FieldsThere { .. }]));
    assert!(matches!(of(&view, Area::ApiBudget)[..], [Finding::BudgetFine { .. }]));
    assert!(matches!(of(&view, Area::Door)[..], [Finding::DoorOpen { port: 1.. }]));
    assert_eq!(of(&view, Area::Phones)[0], &Finding::PhoneReady { system: PhoneSystem::Five9 });
    assert!(view.lines.is_sorted_by_key(|line| line.area), "what others depend on comes first");
}

#[tokio::test]
async fn nothing_is_written_by_looking() {
    let (sandbox, desk) = signed_in().await;
    let before = sandbox.ledger(&callside_sandbox::org::LedgerFilter::default()).len();
    looked(&desk).await;
    assert_eq!(sandbox.ledger(&callside_sandbox::org::LedgerFilter::default()).len(), before);
}

#[tokio::test]
async fn whoever_cannot_sign_in_hears_who_mends_it() {
    let desk = Desk::new().await;
    let view = looked(&desk).await;
    let line = view.lines.iter().find(|line| line.area == Area::SignIn).unwrap();
    assert_eq!(
        (&line.finding, line.grade, line.mender),
        (&Finding::NoClientId, Grade::Bad, Some(Mender::SalesforceAdmin))
    );
    let change = SettingsChange { client_id: Some("some-key".into()), ..SettingsChange::default() };
    save_settings(&desk.shell, change).await.unwrap();
    let view = looked(&desk).await;
    let line = view.lines.iter().find(|line| line.area == Area::SignIn).unwrap();
    assert_eq!((&line.finding, line.mender), (&Finding::SignedOut, Some(Mender::Person)));
    assert_eq!(view.grade, Grade::Bad);
}

#[tokio::test]
async fn a_dead_sign_in_is_told_from_a_network_that_fails() {
    let (sandbox, desk) = signed_in().await;
    sandbox.revoke_all();
    assert_eq!(of(&looked(&desk).await, Area::SignIn), [&Finding::SignInOver]);

    let (sandbox, desk) = signed_in().await;
    sandbox.inject(Fault::new(FaultKind::ServerUnavailable));
    let view = looked(&desk).await;
    assert!(matches!(of(&view, Area::SignIn)[..], [Finding::SignInUnknown { .. }]), "{view:?}");
    assert!(matches!(of(&view, Area::Network)[..], [Finding::NetworkStrange { .. }]), "a 503 is no Salesforce");
    sandbox.clear_faults();
    sandbox.inject(Fault::new(FaultKind::BadGateway).on_path("/services/data$"));
    assert!(matches!(of(&looked(&desk).await, Area::Network)[..], [Finding::NetworkStrange { .. }]));
    sandbox.clear_faults();
    sandbox.inject(Fault::new(FaultKind::ResetBeforeCommit).on_path("/services/data$"));
    assert!(matches!(of(&looked(&desk).await, Area::Network)[..], [Finding::NetworkUnreachable { .. }]));
}

#[tokio::test]
async fn fields_and_objects_that_the_user_lacks_are_named() {
    let (sandbox, desk) = signed_in().await;
    for field in ["CallDisposition", "CallObject", "CallKey__c"] {
        sandbox.set_field_access("Task", field, Some(FieldAccess::Hidden));
    }
    // The org's shape is believed for a while; a self-test asks anew.
    let view = looked(&desk).await;
    let missing = Finding::FieldMissing { object: "Task".into(), field: "CallDisposition".into() };
    assert_eq!(of(&view, Area::Fields), [&missing, &Finding::MarkInSubject]);
    let line = view.lines.iter().find(|line| line.finding == missing).unwrap();
    assert_eq!((line.grade, line.mender), (Grade::Bad, Some(Mender::SalesforceAdmin)));
}

#[tokio::test]
async fn spent_api_calls_are_told() {
    let (sandbox, desk) = signed_in().await;
    sandbox.set_calls(14_000);
    assert!(matches!(of(&looked(&desk).await, Area::ApiBudget)[..], [Finding::BudgetShort { percent: 93.. }]));
}

#[tokio::test]
async fn refused_events_of_the_last_day_are_counted_by_phone_system() {
    let now = Timestamp::now();
    let refused = |source: &str, at: Timestamp, reason: &str| Rejection {
        at,
        source: source.into(),
        reason: reason.into(),
        detail: String::new(),
    };
    let all = [
        refused("aircall", now, "bad_token"),
        refused("aircall", now - 1.hour(), "malformed"),
        refused("aircall", now - SignedDuration::from_hours(30), "old"),
        refused("phone", now - SignedDuration::from_hours(30), "old"),
    ];
    let aircall = Finding::PhoneRefused { system: PhoneSystem::Aircall, count: 2, reason: "bad_token".into() };
    assert_eq!(phones::system_now(PhoneSystem::Aircall, "aircall", true, &all, now), aircall);
    assert_eq!(
        phones::system_now(PhoneSystem::Phone, "phone", true, &all, now),
        Finding::PhoneReady { system: PhoneSystem::Phone }
    );
    assert_eq!(
        phones::system_now(PhoneSystem::Five9, "five9", false, &all, now),
        Finding::PhoneUnused { system: PhoneSystem::Five9 }
    );
}

/// Aircall and Sticky Calls of the sandbox, with a key.
async fn with_phones(sandbox: &Sandbox, desk: &Desk, aircall: &str, token: &str) {
    let at = |system: &str| format!("http://{}/phones/{system}", sandbox.address());
    let access = PhoneAccess {
        aircall_address: if aircall.is_empty() { at("aircall") } else { aircall.to_owned() },
        aircall_api_id: AIRCALL_KEY.0.into(),
        sticky_address: at("sticky"),
        ..PhoneAccess::default()
    };
    let keys = PhoneKeys {
        aircall_token: Some(Secret::new(token)),
        sticky_key: Some(Secret::new(STICKY_KEY)),
        ..PhoneKeys::default()
    };
    let (phones, bad) = phone_systems(&access, &keys);
    assert!(bad.is_empty(), "{bad:?}");
    desk.open().await.companion.set_phones(phones);
}

fn phone_line(view: &SelfTestView, wanted: impl Fn(&Finding) -> bool) -> (Grade, Option<Mender>, String) {
    let line = view.lines.iter().find(|line| line.area == Area::Phones && wanted(&line.finding));
    let line = line.unwrap_or_else(|| panic!("{view:?}"));
    (line.grade, line.mender, words::line(line))
}

#[tokio::test]
async fn each_phone_system_is_asked_whether_it_answers_and_takes_the_key() {
    let (sandbox, desk) = signed_in().await;
    let fails = |finding: &Finding| matches!(finding, Finding::PhoneFails { .. });
    with_phones(&sandbox, &desk, "", AIRCALL_KEY.1).await;
    let before = sandbox.deeds(System::Sticky).len();
    let view = looked(&desk).await;
    let answers = |finding: &Finding| matches!(finding, Finding::PhoneAnswers { name, .. } if name == "Aircall");
    assert_eq!(phone_line(&view, answers).0, Grade::Good);
    let untried = |finding: &Finding| matches!(finding, Finding::PhoneUntried { name } if name == "Sticky Calls");
    assert_eq!(phone_line(&view, untried).0, Grade::Skipped);
    assert_eq!(sandbox.deeds(System::Sticky).len(), before, "what costs is not asked");

    with_phones(&sandbox, &desk, "", "of-last-year").await;
    let (grade, mender, said) = phone_line(&looked(&desk).await, fails);
    assert_eq!((grade, mender), (Grade::Bad, Some(Mender::PhoneAdmin)));
    assert!(said.contains("Aircall does not take the key") && !said.contains("of-last-year"), "{said}");

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("http://{}", taken.local_addr().unwrap());
    drop(taken);
    with_phones(&sandbox, &desk, &nowhere, AIRCALL_KEY.1).await;
    let (grade, mender, said) = phone_line(&looked(&desk).await, fails);
    assert_eq!((grade, mender), (Grade::Bad, Some(Mender::It)), "{said}");

    with_phones(&sandbox, &desk, "", AIRCALL_KEY.1).await;
    sandbox.inject(Fault::new(FaultKind::Status { status: 429 }).on_path("/phones/aircall"));
    assert_eq!(phone_line(&looked(&desk).await, fails).0, Grade::Warning, "a pause passes");
}

#[test]
fn a_clock_that_is_off_says_which_way() {
    let server: Timestamp = "2026-11-26T07:00:00Z".parse().unwrap();
    for (seconds, finding) in [
        (0, Finding::ClockRight),
        (89, Finding::ClockRight),
        (-89, Finding::ClockRight),
        (3_600, Finding::ClockOff { seconds: 3_600 }),
        (-120, Finding::ClockOff { seconds: -120 }),
    ] {
        assert_eq!(machine::clock(Some(server), server + SignedDuration::from_secs(seconds)), finding);
    }
    assert_eq!(machine::clock(None, server), Finding::ClockUnknown);
}

#[tokio::test]
async fn a_relay_that_does_not_answer_is_told() {
    let desk = Desk::new().await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", taken.local_addr().unwrap());
    drop(taken);
    callside_engine::set_relay(&desk.open().await.companion, Some(&address)).await.unwrap();
    let view = looked(&desk).await;
    let line = view.lines.iter().find(|line| line.area == Area::Relay).unwrap();
    assert!(matches!(line.finding, Finding::RelayTrouble { .. }) && line.mender == Some(Mender::It));
}

#[tokio::test]
async fn what_is_ignored_of_the_policy_is_a_line() {
    let (policy, faults) = callside_core::policy::read("{\"callside_policy\": 1, \"tost\": true}");
    let standing = PolicyStanding { policy, place: "/etc/callside/policy.json".into(), found: true, faults };
    let desk = Desk::ruled(tempfile::tempdir().unwrap(), standing).await;
    let view = looked(&desk).await;
    let policy: Vec<_> = view.lines.iter().filter(|line| line.area == Area::Policy).collect();
    assert!(matches!(&policy[..], [line] if line.grade == Grade::Bad && line.mender == Some(Mender::It)), "{policy:?}");
    assert!(words::line(policy[0]).contains("toast is nearest"));
}

#[tokio::test]
async fn on_a_terminal_nothing_is_made_where_nothing_was() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(tempfile::tempdir().unwrap()).await;
    let shell = Shell::new(
        folder.path().join("never"),
        std::sync::Arc::clone(desk.shell.face()),
        crate::words::Language::En,
        crate::environment::Ports::default(),
        PolicyStanding::default(),
    );
    let view = run_on_terminal(&shell).await;
    assert!(!folder.path().join("never").exists(), "no folder, no database, no key");
    assert!(of(&view, Area::Door).is_empty() && of(&view, Area::SignIn).is_empty());
}

#[tokio::test]
async fn the_callside_that_runs_is_left_alone() {
    let (_sandbox, desk) = signed_in().await;
    let other = Shell::new(
        desk.folder.path().to_owned(),
        std::sync::Arc::clone(desk.shell.face()),
        crate::words::Language::En,
        crate::environment::Ports::default(),
        PolicyStanding::default(),
    );
    let (view, _) = glance(&other, Ok(crate::assemble::file_vault(&other))).await;
    assert_eq!(of(&view, Area::Database), [&Finding::DatabaseInUse], "{view:?}");
    assert!(desk.open().await.companion.calls().await.is_ok());
}

#[tokio::test]
async fn the_diagnostics_name_nobody_and_give_no_secret_away() {
    let (sandbox, desk) = signed_in().await;
    let open = desk.open().await;
    let log = desk.folder.path().join("logs");
    std::fs::create_dir_all(&log).unwrap();
    let home = crate::log::HOMES[0];
    let line = format!("2026-11-26T07:00:00Z WARN from +14155550134 ann@example.com at {home}dana.whitfield/x\n");
    std::fs::write(log.join("callside.log"), line).unwrap();
    let view = looked(&desk).await;
    let text = diagnostics(&desk.shell, Some(&open), &view, "2026-11-26T07:00:00Z".parse().unwrap()).await;
    assert!(text.contains("2026-11-26 07:00 UTC") && text.contains("[self-test]") && text.contains("[log]"), "{text}");
    assert!(text.contains("\"home_region\" = "), "{text}");
    let me = open.companion.identity().unwrap();
    let secrets = open.door.secrets();
    let five9 = secrets.five9.as_ref().unwrap().expose();
    let credentials = sandbox.credentials();
    for private in [
        me.username.as_str(),
        me.name.as_str(),
        five9,
        &credentials.client_id,
        &credentials.access_token,
        "4155550134",
        "ann@",
        "dana.whitfield",
    ] {
        assert!(!text.contains(private), "{private} in\n{text}");
    }
}
