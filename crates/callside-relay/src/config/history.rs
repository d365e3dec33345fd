//! Whether those who look after a team hear of its calls for its history, how much, and how long it waits for them.

pub use callside_core::team::Share;
use serde::Deserialize;
use std::time::Duration;

/// What those who look after a team hear of its calls. Whom that is for is said with each person of the team.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HistoryConfig {
    /// How much.
    pub share: Share,
    /// So many days it waits for a desktop that is off.
    pub days: u32,
}

impl Default for HistoryConfig {
    fn default() -> Self {
        Self { share: Share::Off, days: 14 }
    }
}

impl HistoryConfig {
    /// How long it waits; `None` where nothing is shared.
    #[must_use]
    pub fn term(&self) -> Option<Duration> {
        (self.share != Share::Off).then(|| Duration::from_secs(u64::from(self.days) * 24 * 3600))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_off_unless_somebody_says_so() {
        let config: HistoryConfig = serde_json::from_str("{}").unwrap();
        assert_eq!((config.share, config.term()), (Share::Off, None));
        let config: HistoryConfig = serde_json::from_str(r#"{"share": "calls_and_notes", "days": 2}"#).unwrap();
        assert_eq!((config.share, config.term()), (Share::CallsAndNotes, Some(Duration::from_secs(172_800))));
    }
}
