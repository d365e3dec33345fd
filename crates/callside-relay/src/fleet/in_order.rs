//! A stream read in its order, many messages with one question.
//!
//! A direct question for one message after the other takes a way to the server and back for each. Here the server remembers
//! the place (a consumer that pulls, without acknowledgements) and sends on from it. It forgets a reader that asks nothing any
//! more by itself.

use super::FleetError;
use async_nats::Subject;
use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, PullConsumer, pull};
use async_nats::jetstream::stream::Stream;
use axum::body::Bytes;
use callside_link::wire::MAX_BATCH;
use futures_util::StreamExt as _;
use std::collections::VecDeque;
use std::time::Duration;

/// How long the server may take for one answer of many messages.
const PATIENCE: Duration = Duration::from_secs(5);
/// After this the server forgets a reader.
const IDLE: Duration = Duration::from_secs(30);

/// A message of a stream.
pub(super) struct Stored {
    pub(super) place: u64,
    pub(super) subject: Subject,
    pub(super) payload: Bytes,
}

/// A reader of one stream.
#[derive(Default)]
pub(super) struct InOrder {
    /// The one subject that is read; none = all of the stream.
    of: Option<String>,
    /// What was handed out last.
    place: u64,
    /// What the server sent and nobody asked for yet.
    ahead: VecDeque<Stored>,
    consumer: Option<PullConsumer>,
}

impl InOrder {
    /// A reader of one subject.
    pub(super) fn of(subject: &str) -> Self {
        Self { of: Some(subject.to_owned()), ..Self::default() }
    }

    /// It has begun to read on from this place, and has not come to the end.
    pub(super) fn is_at(&self, place: u64) -> bool {
        self.place == place && (self.consumer.is_some() || !self.ahead.is_empty())
    }

    /// The first message behind a place; `None` where there is none now. Asked in order it is quick.
    ///
    /// # Errors
    /// [`FleetError::JetStream`]; asked again it begins anew.
    pub(super) async fn next(&mut self, stream: &Stream, after: u64) -> Result<Option<Stored>, FleetError> {
        if self.place != after {
            *self = Self { place: after, of: self.of.take(), ..Self::default() };
        }
        if self.ahead.is_empty() {
            let asked = tokio::time::timeout(PATIENCE, self.ask(stream)).await;
            match asked.unwrap_or_else(|late| Err(failed(&late))) {
                Ok(ahead) => self.ahead = ahead,
                Err(error) => {
                    self.consumer = None;
                    return Err(error);
                }
            }
        }
        let next = self.ahead.pop_front();
        if let Some(stored) = &next {
            self.place = stored.place;
        } else if let Some(consumer) = self.consumer.take() {
            // Where it cannot be told, the server finds out.
            let _ = stream.delete_consumer(&consumer.cached_info().name).await;
        }
        Ok(next)
    }

    async fn ask(&mut self, stream: &Stream) -> Result<VecDeque<Stored>, FleetError> {
        let consumer = match &self.consumer {
            Some(consumer) => consumer,
            None => {
                let config = pull::Config {
                    deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: self.place + 1 },
                    ack_policy: AckPolicy::None,
                    inactive_threshold: IDLE,
                    memory_storage: true,
                    num_replicas: 1,
                    filter_subject: self.of.clone().unwrap_or_default(),
                    ..pull::Config::default()
                };
                self.consumer.insert(stream.create_consumer(config).await.map_err(|error| failed(&error))?)
            }
        };
        let sent = consumer.fetch().max_messages(MAX_BATCH).messages().await;
        let mut sent = sent.map_err(|error| failed(&error))?;
        let mut ahead = VecDeque::with_capacity(MAX_BATCH);
        while let Some(message) = sent.next().await {
            let message = message.map_err(|error| failed(&error))?;
            let place = message.info().map_err(|error| failed(&error))?.stream_sequence;
            let message = message.message;
            ahead.push_back(Stored { place, subject: message.subject, payload: message.payload });
        }
        Ok(ahead)
    }
}

fn failed(error: &dyn std::fmt::Display) -> FleetError {
    FleetError::JetStream(error.to_string())
}
