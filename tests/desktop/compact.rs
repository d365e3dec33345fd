//! The compact window among others, under a window manager: above them, without their keyboard, and where it was put.

use crate::app::App;
use crate::day::{Day, variables};
use crate::focus;
use crate::stage::windows;
use crate::wait::{until, until_true};
use serde_json::{Value, json};

/// Waits until Callside has heard where the window was put: the window manager tells it later than the screen shows it.
async fn remembered(day: &Day, form: &str, (width, x): (u64, i64)) {
    let file = day.stage.data().join("window.json");
    let there = async || {
        let kept: Option<Value> = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        // The frame that the window manager draws is a few pixels wide.
        kept.is_some_and(|kept| {
            let frame = &kept["sets"][0][form];
            frame["width"] == width && frame["x"].as_i64().is_some_and(|at| (at - x).abs() < 20)
        })
    };
    until_true("its place is remembered", there).await;
}

#[tokio::test]
async fn it_stays_above_and_both_forms_keep_size_and_place_over_a_new_start() {
    let (day, trays) = focus::day().await;
    let window = focus::window(&day).await;
    window.set(&day.stage, (1100, 720), (140, 90)).await;
    remembered(&day, "full", (1100, 140)).await;
    let full = window.frame(&day.stage);
    assert!(!window.is_above(&day.stage));

    day.app.keys("v").await;
    day.app.reads("Full window").await;
    until_true("it is a small card", async || window.frame(&day.stage).0 == (360, 560)).await;
    until_true("it is above", async || window.is_above(&day.stage)).await;
    window.set(&day.stage, (400, 600), (900, 200)).await;
    remembered(&day, "compact", (400, 900)).await;
    let compact = window.frame(&day.stage);

    day.app.keys("v").await;
    until_true("it is whole, where it was", async || window.frame(&day.stage) == full).await;
    until_true("it is one among others", async || !window.is_above(&day.stage)).await;
    day.app.keys("v").await;
    until_true("the card is where it was put", async || window.frame(&day.stage) == compact).await;

    trays.choose("Quit");
    let Day { app, sandbox, stage, .. } = day;
    app.ended().await;
    let app = App::start(&stage, &variables(&sandbox)).await;
    let again = until("the window is shown again", async || windows::shown(&stage, "Callside")).await;
    until_true("it is the card that it was", async || again.frame(&stage) == compact).await;
    app.reads("Full window").await;
    app.keys("v").await;
    until_true("and whole where it was", async || again.frame(&stage) == full).await;
}

#[tokio::test]
async fn a_call_comes_into_it_while_somebody_types_elsewhere() {
    let (day, _trays) = focus::day().await;
    let window = focus::window(&day).await;
    day.app.keys("v").await;
    until_true("it is above", async || window.is_above(&day.stage)).await;
    let editor = windows::Editor::open(&day.stage).await;
    editor.types(&day.stage, "before ").await;

    day.phone("known_contact", "compact-1", &["call.ringing"]).await;
    day.app.reads("Sarah Johnson").await;
    assert_eq!(windows::active(&day.stage), Some(editor.window()), "the editor still has the keyboard");
    editor.types(&day.stage, "1 2 3 after").await;
    editor.reads("before 1 2 3 after").await;
    let draft = day.app.ask("snapshot", json!(null)).await["pop"]["draft"].clone();
    assert_eq!((&draft["disposition"], &draft["notes"]), (&Value::Null, &json!("")));

    day.phone("known_contact", "compact-1", &["call.answered", "call.hangup"]).await;
    day.app.reads("Wrap-up").await;
    day.app.notes("Written on the card.").await;
    day.app.keys(crate::app::key::ESCAPE).await;
    day.app.keys("1").await;
    day.app.keys(crate::app::key::ENTER).await;
    day.app.reads("Saved.").await;
    day.drained().await;
    assert_eq!(day.ledger("Task")[0].fields["Description"], "Written on the card.");
    day.picture("compact").await;
}
