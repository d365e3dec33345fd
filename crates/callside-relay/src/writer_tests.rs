//! Groups that share syncs, and whoever waits for what was asked before.

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
    NewDelivery { event: Event::Call(event), caller: None, received_at: Timestamp::UNIX_EPOCH, placing, watchers: None }
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
