//! What tests of the relay's file begin with.

use super::{NewDelivery, Placing, RelayStore};
use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::secret::Secret;
use jiff::{SignedDuration, Timestamp};

/// The file of this folder, made where it is not there.
pub(super) async fn store(folder: &tempfile::TempDir) -> RelayStore {
    let key = Secret::new("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    RelayStore::open(&folder.path().join("relay.db"), &key, Timestamp::UNIX_EPOCH).await.unwrap()
}

pub(super) fn at(hour: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hour)
}

pub(super) fn to(people: &[&str]) -> Placing {
    Placing::To(people.iter().map(|person| (*person).to_owned()).collect())
}

/// A ringing call by the number of its event; three after another are of one call.
pub(super) fn delivery(n: usize, hour: i64, placing: Placing, watchers: Option<&[&str]>) -> NewDelivery {
    let call = CallKey::new(Provider::Phone, &(n / 3).to_string()).unwrap();
    let (id, facts) = (EventId(n.to_string()), CallFacts::default());
    NewDelivery {
        event: Event::Call(CallEvent { id, call, at: at(hour), what: CallChange::Ringing, facts }),
        caller: None,
        received_at: at(hour),
        placing,
        watchers: watchers.map(|watchers| watchers.iter().map(|person| (*person).to_owned()).collect()),
    }
}
