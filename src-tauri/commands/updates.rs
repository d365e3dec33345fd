//! Newer versions, in the settings.

use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::sentence::Sentence;
use crate::ipc::updates::UpdatesView;
use crate::shell::Shell;
use crate::updates;
use jiff::Timestamp;

/// What is known.
///
/// # Errors
/// Never.
pub async fn updates(shell: &Shell) -> Result<UpdatesView, UiError> {
    Ok(UpdatesView::of(shell.updates()))
}

/// Asks the server.
///
/// # Errors
/// Never: what fails is a state.
pub async fn check_updates(shell: &Shell) -> Result<UpdatesView, UiError> {
    shell.updates().check(Timestamp::now()).await;
    Ok(UpdatesView::of(shell.updates()))
}

/// Fetches the newer version and starts its installer.
///
/// # Errors
/// During a call.
pub async fn install_update(shell: &Shell) -> Result<UpdatesView, UiError> {
    updates::install(shell).await
}

/// The person wants to hear of the newer version later.
///
/// # Errors
/// When it cannot be kept.
pub async fn put_off_update(shell: &Shell) -> Result<UpdatesView, UiError> {
    let kept = shell.updates().put_off().await;
    kept.map_err(|_| UiError {
        code: ErrorCode::Storage,
        message: Sentence::FileNotSaved,
        action: Some(ErrorAction::Retry),
    })?;
    Ok(UpdatesView::of(shell.updates()))
}
