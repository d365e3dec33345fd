//! The window in its two forms: the whole desk, and a small card above all other windows. Where each stands is
//! remembered for each set of monitors.

use crate::ipc::form::WindowForm;
use crate::places::{self, Frame, Places, Screen};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tauri::{
    AppHandle, LogicalSize, Manager, Monitor, PhysicalPosition, PhysicalSize, Runtime, WebviewWindow, WindowEvent,
};
use tokio::sync::Notify;

/// File of what is remembered, in the folder of Callside's own files.
pub const FILE: &str = "window.json";

/// A window that is dragged tells of every step; it has come to rest when it says nothing for so long.
const REST: Duration = Duration::from_millis(400);

/// Sizes in logical pixels.
struct Sizes {
    smallest: (f64, f64),
    first: (f64, f64),
}

const fn sizes(form: WindowForm) -> Sizes {
    match form {
        WindowForm::Full => Sizes { smallest: (400.0, 560.0), first: (1240.0, 800.0) },
        WindowForm::Compact => Sizes { smallest: (320.0, 360.0), first: (360.0, 560.0) },
    }
}

/// Smallest size of the first form, for the maker of the window.
pub const fn smallest() -> (f64, f64) {
    sizes(WindowForm::Full).smallest
}

/// Size of the first start, for the maker of the window.
pub const fn first() -> (f64, f64) {
    sizes(WindowForm::Full).first
}

/// The forms of the one window.
pub struct Forms {
    file: PathBuf,
    kept: Mutex<Kept>,
    moved: Notify,
}

struct Kept {
    places: Places,
    /// The monitors on which the window was seen last.
    screens: Vec<Screen>,
}

impl Forms {
    /// As they were left. Where the policy wants no compact window, it begins as a full one.
    #[must_use]
    pub fn load(folder: &std::path::Path, may_be_compact: bool) -> Self {
        let file = folder.join(FILE);
        let mut places = Places::read(&file);
        if !may_be_compact {
            places.form = WindowForm::Full;
        }
        Self { file, kept: Mutex::new(Kept { places, screens: vec![] }), moved: Notify::new() }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The form.
    #[must_use]
    pub fn form(&self) -> WindowForm {
        self.kept().places.form
    }

    /// Dresses a window that is not shown yet.
    ///
    /// # Errors
    /// When the window does not follow.
    pub fn begin<R: Runtime>(&self, window: &WebviewWindow<R>) -> tauri::Result<()> {
        dress(window, self.form())?;
        self.restore(window)
    }

    /// Puts the window where it stood in its form on these monitors.
    ///
    /// # Errors
    /// When the window does not follow.
    pub fn restore<R: Runtime>(&self, window: &WebviewWindow<R>) -> tauri::Result<()> {
        let screens = screens(window);
        let known = {
            let mut kept = self.kept();
            kept.screens.clone_from(&screens);
            kept.places.frame(&screens, kept.places.form)
        };
        match known {
            Some(frame) => put(window, frame),
            None => Ok(()),
        }
    }

    /// Gives the window another form; both keep their place. To be called on the thread of the event loop.
    ///
    /// # Errors
    /// When the window does not follow.
    pub fn take<R: Runtime>(&self, window: &WebviewWindow<R>, form: WindowForm) -> tauri::Result<()> {
        if self.form() == form {
            return Ok(());
        }
        self.record(window);
        self.kept().places.form = form;
        self.write();
        if window.is_maximized()? {
            window.unmaximize()?;
        }
        dress(window, form)?;
        let screens = screens(window);
        let known = self.kept().places.frame(&screens, form);
        match known.or_else(|| first_frame(window, form)) {
            Some(frame) => put(window, frame),
            None => Ok(()),
        }
    }

    /// Remembers where the window stands. On other monitors than before it goes where it stood on them, if it ever did.
    pub fn record<R: Runtime>(&self, window: &WebviewWindow<R>) {
        let Some(now) = stands(window) else { return };
        let screens = screens(window);
        let mut kept = self.kept();
        let form = kept.places.form;
        let moved_house = !kept.screens.is_empty() && kept.screens != screens;
        kept.screens.clone_from(&screens);
        let known = kept.places.frame(&screens, form).filter(|_| moved_house);
        let news = known.is_none() && kept.places.keep(&screens, form, now);
        drop(kept);
        if let Some(frame) = known {
            note(put(window, frame));
        } else if news {
            self.write();
        }
    }

    fn write(&self) {
        let places = self.kept().places.clone();
        if let Err(error) = places.write(&self.file) {
            tracing::warn!(kind = %error.kind(), "the place of the window is not remembered");
        }
    }

    /// The window says that it moves.
    pub fn hear(&self, event: &WindowEvent) {
        if matches!(event, WindowEvent::Moved(_) | WindowEvent::Resized(_)) {
            self.moved.notify_one();
        }
    }
}

/// Remembers where the window stands whenever it has come to rest.
pub async fn remember<R: Runtime>(app: AppHandle<R>) {
    let forms = app.state::<Forms>();
    loop {
        forms.moved.notified().await;
        while tokio::time::timeout(REST, forms.moved.notified()).await.is_ok() {}
        let Some(window) = app.get_webview_window(crate::windows::DESK) else { return };
        let handle = app.clone();
        note(app.run_on_main_thread(move || handle.state::<Forms>().record(&window)));
    }
}

/// What the window manager is to know of a form.
fn dress<R: Runtime>(window: &WebviewWindow<R>, form: WindowForm) -> tauri::Result<()> {
    let (width, height) = sizes(form).smallest;
    window.set_min_size(Some(LogicalSize::new(width, height)))?;
    window.set_always_on_top(form == WindowForm::Compact)
}

/// Where a form stands that nobody has put anywhere.
fn first_frame<R: Runtime>(window: &WebviewWindow<R>, form: WindowForm) -> Option<Frame> {
    let monitor = window.current_monitor().ok().flatten()?;
    let (width, height) = sizes(form).first;
    let size: PhysicalSize<u32> = LogicalSize::new(width, height).to_physical(monitor.scale_factor());
    Some(places::at_the_edge(&screen(&monitor), (size.width, size.height)))
}

/// Place and size as they are; nothing while they are not the person's choice.
fn stands<R: Runtime>(window: &WebviewWindow<R>) -> Option<Frame> {
    if !window.is_visible().ok()? || window.is_minimized().ok()? {
        return None;
    }
    let (place, size) = (window.outer_position().ok()?, window.inner_size().ok()?);
    let maximized = window.is_maximized().ok()?;
    Some(Frame { x: place.x, y: place.y, width: size.width, height: size.height, maximized })
}

fn put<R: Runtime>(window: &WebviewWindow<R>, frame: Frame) -> tauri::Result<()> {
    window.set_size(PhysicalSize::new(frame.width, frame.height))?;
    window.set_position(PhysicalPosition::new(frame.x, frame.y))?;
    if frame.maximized { window.maximize() } else { Ok(()) }
}

fn screens<R: Runtime>(window: &WebviewWindow<R>) -> Vec<Screen> {
    places::sorted(window.available_monitors().unwrap_or_default().iter().map(screen).collect())
}

fn screen(monitor: &Monitor) -> Screen {
    let (place, size) = (monitor.position(), monitor.size());
    let name = monitor.name().cloned().unwrap_or_default();
    Screen { name, x: place.x, y: place.y, width: size.width, height: size.height }
}

fn note(done: tauri::Result<()>) {
    if let Err(error) = done {
        tracing::warn!(%error, "the window did not take its place");
    }
}
