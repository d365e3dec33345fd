//! Entries of the outbox that were settled for good since automations looked, so that not every run that waits has to be looked
//! at for each of them.

use callside_core::automation::run_of_key;
use callside_core::outbox::{Entry, State, Work};
use std::sync::{Arc, Mutex, PoisonError};

/// Beyond so many, all runs that wait are looked at.
const MOST: usize = 1_000;

/// Who settles tells them; whoever works for automations takes them.
#[derive(Debug)]
pub(crate) struct Answers(Mutex<Told>);

/// What was told.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Not everything: all runs that wait are to be looked at.
    All,
    /// These runs, each with the entry that it waits for.
    These(Vec<(i64, Arc<Entry>)>),
}

/// What was settled by an earlier run of the program was told to nobody.
impl Default for Answers {
    fn default() -> Self {
        Self(Mutex::new(Told::All))
    }
}

impl Answers {
    /// An entry stands like this now.
    pub(crate) fn tell(&self, entry: &Arc<Entry>) {
        let (Work::Action { run }, State::Done { .. } | State::Cancelled { .. }) = (&entry.work, &entry.state) else {
            return;
        };
        let Some(run) = run_of_key(&run.key) else { return };
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *told {
            Told::These(these) if these.len() < MOST => these.push((run, Arc::clone(entry))),
            _ => *told = Told::All,
        }
    }

    /// Something may have been missed.
    pub(crate) fn look_at_all(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Told::All;
    }

    /// What was told since it was asked last.
    pub(super) fn take(&self) -> Told {
        let nothing = Told::These(Vec::new());
        std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), nothing)
    }
}
