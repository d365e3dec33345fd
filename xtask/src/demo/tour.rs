//! The tour of `demo --headless`: sign in, a call, a wrap-up by keyboard, and the proof in the org; a picture of each.

use super::app::App;
use super::sandbox::{SOURCES, Sandbox};
use super::screen::Person;
use crate::error::XtaskError;
use crate::process::pause;
use crate::session::Session;
use std::fs;
use std::path::Path;

/// From the first field of the sign-in form to its button.
const SIGN_IN: [&str; 2] = ["Tab", "Return"];
/// Out of the notes, then the disposition on key 1.
const DECIDE: [&str; 2] = ["Escape", "1"];
/// Save and finish.
const SAVE: [&str; 1] = ["Return"];

/// The call that came last to the front.
const NEWEST: [&str; 1] = ["ctrl+1"];

/// Half-seconds that a step may take.
const PATIENCE: u32 = 120;

/// Takes the tour and counts its steps. The pictures go to `shots`, or nowhere.
///
/// # Errors
/// When a step does not lead where it should.
pub fn run(session: &Session, sandbox: &Sandbox, app: App, shots: Option<&Path>) -> Result<u64, XtaskError> {
    let folder = shots.unwrap_or_else(|| session.folder());
    fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
    let person = Person::at_window(session, "Callside")?;
    let mut steps = 0;
    let mut picture = |name: &str| {
        println!("demo: {}", person.picture(folder, name)?.display());
        steps += 1;
        Ok::<_, XtaskError>(())
    };

    picture("1-sign-in")?;
    person.press(&SIGN_IN)?;
    until("the app is signed in", || sandbox.is_used_by_others())?;
    picture("2-idle")?;
    if let Some(caller) = sandbox.callers().first() {
        sandbox.call(app.door(), &caller.number, SOURCES[0])?;
    }
    picture("3-pop")?;
    person.press(&["n"])?;
    person.write("Wants the second licence from January.")?;
    person.press(&DECIDE)?;
    picture("4-wrap-up")?;
    person.press(&SAVE)?;
    until("the call log is in the org", || sandbox.written("Task").map(|tasks| tasks > 0))?;
    picture("5-saved")?;
    // The other sources, each with another caller. A call that comes while another is in front waits in the list.
    for ((source, caller), name) in SOURCES.iter().zip(sandbox.callers()).skip(1).zip(["6-aircall", "7-phone-switch"]) {
        sandbox.call(app.door(), &caller.number, *source)?;
        person.picture(folder, name)?;
        person.press(&NEWEST)?;
        picture(name)?;
    }
    println!("demo: the call log and its follow-up are in the org, once: {} Tasks", sandbox.written("Task")?);
    Ok(steps)
}

fn until(what: &str, mut holds: impl FnMut() -> Result<bool, XtaskError>) -> Result<(), XtaskError> {
    for _ in 0..PATIENCE {
        if holds()? {
            println!("demo: {what}");
            return Ok(());
        }
        pause(500);
    }
    Err(XtaskError::NotInTree(format!("sign that {what}")))
}
