//! The screens of the window, and how each is reached without one of its words: so in every language alike.

use crate::app::{App, key};
use serde_json::{Value, json};

/// Steps that the first steps have at most.
const MOST_STEPS: usize = 8;

/// A screen.
pub struct Screen {
    /// What a failing test calls it.
    pub name: &'static str,
    /// Keys from the desk, one after the other.
    keys: &'static [&'static str],
    /// What is pressed on it then, as a selector.
    press: Option<&'static str>,
    /// What stands there when it is open.
    there: &'static str,
}

const fn screen(name: &'static str, keys: &'static [&'static str], there: &'static str) -> Screen {
    Screen { name, keys, press: None, there }
}

const fn pressed(name: &'static str, key: &'static [&'static str], press: &'static str, there: &'static str) -> Screen {
    Screen { name, keys: key, press: Some(press), there }
}

/// Each that a key leads to, and what lies behind a press on some of them. Calls must be in the history, one of them
/// without an outcome, and one in front on the desk.
pub const SCREENS: [Screen; 18] = [
    screen("call", &["c"], "main h1"),
    screen("find", &["/"], "main input[type=search]"),
    screen("history", &["h"], "main .whole"),
    pressed("filter of the history", &["h"], "main button.filter", "main section.panel select"),
    pressed("older calls", &["h"], "main button.filter ~ button.filter", "main input[type=date]"),
    pressed("a call, whole", &["h"], "main .whole", "main section"),
    screen("callbacks", &["b"], "main h1"),
    screen("work", &["w"], "main .list.panel"),
    screen("work is given", &["w", "g"], "dialog[open]"),
    pressed("team", &["t"], "main input[value=numbers]", "main .pictures"),
    pressed("team, a picture as table", &["t"], "main .pictures .tools button", "main .pictures:not(.two) div.table"),
    pressed("team, now", &["t"], "main input[value=now]", "main input[value=now]:checked"),
    screen("outbox", &["o"], "main h1"),
    screen("settings", &["s"], "main option[value=ar]"),
    screen("setup", &[","], "main [role=tab][aria-selected=true]"),
    screen("help", &["\u{e031}"], "main h1"),
    screen("keys", &["?"], "dialog[open]"),
    screen("actions", &["a"], "dialog[open] [role=option]"),
];

/// Back to the desk from wherever it is: Esc leaves a text or a dialog first, then the screen.
pub async fn desk(app: &App) {
    app.keys(key::ESCAPE).await;
    app.keys(key::ESCAPE).await;
    app.sees("no dialog is open", "return !document.querySelector('dialog[open]')").await;
    app.rests().await;
}

/// Presses what stands there, as soon as it does.
async fn press(app: &App, selector: &str) {
    let script = format!(
        "const at = document.querySelector({}); const it = at?.closest('button') ?? at; it?.click(); return !!it",
        json!(selector)
    );
    app.sees(&format!("{selector} can be pressed"), &script).await;
}

async fn is_there(app: &App, selector: &str) {
    app.sees(selector, &format!("return !!document.querySelector({})", json!(selector))).await;
}

impl Screen {
    /// Opens it from wherever the window is.
    pub async fn open(&self, app: &App) {
        desk(app).await;
        for (at, key) in self.keys.iter().enumerate() {
            if at > 0 {
                // The next key is for what the one before has opened.
                app.sees("a row has the keyboard", "return !!document.activeElement?.closest('main .list.panel')")
                    .await;
            }
            app.keys(key).await;
        }
        if let Some(selector) = self.press {
            press(app, selector).await;
        }
        is_there(app, self.there).await;
        app.rests().await;
    }
}

/// The parts of the set-up, as they are called in the language that is spoken; the set-up is open.
pub async fn tabs(app: &App) -> Vec<String> {
    const NAMES: &str = "return [...document.querySelectorAll('[role=tab]')].map((e) => e.innerText.trim())";
    let names = app.driver.script(NAMES, json!([])).await;
    names.as_array().expect("tabs").iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Opens one of them.
pub async fn open_tab(app: &App, name: &str) {
    const OPEN: &str =
        "[...document.querySelectorAll('[role=tab]')].find((e) => e.innerText.trim() === arguments[0]).click()";
    app.driver.script(OPEN, json!([name])).await;
    app.rests().await;
}

/// Walks through the first steps from the settings to their end, by passing each of them over, and looks at each.
pub async fn first_steps(app: &App, mut look: impl AsyncFnMut(&str)) {
    const NEXT: &str = "main .steps > footer > button:last-child";
    const GOES_ON: &str = "return !!document.querySelector('main .steps > footer')";
    desk(app).await;
    app.keys("s").await;
    press(app, "main .to-first-steps button").await;
    is_there(app, "main .steps").await;
    for step in 0..MOST_STEPS {
        app.rests().await;
        look(&format!("first steps, {step}")).await;
        if app.driver.script(GOES_ON, json!([])).await == Value::Bool(false) {
            press(app, "main .steps > section > div:last-child > button").await;
            return app.sees("the first steps are over", "return !document.querySelector('main .steps')").await;
        }
        press(app, NEXT).await;
    }
    panic!("the first steps have no end");
}

/// Makes the window compact, looks at it, and makes it whole again.
pub async fn compact(app: &App, mut look: impl AsyncFnMut(&str)) {
    desk(app).await;
    app.keys("v").await;
    app.sees("it is compact", "return !document.querySelector('.frame')").await;
    look("compact").await;
    app.keys("v").await;
    app.sees("it is whole", "return !!document.querySelector('.frame')").await;
}
