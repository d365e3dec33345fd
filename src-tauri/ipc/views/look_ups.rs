//! Look-ups, tables and faults of queries, as the UI shows them.

use super::{millis, wrong};
use crate::ipc::caller::RecordView;
use crate::ipc::look_ups::{
    BudgetView, CellView, ColumnView, CompletionView, LookUpDraft, LookUpStateView, LookUpView, PaceView, PlaceView,
    RowView, SoqlFaultView, SpentView, SuggestionView, TableView,
};
use crate::ipc::sentence::Sentence;
use callside_core::budget::Pace;
use callside_core::look_up::{Cell, FailedBecause, LookUp, Shown, ShownState, Table};
use callside_core::rule::{Rule, RuleFault};
use callside_core::soql::{Completion, SoqlFault, Sort};
use callside_flow::Budget;

/// A table.
#[must_use]
pub fn table(table: &Table) -> TableView {
    let columns = table.columns.iter().map(|c| ColumnView { label: c.label.clone(), path: c.path.clone() });
    let rows = table.rows.iter().map(|row| RowView {
        record: row.record.as_ref().map(|(object, id)| RecordView { object: object.clone(), id: id.to_string() }),
        cells: row.cells.iter().map(cell).collect(),
    });
    TableView { columns: columns.collect(), rows: rows.collect(), left_out: table.left_out() }
}

fn cell(cell: &Cell) -> CellView {
    match cell {
        Cell::Empty => CellView::Empty,
        Cell::Text(text) => CellView::Text { text: text.clone() },
        Cell::Number(text) => CellView::Number { text: text.clone() },
        Cell::Bool(yes) => CellView::Bool { yes: *yes },
        Cell::Date(day) => CellView::Date { day: day.clone() },
        Cell::Moment(at) => CellView::Moment { at: millis(*at) },
        Cell::Record { object, id } => {
            CellView::Record { record: RecordView { object: object.clone(), id: id.to_string() } }
        }
        Cell::Rows(inner) => CellView::Rows { table: Box::new(table(inner)) },
    }
}

/// A look-up beside a pop.
#[must_use]
pub fn shown(shown: &Shown) -> LookUpView {
    LookUpView {
        name: shown.name.clone(),
        title: shown.title.clone(),
        table: shown.table.as_ref().map(table),
        state: state(&shown.state),
        changed: shown.changed.iter().map(|place| PlaceView { row: place.row, column: place.column }).collect(),
    }
}

fn state(state: &ShownState) -> LookUpStateView {
    match state {
        ShownState::Asking { as_of } => LookUpStateView::Asking { as_of: as_of.map(millis) },
        ShownState::Live { .. } => LookUpStateView::Live,
        ShownState::Spared { as_of } => LookUpStateView::Spared { as_of: millis(*as_of) },
        ShownState::Failed { as_of, because } => {
            LookUpStateView::Failed { as_of: as_of.map(millis), because: failed(because) }
        }
    }
}

fn failed(because: &FailedBecause) -> Sentence {
    match because {
        FailedBecause::Stale { why } => Sentence::Stale { because: super::pop::stale(*why) },
        FailedBecause::Budget => Sentence::ApiCallsKept,
        FailedBecause::Query { message } => Sentence::LookUpFaulty { message: message.clone() },
    }
}

/// A look-up as it is edited.
#[must_use]
pub fn draft(look_up: &LookUp) -> LookUpDraft {
    LookUpDraft {
        name: look_up.name.clone(),
        title: look_up.title.clone(),
        when: look_up.when.as_ref().map(ToString::to_string).unwrap_or_default(),
        soql: look_up.soql.clone(),
        rows: look_up.rows,
        seconds: look_up.seconds,
    }
}

/// What was edited, as a look-up.
///
/// # Errors
/// When the rule cannot be read.
pub fn look_up(draft: &LookUpDraft) -> Result<LookUp, RuleFault> {
    let when = draft.when.trim();
    Ok(LookUp {
        name: draft.name.trim().to_owned(),
        title: draft.title.trim().to_owned(),
        when: if when.is_empty() { None } else { Some(Rule::parse(when)?) },
        soql: draft.soql.clone(),
        rows: draft.rows,
        seconds: draft.seconds,
    })
}

/// UTF-16 units before a byte.
fn units(text: &str, byte: usize) -> u32 {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The byte after so many UTF-16 units.
#[must_use]
pub fn byte_at(text: &str, units: u32) -> usize {
    let mut left = usize::try_from(units).unwrap_or(usize::MAX);
    for (byte, letter) in text.char_indices() {
        if left < letter.len_utf16() {
            return byte;
        }
        left -= letter.len_utf16();
    }
    text.len()
}

/// A fault in a query.
#[must_use]
pub fn fault(text: &str, fault: &SoqlFault) -> SoqlFaultView {
    let place = fault.place(text);
    SoqlFaultView {
        from: units(text, fault.from),
        to: units(text, fault.to),
        line: place.line,
        column: place.column,
        wrong: wrong::of_query(&fault.problem),
        nearest: fault.nearest.clone(),
    }
}

/// What may come next in a query.
#[must_use]
pub fn completion(text: &str, completion: &Completion) -> CompletionView {
    let options = completion.options.iter().map(|option| SuggestionView {
        text: option.text.clone(),
        detail: option.detail.clone(),
        sort: sort(option.sort).to_owned(),
    });
    CompletionView { from: units(text, completion.from), to: units(text, completion.to), options: options.collect() }
}

const fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::Keyword => "keyword",
        Sort::Object => "object",
        Sort::Field => "field",
        Sort::Relationship => "relationship",
        Sort::Value => "value",
        Sort::CallValue => "call_value",
    }
}

/// How the org's API calls stand.
#[must_use]
pub fn budget(budget: &Budget) -> BudgetView {
    let word = |purpose| serde_json::to_value(purpose).ok().and_then(|v| v.as_str().map(str::to_owned));
    let spent = budget.spent.iter().filter_map(|(p, calls)| Some(SpentView { purpose: word(p)?, calls: *calls }));
    BudgetView {
        used: budget.usage.map(|usage| usage.used),
        max: budget.usage.map(|usage| usage.max),
        percent: budget.usage.map(callside_core::budget::Usage::percent),
        slow: budget.shares.slow,
        stop: budget.shares.stop,
        last: budget.shares.last,
        spent: spent.collect(),
    }
}

/// How what can wait goes on.
#[must_use]
pub const fn pace(pace: Pace) -> PaceView {
    match pace {
        Pace::Go => PaceView::Go,
        Pace::Slow { .. } => PaceView::Slow,
        Pace::Stop => PaceView::Stop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_a_text_field_counts() {
        let text = "SELECT '😀', ";
        let (bytes, count) = (text.len(), u32::try_from(text.encode_utf16().count()).unwrap());
        assert_eq!((units(text, bytes), byte_at(text, count)), (count, bytes));
        let inside = "SELECT '😀".len();
        assert_eq!((units(text, inside), byte_at(text, 10)), (10, inside));
        assert_eq!(byte_at(text, 9), "SELECT '".len());
        assert_eq!(byte_at(text, 999), bytes);
    }
}
