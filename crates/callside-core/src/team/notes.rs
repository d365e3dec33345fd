//! Notes as they grew.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What is typed within this time after a version began stands as that version: a thought, not each letter.
pub const NOTE_STEP: SignedDuration = SignedDuration::from_secs(20);

/// Notes as they stood at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteVersion {
    /// When this version was begun.
    pub at: Timestamp,
    /// The whole text. Hostile.
    pub notes: String,
}

/// Whether notes that are kept now are a version of their own, or take the place of the last one. What was taken away
/// is worth keeping whenever it was: a text that is no longer the beginning of the new one stays.
#[must_use]
pub fn keeps_apart(last: &NoteVersion, notes: &str, now: Timestamp) -> bool {
    now.duration_since(last.at) >= NOTE_STEP || !notes.starts_with(&last.notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_on_is_one_version_and_taking_away_is_another() {
        let began: Timestamp = "2026-11-26T10:00:00Z".parse().unwrap();
        let last = NoteVersion { at: began, notes: "wants a ref".into() };
        for (notes, second, apart) in [
            ("wants a refund", 5, false),
            ("wants a refund", 20, true),
            ("wants", 5, true),
            ("WANTS a refund", 5, true),
            ("wants a ref", 5, false),
        ] {
            assert_eq!(keeps_apart(&last, notes, began + SignedDuration::from_secs(second)), apart, "{notes} {second}");
        }
    }
}
