//! The window comes up, and what it may not do it cannot.

use crate::app::App;
use crate::stage::Stage;
use serde_json::json;

#[tokio::test]
async fn the_window_comes_up_and_knows_where_it_stands() {
    let stage = Stage::new();
    let app = App::start(&stage, &[]).await;
    app.reads("Sign in to Salesforce").await;
    let snapshot = app.ask("snapshot", json!(null)).await;
    assert_eq!(snapshot["session"], json!({"kind": "signed_out", "reason": null}));
    assert_eq!(snapshot["connections"]["door"], json!({"kind": "up"}));
    assert_eq!(snapshot["dispositions"].as_array().map(Vec::len), Some(9));
}
