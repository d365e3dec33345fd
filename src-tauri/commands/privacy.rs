//! Privacy in the settings: what is stored, forgetting one caller, the record of what mattered.

use super::setup;
use crate::downloads;
use crate::ipc::announcement::Announcement;
use crate::ipc::error::UiError;
use crate::ipc::privacy::{
    AuditRequest, AuditView, CallerFoundView, CallerOrder, ForgottenView, InventoryView, TermChange, TermName,
};
use crate::ipc::rules::WrittenFile;
use crate::ipc::sentence::Sentence;
use crate::ipc::views::errors;
use crate::privacy;
use crate::shell::{Open, Shell};
use callside_core::audit::{Deed, Reference};
use callside_core::ids::RecordId;
use callside_core::phone;
use callside_core::policy::{Kind, Value, setting};
use callside_core::privacy::{Subject, Term, Unsent};
use callside_engine::{Forgotten, Order, Written};

/// Lines of a page of the audit.
const LINES: u32 = 100;

/// What is stored on this machine. Everybody may see that.
///
/// # Errors
/// When the database fails.
pub async fn inventory(shell: &Shell) -> Result<InventoryView, UiError> {
    let open = shell.open().await?;
    privacy::inventory(shell, &open).await
}

/// Changes a term; what has had it by now goes within the hour.
///
/// # Errors
/// When this person may not, the policy says otherwise, the days do not do, or it could not be stored.
pub async fn change_term(shell: &Shell, request: TermChange) -> Result<InventoryView, UiError> {
    let open = setup::for_changes(shell).await?;
    let mut preferences = open.companion.chosen_preferences();
    let retention = &mut preferences.retention;
    let (term, days) = match request.term {
        TermName::Calls => (Term::Calls, &mut retention.calls_days),
        TermName::Copies => (Term::Copies, &mut retention.copies_days),
        TermName::Diagnostics => (Term::Diagnostics, &mut retention.diagnostics_days),
        TermName::Audit => (Term::Audit, &mut retention.audit_days),
    };
    if open.companion.policy().locks(term.key()) {
        return Err(errors::ruled());
    }
    let Kind::Number { least, most } = setting(term.key()).kind else { return Err(errors::internal()) };
    if !setting(term.key()).kind.allows(&Value::Number(request.days)) {
        return Err(errors::invalid(Sentence::BadTerm { least, most }));
    }
    *days = request.days;
    open.companion.save_preferences(preferences).await?;
    open.companion.record_quietly(Deed::SettingsChanged, None).await;
    shell.face().announce(Announcement::Settings);
    privacy::inventory(shell, &open).await
}

/// What there is about somebody.
///
/// # Errors
/// When this person may not, nobody is meant, or the database fails.
pub async fn find_caller(shell: &Shell, request: CallerOrder) -> Result<CallerFoundView, UiError> {
    let open = setup::for_files(shell).await?;
    let subject = subject(&open, &request.number, &request.record)?;
    Ok(privacy::found(&open.companion.find_subject(&subject).await?))
}

/// Forgets somebody everywhere; the receipt lies among the downloads.
///
/// # Errors
/// As [`find_caller`]; when the vault fails, or the receipt cannot be written (they are forgotten all the same).
pub async fn forget_caller(shell: &Shell, request: CallerOrder) -> Result<ForgottenView, UiError> {
    let open = setup::for_files(shell).await?;
    let unsent = if request.discard_unsent { Unsent::GoesToo } else { Unsent::StopsIt };
    let written = if request.delete_files { Written::GoesToo } else { Written::IsNamed };
    let order = Order { subject: subject(&open, &request.number, &request.record)?, unsent, written };
    match callside_engine::forget(&open.companion, open.vault.as_ref(), &order).await.map_err(privacy::failed)? {
        Forgotten::Held(found) => Ok(ForgottenView::Held { found: privacy::found(&found) }),
        Forgotten::Done { receipt, settings, exports, removed } => {
            let text = serde_json::to_string_pretty(&receipt).map_err(|_| errors::internal())?;
            let name = downloads::dated("callside-receipt", "json", open.zone());
            let file = downloads::write(shell, &name, text).await?;
            shell.face().announce(Announcement::Settings);
            Ok(ForgottenView::Done {
                counts: privacy::counts(&receipt.receipt.erased),
                settings,
                exports,
                removed,
                at_relay: receipt.receipt.at_relay.into(),
                receipt: file.path,
            })
        }
    }
}

/// Lines of the audit, newest first.
///
/// # Errors
/// When this person may not, what is typed names nobody, or the database fails.
pub async fn audit(shell: &Shell, request: AuditRequest) -> Result<AuditView, UiError> {
    let open = setup::for_files(shell).await?;
    let about = reference(&open, &request.about)?;
    let lines = open.companion.audit(request.before, about.as_ref(), LINES).await?;
    Ok(privacy::audit(&open, &lines, LINES))
}

/// Writes the whole audit to a signed file.
///
/// # Errors
/// When this person may not, or it cannot be written.
pub async fn export_audit(shell: &Shell) -> Result<WrittenFile, UiError> {
    let open = setup::for_files(shell).await?;
    let text = open.companion.audit_file().await?;
    downloads::write(shell, &downloads::dated("callside-audit", "jsonl", open.zone()), text).await
}

/// Who is meant by what was typed.
///
/// # Errors
/// When it is nobody, no number, or no record's id.
pub fn subject(open: &Open, number: &str, record: &str) -> Result<Subject, UiError> {
    let (number, record) = (number.trim(), record.trim());
    let mut subject = Subject::default();
    if !number.is_empty() {
        let line = phone::read(number, open.companion.preferences().home());
        let read = line.number().ok_or_else(|| errors::invalid(Sentence::NotAPhoneNumber))?;
        subject.numbers.push(read.clone());
    }
    if !record.is_empty() {
        subject.records.push(RecordId::new(record).map_err(|_| errors::invalid(Sentence::NotARecordId))?);
    }
    if subject.is_nobody() { Err(errors::invalid(Sentence::NobodyMeant)) } else { Ok(subject) }
}

/// The reference to a number, record or user as typed; none for an empty text.
fn reference(open: &Open, typed: &str) -> Result<Option<Reference>, UiError> {
    let (typed, seal) = (typed.trim(), open.companion.seal());
    if typed.is_empty() {
        return Ok(None);
    }
    Ok(Some(match RecordId::new(typed) {
        // The prefix of users: Salesforce, "Standard Field Types".
        Ok(id) if id.as_str().starts_with("005") => seal.user(id.as_str()),
        Ok(id) => seal.record(id.as_str()),
        Err(_) => {
            let line = phone::read(typed, open.companion.preferences().home());
            let number = line.number().ok_or_else(|| errors::invalid(Sentence::NotAPhoneNumber))?;
            seal.number(number.e164())
        }
    }))
}

#[cfg(test)]
#[path = "privacy_tests.rs"]
mod tests;
