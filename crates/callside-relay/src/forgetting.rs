//! Forgetting one caller: in this relay's file, in the fleet's streams, and, by an order, at every other relay.

use crate::house::House;
use callside_core::ids::CallKey;
use callside_core::phone::PhoneNumber;
use callside_store::StoreError;
use callside_store::relay::Erased;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Where orders stand that the fleet does not have yet.
const UNTOLD: &str = "orders_untold";
/// Most calls that an order names; at each relay the number finds nearly all of them anyway.
const MOST: usize = 10_000;
/// Clocks of relays are within this of each other: an order that comes late is about what came in until so long after it.
const CLOCKS: SignedDuration = SignedDuration::from_mins(5);

/// To forget one caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Order {
    /// Whom.
    pub(crate) number: PhoneNumber,
    /// Calls of theirs that are known: at another relay one of them may say no number.
    pub(crate) calls: Vec<CallKey>,
    /// When it was given.
    pub(crate) at: Timestamp,
}

/// One order at a time; with the places of those that were told, and obeyed, here.
pub(crate) type Turn = Mutex<HashSet<u64>>;

fn failed(what: &'static str) -> impl Fn(&dyn std::fmt::Display) {
    move |error| tracing::error!(%error, "{what}")
}

impl Order {
    fn is_same(&self, other: &Self) -> bool {
        (&self.number, self.at) == (&other.number, other.at)
    }

    /// Knows of these calls, too. Whether that was news.
    fn learn(&mut self, calls: Vec<CallKey>) -> bool {
        let before = self.calls.clone();
        self.calls.extend(calls);
        self.calls.sort();
        self.calls.dedup();
        self.calls.truncate(MOST);
        self.calls != before
    }
}

impl House {
    /// Forgets one caller, here, in the fleet's streams and at its other relays, with what was written about their calls to
    /// agents who asked for assistance. How many events that were, here and in the streams.
    pub(crate) async fn erase(self: Arc<Self>, number: PhoneNumber) -> Result<u64, ()> {
        let mut told = self.forgetting.lock().await;
        let mut order = Order { number, calls: Vec::new(), at: self.now() };
        let erased = self.forget(&mut order, Timestamp::MAX, true).await?;
        if self.fleet.is_some() {
            told.extend(self.tell(&order).await?);
        }
        Ok(erased)
    }

    /// Obeys an order of the fleet; what this relay knows of it beyond that, the others are told.
    pub(crate) async fn obey(&self, place: u64, mut order: Order) -> Result<(), ()> {
        let mut told = self.forgetting.lock().await;
        if told.remove(&place) {
            return Ok(());
        }
        let until = order.at.saturating_add(CLOCKS).unwrap_or(Timestamp::MAX);
        let knew = order.calls.clone();
        let erased = self.forget(&mut order, until, false).await?;
        if order.calls != knew {
            told.extend(self.tell(&order).await?);
        }
        tracing::info!(events = erased, "an order of the fleet to forget a caller was obeyed");
        Ok(())
    }

    /// What is found on the way is written down before it goes, so that an order that ends in the middle is told whole.
    async fn forget(&self, order: &mut Order, until: Timestamp, is_new: bool) -> Result<u64, ()> {
        if is_new && self.fleet.is_some() {
            self.keep_untold(order).await?;
        }
        let mut erased = self.forget_here(order, until).await?;
        if let Some(fleet) = &self.fleet {
            // Nothing of the caller is on its way to the streams any more when they are read.
            fleet.settled().await;
            let there = fleet.erase(&order.number, &order.calls, until).await;
            let Erased { deliveries, calls } =
                there.map_err(|error| failed("a caller was erased here and not in the fleet yet")(&error))?;
            erased += deliveries;
            if order.learn(calls) {
                self.keep_untold(order).await?;
                erased += self.forget_here(order, until).await?;
            }
        }
        self.metrics.forgotten();
        Ok(erased)
    }

    /// In the file, its free room, and what was written about calls to agents who asked for assistance.
    async fn forget_here(&self, order: &mut Order, until: Timestamp) -> Result<u64, ()> {
        let here = self.store.erase_until(&order.number, &order.calls, until).await;
        let here = here.map_err(|error| failed("a caller was not erased")(&error))?;
        // What came in before and was just forgotten is heard now or never: by the board, and by the fleet.
        self.writer().passed().await;
        if order.learn(here.calls) && self.fleet.is_some() {
            self.keep_untold(order).await?;
        }
        self.board.forget(&order.calls);
        self.keep_assistance().await;
        let overwritten = self.store.overwrite_free_room().await;
        overwritten.map_err(|error| failed("free room was not overwritten after a caller was erased")(&error))?;
        Ok(here.deliveries)
    }

    /// Tells the fleet; the place of the order there.
    async fn tell(&self, order: &Order) -> Result<Option<u64>, ()> {
        let Some(fleet) = &self.fleet else { return Ok(None) };
        let place = fleet.tell_order(order).await;
        let place = place.map_err(|error| failed("other relays were not told to forget a caller")(&error))?;
        self.untold(|untold| untold.retain(|other| !other.is_same(order))).await?;
        Ok(Some(place))
    }

    /// Tells what could not be told when it was given. This relay obeys it again with the others: it may have ended in the
    /// middle.
    pub(crate) async fn tell_untold(&self) {
        let _turn = self.forgetting.lock().await;
        let mut waiting = Vec::new();
        if self.untold(|untold| waiting.clone_from(untold)).await.is_ok() {
            for order in &waiting {
                if self.tell(order).await.is_err() {
                    return;
                }
            }
        }
    }

    async fn keep_untold(&self, order: &Order) -> Result<(), ()> {
        let add = |untold: &mut Vec<Order>| {
            untold.retain(|other| !other.is_same(order));
            untold.push(order.clone());
        };
        self.untold(add).await
    }

    /// Reads the orders that the fleet does not have, and writes them where they changed. They are in the sealed file.
    async fn untold(&self, change: impl FnOnce(&mut Vec<Order>)) -> Result<(), ()> {
        let changed = async {
            let kept = self.store.setting(UNTOLD).await?;
            let before: Vec<Order> = kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            let mut after = before.clone();
            change(&mut after);
            if after != before {
                let text = serde_json::to_string(&after).unwrap_or_default();
                self.store.save_setting(UNTOLD, &text).await?;
            }
            Ok(())
        };
        let changed: Result<(), StoreError> = changed.await;
        changed.map_err(|error| failed("an order to forget a caller was not written down")(&error))
    }
}
