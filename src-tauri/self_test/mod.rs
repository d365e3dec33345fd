//! The self-test: everything that must be right, looked at once, in the window and on a terminal alike. It changes
//! nothing: no record, no setting, nothing that waits to be sent. Where nobody is signed in or the database is shut, what
//! depends on it is left out rather than guessed.

mod diagnostics;
pub mod grade;
mod machine;
mod phones;
mod salesforce;
#[cfg(test)]
mod tests;

pub use diagnostics::text as diagnostics;

use crate::assemble::{self, Glimpse};
use crate::ipc::database::DatabaseTrouble;
use crate::ipc::self_test::{Finding, SelfTestView};
use crate::ipc::updates::UpdatesView;
use crate::shell::{House, Open, Shell};
use callside_core::vault::{Vault, VaultError};
use callside_keychain::OsKeychain;
use jiff::Timestamp;
use std::sync::Arc;

/// Looks at everything from within the window.
pub async fn run(shell: &Shell) -> SelfTestView {
    let mut findings = machine(shell).await;
    match shell.house().await {
        House::Open(open) => of_open(&open, &mut findings).await,
        House::NoKeychain { .. } => findings.extend(salesforce::way(None).await),
        House::NoDatabase { trouble } => {
            findings.push(shut(trouble));
            findings.extend(salesforce::way(None).await);
        }
        House::Starting => {}
    }
    grade::all(findings)
}

/// Looks at everything without a window. The Callside that runs, if one does, is left alone.
pub async fn run_on_terminal(shell: &Shell) -> SelfTestView {
    let (view, open) = glance(shell, assemble::vault(shell).await).await;
    close(open).await;
    view
}

/// What a diagnostics file would hold, without a window.
pub async fn diagnose_on_terminal(shell: &Shell, now: Timestamp) -> String {
    let (view, open) = glance(shell, assemble::vault(shell).await).await;
    let text = diagnostics(shell, open.as_deref(), &view, now).await;
    close(open).await;
    text
}

async fn close(open: Option<Box<Open>>) {
    if let Some(open) = open {
        open.companion.close().await;
    }
}

async fn glance(shell: &Shell, vault: Result<Arc<dyn Vault>, VaultError>) -> (SelfTestView, Option<Box<Open>>) {
    let mut findings = machine(shell).await;
    let opened = match assemble::glimpse(shell, vault).await {
        Glimpse::Open(open) => {
            open.door.open(open.vault.as_ref()).await;
            of_open(&open, &mut findings).await;
            return (grade::all(findings), Some(open));
        }
        Glimpse::NoKeychain(_) => None,
        Glimpse::NotYet => Some(Finding::DatabaseNotYet),
        Glimpse::Shut(trouble) => Some(shut(trouble)),
    };
    findings.extend(opened);
    findings.extend(salesforce::way(None).await);
    (grade::all(findings), None)
}

/// What does not depend on the database.
async fn machine(shell: &Shell) -> Vec<Finding> {
    let mut findings = machine::policy(shell.policy());
    findings.extend([
        keychain(shell).await,
        machine::disk(shell.folder()),
        machine::display(),
        machine::notifications().await,
        updates(shell).await,
    ]);
    findings
}

async fn of_open(open: &Open, findings: &mut Vec<Finding>) {
    findings.push(Finding::DatabaseOpens);
    findings.extend(salesforce::way(Some(open)).await);
    findings.extend(salesforce::org(open).await);
    findings.extend(phones::door(open));
    findings.extend(phones::systems(open, Timestamp::now()).await);
    findings.extend(phones::answers(open).await);
    findings.push(phones::relay(open).await);
}

/// Looked at anew, like everything else.
async fn updates(shell: &Shell) -> Finding {
    shell.updates().check(Timestamp::now()).await;
    Finding::Updates { state: UpdatesView::of(shell.updates()).state }
}

async fn keychain(shell: &Shell) -> Finding {
    match OsKeychain::new().probe().await {
        Ok(()) => Finding::KeychainWorks,
        Err(_) if assemble::has_secrets_file(shell) => Finding::SecretsInFile,
        Err(error) => Finding::NoKeychain { keychain: (&error).into() },
    }
}

fn shut(trouble: DatabaseTrouble) -> Finding {
    match trouble {
        DatabaseTrouble::Locked => Finding::DatabaseInUse,
        trouble => Finding::DatabaseShut { trouble },
    }
}
