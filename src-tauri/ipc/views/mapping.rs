//! The field mapping as rows of texts, and back.

use super::{Lens, values};
use crate::ipc::rules::{FieldChoiceView, FieldsView, MappingRowView, MappingRows, RowFaultView, SheetView, WordView};
use crate::ipc::wrong::Wrong;
use callside_core::mapping::{Mapping, MappingFault, Origin, Row, Sheet, Source, Steps, Trouble};
use callside_core::nearest::nearest;
use callside_core::shape::FieldShape;

/// The Fields tab.
#[must_use]
pub fn fields(mapping: &Mapping, lens: &Lens) -> FieldsView {
    FieldsView {
        rows: rows(mapping),
        faults: faults(mapping, lens),
        sheets: Sheet::ALL.iter().map(|sheet| sheet_view(*sheet, lens)).collect(),
        words: Source::ALL.iter().map(|source| word(*source)).collect(),
        steps: Steps::offered().map(str::to_owned).collect(),
    }
}

/// The rows as an admin reads them.
#[must_use]
pub fn rows(mapping: &Mapping) -> Vec<MappingRowView> {
    let row = |row: &Row| MappingRowView {
        on: row.on.as_str().to_owned(),
        record_type: row.record_type.clone().unwrap_or_default(),
        field: row.field.clone(),
        from: row.from.to_string(),
        through: row.through.to_string(),
        only_when_empty: row.only_when_empty,
        optional: row.optional,
    };
    mapping.rows.iter().map(row).collect()
}

/// The mapping that the rows say.
///
/// # Errors
/// Every cell that cannot be read.
pub fn read(typed: &MappingRows) -> Result<Mapping, Vec<RowFaultView>> {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for (i, row) in (0..).zip(&typed.rows) {
        let mut wrong = |column: &str, what: Wrong, near: Option<String>| {
            faults.push(RowFaultView {
                table: 0,
                row: Some(i),
                column: column.to_owned(),
                wrong: what,
                has: vec![],
                nearest: near,
            });
        };
        let on = Sheet::of(row.on.trim());
        if on.is_none() {
            let near = nearest(&row.on, Sheet::ALL.map(Sheet::as_str)).map(str::to_owned);
            wrong("on", Wrong::NoSheet(row.on.clone()), near);
        }
        if row.field.trim().is_empty() {
            wrong("field", Wrong::NameTheField, None);
        }
        let from = Origin::read(&row.from).map_err(|fault| {
            let empty = fault.text.is_empty();
            let what = if empty { Wrong::SayWhat } else { Wrong::NoWord(fault.text) };
            wrong("from", what, fault.nearest);
        });
        let through = Steps::read(&row.through).map_err(|fault| {
            let what = Wrong::Step { step: fault.step, because: fault.problem.into() };
            wrong("through", what, fault.nearest);
        });
        if let (Some(on), Ok(from), Ok(through)) = (on, from, through) {
            rows.push(Row {
                on,
                record_type: Some(row.record_type.trim().to_owned()).filter(|name| !name.is_empty()),
                field: row.field.trim().to_owned(),
                from,
                through,
                only_when_empty: row.only_when_empty,
                optional: row.optional,
            });
        }
    }
    if faults.is_empty() { Ok(Mapping { rows }) } else { Err(faults) }
}

/// What is wrong with a mapping in this org.
#[must_use]
pub fn faults(mapping: &Mapping, lens: &Lens) -> Vec<RowFaultView> {
    mapping.faults(&lens.org).iter().map(|fault| fault_view(fault, mapping, lens)).collect()
}

fn fault_view(fault: &MappingFault, mapping: &Mapping, lens: &Lens) -> RowFaultView {
    let row = mapping.rows.get(fault.row);
    let (object, field) = row.map_or(("", ""), |row| (row.on.api_name(), row.field.as_str()));
    let label = lens.object(object).to_lowercase();
    let none = || (vec![], None);
    let (name, own) = (field.to_owned(), label.clone());
    let (column, what, (has, near)) = match &fault.trouble {
        Trouble::Twice => ("field", Wrong::FilledTwice(name), none()),
        Trouble::Own => ("field", Wrong::Own(name), none()),
        Trouble::NoObject => ("on", Wrong::NoObject(object.to_owned()), none()),
        Trouble::NoField { nearest } => ("field", Wrong::NoField { object: own, name }, (vec![], nearest.clone())),
        Trouble::NotWritable => ("field", Wrong::NotWritable(name), none()),
        Trouble::NoRecordType { has, nearest } => {
            ("record_type", Wrong::NoRecordType(own), (has.clone(), nearest.clone()))
        }
        Trouble::Step { step, gets } => {
            ("through", Wrong::StepTakes { step: step.clone(), gets: (*gets).into() }, none())
        }
        Trouble::Sort { kind, gives } => {
            ("from", Wrong::FieldTakes { field: name, kind: kind.clone(), gives: (*gives).into() }, none())
        }
        Trouble::Value { record_type, value, has, nearest } => {
            let field = values::of_type(name, record_type.as_deref());
            ("through", Wrong::NoValue { field, value: value.clone() }, (has.clone(), nearest.clone()))
        }
    };
    let fixed = row.is_some_and(|row| matches!(row.from, Origin::Fixed(_)));
    let value = matches!(fault.trouble, Trouble::Value { .. });
    RowFaultView {
        table: 0,
        row: u32::try_from(fault.row).ok(),
        column: (if value && fixed { "from" } else { column }).to_owned(),
        wrong: what,
        has,
        nearest: near.map(|near| if value && fixed { format!("={near}") } else { near }),
    }
}

fn sheet_view(sheet: Sheet, lens: &Lens) -> SheetView {
    SheetView {
        on: sheet.as_str().to_owned(),
        object: lens.object(sheet.api_name()),
        fields: sheet.writable(&lens.org).map(|(name, shape)| field_choice(name, shape)).collect(),
        record_types: record_types(sheet.api_name(), lens),
    }
}

/// Developer names of an object's record types.
#[must_use]
pub fn record_types(object: &str, lens: &Lens) -> Vec<String> {
    let types = lens.org.objects.get(object).into_iter().flat_map(|object| &object.record_types);
    types.map(|it| it.name.clone()).collect()
}

/// A field to pick.
#[must_use]
pub fn field_choice(name: &str, shape: &FieldShape) -> FieldChoiceView {
    FieldChoiceView {
        name: name.to_owned(),
        label: shape.label.clone(),
        kind: shape.kind.clone(),
        values: shape.values.clone(),
    }
}

fn word(source: Source) -> WordView {
    WordView { word: source.as_str().to_owned(), about: source.sort().into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ipc::views::fixtures::lens;

    #[test]
    fn rows_read_back_what_they_show() {
        let mapping = Mapping::default();
        assert_eq!(read(&MappingRows { rows: rows(&mapping) }), Ok(mapping));
    }

    #[test]
    fn each_cell_that_cannot_be_read_is_named_with_the_nearest_right_word() {
        let mut typed = MappingRows { rows: rows(&Mapping::default()) };
        typed.rows[0].on = "call_lgo".into();
        typed.rows[1].from = "notse".into();
        typed.rows[2].through = "trucate 5".into();
        typed.rows[3].field = " ".into();
        let faults = read(&typed).unwrap_err();
        let told: Vec<_> = faults.iter().map(|f| (f.row, f.column.as_str(), f.nearest.as_deref())).collect();
        assert_eq!(
            told,
            [
                (Some(0), "on", Some("call_log")),
                (Some(1), "from", Some("notes")),
                (Some(2), "through", Some("truncate")),
                (Some(3), "field", None),
            ]
        );
    }

    #[test]
    fn a_fixed_value_that_the_org_lacks_comes_with_those_that_it_has() {
        let mut lens = lens();
        let task = lens.org.objects.entry("Task".into()).or_default();
        let status = FieldShape {
            kind: "picklist".into(),
            createable: true,
            values: vec!["Open".into(), "Complete".into()],
            ..FieldShape::default()
        };
        task.fields.insert("Status".into(), status);
        let typed = rows(&Mapping::default()).into_iter().filter(|row| row.field == "Status" && row.on == "call_log");
        let mapping = read(&MappingRows { rows: typed.collect() }).unwrap();
        let faults = faults(&mapping, &lens);
        assert_eq!(faults[0].has, ["Open", "Complete"]);
        assert_eq!((faults[0].column.as_str(), faults[0].nearest.as_deref()), ("from", Some("=Complete")));
    }
}
