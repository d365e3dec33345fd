//! The one window. It shows itself; it never takes the keyboard on its own.

use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{
    AppHandle, Manager, Runtime, UserAttentionType, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

/// Label of the window; `capabilities/desk.json` names it.
pub const DESK: &str = "desk";

/// Smallest size that the screens are made for, in logical pixels (the card).
const SMALLEST: (f64, f64) = (400.0, 560.0);
/// Size of the first start, in logical pixels.
const FIRST: (f64, f64) = (1240.0, 800.0);

/// Whether closing the window may only hide it: a tray is there to bring it back.
#[derive(Debug, Default)]
pub struct TrayIsThere(AtomicBool);

impl TrayIsThere {
    /// Says whether it is.
    pub fn set(&self, there: bool) {
        self.0.store(there, Ordering::Relaxed);
    }
}

/// Makes the window.
///
/// # Errors
/// When the system has no web view or no display.
pub fn build<R: Runtime>(app: &AppHandle<R>, background: bool) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, DESK, WebviewUrl::App("index.html".into()))
        .title("Callside")
        .inner_size(FIRST.0, FIRST.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .visible(!background)
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .build()?;
    never_take_focus_when_shown(&window);
    let app = app.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event
            && app.state::<TrayIsThere>().0.load(Ordering::Relaxed)
        {
            api.prevent_close();
            hide(&app);
        }
    });
    Ok(())
}

/// The window stays with the screens that were shipped, or with the development server in a development build.
fn is_ours(address: &url::Url) -> bool {
    let local = matches!(address.host_str(), Some("localhost" | "tauri.localhost"));
    address.scheme() == "tauri" || (local && (cfg!(dev) || cfg!(windows)))
}

/// GTK asks the window manager not to focus the window when it is mapped; [`bring_to_front`] still does.
#[cfg(target_os = "linux")]
fn never_take_focus_when_shown<R: Runtime>(window: &WebviewWindow<R>) {
    use gtk::prelude::GtkWindowExt;
    if let Ok(gtk_window) = window.gtk_window() {
        gtk_window.set_focus_on_map(false);
    }
}

#[cfg(not(target_os = "linux"))]
const fn never_take_focus_when_shown<R: Runtime>(_: &WebviewWindow<R>) {}

/// A call came in: a hidden window is shown, a minimised one asks for attention. The keyboard stays where it is.
pub fn surface<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    let shown = match window.is_visible() {
        Ok(false) => window.show(),
        Ok(true) | Err(_) => window.request_user_attention(Some(UserAttentionType::Informational)),
    };
    note(shown);
}

/// Shows a window that was started hidden, without taking the keyboard.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    if matches!(window.is_visible(), Ok(false)) {
        note(window.show());
    }
}

/// A person asked for the window: it comes to the front and takes the keyboard.
pub fn bring_to_front<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    note(window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus()));
}

fn hide<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    note(window.hide());
}

fn note(done: tauri::Result<()>) {
    if let Err(error) = done {
        tracing::warn!(%error, "the window did not follow");
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn the_window_never_leaves_its_own_screens() {
        for (address, expected) in [
            ("tauri://localhost/", true),
            ("tauri://localhost/index.html#/outbox", true),
            ("https://example.com/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("about:blank", false),
        ] {
            assert_eq!(is_ours(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
