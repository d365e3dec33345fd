//! What SQLite does for a question to the relay's file, for tests: what waits and what is remembered may be millions of rows.

use super::RelayStore;

/// Indexes that hold only what is parked, or what the fleet does not have yet.
const FEW: [&str; 2] = ["USING INDEX delivery_parked", "USING INDEX delivery_unhanded"];

/// The steps of a statement. They do not hang on what is in the file: nothing is analysed.
pub(super) async fn plan(store: &RelayStore, sql: &str) -> Vec<String> {
    crate::plans::plan(&store.store, sql).await
}

/// Steps that look through inboxes or deliveries as a whole, or sort what they found.
pub(super) fn slow(plan: &[String]) -> Vec<&String> {
    let looks_through = |step: &str| {
        let tables = ["inbox", "delivery", "i", "d"];
        let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        table.is_some_and(|table| tables.contains(&table)) && !FEW.iter().any(|few| step.ends_with(few))
    };
    plan.iter().filter(|step| looks_through(step) || step.contains("TEMP B-TREE FOR")).collect()
}
