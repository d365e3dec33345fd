//! Privacy as the window and the terminal show it.

use crate::ipc::error::UiError;
use crate::ipc::privacy::{
    AuditDeed, AuditDetail, AuditLineView, AuditView, CallerFoundView, InventoryView, StoredCountView, StoredView,
    TermView, UntilView,
};
use crate::ipc::views::{errors, millis};
use crate::phones;
use crate::shell::{Open, Shell};
use callside_core::audit::AuditLine;
use callside_core::privacy::{StoredKind, Term};
use callside_engine::EngineError;
use callside_store::{Found, Stock};
use std::collections::BTreeMap;

/// Everything that is stored here.
///
/// # Errors
/// When the database fails.
pub async fn inventory(shell: &Shell, open: &Open) -> Result<InventoryView, UiError> {
    let (stock, retention) = (open.companion.inventory().await?, open.companion.retention());
    let logs = std::fs::read_dir(shell.folder().join("logs")).map_or(0, |files| files.flatten().count());
    let logs = Stock { kind: StoredKind::Logs, count: logs as u64, oldest: None };
    let line = |stock: &Stock| StoredView {
        kind: stock.kind.into(),
        count: stock.count,
        oldest: stock.oldest.map(millis),
        until: UntilView::of(stock.kind.until(), |term| retention.days(term)),
    };
    let term = |term: Term| TermView {
        term: term.into(),
        days: retention.days(term),
        locked: open.companion.policy().locks(term.key()),
    };
    Ok(InventoryView {
        folder: shell.folder().to_string_lossy().into_owned(),
        lines: stock.iter().chain([&logs]).map(line).collect(),
        terms: [Term::Calls, Term::Copies, Term::Diagnostics, Term::Audit].map(term).into(),
    })
}

/// What there is about somebody.
#[must_use]
pub fn found(found: &Found) -> CallerFoundView {
    CallerFoundView {
        counts: counts(&found.counts),
        unsent: found.counts.get(&StoredKind::Unsent).copied().unwrap_or(0),
        sending: found.sending,
        settings: found.settings.clone(),
        backups: found.backups,
    }
}

/// Counts in the order of the inventory.
#[must_use]
pub fn counts(counts: &BTreeMap<StoredKind, u64>) -> Vec<StoredCountView> {
    counts.iter().map(|(kind, count)| StoredCountView { kind: (*kind).into(), count: *count }).collect()
}

/// A page of the audit.
#[must_use]
pub fn audit(open: &Open, lines: &[AuditLine], asked: u32) -> AuditView {
    let seal = open.companion.seal();
    let me = open.companion.identity().map(|me| seal.user(me.user.as_str()));
    let line = |line: &AuditLine| AuditLineView {
        seq: line.seq,
        at: millis(line.at),
        deed: AuditDeed::from(&line.what),
        detail: AuditDetail::of(&line.what),
        mine: line.actor.as_ref().map(|actor| Some(actor) == me.as_ref()),
        actor: line.actor.as_ref().map(|actor| actor.0.clone()),
        about: line.about.as_ref().map(|about| about.0.clone()),
    };
    AuditView { lines: lines.iter().map(line).collect(), more: lines.len() == asked as usize, key: seal.public_key() }
}

/// Why an order to forget failed.
#[must_use]
pub fn failed(error: EngineError) -> UiError {
    match error {
        EngineError::Flow(error) => error.into(),
        EngineError::Store(error) => callside_flow::FlowError::from(error).into(),
        EngineError::Vault(_) | EngineError::KeyLost | EngineError::Phones(_) | EngineError::Door(_) => {
            errors::internal()
        }
    }
}

/// Entries of the vault that the shell makes besides those of the engine.
pub const ENTRIES: &[&str] = &[callside_salesforce::session::VAULT_ENTRY, phones::ENTRY];

/// Files and folders of Callside's own folder besides the database.
pub const FILES: &[&str] = &[
    "logs",
    crate::PREFERENCES,
    crate::forms::FILE,
    crate::assemble::SECRETS_FILE,
    callside_updates::MEMORY_FILE,
    callside_updates::FOLDER,
];
