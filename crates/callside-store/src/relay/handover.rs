//! Handing deliveries over to the fleet: this file is the store of record until it has them.

use super::{RelayStore, Service};
use crate::StoreError;
use crate::columns::{limit, read, time, write};
use callside_core::event::Event;
use jiff::Timestamp;

/// A delivery that the fleet does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unhanded {
    /// Its place in this file.
    pub seq: i64,
    /// When it came in.
    pub received_at: Timestamp,
    /// The event.
    pub event: Event,
    /// Whom it is for: persons, or [`super::EVERYONE`].
    pub people: Vec<String>,
    /// Who hears of it for the history of their teams; `None` where it is for no history.
    pub watchers: Option<Vec<String>>,
}

impl RelayStore {
    /// The oldest deliveries that the fleet does not have, behind a place.
    ///
    /// # Errors
    /// As every read.
    pub async fn unhanded(&self, after: i64, rows: u32) -> Result<Vec<Unhanded>, StoreError> {
        const SQL: &str = "SELECT seq, received_at, payload, people, watchers FROM delivery
            WHERE handed = 0 AND people IS NOT NULL AND payload IS NOT NULL AND seq > ?1 AND seq <= ?3
            ORDER BY seq LIMIT ?2";
        let mut reader = self.store.reader().await?;
        let rows = sqlx::query_as(SQL).bind(after).bind(limit(rows)).bind(self.lasting.place());
        let rows: Vec<(i64, i64, String, String, Option<String>)> = rows.fetch_all(&mut *reader).await?;
        rows.into_iter()
            .map(|(seq, at, payload, people, watchers)| {
                let (event, people) = (read(&payload, "delivery")?, read(&people, "people")?);
                let watchers = watchers.map(|watchers| read(&watchers, "watchers")).transpose()?;
                Ok(Unhanded { seq, received_at: time(at)?, event, people, watchers })
            })
            .collect()
    }

    /// The fleet has these: they are the fleet's now, and only their ids stay here.
    ///
    /// # Errors
    /// As every write; then they are handed over again, which the fleet knows by their ids.
    pub async fn handed(&self, seqs: &[i64]) -> Result<(), StoreError> {
        // One that was forgotten meanwhile stays so, with the mark of its id.
        const MARK: &str = "UPDATE delivery SET handed = 1, payload = NULL, call = NULL, caller = NULL
            WHERE seq IN (SELECT value FROM json_each(?1)) AND payload IS NOT NULL";
        const INBOX: &str = "DELETE FROM inbox WHERE seq IN (SELECT value FROM json_each(?1))";
        let list = write(&seqs)?;
        let mut writer = self.store.writer().await?;
        let mut transaction = writer.begin().await?;
        let marked = sqlx::query(MARK).bind(&list).execute(&mut *transaction).await?.rows_affected();
        sqlx::query(INBOX).bind(&list).execute(&mut *transaction).await?;
        transaction.commit().await?;
        self.contents.went(marked);
        Ok(())
    }

    /// Brings what was kept in the other way of working into this one: joining a fleet hands over what still waits,
    /// leaving it keeps what could not be handed over.
    ///
    /// # Errors
    /// As every write.
    pub async fn work_as(&self, service: Service) -> Result<(), StoreError> {
        const SQL: &str = "UPDATE delivery SET handed = ?1 WHERE handed <> ?1 AND handed <> 1 AND payload IS NOT NULL";
        let mut writer = self.store.writer().await?;
        sqlx::query(SQL).bind(service.handed()).execute(&mut writer.connection).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kept, NewDelivery, Placing, given};
    use super::*;
    use callside_core::event::{CallChange, CallEvent, CallFacts};
    use callside_core::ids::{CallKey, EventId, Provider};
    use callside_core::phone;

    #[tokio::test]
    async fn relay_knows_a_late_repeat_of_what_was_forgotten_on_its_way_to_the_fleet() {
        let folder = tempfile::tempdir().unwrap();
        let store = given::store(&folder).await;
        let call = CallKey::new(Provider::Phone, "1").unwrap();
        let facts = CallFacts { customer_number: Some("+14155550134".to_owned()), ..CallFacts::default() };
        let (id, at) = (EventId("1".to_owned()), Timestamp::UNIX_EPOCH);
        let event = Event::Call(CallEvent { id, call, at, what: CallChange::Ringing, facts });
        let placing = Placing::To(vec!["a@x.org".to_owned()]);
        let delivery = NewDelivery { event, caller: None, received_at: at, placing, watchers: None };
        let group = std::slice::from_ref(&delivery);
        assert_eq!(store.keep(group, Service::Fleet).await.unwrap(), [Kept::New(1)]);
        let number = phone::read("+14155550134", None).number().unwrap().clone();
        assert_eq!(store.erase(&number).await.unwrap().deliveries, 1);
        store.handed(&[1]).await.unwrap();
        assert_eq!(store.keep(group, Service::Fleet).await.unwrap(), [Kept::Repeated]);
        assert_eq!(store.stock().await.unwrap().waiting, 0, "nothing is counted twice");
    }
}
