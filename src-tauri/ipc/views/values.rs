//! Values and API names as people read them.

use super::millis;
use crate::ipc::wrap_up::ValueView;
use callside_core::plan::Value;
use jiff::tz::TimeZone;

/// A value that will be written.
#[must_use]
pub fn value(value: &Value, zone: &TimeZone) -> ValueView {
    match value {
        Value::Text(text) => text_or_empty(text),
        Value::Bool(yes) => yes_no(*yes),
        Value::Int(number) => ValueView::Text { text: number.to_string() },
        Value::Number(number) => ValueView::Text { text: number.to_string() },
        Value::Date(date) => ValueView::Day { date: date.to_string() },
        Value::Moment(at) => ValueView::Moment { at: millis(*at), zone: zone.iana_name().map(str::to_owned) },
        Value::Record(id) => ValueView::Text { text: id.to_string() },
        Value::Made(_) => ValueView::NewRecord,
        Value::Null => ValueView::Empty,
    }
}

/// A value as Salesforce gave it.
#[must_use]
pub fn json(value: &serde_json::Value) -> ValueView {
    match value {
        serde_json::Value::Null => ValueView::Empty,
        serde_json::Value::Bool(yes) => yes_no(*yes),
        serde_json::Value::String(text) => text_or_empty(text),
        other => ValueView::Text { text: other.to_string() },
    }
}

/// A field, with the record type in whose records it is meant.
#[must_use]
pub fn of_type(field: String, record_type: Option<&str>) -> String {
    match record_type {
        Some(name) => format!("{field} ({name})"),
        None => field,
    }
}

fn text_or_empty(text: &str) -> ValueView {
    if text.is_empty() { ValueView::Empty } else { ValueView::Text { text: text.to_owned() } }
}

const fn yes_no(yes: bool) -> ValueView {
    if yes { ValueView::Yes } else { ValueView::No }
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
    fn values_say_what_they_are() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let text = |text: &str| ValueView::Text { text: text.into() };
        let moment = ValueView::Moment { at: 1_795_273_200_000, zone: Some("America/New_York".into()) };
        for (value_, view) in [
            (Value::text("Qualification"), text("Qualification")),
            (Value::text(""), ValueView::Empty),
            (Value::Bool(true), ValueView::Yes),
            (Value::Int(30), text("30")),
            (Value::Date("2026-11-21".parse().unwrap()), ValueView::Day { date: "2026-11-21".into() }),
            (Value::Moment("2026-11-21T15:00:00Z".parse().unwrap()), moment),
            (Value::Record(RecordId::new("006000000000001AAA").unwrap()), text("006000000000001AAA")),
            (Value::Null, ValueView::Empty),
        ] {
            assert_eq!(value(&value_, &zone), view);
        }
        for (value_, view) in [
            (json!(null), ValueView::Empty),
            (json!(""), ValueView::Empty),
            (json!(false), ValueView::No),
            (json!(3), text("3")),
        ] {
            assert_eq!(json(&value_), view);
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
    fn amounts_have_their_thousands_apart() {
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
