//! The link to a relay, in the settings.

use crate::ipc::error::UiError;
use crate::ipc::relay::{LookedAgainView, ParkedView, RelayRequest, RelayView};
use crate::ipc::views::parked;
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

/// What the relay could bring to nobody, for admins of its team.
///
/// # Errors
/// When it cannot be reached, or takes this person for no admin.
pub async fn parked_deliveries(shell: &Shell) -> Result<ParkedView, UiError> {
    let open = shell.open().await?;
    let list = callside_engine::parked_at_relay(&open.companion, open.vault.as_ref()).await;
    Ok(parked::parked(list.map_err(relay::failed)?))
}

/// Has the relay look again at all of that, after somebody mended its team.
///
/// # Errors
/// As [`parked_deliveries`]; then all of it waits as before.
pub async fn look_again_at_parked(shell: &Shell) -> Result<LookedAgainView, UiError> {
    let open = shell.open().await?;
    let looked = callside_engine::look_again_at_relay(&open.companion, open.vault.as_ref()).await;
    Ok(parked::looked_again(looked.map_err(relay::failed)?))
}
