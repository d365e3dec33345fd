//! Tables as CSV that no spreadsheet takes for formulas.
//!
//! Form: RFC 4180. A cell that begins with `=`, `+`, `-`, `@`, tab or line break is a formula to spreadsheets, also
//! within quotes; an apostrophe before it makes it a text.
//! Source: OWASP, "CSV Injection" (<https://owasp.org/www-community/attacks/CSV_Injection>).

use callside_core::look_up::{Cell, Column, Row, Table};

/// A file that grows row by row.
pub struct Csv {
    text: String,
    rows: u32,
}

impl Csv {
    /// A file with its head. The mark at the beginning makes spreadsheets read it as UTF-8.
    #[must_use]
    pub fn new(columns: &[Column]) -> Self {
        let mut csv = Self { text: "\u{feff}".to_owned(), rows: 0 };
        csv.line(columns.iter().map(|column| quoted(&safe(&column.path))));
        csv
    }

    /// Adds rows.
    pub fn rows(&mut self, rows: &[Row]) {
        for row in rows {
            self.line(row.cells.iter().map(field));
            self.rows = self.rows.saturating_add(1);
        }
    }

    /// Rows so far, without the head.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.rows
    }

    /// The whole text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    fn line(&mut self, fields: impl Iterator<Item = String>) {
        self.text.push_str(&fields.collect::<Vec<_>>().join(","));
        self.text.push_str("\r\n");
    }
}

fn field(cell: &Cell) -> String {
    match cell {
        // Plain decimals are what a spreadsheet should count with, also those below zero.
        Cell::Number(number) if is_decimal(number) => number.clone(),
        cell => quoted(&safe(&plain(cell))),
    }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Date(text) => text.clone(),
        Cell::Bool(yes) => yes.to_string(),
        Cell::Moment(at) => at.to_string(),
        Cell::Record { id, .. } => id.to_string(),
        Cell::Rows(table) => nested(table),
    }
}

/// Child records in one cell: a line each.
fn nested(table: &Table) -> String {
    let row = |row: &Row| row.cells.iter().map(plain).collect::<Vec<_>>().join(" | ");
    table.rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

fn is_decimal(number: &str) -> bool {
    let digits = number.strip_prefix('-').unwrap_or(number);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The full-width forms are formulas to spreadsheets with East Asian input; blanks before a sign are skipped by some.
fn safe(text: &str) -> String {
    let first = text.chars().find(|c| *c != ' ');
    let begins = text.starts_with(['\t', '\r', '\n']);
    let formula = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'));
    if begins || formula { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    let plain = !text.contains(['"', ',', ';', '\n', '\r', '\t', '\'']) && text.trim() == text;
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(cells: Vec<Cell>) -> String {
        let columns: Vec<_> =
            (0..cells.len()).map(|n| Column { path: format!("C{n}"), label: String::new() }).collect();
        let mut csv = Csv::new(&columns);
        csv.rows(&[Row { record: None, cells }]);
        assert_eq!(csv.count(), 1);
        let text = csv.finish();
        text.split_once("\r\n").unwrap().1.to_owned()
    }

    #[test]
    fn nothing_is_a_formula() {
        for (text, field) in [
            ("=1+1", "\"'=1+1\""),
            ("+49 30", "\"'+49 30\""),
            ("-2+3", "\"'-2+3\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("  =1", "\"'  =1\""),
            ("＝1", "\"'＝1\""),
            ("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""),
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("", ""),
        ] {
            assert_eq!(csv(vec![Cell::Text(text.into())]), format!("{field}\r\n"), "{text:?}");
        }
    }

    #[test]
    fn numbers_count_and_everything_else_reads() {
        let moment = "2026-05-01T07:25:37Z".parse().unwrap();
        let cells = vec![
            Cell::Number("-12.5".into()),
            Cell::Number("-1+cmd".into()),
            Cell::Bool(true),
            Cell::Moment(moment),
            Cell::Empty,
        ];
        assert_eq!(csv(cells), "-12.5,\"'-1+cmd\",true,2026-05-01T07:25:37Z,\r\n");
        let row = |text: &str| Row { record: None, cells: vec![Cell::Text(text.into()), Cell::Bool(false)] };
        let inner = Table { columns: vec![], rows: vec![row("=a"), row("b")], total: None };
        assert_eq!(csv(vec![Cell::Rows(Box::new(inner))]), "\"'=a | false\nb | false\"\r\n");
    }
}
