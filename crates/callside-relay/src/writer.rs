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

/// Deliveries of one request, and who waits for them.
struct Batch {
    deliveries: Vec<NewDelivery>,
    done: oneshot::Sender<Result<Vec<Kept>, NotKept>>,
}

/// Who waits, each with how many deliveries.
type Waiters = Vec<(usize, oneshot::Sender<Result<Vec<Kept>, NotKept>>)>;

/// A group that is committed.
struct Group {
    deliveries: Vec<NewDelivery>,
    waiters: Waiters,
    committed: Committed,
    began: Instant,
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
        let desk = Arc::new(Desk { store, service, metrics, heard, unsettled: AtomicUsize::new(0) });
        let tasks = [tokio::spawn(Arc::clone(&desk).commit(waiting, groups)), tokio::spawn(desk.settle(unsynced))];
        (Self { queue }, tasks)
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

    /// Returns when everything that was asked for before is on the disk, or refused, and heard.
    pub async fn passed(&self) {
        let (done, passed) = oneshot::channel();
        // Where nobody writes any more, nothing is under way.
        if self.queue.send(Batch { deliveries: Vec::new(), done }).await.is_ok() {
            let _ = passed.await;
        }
    }

    /// How many requests wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }
}

/// What both tasks share.
struct Desk {
    store: Arc<RelayStore>,
    service: Service,
    metrics: Arc<Metrics>,
    heard: Heard,
    /// Groups that are committed and not heard yet.
    unsettled: AtomicUsize,
}

impl Desk {
    async fn commit(self: Arc<Self>, mut waiting: mpsc::Receiver<Batch>, groups: mpsc::Sender<Group>) {
        while let (Some(first), Ok(room)) = (waiting.recv().await, groups.reserve().await) {
            let (deliveries, waiters) = gathered(first, &mut waiting);
            let began = Instant::now();
            if deliveries.len() <= LONE && self.unsettled.load(Ordering::Acquire) == 0 {
                let kept = self.store.keep(&deliveries, self.service).await;
                self.metrics.commit(began.elapsed(), deliveries.len());
                self.tell(deliveries, waiters, kept);
                continue;
            }
            match self.store.commit(&deliveries, self.service).await {
                Ok(committed) => {
                    self.unsettled.fetch_add(1, Ordering::AcqRel);
                    room.send(Group { deliveries, waiters, committed, began });
                }
                Err(error) => self.tell(deliveries, waiters, Err(error)),
            }
        }
    }

    /// The sync that the first one waits for takes along all that were committed by then.
    async fn settle(self: Arc<Self>, mut unsynced: mpsc::Receiver<Group>) {
        while let Some(Group { deliveries, waiters, committed, began }) = unsynced.recv().await {
            let kept = self.store.settle(committed).await;
            self.metrics.commit(began.elapsed(), deliveries.len());
            self.tell(deliveries, waiters, kept);
            self.unsettled.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Tells those who wait, and whoever hears of what is new; after that those who wait for just that.
    fn tell(&self, deliveries: Vec<NewDelivery>, waiters: Waiters, kept: Result<Vec<Kept>, StoreError>) {
        let kept = match kept {
            Ok(kept) => kept,
            Err(error) => return refuse(&error, deliveries.len(), waiters),
        };
        let fresh = deliveries.into_iter().zip(&kept).filter_map(|(delivery, kept)| match kept {
            Kept::New(seq) => Some(Fresh { seq: *seq, delivery }),
            Kept::Repeated => None,
        });
        let fresh: Vec<_> = fresh.collect();
        let mut kept = kept.into_iter();
        let (waiters, passing): (Waiters, Waiters) = waiters.into_iter().partition(|(count, _)| *count > 0);
        for (count, done) in waiters {
            // Who no longer waits has hung up; what it sent is kept all the same.
            let _ = done.send(Ok(kept.by_ref().take(count).collect()));
        }
        if !fresh.is_empty() {
            (self.heard)(fresh);
        }
        for (_, done) in passing {
            let _ = done.send(Ok(Vec::new()));
        }
    }
}

/// A request, and others that wait as far as there is room.
fn gathered(first: Batch, waiting: &mut mpsc::Receiver<Batch>) -> (Vec<NewDelivery>, Waiters) {
    let (mut deliveries, mut waiters) = (Vec::new(), Vec::new());
    let mut next = Some(first);
    while let Some(Batch { deliveries: more, done }) = next {
        waiters.push((more.len(), done));
        deliveries.extend(more);
        next = if deliveries.len() < GROUP { waiting.try_recv().ok() } else { None };
    }
    (deliveries, waiters)
}

fn refuse(error: &StoreError, deliveries: usize, waiters: Waiters) {
    tracing::error!(%error, deliveries, "deliveries could not be kept; their senders hear 503");
    let why = match error {
        StoreError::Full | StoreError::ReadOnly | StoreError::Gone | StoreError::Closed => NotKept::Full,
        _ => NotKept::Busy,
    };
    for (_, done) in waiters {
        let _ = done.send(Err(why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
    use callside_core::ids::{CallKey, EventId, Provider};
    use callside_core::secret::Secret;
    use callside_store::relay::Placing;
    use jiff::Timestamp;
    use std::sync::Mutex;

    fn delivery(id: usize) -> NewDelivery {
        let event = CallEvent {
            id: EventId(id.to_string()),
            call: CallKey::new(Provider::Phone, "1").unwrap(),
            at: Timestamp::UNIX_EPOCH,
            what: CallChange::Ringing,
            facts: CallFacts::default(),
        };
        let placing = Placing::To(vec!["dana@example.com".to_owned()]);
        NewDelivery {
            event: Event::Call(event),
            caller: None,
            received_at: Timestamp::UNIX_EPOCH,
            placing,
            watchers: None,
        }
    }

    /// A writer, and the places of what it was heard of, in the order of hearing.
    async fn started(folder: &tempfile::TempDir, waiting: usize) -> (Writer, Arc<RelayStore>, Arc<Mutex<Vec<i64>>>) {
        let key = Secret::new("0f".repeat(32));
        let store = RelayStore::open(&folder.path().join("relay.db"), &key, Timestamp::UNIX_EPOCH).await.unwrap();
        let (store, heard) = (Arc::new(store), Arc::new(Mutex::new(Vec::new())));
        let hears = Arc::clone(&heard);
        let hear = Box::new(move |fresh: Vec<Fresh>| {
            // Long enough for somebody who is told too early to see it.
            (0..1_000).for_each(|_| std::thread::yield_now());
            hears.lock().unwrap().extend(fresh.iter().map(|one| one.seq));
        });
        let (writer, _) = Writer::start(Arc::clone(&store), Service::Alone, waiting, Arc::default(), hear);
        (writer, store, heard)
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn groups_that_share_syncs_are_kept_once_and_heard_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, _store, heard) = started(&folder, 1_000).await;
        let mut asking = tokio::task::JoinSet::new();
        for sender in 0..20 {
            let writer = writer.clone();
            asking.spawn(async move {
                let mut new = Vec::new();
                for n in 0..30 {
                    // Every fifth request repeats one of a neighbour, who may not have sent it yet; some bring more than one.
                    let (whose, n) = if n % 5 == 4 { ((sender + 1) % 20, n - 1) } else { (sender, n) };
                    let group = (0..=n % 3).map(|more| delivery(whose * 1_000 + n * 10 + more)).collect();
                    let kept = writer.keep(group).await.unwrap();
                    assert_eq!(kept.len(), n % 3 + 1);
                    new.extend(kept.into_iter().filter_map(|kept| match kept {
                        Kept::New(seq) => Some(seq),
                        Kept::Repeated => None,
                    }));
                }
                new
            });
        }
        let mut new: Vec<i64> = asking.join_all().await.into_iter().flatten().collect();
        writer.passed().await;
        let heard = std::mem::take(&mut *heard.lock().unwrap());
        assert!(heard.is_sorted(), "{heard:?}");
        new.sort_unstable();
        assert_eq!(new, heard, "each new one is heard once");
        assert_eq!(heard.len(), 20 * 48);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn passed_means_that_what_was_asked_for_before_is_heard_whoever_waits_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let (writer, store, heard) = started(&folder, 8).await;
        writer.passed().await;
        for round in 1..=5 {
            let asked: Vec<_> = (0..3).map(|n| writer.keep(vec![delivery(round * 10 + n)])).collect();
            // All three are in the queue, and nobody waits for them.
            for asked in asked {
                let _ = futures_util::FutureExt::now_or_never(asked);
            }
            writer.passed().await;
            assert_eq!(heard.lock().unwrap().len(), round * 3);
        }
        store.close().await;
        assert_eq!(writer.keep(vec![delivery(1)]).await, Err(NotKept::Full));
        writer.passed().await;
        assert_eq!(heard.lock().unwrap().len(), 15);
    }
}
