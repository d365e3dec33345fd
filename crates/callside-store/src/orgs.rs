//! One data folder, several orgs: whose records lie here, and what is forgotten when another org is signed in to.

use crate::columns::write;
use crate::{Store, StoreError};
use callside_core::crm::Identity;

/// Name of the setting that holds who is signed in.
pub const IDENTITY: &str = "identity";

impl Store {
    /// Keeps who is signed in. When it is another org than before, the copies of the other org's records go, in the
    /// same transaction: none of them may be taken for a record of this one. Outbox, calls and drafts stay. True when
    /// it is another org.
    ///
    /// # Errors
    /// As every write.
    pub async fn save_identity(&self, me: &Identity) -> Result<bool, StoreError> {
        const PRESENT: &str = "SELECT json_extract(value, '$.org') FROM setting WHERE key = 'identity'";
        const KEEP: &str = "INSERT INTO setting (key, value) VALUES (?1, ?2)
                            ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        const FORGET: &str = "DELETE FROM caller_context; DELETE FROM number; DELETE FROM caller;
                              DELETE FROM made_here; DELETE FROM number_choice;";
        let mut writer = self.writer().await?;
        let mut transaction = writer.begin().await?;
        let before: Option<String> = sqlx::query_scalar(PRESENT).fetch_optional(&mut *transaction).await?.flatten();
        let moved = before.is_some_and(|before| before != me.org.as_str());
        if moved {
            sqlx::raw_sql(FORGET).execute(&mut *transaction).await?;
        }
        sqlx::query(KEEP).bind(IDENTITY).bind(write(me)?).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(moved)
    }
}
