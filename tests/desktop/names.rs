//! What a screen reader says of every screen of the real window.
//!
//! The accessibility bus (AT-SPI) ends at the window's frame: WebKitGTK's page has a process of its own, which does not
//! join the bus of a test's session. So the engine itself is asked, through WebDriver's "Get Computed Role" and "Get
//! Computed Label" (W3C WebDriver 2, 12.4.7 and 12.4.8): they answer from the same accessibility tree that the bus carries.

use crate::app::{App, key};
use crate::day::Day;
use crate::driver::Named;
use crate::screens;
use crate::stage::Stage;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Everything that takes the keyboard or a click, on top of the page, with the words that stand on it. A label that is
/// shown counts as words; a hint of a key does not.
const CONTROLS: &str = r#"
const top = [...document.querySelectorAll('dialog[open]')].pop() ?? document.body;
const all = top.querySelectorAll(`a[href], button, input:not([type=hidden]), select, textarea, summary,
    [tabindex]:not([tabindex='-1']), [role=tab], [role=option], [role=radio], [role=checkbox], [role=switch]`);
const shows = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert]');
const words = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let text = '';
    while (walker.nextNode()) {
        const at = walker.currentNode.parentElement;
        if (!at.closest("[aria-hidden=true], .unseen, option, style") && at.checkVisibility({ visibilityProperty: true }))
            text += ' ' + walker.currentNode.data;
    }
    return text;
};
const label = (e) => [...(e.labels ?? [])].map(words).join(' ');
return [...all].filter(shows).map((e) => ({
    element: e,
    words: e.matches('input, select, textarea') ? label(e) : words(e),
    html: e.outerHTML.replace(/\s+/g, ' ').slice(0, 160),
}));
"#;

/// Places that a screen reader jumps to, as the page writes them.
const LANDMARKS: &str = "return ['main', 'nav', 'header', 'h1'].map((name) =>
    ({ name, elements: [...document.querySelectorAll(name)].filter((e) => e.checkVisibility()
        && (name !== 'header' || !e.closest('main, article, section'))) }));";

/// Letters alone: what is heard has neither case nor punctuation, and a clock goes on between two questions.
fn heard(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Places that take the keyboard to be scrolled; what is in them are no words of theirs.
const PLACES: [&str; 3] = ["group", "region", "list"];

/// What is wrong with a control, if anything.
fn fault(named: &Named, words: &str) -> Option<&'static str> {
    // What CORE-AAM and HTML-AAM give to elements without a meaning of their own. A summary has none either, and WebKit
    // says nothing of its role.
    if ["generic", "none", "presentation"].contains(&named.role.as_str()) {
        return Some("has no role");
    }
    if named.label.trim().is_empty() {
        return Some("has no name");
    }
    // WCAG 2.2, success criterion 2.5.3: whoever speaks what is seen must reach it.
    let is_place = PLACES.contains(&named.role.as_str());
    (!is_place && !heard(&named.label).contains(&heard(words))).then_some("has a name without the words that are seen")
}

/// Asks for role and name of every control of the screen and says what is wrong.
async fn faults(app: &App, screen: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut heard: BTreeMap<(String, String), u32> = BTreeMap::new();
    let controls = app.driver.script(CONTROLS, json!([])).await;
    let controls = controls.as_array().expect("a list");
    assert!(!controls.is_empty(), "{screen}: nothing can be pressed");
    for control in controls {
        let element = control["element"].clone();
        // The page may have redrawn it in the meantime.
        let Some(named) = app.driver.named(&element).await else { continue };
        let text =
            |name: &str| control[name].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, html) = (text("words"), text("html"));
        if let Some(fault) = fault(&named, &words) {
            faults.push(format!("{screen}: {fault}: {named:?}, seen {words:?}, {html}"));
        }
        // What stands in a list to pick from is heard within it alone.
        if named.role != "option" {
            *heard.entry((named.role, named.label)).or_default() += 1;
        }
    }
    let alike = heard.into_iter().filter(|(_, times)| *times > 1);
    faults.extend(alike.map(|(what, times)| format!("{screen}: {times} sound the same: {what:?}")));
    faults
}

/// The page's landmarks: one of each, but for navigations, which have names to tell them apart; one heading above all.
async fn landmarks(app: &App, screen: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let found = app.driver.script(LANDMARKS, json!([])).await;
    for (place, role) in [("main", "main"), ("nav", "navigation"), ("header", "banner"), ("h1", "heading")] {
        let all = found.as_array().expect("a list").iter().find(|one| one["name"] == place);
        let all = all.and_then(|one| one["elements"].as_array()).cloned().unwrap_or_default();
        if all.is_empty() || (all.len() > 1 && place != "nav") {
            faults.push(format!("{screen}: {} of {place}", all.len()));
        }
        for one in &all {
            let Some(named) = app.driver.named(one).await else { continue };
            if named.role != role || (place == "nav" && named.label.is_empty()) {
                faults.push(format!("{screen}: {place} is {named:?}"));
            }
        }
    }
    faults
}

/// One walk, and everything that it found: a single run names every fault.
struct Walk<'d> {
    app: &'d App,
    faults: Vec<String>,
}

impl Walk<'_> {
    /// Looks at the screen as it is, once these words are there.
    async fn at(&mut self, screen: &str, words: &str) {
        self.app.reads(words).await;
        self.app.driver.painted().await;
        self.faults.extend(faults(self.app, screen).await);
        let dialog = self.app.driver.script("return !!document.querySelector('dialog[open]')", json!([])).await;
        if dialog == Value::Bool(false) {
            self.faults.extend(landmarks(self.app, screen).await);
        }
    }

    /// Back to the desk, and from there by a key.
    async fn go(&mut self, keys: &str, words: &str) {
        self.app.keys(key::ESCAPE).await;
        self.app.keys(key::ESCAPE).await;
        self.app.keys(keys).await;
        self.at(&format!("screen of key {keys}"), words).await;
    }

    fn ends(self) {
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }
}

#[tokio::test]
async fn every_control_of_the_desk_says_what_it_is_and_what_stands_on_it() {
    let day = Day::begin().await;
    let mut walk = Walk { app: &day.app, faults: Vec::new() };
    day.app.reads("Sign in to Salesforce").await;
    walk.faults.extend(faults(&day.app, "sign-in").await);
    day.sign_in().await;
    walk.at("idle", "No call right now").await;

    // Whoever does not see the pop hears it.
    let said = "return [...document.querySelectorAll('[role=status]')].some((e) =>
        e.getAttribute('aria-live') === 'polite' && e.textContent.includes('Sarah Johnson'))";
    assert_eq!(day.app.driver.script(said, json!([])).await, json!(false));
    day.phone("known_contact", "names-1", &["call.ringing"]).await;
    walk.at("ringing", "Live,").await;
    day.app.sees("the caller is said", said).await;
    let status = day
        .app
        .driver
        .script(
            "return [...document.querySelectorAll('[role=status]')].find((e) =>
        e.textContent.includes('Sarah Johnson'))",
            json!([]),
        )
        .await;
    assert_eq!(day.app.driver.named(&status).await.expect("it is there").role, "status");

    day.phone("known_contact", "names-1", &["call.answered", "call.hangup"]).await;
    day.app.keys("1").await;
    walk.at("wrap-up", "Qualification").await;
    day.app.keys(key::ENTER).await;
    walk.at("saved", "Saved.").await;
    day.drained().await;

    day.phone("switchboard", "names-2", &["call.ringing", "call.answered"]).await;
    walk.at("several", "people have this number").await;
    day.app.keys("a").await;
    day.app.sees("the list has the keyboard", "return document.activeElement?.role === 'combobox'").await;
    day.app.keys("create case").await;
    walk.at("actions", "Create case").await;
    day.app.keys(key::ENTER).await;
    day.app.sees("the form has the keyboard", "return document.activeElement?.closest('dialog form') !== null").await;
    walk.at("an action's form", "Subject").await;
    day.app.keys(key::ESCAPE).await;
    day.app.keys(key::ESCAPE).await;
    day.app.sees("the form is closed", "return !document.querySelector('dialog[open]')").await;
    day.app.keys("v").await;
    walk.app.reads("Full window").await;
    walk.faults.extend(faults(&day.app, "compact").await);
    day.app.keys("v").await;
    walk.ends();
}

#[tokio::test]
async fn every_control_of_every_other_screen_does_so_too() {
    let day = Day::signed_in_as("Grace").await;
    for (id, steps) in [("1", 3), ("2", 3), ("3", 2)] {
        let all = ["call.ringing", "call.answered", "call.hangup"];
        day.phone("known_contact", &format!("others-{id}"), &all[..steps]).await;
    }
    day.app.reads("Live,").await;
    let mut walk = Walk { app: &day.app, faults: Vec::new() };
    walk.go("/", "Find a caller").await;
    day.app.keys("Sar").await;
    walk.at("found", "Sarah Johnson").await;
    walk.go("h", "History").await;
    day.app.click("Filter").await;
    walk.at("filter", "Name of this filter").await;
    day.app.click("Bring in older calls").await;
    walk.at("older calls", "Bring them in").await;
    walk.go("h", "History").await;
    day.app.click("Whole call: Sarah Johnson").await;
    walk.at("story", "What the phone system said").await;
    walk.go("b", "Callbacks").await;
    walk.go("w", "no outcome").await;
    day.app.keys("g").await;
    walk.at("giving work", "Give").await;
    day.app.keys(key::ESCAPE).await;
    walk.go("t", "How calls ended").await;
    day.app.click("As table: How calls ended").await;
    walk.at("a chart as table", "How calls ended").await;
    day.app.click("Now").await;
    walk.at("wallboard", "Now").await;
    walk.go("o", "Outbox").await;
    walk.go("s", "Phone systems").await;
    walk.go("\u{e031}", "Help").await;
    walk.go("?", "Keys").await;
    day.app.keys(key::ESCAPE).await;

    walk.go(",", "Look-ups").await;
    for tab in screens::tabs(&day.app).await {
        screens::open_tab(&day.app, &tab).await;
        walk.at(&format!("tab {tab}"), &tab).await;
    }
    walk.ends();
}

#[tokio::test]
async fn the_first_steps_do_so_and_a_control_without_a_name_is_noticed() {
    let day = Day::begin_on(Stage::of_a_newcomer()).await;
    let mut walk = Walk { app: &day.app, faults: Vec::new() };
    walk.at("first steps", "Sign in to Salesforce").await;
    walk.ends();
    let main = "const main = document.querySelector('main');
        main.append(document.createElement('button'));
        main.insertAdjacentHTML('beforeend', '<button aria-label=\"Away\">Keep</button>');
        for (const _ of [1, 2]) main.insertAdjacentHTML('beforeend', '<input aria-label=\"Field\">');";
    day.app.driver.script(main, json!([])).await;
    let found = faults(&day.app, "broken").await;
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].contains("has no name") && found[1].contains("without the words"), "{found:?}");
    assert!(found[2].contains("2 sound the same") && found[2].contains("Field"), "{found:?}");
}
