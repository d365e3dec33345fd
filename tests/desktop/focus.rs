//! The window among others, under a window manager: it hides to the tray and comes back.

use crate::day::Day;
use crate::stage::Stage;
use crate::stage::desktop::Trays;
use crate::stage::windows::{self, Window};
use crate::wait::{until, until_true};

/// A day on a desktop with a window manager and a tray.
async fn day() -> (Day, Trays) {
    let stage = Stage::with_window_manager().await;
    let trays = Trays::start(stage.bus());
    let day = Day::begin_on(stage).await;
    until("the tray has the icon", async || trays.picture()).await;
    day.sign_in().await;
    (day, trays)
}

/// The window, once the window manager shows it.
async fn window(day: &Day) -> Window {
    until("the window is shown", async || windows::shown(&day.stage, "Callside")).await
}

/// A person closes the window: the window manager asks it to close, and it hides in the tray.
async fn close(day: &Day, window: &Window) {
    window.activate(&day.stage).await;
    day.stage.press("alt+F4");
    until_true("the window is hidden", async || windows::shown(&day.stage, "Callside").is_none()).await;
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
