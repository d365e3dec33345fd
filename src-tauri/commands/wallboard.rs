//! The live board of a team. Whom it shows is the relay's to decide.

use crate::ipc::error::UiError;
use crate::ipc::wallboard::WallView;
use crate::shell::Shell;
use crate::wallboard;

/// The board as it is here; from now on what changes is announced.
///
/// # Errors
/// When the database is not open.
pub async fn wallboard(shell: &Shell) -> Result<WallView, UiError> {
    let open = shell.open().await?;
    open.relay.watch(true);
    Ok(wallboard::view(&open))
}

/// Nobody looks any more.
///
/// # Errors
/// When the database is not open.
pub async fn leave_wallboard(shell: &Shell) -> Result<(), UiError> {
    shell.open().await?.relay.watch(false);
    Ok(())
}
