//! The outside of the real program: window, tray, toasts.

use crate::ipc::announcement::{Announcement, EVENT};
use crate::ipc::outbox::OutboxCounts;
use crate::notify::Toasts;
use crate::shell::{Face, Shell};
use crate::toast::Toast;
use crate::tray_icon::TrayState;
use crate::{commands, tray, windows};
use std::sync::Arc;
use tauri::{AppHandle, Emitter, Manager};

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
            let Some(shell) = clicked.try_state::<Shell>() else { return };
            let (shell, app, call) = (shell.inner().clone(), clicked.clone(), call.to_string());
            tauri::async_runtime::spawn(async move {
                let request = commands::CallRequest { call };
                if let Ok(pop) = commands::desk::open_call(&shell, request).await {
                    tell(&app, &Announcement::Pop { pop: Box::new(pop), to_front: true });
                }
            });
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
}
