//! What the team's relay could bring to nobody, for an admin at a desk.

use crate::relay::{RelayError, read_grant, relay_setting};
use callside_core::vault::Vault;
use callside_flow::Companion;
use callside_link::{Gate, GateError, LookedAgain, ParkedList};

/// What waits for an admin at this installation's relay.
///
/// # Errors
/// [`RelayError::Gate`] with [`GateError::Address`] where there is no relay, [`GateError::Refused`] where nobody is signed
/// in to it and [`GateError::NotOfTheTeam`] for whoever is no admin there; as the database and the vault.
pub async fn parked_at_relay(companion: &Companion, vault: &dyn Vault) -> Result<ParkedList, RelayError> {
    let (gate, session) = admitted(companion, vault).await?;
    Ok(gate.parked(&session).await?)
}

/// Has it look again at all of that.
///
/// # Errors
/// As [`parked_at_relay`]; then all of it waits as before.
pub async fn look_again_at_relay(companion: &Companion, vault: &dyn Vault) -> Result<LookedAgain, RelayError> {
    let (gate, session) = admitted(companion, vault).await?;
    Ok(gate.look_again(&session).await?)
}

async fn admitted(companion: &Companion, vault: &dyn Vault) -> Result<(Gate, String), RelayError> {
    let setting = relay_setting(companion).await?.ok_or(GateError::Address)?;
    let grant = read_grant(vault).await?.ok_or(GateError::Refused)?;
    Ok((Gate::new(&setting.address)?, grant.session))
}
