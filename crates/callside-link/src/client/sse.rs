//! The `text/event-stream` format, as far as a relay writes it: `data` fields and comments.
//! Source: WHATWG HTML, "Server-sent events", 9.2.6.

use crate::wire::{MAX_MESSAGE, WireError};
use std::collections::VecDeque;

/// Bytes that came, and messages that are complete.
#[derive(Default)]
pub struct EventStream {
    line: Vec<u8>,
    data: String,
    ready: VecDeque<String>,
}

impl EventStream {
    /// Takes bytes, cut anywhere.
    ///
    /// # Errors
    /// [`WireError`]: a line or message that is too long, or no UTF-8; the connection is of no more use.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        for &byte in bytes {
            match byte {
                b'\n' => self.end_line()?,
                b'\r' => {}
                _ if self.line.len() > MAX_MESSAGE => return Err(WireError::TooLong),
                _ => self.line.push(byte),
            }
        }
        Ok(())
    }

    /// The next complete message.
    pub fn data(&mut self) -> Option<String> {
        self.ready.pop_front()
    }

    fn end_line(&mut self) -> Result<(), WireError> {
        let line = std::mem::take(&mut self.line);
        let line = std::str::from_utf8(&line).map_err(|_| WireError::Malformed)?;
        if line.is_empty() {
            if !self.data.is_empty() {
                self.ready.push_back(std::mem::take(&mut self.data));
            }
            return Ok(());
        }
        if let Some(value) = line.strip_prefix("data:") {
            if self.data.len() + value.len() > MAX_MESSAGE {
                return Err(WireError::TooLong);
            }
            if !self.data.is_empty() {
                self.data.push('\n');
            }
            self.data.push_str(value.strip_prefix(' ').unwrap_or(value));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_whole_wherever_the_bytes_are_cut() {
        let stream = ": hello\r\n\ndata: {\"type\":\"drain\"}\n\nid: 7\ndata: a\ndata: b\n\ndata: unfinished\n";
        for cut in 0..stream.len() {
            let mut fields = EventStream::default();
            fields.push(&stream.as_bytes()[..cut]).unwrap();
            fields.push(&stream.as_bytes()[cut..]).unwrap();
            let all: Vec<_> = std::iter::from_fn(|| fields.data()).collect();
            assert_eq!(all, ["{\"type\":\"drain\"}", "a\nb"], "cut at {cut}");
        }
    }

    #[test]
    fn an_endless_line_is_not_kept() {
        let mut fields = EventStream::default();
        assert_eq!(fields.push(&vec![b'x'; MAX_MESSAGE + 2]), Err(WireError::TooLong));
        let mut fields = EventStream::default();
        let line = format!("data: {}\n", "x".repeat(MAX_MESSAGE / 2));
        let pushed = (0..3).try_for_each(|_| fields.push(line.as_bytes()));
        assert_eq!(pushed, Err(WireError::TooLong));
        assert_eq!(EventStream::default().push(b"data: \xff\n"), Err(WireError::Malformed));
    }
}
