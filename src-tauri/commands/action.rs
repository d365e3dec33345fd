//! Actions: the palette, the panel on the call, and their set-up.

use super::EntryRequest;
use crate::ipc::action::{
    ActionFormView, ActionRequest, ActionRow, ActionsRequest, ActionsSetupView, FindRecordsRequest, FoundRecordView,
    GoesAlongView, PresentRequest, PresentView, RanView, RowChoicesRequest, RunActionRequest,
};
use crate::ipc::automations::ParentView;
use crate::ipc::error::UiError;
use crate::ipc::outbox::EntryView;
use crate::ipc::setup::SetupRights;
use crate::ipc::views::{action, automations, draft, errors, outbox};
use crate::shell::Shell;
use callside_core::action::{Given, Step};
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
    let lens = open.lens();
    Ok(forms.into_iter().map(|form| action::form(form, &lens)).collect())
}

/// What stands in the record that a step would change.
///
/// # Errors
/// When there is no such action or call, when Salesforce cannot answer, or the database fails.
pub async fn present_values(shell: &Shell, request: PresentRequest) -> Result<PresentView, UiError> {
    let open = shell.open().await?;
    let call = call(request.call.as_ref())?;
    let given = Given { inputs: request.inputs, ..Given::default() };
    let present = open.companion.present(&request.name, call.as_ref(), request.step, &given).await?;
    Ok(present.map(action::present).unwrap_or_default())
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

/// What a row of a search can show: fields of its object or of a parent, and the parents that lead on.
///
/// # Errors
/// When there is no such action, or it is no search whose fields can be set.
pub async fn row_choices(shell: &Shell, request: RowChoicesRequest) -> Result<ParentView, UiError> {
    let open = shell.open().await?;
    let action = open.companion.actions().action(&request.action).ok_or_else(errors::internal)?;
    let mut steps = action.parts.iter().filter_map(|part| part.step());
    let object = steps.find(|step| step.results().is_some()).and_then(Step::object).ok_or_else(errors::internal)?;
    let mut org = open.lens().org;
    open.companion.describe_object(object, &mut org).await;
    let way: Vec<&str> = request.way.split('.').filter(|name| !name.is_empty()).collect();
    open.companion.describe_path(object, &[&way[..], &["Id"]].concat().join("."), &mut org).await;
    Ok(automations::parent(&request.way, &org.offered(object, &way)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Desk, sandbox};

    #[tokio::test]
    async fn a_row_offers_what_the_object_of_its_search_has() {
        let sandbox = sandbox().await;
        let mut desk = Desk::new().await;
        desk.sign_in(&sandbox).await;
        let ask = |action: &str, way: &str| {
            row_choices(&desk.shell, RowChoicesRequest { action: action.to_owned(), way: way.to_owned() })
        };
        for (way, field, on) in [
            ("", "Email", Some("Account")),
            ("Account", "Account.Name", Some("Account.Owner")),
            ("Account.Owner", "Account.Owner.Email", None),
            ("Acount", "", None),
        ] {
            let ParentView { facts, parents } = ask("contact.search", way).await.unwrap();
            assert_eq!(facts.iter().any(|fact| fact.path == field), !field.is_empty(), "{way}: {facts:?}");
            assert!(on.is_none_or(|on| parents.iter().any(|parent| parent == on)), "{way}: {parents:?}");
        }
        for without in ["contact.create", "global.search", "no.such"] {
            assert!(ask(without, "").await.is_err(), "{without} has no fields of a row");
        }
    }
}
