//! A desktop without its window: what it says is read and counted.

use crate::error::XtaskError;
use crate::process::Tree;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// A running desktop; it ends when it is dropped.
pub struct Desk {
    seen: Arc<Mutex<Seen>>,
    _program: Tree,
    /// The end of its input would be its end.
    _input: std::os::fd::OwnedFd,
}

#[derive(Default)]
struct Seen {
    relay: Option<String>,
    /// First pops, by call.
    pops: BTreeMap<String, usize>,
}

impl Desk {
    /// Starts one.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(program: &Path, config: &Path, data: &Path) -> Result<Self, XtaskError> {
        let pipe = || XtaskError::io("cannot make", "a pipe");
        let (read, write) = std::io::pipe().map_err(pipe())?;
        let mut command = Command::new(program);
        command.arg("--config").arg(config).arg("--data-dir").arg(data);
        command.stdin(read).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut program = Tree::spawn(&mut command)?;
        let seen = Arc::new(Mutex::new(Seen::default()));
        if let Some(stdout) = program.stdout() {
            let seen = Arc::clone(&seen);
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    lock(&seen).hear(&line);
                }
            });
        }
        Ok(Self { seen, _program: program, _input: write.into() })
    }

    /// Is the link up?
    pub fn is_linked(&self) -> bool {
        lock(&self.seen).relay.is_some()
    }

    /// The relay that it is linked to.
    pub fn relay(&self) -> String {
        lock(&self.seen).relay.clone().unwrap_or_else(|| "no relay".into())
    }

    /// Calls that popped.
    pub fn popped(&self) -> usize {
        lock(&self.seen).pops.len()
    }

    /// Calls that popped for the first time more than once.
    pub fn popped_twice(&self) -> usize {
        lock(&self.seen).pops.values().filter(|times| **times > 1).count()
    }
}

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Seen {
    fn hear(&mut self, line: &str) {
        let Ok(line) = serde_json::from_str::<Value>(line) else { return };
        match line["type"].as_str() {
            Some("relay") => self.relay = line["relay"].as_str().map(str::to_owned),
            Some("pop") if line["first"] == true => {
                let call = line["pop"]["call"].as_str().unwrap_or_default().to_owned();
                *self.pops.entry(call).or_default() += 1;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_pops_are_counted_by_call() {
        let mut seen = Seen::default();
        for line in [
            r#"{"type":"relay","state":"up","relay":"relay-a"}"#,
            r#"{"type":"pop","first":true,"pop":{"call":"five9:1"}}"#,
            r#"{"type":"pop","first":false,"pop":{"call":"five9:1"}}"#,
            r#"{"type":"pop","first":true,"pop":{"call":"five9:2"}}"#,
            "not JSON",
        ] {
            seen.hear(line);
        }
        assert_eq!((seen.relay.as_deref(), seen.pops.len()), (Some("relay-a"), 2));
        seen.hear(r#"{"type":"relay","state":"waiting"}"#);
        assert_eq!(seen.relay, None);
    }
}
