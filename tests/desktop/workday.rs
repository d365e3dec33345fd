//! What makes a day bearable: keys of one's own, and no movement for whoever asks for none.

use crate::app::{App, key};
use crate::day::Day;
use crate::stage::Stage;
use crate::wait::until_true;
use serde_json::json;

#[tokio::test]
async fn a_key_of_ones_own_outlives_the_window() {
    let day = Day::signed_in().await;
    day.app.keys("s").await;
    day.app.click("Change the key: History").await;
    day.app.reads("Press the new key").await;
    day.app.keys("o").await;
    day.app.reads("O is already the key of: Outbox.").await;
    day.app.click("Change the key: History").await;
    day.app.keys("j").await;
    let file = day.stage.data().join("preferences.json");
    until_true("the key is kept", async || std::fs::read_to_string(&file).is_ok_and(|text| text.contains("history")))
        .await;

    let day = day.power_cut().await;
    day.app.keys("j").await;
    day.app.sees("J opens the history", "return document.querySelector('main h1')?.innerText === 'History'").await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("h").await;
    day.app.sees("H opens nothing", "return document.querySelector('main h1')?.innerText !== 'History'").await;
}

#[tokio::test]
async fn whoever_wants_less_movement_gets_none() {
    let stage = Stage::new();
    let folder = stage.folder().join("config/gtk-3.0");
    std::fs::create_dir_all(&folder).expect("the desktop's settings");
    std::fs::write(folder.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\n").expect("the setting");
    let app = App::start(&stage, &[]).await;
    app.sees("the window knows", "return matchMedia('(prefers-reduced-motion: reduce)').matches").await;
    let longest = "return Math.max(...[...document.querySelectorAll('body *')].flatMap((e) => {
        const { transitionDuration, animationDuration } = getComputedStyle(e);
        return [transitionDuration, animationDuration].flatMap((all) => all.split(',').map(Number.parseFloat)); }))";
    assert_eq!(app.driver.script(longest, json!([])).await, json!(0), "nothing moves");
}
