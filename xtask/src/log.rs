//! The output of a lane: kept in a file, shown in full when the lane fails.

use crate::error::XtaskError;
use crate::process::{Tree, line};
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// No step of a lane takes longer on any machine that can do the work at all.
const LIMIT: Duration = Duration::from_secs(60 * 60);

/// A lane's output.
pub struct Log {
    /// Where it is kept.
    pub path: PathBuf,
    file: File,
}

impl Log {
    /// Starts a new log.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn create(path: PathBuf) -> Result<Self, XtaskError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
        }
        let file = File::create(&path).map_err(XtaskError::io("cannot write", &path))?;
        Ok(Self { path, file })
    }

    /// Runs a command to its end; what it prints goes to the log, plain and without colours.
    ///
    /// # Errors
    /// When it cannot be started, fails or hangs.
    pub fn run(&mut self, command: &mut Command) -> Result<(), XtaskError> {
        self.capture(command)?;
        Tree::spawn(command)?.wait(LIMIT)
    }

    /// Leads what a command prints to the log.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub fn capture(&mut self, command: &mut Command) -> Result<(), XtaskError> {
        self.note(&format!("$ {}", line(command)))?;
        let handle = || self.file.try_clone().map(Stdio::from).map_err(XtaskError::io("cannot share", &self.path));
        command.stdin(Stdio::null()).stdout(handle()?).stderr(handle()?);
        command.env("NO_COLOR", "1").env("CARGO_TERM_COLOR", "never").env("TERM", "dumb").env_remove("FORCE_COLOR");
        Ok(())
    }

    /// Writes a line of xtask's own.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub fn note(&mut self, text: &str) -> Result<(), XtaskError> {
        writeln!(self.file, "{text}").map_err(XtaskError::io("cannot write", &self.path))
    }

    /// Everything so far.
    pub fn text(&self) -> String {
        fs::read(&self.path).map_or_else(|_| String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_of_each_command_are_kept_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::create(folder.path().join("lane/a.log")).unwrap();
        log.run(Command::new("sh").args(["-c", "echo out; echo err >&2"])).unwrap();
        assert!(log.run(Command::new("sh").args(["-c", "echo last; exit 1"])).is_err());
        let text = log.text();
        assert_eq!(text, "$ sh -c echo out; echo err >&2\nout\nerr\n$ sh -c echo last; exit 1\nlast\n");
    }
}
