//! The fixed words of SOQL. Source: SOQL and SOSL Reference.

/// Words that cannot be an alias. The most of SOQL's reserved words that can follow where an alias may stand.
pub(super) const RESERVED: [&str; 24] = [
    "SELECT", "FROM", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "UPDATE", "ALL", "USING",
    "AND", "OR", "NOT", "IN", "LIKE", "INCLUDES", "EXCLUDES", "ASC", "DESC", "NULLS", "AS",
];

/// Functions over a field, with what they are for.
pub const FUNCTIONS: [&str; 27] = [
    "AVG",
    "COUNT",
    "COUNT_DISTINCT",
    "MIN",
    "MAX",
    "SUM",
    "CALENDAR_MONTH",
    "CALENDAR_QUARTER",
    "CALENDAR_YEAR",
    "DAY_IN_MONTH",
    "DAY_IN_WEEK",
    "DAY_IN_YEAR",
    "DAY_ONLY",
    "FISCAL_MONTH",
    "FISCAL_QUARTER",
    "FISCAL_YEAR",
    "HOUR_IN_DAY",
    "WEEK_IN_MONTH",
    "WEEK_IN_YEAR",
    "FORMAT",
    "TOLABEL",
    "CONVERTCURRENCY",
    "CONVERTTIMEZONE",
    "DISTANCE",
    "GEOLOCATION",
    "GROUPING",
    "FIELDS",
];

/// Functions that gather several records into one value.
pub const AGGREGATES: [&str; 6] = ["AVG", "COUNT", "COUNT_DISTINCT", "MIN", "MAX", "SUM"];

/// Date literals without a number.
pub const DATES: [&str; 23] = [
    "TODAY",
    "YESTERDAY",
    "TOMORROW",
    "LAST_WEEK",
    "THIS_WEEK",
    "NEXT_WEEK",
    "LAST_MONTH",
    "THIS_MONTH",
    "NEXT_MONTH",
    "LAST_90_DAYS",
    "NEXT_90_DAYS",
    "THIS_QUARTER",
    "LAST_QUARTER",
    "NEXT_QUARTER",
    "THIS_YEAR",
    "LAST_YEAR",
    "NEXT_YEAR",
    "THIS_FISCAL_QUARTER",
    "LAST_FISCAL_QUARTER",
    "NEXT_FISCAL_QUARTER",
    "THIS_FISCAL_YEAR",
    "LAST_FISCAL_YEAR",
    "NEXT_FISCAL_YEAR",
];

/// Date literals with a number after a colon.
pub const COUNTED_DATES: [&str; 21] = [
    "LAST_N_DAYS",
    "NEXT_N_DAYS",
    "N_DAYS_AGO",
    "LAST_N_WEEKS",
    "NEXT_N_WEEKS",
    "N_WEEKS_AGO",
    "LAST_N_MONTHS",
    "NEXT_N_MONTHS",
    "N_MONTHS_AGO",
    "LAST_N_QUARTERS",
    "NEXT_N_QUARTERS",
    "N_QUARTERS_AGO",
    "LAST_N_YEARS",
    "NEXT_N_YEARS",
    "N_YEARS_AGO",
    "LAST_N_FISCAL_QUARTERS",
    "NEXT_N_FISCAL_QUARTERS",
    "N_FISCAL_QUARTERS_AGO",
    "LAST_N_FISCAL_YEARS",
    "NEXT_N_FISCAL_YEARS",
    "N_FISCAL_YEARS_AGO",
];

pub(super) fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| other.eq_ignore_ascii_case(word))
}

/// What a bare value is, by how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Number,
    Date,
    Moment,
}

/// Whether a text that begins like a number is one, or a day, or a moment.
pub(super) fn is_number(text: &str) -> bool {
    written(text).is_some()
}

pub(super) fn written(text: &str) -> Option<Written> {
    if is_decimal(text) {
        return Some(Written::Number);
    }
    let (day, time) = text.split_once(['T', 't']).map_or((text, None), |(day, time)| (day, Some(time)));
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = day.split('-').collect();
    let is_day = matches!(parts[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2));
    if !is_day || day.parse::<jiff::civil::Date>().is_err() {
        return None;
    }
    match time {
        None => Some(Written::Date),
        // SOQL wants a zone. Source: "Date formats and date literals".
        Some(_) => text.parse::<jiff::Timestamp>().is_ok().then_some(Written::Moment),
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let some = !whole.is_empty() || !fraction.is_empty();
    some && all_digits(whole) && all_digits(fraction) && !digits.ends_with('.')
}
