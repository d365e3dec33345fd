//! A desktop session of our own: virtual screen, session bus without other services, unlocked keyring, empty home.
//! Nothing of the person's session is touched, and everything ends with it.

pub mod desktop;
pub mod process;
pub mod windows;

use callside_tests::port;
use process::Process;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A bus that starts no services by itself: what is not started here is not there.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

/// Variables that would lead a program to the person's own session.
const FOREIGN: [&str; 6] = [
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_CURRENT_DESKTOP",
    "DESKTOP_SESSION",
    "GNOME_KEYRING_CONTROL",
    "SSH_AUTH_SOCK",
];

/// The session.
pub struct Stage {
    folder: TempDir,
    display: String,
    bus: String,
    door_port: u16,
    /// In the order in which they must end.
    programs: Vec<Process>,
}

/// The preferences of somebody who has seen the first steps.
const NO_NEWCOMER: &str = r#"{"first_run":{"at":"sign_in","done":[],"over":true}}"#;

impl Stage {
    /// A session with everything, of somebody who has worked with Callside before.
    pub fn new() -> Self {
        Self::raise(true)
    }

    /// A session with everything, of somebody who has never seen Callside.
    pub fn of_a_newcomer() -> Self {
        let stage = Self::new();
        std::fs::remove_file(stage.data().join("preferences.json")).expect("the preferences");
        stage
    }

    /// A session without a keychain.
    pub fn without_keychain() -> Self {
        Self::raise(false)
    }

    fn raise(keychain: bool) -> Self {
        let folder = tempfile::Builder::new().prefix("callside-desktop-").tempdir().expect("a folder");
        for name in ["data", "config", "cache", "run", "home"] {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).expect("a home");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).expect("a private home");
        }
        let (screen, number) = Process::that_prints(Command::new("Xvfb").args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1000x24",
            "-nolisten",
            "tcp",
            // Without it the screen begins anew, and turns callers away, whenever its last window is gone.
            "-noreset",
        ]));
        let config = folder.path().join("bus.conf");
        std::fs::write(&config, BUS).expect("the bus's settings");
        let mut bus = Command::new("dbus-daemon");
        bus.arg("--config-file").arg(config).args(["--nofork", "--print-address=1"]);
        let (bus, address) = Process::that_prints(&bus);
        let mut stage = Self {
            folder,
            display: format!(":{}", number.trim()),
            bus: address.trim().to_owned(),
            door_port: port::own(),
            programs: Vec::new(),
        };
        std::fs::create_dir(stage.data()).expect("Callside's folder");
        std::fs::write(stage.data().join("preferences.json"), NO_NEWCOMER).expect("the preferences");
        if keychain {
            stage.programs.push(stage.keychain());
        }
        stage.programs.extend([bus, screen]);
        stage
    }

    /// The keyring daemon takes its password from stdin and says with its first line that it is unlocked.
    fn keychain(&self) -> Process {
        let mut daemon = self.command("gnome-keyring-daemon");
        daemon.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut daemon = Process::with_input(&daemon);
        daemon.input().write_all(b"\n").expect("an empty password");
        drop(daemon.take_input());
        daemon
    }

    /// A program of this session.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let at = |name: &str| self.folder.path().join(name);
        command
            .env("HOME", at("home"))
            .env("XDG_DATA_HOME", at("data"))
            .env("XDG_CONFIG_HOME", at("config"))
            .env("XDG_CACHE_HOME", at("cache"))
            .env("XDG_RUNTIME_DIR", at("run"))
            .env("DISPLAY", self.display())
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("LANG", "C.UTF-8")
            .env("GDK_BACKEND", "x11")
            // Without it the first window waits for an accessibility bus that is not there.
            .env("NO_AT_BRIDGE", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("CALLSIDE_DOOR_PORT", self.door_port.to_string())
            .env("CALLSIDE_BROWSER", callside_tests::headless::program("agent_browser"))
            .env("AGENT_BROWSER_NOTES", self.browser_notes());
        for name in FOREIGN {
            command.env_remove(name);
        }
        command
    }

    /// A picture of the screen's upper left part, where the window is: WebKitGTK's own pictures wait for a window
    /// manager that is not there.
    pub fn picture(&self, width: u64, height: u64, file: &Path) {
        let crop = format!("{width}x{height}+0+0");
        let taken = self.command("import").args(["-window", "root", "-crop", &crop, "+repage"]).arg(file).status();
        assert!(taken.is_ok_and(|taken| taken.success()), "no picture was taken");
    }

    /// Where the agent's browser notes the addresses that it was given.
    pub fn browser_notes(&self) -> PathBuf {
        self.folder.path().join("browser.txt")
    }

    /// Name of the virtual display.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Address of the session bus.
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// The port that Callside's door gets.
    pub const fn door_port(&self) -> u16 {
        self.door_port
    }

    /// Callside's own files.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data/app.callside.desktop")
    }

    /// The folder of the whole session.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
