//! Group commit: whatever waits for the disk goes there together, in one commit, and hears of it together.
//!
//! Nothing waits for company: while one group is being synced the next one gathers. So a lone delivery takes one sync,
//! and thirty at once take hardly more.

use crate::metrics::Metrics;
use callside_store::StoreError;
use callside_store::relay::{Kept, NewDelivery, RelayStore, Service};
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::{mpsc, oneshot};

/// Most deliveries of one commit.
const GROUP: usize = 512;

/// Why deliveries were not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// Too many wait already.
    Busy,
    /// The disk is full, or the file is closed.
    Full,
}

/// Deliveries of one request, and who waits for them.
struct Batch {
    deliveries: Vec<NewDelivery>,
    done: oneshot::Sender<Result<Vec<Kept>, NotKept>>,
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
    queue: mpsc::Sender<Batch>,
}

impl Writer {
    /// Starts the one task that writes. At most `waiting` requests wait for it.
    #[must_use]
    pub fn start(
        store: Arc<RelayStore>,
        service: Service,
        waiting: usize,
        metrics: Arc<Metrics>,
        heard: Heard,
    ) -> (Self, tokio::task::JoinHandle<()>) {
        let (queue, waiting) = mpsc::channel(waiting);
        let task = tokio::spawn(write(store, service, waiting, metrics, heard));
        (Self { queue }, task)
    }

    /// Keeps deliveries, all or none. When this returns they are on the disk.
    ///
    /// # Errors
    /// [`NotKept`].
    pub async fn keep(&self, deliveries: Vec<NewDelivery>) -> Result<Vec<Kept>, NotKept> {
        let (done, kept) = oneshot::channel();
        self.queue.try_send(Batch { deliveries, done }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => NotKept::Busy,
            mpsc::error::TrySendError::Closed(_) => NotKept::Full,
        })?;
        kept.await.unwrap_or(Err(NotKept::Full))
    }

    /// How many requests wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }
}

async fn write(
    store: Arc<RelayStore>,
    service: Service,
    mut waiting: mpsc::Receiver<Batch>,
    metrics: Arc<Metrics>,
    heard: Heard,
) {
    let mut batches = Vec::with_capacity(GROUP);
    while waiting.recv_many(&mut batches, GROUP).await > 0 {
        let mut group = Vec::with_capacity(batches.len());
        let mut waiters = Vec::with_capacity(batches.len());
        for batch in batches.drain(..) {
            waiters.push((batch.deliveries.len(), batch.done));
            group.extend(batch.deliveries);
        }
        let began = Instant::now();
        let kept = store.keep(&group, service).await;
        metrics.commit(began.elapsed(), group.len());
        match kept {
            Ok(kept) => {
                let fresh = group.into_iter().zip(&kept).filter_map(|(delivery, kept)| match kept {
                    Kept::New(seq) => Some(Fresh { seq: *seq, delivery }),
                    Kept::Repeated => None,
                });
                let fresh: Vec<_> = fresh.collect();
                let mut kept = kept.into_iter();
                for (count, done) in waiters {
                    // Who no longer waits has hung up; what it sent is kept all the same.
                    let _ = done.send(Ok(kept.by_ref().take(count).collect()));
                }
                if !fresh.is_empty() {
                    heard(fresh);
                }
            }
            Err(error) => {
                tracing::error!(%error, deliveries = group.len(), "deliveries could not be kept; their senders hear 503");
                let why = match error {
                    StoreError::Full | StoreError::ReadOnly | StoreError::Gone | StoreError::Closed => NotKept::Full,
                    _ => NotKept::Busy,
                };
                for (_, done) in waiters {
                    let _ = done.send(Err(why));
                }
            }
        }
    }
}
