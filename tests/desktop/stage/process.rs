//! A program with everything that it starts: it ends as a whole when it is dropped.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdin, Command, Stdio};

/// The program.
pub struct Process(Child);

impl Process {
    /// Starts it in a process group of its own. It ends with the test, also when that is cut off: then the system
    /// sends it a signal (`setpriv` is part of util-linux).
    pub fn start(command: &Command, stdin: Stdio, stdout: Stdio) -> Self {
        let mut watched = Command::new("setpriv");
        watched.args(["--pdeathsig", "KILL"]).arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => watched.env(name, value),
                None => watched.env_remove(name),
            };
        }
        let started = watched.process_group(0).stdin(stdin).stdout(stdout).stderr(errors()).spawn();
        Self(started.unwrap_or_else(|error| panic!("{:?} does not start: {error}", command.get_program())))
    }

    /// Starts it with something to write to.
    pub fn with_input(command: &Command) -> Self {
        Self::start(command, Stdio::piped(), Stdio::null())
    }

    /// Starts it and waits for its first line.
    pub fn that_prints(command: &Command) -> (Self, String) {
        let mut process = Self::start(command, Stdio::null(), Stdio::piped());
        let mut line = String::new();
        let out = process.0.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("its first line");
        assert!(!line.trim().is_empty(), "{:?} ended before it was ready", command.get_program());
        (process, line)
    }

    /// What it reads.
    pub fn input(&mut self) -> &mut ChildStdin {
        self.0.stdin.as_mut().expect("its input")
    }

    /// Gives its input away, so that it can be closed.
    pub fn take_input(&mut self) -> Option<ChildStdin> {
        self.0.stdin.take()
    }

    /// Ends it and everything that it started.
    fn end(&mut self) {
        let group = format!("-{}", self.0.id());
        // The group may be gone already.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// What desktop programs print is shown only when somebody asks for it.
fn errors() -> Stdio {
    if std::env::var_os("CALLSIDE_NOISE").is_some() { Stdio::inherit() } else { Stdio::null() }
}
