//! What the machine and the person who starts Callside say: variables, arguments, folders.

use callside_core::update::Packaging;
use std::ffi::OsString;
use std::path::PathBuf;

/// Overrides the folder of database, logs and preferences.
pub const DATA_DIR: &str = "CALLSIDE_DATA_DIR";
/// A program that opens addresses instead of the system's browser: for kiosks and tests.
pub const BROWSER: &str = "CALLSIDE_BROWSER";
/// Where to sign in when "Production" is picked; `http` only for this machine.
pub const LOGIN_URL: &str = "CALLSIDE_LOGIN_URL";
/// Consumer key of the External Client App, where none is set in the settings.
pub const CLIENT_ID: &str = "CALLSIDE_CLIENT_ID";
/// Which lines go to the log, in the words of tracing-subscriber's `EnvFilter`.
pub const LOG: &str = "CALLSIDE_LOG";

/// A folder in place of the person's downloads: for kiosks and tests.
pub const DOWNLOADS: &str = "CALLSIDE_DOWNLOADS";
/// The port of the door, where the usual ones do not do.
pub const DOOR_PORT: &str = "CALLSIDE_DOOR_PORT";

/// Ports of this machine on which others come in; none = the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ports {
    /// Phone systems come to the first free one of these.
    pub door: Option<Vec<u16>>,
    /// The browser comes back from a sign-in to the first free one of these; the org has registered them.
    pub sign_in: Option<Vec<u16>>,
}

impl Ports {
    /// Those that whoever starts Callside wants.
    #[must_use]
    pub fn wanted() -> Self {
        let door = text(DOOR_PORT).and_then(|port| port.parse().ok());
        Self { door: door.map(|port| vec![port]), sign_in: None }
    }
}

/// The value of a variable that is set and not empty.
#[must_use]
pub fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The same as text; a value that is no text counts as absent.
#[must_use]
pub fn text(name: &str) -> Option<String> {
    variable(name)?.into_string().ok()
}

/// The folder of Callside's own files: the override, else the platform's.
#[must_use]
pub fn data_dir(platform: PathBuf) -> PathBuf {
    variable(DATA_DIR).map_or(platform, PathBuf::from)
}

/// Name of the app's folder: the identifier in `tauri.conf.json`.
const APP: &str = "app.callside.desktop";

/// The folder that the window would use, asked for without a window. `None` where the person has no home.
#[must_use]
pub fn data_home() -> Option<PathBuf> {
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        absolute("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        absolute("XDG_DATA_HOME").or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join(APP))
}

/// What the command line asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Start in the tray, without a window: for start at sign-on.
    pub background: bool,
    /// A `callside://` link that the system handed over.
    pub link: Option<String>,
}

impl Arguments {
    /// Reads the arguments after the program's name; unknown ones are left to the toolkit.
    pub fn read(arguments: impl IntoIterator<Item = String>) -> Self {
        let mut read = Self::default();
        for argument in arguments {
            if argument == "--background" {
                read.background = true;
            } else if is_link(&argument) {
                read.link = Some(argument);
            }
        }
        read
    }
}

fn is_link(argument: &str) -> bool {
    argument.get(..11).is_some_and(|scheme| scheme.eq_ignore_ascii_case("callside://"))
}

/// Where a package says what it is (`xtask/src/package/content.rs`).
#[cfg(target_os = "linux")]
const PACKED_AS: &str = "/usr/share/callside/package";

/// How this Callside came onto the machine; `None`: nobody packed it.
#[cfg(target_os = "linux")]
#[must_use]
pub fn packaging() -> Option<Packaging> {
    // A program from somewhere else, beside one that was installed, was not packed.
    let here = std::env::current_exe().ok()?;
    let said = std::fs::read_to_string(PACKED_AS).ok().filter(|_| here.starts_with("/usr/bin"))?;
    Packaging::of_name(said.trim())
}

/// Tauri's bundler stamps the programs that it packs.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn packaging() -> Option<Packaging> {
    use tauri::utils::config::BundleType;
    match tauri::utils::platform::bundle_type()? {
        BundleType::Msi => Some(Packaging::Msi),
        BundleType::Nsis => Some(Packaging::Nsis),
        BundleType::App | BundleType::Dmg => Some(Packaging::Dmg),
        _ => None,
    }
}

/// Whether there is a display to show a window on.
#[must_use]
pub fn has_display() -> bool {
    !cfg!(target_os = "linux") || variable("WAYLAND_DISPLAY").is_some() || variable("DISPLAY").is_some()
}

/// WebKitGTK shows an empty window with some graphics drivers unless its DMA-BUF renderer is off, and it reads the
/// variable before any of our code can set one. So the program becomes itself once more, with the variable set.
#[cfg(target_os = "linux")]
pub fn choose_renderer() {
    use std::os::unix::process::CommandExt;
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(RENDERER).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let error = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(RENDERER, "1").exec();
    // Only reached when it failed: the window may stay empty on some machines, everything else works.
    eprintln!("Callside could not choose its renderer: {error}");
}

#[cfg(not(target_os = "linux"))]
#[expect(missing_docs, reason = "as above")]
pub const fn choose_renderer() {}

#[cfg(test)]
mod tests {
    use super::Arguments;

    #[test]
    fn links_are_told_from_other_arguments() {
        let read = |arguments: &[&str]| Arguments::read(arguments.iter().map(|a| (*a).to_owned()));
        for (arguments, background, link) in [
            (&[][..], false, None),
            (&["--background"], true, None),
            (&["callside://call?ANI=1"], false, Some("callside://call?ANI=1")),
            (&["CALLSIDE://call?ANI=1", "--background"], true, Some("CALLSIDE://call?ANI=1")),
            (&["--gtk-module=x", "callside:", "é"], false, None),
        ] {
            let expected = Arguments { background, link: link.map(str::to_owned) };
            assert_eq!(read(arguments), expected, "{arguments:?}");
        }
    }
}
