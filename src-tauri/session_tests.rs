use super::*;
use crate::commands::desk::{open_call, refresh_pop, save_wrap_up, search_callers};
use crate::commands::outbox::outbox;
use crate::commands::settings::save_settings;
use crate::commands::{CallRequest, SearchRequest, sign_in as commands};
use crate::ipc::announcement::Announcement;
use crate::ipc::error::ErrorCode;
use crate::ipc::pop::DraftView;
use crate::ipc::privacy::{AuditDeed, AuditDetail, AuditRequest, RevokedView, SignInFaultView};
use crate::ipc::settings::SettingsChange;
use crate::ipc::wrap_up::{SaveView, WrapUpRequest};
use crate::testing::{Desk, org, sandbox};
use crate::words::Language;
use callside_core::event::CallChange;
use callside_sandbox::faults::{Fault, FaultKind};
use callside_sandbox::org::LedgerFilter;
use callside_sandbox::{Sandbox, SandboxOptions};

fn call() -> CallRequest {
    CallRequest { call: "phone:1".into() }
}

#[tokio::test]
async fn a_sign_in_lasts_expires_and_comes_back() {
    let sandbox = sandbox().await;
    let mut desk = Desk::new().await;
    desk.sign_in(&sandbox).await;
    desk.rings("1", CallChange::Ringing).await;
    let live = |told: &Announcement| match told {
        Announcement::Pop { pop, .. } if pop.opportunities.len() == 1 => Some(pop.number.clone()),
        _ => None,
    };
    let number = crate::ipc::pop::LineView::Number { text: "+1 415-555-0134".into(), extension: None };
    assert_eq!(desk.hears(live).await, number);

    sandbox.revoke_all();
    refresh_pop(&desk.shell, call()).await.unwrap();
    let expired = desk.shows(|session| matches!(session, SessionView::Expired { .. })).await;
    assert_eq!(expired, SessionView::Expired { name: "Dana Whitfield".into() });
    assert!(matches!(desk.open().await.session.link(), LinkState::Down { .. }));

    desk.sign_in(&sandbox).await;
    refresh_pop(&desk.shell, call()).await.unwrap();
    let pop = open_call(&desk.shell, call()).await.unwrap();
    assert!(matches!(pop.freshness, crate::ipc::pop::FreshnessView::Live { .. }));

    commands::sign_out(&desk.shell).await.unwrap();
    assert_eq!(desk.open().await.session.view(), SessionView::SignedOut { reason: None });
}

/// Somebody says no on the page of the org; what is shown then.
async fn denied(desk: &mut Desk, sandbox: &Sandbox) -> SessionView {
    let url: url::Url = desk.begin_sign_in(sandbox).await.parse().unwrap();
    let mut form: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    form.push(("decision".into(), "deny".into()));
    let page = url.join("/services/oauth2/authorize").unwrap();
    reqwest::Client::new().post(page).form(&form).send().await.unwrap();
    desk.shows(|session| matches!(session, SessionView::SignedOut { reason: Some(_) })).await
}

#[tokio::test]
async fn a_denied_and_a_cancelled_sign_in_leave_nobody_signed_in() {
    let sandbox = Sandbox::start(org()).await.unwrap();
    let mut desk = Desk::new().await;
    let out = denied(&mut desk, &sandbox).await;
    assert_eq!(out, SessionView::SignedOut { reason: Some(Sentence::SignInDenied) });

    desk.begin_sign_in(&sandbox).await;
    commands::cancel_sign_in(&desk.shell).await.unwrap();
    assert_eq!(desk.open().await.session.view(), out, "what was shown before is shown again");
}

/// What the audit says of sign-ins, oldest first, with whether somebody did it.
async fn recorded(desk: &Desk) -> Vec<(AuditDeed, Option<AuditDetail>, bool)> {
    desk.becomes(callside_core::role::Role::Admin).await;
    let all = AuditRequest { before: None, about: String::new() };
    let lines = crate::commands::privacy::audit(&desk.shell, all).await.unwrap().lines;
    let of_sign_ins = |deed: &AuditDeed| {
        use AuditDeed::{SignInEnded, SignInFailed, SignInRevoked, SignedIn, SignedOut};
        [SignedIn, SignedOut, SignInFailed, SignInRevoked, SignInEnded].contains(deed)
    };
    let told = lines.into_iter().rev().filter(|line| of_sign_ins(&line.deed));
    told.map(|line| (line.deed, line.detail, line.actor.is_some())).collect()
}

/// Waits until that much is recorded: a line is written when its deed is done, which may be shown before.
async fn told(desk: &Desk, lines: usize) -> Vec<(AuditDeed, Option<AuditDetail>, bool)> {
    let wait = async {
        loop {
            let told = recorded(desk).await;
            if told.len() >= lines {
                break told;
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(120), wait).await.expect("recorded")
}

fn failed(host: Option<&str>, why: SignInFaultView) -> (AuditDeed, Option<AuditDetail>, bool) {
    (AuditDeed::SignInFailed, Some(AuditDetail::SignIn { host: host.map(str::to_owned), why }), false)
}

#[tokio::test]
async fn sign_ins_that_fail_end_or_are_revoked_are_recorded_by_code_and_without_a_secret() {
    let sandbox = Sandbox::start(org()).await.unwrap();
    let mut desk = Desk::new().await;
    denied(&mut desk, &sandbox).await;
    for typed in ["my password is hunter2", "http://acme.my.salesforce.com"] {
        let request = SignInRequest::MyDomain { host: typed.into() };
        commands::sign_in(&desk.shell, request).await.unwrap_err();
    }
    let denied = failed(Some("127.0.0.1"), SignInFaultView::Denied);
    let no_address = failed(None, SignInFaultView::NoAddress);
    assert_eq!(recorded(&desk).await, [denied, no_address.clone(), no_address]);

    let sandbox = crate::testing::sandbox().await;
    let mut desk = Desk::new().await;
    desk.sign_in(&sandbox).await;
    told(&desk, 1).await;
    desk.rings("1", CallChange::Ringing).await;
    sandbox.revoke_all();
    refresh_pop(&desk.shell, call()).await.unwrap();
    desk.shows(|session| matches!(session, SessionView::Expired { .. })).await;
    told(&desk, 2).await;
    desk.sign_in(&sandbox).await;
    told(&desk, 3).await;
    commands::sign_out(&desk.shell).await.unwrap();
    let revoked = Some(AuditDetail::Revoked { how: RevokedView::Done });
    assert_eq!(
        told(&desk, 5).await,
        [
            (AuditDeed::SignedIn, None, true),
            (AuditDeed::SignInEnded, None, true),
            (AuditDeed::SignedIn, None, true),
            (AuditDeed::SignedOut, None, true),
            (AuditDeed::SignInRevoked, revoked, true),
        ]
    );
    let file = desk.open().await.companion.audit_file().await.unwrap();
    assert!(callside_flow::check_audit(&file).is_ok() && !file.contains("hunter2"), "{file}");
    assert!(!file.contains(&sandbox.credentials().username), "{file}");
}

#[tokio::test]
async fn the_browser_is_told_in_the_language_of_the_window() {
    let sandbox = sandbox().await;
    let mut desk = Desk::new().await;
    desk.shell.speak(Language::De);
    let url = desk.begin_sign_in(&sandbox).await;
    let page = reqwest::get(url).await.unwrap().text().await.unwrap();
    assert!(page.contains("lang=\"de\"") && page.contains(Language::De.words().sign_in.signed_in), "{page}");
}

#[tokio::test]
async fn what_cannot_be_an_address_or_lacks_its_key_is_refused_at_once() {
    let desk = Desk::new().await;
    let domain = |host: &str| SignInRequest::MyDomain { host: host.into() };
    for (request, code) in [
        (domain("not a host"), ErrorCode::Invalid),
        (domain("http://acme.my.salesforce.com"), ErrorCode::Invalid),
        (domain("acme.my.salesforce.com"), ErrorCode::Invalid),
    ] {
        let error = commands::sign_in(&desk.shell, request).await.unwrap_err();
        assert_eq!(error.code, code, "{:?}", error.message);
    }
    assert_eq!(desk.open().await.session.view(), SessionView::SignedOut { reason: None });
}

#[tokio::test]
async fn another_org_is_signed_in_to_with_what_waits_for_the_first_kept() {
    let first = sandbox().await;
    let second = Sandbox::start(SandboxOptions { org: 2, auto_approve: true, ..org() }).await.unwrap();
    let mut desk = Desk::new().await;
    desk.sign_in(&first).await;
    desk.rings("1", CallChange::Ringing).await;
    first.inject(Fault::new(FaultKind::ServerUnavailable));
    let draft = DraftView { disposition: Some("busy".into()), ..DraftView::default() };
    let request = WrapUpRequest { call: "phone:1".into(), draft };
    assert!(matches!(save_wrap_up(&desk.shell, request).await.unwrap(), SaveView::Saved { .. }));

    desk.sign_in(&second).await;
    let view = outbox(&desk.shell).await.unwrap();
    assert_eq!((view.entries.len(), view.counts.waiting), (1, 0));
    let elsewhere = view.entries[0].elsewhere.clone().unwrap();
    assert_eq!(elsewhere.username, first.credentials().username);

    first.clear_faults();
    desk.sign_in(&first).await;
    let view = outbox(&desk.shell).await.unwrap();
    assert_eq!(view.entries[0].elsewhere, None);
    desk.open().await.companion.drained().await.unwrap();
    assert!(second.ledger(&LedgerFilter { object: Some("Task".into()), ..LedgerFilter::default() }).is_empty());
}

#[tokio::test]
async fn numbers_are_searched_by_another_home_region_at_once() {
    let sandbox = sandbox().await;
    let mut desk = Desk::new().await;
    desk.sign_in(&sandbox).await;
    let typed = || SearchRequest { text: "020 7946 0900".into() };
    assert_eq!(search_callers(&desk.shell, typed()).await.unwrap().len(), 0);
    let change = SettingsChange { home_region: Some("GB".into()), ..SettingsChange::default() };
    save_settings(&desk.shell, change).await.unwrap();
    assert_eq!(search_callers(&desk.shell, typed()).await.unwrap().len(), 1);
}
