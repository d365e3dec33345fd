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

/// A person at the virtual screen.
pub struct Person<'a> {
    session: &'a Session,
}

impl<'a> Person<'a> {
    /// Sits down.
    pub const fn at(session: &'a Session) -> Self {
        Self { session }
    }

    /// Waits for the window and turns to it; there is no window manager that would.
    ///
    /// # Errors
    /// When it does not come.
    pub fn turn_to_window(&self, title: &str) -> Result<(), XtaskError> {
        let wanted = format!("^{title}$");
        for _ in 0..LOOKS {
            let mut search = self.xdotool();
            search.args(["search", "--onlyvisible", "--name", &wanted, "windowfocus", "--sync"]);
            if search.output().is_ok_and(|output| output.status.success()) {
                return Ok(());
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
        run(self.xdotool().arg("key").arg("--delay").arg("60").args(keys))
    }

    /// Types a text.
    ///
    /// # Errors
    /// When the keyboard does not work.
    pub fn write(&self, text: &str) -> Result<(), XtaskError> {
        run(self.xdotool().args(["type", "--delay", "15", text]))
    }

    /// A picture of the screen as soon as it is neither empty nor changing.
    ///
    /// # Errors
    /// When the camera does not work, or the screen does not come to rest.
    pub fn picture(&self, folder: &Path, name: &str) -> Result<PathBuf, XtaskError> {
        let path = folder.join(format!("{name}.png"));
        let mut before = Vec::new();
        for _ in 0..LOOKS {
            let mut import = Command::new("import");
            import.args(["-window", "root", "-define", "png:exclude-chunks=date,time"]).arg(&path);
            self.session.point_to(&mut import);
            run(&mut import)?;
            let now = fs::read(&path).map_err(XtaskError::io("cannot read", &path))?;
            if now == before && !is_empty(&now) {
                return Ok(path);
            }
            before = now;
            pause(BETWEEN);
        }
        Err(XtaskError::Unreadable { what: "the screen", text: format!("{} never came to rest", path.display()) })
    }

    fn xdotool(&self) -> Command {
        let mut command = Command::new("xdotool");
        self.session.point_to(&mut command);
        command
    }
}

/// A screen of one colour compresses to almost nothing.
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
