//! What a screen reader is told of the real window: names and roles over the accessibility bus, not from the page.

use crate::app::key;
use crate::day::Day;
use crate::stage::Stage;
use crate::stage::accessibility::{Reader, Widget};
use crate::wait::comes_true;

/// Waits until a widget of this role and name is there.
async fn tells(reader: &Reader, role: &str, name: &str) {
    let is_it = |widget: &Widget| widget.role == role && widget.name == name;
    if !comes_true(async || reader.widgets().iter().any(is_it)).await {
        panic!("there never was a {role} called {name:?}; there are:\n{}", reader.lines());
    }
}

/// Waits until words stand where changes are read out.
async fn announces(reader: &Reader, words: &str) {
    let says = |widget: &Widget| !widget.live.is_empty() && widget.live != "off" && widget.text.contains(words);
    if !comes_true(async || reader.widgets().iter().any(says)).await {
        panic!("nothing announced {words:?}; there are:\n{}", reader.lines());
    }
}

#[tokio::test]
async fn a_call_is_announced_and_everything_on_it_has_its_name_and_role() {
    let (stage, reader) = Stage::with_a_screen_reader().await;
    let day = Day::begin_on(stage).await;
    day.sign_in().await;

    day.phone("known_contact", "reader-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Live,").await;
    announces(&reader, "Sarah Johnson").await;
    tells(&reader, "heading", "Sarah Johnson").await;
    tells(&reader, "entry", "Notes").await;
    tells(&reader, "push button", "Save and finish").await;
    for disposition in day.app.ask("snapshot", serde_json::json!(null)).await["dispositions"].as_array().expect("rows")
    {
        tells(&reader, "radio button", disposition["label"].as_str().expect("a label")).await;
    }
    for screen in ["Call", "Find", "History", "Callbacks", "Outbox", "Setup", "Settings"] {
        tells(&reader, "push button", screen).await;
    }

    day.app.keys("1").await;
    day.app.reads("Qualification").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("Saved.").await;
    announces(&reader, "Saved").await;
    day.drained().await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("o").await;
    tells(&reader, "heading", "Outbox").await;
}
