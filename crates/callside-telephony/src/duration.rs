//! Lengths of time in the forms that phone systems write them.

use serde::{Deserialize, Serialize};

/// What a bare number means when a phone system gives a length of time. Five9's documents do not say it for connector
/// variables, and its browser SDK counts milliseconds: so it is a setting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DurationUnit {
    /// Whole seconds.
    #[default]
    Seconds,
    /// Thousandths of a second.
    Milliseconds,
}

/// Reads a length of time in whole seconds, rounded down: a number in `unit`, or `H:MM:SS`, or `MM:SS`.
pub(crate) fn seconds(text: &str, unit: DurationUnit) -> Option<u32> {
    let text = text.trim();
    let whole = |part: &str| part.split('.').next().and_then(number);
    let total = match text.split(':').collect::<Vec<_>>()[..] {
        [bare] => match unit {
            DurationUnit::Seconds => whole(bare)?,
            DurationUnit::Milliseconds => whole(bare)? / 1_000,
        },
        [m, s] => number(m)?.checked_mul(60)?.checked_add(whole(s)?)?,
        [h, m, s] => number(h)?.checked_mul(3_600)?.checked_add(number(m)?.checked_mul(60)?)?.checked_add(whole(s)?)?,
        _ => return None,
    };
    u32::try_from(total).ok()
}

fn number(digits: &str) -> Option<u64> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        use DurationUnit::{Milliseconds, Seconds};
        for (text, unit, expected) in [
            ("208", Seconds, Some(208)),
            ("208.9", Seconds, Some(208)),
            ("208999", Milliseconds, Some(208)),
            ("3:28", Milliseconds, Some(208)),
            ("00:03:28", Seconds, Some(208)),
            ("00:03:28.500", Seconds, Some(208)),
            ("0", Seconds, Some(0)),
            ("", Seconds, None),
            ("-5", Seconds, None),
            ("+5", Seconds, None),
            ("1e9", Seconds, None),
            ("4294967296", Seconds, None),
            ("99999999999999999999999", Seconds, None),
            ("18446744073709551615:59", Seconds, None),
            ("1:2:3:4", Seconds, None),
            (":30", Seconds, None),
        ] {
            assert_eq!(seconds(text, unit), expected, "{text:?} in {unit:?}");
        }
    }
}
