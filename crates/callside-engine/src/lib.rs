//! What the desktop and the headless program assemble alike: the store with its key, the flow, and the front door.

mod assistance;
mod door;
mod error;
mod ivr;
mod live;
mod parked;
mod phone_access;
mod policy;
mod privacy;
mod relay;
mod sink;
mod team_history;

pub use assistance::{AdviceFate, Assistance};
pub use callside_link::{
    Gate as RelayGate, GateError, Grant as RelayGrant, LinkState, LookedAgain, ParkedDelivery, ParkedList, Trouble,
};
pub use callside_telephony::PhoneSecrets;
pub use callside_telephony::phone_switch::MappingSpec;
pub use door::{Addresses, FrontDoor, intake, open_door, open_door_to};
pub use error::EngineError;
pub use live::{BoardStanding, HeardNews, Wall, WallNow};
pub use parked::{look_again_at_relay, parked_at_relay};
pub use phone_access::{PHONE_ACCESS, PHONE_MAPPING, PhoneAccess, PhoneKeys, Way, phone_systems};
pub use policy::{PolicySource, PolicyStanding, check_policy};
pub use privacy::{Forgotten, Order, Written, destroy_everything, forget, machine_seal};
pub use relay::{
    RelayError, RelayLink, RelaySetting, chosen_relay, forget_relay_session, has_relay_session, keep_relay_session,
    link_relay, relay_setting, set_relay,
};

use callside_core::policy::Policy;
use callside_core::vault::Vault;
use callside_flow::{Clock, Companion};
use callside_store::Store;
use std::path::Path;
use std::sync::Arc;

/// Name of the database in the data folder.
pub const DATABASE: &str = "callside.db";

/// Opens the database of a data folder with its key from the vault, and starts the engine on it under a policy.
///
/// # Errors
/// [`EngineError::Vault`], [`EngineError::KeyLost`] and [`EngineError::Store`]: nothing was made or changed.
pub async fn start(
    data: &Path,
    vault: &dyn Vault,
    clock: Arc<dyn Clock>,
    policy: Policy,
) -> Result<Companion, EngineError> {
    let path = data.join(DATABASE);
    let key = callside_keychain::database_key(vault, &path).await?;
    let store = Store::open(&path, &key, clock.now()).await?;
    let seal = privacy::seal(vault).await?;
    let companion = Companion::ruled(store, clock, policy).await?;
    companion.set_seal(seal);
    Ok(companion)
}
