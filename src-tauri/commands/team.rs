//! The history by filter, one call whole, and the numbers of a team.

use super::{CallRequest, outbox};
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::team::{
    FilterChoicesView, FilterNameRequest, NumbersRequest, NumbersView, PersonView, SavedFilterView, StoryView,
};
use crate::ipc::views::{draft, story, team as views};
use crate::shell::Shell;
use callside_core::role::Role;
use callside_core::team::{MAX_SAVED, SavedFilter};
use jiff::Timestamp;

/// Longest name of a filter, in characters.
const NAME: usize = 60;

/// What calls can be filtered by.
///
/// # Errors
/// When the database fails.
pub async fn filter_choices(shell: &Shell) -> Result<FilterChoicesView, UiError> {
    let choices = shell.open().await?.companion.filter_choices().await?;
    Ok(FilterChoicesView {
        agents: choices.agents.into_iter().map(|(key, name)| PersonView { key, name }).collect(),
        queues: choices.queues,
        campaigns: choices.campaigns,
        outcomes: choices.outcomes,
    })
}

/// The filters that this person keeps.
///
/// # Errors
/// When the database fails.
pub async fn saved_filters(shell: &Shell) -> Result<Vec<SavedFilterView>, UiError> {
    let open = shell.open().await?;
    let zone = open.zone();
    Ok(open.companion.saved_filters().await?.iter().map(|one| views::saved(one, &zone)).collect())
}

/// Keeps a filter; one of the same name is replaced.
///
/// # Errors
/// When it has no name, its days are none, there are as many as there may be, or the database fails.
pub async fn save_filter(shell: &Shell, request: SavedFilterView) -> Result<Vec<SavedFilterView>, UiError> {
    let open = shell.open().await?;
    let name: String = request.name.trim().chars().take(NAME).collect();
    if name.is_empty() {
        return Err(invalid(Sentence::FilterNeedsName));
    }
    let filter = views::filter(&request.filter, &open.zone(), Timestamp::now())?;
    let kept = open.companion.save_filter(SavedFilter { name, text: request.text, filter }).await?;
    if !kept {
        return Err(invalid(Sentence::TooManyFilters { most: u32::try_from(MAX_SAVED).unwrap_or(u32::MAX) }));
    }
    saved_filters(shell).await
}

/// Lets go of a filter.
///
/// # Errors
/// When the database fails.
pub async fn drop_filter(shell: &Shell, request: FilterNameRequest) -> Result<Vec<SavedFilterView>, UiError> {
    shell.open().await?.companion.drop_filter(&request.name).await?;
    saved_filters(shell).await
}

/// One call, whole.
///
/// # Errors
/// When it is not known on this machine, or the database fails.
pub async fn story(shell: &Shell, request: CallRequest) -> Result<StoryView, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    let found = open.companion.story(&call).await?;
    super::desk::note_look(&open, &call).await?;
    let orgs = open.companion.orgs().await?;
    Ok(story::story(&found, |entry| outbox::elsewhere(&open, &orgs, entry), &open.lens()))
}

/// The call that a link asked for, if any; it is told once.
///
/// # Errors
/// When the database is not open.
pub async fn asked_story(shell: &Shell) -> Result<Option<String>, UiError> {
    Ok(shell.open().await?.asked_story().map(|call| call.to_string()))
}

/// Whether this person looks after a team.
///
/// # Errors
/// When the database is not open.
pub async fn supervises(shell: &Shell) -> Result<bool, UiError> {
    Ok(shell.open().await?.companion.role().covers(Role::Supervisor))
}

/// The numbers of a team.
///
/// # Errors
/// When this person looks after no team, the days are none, or the database fails.
pub async fn team_numbers(shell: &Shell, request: NumbersRequest) -> Result<NumbersView, UiError> {
    let open = shell.open().await?;
    if !open.companion.role().covers(Role::Supervisor) {
        let (code, action) = (ErrorCode::Refused, Some(ErrorAction::AskAdmin));
        return Err(UiError { code, message: Sentence::SupervisorOnly, action });
    }
    let wanted = views::wanted(request, open.zone())?;
    let standing = open.companion.team_numbers(&wanted.days, &wanted.scope, wanted.by, wanted.window).await?;
    let names = open.companion.filter_choices().await?.agents.into_iter().collect();
    Ok(views::numbers(&standing, &wanted, &names, Timestamp::now()))
}

const fn invalid(message: Sentence) -> UiError {
    UiError { code: ErrorCode::Invalid, message, action: None }
}

#[cfg(test)]
#[path = "team_tests.rs"]
mod tests;
