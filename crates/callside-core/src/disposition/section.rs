//! The tables as a section of a configuration file: `dispositions`.

use super::{Disposition, DispositionTable, Effect, TableFault};
use crate::config::{Known, Noun, Problem, Section, Wrong};

impl Section for DispositionTable {
    const NAME: &'static str = "dispositions";

    fn offers(&self) -> Vec<(Noun, String)> {
        self.all_rows().map(|(row, _)| (Noun::Disposition, row.code.0.clone())).collect()
    }

    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        let messages = self.all_rows().flat_map(|(row, table)| {
            let named = row.effects.iter().filter_map(Effect::message);
            named.filter_map(move |name| known.missing(Noun::Action, name, self.path(row, table)))
        });
        self.faults(known.org).into_iter().map(|fault| self.wrong(fault)).chain(messages).collect()
    }
}

impl DispositionTable {
    fn path(&self, row: &Disposition, table: Option<&str>) -> String {
        let named = table.map_or_else(|| row.label.clone(), |table| format!("{} ({table})", row.label));
        self.path_of(&named, "effects")
    }

    fn path_of(&self, label: &str, key: &str) -> String {
        match self.place(label) {
            Some((None, row)) => format!("rows.{row}.{key}"),
            Some((Some(table), row)) => format!("scoped.{table}.rows.{row}.{key}"),
            None => String::new(),
        }
    }

    fn wrong(&self, fault: TableFault) -> Wrong {
        let place = |label: &str, key: &str| self.path_of(label, key);
        let table_at = |name: &str, key: &str| {
            let at = self.scoped.iter().position(|table| table.name == name);
            at.map_or_else(String::new, |at| format!("scoped.{at}.{key}"))
        };
        let (at, problem, nearest) = match fault {
            TableFault::Row { label } => (place(&label, "key"), Problem::Key { label }, None),
            TableFault::Nameless { label } => (place(&label, "label"), Problem::Missing { name: "label".into() }, None),
            TableFault::Outcome { table, code, nearest, .. } => {
                let problem = Problem::Unknown { noun: Noun::Disposition, name: code };
                (table_at(&table, "allowed"), problem, nearest)
            }
            TableFault::Scope { table } => (table_at(&table, "for"), Problem::Scope { table }, None),
            TableFault::Empty { table } => (table_at(&table, "allowed"), Problem::NoOutcome { table }, None),
            TableFault::Field { label, field, nearest, .. } => {
                (place(&label, "effects"), Problem::Unknown { noun: Noun::Field, name: field }, nearest)
            }
            TableFault::RecordType { label, object, has, nearest } => {
                (place(&label, "effects"), Problem::RecordType { object, has }, nearest)
            }
            TableFault::Value { record_type, label, field, value, has, nearest, .. } => {
                (place(&label, "effects"), Problem::Value { field, record_type, value, has }, nearest)
            }
            TableFault::Kind { label, field, kind, .. } => {
                (place(&label, "effects"), Problem::FieldOfType { field, kind }, None)
            }
        };
        Wrong { at, problem, nearest }
    }
}
