//! Desktops that are connected.

pub(crate) mod alone;
mod assisting;
mod far;
mod hold;

pub(crate) use far::{Far, events_body, socket};
pub(crate) use hold::{Arrival, hold};

use callside_core::person::PersonId;
use callside_link::FromDesktop;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, mpsc};

/// One connected desktop.
pub(crate) struct Slot {
    pub(crate) person: PersonId,
    pub(crate) desktop: String,
    pub(crate) app: String,
    pub(crate) since: Timestamp,
    /// Something for this person may be there.
    pub(crate) woken: Notify,
    replaced: AtomicBool,
    ended: Notify,
    /// What the desktop says on a link of server-sent events.
    pub(crate) said: Option<mpsc::Sender<FromDesktop>>,
}

impl Slot {
    /// Comes back when a newer link of the same installation is there.
    pub(crate) async fn replaced(&self) {
        while !self.replaced.load(Ordering::Acquire) {
            self.ended.notified().await;
        }
    }

    /// A newer link of the same installation is there.
    pub(crate) fn is_replaced(&self) -> bool {
        self.replaced.load(Ordering::Acquire)
    }

    fn replace(&self) {
        self.replaced.store(true, Ordering::Release);
        self.ended.notify_one();
    }
}

/// All connected desktops, by person.
pub(crate) struct Links {
    most: usize,
    count: AtomicUsize,
    slots: Mutex<HashMap<PersonId, Vec<Arc<Slot>>>>,
}

/// Who is there, for supervisors.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Connected {
    /// Who.
    pub person: PersonId,
    /// Since when.
    pub since: Timestamp,
    /// With which version.
    pub app: String,
    /// Over server-sent events.
    pub by_events: bool,
}

impl Links {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, count: AtomicUsize::new(0), slots: Mutex::default() }
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<PersonId, Vec<Arc<Slot>>>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a desktop; an older link of the same installation ends. `None` when all places are taken.
    pub(crate) fn open(
        &self,
        arrival: &Arrival,
        since: Timestamp,
        said: Option<mpsc::Sender<FromDesktop>>,
    ) -> Option<Arc<Slot>> {
        let mut slots = self.slots();
        let own = slots.entry(arrival.known.person.clone()).or_default();
        if let Some(at) = own.iter().position(|slot| slot.desktop == arrival.hello.desktop) {
            own.swap_remove(at).replace();
            self.count.fetch_sub(1, Ordering::Relaxed);
        }
        if self.count.load(Ordering::Relaxed) >= self.most {
            return None;
        }
        let slot = Arc::new(Slot {
            person: arrival.known.person.clone(),
            desktop: arrival.hello.desktop.clone(),
            app: arrival.hello.app.chars().filter(char::is_ascii_graphic).take(40).collect(),
            since,
            woken: Notify::new(),
            replaced: AtomicBool::new(false),
            ended: Notify::new(),
            said,
        });
        own.push(Arc::clone(&slot));
        self.count.fetch_add(1, Ordering::Relaxed);
        Some(slot)
    }

    pub(crate) fn close(&self, slot: &Arc<Slot>) {
        let mut slots = self.slots();
        let Some(own) = slots.get_mut(&slot.person) else { return };
        if let Some(at) = own.iter().position(|other| Arc::ptr_eq(other, slot)) {
            own.swap_remove(at);
            self.count.fetch_sub(1, Ordering::Relaxed);
        }
        if own.is_empty() {
            slots.remove(&slot.person);
        }
    }

    pub(crate) fn find(&self, person: &PersonId, desktop: &str) -> Option<Arc<Slot>> {
        self.slots().get(person)?.iter().find(|slot| slot.desktop == desktop).cloned()
    }

    pub(crate) fn wake(&self, person: &PersonId) {
        for slot in self.slots().get(person).into_iter().flatten() {
            slot.woken.notify_one();
        }
    }

    pub(crate) fn wake_all(&self) {
        for slot in self.slots().values().flatten() {
            slot.woken.notify_one();
        }
    }

    pub(crate) fn connected(&self) -> Vec<Connected> {
        let slots = self.slots();
        let all = slots.values().flatten().map(|slot| Connected {
            person: slot.person.clone(),
            since: slot.since,
            app: slot.app.clone(),
            by_events: slot.said.is_some(),
        });
        let mut all: Vec<_> = all.collect();
        all.sort_by(|a, b| a.person.cmp(&b.person).then(a.since.cmp(&b.since)));
        all
    }
}
