//! The tables held against themselves and against the org: every fault with what the org has.

use super::{Disposition, DispositionCode, DispositionTable, Effect};
use crate::nearest::nearest;
use crate::plan::Value;
use crate::shape::{ObjectShape, OrgShape};
use serde::{Deserialize, Serialize};

/// A fault in a table, found when it is loaded or held against the org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum TableFault {
    /// Two rows with one code or one key, or a key outside 1-9.
    Row {
        /// The row's label.
        label: String,
    },
    /// A row without a code or a label.
    Nameless {
        /// What there is of either.
        label: String,
    },
    /// A table names an outcome that neither it nor the org has.
    Outcome {
        /// The table's name.
        table: String,
        /// The code.
        code: String,
        /// The codes that there are.
        has: Vec<String>,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// A table is for no calls, or for the same as another one.
    Scope {
        /// The table's name.
        table: String,
    },
    /// A table allows no outcome at all.
    Empty {
        /// The table's name.
        table: String,
    },
    /// The org lacks the field, or the user may not see or write it.
    Field {
        /// The row's label.
        label: String,
        /// Object API name.
        object: String,
        /// Field API name.
        field: String,
        /// The nearest field that there is.
        #[serde(default)]
        nearest: Option<String>,
    },
    /// The object has no such record type.
    RecordType {
        /// The row's label.
        label: String,
        /// Object API name.
        object: String,
        /// Those that it has.
        has: Vec<String>,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// The org's picklist lacks the value.
    Value {
        /// Records of this type only (developer name) lack it.
        #[serde(default)]
        record_type: Option<String>,
        /// The row's label.
        label: String,
        /// Object API name.
        object: String,
        /// Field API name.
        field: String,
        /// The value that is missing.
        value: String,
        /// The values that the org has.
        has: Vec<String>,
        /// The nearest of them.
        #[serde(default)]
        nearest: Option<String>,
    },
    /// The field does not take such a value.
    Kind {
        /// The row's label.
        label: String,
        /// Object API name.
        object: String,
        /// Field API name.
        field: String,
        /// The field's type, in Salesforce's word.
        kind: String,
    },
}

impl DispositionTable {
    /// What is wrong with the tables in themselves and in this org, each with the values that the org has. An org that
    /// was never described (no objects) is not held against them.
    #[must_use]
    pub fn faults(&self, org: &OrgShape) -> Vec<TableFault> {
        let mut faults = keys(self.rows.iter(), None);
        for (i, table) in self.scoped.iter().enumerate() {
            let name = || table.name.clone();
            let nowhere = table.scope.campaign.is_none() && table.scope.queue.is_none();
            if nowhere || self.scoped[..i].iter().any(|other| other.scope.same_as(&table.scope)) {
                faults.push(TableFault::Scope { table: name() });
            }
            for code in table.allowed.iter().flatten() {
                faults.extend(self.unknown(code, &table.name, table.rows.iter()));
            }
            let in_force = self.of(table);
            if in_force.rows.is_empty() {
                faults.push(TableFault::Empty { table: name() });
            }
            faults.extend(keys(in_force.rows.into_iter(), Some(&table.name)));
        }
        if org.objects.is_empty() {
            return faults;
        }
        for (row, table) in self.all_rows() {
            faults.extend(row.effects.iter().flat_map(|effect| effect_faults(&label(row, table), effect, row, org)));
        }
        faults
    }

    /// The row that a fault names: which table of a campaign or queue, and which row. Of two with one name the later.
    #[must_use]
    pub fn place(&self, named: &str) -> Option<(Option<usize>, usize)> {
        let own = self.rows.iter().rposition(|row| label(row, None) == named).map(|row| (None, row));
        own.or_else(|| {
            self.scoped.iter().enumerate().find_map(|(at, table)| {
                let row = table.rows.iter().rposition(|row| label(row, Some(&table.name)) == named)?;
                Some((Some(at), row))
            })
        })
    }

    fn unknown<'r>(
        &'r self,
        code: &DispositionCode,
        table: &str,
        own: impl Iterator<Item = &'r Disposition>,
    ) -> Option<TableFault> {
        let has: Vec<String> = self.rows.iter().chain(own).map(|row| row.code.0.clone()).collect();
        let near = nearest(&code.0, has.iter().map(String::as_str)).map(str::to_owned);
        let unknown = !has.contains(&code.0);
        unknown.then(|| TableFault::Outcome { table: table.to_owned(), code: code.0.clone(), has, nearest: near })
    }
}

fn label(row: &Disposition, table: Option<&str>) -> String {
    table.map_or_else(|| row.label.clone(), |table| format!("{} ({table})", row.label))
}

fn keys<'r>(rows: impl Iterator<Item = &'r Disposition>, table: Option<&str>) -> Vec<TableFault> {
    let mut faults = Vec::new();
    let mut seen: Vec<&Disposition> = Vec::new();
    for row in rows {
        let twice = seen.iter().any(|other| other.key == row.key || other.code == row.code);
        if twice || !(1..=9).contains(&row.key) {
            faults.push(TableFault::Row { label: label(row, table) });
        }
        if row.label.trim().is_empty() || row.code.0.trim().is_empty() {
            faults.push(TableFault::Nameless { label: label(row, table) });
        }
        seen.push(row);
    }
    faults
}

fn effect_faults(label: &str, effect: &Effect, row: &Disposition, org: &OrgShape) -> Vec<TableFault> {
    let Effect::Set { on, field, value, optional, record_type, .. } = effect else { return Vec::new() };
    let object = on.api_name();
    let shape = org.objects.get(object);
    let mut faults: Vec<TableFault> =
        record_type.iter().filter_map(|named| no_such_type(label, object, named, shape)).collect();
    let (label, object, field) = (label.to_owned(), object.to_owned(), field.clone());
    let Some((of, described)) = shape.and_then(|of| Some((of, of.fields.get(&field).filter(|it| it.updateable)?)))
    else {
        let fields = shape.into_iter().flat_map(|object| &object.fields);
        let writable = fields.filter(|(_, shape)| shape.updateable).map(|(name, _)| name.as_str());
        let near = nearest(&field, writable).map(str::to_owned);
        if !optional {
            faults.push(TableFault::Field { label, object, field, nearest: near });
        }
        return faults;
    };
    let Value::Text(text) = value else {
        let fits = !matches!(value, Value::Bool(_)) || matches!(described.kind.as_str(), "" | "boolean");
        if !fits {
            faults.push(TableFault::Kind { label, object, field, kind: described.kind.clone() });
        }
        return faults;
    };
    let lacking = of.lacking(&field, text, |name| row.counts(effect, Some(name)));
    faults.extend(lacking.into_iter().map(|lacking| TableFault::Value {
        record_type: lacking.record_type,
        label: label.clone(),
        object: object.clone(),
        field: field.clone(),
        value: text.clone(),
        has: lacking.has,
        nearest: lacking.nearest,
    }));
    faults
}

fn no_such_type(label: &str, object: &str, named: &str, shape: Option<&ObjectShape>) -> Option<TableFault> {
    let has: Vec<String> = shape.into_iter().flat_map(|of| &of.record_types).map(|of| of.name.clone()).collect();
    let near = nearest(named, has.iter().map(String::as_str)).map(str::to_owned);
    let fault = |has| TableFault::RecordType { label: label.to_owned(), object: object.to_owned(), has, nearest: near };
    (!has.iter().any(|name| name == named)).then(|| fault(has))
}
