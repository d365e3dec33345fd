//! Forgetting one caller.

use super::RelayStore;
use super::keep::mark_of;
use crate::columns::write;
use crate::{StoreError, files};
use callside_core::ids::CallKey;
use callside_core::phone::PhoneNumber;
use callside_core::privacy::Subject;
use jiff::Timestamp;

/// What was forgotten of one caller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// Deliveries whose contents are gone.
    pub deliveries: u64,
    /// The calls that they were about.
    pub calls: Vec<CallKey>,
}

impl RelayStore {
    /// Forgets everything that speaks of one caller, by the number in any spelling, with all of their calls; and the copies of
    /// the file, which cannot be searched. Of an event a mark stays, so that a late repeat does not bring the caller back. What
    /// is left in free room goes with [`RelayStore::overwrite_free_room`]. Reads the whole file, beside whoever writes.
    ///
    /// # Errors
    /// As every write. What was forgotten before the error is gone; give the order again for the rest.
    pub async fn erase(&self, number: &PhoneNumber) -> Result<Erased, StoreError> {
        self.erase_until(number, &[], Timestamp::MAX).await
    }

    /// The same of what came in until a moment, for an order that comes late; with calls that are known to be theirs.
    ///
    /// # Errors
    /// As [`RelayStore::erase`].
    pub async fn erase_until(
        &self,
        number: &PhoneNumber,
        known: &[CallKey],
        until: Timestamp,
    ) -> Result<Erased, StoreError> {
        const SAID: &str = "SELECT call, concat_ws(char(10), id, call, payload) FROM delivery WHERE call IS NOT NULL";
        const ALL: &str =
            "SELECT CAST(seq AS TEXT), concat_ws(char(10), id, call, payload) FROM delivery WHERE handed <> 3";
        let mut theirs = Subject { numbers: vec![number.clone()], ..Subject::default() };
        // A call is theirs when one event of it says the number, or did before it was emptied.
        let (mut calls, _) = self.store.keys_about(SAID, &theirs.traces()).await?;
        let (mut rows, marked) = self.marked(&self.store.seal().await?.mark(number.e164())).await?;
        calls.extend(marked);
        theirs.calls = calls.iter().filter_map(|call| call.parse().ok()).chain(known.iter().cloned()).collect();
        theirs.calls.sort();
        theirs.calls.dedup();
        let (speaking, _) = self.store.keys_about(ALL, &theirs.traces()).await?;
        rows.extend(speaking.iter().filter_map(|row| row.parse::<i64>().ok()));
        let deliveries = self.forget(&theirs.calls, &rows, until).await?;
        self.mark_forgotten(&theirs.calls).await?;
        for copy in files::copies_of(self.store.path())? {
            std::fs::remove_file(copy)?;
        }
        Ok(Erased { deliveries, calls: theirs.calls })
    }

    /// Overwrites what the rows of forgotten callers, and those that were let go, left in free room, and empties the log. Takes
    /// seconds on a large file; what comes in meanwhile waits for some milliseconds of it at a time.
    ///
    /// # Errors
    /// As every write; give it again for the rest.
    pub async fn overwrite_free_room(&self) -> Result<(), StoreError> {
        self.store.overwrite_free_room().await
    }

    /// Calls were forgotten, here or in the fleet: what desks tell of their wrap-ups is not kept any more, as long as late
    /// repeats are known. One of which something came in after the order is not forgotten.
    async fn mark_forgotten(&self, calls: &[CallKey]) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO delivery (id, received_at, handed)
            SELECT value ->> 1, coalesce((SELECT max(received_at) FROM delivery), 0), 3 FROM json_each(?1)
            WHERE value ->> 0 NOT IN (SELECT call FROM delivery WHERE call IS NOT NULL)
            ON CONFLICT (id) DO NOTHING";
        let seal = self.store.seal().await?;
        let marks: Vec<_> = calls.iter().map(|call| (call.to_string(), seal.mark(&mark_of(call)))).collect();
        let mut writer = self.store.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(write(&marks)?).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Rows with the mark of a number, and their calls.
    async fn marked(&self, mark: &str) -> Result<(Vec<i64>, Vec<String>), StoreError> {
        let mut reader = self.store.reader().await?;
        let marked = sqlx::query_as("SELECT seq, call FROM delivery WHERE caller = ?1");
        let marked: Vec<(i64, Option<String>)> = marked.bind(mark).fetch_all(&mut *reader).await?;
        let (rows, calls): (Vec<_>, Vec<_>) = marked.into_iter().unzip();
        Ok((rows, calls.into_iter().flatten().collect()))
    }

    /// Forgets these rows, and what came in of these calls since they were looked for. How many had contents.
    async fn forget(&self, calls: &[CallKey], rows: &[i64], until: Timestamp) -> Result<u64, StoreError> {
        const THEIRS: &str = "SELECT seq, id, payload IS NOT NULL FROM delivery WHERE handed <> 3 AND received_at <= ?3
            AND (seq IN (SELECT value FROM json_each(?1))
                 OR (payload IS NOT NULL AND call IN (SELECT value FROM json_each(?2))))";
        const FORGET: &str = "UPDATE delivery
            SET id = theirs.mark, call = NULL, caller = NULL, payload = NULL, reason = NULL, handed = 3
            FROM (SELECT value ->> 0 AS seq, value ->> 1 AS mark FROM json_each(?1)) AS theirs
            WHERE delivery.seq = theirs.seq";
        const INBOX: &str = "DELETE FROM inbox WHERE seq IN (SELECT value ->> 0 FROM json_each(?1))";
        let seal = self.store.seal().await?;
        let calls: Vec<String> = calls.iter().map(ToString::to_string).collect();
        let mut writer = self.store.writer().await?;
        let mut transaction = writer.begin().await?;
        let theirs = sqlx::query_as(THEIRS).bind(write(&rows)?).bind(write(&calls)?).bind(until.as_millisecond());
        let theirs: Vec<(i64, String, bool)> = theirs.fetch_all(&mut *transaction).await?;
        let marks: Vec<_> = theirs.iter().map(|(seq, id, _)| (seq, seal.mark(id))).collect();
        let marks = write(&marks)?;
        sqlx::query(FORGET).bind(&marks).execute(&mut *transaction).await?;
        sqlx::query(INBOX).bind(&marks).execute(&mut *transaction).await?;
        transaction.commit().await?;
        let emptied = theirs.iter().filter(|(_, _, had_contents)| *had_contents).count() as u64;
        self.contents.went(emptied);
        Ok(emptied)
    }
}

#[cfg(test)]
mod tests {
    use super::super::STEPS;
    use super::*;
    use crate::Store;
    use callside_core::phone;
    use callside_core::secret::Secret;

    #[tokio::test]
    async fn a_caller_of_a_file_from_before_marks_is_found_by_what_the_events_say() {
        const ROW: &str = r#"INSERT INTO delivery (id, call, caller, received_at, payload, people, handed)
            VALUES ('1', 'five9:7', '+14155550134', 0, '{"customer_number":"(415) 555-0134"}', '[]', 2),
                   ('2', 'five9:8', '+14155550199', 0, '{}', '[]', 2)"#;
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("relay.db"), Secret::new("0f".repeat(32)));
        let now = Timestamp::UNIX_EPOCH;
        let old = Store::open_with(&path, &key, &STEPS[..2], now).await.unwrap();
        sqlx::query(ROW).execute(&mut old.writer().await.unwrap().connection).await.unwrap();
        old.close().await;
        let store = RelayStore::open(&path, &key, now).await.unwrap();
        let numbers = "SELECT count(*) FROM delivery WHERE caller LIKE '+%'";
        let mut reader = store.store.reader().await.unwrap();
        assert_eq!(sqlx::query_scalar::<_, i64>(numbers).fetch_one(&mut *reader).await.unwrap(), 0);
        drop(reader);
        let number = phone::read("+14155550134", None).number().unwrap().clone();
        let erased = store.erase(&number).await.unwrap();
        assert_eq!(erased, Erased { deliveries: 1, calls: vec!["five9:7".parse().unwrap()] });
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().flatten().filter(is_copy).count(), 0);
    }

    /// Of the file before its upgrade.
    fn is_copy(entry: &std::fs::DirEntry) -> bool {
        entry.file_name().to_string_lossy().contains("version-")
    }
}
