//! Where the window stands in each of its forms, for each set of monitors: a laptop at its dock and away from it. Pure
//! but for reading and writing its one file.

use crate::ipc::form::WindowForm;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Sets of monitors that are remembered; the one that was not seen for longest goes first.
const SETS: usize = 16;
/// How much of the window's upper edge must be on a monitor for a hand to reach it, in pixels.
const HANDLE: i32 = 48;

/// A monitor, in pixels of the desktop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Screen {
    /// Its name, where the system gives it one.
    pub name: String,
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Place and size of the window, in pixels of the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Left edge, of the frame that the window manager draws.
    pub x: i32,
    /// Upper edge of the same.
    pub y: i32,
    /// Width of what is inside.
    pub width: u32,
    /// Height of what is inside.
    pub height: u32,
    /// It fills its monitor; the rest says what it was before.
    #[serde(default)]
    pub maximized: bool,
}

/// Everything that is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Places {
    /// The form at the last end.
    pub form: WindowForm,
    sets: Vec<Set>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Set {
    /// In order, so that the order in which the system lists them does not matter.
    screens: Vec<Screen>,
    full: Option<Frame>,
    compact: Option<Frame>,
}

impl Set {
    const fn of(&mut self, form: WindowForm) -> &mut Option<Frame> {
        match form {
            WindowForm::Full => &mut self.full,
            WindowForm::Compact => &mut self.compact,
        }
    }
}

/// The monitors in an order of their own.
#[must_use]
pub fn sorted(mut screens: Vec<Screen>) -> Vec<Screen> {
    screens.sort();
    screens
}

impl Places {
    /// Reads them. A file that is absent, damaged or newer counts as none: the window then stands where it stands.
    #[must_use]
    pub fn read(file: &Path) -> Self {
        fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Replaces the file whole.
    ///
    /// # Errors
    /// When the disk does not take it; the old file stays.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let new = file.with_extension("new");
        let mut written = File::create(&new)?;
        written.write_all(&serde_json::to_vec(self)?)?;
        written.sync_all()?;
        fs::rename(&new, file)
    }

    /// Where the window stood in a form on these (sorted) monitors, if a hand could reach it there.
    #[must_use]
    pub fn frame(&self, screens: &[Screen], form: WindowForm) -> Option<Frame> {
        let mut set = self.sets.iter().find(|set| set.screens == screens)?.clone();
        set.of(form).filter(|frame| screens.iter().any(|screen| is_in_reach(*frame, screen)))
    }

    /// Remembers where the window stands in a form on these (sorted) monitors; whether that is news.
    pub fn keep(&mut self, screens: &[Screen], form: WindowForm, frame: Frame) -> bool {
        let before = self.clone();
        let known = self.sets.iter().position(|set| set.screens == screens);
        let mut set = known.map(|at| self.sets.remove(at)).unwrap_or_default();
        screens.clone_into(&mut set.screens);
        let place = set.of(form);
        // A window that fills its monitor goes back to what it was before.
        *place = Some(match *place {
            Some(old) if frame.maximized => Frame { maximized: true, ..old },
            _ => frame,
        });
        self.sets.insert(0, set);
        self.sets.truncate(SETS);
        *self != before
    }
}

/// Whether enough of the upper edge is on a monitor.
fn is_in_reach(frame: Frame, screen: &Screen) -> bool {
    let span = |start: i32, length: u32| i64::from(start)..i64::from(start) + i64::from(length);
    let (across, down) = (span(screen.x, screen.width), span(screen.y, screen.height));
    let seen = span(frame.x, frame.width).end.min(across.end) - i64::from(frame.x).max(across.start);
    seen >= i64::from(HANDLE) && down.contains(&i64::from(frame.y))
}

/// Where the compact form stands when nobody has put it anywhere: at the upper end of the monitor.
#[must_use]
pub fn at_the_edge(screen: &Screen, (width, height): (u32, u32)) -> Frame {
    let signed = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
    let x = screen.x.saturating_add(signed(screen.width.saturating_sub(width)) - HANDLE / 2).max(screen.x);
    Frame { x, y: screen.y.saturating_add(HANDLE), width, height, maximized: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use WindowForm::{Compact, Full};

    fn screen(name: &str, x: i32, width: u32) -> Screen {
        Screen { name: name.into(), x, y: 0, width, height: 1000 }
    }

    const fn at(x: i32, y: i32) -> Frame {
        Frame { x, y, width: 400, height: 500, maximized: false }
    }

    #[test]
    fn each_form_has_its_place_on_each_set_of_monitors() {
        let (laptop, dock) = (screen("eDP-1", 0, 1600), screen("DP-2", 1600, 1920));
        let away = sorted(vec![laptop.clone()]);
        let docked = sorted(vec![laptop.clone(), dock.clone()]);
        let mut places = Places::default();
        assert!(places.keep(&away, Full, at(10, 20)) && places.keep(&away, Compact, at(1100, 40)));
        assert!(places.keep(&docked, Full, at(2000, 60)));
        assert!(!places.keep(&docked, Full, at(2000, 60)), "nothing new");
        assert_eq!(places.frame(&away, Full), Some(at(10, 20)));
        assert_eq!(places.frame(&away, Compact), Some(at(1100, 40)));
        assert_eq!(places.frame(&sorted(vec![dock, laptop]), Full), Some(at(2000, 60)), "in any order");
        assert_eq!(places.frame(&docked, Compact), None, "never seen there");
    }

    #[test]
    fn a_window_out_of_reach_is_not_put_there_again() {
        let screens = [screen("a", 0, 1600)];
        let mut places = Places::default();
        for (x, y, reached) in [
            (0, 0, true),
            (1552, 999, true),
            (1553, 0, false),
            (-352, 5, true),
            (-353, 5, false),
            (0, -1, false),
            (0, 1000, false),
        ] {
            places.keep(&screens, Full, at(x, y));
            assert_eq!(places.frame(&screens, Full).is_some(), reached, "{x}, {y}");
        }
    }

    #[test]
    fn a_window_that_fills_its_monitor_remembers_what_it_was_before() {
        let screens = [screen("a", 0, 1600)];
        let mut places = Places::default();
        places.keep(&screens, Full, at(10, 20));
        places.keep(&screens, Full, Frame { maximized: true, ..at(0, 0) });
        assert_eq!(places.frame(&screens, Full), Some(Frame { maximized: true, ..at(10, 20) }));
    }

    #[test]
    fn the_oldest_set_goes_and_a_damaged_file_is_none() {
        let mut places = Places::default();
        for n in 0..=SETS {
            places.keep(&[screen(&n.to_string(), 0, 1600)], Full, at(1, 1));
        }
        assert_eq!(places.frame(&[screen("0", 0, 1600)], Full), None);
        assert!(places.frame(&[screen("1", 0, 1600)], Full).is_some());
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("window.json");
        assert_eq!(Places::read(&file), Places::default());
        places.form = Compact;
        places.write(&file).unwrap();
        assert_eq!(Places::read(&file), places);
        fs::write(&file, b"{\"form\": \"huge\"").unwrap();
        assert_eq!(Places::read(&file), Places::default());
    }

    #[test]
    fn the_compact_form_first_stands_at_the_edge_of_any_monitor() {
        for (x, width, expected) in [(0, 1600, 1216), (1600, 1920, 3136), (0, 300, 0)] {
            assert_eq!(at_the_edge(&screen("a", x, width), (360, 520)).x, expected);
        }
    }
}
