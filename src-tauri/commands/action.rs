//! Actions: the palette, the panel on the call, and their set-up.

use super::EntryRequest;
use crate::ipc::action::{
    ActionFormView, ActionRequest, ActionRow, ActionsRequest, ActionsSetupView, FindRecordsRequest, FoundRecordView,
    GoesAlongView, RanView, RunActionRequest,
};
use crate::ipc::error::UiError;
use crate::ipc::outbox::EntryView;
use crate::ipc::setup::SetupRights;
use crate::ipc::views::{action, draft, outbox};
use crate::shell::Shell;
use callside_core::ids::{CallKey, EntryId};

fn call(text: Option<&String>) -> Result<Option<CallKey>, UiError> {
    text.map(|text| draft::call(text)).transpose()
}

/// The actions that are offered.
///
/// # Errors
/// When the call is not known, or the database fails.
pub async fn actions(shell: &Shell, request: ActionsRequest) -> Result<Vec<ActionRow>, UiError> {
    let open = shell.open().await?;
    let offered = open.companion.offered_actions(call(request.call.as_ref())?.as_ref()).await?;
    Ok(offered.iter().map(action::row).collect())
}

/// The forms of an action, one a step.
///
/// # Errors
/// When there is no such action or call, or the database fails.
pub async fn action_forms(shell: &Shell, request: ActionRequest) -> Result<Vec<ActionFormView>, UiError> {
    let open = shell.open().await?;
    let forms = open.companion.action_forms(&request.name, call(request.call.as_ref())?.as_ref()).await?;
    Ok(forms.into_iter().map(action::form).collect())
}

/// Runs an action.
///
/// # Errors
/// When there is no such action or call, when Salesforce cannot answer a question, or the database fails.
pub async fn run_action(shell: &Shell, request: RunActionRequest) -> Result<RanView, UiError> {
    let open = shell.open().await?;
    let call = call(request.call.as_ref())?;
    let given: Vec<_> = request.given.into_iter().map(action::given).collect();
    let ran = open.companion.run_action(&request.name, call.as_ref(), &given, &request.key).await?;
    Ok(action::ran(&ran, &open.lens()))
}

/// What goes with a record that an action deletes.
///
/// # Errors
/// When there is no such action, or Salesforce cannot answer.
pub async fn goes_along(shell: &Shell, request: RunActionRequest) -> Result<Vec<GoesAlongView>, UiError> {
    let open = shell.open().await?;
    let given = request.given.into_iter().next().map(action::given).unwrap_or_default();
    let along = open.companion.goes_along(&request.name, &given).await?;
    Ok(along.iter().map(action::along).collect())
}

/// One entry of the outbox, to follow an action.
///
/// # Errors
/// When it is no longer there, or the database fails.
pub async fn outbox_entry(shell: &Shell, request: EntryRequest) -> Result<EntryView, UiError> {
    let open = shell.open().await?;
    let entry = open.companion.entry(EntryId(request.entry)).await?;
    let orgs = open.companion.orgs().await?;
    Ok(outbox::entry(&entry, super::outbox::elsewhere(&open, &orgs, &entry), &open.lens()))
}

/// Takes a done action back, as a new entry.
///
/// # Errors
/// When there is nothing to take back, or the database fails.
pub async fn undo_action(shell: &Shell, request: EntryRequest) -> Result<RanView, UiError> {
    let entry = shell.open().await?.companion.undo_action(EntryId(request.entry)).await?;
    Ok(RanView::Queued { entry: entry.0 })
}

/// Records to point at.
///
/// # Errors
/// When Salesforce cannot answer.
pub async fn find_records(shell: &Shell, request: FindRecordsRequest) -> Result<Vec<FoundRecordView>, UiError> {
    let open = shell.open().await?;
    let found = open.companion.find_records(&request.object, &request.text).await?;
    let view = |(id, label, detail): (callside_core::ids::RecordId, String, String)| FoundRecordView {
        id: id.to_string(),
        label,
        detail,
    };
    Ok(found.into_iter().map(view).collect())
}

/// Actions as an admin sets them up.
///
/// # Errors
/// When the database is not open.
pub async fn actions_setup(shell: &Shell) -> Result<ActionsSetupView, UiError> {
    let open = shell.open().await?;
    let actions = open.companion.actions();
    Ok(ActionsSetupView {
        may_change: super::setup::rights(&open) == SetupRights::Change,
        file: open.companion.actions_file(),
        actions: actions.all().iter().map(|it| action::setup_row(it, &actions)).collect(),
    })
}
