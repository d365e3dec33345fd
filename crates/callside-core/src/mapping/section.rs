//! The mapping as a section of a configuration file: `fields`.

use super::{Mapping, MappingFault, Trouble};
use crate::config::{Known, Noun, Problem, Section, Wrong};

impl Section for Mapping {
    const NAME: &'static str = "fields";

    fn wrongs(&self, known: &Known<'_>) -> Vec<Wrong> {
        self.faults(known.org).into_iter().map(|fault| self.wrong(fault)).collect()
    }
}

impl Mapping {
    fn wrong(&self, fault: MappingFault) -> Wrong {
        let (object, field) = self.rows.get(fault.row).map_or(("", ""), |row| (row.on.api_name(), row.field.as_str()));
        let unknown = |noun, name: &str| Problem::Unknown { noun, name: name.to_owned() };
        let (key, problem, nearest) = match fault.trouble {
            Trouble::Twice => ("field", Problem::Twice { name: field.to_owned() }, None),
            Trouble::Own | Trouble::NotWritable => ("field", Problem::NotWritable { field: field.to_owned() }, None),
            Trouble::NoObject => ("on", unknown(Noun::Object, object), None),
            Trouble::NoField { nearest } => ("field", unknown(Noun::Field, field), nearest),
            Trouble::NoRecordType { has, nearest } => {
                ("record_type", Problem::RecordType { object: object.to_owned(), has }, nearest)
            }
            Trouble::Step { step, gets } => ("as", Problem::StepTakes { step, gets }, None),
            Trouble::Sort { kind, gives } => {
                ("from", Problem::FieldTakes { field: field.to_owned(), kind, gives }, None)
            }
            Trouble::Value { record_type, value, has, nearest } => {
                ("as", Problem::Value { field: field.to_owned(), record_type, value, has }, nearest)
            }
        };
        Wrong { at: format!("rows.{}.{key}", fault.row), problem, nearest }
    }
}
