//! Where each value of a JSON text stands. The text has been read before, so it is known to be JSON.

use super::section::join;

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Place {
    /// Dotted path; empty for the whole text.
    pub path: String,
    /// Byte at which its key begins (or it, where it has none).
    pub from: usize,
    /// Byte at which the value itself begins.
    pub value: usize,
    /// The byte after it.
    pub to: usize,
}

impl Place {
    /// The last part of its path.
    pub(super) fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(&self.path)
    }
}

/// All values of a text, each after what holds it, and the keys that come twice in one object.
pub(super) struct Places {
    pub all: Vec<Place>,
    pub twice: Vec<(String, usize)>,
}

impl Places {
    pub(super) fn of(text: &str) -> Self {
        let mut scan = Scan { bytes: text.as_bytes(), at: 0, places: Self { all: Vec::new(), twice: Vec::new() } };
        scan.blank();
        scan.value(String::new(), scan.at);
        scan.places
    }

    /// The place at a path, or of what would hold it.
    pub(super) fn nearest_to(&self, path: &str) -> Option<&Place> {
        let mut path = path;
        loop {
            if let Some(place) = self.all.iter().find(|place| place.path == path) {
                return Some(place);
            }
            path = path.rfind('.').map_or("", |dot| &path[..dot]);
        }
    }

    /// The innermost value around a byte.
    pub(super) fn around(&self, byte: usize) -> Option<&Place> {
        self.all.iter().rfind(|place| place.from <= byte && byte < place.to)
    }
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    places: Places,
}

impl Scan<'_> {
    fn here(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn blank(&mut self) {
        while self.here().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    fn value(&mut self, path: String, from: usize) {
        let index = self.places.all.len();
        self.places.all.push(Place { path: path.clone(), from, value: self.at, to: self.at });
        match self.here() {
            b'{' => self.members(b'}', &path),
            b'[' => self.members(b']', &path),
            b'"' => drop(self.text()),
            _ => {
                while self.at < self.bytes.len() && !matches!(self.here(), b',' | b'}' | b']') {
                    self.at += 1;
                }
                while self.at > 0 && self.bytes[self.at - 1].is_ascii_whitespace() {
                    self.at -= 1;
                }
            }
        }
        self.places.all[index].to = self.at;
    }

    /// Members of an object or items of a list, with the bracket that opens and the one that closes.
    fn members(&mut self, close: u8, path: &str) {
        self.at += 1;
        let (mut count, mut seen) = (0, std::collections::BTreeSet::new());
        loop {
            self.blank();
            if self.here() == b',' {
                self.at += 1;
                continue;
            }
            if self.here() == close || self.at >= self.bytes.len() {
                self.at += 1;
                return;
            }
            let from = self.at;
            let name = if close == b'}' { self.key() } else { count.to_string() };
            let inner = join(path, &name);
            if !seen.insert(name) {
                self.places.twice.push((inner.clone(), from));
            }
            self.value(inner, from);
            count += 1;
        }
    }

    fn key(&mut self) -> String {
        let written = self.text();
        self.blank();
        self.at += 1; // the colon
        self.blank();
        written
    }

    /// A text with its quotes; escapes of keys are read by serde, so that two spellings of one key are the same.
    fn text(&mut self) -> String {
        let from = self.at;
        self.at += 1;
        while self.at < self.bytes.len() && self.here() != b'"' {
            self.at += if self.here() == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.bytes.len());
        let written = std::str::from_utf8(&self.bytes[from..self.at]).unwrap_or_default();
        serde_json::from_str(written).unwrap_or_default()
    }
}
