//! One link's part of requests for assistance: all that concern it, whenever they change.

use super::Slot;
use crate::house::House;
use callside_core::assistance::{AssistanceNews, AssistanceRef, AssistanceRequest};
use std::sync::Arc;
use tokio::sync::watch;

/// What a desktop has been told.
pub(super) struct Assisting {
    turns: watch::Receiver<u64>,
    requests: Option<Vec<AssistanceRequest>>,
    shown: Option<(AssistanceRef, u64)>,
}

impl Assisting {
    /// From now on; the first time it is told how things are, whatever that is.
    pub(super) fn begin(house: &House) -> Self {
        let mut turns = house.board.assistance.subscribe();
        turns.mark_changed();
        Self { turns, requests: None, shown: None }
    }

    /// Comes back when there may be something to tell. Cancelling it loses nothing.
    pub(super) async fn due(&mut self) {
        if self.turns.changed().await.is_err() {
            // The relay is going: the link hears of that by itself.
            std::future::pending().await
        }
    }

    /// What to tell.
    pub(super) fn tell(&mut self, house: &House, slot: &Slot) -> Vec<AssistanceNews> {
        let (requests, shown) = house.board.assistance(&slot.person, &slot.desktop, &house.directory());
        let mut news = Vec::new();
        if self.requests.as_ref() != Some(&requests) {
            self.requests = Some(requests.clone());
            news.push(AssistanceNews::Stands { at: house.now(), requests });
        }
        let told = shown.as_ref().map(|(of, (turn, _))| (of.clone(), *turn));
        if self.shown != told
            && let Some((of, (_, view))) = shown
        {
            news.push(AssistanceNews::Shown { of, view: Arc::unwrap_or_clone(view) });
        }
        self.shown = told;
        news
    }
}
