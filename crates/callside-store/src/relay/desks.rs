//! People who have signed in, and how far their desktops are.

use super::RelayStore;
use crate::StoreError;
use crate::columns::write;
use callside_core::person::PersonId;
use jiff::Timestamp;

impl RelayStore {
    /// Notes how far desktops are: `(person, desktop, place)`. A place never goes back.
    ///
    /// # Errors
    /// As every write.
    pub async fn acknowledge(&self, places: &[(PersonId, String, i64)], now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO desk (person, desktop, cursor, seen_at)
            SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2, ?2 FROM json_each(?1) AS e WHERE true
            ON CONFLICT (person, desktop)
            DO UPDATE SET cursor = max(cursor, excluded.cursor), seen_at = excluded.seen_at";
        let mut writer = self.store.writer().await?;
        let done = sqlx::query(SQL).bind(write(&places)?).bind(now.as_millisecond());
        done.execute(&mut writer.connection).await?;
        Ok(())
    }

    /// How far the furthest desktop of a person is: where one begins that has never been here.
    ///
    /// # Errors
    /// As every read.
    pub async fn furthest(&self, person: &PersonId) -> Result<i64, StoreError> {
        let mut reader = self.store.reader().await?;
        let furthest = sqlx::query_scalar("SELECT coalesce(max(cursor), 0) FROM desk WHERE person = ?1");
        Ok(furthest.bind(person.as_str()).fetch_one(&mut *reader).await?)
    }

    /// Notes that a person signed in. True for the first time.
    ///
    /// # Errors
    /// As every write.
    pub async fn welcome(&self, person: &PersonId, now: Timestamp) -> Result<bool, StoreError> {
        const NEW: &str = "INSERT INTO person (person, seen_at) VALUES (?1, ?2) ON CONFLICT (person) DO NOTHING";
        const SEEN: &str = "UPDATE person SET seen_at = ?2 WHERE person = ?1";
        let mut writer = self.store.writer().await?;
        let mut transaction = writer.begin().await?;
        let at = now.as_millisecond();
        let new = sqlx::query(NEW).bind(person.as_str()).bind(at).execute(&mut *transaction).await?.rows_affected();
        sqlx::query(SEEN).bind(person.as_str()).bind(at).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(new == 1)
    }

    /// Everybody who has ever signed in here.
    ///
    /// # Errors
    /// As every read.
    pub async fn people(&self) -> Result<Vec<PersonId>, StoreError> {
        let mut reader = self.store.reader().await?;
        let rows: Vec<String> = sqlx::query_scalar("SELECT person FROM person").fetch_all(&mut *reader).await?;
        rows.into_iter().map(|text| PersonId::new(&text).map_err(|_| StoreError::unexpected("person"))).collect()
    }
}
