//! `cargo xtask demo`: from a fresh machine to a call that pops in the real app, signed in to the sandbox org.
//!
//! The app runs in a session of its own with a throw-away data folder: it never meets the person's keyring, database or
//! an installed Callside. With `--headless` it runs on a virtual screen, a tour uses it by keyboard, and pictures are kept.

pub mod app;
mod balancer;
pub mod browser;
mod desk;
mod fleet;
pub mod relay;
pub mod sandbox;
mod screen;
mod tour;

use crate::checkout::{Checkout, FEATURES};
use crate::error::XtaskError;
use crate::process::Tree;
use crate::session::Session;
use crate::setup::{self, Need};
use crate::tally::Tally;
use app::{App, Beginning};
use browser::Browser;
use sandbox::{SOURCES, Sandbox};
use std::io::{BufRead, stdin};
use std::path::Path;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(2 * 60 * 60);

/// Runs the demo until the person ends it, or the tour until it has all its pictures.
///
/// # Errors
/// When something does not build or start, or the tour meets what it did not expect.
pub fn run(checkout: &Checkout, headless: bool, shots: Option<&Path>) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::Build, Need::Ui, Need::Session])?;
    build(checkout)?;
    if headless {
        return tour(checkout, shots);
    }
    let sandbox = sandbox(checkout)?;
    let session = Session::on_your_screen()?.without_keyring()?;
    let browser = Browser::listen(session.folder(), browser::Manner::Yours)?;
    let app = App::start(checkout, &session, &sandbox, &browser, Beginning::SignedIn)?;
    show(&sandbox, app)
}

/// The tour with the programs of the last build; its closing line counts its steps.
///
/// # Errors
/// When something does not start, or the tour meets what it did not expect.
pub fn tour(checkout: &Checkout, shots: Option<&Path>) -> Result<(), XtaskError> {
    let sandbox = sandbox(checkout)?;
    let session = Session::with_display()?.without_keyring()?;
    let browser = Browser::listen(session.folder(), browser::Manner::ByItself)?;
    let app = App::start(checkout, &session, &sandbox, &browser, Beginning::SignedOut)?;
    let steps = tour::run(&session, &sandbox, app, shots)?;
    println!("{}", Tally { passed: steps, failed: 0 });
    Ok(())
}

fn sandbox(checkout: &Checkout) -> Result<Sandbox, XtaskError> {
    let sandbox = Sandbox::start(checkout)?;
    println!("demo: the sandbox org is at {}", sandbox.origin());
    Ok(sandbox)
}

/// The app with its own pages, and the sandbox.
fn build(checkout: &Checkout) -> Result<(), XtaskError> {
    println!("demo: building (minutes at the first time)");
    Tree::spawn(checkout.npm().args(["run", "build"]))?.wait(LIMIT)?;
    let mut build = checkout.cargo();
    build.args(["build", "--locked", "--package", "callside", "--package", "callside-sandbox"]).args(FEATURES);
    Tree::spawn(&mut build)?.wait(LIMIT)
}

/// The first call comes when the person is signed in, others when they ask for them; ends with the app.
///
/// # Errors
/// When the sandbox or the app's door does not answer.
pub fn show(sandbox: &Sandbox, mut app: App) -> Result<(), XtaskError> {
    println!("demo: the window opens, signed in; sign out to see the way through the browser");
    while !sandbox.is_used_by_others()? {
        if app.has_ended(Duration::from_millis(500)) {
            return Ok(());
        }
    }
    for (caller, source) in sandbox.callers().iter().cycle().zip(SOURCES.iter().cycle()) {
        println!("demo: {} calls by {}; Sticky Calls is asked who it is", caller.number, source.name);
        sandbox.call(app.door(), &caller.number, *source)?;
        println!("demo: Enter here for the next call, Ctrl-C to end");
        let mut line = String::new();
        // Without a terminal there is nobody who could ask for more.
        if stdin().lock().read_line(&mut line).is_ok_and(|read| read == 0) {
            break;
        }
    }
    while !app.has_ended(Duration::from_secs(1)) {}
    Ok(())
}
