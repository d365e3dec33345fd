//! Marks of calls that were forgotten, so that nothing that is told late brings them back
//! ([0081](../../../docs/adr/0081-forgotten-calls-leave-a-sealed-mark.md)).

use crate::columns::write;
use crate::{Store, StoreError, hex};
use callside_core::ids::CallKey;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

/// Makes marks. Without the secret in it a mark cannot be held against what it was made of.
#[derive(Clone)]
pub(crate) struct Seal(String);

impl Seal {
    #[cfg(test)]
    pub(crate) fn of_tests() -> Self {
        Self("0f".repeat(32))
    }

    /// Of 32 hex digits.
    pub(crate) fn mark(&self, what: &str) -> String {
        let hash = Sha256::new().chain_update(&self.0).chain_update(what).finalize().into();
        hex(&hash)[..32].to_owned()
    }
}

impl Store {
    /// The secret of this file, made with it.
    pub(crate) async fn seal(&self) -> Result<&Seal, StoreError> {
        let read = async {
            let mut reader = self.reader().await?;
            let seal = sqlx::query_scalar("SELECT seal FROM forgotten_seal").fetch_one(&mut *reader).await?;
            Ok(Seal(seal))
        };
        self.seal.get_or_try_init(|| read).await
    }

    /// Marks calls as forgotten, with how far they were known. Give it before they are.
    pub(crate) async fn mark_forgotten(&self, calls: &[CallKey], now: Timestamp) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO forgotten_call (mark, heard_until, at)
            SELECT value ->> 0, coalesce((SELECT max(event.at) FROM event WHERE event.call = value ->> 1), 0), ?2
            FROM json_each(?1) WHERE true
            ON CONFLICT (mark) DO UPDATE SET heard_until = max(heard_until, excluded.heard_until), at = excluded.at";
        if calls.is_empty() {
            return Ok(());
        }
        let seal = self.seal().await?;
        let marks: Vec<_> = calls.iter().map(ToString::to_string).map(|call| (seal.mark(&call), call)).collect();
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        sqlx::query(SQL).bind(write(&marks)?).bind(now.as_millisecond()).execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_shows_no_call_and_is_another_in_every_file() {
        let call = "five9:+14155550134";
        let (one, other) = (Seal("a".repeat(64)), Seal("b".repeat(64)));
        assert_eq!(one.mark(call), one.mark(call));
        assert_ne!(one.mark(call), other.mark(call));
        assert_ne!(one.mark(call), one.mark("five9:+14155550135"));
        assert!(one.mark(call).len() == 32 && !one.mark(call).contains("5550134"));
    }
}
