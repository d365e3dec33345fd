//! The SOQL console: queries of supervisors and admins, which change nothing.

use super::look_ups::salesforce;
use crate::console::{Ended, Run};
use crate::csv::Csv;
use crate::downloads;
use crate::ipc::announcement::Announcement;
use crate::ipc::error::{ErrorAction, ErrorCode, UiError};
use crate::ipc::look_ups::{
    PastQueryView, RunSoqlRequest, SavedRowsEnd, SavedRowsView, SoqlAnswerView, SoqlFaultView, SoqlRun,
};
use crate::ipc::sentence::Sentence;
use crate::ipc::views::look_ups as views;
use crate::shell::{Open, Shell};
use callside_core::budget::{Pace, Purpose};
use callside_core::crm::CrmError;
use callside_core::role::Role;
use callside_core::soql::parse;
use callside_salesforce::Page;
use jiff::Timestamp;
use std::time::Instant;

/// Name of the setting that keeps past queries.
const HISTORY: &str = "console_history";
/// Most queries that are kept.
const MOST_QUERIES: usize = 100;
/// Most rows of a file.
const MOST_ROWS: u32 = 50_000;

/// Asks a query: it is checked first, and sent only when nothing is wrong with it.
///
/// # Errors
/// When the role does not cover it, the org is short of API calls, nobody is signed in, or Salesforce cannot answer.
pub async fn run_soql(shell: &Shell, request: RunSoqlRequest) -> Result<SoqlAnswerView, UiError> {
    let open = allowed(shell).await?;
    let crm = salesforce(&open)?;
    let query = match parse(&request.soql) {
        Ok(query) => query,
        Err(fault) => return Ok(SoqlAnswerView::Wrong { faults: wrong(&request.soql, &[fault]) }),
    };
    let run = open.console.begin(request.run, query);
    let began = Instant::now();
    let asked = run.until_withdrawn(async {
        let faults = crm.faults(&request.soql, None).await?;
        if !faults.is_empty() {
            return Ok(Err(faults));
        }
        remember(&open, &request.soql).await?;
        Ok::<_, UiError>(Ok(crm.ask(&run.query).await))
    });
    match asked.await {
        Err(Ended::Withdrawn) => Ok(SoqlAnswerView::Withdrawn),
        Ok(Err(error)) => Err(error),
        Ok(Ok(Err(faults))) => Ok(SoqlAnswerView::Wrong { faults: wrong(&request.soql, &faults) }),
        Ok(Ok(Ok(page))) => answer(&open, &run, page, began),
    }
}

fn wrong(text: &str, faults: &[callside_core::soql::SoqlFault]) -> Vec<SoqlFaultView> {
    faults.iter().map(|fault| views::fault(text, fault)).collect()
}

/// The next page of a run.
///
/// # Errors
/// As [`run_soql`]; when the run is over.
pub async fn more_soql(shell: &Shell, request: SoqlRun) -> Result<SoqlAnswerView, UiError> {
    let open = allowed(shell).await?;
    let crm = salesforce(&open)?;
    let run = open.console.run(request.run).ok_or_else(over)?;
    let cursor = run.next().ok_or_else(over)?;
    let began = Instant::now();
    match run.until_withdrawn(crm.ask_more(&run.query, &cursor)).await {
        Err(Ended::Withdrawn) => Ok(SoqlAnswerView::Withdrawn),
        Ok(page) => answer(&open, &run, page, began),
    }
}

fn answer(open: &Open, run: &Run, asked: Result<Page, CrmError>, began: Instant) -> Result<SoqlAnswerView, UiError> {
    match asked {
        Err(CrmError::Refused(refusal)) => Ok(SoqlAnswerView::Refused { message: refusal.message }),
        Err(error) => Err(error.into()),
        Ok(page) => {
            let more = page.next.is_some();
            open.console.keep(run, page.next);
            let took_ms = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
            Ok(SoqlAnswerView::Rows { table: views::table(&page.table), more, took_ms })
        }
    }
}

/// Withdraws what a run waits for. The rows that came stay, and the rest can be asked for.
///
/// # Errors
/// When the database is not open.
pub async fn cancel_soql(shell: &Shell, request: SoqlRun) -> Result<(), UiError> {
    let open = shell.open().await?;
    open.console.withdraw(request.run);
    Ok(())
}

/// Asks a run's query again and writes its rows to a file among the person's downloads, page by page; how far it is is
/// announced. Withdrawn, the file has the rows that had come; none is written before the first.
///
/// # Errors
/// As [`run_soql`]; when the file cannot be written.
pub async fn export_soql(shell: &Shell, request: SoqlRun) -> Result<Option<SavedRowsView>, UiError> {
    let open = allowed(shell).await?;
    let crm = salesforce(&open)?;
    let run = open.console.run(request.run).ok_or_else(over)?;
    let Ok(first) = run.until_withdrawn(crm.ask(&run.query)).await else { return Ok(None) };
    let Page { table, mut next } = first?;
    let total = table.total.unwrap_or(0);
    let mut csv = Csv::new(&table.columns);
    csv.rows(&table.rows);
    let end = loop {
        let rows = csv.count();
        shell.face().announce(Announcement::QueryRows { run: request.run, rows, total: total.max(rows) });
        let cursor = match next {
            None => break SavedRowsEnd::Whole,
            Some(_) if rows >= MOST_ROWS => break SavedRowsEnd::Full,
            Some(cursor) => cursor,
        };
        let Ok(page) = run.until_withdrawn(crm.ask_more(&run.query, &cursor)).await else {
            break SavedRowsEnd::Withdrawn;
        };
        let page = page?;
        csv.rows(&page.table.rows);
        next = page.next;
    };
    let rows = csv.count();
    let name = downloads::dated("callside-query", "csv", open.zone());
    let file = downloads::write(shell, &name, csv.finish()).await?;
    Ok(Some(SavedRowsView { path: file.path, rows, total: total.max(rows), end }))
}

/// Past queries, newest first.
///
/// # Errors
/// When the database fails.
pub async fn soql_history(shell: &Shell) -> Result<Vec<PastQueryView>, UiError> {
    let open = allowed_here(shell).await?;
    Ok(open.companion.setting(HISTORY).await?.unwrap_or_default())
}

async fn remember(open: &Open, soql: &str) -> Result<(), UiError> {
    let mut past: Vec<PastQueryView> = open.companion.setting(HISTORY).await?.unwrap_or_default();
    past.retain(|query| query.soql != soql);
    past.insert(0, PastQueryView { soql: soql.to_owned(), at: Timestamp::now().as_millisecond() });
    past.truncate(MOST_QUERIES);
    Ok(open.companion.save_setting(HISTORY, &past).await?)
}

/// The parts, for whoever may use the console.
async fn allowed_here(shell: &Shell) -> Result<std::sync::Arc<Open>, UiError> {
    let open = shell.open().await?;
    if open.companion.role().covers(Role::Supervisor) {
        return Ok(open);
    }
    Err(UiError { code: ErrorCode::Refused, message: Sentence::ConsoleNotAllowed, action: Some(ErrorAction::AskAdmin) })
}

/// The same, while the org has calls to spare.
async fn allowed(shell: &Shell) -> Result<std::sync::Arc<Open>, UiError> {
    let open = allowed_here(shell).await?;
    if open.companion.pace(Purpose::Console) == Pace::Stop {
        return Err(UiError { code: ErrorCode::Refused, message: Sentence::ApiCallsKept, action: None });
    }
    Ok(open)
}

fn over() -> UiError {
    UiError { code: ErrorCode::TooLate, message: Sentence::QueryOver, action: None }
}

#[cfg(test)]
#[path = "console_tests.rs"]
mod tests;
