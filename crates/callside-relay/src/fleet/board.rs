//! The boards of several relays add up: each tells the others what it hears, on a plain subject that nothing keeps.
//! One that comes late, or was cut off, asks; one that falls silent takes its desktops with it.

use super::Fleet;
use crate::board::{Said, Word};
use crate::house::House;
use async_nats::connection::State;
use futures_util::StreamExt as _;
use std::collections::VecDeque;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::MissedTickBehavior;

/// How often a relay says that it is there.
const HERE: Duration = Duration::from_secs(2);
/// Words that wait for NATS at most. When there are more, everything is said anew instead.
const MOST: usize = 4_096;

/// Words that wait for NATS, in order.
#[derive(Default)]
pub(super) struct Words {
    waiting: Mutex<VecDeque<Word>>,
    some: Notify,
}

impl Words {
    fn push(&self, word: Word) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= MOST {
            waiting.pop_front();
        }
        waiting.push_back(word);
        drop(waiting);
        self.some.notify_one();
    }

    fn pop(&self) -> Option<Word> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    fn clear(&self) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Fleet {
    /// Tells the other relays something of the board.
    pub(crate) fn tell_board(&self, word: Word) {
        self.words.push(word);
    }

    async fn publish_word(&self, relay: &str, word: Word) {
        let Ok(payload) = serde_json::to_vec(&Said { relay: relay.to_owned(), word }) else { return };
        if self.client.publish(self.subjects.board(), payload.into()).await.is_err() {
            tracing::debug!("other relays were not told of the board");
        }
    }

    /// Everything that this relay knows, for one that may know nothing.
    async fn publish_own(&self, house: &House) {
        for word in house.board.own() {
            self.publish_word(&house.config.name, word).await;
        }
    }
}

/// Tells and listens until the program ends.
pub(super) async fn run(fleet: Arc<Fleet>, house: Weak<House>) {
    let Ok(mut said) = fleet.client.subscribe(fleet.subjects.board()).await else { return };
    let mut here = tokio::time::interval(HERE);
    here.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // Connections so far: after each, something may have been missed.
    let mut met = 0;
    loop {
        tokio::select! {
            message = said.next() => {
                let (Some(message), Some(house)) = (message, house.upgrade()) else { return };
                hear(&fleet, &house, &message.payload).await;
            }
            () = fleet.words.some.notified() => {
                let Some(house) = house.upgrade() else { return };
                while let Some(word) = fleet.words.pop() {
                    fleet.publish_word(&house.config.name, word).await;
                }
            }
            _ = here.tick() => {
                let Some(house) = house.upgrade() else { return };
                if fleet.client.connection_state() != State::Connected {
                    continue;
                }
                fleet.publish_word(&house.config.name, Word::Here).await;
                let connections = fleet.client.statistics().connects.load(Ordering::Relaxed);
                if std::mem::replace(&mut met, connections) != connections {
                    fleet.words.clear();
                    fleet.publish_word(&house.config.name, Word::Ask).await;
                    fleet.publish_own(&house).await;
                }
            }
        }
    }
}

/// What another relay says. What this one said itself comes back, too, and is known.
async fn hear(fleet: &Fleet, house: &Arc<House>, payload: &[u8]) {
    let Ok(said) = serde_json::from_slice::<Said>(payload) else {
        tracing::debug!("a word of a newer relay was skipped");
        return;
    };
    if said.relay == house.config.name {
        return;
    }
    if house.board.take(&said, &house.directory(), house.now()) {
        fleet.publish_word(&house.config.name, Word::Ask).await;
    }
    if matches!(said.word, Word::Ask) {
        fleet.publish_own(house).await;
    }
}
