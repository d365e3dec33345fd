//! Group commit: whatever waits for the disk is committed together, in one statement, and hears of it together.
//!
//! Nothing waits for company: while one group is being committed the next one gathers, and while groups are being synced further ones
//! are committed, which the next sync takes along. A lone delivery is committed with a sync of its own, which is one trip less.

use crate::metrics::Metrics;
use callside_store::StoreError;
use callside_store::relay::{Committed, Kept, NewDelivery, RelayStore, Service};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// Deliveries of one commit; it takes the last request whole.
const GROUP: usize = 512;

/// Groups that wait for a sync while another one is synced. With more of them each would be smaller, and a commit costs the same.
const UNSYNCED: usize = 1;

/// A group that is no larger is synced by its own commit, unless others wait for a sync already.
const LONE: usize = 2;

/// Why deliveries were not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// Too many wait already.
    Busy,
    /// The disk is full, or the file is closed.
    Full,
}

type Done = oneshot::Sender<Result<Vec<Kept>, NotKept>>;

/// What is asked of the writer.
enum Asked {
    /// To keep the deliveries of one request.
    Keep(Vec<NewDelivery>, Done),
    /// To say when what was asked for before is heard.
    Passed(oneshot::Sender<()>),
}

/// What is committed together, and who waits for it.
#[derive(Default)]
struct Group {
    deliveries: Vec<NewDelivery>,
    /// Each with how many deliveries.
    senders: Vec<(usize, Done)>,
    passing: Vec<oneshot::Sender<()>>,
}

/// A delivery that is on the disk now.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// Its place in the file.
    pub seq: i64,
    /// It.
    pub delivery: NewDelivery,
}

/// Hears of what is on the disk, in order. Must not block.
pub type Heard = Box<dyn Fn(Vec<Fresh>) + Send + Sync>;

/// Takes deliveries for the disk.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Asked>,
}

impl Writer {
    /// Starts the task that commits, and the one that waits for syncs. At most `waiting` requests wait for the former.
    #[must_use]
    pub fn start(
        store: Arc<RelayStore>,
        service: Service,
        waiting: usize,
        metrics: Arc<Metrics>,
        heard: Heard,
    ) -> (Self, [JoinHandle<()>; 2]) {
        let (queue, waiting) = mpsc::channel(waiting);
        let (groups, unsynced) = mpsc::channel(UNSYNCED);
        let shared = Arc::new(Shared { store, service, metrics, heard, unsettled: AtomicUsize::new(0) });
        let tasks = [tokio::spawn(Arc::clone(&shared).commit(waiting, groups)), tokio::spawn(shared.settle(unsynced))];
        (Self { queue }, tasks)
    }

    /// Keeps deliveries, all or none. When this returns they are on the disk.
    ///
    /// # Errors
    /// [`NotKept`].
    pub async fn keep(&self, deliveries: Vec<NewDelivery>) -> Result<Vec<Kept>, NotKept> {
        let (done, kept) = oneshot::channel();
        self.queue.try_send(Asked::Keep(deliveries, done)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => NotKept::Busy,
            mpsc::error::TrySendError::Closed(_) => NotKept::Full,
        })?;
        kept.await.unwrap_or(Err(NotKept::Full))
    }

    /// Returns when everything that was asked for before is on the disk, or refused, and heard.
    pub async fn passed(&self) {
        let (done, passed) = oneshot::channel();
        // Where nobody writes any more, nothing is under way.
        if self.queue.send(Asked::Passed(done)).await.is_ok() {
            let _ = passed.await;
        }
    }

    /// How many requests wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }
}

/// A group that is committed, since when it was being so.
type Unsynced = (Group, Committed, Instant);

/// What both tasks share.
struct Shared {
    store: Arc<RelayStore>,
    service: Service,
    metrics: Arc<Metrics>,
    heard: Heard,
    /// Groups that are committed and not heard yet.
    unsettled: AtomicUsize,
}

impl Shared {
    async fn commit(self: Arc<Self>, mut waiting: mpsc::Receiver<Asked>, groups: mpsc::Sender<Unsynced>) {
        while let (Some(first), Ok(room)) = (waiting.recv().await, groups.reserve().await) {
            let group = gathered(first, &mut waiting);
            let began = Instant::now();
            if group.deliveries.len() <= LONE && self.unsettled.load(Ordering::Acquire) == 0 {
                let kept = self.store.keep(&group.deliveries, self.service).await;
                self.metrics.commit(began.elapsed(), group.deliveries.len());
                self.tell(group, kept);
                continue;
            }
            match self.store.commit(&group.deliveries, self.service).await {
                Ok(committed) => {
                    self.unsettled.fetch_add(1, Ordering::AcqRel);
                    room.send((group, committed, began));
                }
                Err(error) => self.tell(group, Err(error)),
            }
        }
    }

    /// The sync that the first one waits for takes along all that were committed by then.
    async fn settle(self: Arc<Self>, mut unsynced: mpsc::Receiver<Unsynced>) {
        while let Some((group, committed, began)) = unsynced.recv().await {
            let kept = self.store.settle(committed).await;
            if kept.is_err() {
                tracing::error!("a sync failed: nothing is kept any more until this relay is started anew");
            }
            self.metrics.commit(began.elapsed(), group.deliveries.len());
            self.tell(group, kept);
            self.unsettled.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Tells those who sent, then whoever hears of what is new, and after that those who wait for just that.
    fn tell(&self, group: Group, kept: Result<Vec<Kept>, StoreError>) {
        let Group { deliveries, senders, passing } = group;
        match kept {
            Ok(kept) => {
                let fresh = fresh(deliveries, &kept);
                let mut kept = kept.into_iter();
                for (count, done) in senders {
                    // Who no longer waits has hung up; what it sent is kept all the same.
                    let _ = done.send(Ok(kept.by_ref().take(count).collect()));
                }
                if !fresh.is_empty() {
                    (self.heard)(fresh);
                }
            }
            Err(error) => refuse(&error, deliveries.len(), senders),
        }
        for done in passing {
            let _ = done.send(());
        }
    }
}

/// What is asked first, and what waits besides as far as there is room.
fn gathered(first: Asked, waiting: &mut mpsc::Receiver<Asked>) -> Group {
    let mut group = Group::default();
    let mut next = Some(first);
    while let Some(asked) = next {
        match asked {
            Asked::Keep(more, done) => {
                group.senders.push((more.len(), done));
                group.deliveries.extend(more);
            }
            Asked::Passed(done) => group.passing.push(done),
        }
        next = if group.deliveries.len() < GROUP { waiting.try_recv().ok() } else { None };
    }
    group
}

fn fresh(deliveries: Vec<NewDelivery>, kept: &[Kept]) -> Vec<Fresh> {
    let fresh = deliveries.into_iter().zip(kept).filter_map(|(delivery, kept)| match kept {
        Kept::New(seq) => Some(Fresh { seq: *seq, delivery }),
        Kept::Repeated => None,
    });
    fresh.collect()
}

fn refuse(error: &StoreError, deliveries: usize, senders: Vec<(usize, Done)>) {
    tracing::error!(%error, deliveries, "deliveries could not be kept; their senders hear 503");
    let why = match error {
        StoreError::Full | StoreError::ReadOnly | StoreError::Gone | StoreError::Closed => NotKept::Full,
        _ => NotKept::Busy,
    };
    for (_, done) in senders {
        let _ = done.send(Err(why));
    }
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
