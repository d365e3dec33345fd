//! The Rehearsal tab of Setup.

use super::phone_fields;
use super::rules::{faulty, proposed};
use crate::ipc::error::{ErrorCode, UiError};
use crate::ipc::rehearsal::{RehearsalRequest, RehearsalView, RehearsedRequest, RehearsedView};
use crate::ipc::rules::RulesFile;
use crate::ipc::sentence::Sentence;
use crate::ipc::views::rehearsal as words;
use crate::rehearsals;
use crate::shell::{Open, Shell};
use callside_core::rehearsal::Rules;
use callside_flow::NotTaken;
use jiff::{SignedDuration, Timestamp};

/// Longest time back, in days.
const LONGEST: u32 = 366;

/// How the rehearsal stands.
///
/// # Errors
/// When the database is not open.
pub async fn rehearsal(shell: &Shell) -> Result<RehearsalView, UiError> {
    let open = shell.open().await?;
    Ok(open.rehearsals.view(&open))
}

/// Starts a rehearsal; one that runs is ended. Nothing is written, here or in Salesforce.
///
/// # Errors
/// [`ErrorCode::Invalid`] when what is to be rehearsed has faults; when nobody ever signed in.
pub async fn start_rehearsal(shell: &Shell, request: RehearsalRequest) -> Result<RehearsalView, UiError> {
    let open = shell.open().await?;
    let below = match &request.file {
        None => open.companion.rules(),
        Some(file) => of_file(&open, file).await?,
    };
    let mut rules = proposed(&open, below, request.mapping.as_ref(), request.tables.as_ref())?;
    if let Some(change) = &request.phone_fields {
        let chosen = phone_fields::typed(&open, change)?;
        rules.matching.fields = open.companion.phone_fields_under_policy(chosen);
    }
    if let Some(region) = request.home_region.filter(|region| !region.trim().is_empty()) {
        let region = region.trim().to_ascii_uppercase().parse();
        rules.matching.home = Some(region.map_err(|_| invalid(Sentence::BadRegion))?);
    }
    if request.days == 0 || request.days > LONGEST {
        return Err(invalid(Sentence::BadDays { most: LONGEST }));
    }
    open.companion.scenery()?;
    let since = Timestamp::now() - SignedDuration::from_hours(24 * i64::from(request.days));
    rehearsals::start(shell, &open, rules, since);
    Ok(open.rehearsals.view(&open))
}

/// Ends the rehearsal that runs; what it found so far is shown.
///
/// # Errors
/// When the database is not open.
pub async fn cancel_rehearsal(shell: &Shell) -> Result<(), UiError> {
    shell.open().await?.rehearsals.cancel();
    Ok(())
}

/// A page of the calls that would have gone otherwise.
///
/// # Errors
/// When nothing was rehearsed.
pub async fn rehearsed_calls(shell: &Shell, request: RehearsedRequest) -> Result<RehearsedView, UiError> {
    let open = shell.open().await?;
    let found = open.rehearsals.found().ok_or_else(nothing)?;
    Ok(words::page(&found, &request, &open.lens()))
}

/// The rules of a configuration file, over what holds.
async fn of_file(open: &Open, file: &RulesFile) -> Result<Rules, UiError> {
    match open.companion.read_configuration(&file.name, &file.text).await? {
        Ok(configuration) => Ok(open.companion.rules_of(&configuration)),
        Err(NotTaken::Faults(faults)) => Err(faulty(faults.len())),
        Err(NotTaken::Signature(_)) => Err(faulty(1)),
    }
}

fn nothing() -> UiError {
    UiError { code: ErrorCode::NotFound, message: Sentence::NothingRehearsed, action: None }
}

const fn invalid(message: Sentence) -> UiError {
    UiError { code: ErrorCode::Invalid, message, action: None }
}
