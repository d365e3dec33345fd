//! The one window. It shows itself; it never takes the keyboard on its own.

use crate::forms::{self, Forms};
use crate::ipc::form::WindowForm;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{
    AppHandle, Manager, Runtime, UserAttentionType, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

/// Label of the window; `capabilities/desk.json` names it.
pub const DESK: &str = "desk";

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
    let (first, smallest) = (forms::first(), forms::smallest());
    let window = WebviewWindowBuilder::new(app, DESK, WebviewUrl::App("index.html".into()))
        .title("Callside")
        .inner_size(first.0, first.1)
        .min_inner_size(smallest.0, smallest.1)
        // It is shown where it stood before, not on its way there.
        .visible(false)
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .build()?;
    note(app.state::<Forms>().begin(&window));
    if !background {
        window.show()?;
    }
    tauri::async_runtime::spawn(forms::remember(app.clone()));
    let app = app.clone();
    window.on_window_event(move |event| {
        app.state::<Forms>().hear(event);
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

/// Asks the window manager not to give the window the keyboard when it is shown the next time; [`bring_to_front`] still
/// does. A window says so with the user time 0 (Extended Window Manager Hints, `_NET_WM_USER_TIME`). GDK writes it only
/// at the moment in which focus-on-map is taken away, and writes the time of every key and click over it: so it is taken
/// away anew each time. To be called on the thread of the event loop.
#[cfg(target_os = "linux")]
fn take_no_focus_when_shown<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use gtk::prelude::GtkWindowExt;
    let window = window.gtk_window()?;
    window.set_focus_on_map(true);
    window.set_focus_on_map(false);
    Ok(())
}

#[cfg(not(target_os = "linux"))]
const fn take_no_focus_when_shown<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

/// A call came in: a hidden window is shown, a minimised one asks for attention. The keyboard stays where it is.
pub fn surface<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    match window.is_visible() {
        Ok(false) => show(app),
        Ok(true) | Err(_) => note(window.request_user_attention(Some(UserAttentionType::Informational))),
    }
}

/// Shows a hidden window, without taking the keyboard.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    note(app.run_on_main_thread(move || {
        if matches!(window.is_visible(), Ok(false)) {
            note(take_no_focus_when_shown(&window).and_then(|()| show_in_place(&window)));
        }
    }));
}

/// A person asked for the window: it comes to the front and takes the keyboard.
pub fn bring_to_front<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    note(show_in_place(&window).and_then(|()| window.unminimize()).and_then(|()| window.set_focus()));
}

/// Shows it where it was when it was hidden: window managers find a new place for a window that is shown again.
fn show_in_place<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    if !window.is_visible()? {
        window.state::<Forms>().restore(window)?;
    }
    window.show()
}

/// Gives the window another form, without taking the keyboard.
pub fn take_form<R: Runtime>(app: &AppHandle<R>, form: WindowForm) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    note(app.run_on_main_thread(move || note(window.state::<Forms>().take(&window, form))));
}

/// Remembers where the window stands: Callside ends.
pub fn remember<R: Runtime>(app: &AppHandle<R>) {
    if let (Some(window), Some(forms)) = (app.get_webview_window(DESK), app.try_state::<Forms>()) {
        forms.record(&window);
    }
}

fn hide<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(DESK) else { return };
    window.state::<Forms>().record(&window);
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
