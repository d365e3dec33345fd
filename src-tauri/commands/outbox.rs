//! The outbox: what waits, what was sent, what a person must mend.

use super::EntryRequest;
use crate::ipc::caller::NamedRecordView;
use crate::ipc::error::UiError;
use crate::ipc::outbox::OutboxView;
use crate::ipc::sentence::Sentence;
use crate::ipc::views::{draft, millis, outbox};
use crate::ipc::wrap_up::{Repair, RepairRequest};
use crate::outlook;
use crate::shell::{Open, Shell};
use callside_core::ids::EntryId;
use callside_core::outbox::Entry;
use callside_core::repair;
use callside_flow::{Mend, OrgName, Pause};
use std::collections::BTreeMap;

/// Entries on the screen.
const SHOWN: u32 = 200;

/// The outbox.
///
/// # Errors
/// When the database fails.
pub async fn outbox(shell: &Shell) -> Result<OutboxView, UiError> {
    let open = shell.open().await?;
    let lens = open.lens();
    let entries = open.companion.outbox(SHOWN).await?;
    let orgs = open.companion.orgs().await?;
    Ok(OutboxView {
        counts: outlook::counts(&open).await?,
        paused: paused(&open),
        entries: entries.iter().map(|entry| outbox::entry(entry, elsewhere(&open, &orgs, entry), &lens)).collect(),
    })
}

/// The org of an entry, when another one is signed in to.
pub(super) fn elsewhere<'o>(open: &Open, orgs: &'o BTreeMap<String, OrgName>, entry: &Entry) -> Option<&'o OrgName> {
    let here = open.companion.identity().map(|me| me.org);
    entry.org.as_ref().filter(|org| here.as_ref() != Some(*org)).and_then(|org| orgs.get(org.as_str()))
}

fn paused(open: &Open) -> Option<Sentence> {
    match open.companion.pause() {
        Pause::None => None,
        Pause::SignIn => Some(Sentence::PausedForSignIn),
        Pause::Until(at) => Some(Sentence::PausedUntil { at: millis(at) }),
    }
}

/// Sends an entry as soon as possible.
///
/// # Errors
/// When it is too late, or the database fails.
pub async fn retry_entry(shell: &Shell, request: EntryRequest) -> Result<(), UiError> {
    Ok(shell.open().await?.companion.retry(EntryId(request.entry)).await?)
}

/// Takes an entry back; what was typed becomes the draft again.
///
/// # Errors
/// When it is too late, or the database fails.
pub async fn cancel_entry(shell: &Shell, request: EntryRequest) -> Result<(), UiError> {
    shell.open().await?.companion.undo(EntryId(request.entry)).await?;
    Ok(())
}

/// The records that a refused entry lets one pick from, by name where it may be read.
///
/// # Errors
/// When there is no such entry, or the database fails.
pub async fn existing_records(shell: &Shell, request: EntryRequest) -> Result<Vec<NamedRecordView>, UiError> {
    let open = shell.open().await?;
    let found = open.companion.existing_records(EntryId(request.entry)).await?;
    let lens = open.lens();
    Ok(found.into_iter().map(|record| outbox::named(record, &lens)).collect())
}

/// Mends a refused entry and sends it again.
///
/// # Errors
/// When it is no longer refused, or the database fails.
pub async fn repair_entry(shell: &Shell, request: RepairRequest) -> Result<(), UiError> {
    let mend = mend(request.how)?;
    Ok(shell.open().await?.companion.mend(EntryId(request.entry), &mend).await?)
}

fn mend(how: Repair) -> Result<Mend, UiError> {
    Ok(match how {
        Repair::Again => Mend::Repair(repair::Repair::Again),
        Repair::KeepMine => Mend::Repair(repair::Repair::KeepMine),
        Repair::KeepTheirs => Mend::Repair(repair::Repair::KeepTheirs),
        Repair::Merge { mine } => Mend::Repair(repair::Repair::Merge(mine)),
        Repair::SaveAnyway => Mend::Repair(repair::Repair::SaveAnyway),
        Repair::LeaveOut { fields } => Mend::Repair(repair::Repair::LeaveOut(fields)),
        // Records of other objects are picked where an action could have meant several.
        Repair::UseExisting { record } => match draft::caller(&record) {
            Ok(caller) => Mend::UseExisting(caller),
            Err(_) => Mend::Choose(draft::record_id(&record.id)?),
        },
        Repair::Edit { draft: view } => Mend::Edit(draft::read(view)?),
    })
}
