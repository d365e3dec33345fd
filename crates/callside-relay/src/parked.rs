//! What could be brought to nobody, for an admin: here, and at all relays of the fleet. Each keeps what it took itself.

use crate::board::SILENT;
use crate::fleet::Asked;
use crate::house::House;
use callside_core::event::{CallChange, Event};
use callside_link::{LookedAgain, ParkedDelivery, ParkedList};
use callside_store::StoreError;
use callside_store::relay::Parked;
use jiff::SignedDuration;

/// Most parked deliveries of one answer.
const ROWS: u32 = 200;
/// A relay that was heard of within this long, and does not answer, is named. One that is gone for good need not be.
const LATELY: SignedDuration = SignedDuration::from_hours(1);

impl House {
    /// What waits at this relay.
    pub(crate) async fn parked_here(&self) -> Result<ParkedList, StoreError> {
        let stock = self.store.stock().await?;
        let parked = self.store.parked(0, ROWS).await?;
        let shown = parked.iter().map(|parked| self.shown(parked)).collect();
        let (total, others, silent) = (stock.parked.unsigned_abs(), Vec::new(), Vec::new());
        Ok(ParkedList { relay: self.config.name.clone(), total, parked: shown, others, silent })
    }

    /// What waits at this relay and at those of its fleet that answer.
    pub(crate) async fn parked_everywhere(&self) -> Result<ParkedList, StoreError> {
        let (here, elsewhere) = tokio::join!(self.parked_here(), self.ask_others::<ParkedList>(Asked::List));
        let (answers, silent) = elsewhere;
        let mut all = ParkedList { silent, ..here? };
        for list in answers {
            all.total += list.total;
            all.parked.extend(list.parked);
            all.others.push(list.relay);
        }
        all.others.sort_unstable();
        all.parked.sort_by_key(|parked| parked.received_at);
        all.parked.truncate(ROWS as usize);
        Ok(all)
    }

    /// This relay looks again.
    pub(crate) async fn look_again_here(&self) -> Result<LookedAgain, StoreError> {
        let replayed = self.replay().await?;
        Ok(LookedAgain {
            relay: self.config.name.clone(),
            placed: replayed.placed as u64,
            still_parked: replayed.still_parked as u64,
            others: Vec::new(),
            silent: Vec::new(),
        })
    }

    /// This relay looks again, and so do those of its fleet, each by the team that it knows.
    pub(crate) async fn look_again_everywhere(&self) -> Result<LookedAgain, StoreError> {
        let (here, elsewhere) = tokio::join!(self.look_again_here(), self.ask_others::<LookedAgain>(Asked::LookAgain));
        let (answers, silent) = elsewhere;
        let mut all = LookedAgain { silent, ..here? };
        for looked in answers {
            all.placed += looked.placed;
            all.still_parked += looked.still_parked;
            all.others.push(looked.relay);
        }
        all.others.sort_unstable();
        Ok(all)
    }

    /// What the other relays answer, and the names of those that do not.
    async fn ask_others<T: Answers>(&self, asked: Asked) -> (Vec<T>, Vec<String>) {
        let now = self.now();
        let mut silent = self.board.other_relays(now, LATELY);
        let answers: Vec<T> = match &self.fleet {
            Some(fleet) => fleet.ask_parked(&self.config.name, asked, self.board.other_relays(now, SILENT)).await,
            None => Vec::new(),
        };
        for answer in &answers {
            silent.remove(answer.relay());
        }
        (answers, silent.into_iter().collect())
    }

    /// A parked delivery as an admin sees it: what the mapping needs, not who called.
    fn shown(&self, parked: &Parked) -> ParkedDelivery {
        let mut shown = ParkedDelivery::new(parked.received_at, parked.reason.clone());
        shown.relay = self.fleet.as_ref().map(|_| self.config.name.clone());
        match &parked.event {
            Event::Call(event) => {
                let facts = &event.facts;
                shown.provider = Some(event.call.provider().as_str().to_owned());
                shown.call = Some(event.call.to_string());
                shown.agent = facts.agent.as_ref().map(|agent| agent.key.clone());
                shown.queue.clone_from(&facts.queue);
                shown.campaign.clone_from(&facts.campaign);
                shown.company_number.clone_from(&facts.company_number);
                if let CallChange::HandedOver { to, .. } = &event.what {
                    shown.handed_over_to = Some(to.clone());
                }
            }
            Event::Record(event) => {
                shown.object = Some(event.notification.object.clone());
                shown.record = Some(event.notification.record.to_string());
            }
            Event::Work(event) => {
                shown.call = Some(event.call.to_string());
                shown.agent = event.facts.agent.as_ref().map(|agent| agent.key.clone());
            }
            Event::Agent(_) | Event::Contact(_) => {}
        }
        shown
    }
}

/// What a relay answers when another asks it.
pub(crate) trait Answers: serde::de::DeserializeOwned {
    /// Who answers.
    fn relay(&self) -> &str;
}

impl Answers for ParkedList {
    fn relay(&self) -> &str {
        &self.relay
    }
}

impl Answers for LookedAgain {
    fn relay(&self) -> &str {
        &self.relay
    }
}
