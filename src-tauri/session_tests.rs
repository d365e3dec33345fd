use super::*;
use crate::commands::desk::{open_call, refresh_pop};
use crate::commands::{CallRequest, sign_in as commands};
use crate::ipc::announcement::Announcement;
use crate::ipc::views::fixtures::id;
use crate::testing::{Desk, sandbox};
use callside_core::event::CallChange;
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
    assert_eq!(desk.hears(live).await, "+1 415-555-0134");

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

#[tokio::test]
async fn a_denied_and_a_cancelled_sign_in_leave_nobody_signed_in() {
    let sandbox = Sandbox::start(SandboxOptions::default()).await.unwrap();
    let mut desk = Desk::new().await;
    let url: url::Url = desk.begin_sign_in(&sandbox).await.parse().unwrap();
    let mut form: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    form.push(("decision".into(), "deny".into()));
    let page = url.join("/services/oauth2/authorize").unwrap();
    reqwest::Client::new().post(page).form(&form).send().await.unwrap();
    let out = desk.shows(|session| matches!(session, SessionView::SignedOut { reason: Some(_) })).await;
    let SessionView::SignedOut { reason: Some(reason) } = &out else { panic!("a reason: {out:?}") };
    assert!(reason.starts_with("The sign-in was denied"), "{reason}");

    desk.begin_sign_in(&sandbox).await;
    commands::cancel_sign_in(&desk.shell).await.unwrap();
    assert_eq!(desk.open().await.session.view(), out, "what was shown before is shown again");
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
        assert_eq!(error.code, code, "{}", error.message);
    }
    assert_eq!(desk.open().await.session.view(), SessionView::SignedOut { reason: None });
}

#[test]
fn what_waits_for_one_org_is_never_written_to_another() {
    let me = |org: &str| Identity {
        user: id("005000000000001AAA"),
        org: id(org),
        username: "dana@acme.example".into(),
        name: "Dana".into(),
        email: None,
        zone: None,
        instance_url: "https://acme.my.salesforce.com".into(),
    };
    let (here, there) = (me("00D000000000001AAA"), me("00D000000000002AAA"));
    let counts = |waiting, refused| OutboxCounts { waiting, refused, sent_today: 3 };
    for (me, counts, refused) in [
        (&here, counts(2, 1), false),
        (&there, counts(0, 0), false),
        (&there, counts(1, 0), true),
        (&there, counts(0, 1), true),
    ] {
        assert_eq!(belongs_elsewhere(me, &here, counts).is_some(), refused, "{counts:?}");
    }
}
