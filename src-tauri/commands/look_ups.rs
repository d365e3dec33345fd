//! Saved look-ups: beside a pop, and as an admin sets them up. They are saved as a part of the configuration.

use super::CallRequest;
use crate::downloads;
use crate::ipc::error::UiError;
use crate::ipc::look_ups::{
    CompleteRequest, CompletionView, LookUpSetupView, LookUpView, SaveTextRequest, SoqlFaultView, SoqlRequest,
    TableView, TryLookUpRequest,
};
use crate::ipc::rules::WrittenFile;
use crate::ipc::sentence::Sentence;
use crate::ipc::views::{draft, errors, look_ups as views, wrong};
use crate::shell::{Open, Shell};
use callside_core::facts::Vocabulary;
use callside_salesforce::Salesforce;
use std::sync::Arc;

/// Longest query that is looked at while it is typed, in characters.
const LONGEST: usize = callside_core::soql::LONGEST;

/// The look-ups beside a call's pop.
///
/// # Errors
/// When the call is not known, or the database fails.
pub async fn look_ups(shell: &Shell, request: CallRequest) -> Result<Vec<LookUpView>, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    Ok(open.companion.look_ups(&call).await?.iter().map(views::shown).collect())
}

/// The look-ups as they run.
///
/// # Errors
/// When the database is not open.
pub async fn look_up_setup(shell: &Shell) -> Result<LookUpSetupView, UiError> {
    let open = shell.open().await?;
    let configuration = open.companion.configuration();
    Ok(LookUpSetupView {
        look_ups: configuration.look_ups.iter().flat_map(|all| &all.0).map(views::draft).collect(),
        values: values(),
        signed: open.companion.configuration_is_signed(),
    })
}

fn values() -> Vec<String> {
    Vocabulary::of_call().names().map(|(name, _)| name.to_owned()).collect()
}

/// What a look-up would show for a call; none when a value that it needs is not known of that call.
///
/// # Errors
/// When the call is not known, the rule cannot be read, or Salesforce cannot answer.
pub async fn try_look_up(shell: &Shell, request: TryLookUpRequest) -> Result<Option<TableView>, UiError> {
    let open = shell.open().await?;
    let call = draft::call(&request.call)?;
    let look_up = views::look_up(&request.look_up)
        .map_err(|fault| errors::invalid(Sentence::BadCondition { wrong: wrong::of_rule(&fault) }))?;
    Ok(open.companion.try_look_up(&call, &look_up).await?.as_ref().map(views::table))
}

/// What is wrong with a query for this user.
///
/// # Errors
/// When nobody is signed in, or Salesforce cannot tell what the objects look like.
pub async fn check_soql(shell: &Shell, request: SoqlRequest) -> Result<Vec<SoqlFaultView>, UiError> {
    let open = shell.open().await?;
    let vocabulary = request.values.then(Vocabulary::of_call);
    let faults = salesforce(&open)?.faults(&request.soql, vocabulary.as_ref()).await?;
    Ok(faults.iter().map(|fault| views::fault(&request.soql, fault)).collect())
}

/// What may come next in a query.
///
/// # Errors
/// When nobody is signed in, or Salesforce cannot tell what the objects look like.
pub async fn complete_soql(shell: &Shell, request: CompleteRequest) -> Result<CompletionView, UiError> {
    let open = shell.open().await?;
    if request.soql.len() > LONGEST {
        return Ok(CompletionView { from: request.at, to: request.at, options: Vec::new() });
    }
    let values = if request.values { values() } else { Vec::new() };
    let at = views::byte_at(&request.soql, request.at);
    let completion = salesforce(&open)?.complete(&request.soql, at, &values).await?;
    Ok(views::completion(&request.soql, &completion))
}

/// Saves a text, such as a configuration, among the person's downloads.
///
/// # Errors
/// When there is no such folder, or it cannot be written to.
pub async fn save_text(shell: &Shell, request: SaveTextRequest) -> Result<WrittenFile, UiError> {
    downloads::write(shell, &request.name, request.text).await
}

pub(super) fn salesforce(open: &Open) -> Result<Arc<Salesforce>, UiError> {
    open.session.salesforce().ok_or_else(|| callside_flow::FlowError::SignInNeeded.into())
}
