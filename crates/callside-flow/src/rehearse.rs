//! Running a rehearsal: stored calls are read in batches, and planned twice on every core.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::rehearsal::{Differing, Rules, Scenery, Tally};
use callside_store::DecidedBatch;
use jiff::Timestamp;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use tokio::task::JoinHandle;

/// Calls of a batch: enough that a thread is worth waking, few enough that a cancel is quick.
const BATCH: u32 = 250;
/// Differing calls that are kept to be looked at; the numbers count all.
pub const KEPT: usize = 20_000;

/// How far a rehearsal is, and the way to end it. Share it in an `Arc`.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicU32,
    done: AtomicU32,
    cancelled: AtomicBool,
}

impl Progress {
    /// Calls done, and calls in all.
    #[must_use]
    pub fn now(&self) -> (u32, u32) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Ends the rehearsal soon; what it found so far is its answer.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody ended it.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// What a rehearsal found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// Decisions made since this moment.
    pub since: Timestamp,
    /// The numbers.
    pub tally: Tally,
    /// The calls that would have gone otherwise, oldest decision first; at most [`KEPT`].
    pub differing: Vec<Differing>,
    /// Somebody ended it before it was through.
    pub cancelled: bool,
}

impl Companion {
    /// Plans every call that was decided since a moment twice, under the rules that hold and the proposed ones, and
    /// lists what differs. Asks nothing of Salesforce and writes nothing.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`] when nobody ever signed in, or when the database fails.
    pub async fn rehearse(
        &self,
        proposed: Rules,
        since: Timestamp,
        progress: &Progress,
    ) -> Result<Rehearsal, FlowError> {
        let inner = &self.inner;
        let stage = Arc::new(Stage { present: self.rules(), proposed, scenery: self.scenery()? });
        progress.total.store(inner.store.count_decided(since).await?, Ordering::Relaxed);
        let mut found = Rehearsal { since, tally: Tally::default(), differing: Vec::new(), cancelled: false };
        let hands = std::thread::available_parallelism().map_or(1, usize::from);
        let mut under_way: VecDeque<JoinHandle<Played>> = VecDeque::new();
        let mut after = None;
        loop {
            let batch = inner.next(since, after, progress, stage.hears()).await?;
            after = batch.last();
            let last = batch.is_empty();
            if !last {
                let stage = Arc::clone(&stage);
                under_way.push_back(tokio::task::spawn_blocking(move || stage.play(&batch)));
            }
            // One batch more than there are hands is read ahead; answers are taken in the order of the calls.
            while under_way.len() > if last { 0 } else { hands } {
                let Some(played) = under_way.pop_front() else { break };
                found.take(played.await.unwrap_or_default(), progress);
            }
            if last {
                found.cancelled = progress.is_cancelled();
                return Ok(found);
            }
        }
    }
}

impl Inner {
    async fn next(
        &self,
        since: Timestamp,
        after: Option<i64>,
        progress: &Progress,
        hears: bool,
    ) -> Result<DecidedBatch, FlowError> {
        if progress.is_cancelled() {
            return Ok(DecidedBatch::default());
        }
        let mut batch = self.store.decided(since, after, BATCH).await?;
        if hears {
            self.store.add_heard(&mut batch).await?;
        }
        Ok(batch)
    }
}

/// What the hands share.
struct Stage {
    present: Rules,
    proposed: Rules,
    scenery: Scenery,
}

/// What one hand made of a batch.
#[derive(Default)]
struct Played {
    tally: Tally,
    differing: Vec<Differing>,
}

impl Stage {
    /// Whether what was heard during the calls is wanted: only automations ask for it.
    fn hears(&self) -> bool {
        self.present.automations != self.proposed.automations
    }

    fn play(&self, batch: &DecidedBatch) -> Played {
        let (calls, unread) = batch.read();
        let mut played = Played { tally: Tally { unread, ..Tally::default() }, differing: Vec::new() };
        for decided in &calls {
            let differing = self.present.rehearse(&self.proposed, decided, &self.scenery);
            played.tally.add(differing.as_ref());
            played.differing.extend(differing);
        }
        played
    }
}

impl Rehearsal {
    fn take(&mut self, played: Played, progress: &Progress) {
        let calls = played.tally.calls + played.tally.unread;
        self.tally.join(played.tally);
        let room = KEPT.saturating_sub(self.differing.len());
        self.differing.extend(played.differing.into_iter().take(room));
        progress.done.fetch_add(calls, Ordering::Relaxed);
    }
}
