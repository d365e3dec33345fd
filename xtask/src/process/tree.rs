//! A program with everything that it starts.

use super::{line, marks, signals};
use crate::error::XtaskError;
use rustix::process::{Pid, Signal, kill_process_group};
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, ExitStatus};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

static NEXT: AtomicU32 = AtomicU32::new(1);
const GRACE: Duration = Duration::from_secs(2);

/// A running program and its descendants. Dropping it ends them all: politely, then for good.
pub struct Tree {
    line: String,
    name: String,
    group: Pid,
    stdout: Option<ChildStdout>,
    ended: Receiver<io::Result<ExitStatus>>,
    over: bool,
}

impl Tree {
    /// Starts a program as the head of its own process group.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn spawn(command: &mut Command) -> Result<Self, XtaskError> {
        let name = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
        let line = line(command);
        marks::put(command, &name);
        command.process_group(0);
        let mut child = command.spawn().map_err(XtaskError::io("cannot start", command.get_program()))?;
        let group = Pid::from_child(&child);
        signals::remember(group);
        let stdout = child.stdout.take();
        Ok(Self { line, name, group, stdout, ended: wait_in_background(child), over: false })
    }

    /// The program's output, where it was asked for.
    pub fn stdout(&mut self) -> Option<ChildStdout> {
        self.stdout.take()
    }

    /// Waits for the program, at most `limit`; a program that takes longer is ended.
    ///
    /// # Errors
    /// [`XtaskError::TooLong`], or [`XtaskError::Command`] when it does not end with success.
    pub fn wait(mut self, limit: Duration) -> Result<(), XtaskError> {
        let Some(status) = self.status_within(limit) else {
            return Err(XtaskError::TooLong { line: self.line.clone(), minutes: limit.as_secs() / 60 });
        };
        let status = status.map_err(XtaskError::io("cannot wait for", &self.line))?;
        if status.success() {
            return Ok(());
        }
        Err(XtaskError::Command { line: self.line.clone(), how: status.to_string() })
    }

    /// How the program ended, if it has ended or does so within `limit`.
    pub fn status_within(&mut self, limit: Duration) -> Option<io::Result<ExitStatus>> {
        let status = self.ended.recv_timeout(limit).ok()?;
        self.over = true;
        Some(status)
    }

    /// SIGKILL to the program and its descendants, as a power cut would.
    ///
    /// # Errors
    /// When it cannot be told, or does not end.
    pub fn kill(mut self) -> Result<(), XtaskError> {
        let failed = || XtaskError::io("cannot kill", &self.line);
        kill_process_group(self.group, Signal::KILL).map_err(io::Error::from).map_err(failed())?;
        let _ = self.status_within(GRACE);
        Ok(())
    }

    fn end(&mut self) {
        let _ = kill_process_group(self.group, Signal::TERM);
        if !self.over && self.ended.recv_timeout(GRACE).is_err() {
            let _ = kill_process_group(self.group, Signal::KILL);
            let _ = self.ended.recv_timeout(GRACE);
        }
        let _ = kill_process_group(self.group, Signal::KILL);
        marks::sweep(Some(&self.name));
        signals::forget(self.group);
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        self.end();
    }
}

fn wait_in_background(mut child: Child) -> Receiver<io::Result<ExitStatus>> {
    let (tell, ended) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens when the tree was dropped: the child is reaped all the same.
        let _ = tell.send(child.wait());
    });
    ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::pause;
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    const LIMIT: Duration = Duration::from_secs(20);

    fn shell(script: &str) -> Tree {
        Tree::spawn(Command::new("sh").args(["-c", script]).stdout(Stdio::piped())).unwrap()
    }

    /// Waits until the script says that all its processes are up.
    fn ready(tree: &mut Tree) -> String {
        let mut line = String::new();
        BufReader::new(tree.stdout().unwrap()).read_line(&mut line).unwrap();
        line
    }

    #[test]
    fn success_failure_and_hanging_are_told_apart() {
        assert!(shell("exit 0").wait(LIMIT).is_ok());
        assert!(matches!(shell("exit 3").wait(LIMIT), Err(XtaskError::Command { how, .. }) if how.contains('3')));
        let hung = shell("exec sleep 600").wait(Duration::from_millis(50));
        assert!(matches!(hung, Err(XtaskError::TooLong { .. })));
    }

    #[test]
    fn dropping_a_tree_ends_children_and_daemons() {
        let mut tree = shell("sleep 600 & setsid sleep 600 & trap '' TERM; echo up; wait; sleep 600");
        assert_eq!(ready(&mut tree), "up\n");
        let name = tree.name.clone();
        let is_up = || marks::marked(Some(&name)).len() >= 3;
        let looks = (0..1000).take_while(|_| !is_up()).inspect(|_| pause(10)).count();
        assert!(looks < 1000, "the shell and its two sleepers never came up");
        drop(tree);
        assert!(marks::marked(Some(&name)).is_empty());
    }
}
