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
        self.everywhere(self.parked_here(), Asked::List).await
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
        self.everywhere(self.look_again_here(), Asked::LookAgain).await
    }

    /// What this relay says, with what the others answer meanwhile, and the names of those that do not.
    async fn everywhere<T: Answer>(
        &self,
        here: impl Future<Output = Result<T, StoreError>>,
        asked: Asked,
    ) -> Result<T, StoreError> {
        let now = self.now();
        let mut silent = self.board.other_relays(now, LATELY);
        let others = async {
            match &self.fleet {
                Some(fleet) => fleet.ask_parked(&self.config.name, asked, self.board.other_relays(now, SILENT)).await,
                None => Vec::new(),
            }
        };
        let (here, mut answers) = tokio::join!(here, others);
        let mut all: T = here?;
        answers.sort_by(|a: &T, b: &T| a.relay().cmp(b.relay()));
        for answer in answers {
            silent.remove(answer.relay());
            all.add(answer);
        }
        all.without(silent.into_iter().collect());
        Ok(all)
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
pub(crate) trait Answer: serde::de::DeserializeOwned {
    /// Who answers.
    fn relay(&self) -> &str;
    /// With what another relay says.
    fn add(&mut self, other: Self);
    /// Without what those would have said.
    fn without(&mut self, silent: Vec<String>);
}

impl Answer for ParkedList {
    fn relay(&self) -> &str {
        &self.relay
    }

    fn add(&mut self, other: Self) {
        self.total += other.total;
        self.parked.extend(other.parked);
        self.parked.sort_by_key(|parked| parked.received_at);
        self.parked.truncate(ROWS as usize);
        self.others.push(other.relay);
    }

    fn without(&mut self, silent: Vec<String>) {
        self.silent = silent;
    }
}

impl Answer for LookedAgain {
    fn relay(&self) -> &str {
        &self.relay
    }

    fn add(&mut self, other: Self) {
        self.placed += other.placed;
        self.still_parked += other.still_parked;
        self.others.push(other.relay);
    }

    fn without(&mut self, silent: Vec<String>) {
        self.silent = silent;
    }
}
