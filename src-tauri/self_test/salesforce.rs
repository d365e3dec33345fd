//! The way to Salesforce, the sign-in, and what it allows.

use super::machine;
use crate::environment;
use crate::ipc::error::UiError;
use crate::ipc::self_test::Finding;
use crate::session;
use crate::shell::Open;
use callside_core::budget::{Shares, Usage};
use callside_core::crm::{Crm as _, CrmError};
use callside_core::plan::CommitMark;
use callside_core::shape::OrgShape;
use callside_salesforce::oauth::LoginHost;
use callside_salesforce::{Probe, ProbeFault, probe};
use jiff::Timestamp;

/// Fields of the call log without which it says too little. Source: Salesforce object reference, Task.
const CALL_LOG: [&str; 6] =
    ["Subject", "Status", "ActivityDate", "Description", "CallDurationInSeconds", "CallDisposition"];
/// Objects that the call log and the pop need.
const OBJECTS: [&str; 5] = ["Task", "Contact", "Lead", "Account", "Case"];

/// The way there and the clock. Where nobody is signed in, the server that people would sign in at is asked.
pub async fn way(open: Option<&Open>) -> Vec<Finding> {
    let host = open.and_then(session::login).unwrap_or_else(usual_host);
    let asked = probe(&host).await;
    let host = host.to_string();
    match asked {
        Ok(Probe { took, server_time, .. }) => {
            let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            vec![Finding::NetworkWorks { host, ms }, machine::clock(server_time, Timestamp::now())]
        }
        Err(fault) => vec![unreached(fault, host), Finding::ClockUnknown],
    }
}

fn usual_host() -> LoginHost {
    environment::text(environment::LOGIN_URL).and_then(|url| url.parse().ok()).unwrap_or(LoginHost::Production)
}

fn unreached(fault: ProbeFault, host: String) -> Finding {
    match fault {
        ProbeFault::Name => Finding::NetworkName { host },
        ProbeFault::Unreachable => Finding::NetworkUnreachable { host },
        ProbeFault::Proxy => Finding::NetworkProxy { host },
        ProbeFault::Certificate => Finding::NetworkCertificate { host },
        ProbeFault::Timeout => Finding::NetworkSlow { host },
        ProbeFault::Strange => Finding::NetworkStrange { host },
        ProbeFault::NoTls => Finding::NetworkNoTls,
    }
}

/// Who is signed in, and what they may do. Nothing is written.
pub async fn org(open: &Open) -> Vec<Finding> {
    if !session::is_signed_in(open) {
        let missing = open.settings.client_id().is_empty();
        return vec![if missing { Finding::NoClientId } else { Finding::SignedOut }];
    }
    let crm = session::salesforce(open);
    // Its shape is asked for anew; who somebody is may be remembered from before Salesforce went away.
    let (shape, me) = match (crm.shape().await, crm.identity().await) {
        (Ok(shape), Ok(me)) => (shape, me),
        (Err(error), _) | (_, Err(error)) => return vec![not_signed_in(error)],
    };
    let mut findings = vec![
        Finding::SignedIn { username: me.username, host: me.instance_url },
        match session::lasts(open) {
            Some(false) => Finding::ScopeMissing { scope: "refresh_token".into() },
            _ => Finding::ScopesEnough,
        },
    ];
    findings.extend(permissions(&shape));
    findings.extend(fields(&shape));
    findings.push(rules(open, &shape));
    findings.push(match crm.ask_usage().await {
        Ok(usage) => budget(usage, open.companion.budget().shares),
        Err(CrmError::LimitReached { .. }) => Finding::BudgetSpent,
        Err(_) => Finding::BudgetUnknown,
    });
    findings
}

/// Source of the codes: REST API Developer Guide, "Status Codes and Error Responses".
fn not_signed_in(error: CrmError) -> Finding {
    match error {
        CrmError::SignInNeeded => Finding::SignInOver,
        CrmError::Refused(refusal)
            if matches!(refusal.code.as_str(), "API_DISABLED_FOR_ORG" | "INSUFFICIENT_ACCESS") =>
        {
            Finding::ScopeMissing { scope: "api".into() }
        }
        error => Finding::SignInUnknown { because: UiError::from(error).message },
    }
}

/// Objects that the user must see, and the one that must be created.
fn permissions(shape: &OrgShape) -> Vec<Finding> {
    let hidden = OBJECTS.iter().filter(|object| !shape.objects.contains_key(**object));
    let mut findings: Vec<_> = hidden.map(|object| Finding::ObjectHidden { object: (*object).to_owned() }).collect();
    if shape.objects.get("Task").is_some_and(|task| !task.createable) {
        findings.push(Finding::ObjectNotCreateable { object: "Task".into() });
    }
    if findings.is_empty() { vec![Finding::PermissionsEnough] } else { findings }
}

/// Fields of the call log, and the one that marks a call as logged.
fn fields(shape: &OrgShape) -> Vec<Finding> {
    if !shape.objects.contains_key("Task") {
        return vec![];
    }
    let missing = CALL_LOG.iter().filter(|field| !shape.field("Task", field).is_some_and(|field| field.createable));
    let mut findings: Vec<_> =
        missing.map(|field| Finding::FieldMissing { object: "Task".into(), field: (*field).to_owned() }).collect();
    match CommitMark::of(shape) {
        CommitMark::Subject => findings.push(Finding::MarkInSubject),
        CommitMark::CallObject if findings.is_empty() => {
            findings.push(Finding::FieldsThere { mark: "CallObject".into() })
        }
        CommitMark::CallKey if findings.is_empty() => findings.push(Finding::FieldsThere { mark: "CallKey__c".into() }),
        CommitMark::CallObject | CommitMark::CallKey => {}
    }
    findings
}

fn rules(open: &Open, shape: &OrgShape) -> Finding {
    let rules = open.companion.rules();
    let faults = rules.dispositions.faults(shape).len() + rules.mapping.faults(shape).len();
    match u32::try_from(faults).unwrap_or(u32::MAX) {
        0 => Finding::RulesFit,
        faults => Finding::RulesFaulty { faults },
    }
}

fn budget(usage: Option<Usage>, shares: Shares) -> Finding {
    let Some(usage) = usage else { return Finding::BudgetUnknown };
    match usage.percent() {
        100 => Finding::BudgetSpent,
        percent if percent >= shares.slow => Finding::BudgetShort { percent },
        percent => Finding::BudgetFine { percent },
    }
}
