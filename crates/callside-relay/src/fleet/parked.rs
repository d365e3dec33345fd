//! What is parked at the relays of a fleet, asked of all at once on a plain subject that nothing keeps. Only relays log in to
//! NATS; whether somebody may ask is for the relay to which they are linked.

use super::Fleet;
use crate::house::House;
use crate::parked::Answer;
use async_nats::connection::State;
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

/// How long the others may take; whoever asks waits for it at most.
const ANSWER: Duration = Duration::from_secs(3);

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Asked {
    /// What waits there.
    List,
    /// To look at it again.
    LookAgain,
}

/// A question, and which relay asks.
#[derive(Serialize, Deserialize)]
struct Question {
    relay: String,
    asked: Asked,
}

impl Fleet {
    /// What the other relays answer: until each of those that are known has, or time is up.
    pub(crate) async fn ask_parked<T: Answer>(&self, own: &str, asked: Asked, mut others: BTreeSet<String>) -> Vec<T> {
        let mut answers = Vec::new();
        if others.is_empty() || self.client.connection_state() != State::Connected {
            return answers;
        }
        let Ok(question) = serde_json::to_vec(&Question { relay: own.to_owned(), asked }) else { return answers };
        let inbox = self.client.new_inbox();
        let collect = async {
            let mut replies = self.client.subscribe(inbox.clone()).await.ok()?;
            self.client.publish_with_reply(self.subjects.parked(), inbox, question.into()).await.ok()?;
            while !others.is_empty() {
                let reply = replies.next().await?;
                // Each counts once, whatever comes twice.
                match serde_json::from_slice::<T>(&reply.payload) {
                    Ok(answer) if others.remove(answer.relay()) => answers.push(answer),
                    _ => tracing::debug!("an answer about what is parked was passed over"),
                }
            }
            Some(())
        };
        if tokio::time::timeout(ANSWER, collect).await.ok().flatten().is_none() {
            tracing::warn!("not every relay of the fleet said what is parked there");
        }
        answers
    }
}

/// Answers the other relays until the program ends.
pub(super) async fn run(fleet: Arc<Fleet>, house: Weak<House>) {
    let Ok(mut questions) = fleet.client.subscribe(fleet.subjects.parked()).await else { return };
    while let Some(message) = questions.next().await {
        let Some(house) = house.upgrade() else { return };
        let Some(reply) = message.reply else { continue };
        let Ok(question) = serde_json::from_slice::<Question>(&message.payload) else {
            tracing::debug!("a question of a newer relay was skipped");
            continue;
        };
        if question.relay == house.config.name {
            continue;
        }
        let answer = match question.asked {
            Asked::List => house.parked_here().await.map(|list| serde_json::to_vec(&list)),
            Asked::LookAgain => house.look_again_here().await.map(|looked| serde_json::to_vec(&looked)),
        };
        match answer {
            Ok(Ok(answer)) => {
                if fleet.client.publish(reply, answer.into()).await.is_err() {
                    tracing::debug!("another relay did not hear what is parked here");
                }
            }
            Ok(Err(_)) => {}
            // Whoever asks names this relay as one that did not answer.
            Err(error) => tracing::error!(%error, "the file could not be asked for another relay"),
        }
    }
}
