//! Points in time in the forms that phone systems write them.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// How far a sender's clock may be ahead of ours before its times are not believed.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

/// 2000-01-01T00:00:00Z: no phone system that we know existed before.
const OLDEST_S: i64 = 946_684_800;

/// Reads a time: ISO 8601 (UTC where no offset is given), seconds or milliseconds since 1970, or Five9's compact
/// UTC form `YYYYMMDDHHMMSS[mmm]`.
///
/// Times before 2000 or more than a day after `received_at` are not believed and count as absent: later statements
/// win over earlier ones, so a wild clock would otherwise pin its values for ever.
pub(crate) fn read(text: &str, received_at: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    let at = if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) { digits(text) } else { words(text) }?;
    let believable = at.as_second() >= OLDEST_S && at.duration_since(received_at) <= AHEAD;
    believable.then_some(at)
}

fn digits(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        ..=11 => Timestamp::from_second(number).ok(),
        12 | 13 => Timestamp::from_millisecond(number).ok(),
        14 | 17 => compact(text),
        _ => None,
    }
}

fn compact(text: &str) -> Option<Timestamp> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let small = |from: usize, to: usize| i8::try_from(part(from, to)?).ok();
    let millis = if text.len() == 17 { i32::from(part(14, 17)?) } else { 0 };
    let civil = DateTime::new(
        part(0, 4)?,
        small(4, 6)?,
        small(6, 8)?,
        small(8, 10)?,
        small(10, 12)?,
        small(12, 14)?,
        millis * 1_000_000,
    );
    utc(civil.ok()?)
}

fn words(text: &str) -> Option<Timestamp> {
    if let Some((seconds, fraction)) = text.split_once('.')
        && !seconds.is_empty()
        && seconds.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit())
    {
        return digits(seconds);
    }
    text.parse().ok().or_else(|| utc(text.parse().ok()?))
}

fn utc(civil: DateTime) -> Option<Timestamp> {
    civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read_and_wild_ones_are_absent() {
        let received = "2026-07-03T16:00:00Z".parse().unwrap();
        let cases = [
            ("1783092612", Some("2026-07-03T15:30:12Z")),
            ("1783092612345", Some("2026-07-03T15:30:12.345Z")),
            ("1783092612.9", Some("2026-07-03T15:30:12Z")),
            ("20260703153012345", Some("2026-07-03T15:30:12.345Z")),
            ("20260703153012", Some("2026-07-03T15:30:12Z")),
            (" 2026-07-03T15:30:12.345Z ", Some("2026-07-03T15:30:12.345Z")),
            ("2026-07-03T17:30:12+02:00", Some("2026-07-03T15:30:12Z")),
            ("2026-07-03T15:30:12.000+0000", Some("2026-07-03T15:30:12Z")),
            ("2026-07-03T15:30:12", Some("2026-07-03T15:30:12Z")),
            ("2026-07-03 15:30:12", Some("2026-07-03T15:30:12Z")),
            ("20261303153012345", None),
            ("20260703253012", None),
            ("0", None),
            ("99999999999", None),
            ("9999-12-31T23:59:59Z", None),
            ("20260705153012", None),
            ("1999-12-31T23:59:59Z", None),
            ("", None),
            (".5", None),
            ("@Call.end_timestamp@", None),
            ("-1", None),
            ("123456789012345678901234567890", None),
        ];
        for (text, expected) in cases {
            let expected: Option<Timestamp> = expected.map(|e| e.parse().unwrap());
            assert_eq!(read(text, received), expected, "{text:?}");
        }
    }
}
