//! The console and those whom it is for.

use crate::day::Day;
use serde_json::json;

#[tokio::test]
async fn the_console_is_not_for_agents() {
    let day = Day::signed_in().await;
    let refused = day.app.ask_error("run_soql", json!({ "run": 1, "soql": "SELECT Id FROM Case" })).await;
    assert_eq!(refused["code"], "refused", "{refused}");
}
