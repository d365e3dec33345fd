//! Running a rehearsal: stored calls, and what was told of records, are read in batches and played twice on every core.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::rehearsal::{Differing, Hears, Rate, Rules, Sides, Tally};
use callside_store::{DecidedBatch, ToldBatch};
use jiff::Timestamp;
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use tokio::task::JoinHandle;

/// Differing calls that are kept to be looked at; the numbers count all.
pub const KEPT: usize = 20_000;

/// Who does a rehearsal. What it finds does not depend on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crew {
    /// Batches that are planned at the same time.
    pub hands: usize,
    /// Calls of a batch.
    pub batch: u32,
}

impl Default for Crew {
    /// A hand for each core; batches that are worth waking a thread for, and short enough that a cancel is quick.
    fn default() -> Self {
        Self { hands: std::thread::available_parallelism().map_or(1, usize::from), batch: 250 }
    }
}

/// How far a rehearsal is, and the way to end it. Share it in an `Arc`.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicU32,
    done: AtomicU32,
    cancelled: AtomicBool,
}

impl Progress {
    /// Calls and records done, and in all.
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
    /// Decisions made, and records told of, since this moment.
    pub since: Timestamp,
    /// What was told of records was looked at: automations that differ react to it.
    pub of_records: bool,
    /// The numbers.
    pub tally: Tally,
    /// What would have gone otherwise: calls, oldest decision first, then what was told of records; at most [`KEPT`].
    pub differing: Vec<Differing>,
    /// How often automations that differ would have run, the highest peak first.
    pub rates: Vec<Rate>,
    /// Somebody ended it before it was through.
    pub cancelled: bool,
}

impl Companion {
    /// Plans every call that was decided since a moment twice, under the rules that hold and the proposed ones, and
    /// lists what differs; likewise what Salesforce told of records since, where automations that differ react to that.
    /// Asks nothing of Salesforce and writes nothing.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`] when nobody ever signed in, or when the database fails.
    pub async fn rehearse(
        &self,
        proposed: Rules,
        since: Timestamp,
        progress: &Progress,
    ) -> Result<Rehearsal, FlowError> {
        self.rehearse_by(Crew::default(), proposed, since, progress).await
    }

    /// The same, by a crew of another size.
    ///
    /// # Errors
    /// As [`Self::rehearse`].
    pub async fn rehearse_by(
        &self,
        crew: Crew,
        proposed: Rules,
        since: Timestamp,
        progress: &Progress,
    ) -> Result<Rehearsal, FlowError> {
        let sides = Arc::new(Sides::new(self.rules(), proposed, self.scenery()?));
        let mut source = Source {
            inner: &self.inner,
            since,
            rows: crew.batch,
            hears: sides.hears(),
            who_was_found: sides.matching_differs(),
            at: At::Calls(None, if sides.reacts_to_records() { Then::Records } else { Then::End }),
        };
        progress.total.store(source.count().await?, Ordering::Relaxed);
        let mut found = Rehearsal {
            since,
            of_records: sides.reacts_to_records(),
            tally: Tally::default(),
            differing: Vec::new(),
            rates: Vec::new(),
            cancelled: false,
        };
        let mut under_way: VecDeque<JoinHandle<Played>> = VecDeque::new();
        loop {
            let batch = if progress.is_cancelled() { None } else { source.next().await? };
            let last = batch.is_none();
            if let Some(batch) = batch {
                let sides = Arc::clone(&sides);
                under_way.push_back(tokio::task::spawn_blocking(move || batch.play(&sides)));
            }
            // One batch more than there are hands is read ahead; answers are taken in the order of the calls.
            while under_way.len() > if last { 0 } else { crew.hands } {
                let Some(played) = under_way.pop_front() else { break };
                found.take(played.await.unwrap_or_default(), progress);
            }
            if last {
                found.cancelled = progress.is_cancelled();
                found.rates = sides.rates(&found.tally.runs);
                return Ok(found);
            }
        }
    }
}

/// Where the calls come from, and after them what was told of records.
struct Source<'a> {
    inner: &'a Inner,
    since: Timestamp,
    rows: u32,
    hears: Hears,
    /// It is wanted who was found.
    who_was_found: bool,
    at: At,
}

/// How far it is: the last row of what was read.
#[derive(Clone, Copy)]
enum At {
    Calls(Option<i64>, Then),
    Records(Option<i64>),
    End,
}

/// What comes after the calls.
#[derive(Clone, Copy)]
enum Then {
    Records,
    End,
}

impl Source<'_> {
    async fn count(&self) -> Result<u32, FlowError> {
        let calls = self.inner.store.count_decided(self.since).await?;
        match self.at {
            At::Calls(_, Then::Records) => Ok(calls.saturating_add(self.inner.store.count_told(self.since).await?)),
            _ => Ok(calls),
        }
    }

    async fn next(&mut self) -> Result<Option<Batch>, FlowError> {
        loop {
            match self.at {
                At::Calls(after, then) => {
                    let batch = self.calls(after).await?;
                    if !batch.is_empty() {
                        self.at = At::Calls(batch.last(), then);
                        return Ok(Some(Batch::Calls(batch)));
                    }
                    self.at = match then {
                        Then::Records => At::Records(None),
                        Then::End => At::End,
                    };
                }
                At::Records(after) => {
                    let batch = self.inner.store.told(self.since, after, self.rows).await?;
                    if batch.is_empty() {
                        self.at = At::End;
                    } else {
                        self.at = At::Records(batch.last());
                        return Ok(Some(Batch::Records(batch)));
                    }
                }
                At::End => return Ok(None),
            }
        }
    }

    async fn calls(&self, after: Option<i64>) -> Result<DecidedBatch, FlowError> {
        let store = &self.inner.store;
        let mut batch = store.decided(self.since, after, self.rows).await?;
        match &self.hears {
            Hears::Nothing if self.who_was_found => store.add_heard(&mut batch, Some(&BTreeSet::new())).await?,
            Hears::Nothing => {}
            Hears::These(words) => store.add_heard(&mut batch, Some(words)).await?,
            Hears::Everything => store.add_heard(&mut batch, None).await?,
        }
        if self.who_was_found {
            store.add_several(&mut batch).await?;
        }
        Ok(batch)
    }
}

/// What one hand gets.
enum Batch {
    Calls(DecidedBatch),
    Records(ToldBatch),
}

/// What one hand made of it.
#[derive(Default)]
struct Played {
    tally: Tally,
    differing: Vec<Differing>,
}

impl Batch {
    fn play(&self, sides: &Sides) -> Played {
        let mut played = Played::default();
        match self {
            Self::Calls(batch) => {
                let (calls, unread) = batch.read();
                played.tally.unread = unread;
                for decided in &calls {
                    let found = sides.rehearse(decided, &mut played.tally.runs);
                    played.tally.add(&found);
                    played.differing.extend(found.differing);
                }
            }
            Self::Records(batch) => {
                let (told, unread) = batch.read();
                played.tally.unread = unread;
                for one in &told {
                    let found = sides.rehearse_told(one, &mut played.tally.runs);
                    played.tally.add_record(&found);
                    played.differing.extend(found.differing);
                }
            }
        }
        played
    }
}

impl Rehearsal {
    fn take(&mut self, played: Played, progress: &Progress) {
        let done = played.tally.calls + played.tally.records + played.tally.unread;
        self.tally.join(played.tally);
        let room = KEPT.saturating_sub(self.differing.len());
        self.differing.extend(played.differing.into_iter().take(room));
        progress.done.fetch_add(done, Ordering::Relaxed);
    }
}
