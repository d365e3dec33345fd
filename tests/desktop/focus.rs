//! The window among others, under a window manager: it shows itself and never takes the keyboard, it hides to the tray
//! and comes back, and it keeps its size.

use crate::app::App;
use crate::day::{Day, variables};
use crate::stage::Stage;
use crate::stage::desktop::Trays;
use crate::stage::windows::{self, Window};
use crate::wait::{until, until_true};
use serde_json::{Value, json};

/// A day on a desktop with a window manager and a tray.
pub async fn day() -> (Day, Trays) {
    let stage = Stage::with_window_manager().await;
    let trays = Trays::start(stage.bus());
    let day = Day::begin_on(stage).await;
    until("the tray has the icon", async || trays.picture()).await;
    day.sign_in().await;
    (day, trays)
}

/// The window, once the window manager shows it.
pub async fn window(day: &Day) -> Window {
    until("the window is shown", async || windows::shown(&day.stage, "Callside")).await
}

/// A person closes the window: the window manager asks it to close, and it hides in the tray.
async fn close(day: &Day, window: &Window) {
    window.activate(&day.stage).await;
    day.stage.press("alt+F4");
    until_true("the window is hidden", async || windows::shown(&day.stage, "Callside").is_none()).await;
}

#[tokio::test]
async fn a_call_shows_the_hidden_window_and_the_keyboard_stays_where_it_is() {
    let (day, _trays) = day().await;
    close(&day, &window(&day).await).await;
    let editor = windows::Editor::open(&day.stage).await;
    editor.types(&day.stage, "before ").await;

    day.phone("known_contact", "focus-1", &["call.ringing"]).await;
    let shown = window(&day).await;
    day.app.reads("Sarah Johnson").await;
    assert_eq!(windows::active(&day.stage), Some(editor.window()), "the editor still has the keyboard");
    // Keys that pick a disposition, were the window to get them.
    editor.types(&day.stage, "1 2 3 after").await;
    editor.reads("before 1 2 3 after").await;
    let draft = day.app.ask("snapshot", json!(null)).await["pop"]["draft"].clone();
    assert_eq!((&draft["disposition"], &draft["notes"]), (&Value::Null, &json!("")));

    // Already shown, it only asks for attention.
    day.phone("lead", "focus-2", &["call.ringing"]).await;
    day.app.reads("Another call").await;
    assert_eq!(windows::active(&day.stage), Some(editor.window()));
    assert_ne!(shown.id(), editor.window());
}

#[tokio::test]
async fn the_tray_brings_the_window_back_to_the_front() {
    let (day, trays) = day().await;
    close(&day, &window(&day).await).await;
    let editor = windows::Editor::open(&day.stage).await;
    trays.choose("Show Callside");
    let shown = window(&day).await;
    let in_front = async || windows::active(&day.stage) == Some(shown.id());
    until_true("a person asked for it, so it has the keyboard", in_front).await;
    drop(editor);
}

#[tokio::test]
async fn size_and_place_outlive_hiding_and_quitting() {
    let (day, trays) = day().await;
    let first = window(&day).await;
    let (size, place) = ((1100, 720), (140, 90));
    first.set(&day.stage, size, place).await;
    let kept = first.frame(&day.stage);
    close(&day, &first).await;
    trays.choose("Show Callside");
    let shown = window(&day).await;
    until_true("it is where it was", async || shown.frame(&day.stage) == kept).await;

    trays.choose("Quit");
    let Day { app, sandbox, stage, .. } = day;
    app.ended().await;
    let app = App::start(&stage, &variables(&sandbox)).await;
    let again = until("the window is shown again", async || windows::shown(&stage, "Callside")).await;
    until_true("it has its size and place", async || again.frame(&stage) == kept).await;
    drop(app);
}
