//! A desktop session of our own: session bus, unlocked keyring, throw-away home folders and, where a window is
//! shown, a virtual display. Tests and the demo never touch the person's keyring, settings or screen.

use crate::error::XtaskError;
use crate::process::Tree;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Unlocks an empty keyring and then becomes the program.
const WITH_KEYRING: &str =
    r#"printf '\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@""#;

/// A bus that starts no service by itself, so that there is no keyring on it.
const BARE_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// Size of the virtual screen.
const SCREEN: &str = "1240x800x24";

/// The session; it ends when it is dropped.
pub struct Session {
    folder: TempDir,
    screen: Screen,
    keyring: bool,
}

/// Where its windows are seen.
enum Screen {
    /// Nowhere.
    None,
    /// On a virtual display.
    Virtual(Display),
    /// On the screen of the person who started it.
    Yours,
}

struct Display {
    name: String,
    _server: Tree,
}

impl Session {
    /// A session without a screen.
    ///
    /// # Errors
    /// When its folders cannot be made.
    pub fn without_display() -> Result<Self, XtaskError> {
        let folder = tempfile::Builder::new().prefix("callside-").tempdir();
        let folder = folder.map_err(XtaskError::io("cannot make a folder in", std::env::temp_dir()))?;
        for name in ["data", "config", "cache", "run"] {
            let path = folder.path().join(name);
            fs::create_dir(&path).map_err(XtaskError::io("cannot make", &path))?;
            let only_mine = fs::Permissions::from_mode(0o700);
            fs::set_permissions(&path, only_mine).map_err(XtaskError::io("cannot protect", &path))?;
        }
        Ok(Self { folder, screen: Screen::None, keyring: true })
    }

    /// A session with a virtual screen.
    ///
    /// # Errors
    /// When Xvfb does not start.
    pub fn with_display() -> Result<Self, XtaskError> {
        let mut session = Self::without_display()?;
        session.screen = Screen::Virtual(Display::start(session.folder.path())?);
        Ok(session)
    }

    /// A session whose windows open on the person's own screen.
    ///
    /// # Errors
    /// When its folders cannot be made.
    pub fn on_your_screen() -> Result<Self, XtaskError> {
        Ok(Self { screen: Screen::Yours, ..Self::without_display()? })
    }

    /// The same without a keyring: programs find the secrets that were laid out for them in a file.
    ///
    /// # Errors
    /// When the bus cannot be set up.
    pub fn without_keyring(mut self) -> Result<Self, XtaskError> {
        let bus = self.bus();
        fs::write(&bus, BARE_BUS).map_err(XtaskError::io("cannot write", &bus))?;
        self.keyring = false;
        Ok(self)
    }

    fn bus(&self) -> PathBuf {
        self.folder.path().join("bus.conf")
    }

    /// The folder that goes with the session.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The command as a program of this session.
    pub fn host(&self, command: &Command) -> Command {
        let mut hosted = Command::new("dbus-run-session");
        if self.keyring {
            hosted.args(["--", "sh", "-c", WITH_KEYRING, "sh"]);
        } else {
            hosted.arg("--config-file").arg(self.bus()).arg("--");
        }
        hosted.arg(command.get_program()).args(command.get_args());
        if let Some(folder) = command.get_current_dir() {
            hosted.current_dir(folder);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => hosted.env(name, value),
                None => hosted.env_remove(name),
            };
        }
        self.point_to(&mut hosted);
        hosted
    }

    /// The command as a program that shows or looks at this session's screen.
    pub fn point_to(&self, command: &mut Command) {
        let at = |name: &str| self.folder.path().join(name);
        command
            .env("XDG_DATA_HOME", at("data"))
            .env("XDG_CONFIG_HOME", at("config"))
            .env("XDG_CACHE_HOME", at("cache"))
            .env("XDG_RUNTIME_DIR", at("run"));
        let display = match &self.screen {
            Screen::Yours => return self.keep_wayland(command),
            Screen::Virtual(display) => Some(display),
            Screen::None => None,
        };
        for name in ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION"] {
            command.env_remove(name);
        }
        if let Some(display) = display {
            // No accessibility bus: starting one costs seconds in an empty session.
            command.env("DISPLAY", &display.name).env("GDK_BACKEND", "x11").env("NO_AT_BRIDGE", "1");
            command.env("LIBGL_ALWAYS_SOFTWARE", "1").env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
    }

    /// Wayland's socket is named relative to a folder that the session replaces.
    fn keep_wayland(&self, command: &mut Command) {
        let (folder, name) = (std::env::var_os("XDG_RUNTIME_DIR"), std::env::var_os("WAYLAND_DISPLAY"));
        if let (Some(folder), Some(name)) = (folder, name) {
            command.env("WAYLAND_DISPLAY", Path::new(&folder).join(name));
        }
    }
}

impl Display {
    /// Xvfb picks a free display itself and says which when it is ready to be used.
    fn start(folder: &Path) -> Result<Self, XtaskError> {
        let errors = folder.join("xvfb.log");
        let log = fs::File::create(&errors).map_err(XtaskError::io("cannot write", &errors))?;
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
        let mut server = Tree::spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log))?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout() {
            let _ = BufReader::new(stdout).read_line(&mut number);
        }
        let number: u32 = number.trim().parse().map_err(|_| XtaskError::Unreadable {
            what: "Xvfb",
            text: fs::read_to_string(&errors).unwrap_or_default(),
        })?;
        Ok(Self { name: format!(":{number}"), _server: server })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hosted_command_keeps_its_own_words_and_gets_the_session() {
        let session = Session::without_display().unwrap();
        let mut command = Command::new("cargo");
        command.args(["nextest", "run"]).current_dir("/").env("KEPT", "1").env_remove("GONE");
        let hosted = session.host(&command);
        let args: Vec<_> = hosted.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect();
        assert_eq!(args[4..], ["sh", "cargo", "nextest", "run"]);
        let value = |name: &str| hosted.get_envs().find(|(n, _)| *n == name).map(|(_, v)| v);
        assert_eq!(value("KEPT"), Some(Some("1".as_ref())));
        assert_eq!(value("GONE"), Some(None), "what was taken away stays away");
        assert_eq!(value("DISPLAY"), Some(None), "no way to the person's own screen");
        let bare = Session::without_display().unwrap().without_keyring().unwrap();
        assert_eq!(bare.host(&command).get_args().skip(3).collect::<Vec<_>>(), ["cargo", "nextest", "run"]);
        assert_eq!(value("XDG_DATA_HOME"), Some(Some(session.folder().join("data").as_os_str())));
    }
}
