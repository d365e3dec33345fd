//! The schema, forward only.
//!
//! A small runner of our own instead of `sqlx::migrate!`: the version stands in the file's header (`user_version`),
//! where it can be read before anything else is touched and by any later program; and all pending steps run in one
//! transaction, so that a machine is never left between two versions. Released files are frozen: their hashes are in
//! `migrations/released.txt`.

use crate::{StoreError, files};
use jiff::Timestamp;
use sqlx::{Connection, SqliteConnection};
use std::path::{Path, PathBuf};

/// Each file sets `user_version` to its own number at its end.
pub(crate) const STEPS: &[&str] = &[
    include_str!("../migrations/0001_calls.sql"),
    include_str!("../migrations/0002_callers.sql"),
    include_str!("../migrations/0003_desk.sql"),
    include_str!("../migrations/0004_outbox.sql"),
    include_str!("../migrations/0005_settings.sql"),
    include_str!("../migrations/0006_phones.sql"),
    include_str!("../migrations/0007_orgs.sql"),
    include_str!("../migrations/0008_callbacks.sql"),
    include_str!("../migrations/0009_automations.sql"),
    include_str!("../migrations/0010_look_ups.sql"),
    include_str!("../migrations/0011_describe.sql"),
    include_str!("../migrations/0012_rules.sql"),
    include_str!("../migrations/0013_vocabulary.sql"),
    include_str!("../migrations/0014_exports.sql"),
    include_str!("../migrations/0015_audit.sql"),
    include_str!("../migrations/0016_team.sql"),
    include_str!("../migrations/0017_work.sql"),
    include_str!("../migrations/0018_older_calls.sql"),
    include_str!("../migrations/0019_told.sql"),
    include_str!("../migrations/0020_refused_work.sql"),
    include_str!("../migrations/0021_together.sql"),
    include_str!("../migrations/0022_audit_term.sql"),
    include_str!("../migrations/0023_team_history.sql"),
    include_str!("../migrations/0024_forgotten_calls.sql"),
    include_str!("../migrations/0025_behind.sql"),
    include_str!("../migrations/0026_callback_of_call.sql"),
];

/// The version that a number of steps leads to.
pub(crate) fn known(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

pub(crate) async fn version(connection: &mut SqliteConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("PRAGMA user_version").fetch_one(connection).await
}

/// Brings the file to the newest version. A file that held data is copied first: encrypted, with the same key.
pub(crate) async fn run(
    connection: &mut SqliteConnection,
    path: &Path,
    steps: &'static [&'static str],
    now: Timestamp,
) -> Result<(), StoreError> {
    let found = version(connection).await?;
    if found == known(steps) {
        return Ok(());
    }
    let copy = if found > 0 { Some(back_up(connection, path, found, now).await?) } else { None };
    let stepped = step(connection, steps, found).await;
    if let (Err(_), Some(copy)) = (&stepped, &copy) {
        // The file is as it was: a copy at each start would fill the disk, which may be what was wrong.
        std::fs::remove_file(copy).ok();
    }
    stepped
}

/// All steps that are missing, or none.
async fn step(connection: &mut SqliteConnection, steps: &'static [&'static str], found: i64) -> Result<(), StoreError> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    for step in steps.iter().skip(usize::try_from(found).unwrap_or(0)) {
        sqlx::raw_sql(*step).execute(&mut *transaction).await?;
    }
    if version(&mut transaction).await? != known(steps) {
        return Err(StoreError::unexpected("migration"));
    }
    Ok(transaction.commit().await?)
}

/// Copies the file, encrypted as it is, whole or not at all.
async fn back_up(
    connection: &mut SqliteConnection,
    path: &Path,
    found: i64,
    now: Timestamp,
) -> Result<PathBuf, StoreError> {
    let copy = files::free_name(path, &format!("version-{found}"), now);
    let copied = copy_into(connection, &copy).await;
    if copied.is_err() {
        for half in [files::journal_of(&copy), copy.clone()] {
            std::fs::remove_file(half).ok();
        }
    }
    copied.map(|()| copy)
}

async fn copy_into(connection: &mut SqliteConnection, copy: &Path) -> Result<(), StoreError> {
    // VACUUM INTO takes an empty file; made here, it is nobody else's to read.
    let file = files::open_private(copy)?;
    let name = copy.to_str().ok_or_else(|| StoreError::unexpected("path"))?;
    sqlx::query("VACUUM INTO ?1").bind(name).execute(connection).await?;
    file.sync_all()?;
    Ok(files::sync_folder_of(copy)?)
}
