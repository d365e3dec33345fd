//! The virtual screen as a person at it: keys go in, pictures come out.

use crate::error::XtaskError;
use crate::process::{line, pause};
use crate::session::Session;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Looks before a picture counts as one that does not change any more.
const LOOKS: u32 = 120;
/// Time between two looks, in milliseconds.
const BETWEEN: u64 = 250;

/// A person at the virtual screen, in front of one window.
pub struct Person<'a> {
    session: &'a Session,
    window: String,
}

impl<'a> Person<'a> {
    /// Waits for the window and turns to it; there is no window manager that would.
    ///
    /// # Errors
    /// When it does not come.
    pub fn at_window(session: &'a Session, title: &str) -> Result<Self, XtaskError> {
        let wanted = format!("^{title}$");
        for _ in 0..LOOKS {
            let mut search = xdotool(session);
            let found = search.args(["search", "--onlyvisible", "--name", &wanted]).output();
            let found = found.map_err(XtaskError::io("cannot start", "xdotool"))?;
            if let Some(window) = String::from_utf8_lossy(&found.stdout).lines().next().map(str::to_owned) {
                run(xdotool(session).args(["windowfocus", "--sync", &window]))?;
                return Ok(Self { session, window });
            }
            pause(BETWEEN);
        }
        Err(XtaskError::NotInTree(format!("window {title} on the screen")))
    }

    /// Presses keys, by their X names.
    ///
    /// # Errors
    /// When the keyboard does not work.
    pub fn press(&self, keys: &[&str]) -> Result<(), XtaskError> {
        run(xdotool(self.session).arg("key").arg("--delay").arg("60").args(keys))
    }

    /// Types a text.
    ///
    /// # Errors
    /// When the keyboard does not work.
    pub fn write(&self, text: &str) -> Result<(), XtaskError> {
        run(xdotool(self.session).args(["type", "--delay", "15", text]))
    }

    /// A picture of the window as soon as it is neither empty nor changing.
    ///
    /// # Errors
    /// When the camera does not work, or the screen does not come to rest.
    pub fn picture(&self, folder: &Path, name: &str) -> Result<PathBuf, XtaskError> {
        let path = folder.join(format!("{name}.png"));
        let mut before = Vec::new();
        for _ in 0..LOOKS {
            let mut import = Command::new("import");
            import.args(["-window", &self.window, "-define", "png:exclude-chunks=date,time"]).arg(&path);
            self.session.point_to(&mut import);
            run(&mut import)?;
            let now = fs::read(&path).map_err(XtaskError::io("cannot read", &path))?;
            if now == before && !is_empty(&now) {
                return Ok(path);
            }
            before = now;
            pause(BETWEEN);
        }
        Err(XtaskError::Unreadable { what: "the window", text: format!("{} never came to rest", path.display()) })
    }
}

fn xdotool(session: &Session) -> Command {
    let mut command = Command::new("xdotool");
    session.point_to(&mut command);
    command
}

/// A window of one colour compresses to almost nothing.
fn is_empty(png: &[u8]) -> bool {
    png.len() < 8_000
}

fn run(command: &mut Command) -> Result<(), XtaskError> {
    let status = command.status().map_err(XtaskError::io("cannot start", command.get_program()))?;
    if status.success() {
        return Ok(());
    }
    Err(XtaskError::Command { line: line(command), how: status.to_string() })
}
