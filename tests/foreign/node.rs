//! The scripts of `ui/tests/foreign/`, run by node. A script never outlives its test.

use serde_json::Value;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A script, and what it is told through its environment.
pub struct Script {
    name: &'static str,
    command: Command,
}

/// A script that goes on until this is dropped.
pub struct Serving {
    /// The line that it printed when it was ready.
    pub ready: Value,
    _child: Child,
}

impl Script {
    /// A script by the name of its file.
    pub fn new(name: &'static str) -> Self {
        let ui = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui");
        assert!(ui.join("node_modules").is_dir(), "the packages of ui/ are missing: run `npm ci` there");
        let mut command = Command::new("node");
        command.current_dir(ui).arg("--test-reporter=tap").arg(format!("tests/foreign/{name}"));
        command.env_remove("NODE_OPTIONS").env("NO_COLOR", "1").stdin(Stdio::null()).kill_on_drop(true);
        Self { name, command }
    }

    /// Tells the script something.
    pub fn with(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs a script of tests to its end. All of them must pass, and there must be some.
    pub async fn pass(self) {
        let name = self.name;
        let (report, succeeded) = self.end().await;
        println!("{report}");
        let count = |word: &str| {
            let line = report.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(word)?.strip_prefix(' '));
            line.and_then(|number| number.trim().parse::<u32>().ok())
        };
        let (tests, passed) = (count("tests"), count("pass"));
        assert!(succeeded && tests == passed && tests > Some(0), "{name}: {passed:?} of {tests:?} tests passed");
    }

    /// Runs a script to its end and gives the JSON lines that it printed.
    pub async fn lines(self) -> Vec<Value> {
        let name = self.name;
        let (printed, succeeded) = self.end().await;
        assert!(succeeded, "{name} failed:\n{printed}");
        printed.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
    }

    /// Starts a script that serves, and waits until it is ready.
    pub async fn serve(mut self) -> Serving {
        // It ends when its standard input does, so it also ends with a test that is killed.
        let mut child = self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("node can be started");
        let mut lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
        let line = lines.next_line().await.expect("its output can be read");
        let line = line.unwrap_or_else(|| panic!("{} ended before it was ready", self.name));
        Serving { ready: serde_json::from_str(&line).expect("the ready line is JSON"), _child: child }
    }

    /// What it printed, and whether it ended well. Its complaints go where the test's own go.
    async fn end(mut self) -> (String, bool) {
        let child = self.command.stdout(Stdio::piped()).spawn().expect("node can be started");
        let output = child.wait_with_output().await.expect("its output can be read");
        (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
    }
}
