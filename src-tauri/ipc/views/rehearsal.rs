//! What a rehearsal found, in words, and as a file for spreadsheets.

use super::{Lens, millis, values};
use crate::ipc::rehearsal::{
    CountView, RehearsalNumbers, RehearsedCallView, RehearsedChangeView, RehearsedRequest, RehearsedView,
};
use crate::ipc::wrap_up::ValueView;
use callside_core::plan::Value;
use callside_core::rehearsal::{Change, Differing, Place, Tally};
use callside_flow::Rehearsal;
use std::time::Duration;

/// Calls of a page.
const PAGE: usize = 100;

/// The numbers.
#[must_use]
pub fn numbers(found: &Rehearsal, took: Duration, lens: &Lens) -> RehearsalNumbers {
    let counts = |of: &std::collections::BTreeMap<String, u32>, label: &dyn Fn(&str) -> String| -> Vec<CountView> {
        let ranked = Tally::ranked(of).into_iter();
        ranked.map(|count| CountView { label: label(&count.name), name: count.name, calls: count.calls }).collect()
    };
    RehearsalNumbers {
        since: millis(found.since),
        calls: found.tally.calls,
        differing: found.tally.differing,
        unread: found.tally.unread,
        kept: u32::try_from(found.differing.len()).unwrap_or(u32::MAX),
        cancelled: found.cancelled,
        took_ms: u32::try_from(took.as_millis()).unwrap_or(u32::MAX),
        by_disposition: counts(&found.tally.by_disposition, &|name| name.to_owned()),
        by_object: counts(&found.tally.by_object, &|name| lens.object(name)),
        by_field: counts(&found.tally.by_field, &|name| field_name(name, lens)),
    }
}

fn field_name(name: &str, lens: &Lens) -> String {
    match name.split_once('.') {
        Some((object, field)) => format!("{} of the {}", lens.field(object, field), lens.object(object).to_lowercase()),
        None => values::spaced(name),
    }
}

/// A page of the differing calls.
#[must_use]
pub fn page(found: &Rehearsal, wanted: &RehearsedRequest, lens: &Lens) -> RehearsedView {
    let from = usize::try_from(wanted.from).unwrap_or(usize::MAX);
    let these: Vec<&Differing> = found.differing.iter().filter(|call| is_wanted(call, wanted)).collect();
    RehearsedView {
        total: u32::try_from(these.len()).unwrap_or(u32::MAX),
        calls: these.into_iter().skip(from).take(PAGE).map(|call| call_view(call, lens)).collect(),
    }
}

fn is_wanted(call: &Differing, wanted: &RehearsedRequest) -> bool {
    let of = |wanted: &Option<String>, is: &dyn Fn(&str) -> bool| wanted.as_deref().is_none_or(is);
    of(&wanted.disposition, &|label| call.disposition == label)
        && of(&wanted.object, &|object| call.changes.iter().any(|change| change.place().0 == object))
        && of(&wanted.field, &|field| call.changes.iter().any(|change| change.name() == field))
}

fn call_view(call: &Differing, lens: &Lens) -> RehearsedCallView {
    RehearsedCallView {
        call: call.call.to_string(),
        at: millis(call.at),
        who: call.who.clone(),
        disposition: call.disposition.clone(),
        changes: call.changes.iter().map(|change| change_view(change, lens)).collect(),
    }
}

fn change_view(change: &Change, lens: &Lens) -> RehearsedChangeView {
    let written = |value: &Option<Value>| value.as_ref().map(|value| values::value(value, &lens.zone));
    let words = |on: &str, before: Option<&str>, after: Option<&str>| RehearsedChangeView {
        on: on.to_owned(),
        field: String::new(),
        before: before.map(|text| ValueView::Text { text: text.to_owned() }),
        after: after.map(|text| ValueView::Text { text: text.to_owned() }),
    };
    match change {
        Change::Field { object, label, field, before, after } => RehearsedChangeView {
            on: format!("{} {label}", lens.object(object)).trim().to_owned(),
            field: lens.field(object, field),
            before: written(before),
            after: written(after),
        },
        Change::Desk { what, before, after } => RehearsedChangeView {
            on: match what {
                Place::CallBack => "Callback list",
                Place::Suppression => "Suppression list",
                Place::Message => "Message",
            }
            .to_owned(),
            field: String::new(),
            before: written(before),
            after: written(after),
        },
        Change::Number { before, after } => words("Number", before.as_deref(), after.as_deref()),
        Change::NotOffered => words("Outcome", Some("offered"), Some("not offered for this call")),
        Change::OfferedNow => words("Outcome", Some("not offered for this call"), Some("offered")),
        Change::NotesAsked => words("Notes", Some("not asked for"), Some("asked for, and there were none")),
        Change::NotesNotAsked => words("Notes", Some("asked for"), Some("not asked for")),
    }
}

/// All differing calls as CSV (RFC 4180), one line a change. No cell begins a formula.
#[must_use]
pub fn csv(found: &Rehearsal, lens: &Lens) -> String {
    let mut text = String::from("\u{feff}");
    line(&mut text, &["Call", "Began", "Who", "Outcome", "On", "Field", "Before", "After"]);
    for call in &found.differing {
        let began = call.at.to_zoned(lens.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        for change in &call.changes {
            let view = change_view(change, lens);
            let (before, after) = (plain(view.before.as_ref(), lens), plain(view.after.as_ref(), lens));
            let key = call.call.to_string();
            line(&mut text, &[&key, &began, &call.who, &call.disposition, &view.on, &view.field, &before, &after]);
        }
    }
    text
}

/// A value as a spreadsheet takes it.
fn plain(value: Option<&ValueView>, lens: &Lens) -> String {
    match value {
        None | Some(ValueView::Empty) => String::new(),
        Some(ValueView::Text { text }) => text.clone(),
        Some(ValueView::Yes) => "TRUE".to_owned(),
        Some(ValueView::No) => "FALSE".to_owned(),
        Some(ValueView::Day { date }) => date.clone(),
        Some(ValueView::NewRecord) => "new record".to_owned(),
        Some(ValueView::Moment { at, .. }) => jiff::Timestamp::from_millisecond(*at)
            .map_or_else(|_| String::new(), |at| at.to_zoned(lens.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()),
    }
}

fn line(text: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|cell| plain_cell(cell)).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

/// A cell that no spreadsheet runs: what begins like a formula gets an apostrophe before it. Source: OWASP, "CSV
/// Injection" (`=`, `+`, `-`, `@`, tab, carriage return, also the full-width forms that some programs fold).
fn plain_cell(cell: &str) -> String {
    let first = cell.trim_start_matches([' ', '\u{a0}']).chars().next();
    let formula =
        matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%'));
    format!("\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::views::fixtures::{at, lens};
    use callside_core::ids::{CallKey, Provider};

    fn found(who: &str) -> Rehearsal {
        let field = Change::Field {
            object: "Opportunity".into(),
            label: "Renewal".into(),
            field: "StageName".into(),
            before: None,
            after: Some(Value::text("=cmd|' /C calc'!A0")),
        };
        let call = |id: &str, disposition: &str, changes| Differing {
            call: CallKey::new(Provider::Five9, id).unwrap(),
            at: at("2026-11-20T17:00:00Z"),
            who: who.into(),
            disposition: disposition.into(),
            changes,
        };
        let differing =
            vec![call("1", "Interested", vec![field, Change::NotesAsked]), call("2", "Busy", vec![Change::NotOffered])];
        let mut tally = Tally::default();
        differing.iter().for_each(|call| tally.add(Some(call)));
        Rehearsal { since: at("2026-11-01T00:00:00Z"), tally, differing, cancelled: false }
    }

    #[test]
    fn numbers_lead_to_the_calls_behind_them() {
        let (found, lens) = (found("Sarah"), lens());
        let numbers = numbers(&found, Duration::from_millis(12), &lens);
        assert_eq!((numbers.calls, numbers.differing, numbers.kept, numbers.took_ms), (2, 2, 2, 12));
        assert_eq!(numbers.by_field[0].label, "Stage of the opportunity");
        for count in &numbers.by_field {
            let wanted = RehearsedRequest { field: Some(count.name.clone()), ..RehearsedRequest::default() };
            assert_eq!(page(&found, &wanted, &lens).total, count.calls, "{}", count.name);
        }
        let busy = RehearsedRequest { disposition: Some("Busy".into()), ..RehearsedRequest::default() };
        assert_eq!(page(&found, &busy, &lens).calls[0].call, "five9:2");
    }

    #[test]
    fn no_cell_of_the_file_begins_a_formula() {
        for who in ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "a\"b,c\r\nd", "Sarah"] {
            let text = csv(&found(who), &lens());
            let cell = text.lines().nth(1).unwrap().split(',').nth(2).unwrap().to_owned();
            let begins = cell.trim_start_matches('"').chars().next().unwrap();
            assert!(!"=+-@\t＝ ".contains(begins), "{who}: {cell}");
            assert!(text.contains("\"'=cmd|' /C calc'!A0\""), "{text}");
        }
    }
}
