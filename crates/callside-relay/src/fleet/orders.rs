//! Orders to forget a caller, told to every relay of the fleet: each has a file of its own.
//!
//! An order lies in a stream of its own, sealed with a key that only the relays have, as long as any relay's file may have
//! something of the caller. Each relay obeys the orders behind the place that it has written down, one after the other; one that
//! was off, or that NATS could not reach, does so when it is back ([0093](../../../../docs/adr/0093-an-order-to-forget-reaches-every-relay.md)).

use super::{Fleet, FleetError};
use crate::forgetting::Order;
use crate::house::House;
use async_nats::jetstream::stream::DirectGetErrorKind;
use callside_core::secret::Secret;
use data_encoding::HEXLOWER;
use futures_util::StreamExt as _;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// How often a relay looks whether it missed an order.
const LOOK: Duration = Duration::from_secs(30);
/// Where a relay writes down how far it is.
const PLACE: &str = "orders";

/// Seals orders: the streams of a fleet hold no number of whoever is to be forgotten.
pub(crate) struct Seal {
    key: LessSafeKey,
    marks: hmac::Key,
}

/// How far a relay is with the orders of its fleet.
#[derive(Default, Serialize, Deserialize)]
struct Done {
    made: i64,
    place: u64,
}

impl Seal {
    /// By the fleet's session key, which all of its relays have.
    pub(crate) fn new(session_key: &Secret) -> Self {
        let of = |use_for: &str| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, session_key.expose().as_bytes());
            hmac::sign(&key, use_for.as_bytes())
        };
        let key = of("callside: orders of a fleet, sealed");
        #[expect(clippy::expect_used, reason = "SHA-256 gives the 32 bytes that AES-256 takes")]
        let key = UnboundKey::new(&AES_256_GCM, key.as_ref()).expect("32 bytes");
        let marks = hmac::Key::new(hmac::HMAC_SHA256, of("callside: orders of a fleet, marked").as_ref());
        Self { key: LessSafeKey::new(key), marks }
    }

    fn seal(&self, order: &Order) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).ok()?;
        let mut text = serde_json::to_vec(order).ok()?;
        self.key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut text).ok()?;
        Some([&nonce[..], &text].concat())
    }

    fn open(&self, sealed: &[u8]) -> Option<Order> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut text = text.to_vec();
        let text = self.key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut text).ok()?;
        serde_json::from_slice(text).ok()
    }

    /// By this JetStream knows that two relays tell the same, and nobody learns of whom.
    fn mark(&self, order: &Order) -> String {
        let tag = hmac::sign(&self.marks, &serde_json::to_vec(order).unwrap_or_default());
        HEXLOWER.encode(&tag.as_ref()[..16])
    }
}

impl Fleet {
    /// Tells every relay. When this returns JetStream has it.
    ///
    /// # Errors
    /// [`FleetError`]; then tell it again.
    pub(crate) async fn tell_order(&self, order: &Order) -> Result<u64, FleetError> {
        let failed = |error: &dyn std::fmt::Display| FleetError::JetStream(error.to_string());
        self.streams().await?;
        let sealed = self.seal.seal(order).ok_or_else(|| failed(&"an order could not be sealed"))?;
        let mut headers = async_nats::HeaderMap::new();
        headers.insert(async_nats::header::NATS_MESSAGE_ID, self.seal.mark(order).as_str());
        let told = self.context.publish_with_headers(self.subjects.orders(), headers, sealed.into());
        let ack = told.await.map_err(|error| failed(&error))?;
        Ok(ack.await.map_err(|error| failed(&error))?.sequence)
    }
}

/// Obeys until the program ends.
pub(super) async fn run(fleet: Arc<Fleet>, house: Weak<House>) {
    let Ok(mut told) = fleet.client.subscribe(fleet.subjects.live_orders()).await else { return };
    let mut look = tokio::time::interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut came = fleet.came.subscribe();
    loop {
        if fleet.is_up() {
            let Some(house) = house.upgrade() else { return };
            house.tell_untold().await;
            if let Err(error) = obey(&fleet, &house).await {
                tracing::warn!(%error, "orders to forget somebody wait");
            }
        }
        tokio::select! {
            order = told.next() => if order.is_none() { return },
            _ = came.changed() => {}
            _ = look.tick() => {}
        }
    }
}

/// Obeys what this relay has not obeyed yet.
async fn obey(fleet: &Fleet, house: &House) -> Result<(), FleetError> {
    let streams = fleet.streams().await?;
    let kept = house.store.setting(PLACE).await?;
    let done: Option<Done> = kept.and_then(|text| serde_json::from_str(&text).ok());
    let mut place = match done {
        Some(done) if done.made == streams.orders_made => done.place,
        // A file that nothing ever came into has nobody to forget.
        None if house.store.last().await? == 0 => {
            let info = streams.orders.get_info().await.map_err(|error| FleetError::JetStream(error.to_string()))?;
            info.state.last_sequence
        }
        _ => 0,
    };
    loop {
        let next = streams.orders.direct_get_next_for_subject(fleet.subjects.orders(), Some(place + 1)).await;
        let message = match next {
            Ok(message) => message,
            Err(error) if error.kind() == DirectGetErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(FleetError::JetStream(error.to_string())),
        };
        match fleet.seal.open(&message.payload) {
            Some(order) => house.obey(message.sequence, order).await.map_err(|()| FleetError::Forgetting)?,
            None => {
                tracing::error!("an order to forget somebody is sealed with another session key; it was passed over")
            }
        }
        place = message.sequence;
        let done = serde_json::to_string(&Done { made: streams.orders_made, place }).unwrap_or_default();
        house.store.save_setting(PLACE, &done).await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn an_order_names_nobody_to_whoever_has_not_the_key_and_no_flipped_bit_passes() {
        let number = callside_core::phone::read("+14155550134", None).number().unwrap().clone();
        let order = Order { number, calls: vec!["five9:7".parse().unwrap()], at: Timestamp::UNIX_EPOCH };
        let (seal, other) = (Seal::new(&Secret::new("k".repeat(64))), Seal::new(&Secret::new("l".repeat(64))));
        let sealed = seal.seal(&order).unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("5550134"));
        assert_eq!(seal.open(&sealed), Some(order.clone()));
        assert_eq!(other.open(&sealed), None);
        assert_eq!(seal.mark(&order), seal.mark(&order.clone()));
        assert_ne!(seal.mark(&order), other.mark(&order), "a mark is none without the key");
        for at in 0..sealed.len() {
            for bit in 0..8 {
                let mut flipped = sealed.clone();
                flipped[at] ^= 1 << bit;
                assert_eq!(seal.open(&flipped), None, "byte {at}, bit {bit}");
            }
        }
        assert_eq!(seal.open(&sealed[..NONCE_LEN]), None);
        assert_eq!(seal.open(&[]), None);
    }
}
