//! Queries of the console that run or can be paged on.

use callside_core::soql::ast::Query;
use callside_salesforce::Cursor;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Runs that can still be paged on; the oldest goes first.
const MOST_RUNS: usize = 8;

/// The runs of this window.
#[derive(Default)]
pub struct Console(Mutex<VecDeque<Arc<Run>>>);

/// One query.
pub struct Run {
    number: u32,
    /// It.
    pub query: Query,
    next: Mutex<Option<Cursor>>,
    /// Changes with each time that what is waited for is withdrawn.
    withdrawn: watch::Sender<()>,
}

/// Why a run ended without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// A person withdrew it.
    Withdrawn,
}

impl Run {
    /// Where the rest of its rows is.
    #[must_use]
    pub fn next(&self) -> Option<Cursor> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for an answer until it is withdrawn; the question is dropped then, and can be asked again.
    ///
    /// # Errors
    /// [`Ended::Withdrawn`].
    pub async fn until_withdrawn<T>(&self, asked: impl Future<Output = T>) -> Result<T, Ended> {
        let mut withdrawn = self.withdrawn.subscribe();
        tokio::select! {
            biased;
            _ = withdrawn.changed() => Err(Ended::Withdrawn),
            answer = asked => Ok(answer),
        }
    }
}

impl Console {
    fn runs(&self) -> MutexGuard<'_, VecDeque<Arc<Run>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a run; one of the same number is withdrawn and forgotten.
    pub fn begin(&self, number: u32, query: Query) -> Arc<Run> {
        self.withdraw(number);
        let run = Arc::new(Run { number, query, next: Mutex::default(), withdrawn: watch::Sender::new(()) });
        let mut runs = self.runs();
        runs.retain(|older| older.number != number);
        runs.push_back(Arc::clone(&run));
        if runs.len() > MOST_RUNS {
            runs.pop_front();
        }
        run
    }

    /// A run that was begun.
    #[must_use]
    pub fn run(&self, number: u32) -> Option<Arc<Run>> {
        self.runs().iter().find(|run| run.number == number).cloned()
    }

    /// Keeps where the rest of a run's rows is.
    pub fn keep(&self, run: &Run, next: Option<Cursor>) {
        *run.next.lock().unwrap_or_else(PoisonError::into_inner) = next;
    }

    /// Ends what a run waits for. The rows that came stay, and the rest can be asked for again.
    pub fn withdraw(&self, number: u32) {
        if let Some(run) = self.run(number) {
            run.withdrawn.send_replace(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::soql::parse;

    #[tokio::test]
    async fn a_run_that_is_withdrawn_is_not_waited_for() {
        let console = Console::default();
        let run = console.begin(1, parse("SELECT Id FROM Case").unwrap());
        assert_eq!(run.until_withdrawn(async { 7 }).await, Ok(7));
        let waiting = run.until_withdrawn(std::future::pending::<()>());
        let (ended, ()) = futures_util::join!(waiting, async { console.withdraw(1) });
        assert_eq!(ended, Err(Ended::Withdrawn));
        assert_eq!(run.until_withdrawn(async { 8 }).await, Ok(8), "the rest can be asked for");
        console.begin(1, parse("SELECT Name FROM Case").unwrap());
        assert!(!Arc::ptr_eq(&run, &console.run(1).unwrap()));
    }

    #[test]
    fn old_runs_make_room() {
        let console = Console::default();
        for number in 0..20 {
            console.begin(number, parse("SELECT Id FROM Case").unwrap());
        }
        assert!(console.run(11).is_none() && console.run(12).is_some() && console.run(19).is_some());
    }
}
