//! What the lists and badges show now, read from the parts.

use crate::ipc::error::UiError;
use crate::ipc::outbox::OutboxCounts;
use crate::ipc::pop::CallRow;
use crate::ipc::session::ConnectionsView;
use crate::ipc::views::{look_ups, millis, outbox, rows};
use crate::shell::Open;
use callside_core::call::Call;
use callside_core::ids::CallKey;
use callside_flow::FlowError;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// Rows of calls that have not changed since they were made.
#[derive(Debug, Default)]
pub struct KnownRows(HashMap<CallKey, (Call, CallRow)>);

impl KnownRows {
    /// Something else of a call changed than its events: its pop, its draft, its wrap-up.
    pub fn forget(&mut self, call: &CallKey) {
        self.0.remove(call);
    }

    /// Everything may have changed.
    pub fn forget_all(&mut self) {
        self.0.clear();
    }
}

/// Live calls and those that wait for a wrap-up, newest first.
///
/// # Errors
/// When the database fails.
pub async fn calls(open: &Open, known: &mut KnownRows) -> Result<Vec<CallRow>, UiError> {
    let lens = open.lens();
    let mut shown = Vec::new();
    let mut next = HashMap::new();
    for call in open.companion.calls().await? {
        let row = match known.0.remove(&call.key) {
            Some((same, row)) if same == call => row,
            _ => match open.companion.desk(&call.key).await {
                Ok(desk) => rows::live(&desk, &lens),
                // Erased in between.
                Err(FlowError::UnknownCall(_)) => continue,
                Err(error) => return Err(error.into()),
            },
        };
        shown.push(row.clone());
        next.insert(call.key.clone(), (call, row));
    }
    known.0 = next;
    Ok(shown)
}

/// Numbers of the outbox.
///
/// # Errors
/// When the database fails.
pub async fn counts(open: &Open) -> Result<OutboxCounts, UiError> {
    let since = midnight(Timestamp::now(), &open.zone());
    Ok(outbox::counts(open.companion.outbox_counts(since).await?))
}

/// The agent's midnight.
fn midnight(now: Timestamp, zone: &TimeZone) -> Timestamp {
    now.to_zoned(zone.clone()).start_of_day().map_or(now, |day| day.timestamp())
}

/// How the app is connected.
#[must_use]
pub fn connections(open: &Open) -> ConnectionsView {
    ConnectionsView {
        salesforce: open.session.link(),
        salesforce_down_since: open.session.down_since().map(millis),
        door: open.door.link_state(),
        api_used_percent: open.session.api_used_percent(),
        pace: look_ups::pace(open.companion.budget().pace),
    }
}

#[cfg(test)]
mod tests {
    use super::midnight;
    use jiff::tz::TimeZone;

    #[test]
    fn today_begins_at_the_agents_midnight() {
        let zone = TimeZone::get("America/New_York").unwrap();
        for (now, expected) in [
            ("2026-11-20T12:00:00Z", "2026-11-20T05:00:00Z"),
            ("2026-11-20T03:00:00Z", "2026-11-19T05:00:00Z"),
            ("2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z"),
        ] {
            assert_eq!(midnight(now.parse().unwrap(), &zone).to_string(), expected);
        }
    }
}
