//! Requests for assistance outlive a start: what this relay's desktops said of them, and the notes, are written down
//! whenever they change, and read again at the next start. A desktop that does not come back takes its request along, as
//! after every break.

use super::Board;
use super::assistance::Stated;
use super::state::State;
use crate::house::House;
use callside_core::assistance::{AssistanceNote, AssistanceRef};
use callside_core::ids::CallKey;
use callside_core::person::PersonId;
use callside_store::StoreError;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name of the setting in the relay's file.
const SETTING: &str = "assistance";

/// What is written down.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Person, installation, what it said.
    stated: Vec<(PersonId, String, Stated)>,
    notes: Vec<(AssistanceRef, BTreeSet<AssistanceNote>)>,
}

impl State {
    fn kept(&self, relay: &str) -> Kept {
        let all = self.desktops.iter().flat_map(|(person, own)| own.iter().map(move |(name, one)| (person, name, one)));
        let says = all.filter(|(_, _, one)| one.relay == relay && one.assistance != Stated::default());
        let mut stated: Vec<_> =
            says.map(|(person, name, one)| (person.clone(), name.clone(), one.assistance.clone())).collect();
        stated.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let notes = self.requests.notes.iter().map(|(of, notes)| (of.clone(), notes.clone()));
        let mut notes: Vec<_> = notes.collect();
        notes.sort_by(|a, b| a.0.cmp(&b.0));
        Kept { stated, notes }
    }

    /// Desktops that said something are gone since `now`, until they come back.
    fn restore(&mut self, kept: Kept, relay: &str, now: Timestamp) {
        for (person, desktop, stated) in kept.stated {
            let linked = self.linked(&person, &desktop, relay);
            linked.assistance = stated;
            linked.lost = Some(now);
        }
        self.requests.notes.extend(kept.notes);
        self.count_requests();
    }
}

impl Board {
    /// Forgets what was written about these calls.
    pub(crate) fn forget(&self, calls: &[CallKey]) {
        let mut state = self.state();
        state.requests.notes.retain(|of, _| !calls.contains(&of.call));
        state.requests.shown.retain(|of, _| !calls.contains(&of.call));
        drop(state);
        self.assistance_changed();
    }
}

impl House {
    /// Writes down what changed of requests for assistance. What fails is tried again with the next change.
    pub(crate) async fn keep_assistance(&self) {
        let mut known = self.assistance_kept.lock().await;
        let kept = self.board.state().kept(&self.config.name);
        let Ok(text) = serde_json::to_string(&kept) else { return };
        if *known == text {
            return;
        }
        match self.store.save_setting(SETTING, &text).await {
            Ok(()) => *known = text,
            Err(error) => tracing::warn!(%error, "requests for assistance were not written down"),
        }
    }

    /// Reads what was written down before this start.
    pub(crate) async fn restore_assistance(&self) -> Result<(), StoreError> {
        let text = self.store.setting(SETTING).await?.unwrap_or_default();
        // One of another version: requests begin anew with what desktops say.
        let kept = serde_json::from_str(&text).unwrap_or_default();
        self.board.state().restore(kept, &self.config.name, self.now());
        Ok(())
    }
}
