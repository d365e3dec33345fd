//! Signing in and out, and where secrets rest when there is no keychain.

use crate::assemble;
use crate::ipc::error::UiError;
use crate::ipc::session::{SignInRequest, VaultChoice};
use crate::ipc::views::errors;
use crate::shell::Shell;

/// Picks the place for secrets, then goes on with the start.
///
/// # Errors
/// When the policy forbids the place. One that does not do is the next state of the session.
pub async fn choose_vault(shell: &Shell, request: VaultChoice) -> Result<(), UiError> {
    if request == VaultChoice::File && !assemble::file_is_allowed(shell) {
        return Err(errors::ruled());
    }
    assemble::with_vault(shell, request).await;
    Ok(())
}

/// Opens the browser to sign in; what comes of it is announced.
///
/// # Errors
/// When the host is no host, or no port for the browser's way back is free.
pub async fn sign_in(shell: &Shell, request: SignInRequest) -> Result<(), UiError> {
    let open = shell.open().await?;
    crate::session::sign_in(shell, &open, request).await
}

/// Stops waiting for the browser.
///
/// # Errors
/// When keychain or database are not open.
pub async fn cancel_sign_in(shell: &Shell) -> Result<(), UiError> {
    let open = shell.open().await?;
    crate::session::cancel(shell, &open);
    Ok(())
}

/// Signs out: the token is revoked and forgotten; what waits to be sent stays.
///
/// # Errors
/// When the keychain does not forget it.
pub async fn sign_out(shell: &Shell) -> Result<(), UiError> {
    let open = shell.open().await?;
    crate::session::sign_out(shell, &open).await
}
