//! No axe violation on any screen of the real window, in light and in dark.

use crate::app::{App, key, root};
use crate::day::Day;
use crate::pictures::{THEMES, keep, wear, wear_usual};
use crate::stage::Stage;
use serde_json::{Value, json};

/// Runs axe on the page as it is, in both themes, and keeps pictures of what it looked at.
async fn check(app: &App, stage: &Stage, screen: &str) {
    let axe =
        std::fs::read_to_string(root().join("ui/node_modules/axe-core/axe.min.js")).expect("npm ci was run in ui/");
    // As the script itself: the window's content policy forbids `eval`, as it should.
    app.driver.script(&axe, json!([])).await;
    for theme in THEMES {
        wear(app, theme).await;
        let found = app.driver.script_async(RUN, json!([])).await;
        assert_eq!(found, json!([]), "{screen} in {theme}");
        keep(app, stage, &format!("axe-{}-{theme}", screen.replace(' ', "-"))).await;
    }
    wear_usual(app).await;
}

/// Waits for movement to end first: half-faded text has no contrast.
const RUN: &str = "const [done] = arguments;
    Promise.all(document.getAnimations().map((a) => a.finished.catch(() => 0)))
        .then(() => axe.run(document, { resultTypes: ['violations'] }))
        .then(({ violations }) => done(violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.map((n) => n.html) }))))
        .catch((error) => done(String(error)));";

#[tokio::test]
async fn no_screen_has_an_axe_violation() {
    let day = Day::begin().await;
    day.app.reads("Sign in to Salesforce").await;
    check(&day.app, &day.stage, "sign-in").await;
    day.sign_in().await;
    check(&day.app, &day.stage, "idle").await;

    day.phone("known_contact", "axe-1", &["call.ringing"]).await;
    day.app.reads("Live,").await;
    check(&day.app, &day.stage, "known caller").await;
    day.phone("known_contact", "axe-1", &["call.answered", "call.hangup"]).await;
    day.app.keys("1").await;
    day.app.reads("Qualification").await;
    check(&day.app, &day.stage, "wrap-up").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("Saved.").await;
    check(&day.app, &day.stage, "saved").await;
    day.drained().await;

    day.phone("switchboard", "axe-2", &["call.ringing", "call.answered"]).await;
    day.app.reads("people have this number").await;
    check(&day.app, &day.stage, "several").await;
    day.app.click("None of them").await;
    day.app.reads("Not in Salesforce").await;
    day.app.click("New contact").await;
    check(&day.app, &day.stage, "new contact").await;

    for (keys, words) in [("o", "Outbox"), ("h", "History"), ("s", "Phone systems"), ("/", "Find a caller")] {
        day.app.keys(key::ESCAPE).await;
        day.app.keys(keys).await;
        day.app.reads(words).await;
        check(&day.app, &day.stage, words).await;
    }
    day.app.keys(key::ESCAPE).await;
    day.app.keys("?").await;
    day.app.sees("the sheet of keys is open", "return !!document.querySelector('dialog[open]')").await;
    check(&day.app, &day.stage, "keys").await;
}

#[tokio::test]
async fn the_screen_without_a_keychain_has_none_either() {
    let stage = Stage::without_keychain();
    let app = App::start(&stage, &[]).await;
    app.reads("No keychain").await;
    check(&app, &stage, "no keychain").await;
    // The check itself works: it finds a picture without words.
    app.driver.script("document.querySelector('main').append(document.createElement('img'))", json!([])).await;
    let found = app.driver.script_async(RUN, json!([])).await;
    assert_eq!(found[0]["id"], "image-alt", "{found}");
    let frozen = app.driver.script("return Object.isFrozen(Object.prototype)", json!([])).await;
    assert_eq!(frozen, Value::Bool(true), "prototypes stay frozen although axe ran");
}
