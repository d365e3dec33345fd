//! The history of calls.

use super::HistoryRequest;
use crate::ipc::error::UiError;
use crate::ipc::pop::HistoryView;
use crate::ipc::views::{rows, team};
use crate::shell::Shell;
use jiff::Timestamp;

/// Calls on one page.
const PAGE: u32 = 50;
/// Longest text that is searched for, in characters.
const SEARCH: usize = 200;

/// One page of past calls.
///
/// # Errors
/// When the days of the filter are none, or the database fails.
pub async fn history(shell: &Shell, request: HistoryRequest) -> Result<HistoryView, UiError> {
    let open = shell.open().await?;
    let lens = open.lens();
    let text: String = request.text.chars().take(SEARCH).collect();
    let filter = team::filter(&request.filter, &open.zone(), Timestamp::now())?;
    let page = open.companion.history(&text, &filter, request.before, PAGE).await?;
    Ok(HistoryView { rows: page.rows.iter().map(|row| rows::past(row, &lens)).collect(), next: page.next })
}
