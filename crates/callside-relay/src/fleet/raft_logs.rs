//! The logs by which several NATS servers agree on a stream: they hold what was published, also once a message is overwritten.
//!
//! A server often cuts its log back to what the stream is now when it stops being the leader of it (seen on its disk); by itself it
//! does so each two to three minutes (`compactInterval` in its source). So the lead goes once round all servers that are there: what
//! is sure are the minutes, what is usual is at once.

use super::{Fleet, FleetError, PATIENCE};
use async_nats::jetstream::response::Response;
use async_nats::jetstream::stream::Stream;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

/// Who follows is drawn by the servers; with five of them all have led after this many, but for one time in a thousand.
const MOST: usize = 40;
/// How long servers may be without a leader, and how often they are asked meanwhile.
const ELECTION: Duration = Duration::from_secs(10);
const ASK: Duration = Duration::from_millis(20);

#[derive(Deserialize)]
struct SteppedDown {
    success: bool,
}

impl Fleet {
    /// Has the servers cut the logs of the streams back. Where one does not take part it does so by itself, later.
    pub(super) async fn cut_logs(&self) {
        let Ok(streams) = self.streams().await else { return };
        for stream in std::iter::once(&streams.events).chain(&streams.history) {
            if let Err(error) = self.cut_log(stream).await {
                tracing::warn!(%error, "NATS servers keep what was overwritten in their logs until they cut them back");
            }
        }
    }

    async fn cut_log(&self, stream: &Stream) -> Result<(), FleetError> {
        let failed = |error: &dyn std::fmt::Display| FleetError::JetStream(error.to_string());
        let name = &stream.cached_info().config.name;
        let mut led = BTreeSet::new();
        for _ in 0..MOST {
            let (leader, servers) =
                tokio::time::timeout(ELECTION, led_by(stream)).await.map_err(|late| failed(&late))??;
            if led.is_superset(&servers) {
                return Ok(());
            }
            led.insert(leader);
            let nothing = json!({});
            let down = self.context.request(format!("STREAM.LEADER.STEPDOWN.{name}"), &nothing);
            let down = tokio::time::timeout(PATIENCE, down).await.map_err(|late| failed(&late))?;
            match down.map_err(|error| failed(&error))? {
                Response::Ok(SteppedDown { success: true }) => {}
                Response::Ok(_) => return Err(failed(&"the leader did not step down")),
                Response::Err { error } => return Err(failed(&error)),
            }
        }
        Err(failed(&"not every server came to lead"))
    }
}

/// Who leads a stream, and all servers of it that are there. Waits while nobody leads.
async fn led_by(stream: &Stream) -> Result<(String, BTreeSet<String>), FleetError> {
    loop {
        // Without a leader nobody answers.
        if let Ok(info) = stream.get_info().await {
            let Some(cluster) = info.cluster else { return Ok((String::new(), BTreeSet::new())) };
            if let Some(leader) = cluster.leader {
                let there = cluster.replicas.into_iter().filter(|server| !server.offline).map(|server| server.name);
                return Ok((leader.clone(), there.chain([leader]).collect()));
            }
        }
        tokio::time::sleep(ASK).await;
    }
}
