//! Why a query or a search is refused.

use std::fmt;

/// A refused query or search: what the REST half puts into `[{"message","errorCode"}]` with status 400.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct QueryError {
    /// The `errorCode`.
    pub code: ErrorCode,
    /// The `message`, with caret art where Salesforce draws it.
    pub message: String,
}

/// The `errorCode` of a refused query or search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// The text is no SOQL, or asks for something that SOQL does not allow.
    MalformedQuery,
    /// The text is no SOSL.
    MalformedSearch,
    /// A field is unknown, hidden by field-level security, or compared with a value of another type.
    InvalidField,
    /// An object is unknown or cannot be queried.
    InvalidType,
    /// The operator does not go with the field's type, or an id is no id.
    InvalidQueryFilterOperator,
    /// OFFSET is above 2,000.
    NumberOutsideValidRange,
    /// The conditions are nested too deeply.
    QueryTooComplicated,
}

impl ErrorCode {
    /// The code as it stands in the reply.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MalformedQuery => "MALFORMED_QUERY",
            Self::MalformedSearch => "MALFORMED_SEARCH",
            Self::InvalidField => "INVALID_FIELD",
            Self::InvalidType => "INVALID_TYPE",
            Self::InvalidQueryFilterOperator => "INVALID_QUERY_FILTER_OPERATOR",
            Self::NumberOutsideValidRange => "NUMBER_OUTSIDE_VALID_RANGE",
            Self::QueryTooComplicated => "QUERY_TOO_COMPLICATED",
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// How much of a long line the art shows on either side of the caret, in characters.
const ART_REACH: usize = 40;

impl QueryError {
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// A refusal that points at the byte `offset` of `text` with a line of the text, a caret, row and column.
    pub(crate) fn pointing(code: ErrorCode, text: &str, offset: usize, detail: impl fmt::Display) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let row = before.matches('\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[line_start..].chars().count();
        let line: Vec<char> = text[line_start..].chars().take_while(|letter| *letter != '\n').collect();
        let (shown, caret) = window(&line, column);
        let gap = " ".repeat(caret);
        let message = format!("\n{shown}\n{gap}^\nERROR at Row:{row}:Column:{}\n{detail}", column + 1);
        Self { code, message }
    }
}

/// The part of a line around a column, cut between words, and where the column is in it.
fn window(line: &[char], column: usize) -> (String, usize) {
    let is_gap = |letter: &char| letter.is_whitespace() || *letter == ',';
    let column = column.min(line.len());
    let mut start = column.saturating_sub(ART_REACH);
    if start > 0 {
        start += line[start..column].iter().position(is_gap).map_or(0, |gap| gap + 1);
        while start < column && line[start].is_whitespace() {
            start += 1;
        }
    }
    let mut end = (column + ART_REACH).min(line.len());
    if end < line.len() {
        end = line[column..end].iter().rposition(is_gap).filter(|gap| *gap > 0).map_or(end, |gap| column + gap);
    }
    (line[start..end].iter().collect(), column - start)
}
