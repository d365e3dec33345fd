//! The org's API calls.

use crate::ipc::error::UiError;
use crate::ipc::look_ups::BudgetView;
use crate::ipc::views::look_ups as views;
use crate::shell::Shell;

/// How the org's API calls stand, as far as the last answers tell.
///
/// # Errors
/// When the database is not open.
pub async fn budget(shell: &Shell) -> Result<BudgetView, UiError> {
    let open = shell.open().await?;
    Ok(views::budget(&open.companion.budget()))
}

/// The same, asked of Salesforce now.
///
/// # Errors
/// When nobody is signed in, or Salesforce cannot answer.
pub async fn ask_budget(shell: &Shell) -> Result<BudgetView, UiError> {
    let open = shell.open().await?;
    Ok(views::budget(&open.companion.ask_budget().await?))
}
