//! The window in every language: one that runs from right to left is worked in as any other, and none cuts its words.

use crate::app::{App, key, root};
use crate::day::Day;
use crate::screens::{self, SCREENS};
use crate::stage::Stage;
use crate::stage::desktop::{Notifications, ToastEvent};
use crate::wait::until;
use serde_json::json;

/// Picks a language in the settings, as a person does, and leaves them.
async fn speak(day: &Day, code: &str) {
    day.app.keys(key::ESCAPE).await;
    day.app.keys("s").await;
    let there = "return !!document.querySelector(\"option[value='ar']\")";
    day.app.sees("the settings are there", there).await;
    let choose = "const select = document.querySelector(\"option[value='ar']\").closest('select');
        select.value = arguments[0]; select.dispatchEvent(new Event('change', { bubbles: true }));";
    day.app.driver.script(choose, json!([code])).await;
    day.app.sees("the window speaks it", &format!("return document.documentElement.lang === '{code}'")).await;
    day.app.keys(key::ESCAPE).await;
}

/// Whether the digits of the caller's number stand in the order in which they are dialled.
const LEFT_TO_RIGHT: &str = "const number = document.querySelector('bdi.number').firstChild;
    const x = (at) => { const range = document.createRange(); range.setStart(number, at); range.setEnd(number, at + 1);
        return range.getBoundingClientRect().left; };
    const digits = [...number.data].flatMap((c, at) => (/[0-9]/.test(c) ? [x(at)] : []));
    return digits.length > 9 && digits.every((left, at) => at === 0 || left > digits[at - 1]);";

#[tokio::test]
async fn in_arabic_the_window_turns_around_and_a_call_is_wrapped_up_by_keyboard() {
    let stage = Stage::new();
    let desktop = Notifications::start(stage.bus());
    let day = Day::begin_on(stage).await;
    day.sign_in().await;
    speak(&day, "ar").await;
    let right = "return document.documentElement.dir === 'rtl'
        && document.querySelector('nav').getBoundingClientRect().left > innerWidth / 2";
    day.app.sees("the screens are named on the right", right).await;

    day.phone("known_contact", "arabic-1", &["call.ringing"]).await;
    for words in ["Sarah Johnson", "ترن", "مطابق في", "مباشر"] {
        day.app.reads(words).await;
    }
    day.app.sees("the number is read as it is dialled", LEFT_TO_RIGHT).await;
    let toast = until("a toast is shown", async || {
        desktop.events().into_iter().find_map(|event| match event {
            ToastEvent::Shown { body, .. } if body.contains("الرقم نفسه تمامًا") => Some(body),
            ToastEvent::Shown { .. } | ToastEvent::Closed { .. } => None,
        })
    })
    .await;
    assert!(toast.contains("\u{2068}+1 "), "the number is isolated: {toast:?}");
    day.picture("arabic-ringing").await;

    day.phone("known_contact", "arabic-1", &["call.answered", "call.hangup"]).await;
    day.app.reads("ما بعد المكالمة").await;
    day.app.notes("يريد تجديد 40 مقعدًا.").await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys("1").await;
    day.app.reads("سيُكتب هذا في Salesforce").await;
    day.picture("arabic-wrap-up").await;
    day.app.keys(key::ENTER).await;
    day.app.reads("تم الحفظ.").await;
    day.drained().await;
    let tasks = day.ledger("Task");
    assert_eq!(tasks[0].fields["Description"], "يريد تجديد 40 مقعدًا.");
    assert_eq!(tasks[0].fields["CallDisposition"], "Interested", "what is written does not change with the language");

    let day = day.power_cut().await;
    day.app.sees("it still runs from right to left", "return document.documentElement.dir === 'rtl'").await;
}

/// What finds words that are cut: the check of the pictures.
fn check() -> String {
    let checks = std::fs::read_to_string(root().join("ui/tests/pictures/checks.mjs")).expect("the checks");
    format!("{} return cutText();", checks.replace("export function", "function"))
}

/// What is cut of the screen that is there. What is still finding its place has some frames for it.
async fn cuts(app: &App, check: &str, screen: &str) -> Vec<String> {
    let mut found = json!([]);
    for _ in 0..10 {
        app.driver.painted().await;
        found = app.driver.script(check, json!([])).await;
        if found == json!([]) {
            break;
        }
    }
    found.as_array().expect("a list").iter().map(|fault| format!("{screen}: {fault}")).collect()
}

#[tokio::test]
async fn no_screen_cuts_its_words_in_any_language() {
    let day = Day::signed_in().await;
    let cut = check();
    day.phone("known_contact", "cut-1", &["call.ringing", "call.answered", "call.hangup"]).await;
    day.app.reads("Live,").await;
    day.app.keys("1").await;
    day.app.reads("Qualification").await;
    for code in ["en", "de", "es", "fr", "ar"] {
        speak(&day, code).await;
        for screen in ["c", "/", "h", "b", "o", ",", "s"] {
            day.app.keys(screen).await;
            day.app.rests().await;
            day.app.driver.painted().await;
            assert_eq!(day.app.driver.script(&cut, json!([])).await, json!([]), "{code}, screen of key {screen}");
            day.app.keys(key::ESCAPE).await;
            if screen == "/" {
                // Esc leaves the text first.
                day.app.keys(key::ESCAPE).await;
            }
        }
    }
}

/// An admin sees every screen, and of the set-up what can be changed, too. One run names every fault.
#[tokio::test]
async fn nor_does_any_that_only_supervisors_and_admins_have() {
    let day = Day::signed_in_as("Avery").await;
    let (app, cut) = (&day.app, check());
    for (id, steps) in [("1", 3), ("2", 3), ("3", 2)] {
        let all = ["call.ringing", "call.answered", "call.hangup"];
        day.phone("known_contact", &format!("screens-{id}"), &all[..steps]).await;
    }
    app.reads("Live,").await;
    let mut faults = Vec::new();
    for code in ["en", "de", "es", "fr", "ar"] {
        screens::desk(app).await;
        speak(&day, code).await;
        for screen in &SCREENS {
            screen.open(app).await;
            faults.extend(cuts(app, &cut, &format!("{code}, {}", screen.name)).await);
            if screen.name == "setup" {
                for tab in screens::tabs(app).await {
                    screens::open_tab(app, &tab).await;
                    faults.extend(cuts(app, &cut, &format!("{code}, {tab}")).await);
                }
            }
        }
        let look = async |step: &str| faults.extend(cuts(app, &cut, &format!("{code}, {step}")).await);
        screens::first_steps(app, look).await;
        let look = async |form: &str| faults.extend(cuts(app, &cut, &format!("{code}, {form}")).await);
        screens::compact(app, look).await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn words_that_are_cut_are_noticed() {
    let day = Day::signed_in().await;
    let narrow = "const cell = document.createElement('p');
        cell.style.cssText = 'overflow: hidden; width: 20px; white-space: nowrap';
        cell.append('Ein sehr langes Wort'); document.querySelector('main').append(cell);";
    assert_eq!(cuts(&day.app, &check(), "idle").await, Vec::<String>::new());
    day.app.driver.script(narrow, json!([])).await;
    let found = cuts(&day.app, &check(), "idle").await;
    assert!(found.len() == 1 && found[0].contains("Ein sehr langes Wort"), "{found:?}");
}
