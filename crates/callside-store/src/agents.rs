//! Who is ready: the latest state of each person that a phone system spoke of.

use crate::columns::{read, time, write};
use crate::{Store, StoreError};
use callside_core::event::{AgentEvent, AgentName, AgentState};
use jiff::Timestamp;
use sqlx::SqliteConnection;

/// A person's latest state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentStanding {
    /// Who.
    pub agent: AgentName,
    /// The state.
    pub state: AgentState,
    /// Since when, to the millisecond.
    pub at: Timestamp,
}

/// The latest statement stands; of two at one moment the greater text, so that the order of arrival does not matter.
pub(crate) async fn hear(connection: &mut SqliteConnection, event: &AgentEvent) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO agent_state (agent, name, at, state) VALUES (?1, ?2, ?3, ?4)
                       ON CONFLICT (agent) DO UPDATE
                       SET name = coalesce(excluded.name, name), at = excluded.at, state = excluded.state
                       WHERE (excluded.at, excluded.state) > (at, state)";
    sqlx::query(SQL)
        .bind(&event.agent.key)
        .bind(&event.agent.name)
        .bind(event.at.as_millisecond())
        .bind(write(&event.state)?)
        .execute(connection)
        .await?;
    Ok(())
}

impl Store {
    /// Everybody's latest state, by the provider's key of the person.
    ///
    /// # Errors
    /// As every read.
    pub async fn agents(&self) -> Result<Vec<AgentStanding>, StoreError> {
        const SQL: &str = "SELECT agent, name, at, state FROM agent_state ORDER BY agent";
        let mut reader = self.reader().await?;
        let rows: Vec<(String, Option<String>, i64, String)> = sqlx::query_as(SQL).fetch_all(&mut *reader).await?;
        rows.into_iter()
            .map(|(key, name, at, state)| {
                let agent = AgentName { key, name };
                Ok(AgentStanding { agent, state: read(&state, "agent state")?, at: time(at)? })
            })
            .collect()
    }
}
