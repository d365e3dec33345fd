//! Shows toasts on a thread of its own: the library blocks, and panics on a thread of the async runtime.

use crate::toast::{Toast, Words, escaped};
use callside_core::ids::CallKey;
use notify_rust::{Hint, Notification, NotificationHandle, Timeout, Urgency};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// Called when a person clicks a toast.
pub type Opened = Arc<dyn Fn(&CallKey) + Send + Sync>;

/// Takes toasts to be shown, in order. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Toasts(Sender<Toast>);

impl Toasts {
    /// Starts the thread; it ends with the last clone.
    #[must_use]
    pub fn start(opened: Opened) -> Self {
        let (sender, receiver) = channel();
        let run = move || Thread { opened, shown: HashMap::new(), daemon: Daemon::Unknown }.run(&receiver);
        if let Err(error) = std::thread::Builder::new().name("toasts".into()).spawn(run) {
            tracing::warn!(%error, "toasts cannot be shown");
        }
        Self(sender)
    }

    /// Shows, changes or closes one.
    pub fn send(&self, toast: Toast) {
        // Without its thread there are no toasts; the window still tells of the call.
        let _ = self.0.send(toast);
    }
}

/// Who shows toasts on this desktop. Nobody is a state like any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Daemon {
    Unknown,
    There { markup: bool },
    Absent,
}

struct Thread {
    opened: Opened,
    shown: HashMap<CallKey, NotificationHandle>,
    daemon: Daemon,
}

impl Thread {
    fn run(mut self, toasts: &Receiver<Toast>) {
        while let Ok(first) = toasts.recv() {
            for toast in latest(std::iter::once(first).chain(toasts.try_iter())) {
                match toast {
                    Toast::Show { call, words, first } => self.show(call, &words, first),
                    Toast::Note { words } => self.note(&words),
                    Toast::Close { call } => {
                        if let Some(handle) = self.shown.remove(&call) {
                            handle.close();
                        }
                    }
                }
            }
        }
    }

    fn show(&mut self, call: CallKey, words: &Words, first: bool) {
        if self.daemon != Daemon::Absent || first {
            self.look_for_daemon();
        }
        let Daemon::There { markup } = self.daemon else { return };
        let body = if markup { escaped(&words.body) } else { words.body.clone() };
        if let Some(handle) = self.shown.get_mut(&call) {
            handle.summary(&words.summary).body(&body);
            if handle.update().is_err() {
                self.daemon = Daemon::Unknown;
            }
        } else if first {
            match notification(words, &body).show() {
                Ok(handle) => {
                    self.wait_for_click(call.clone(), handle.id());
                    self.shown.insert(call, handle);
                }
                Err(_) => self.daemon = Daemon::Unknown,
            }
        }
    }

    /// A note is shown once and not changed.
    fn note(&mut self, words: &Words) {
        self.look_for_daemon();
        let Daemon::There { markup } = self.daemon else { return };
        let body = if markup { escaped(&words.body) } else { words.body.clone() };
        if notification(words, &body).show().is_err() {
            self.daemon = Daemon::Unknown;
        }
    }

    fn look_for_daemon(&mut self) {
        if matches!(self.daemon, Daemon::There { .. }) {
            return;
        }
        let found = match notify_rust::get_capabilities() {
            Ok(can) => Daemon::There { markup: can.iter().any(|word| word == "body-markup") },
            Err(_) => Daemon::Absent,
        };
        if found != self.daemon && found == Daemon::Absent {
            tracing::info!("this desktop shows no toasts");
        }
        self.daemon = found;
    }

    /// The thread ends when the toast is clicked or closed, by anybody.
    fn wait_for_click(&self, call: CallKey, id: u32) {
        let opened = Arc::clone(&self.opened);
        let wait = move || {
            let done = notify_rust::handle_action(id, |response| {
                if matches!(response, notify_rust::ActionResponse::Custom("default")) {
                    opened(&call);
                }
            });
            if let Err(error) = done {
                tracing::warn!(%error, "a click on a toast cannot be heard");
            }
        };
        if let Err(error) = std::thread::Builder::new().name("toast".into()).spawn(wait) {
            tracing::warn!(%error, "a click on a toast cannot be heard");
        }
    }
}

fn notification(words: &Words, body: &str) -> Notification {
    Notification::new()
        .appname("Callside")
        .summary(&words.summary)
        .body(body)
        .icon("callside")
        .hint(Hint::Category("call.incoming".to_owned()))
        .hint(Hint::Transient(true))
        .urgency(Urgency::Normal)
        .timeout(Timeout::Default)
        .action("default", words.open)
        .finalize()
}

/// Of the toasts that wait, the last of each call; a close swallows what came before it, a first show is never lost.
fn latest(waiting: impl Iterator<Item = Toast>) -> Vec<Toast> {
    let mut kept: Vec<Toast> = Vec::new();
    for toast in waiting {
        let call = call_of(&toast).cloned();
        let same = |kept: &Toast| call.is_some() && call_of(kept) == call.as_ref();
        let earlier = kept.iter().position(same).map(|at| kept.remove(at));
        kept.push(match (earlier, toast) {
            (Some(Toast::Show { first: true, .. }), Toast::Show { call, words, .. }) => {
                Toast::Show { call, words, first: true }
            }
            (_, toast) => toast,
        });
    }
    kept
}

const fn call_of(toast: &Toast) -> Option<&CallKey> {
    match toast {
        Toast::Show { call, .. } | Toast::Close { call } => Some(call),
        Toast::Note { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::ids::Provider;

    fn key(id: &str) -> CallKey {
        CallKey::new(Provider::Five9, id).unwrap()
    }

    fn show(id: &str, summary: &str, first: bool) -> Toast {
        Toast::Show { call: key(id), words: Words { summary: summary.into(), body: String::new(), open: "" }, first }
    }

    #[test]
    fn only_the_last_word_about_a_call_is_shown() {
        let close = |id| Toast::Close { call: key(id) };
        let note = || Toast::Note { words: Words { summary: "n".into(), body: String::new(), open: "" } };
        let waiting = vec![
            show("1", "a", true),
            note(),
            show("2", "b", true),
            show("1", "c", false),
            show("3", "d", true),
            close("3"),
            note(),
        ];
        let shown = [note(), show("2", "b", true), show("1", "c", true), close("3"), note()];
        assert_eq!(latest(waiting.into_iter()), shown, "notes are all shown");
    }
}
