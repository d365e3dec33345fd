//! Lines out: one at a time, whole, at once.

use crate::protocol::Line;
use std::io::Write as _;
use std::sync::{Mutex, PoisonError};

/// Where lines go. A reader that is gone is no error: the engine ends when its input ends.
pub struct Output(Mutex<Box<dyn std::io::Write + Send>>);

impl Output {
    /// Standard output.
    pub fn stdout() -> Self {
        Self(Mutex::new(Box::new(std::io::stdout())))
    }

    /// Writes one line.
    pub fn line(&self, line: &Line<'_>) {
        let Ok(mut text) = serde_json::to_vec(line) else {
            return tracing::error!("a line could not be written as JSON");
        };
        text.push(b'\n');
        let mut out = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.write_all(&text).and_then(|()| out.flush());
    }

    /// Writes an error line.
    pub fn error(&self, id: Option<serde_json::Value>, code: &str, message: &str) {
        self.line(&Line::Error { id, code, message: message.to_owned() });
    }
}
