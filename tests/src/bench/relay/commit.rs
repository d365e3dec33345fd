//! The bare synced commit that accepting is compared with: the same row, the same file, nobody in between.

use crate::bench::Report;
use callside_core::event::{CallChange, CallEvent, CallFacts, Event};
use callside_core::ids::{CallKey, EventId, Provider};
use callside_core::secret::Secret;
use callside_store::relay::{NewDelivery, Placing, RelayStore, Service};
use jiff::Timestamp;
use std::time::Instant;

const COMMITS: usize = 2_000;

fn delivery(n: usize) -> NewDelivery {
    let facts = CallFacts {
        customer_number: Some("+14155550134".into()),
        company_number: Some("+18005550100".into()),
        queue: Some("Billing".into()),
        campaign: Some("Harbour Street".into()),
        ..CallFacts::default()
    };
    let event = Event::Call(CallEvent {
        id: EventId(format!("bare:{n}")),
        call: CallKey::new(Provider::Five9, &n.to_string()).expect("a key"),
        at: Timestamp::now(),
        what: CallChange::Ringing,
        facts,
    });
    let placing = Placing::To(vec!["agent-0@example.com".into()]);
    NewDelivery { event, caller: Some("+14155550134".into()), received_at: Timestamp::now(), placing, watchers: None }
}

/// Measures it in the same run as everything else; the median in milliseconds.
pub(super) async fn measure(report: &mut Report) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let key = Secret::new("0123456789abcdef".repeat(4));
    let store = RelayStore::open(&folder.path().join("bare.db"), &key, Timestamp::now()).await.expect("a file");
    let mut times = Vec::with_capacity(COMMITS);
    for n in 0..COMMITS {
        let one = [delivery(n)];
        let began = Instant::now();
        store.keep(&one, Service::Alone).await.expect("it is kept");
        times.push(began.elapsed());
    }
    store.close().await;
    report.times("relay: bare synced commit", &times).at(0.5)
}
