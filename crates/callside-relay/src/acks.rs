//! How far desktops say they are, until it is written down.

use callside_core::person::PersonId;
use callside_link::Cursor;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The last cursor of each desktop since the last time it was written down. Lost ones cost a repeat, never an event.
#[derive(Debug, Default)]
pub struct Acks(Mutex<HashMap<(PersonId, String), Cursor>>);

impl Acks {
    /// Notes one.
    pub fn note(&self, person: &PersonId, desktop: &str, cursor: Cursor) {
        let key = (person.clone(), desktop.to_owned());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, cursor);
    }

    /// All since the last time.
    #[must_use]
    pub fn take(&self) -> HashMap<(PersonId, String), Cursor> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
