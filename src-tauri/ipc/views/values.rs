//! Values and API names as people read them.

use callside_core::plan::Value;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A value that will be written.
#[must_use]
pub fn value(value: &Value, zone: &TimeZone) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Bool(yes) => yes_no(*yes),
        Value::Int(number) => number.to_string(),
        Value::Date(date) => date.strftime("%a %-d %b %Y").to_string(),
        Value::Moment(at) => moment(*at, zone),
        Value::Record(id) => id.to_string(),
        Value::Made(_) => "the new record".to_owned(),
        Value::Null => "(empty)".to_owned(),
    }
}

/// A moment with its day, in a zone.
#[must_use]
pub fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a %-d %b %Y, %H:%M").to_string()
}

/// A value as Salesforce gave it.
#[must_use]
pub fn json(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "(empty)".to_owned(),
        serde_json::Value::Bool(yes) => yes_no(*yes),
        serde_json::Value::String(text) if text.is_empty() => "(empty)".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn yes_no(yes: bool) -> String {
    (if yes { "Yes" } else { "No" }).to_owned()
}

/// `MobilePhone` -> `Mobile phone`; `do_not_call` -> `Do not call`; `Support_Tier__c` -> `Support tier`.
#[must_use]
pub fn spaced(api_name: &str) -> String {
    let name = api_name.strip_suffix("__c").unwrap_or(api_name);
    let mut text = String::new();
    let mut previous = ' ';
    for c in name.chars() {
        let begins_word = c.is_uppercase() && previous.is_lowercase();
        if (c == '_' || begins_word) && !text.ends_with(' ') {
            text.push(' ');
        }
        if c != '_' {
            let first = text.is_empty();
            text.extend(if first { upper(c) } else { lower(c) });
        }
        previous = c;
    }
    text
}

fn upper(c: char) -> Vec<char> {
    c.to_uppercase().collect()
}

fn lower(c: char) -> Vec<char> {
    c.to_lowercase().collect()
}

/// Seconds of talk: `6:21`, `1:02:05`.
#[must_use]
pub fn length(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A plain decimal with its thousands apart: `48000.00` -> `48,000`. Anything else stays as it is.
#[must_use]
pub fn amount(text: &str) -> String {
    let (whole, cents) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if digits.is_empty() || !digits.bytes().chain(cents.bytes()).all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut grouped = String::from(if whole.starts_with('-') { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if cents.bytes().any(|b| b != b'0') { format!("{grouped}.{cents:0<2}") } else { grouped }
}

#[cfg(test)]
mod tests {
    use super::*;
    use callside_core::ids::RecordId;
    use serde_json::json;

    #[test]
    fn values_read_as_people_write_them() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let at: Timestamp = "2026-11-21T15:00:00Z".parse().unwrap();
        for (value_, text) in [
            (Value::text("Qualification"), "Qualification"),
            (Value::Bool(true), "Yes"),
            (Value::Int(30), "30"),
            (Value::Date("2026-11-21".parse().unwrap()), "Sat 21 Nov 2026"),
            (Value::Moment(at), "Sat 21 Nov 2026, 10:00"),
            (Value::Record(RecordId::new("006000000000001AAA").unwrap()), "006000000000001AAA"),
            (Value::Null, "(empty)"),
        ] {
            assert_eq!(value(&value_, &zone), text);
        }
        for (value_, text) in [(json!(null), "(empty)"), (json!(""), "(empty)"), (json!(true), "Yes"), (json!(3), "3")]
        {
            assert_eq!(json(&value_), text);
        }
    }

    #[test]
    fn api_names_become_words() {
        for (api, words) in [
            ("MobilePhone", "Mobile phone"),
            ("do_not_call", "Do not call"),
            ("Support_Tier__c", "Support tier"),
            ("StageName", "Stage name"),
            ("HomePhone", "Home phone"),
            ("Task", "Task"),
            ("", ""),
        ] {
            assert_eq!(spaced(api), words, "{api}");
        }
    }

    #[test]
    fn lengths_and_amounts() {
        for (seconds, text) in [(0, "0:00"), (38, "0:38"), (381, "6:21"), (3725, "1:02:05")] {
            assert_eq!(length(seconds), text);
        }
        for (plain, text) in [
            ("48000", "48,000"),
            ("48000.00", "48,000"),
            ("1234567.5", "1,234,567.50"),
            ("-1200", "-1,200"),
            ("999", "999"),
            ("1e9", "1e9"),
            ("", ""),
        ] {
            assert_eq!(amount(plain), text, "{plain}");
        }
    }
}
