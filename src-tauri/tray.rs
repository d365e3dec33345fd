//! The tray icon: what goes on, at a glance, and a way back to the window.

use crate::ipc::outbox::OutboxCounts;
use crate::ipc::pop::{CallRow, PhaseView};
use crate::ipc::session::SessionView;
use crate::tray_icon::{self, TrayState};
use crate::windows::{self, TrayIsThere};
use crate::words::{Language, Vocabulary};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;
use tauri::image::Image;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Runtime};

const SHOW: &str = "show";
const QUIT: &str = "quit";

/// The tray as it stands.
pub struct Tray<R: Runtime> {
    icon: TrayIcon<R>,
    words: MenuItem<R>,
    show: MenuItem<R>,
    quit: MenuItem<R>,
    shown: Mutex<Shown>,
}

/// What the tray shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    state: TrayState,
    outbox: OutboxCounts,
    language: Language,
}

impl Shown {
    fn words(&self) -> String {
        words(self.state, self.outbox, self.language.words())
    }
}

/// Puts the icon up. A machine without trays is no fault: the window is then always shown, and closing it ends
/// Callside.
pub fn build<R: Runtime>(app: &AppHandle<R>, folder: &Path, language: Language) {
    // The library behind the tray ends in a panic where the system lacks its counterpart.
    let up = match catch_unwind(AssertUnwindSafe(|| put_up(app, folder, language))) {
        Ok(Ok(tray)) => app.manage(tray),
        Ok(Err(error)) => {
            tracing::info!(%error, "there is no tray");
            false
        }
        Err(_) => false,
    };
    let app = app.clone();
    // Asking the session bus blocks.
    std::thread::spawn(move || {
        let there = up && somebody_shows_trays();
        tracing::info!(state = there, "a tray is shown");
        app.state::<TrayIsThere>().set(there);
        if !there {
            windows::show(&app);
        }
    });
}

fn put_up<R: Runtime>(app: &AppHandle<R>, folder: &Path, language: Language) -> tauri::Result<Tray<R>> {
    let first = Shown { state: TrayState::Idle, outbox: OutboxCounts::default(), language };
    let say = language.words();
    let words = MenuItem::new(app, first.words(), false, None::<&str>)?;
    let show = MenuItem::with_id(app, SHOW, say.show, true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, say.quit, true, None::<&str>)?;
    let icon = TrayIconBuilder::with_id("callside")
        .icon(picture(first.state))
        .temp_dir_path(folder.join("tray"))
        .tooltip("Callside")
        .menu(&Menu::with_items(app, &[&words, &show, &quit])?)
        .on_menu_event(|app, event| match event.id().as_ref() {
            SHOW => windows::bring_to_front(app),
            QUIT => app.exit(0),
            _ => {}
        })
        .build(app)?;
    Ok(Tray { icon, words, show, quit, shown: Mutex::new(first) })
}

/// Linux desktops show trays only while a StatusNotifierWatcher runs.
/// Source: freedesktop.org, StatusNotifierItem specification.
#[cfg(target_os = "linux")]
fn somebody_shows_trays() -> bool {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let ask = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let names = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        Ok(names.name_has_owner(WATCHER.try_into()?)?)
    };
    ask().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
const fn somebody_shows_trays() -> bool {
    true
}

fn picture(state: TrayState) -> Image<'static> {
    Image::new_owned(tray_icon::draw(state), tray_icon::SIZE, tray_icon::SIZE)
}

/// The state that the tray should tell.
#[must_use]
pub fn state(session: &SessionView, calls: &[CallRow], outbox: OutboxCounts) -> TrayState {
    let broken = matches!(
        session,
        SessionView::NoKeychain { .. } | SessionView::NoDatabase { .. } | SessionView::Expired { .. }
    );
    if calls.iter().any(|call| call.phase == PhaseView::Ringing) {
        TrayState::Ringing
    } else if broken || outbox.refused > 0 {
        TrayState::Trouble
    } else if outbox.waiting > 0 {
        TrayState::Waiting
    } else {
        TrayState::Idle
    }
}

fn words(state: TrayState, outbox: OutboxCounts, say: &Vocabulary) -> String {
    match state {
        TrayState::Idle => say.nothing_waits.to_owned(),
        TrayState::Waiting => (say.waiting)(outbox.waiting),
        TrayState::Trouble if outbox.refused > 0 => (say.refused)(outbox.refused),
        TrayState::Trouble => say.needs_you.to_owned(),
        TrayState::Ringing => say.rings.to_owned(),
    }
}

/// Shows a state; nothing happens when it is shown already or there is no tray.
pub fn show<R: Runtime>(app: &AppHandle<R>, state: TrayState, outbox: OutboxCounts) {
    change(app, |shown| Shown { state, outbox, ..shown });
}

/// Speaks another language from now on.
pub fn speak<R: Runtime>(app: &AppHandle<R>, language: Language) {
    change(app, |shown| Shown { language, ..shown });
}

fn change<R: Runtime>(app: &AppHandle<R>, to: impl FnOnce(Shown) -> Shown) {
    let Some(tray) = app.try_state::<Tray<R>>() else { return };
    let mut shown = tray.shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let next = to(*shown);
    if let Err(error) = tray.follow(&shown, &next) {
        tracing::warn!(%error, "the tray did not follow");
    }
    *shown = next;
}

impl<R: Runtime> Tray<R> {
    fn follow(&self, shown: &Shown, next: &Shown) -> tauri::Result<()> {
        if shown.state != next.state {
            self.icon.set_icon(Some(picture(next.state)))?;
        }
        let words = next.words();
        if shown.words() != words {
            self.words.set_text(words)?;
        }
        if shown.language != next.language {
            self.show.set_text(next.language.words().show)?;
            self.quit.set_text(next.language.words().quit)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::pop::LineView;

    fn call(phase: PhaseView) -> CallRow {
        CallRow {
            call: "five9:1".into(),
            at: 0,
            who: None,
            number: LineView::Withheld,
            provider: "Five9".into(),
            direction: None,
            queue: None,
            disposition: None,
            notes: None,
            talk_s: None,
            phase,
            entry: None,
            flags: Vec::new(),
            only_logged: false,
            by_relay: false,
            agent: None,
            day_only: false,
        }
    }

    #[test]
    fn a_ringing_call_comes_before_everything_else() {
        let out = SessionView::SignedOut { reason: None };
        let expired = SessionView::Expired { name: "Dana".into() };
        let counts = |waiting, refused| OutboxCounts { waiting, refused, sent_today: 9 };
        for (session, calls, outbox, expected) in [
            (&out, &[][..], counts(0, 0), TrayState::Idle),
            (&out, &[call(PhaseView::Talking)], counts(0, 0), TrayState::Idle),
            (&out, &[], counts(2, 0), TrayState::Waiting),
            (&out, &[], counts(2, 1), TrayState::Trouble),
            (&expired, &[], counts(0, 0), TrayState::Trouble),
            (&expired, &[call(PhaseView::Ringing)], counts(1, 1), TrayState::Ringing),
        ] {
            assert_eq!(state(session, calls, outbox), expected);
        }
        assert_eq!(words(TrayState::Waiting, counts(2, 0), Language::En.words()), "2 waiting to be sent");
    }
}
