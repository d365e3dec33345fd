//! The link to a relay, in the settings.

use crate::ipc::error::UiError;
use crate::ipc::relay::{RelayRequest, RelayView};
use crate::relay;
use crate::shell::Shell;

/// The relay and how its link stands.
///
/// # Errors
/// When the database fails.
pub async fn relay(shell: &Shell) -> Result<RelayView, UiError> {
    let open = shell.open().await?;
    relay::view(&open).await
}

/// Sets up a relay, or takes it away. What came over it stays.
///
/// # Errors
/// When the address is none, or the database fails; nothing was changed then.
pub async fn set_relay(shell: &Shell, request: RelayRequest) -> Result<RelayView, UiError> {
    let open = shell.open().await?;
    relay::set(shell, &open, &request.address).await?;
    relay::view(&open).await
}

/// Opens the browser to sign in to the relay; the link comes up by itself afterwards.
///
/// # Errors
/// When the relay cannot be reached, or no port for the browser's way back is free.
pub async fn sign_in_to_relay(shell: &Shell) -> Result<RelayView, UiError> {
    let open = shell.open().await?;
    relay::sign_in(shell, &open).await?;
    relay::view(&open).await
}

/// Tries the link at once: the network is back, or a person is tired of waiting.
///
/// # Errors
/// When keychain or database are not open.
pub async fn try_relay(shell: &Shell) -> Result<(), UiError> {
    shell.open().await?.relay.nudge();
    Ok(())
}
