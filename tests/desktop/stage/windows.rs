//! Windows as a window manager has them, through xdotool.

use super::Stage;
use super::process::Process;
use crate::wait::{until, until_true};
use std::path::PathBuf;
use std::process::Stdio;

/// A window of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window(String);

/// Width and height, then the place of the upper left corner, in pixels.
pub type Frame = ((u32, u32), (i32, i32));

impl Stage {
    /// A session with everything and a window manager, without which nothing decides who has the keyboard.
    pub async fn with_window_manager() -> Self {
        let mut stage = Self::new();
        let manager = Process::start(&stage.command("openbox"), Stdio::null(), Stdio::null());
        stage.programs.insert(0, manager);
        // It names itself when it has taken the screen over (Extended Window Manager Hints, _NET_SUPPORTING_WM_CHECK).
        until("the window manager works", async || xdotool(&stage, &["get_num_desktops"])).await;
        stage.break_the_keyboard_in().await;
        stage
    }

    /// The first key of a virtual screen makes the server tell everybody of a changed keyboard, and while the window
    /// manager takes its shortcuts anew one that is pressed at that moment is lost. So one is pressed until it is heard,
    /// and undone.
    async fn break_the_keyboard_in(&self) {
        let workspace = || xdotool(self, &["get_desktop"]);
        let elsewhere = async || {
            self.press("ctrl+alt+Right");
            workspace().is_some_and(|number| number != "0")
        };
        until_true("the window manager hears the keyboard", elsewhere).await;
        let back = async || {
            let _ = self.command("xdotool").args(["set_desktop", "0"]).status();
            workspace().as_deref() == Some("0")
        };
        until_true("it shows the first workspace again", back).await;
    }

    /// Presses keys on the keyboard of the screen: whoever has it gets them.
    pub fn press(&self, keys: &str) {
        xdotool(self, &["key", "--clearmodifiers", keys]).expect("the keys are pressed");
    }
}

/// What xdotool answers; `None` when it fails or finds nothing.
fn xdotool(stage: &Stage, arguments: &[&str]) -> Option<String> {
    let output = stage.command("xdotool").args(arguments).output().expect("xdotool");
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !text.is_empty() || arguments[0] == "key" && output.status.success()).then_some(text)
}

/// The window with this name, while it is shown.
pub fn shown(stage: &Stage, name: &str) -> Option<Window> {
    let found = xdotool(stage, &["search", "--onlyvisible", "--name", &format!("^{name}$")])?;
    found.lines().last().map(|id| Window(id.to_owned()))
}

/// The window that has the keyboard.
pub fn active(stage: &Stage) -> Option<String> {
    xdotool(stage, &["getactivewindow"])
}

impl Window {
    /// Its number.
    pub fn id(&self) -> String {
        self.0.clone()
    }

    /// A person clicks its title: it comes to the front and has the keyboard.
    pub async fn activate(&self, stage: &Stage) {
        let in_front = async || {
            let there = active(stage).as_ref() == Some(&self.0);
            if !there {
                let _ = stage.command("xdotool").args(["windowactivate", &self.0]).status();
            }
            there
        };
        until_true("the window is in front", in_front).await;
    }

    /// Where it is and how large.
    pub fn frame(&self, stage: &Stage) -> Frame {
        let text = xdotool(stage, &["getwindowgeometry", "--shell", &self.0]).unwrap_or_default();
        let value = |name: &str| -> i32 {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.and_then(|number| number.parse().ok()).unwrap_or_default()
        };
        ((value("WIDTH").unsigned_abs(), value("HEIGHT").unsigned_abs()), (value("X"), value("Y")))
    }

    /// Whether the window manager keeps it above the others (Extended Window Manager Hints, `_NET_WM_STATE_ABOVE`).
    pub fn is_above(&self, stage: &Stage) -> bool {
        let asked = stage.command("xprop").args(["-id", &self.0, "_NET_WM_STATE"]).output().expect("xprop");
        String::from_utf8_lossy(&asked.stdout).contains("_NET_WM_STATE_ABOVE")
    }

    /// A person drags it to this size, and then to another place.
    pub async fn set(&self, stage: &Stage, size: (u32, u32), place: (i32, i32)) {
        let number = |value: i64| value.to_string();
        let (width, height) = (number(size.0.into()), number(size.1.into()));
        let _ = stage.command("xdotool").args(["windowsize", &self.0, &width, &height]).status();
        until_true("the window has its size", async || self.frame(stage).0 == size).await;
        let before = self.frame(stage);
        let (x, y) = (number(place.0.into()), number(place.1.into()));
        let _ = stage.command("xdotool").args(["windowmove", &self.0, &x, &y]).status();
        until_true("the window is elsewhere", async || self.frame(stage) != before).await;
    }
}

/// Another program that a person types into: what reaches it stands in a file.
pub struct Editor {
    window: Window,
    typed: PathBuf,
    _program: Process,
}

impl Editor {
    /// Opens it; as every new window it has the keyboard.
    pub async fn open(stage: &Stage) -> Self {
        let typed = stage.folder().join("typed.txt");
        let mut command = stage.command("xterm");
        command.args(["-T", "Editor", "-e", "sh", "-c", "stty -icanon -echo; exec cat > \"$0\""]).arg(&typed);
        let program = Process::start(&command, Stdio::null(), Stdio::null());
        let window = until("the editor is shown", async || shown(stage, "Editor")).await;
        until_true("it has the keyboard", async || active(stage).as_ref() == Some(&window.0)).await;
        until_true("it listens", async || typed.exists()).await;
        Self { window, typed, _program: program }
    }

    /// Its window's number.
    pub fn window(&self) -> String {
        self.window.id()
    }

    /// Types on the keyboard of the screen.
    pub async fn types(&self, stage: &Stage, text: &str) {
        let done = stage.command("xdotool").args(["type", "--delay", "20", text]).status();
        assert!(done.is_ok_and(|status| status.success()), "the keys are pressed");
    }

    /// Waits until this was typed into it.
    pub async fn reads(&self, text: &str) {
        until_true("the editor got the keys", async || std::fs::read_to_string(&self.typed).is_ok_and(|t| t == text))
            .await;
    }
}
