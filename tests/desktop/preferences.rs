//! What a person sets for the window is kept, and the window can keep nothing else.

use crate::app::App;
use crate::day::Day;
use crate::stage::Stage;
use crate::wait::until_true;
use serde_json::json;

#[tokio::test]
async fn the_theme_outlives_the_window() {
    let day = Day::signed_in().await;
    day.app.keys("s").await;
    day.app.reads("Colours").await;
    let choose = "const select = [...document.querySelectorAll('select')].find((s) => [...s.options].some((o) => o.value === 'dark'));
        select.value = 'dark'; select.dispatchEvent(new Event('change', { bubbles: true }));";
    day.app.driver.script(choose, json!([])).await;
    day.app.sees("the window is dark", "return document.documentElement.dataset.theme === 'dark'").await;
    let file = day.stage.data().join("preferences.json");
    until_true("the choice is kept", async || std::fs::read_to_string(&file).is_ok_and(|text| text.contains("dark")))
        .await;

    day.app.click("Copy").await;
    day.app.reads("Copied").await;

    let day = day.power_cut().await;
    day.app.sees("the window is dark again", "return document.documentElement.dataset.theme === 'dark'").await;
}

#[tokio::test]
async fn the_window_can_open_no_other_file_and_no_other_command() {
    let stage = Stage::new();
    let app = App::start(&stage, &[]).await;
    let ask = "const [command, request, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(command, request).then(() => done('taken'), (error) => done(String(error)));";
    for (command, request) in [
        ("plugin:store|load", json!({"path": "other.json"})),
        ("plugin:store|clear", json!({"rid": 1})),
        ("plugin:window|close", json!({"label": "desk"})),
        ("plugin:event|emit", json!({"event": "announcement", "payload": {}})),
        ("plugin:webview|create_webview_window", json!({"options": {"label": "other", "url": "https://example.com"}})),
        ("plugin:resources|close", json!({"rid": 1})),
        ("plugin:path|resolve", json!({"paths": ["/etc/passwd"]})),
    ] {
        let answer = app.driver.script_async(ask, json!([command, request])).await;
        let answer = answer.as_str().unwrap_or_default();
        assert!(answer.contains("not allowed"), "{command}: {answer}");
    }
    let missing = app.driver.script_async(ask, json!(["plugin:store|get_store", {"path": "/etc/hostname"}])).await;
    assert_eq!(missing, "taken", "a file that the shell did not open is nothing");
    assert!(!stage.data().join("other.json").exists());
}
