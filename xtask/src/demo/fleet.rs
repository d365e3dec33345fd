//! Relays and the NATS between them, as the demo starts, kills and starts them again.

use super::sandbox::Sandbox;
use crate::error::XtaskError;
use crate::http;
use crate::process::{Tree, pause};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Tenths of a second that something may take.
const PATIENCE: u32 = 1200;
/// Where Debian puts it; an ordinary user's PATH does not always reach there.
const NATS: &str = "/usr/sbin/nats-server";

/// A running relay.
pub struct Relay {
    program: Tree,
    listen: String,
    inner: String,
    again: Stopped,
}

/// A relay that was killed; its file is still there.
pub struct Stopped {
    program: PathBuf,
    config: PathBuf,
    name: String,
}

impl Stopped {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Starts it again, where it was.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start_again(self) -> Result<Relay, XtaskError> {
        Relay::run(self)
    }
}

impl Relay {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.again.name
    }

    /// Where phone systems and desktops reach it.
    pub fn listen(&self) -> &str {
        &self.listen
    }

    /// Kills it, as a power cut does.
    ///
    /// # Errors
    /// When it cannot be killed.
    pub fn kill(self) -> Result<Stopped, XtaskError> {
        self.program.kill()?;
        // The balancer looks for it where it was.
        let text = fs::read_to_string(&self.again.config).map_err(XtaskError::io("cannot read", &self.again.config))?;
        let mut config: Value = serde_json::from_str(&text).map_err(|_| unreadable(&text))?;
        config["listen"] = self.listen.into();
        write_private(&self.again.config, &config.to_string())?;
        Ok(self.again)
    }

    /// Starts one over this NATS.
    ///
    /// # Errors
    /// When it does not start or says something else than expected.
    pub fn start(program: &Path, folder: &Path, name: &str, nats: u16, sandbox: &Sandbox) -> Result<Self, XtaskError> {
        let secrets = folder.join("secrets");
        let config = json!({
            "callside_config": 1,
            "name": name,
            "listen": "127.0.0.1:0",
            "inner": "127.0.0.1:0",
            "home_region": "US",
            "data": folder.join(name),
            "secrets": {
                "database_key_file": secrets.join("database-key"),
                "session_key_file": secrets.join("session-key"),
                "path_secret_file": secrets.join("path-secret"),
            },
            "phones": { "five9_secret_file": secrets.join("five9") },
            "identity": {
                "issuer": sandbox.origin(), "client_id": sandbox.client_id(), "org_id": "00D000000000001AAA",
            },
            "fleet": { "servers": [format!("nats://127.0.0.1:{nats}")] },
            "team": {
                "people": [{ "email": "dana.whitfield@callside.example" }, { "email": "sam.ortega@callside.example" }],
                "groups": { "support": ["dana.whitfield@callside.example", "sam.ortega@callside.example"] },
                "rules": [{ "queue": "Support", "to": { "group": "support" } }],
            },
            "limits": { "beat_s": 2 },
        });
        let path = folder.join(format!("{name}.json"));
        write_private(&path, &config.to_string())?;
        Self::run(Stopped { program: program.to_owned(), config: path, name: name.to_owned() })
    }

    fn run(stopped: Stopped) -> Result<Self, XtaskError> {
        let Stopped { program, config: path, .. } = &stopped;
        let log = path.with_extension("log");
        let log =
            fs::OpenOptions::new().create(true).append(true).open(&log).map_err(XtaskError::io("cannot make", &log))?;
        let mut command = Command::new(program);
        command.arg("--config").arg(path).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let mut program = Tree::spawn(&mut command)?;
        let mut line = String::new();
        if let Some(stdout) = program.stdout() {
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        let ready: Value = serde_json::from_str(&line).map_err(|_| unreadable(&line))?;
        let at = |what: &str| ready[what].as_str().map(str::to_owned).ok_or_else(|| unreadable(&line));
        Ok(Self { program, listen: at("listen")?, inner: at("inner")?, again: stopped })
    }

    /// One of its own figures.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn figure(&self, name: &str) -> Result<i64, XtaskError> {
        let text = http::get(&format!("http://{}/metrics", self.inner))?.body;
        let line = text.lines().find_map(|line| line.strip_prefix(&format!("callside_relay_{name} ")));
        line.and_then(|value| value.trim().parse().ok()).ok_or_else(|| unreadable(name))
    }
}

/// A nats-server with JetStream, and its port.
///
/// # Errors
/// When it does not start.
pub fn nats(folder: &Path) -> Result<(Tree, u16), XtaskError> {
    let mut command = Command::new(NATS);
    command.args(["-a", "127.0.0.1", "-p", "-1", "-js", "-sd"]).arg(folder.join("jetstream"));
    command.arg("--ports_file_dir").arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let program = Tree::spawn(&mut command)?;
    let mut port = None;
    until_quietly(|| {
        let files = fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten();
        let ports = files.map(|file| file.path()).find(|path| path.extension().is_some_and(|end| end == "ports"));
        let text = ports.and_then(|path| fs::read_to_string(path).ok()).unwrap_or_default();
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        port = value["nats"][0].as_str().and_then(|url| url.rsplit(':').next()?.parse().ok());
        Ok(port.is_some())
    })?;
    Ok((program, port.unwrap_or_default()))
}

/// Writes what nobody else may read.
///
/// # Errors
/// When the file cannot be written.
pub fn write_private(path: &Path, text: &str) -> Result<(), XtaskError> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path, text).map_err(XtaskError::io("cannot write", path))?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(XtaskError::io("cannot write", path))
}

/// Waits until something holds, and says so.
///
/// # Errors
/// When it takes too long.
pub fn until(what: &str, holds: impl FnMut() -> Result<bool, XtaskError>) -> Result<(), XtaskError> {
    until_quietly(holds).map_err(|_| XtaskError::NotInTree(format!("sign that {what}")))?;
    println!("demo: {what}");
    Ok(())
}

/// Waits until something holds.
///
/// # Errors
/// When it takes too long.
pub fn until_quietly(mut holds: impl FnMut() -> Result<bool, XtaskError>) -> Result<(), XtaskError> {
    for _ in 0..PATIENCE {
        if holds()? {
            return Ok(());
        }
        pause(100);
    }
    Err(XtaskError::NotInTree("sign of life".into()))
}

fn unreadable(text: &str) -> XtaskError {
    XtaskError::Unreadable { what: "a relay", text: text.to_owned() }
}
