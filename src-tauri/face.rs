//! The outside of the real program: window, tray, toasts.

use crate::browser::{self, BrowserError};
use crate::forms::Forms;
use crate::ipc::announcement::{Announcement, EVENT};
use crate::ipc::form::WindowForm;
use crate::ipc::outbox::OutboxCounts;
use crate::notify::Toasts;
use crate::shell::Face;
use crate::toast::Toast;
use crate::tray_icon::TrayState;
use crate::words::Language;
use crate::{downloads, tray, windows};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::{AppHandle, Emitter, Manager as _};
use url::Url;

/// The program's face.
pub struct Desktop {
    app: AppHandle,
    toasts: Toasts,
}

impl Desktop {
    /// The face of this app. A click on a toast brings the window and its call to the front.
    #[must_use]
    pub fn new(app: AppHandle) -> Self {
        let clicked = app.clone();
        let toasts = Toasts::start(Arc::new(move |call| {
            windows::bring_to_front(&clicked);
            tell(&clicked, &Announcement::Open { call: call.to_string() });
        }));
        Self { app, toasts }
    }
}

fn tell(app: &AppHandle, announcement: &Announcement) {
    if let Err(error) = app.emit_to(windows::DESK, EVENT, announcement) {
        tracing::warn!(%error, "the window could not be told");
    }
}

impl Face for Desktop {
    fn announce(&self, announcement: Announcement) {
        tell(&self.app, &announcement);
    }

    fn toast(&self, toast: Toast) {
        self.toasts.send(toast);
    }

    fn surface(&self) {
        windows::surface(&self.app);
    }

    fn tray(&self, state: TrayState, outbox: OutboxCounts) {
        tray::show(&self.app, state, outbox);
    }

    fn speak(&self, language: Language) {
        tray::speak(&self.app, language);
    }

    fn form(&self) -> WindowForm {
        self.app.state::<Forms>().form()
    }

    fn take_form(&self, form: WindowForm) {
        windows::take_form(&self.app, form);
    }

    fn browse(&self, address: &Url) -> Result<(), BrowserError> {
        browser::open(address)
    }

    fn open_file(&self, file: &Path) -> Result<(), BrowserError> {
        browser::open_file(file)
    }

    fn downloads(&self) -> Option<PathBuf> {
        downloads::folder(self.app.path().download_dir().ok(), self.app.path().home_dir().ok())
    }
}
