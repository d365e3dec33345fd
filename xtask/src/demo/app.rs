//! The real app, set up for the demo through its environment (`src-tauri/environment.rs`).

use super::browser::Browser;
use super::sandbox::{Door, Sandbox};
use crate::checkout::{Checkout, Profile};
use crate::error::XtaskError;
use crate::process::Tree;
use crate::session::Session;
use serde_json::{Value, json};
use std::fs::{DirBuilder, OpenOptions};
use std::io::Write;
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A path that nobody else has to guess: the door of a demo is open for minutes, to a sandbox with invented people.
const PATH: &str = "demo-demo-demo-demo-demo";

/// The app's name among those of the system (`identifier` of tauri.conf.json).
const IDENTIFIER: &str = "app.callside.desktop";

/// How the app begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning<'a> {
    /// Nobody is signed in: the sign-in screen comes first.
    SignedOut,
    /// It carries on with a sign-in, as on any morning after the first.
    SignedIn,
    /// The same, linked to a relay.
    Linked {
        /// Its address.
        address: &'a str,
        /// The session that it gave, as JSON.
        grant: &'a str,
    },
}

/// The running app; it ends when it is dropped.
pub struct App {
    program: Tree,
    door: Door,
}

impl App {
    /// The app as it was built for the demo, its own pages in it.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(
        checkout: &Checkout,
        session: &Session,
        sandbox: &Sandbox,
        browser: &Browser,
        beginning: Beginning<'_>,
    ) -> Result<Self, XtaskError> {
        let log = session.folder().join("callside.log");
        let log = std::fs::File::create(&log).map_err(XtaskError::io("cannot write", &log))?;
        let mut app = Command::new(checkout.programs(Profile::Dev).join("callside"));
        app.current_dir(&checkout.root);
        Self::host(&app, session, sandbox, browser, beginning, |app| app.stdout(Stdio::null()).stderr(log))
    }

    /// Any command that starts the app, in the session, with an empty data folder.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn host(
        command: &Command,
        session: &Session,
        sandbox: &Sandbox,
        browser: &Browser,
        beginning: Beginning<'_>,
        output: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Result<Self, XtaskError> {
        let port = free_port()?;
        let data = session.folder().join("callside");
        lay_out_secrets(&data, &secrets(sandbox, beginning))?;
        lay_out_preferences(session)?;
        let mut hosted = session.host(command);
        hosted
            .stdin(Stdio::null())
            .env("CALLSIDE_DATA_DIR", data)
            .env("CALLSIDE_LOGIN_URL", sandbox.origin())
            .env("CALLSIDE_CLIENT_ID", sandbox.client_id())
            .env("CALLSIDE_PHONES", sandbox.phones().to_string())
            .env("CALLSIDE_BROWSER", browser.program())
            .env("CALLSIDE_DOOR_PORT", port.to_string());
        if let Beginning::Linked { address, .. } = beginning {
            hosted.env("CALLSIDE_RELAY_ADDRESS", address);
        }
        let program = Tree::spawn(output(&mut hosted))?;
        let base = format!("http://127.0.0.1:{port}/{PATH}");
        sandbox.tell_door(&base)?;
        Ok(Self { program, door: Door { base } })
    }

    /// Where calls go.
    pub const fn door(&self) -> &Door {
        &self.door
    }

    /// Whether it has ended, or does within `limit`.
    pub fn has_ended(&mut self, limit: Duration) -> bool {
        self.program.status_within(limit).is_some()
    }
}

/// What the vault of an app holds that has been used before, by entry: the door's path, the connector's secret and
/// perhaps a sign-in. So the demo knows where calls go before the door is open.
fn secrets(sandbox: &Sandbox, beginning: Beginning<'_>) -> Value {
    let mut secrets = json!({
        "door-path": PATH,
        "phone-systems": sandbox.webhook_secrets().to_string(),
        "phone-keys": sandbox.phone_keys().to_string(),
    });
    if beginning != Beginning::SignedOut {
        let sign_in = json!({
            "refresh_token": sandbox.refresh_token(),
            "instance_url": sandbox.origin(),
            "login_host": sandbox.origin(),
            "client_id": sandbox.client_id(),
        });
        secrets["salesforce-session"] = sign_in.to_string().into();
    }
    if let Beginning::Linked { grant, .. } = beginning {
        secrets["relay-session"] = grant.trim().into();
    }
    secrets
}

/// Where there is no keychain, the app uses the secrets file that is in its folder already (`FileVault` of
/// callside-keychain).
fn lay_out_secrets(data: &Path, secrets: &Value) -> Result<(), XtaskError> {
    lay_out(data, "secrets.json", secrets)
}

/// Whoever sees a demo is not led through the first steps before it. Preferences lie where the system has the app's data,
/// whatever folder its database is in.
fn lay_out_preferences(session: &Session) -> Result<(), XtaskError> {
    let preferences = json!({ "first_run": { "at": "sign_in", "done": [], "over": true } });
    lay_out(&session.folder().join("data").join(IDENTIFIER), "preferences.json", &preferences)
}

fn lay_out(folder: &Path, name: &str, content: &Value) -> Result<(), XtaskError> {
    DirBuilder::new().mode(0o700).create(folder).map_err(XtaskError::io("cannot make", folder))?;
    let path = folder.join(name);
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    let written = file.and_then(|mut file| file.write_all(content.to_string().as_bytes()));
    written.map_err(XtaskError::io("cannot write", &path))
}

/// A port that is free now. The app takes it a moment later; should another program be quicker, it says so.
fn free_port() -> Result<u16, XtaskError> {
    let free = || TcpListener::bind("127.0.0.1:0")?.local_addr();
    free().map(|address| address.port()).map_err(XtaskError::io("cannot find", "a free port"))
}
