//! The first minutes of somebody new, by keyboard alone: sign-in, a test call through the real door, the keys.

use crate::app::{App, key};
use crate::day::Day;
use crate::stage::Stage;
use crate::wait::until_true;
use serde_json::{Value, json};

/// Stops of the Tab key that a screen has at most.
const STOPS: usize = 60;

/// Walks with Tab until a script says yes to these words.
async fn tab_to(app: &App, here: &str, words: &str) {
    for _ in 0..STOPS {
        app.keys(key::TAB).await;
        if app.driver.script(here, json!([words])).await == Value::Bool(true) {
            return;
        }
    }
    panic!("Tab never came to {words:?}; the page says:\n{}", app.text().await);
}

/// Walks with Tab to the control that says these words, and presses Enter.
async fn go(app: &App, words: &str) {
    tab_to(app, "return document.activeElement?.innerText?.trim().startsWith(arguments[0]) ?? false", words).await;
    app.keys(key::ENTER).await;
}

/// Walks with Tab to the field of this label, and types.
async fn enter(app: &App, label: &str, text: &str) {
    tab_to(app, "return document.activeElement?.labels?.[0]?.innerText.trim() === arguments[0]", label).await;
    app.keys(text).await;
}

/// Learns the keys of a call, and those that come after them for some.
async fn lesson(app: &App, after: &[(&str, &str)]) {
    let of_a_call = [
        ("Press N:", "n"),
        ("leave the notes", key::ESCAPE),
        ("say how the call ended", "1"),
        ("save and finish", key::ENTER),
        ("find a caller", "/"),
        ("one step back", key::ESCAPE),
    ];
    for (words, keys) in of_a_call.iter().chain(after) {
        app.reads(words).await;
        app.keys(keys).await;
    }
    app.reads("These are the keys of a whole call.").await;
}

/// Waits until a word of the first steps is kept on the disk.
async fn kept(day: &Day, word: &str, value: Value) {
    let file = day.stage.data().join("preferences.json");
    let there = async || {
        let kept: Option<Value> = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        kept.is_some_and(|kept| kept["first_run"][word] == value)
    };
    until_true("it is kept", there).await;
}

#[tokio::test]
async fn somebody_new_is_led_by_keyboard_from_the_sign_in_to_the_last_key() {
    let day = Day::begin_on(Stage::of_a_newcomer()).await;
    day.app.reads("First steps").await;
    day.app.reads("Sign in to Salesforce").await;
    day.picture("first-sign-in").await;
    go(&day.app, "Sign in with Salesforce").await;

    // An agent: the phone system is not theirs to set up.
    day.app.reads("Do calls reach this machine?").await;
    day.app.reads("Set up by your company").await;
    go(&day.app, "Place a test call").await;
    day.app.reads("Works: 1 event came in.").await;
    day.picture("first-test-call").await;
    go(&day.app, "Next").await;
    day.app.reads("A call by keyboard").await;

    // Whoever is interrupted goes on there.
    kept(&day, "at", json!("keys")).await;
    let day = day.power_cut().await;
    day.app.reads("A call by keyboard").await;
    lesson(&day.app, &[]).await;
    day.picture("first-keys").await;
    go(&day.app, "Next").await;
    day.app.reads("This is set up").await;
    day.picture("first-end").await;
    go(&day.app, "Finish").await;
    day.app.reads("No call right now").await;
    assert_eq!(day.ledger("Task").len(), 0, "nothing of it went to Salesforce");

    kept(&day, "over", json!(true)).await;
    let day = day.power_cut().await;
    day.app.reads("No call right now").await;
    assert!(!day.app.text().await.contains("first steps"), "they do not come again");
}

#[tokio::test]
async fn an_admin_sets_the_phone_system_up_by_keyboard_on_the_way() {
    let day = Day::begin_as(Stage::of_a_newcomer(), "Avery").await;
    let app = &day.app;
    app.reads("Sign in to Salesforce").await;
    go(app, "Sign in with Salesforce").await;

    app.reads("Which phone system does your company have?").await;
    tab_to(app, "return document.activeElement?.type === arguments[0]", "radio").await;
    let picked = "return document.activeElement?.value === 'switch' && document.activeElement.checked";
    for _ in 0..4 {
        if app.driver.script(picked, json!([])).await == Value::Bool(true) {
            break;
        }
        app.keys(key::DOWN).await;
    }
    app.sees("another phone system is picked", picked).await;
    app.reads("Phone switch by REST").await;
    let address = format!("{}/phones/switch", day.sandbox.base_url());
    enter(app, "Address of the API", &address).await;
    enter(app, "Your extension", "101").await;
    enter(app, "API key", "harbour-street-key-1").await;
    app.reads("Not saved yet").await;
    day.picture("first-phones").await;
    go(app, "Save").await;
    app.reads("Saved. It holds from the next call on.").await;
    kept(&day, "done", json!(["sign_in", "phones"])).await;
    let form = app.ask("phone_setup", json!(null)).await["form"]["switch"].clone();
    assert_eq!((&form["api_base_url"], &form["agent"]), (&json!(address), &json!("101")));
    go(app, "Next").await;

    app.reads("Do calls reach this machine?").await;
    assert!(!app.text().await.contains("Set up by your company"), "it is theirs to set up");
    go(app, "Place a test call").await;
    app.reads("Works: 1 event came in.").await;
    go(app, "Next").await;

    // Besides the keys of a call, those of an admin's screens.
    lesson(app, &[("see your team's numbers", "t"), ("see the setup", ",")]).await;
    go(app, "Next").await;
    app.reads("This is set up").await;
    assert!(!app.text().await.contains("not done yet"), "{}", app.text().await);
    go(app, "Finish").await;
    app.reads("No call right now").await;
    kept(&day, "over", json!(true)).await;
    assert_eq!(day.ledger("Task").len(), 0, "nothing of it went to Salesforce");
}
