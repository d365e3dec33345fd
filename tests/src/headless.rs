//! `callside-headless` as a child process, driven by its JSON lines.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// A child that says nothing for this long is stuck.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where `cargo build` puts programs: told by `cargo xtask`, else beside the running test.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    if let Some(folder) = std::env::var_os("CALLSIDE_BIN_DIR") {
        return PathBuf::from(folder).join(name);
    }
    let test = std::env::current_exe().expect("the running program has a path");
    let folder = test.ancestors().find(|folder| folder.join(name).is_file());
    folder
        .map(|folder| folder.join(name))
        .unwrap_or_else(|| panic!("build {name} first: cargo build --workspace --bins"))
}

/// Writes the configuration of an engine that is signed in to a sandbox with an access token. Returns its path.
#[must_use]
pub fn configure(folder: &Path, instance_url: &str, access_token: &str) -> PathBuf {
    let secret = |name: &str, text: &str| {
        let path = folder.join(name);
        write_private(&path, text);
        path
    };
    let config = json!({
        "salesforce": { "api_version": "62.0", "sign_in": {
            "from": "access_token", "instance_url": instance_url, "token_file": secret("token", access_token) } },
        "database_key": { "from": "file", "path": folder.join("secrets.json") },
        "home_region": "US",
        "settling_seconds": 1,
        "five9_secret_file": secret("five9", callside_sandbox::players::FIVE9_SECRET),
        "aircall_token_file": secret("aircall", callside_sandbox::players::AIRCALL_TOKEN),
        "phone_secret_file": secret("phone", callside_sandbox::players::PHONE_SECRET),
    });
    let path = folder.join("config.json");
    write_private(&path, &config.to_string());
    path
}

/// Writes a file that only its owner can read.
pub fn write_private(path: &Path, text: &str) {
    std::fs::write(path, text).expect("the test folder can be written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let only_owner = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, only_owner).expect("the test folder can be changed");
    }
}

/// A running engine. It is killed when this is dropped.
pub struct Headless {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    /// The ready line.
    pub ready: Value,
    next_id: u64,
}

impl Headless {
    /// Starts the engine and waits for its ready line.
    pub async fn start(config: &Path, data: &Path) -> Self {
        Self::start_by(Command::new(program("callside-headless")), config, data).await
    }

    /// The same by a command that starts the program, wherever it runs.
    pub async fn start_by(mut command: Command, config: &Path, data: &Path) -> Self {
        let mut child = command
            .args(["--config".as_ref(), config.as_os_str(), "--data-dir".as_ref(), data.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("callside-headless starts");
        let input = child.stdin.take().expect("its input is a pipe");
        let output = BufReader::new(child.stdout.take().expect("its output is a pipe")).lines();
        let mut headless = Self { child, input, output, ready: Value::Null, next_id: 0 };
        headless.ready = headless.line().await.expect("callside-headless says that it is ready");
        assert_eq!(headless.ready["type"], "ready", "{}", headless.ready);
        headless
    }

    /// The next line, or `None` when the engine has ended.
    pub async fn line(&mut self) -> Option<Value> {
        let line = tokio::time::timeout(PATIENCE, self.output.next_line()).await.expect("the engine says something");
        let line = line.ok().flatten()?;
        match serde_json::from_str(&line) {
            Ok(line) => Some(line),
            // Killed in the middle of a line.
            Err(error) if error.is_eof() => None,
            Err(error) => panic!("{error}: {line}"),
        }
    }

    /// Sends a command without waiting. Returns its mark. A dead engine is not an error here.
    pub async fn send(&mut self, mut command: Value) -> u64 {
        self.next_id += 1;
        command["id"] = json!(self.next_id);
        let _ = self.input.write_all(format!("{command}\n").as_bytes()).await;
        let _ = self.input.flush().await;
        self.next_id
    }

    /// Sends a command and waits for its answer; other lines are dropped.
    pub async fn ask(&mut self, command: Value) -> Value {
        let id = self.send(command).await;
        loop {
            let line = self.line().await.expect("the engine answers");
            if line["id"] == json!(id) {
                return line;
            }
        }
    }

    /// An address of the door.
    #[must_use]
    pub fn door(&self, name: &str) -> String {
        self.ready["door"][name].as_str().expect("the ready line has the door").to_owned()
    }

    /// SIGKILL, now. What was said before it died can still be read with [`Self::line`].
    pub fn kill(&mut self) {
        self.child.start_kill().expect("the engine can be killed");
    }

    /// Waits until the process is gone.
    pub async fn gone(&mut self) -> std::process::ExitStatus {
        self.child.wait().await.expect("the engine ends")
    }
}
