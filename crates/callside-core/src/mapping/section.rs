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
                let message = format!("{object} has no such record type; it has: {}", has.join(", "));
                ("record_type", Problem::Shape { message }, nearest)
            }
            Trouble::Step { step, gets } => {
                ("as", Problem::Shape { message: format!("{step} cannot take {gets}") }, None)
            }
            Trouble::Sort { kind, gives } => {
                ("from", Problem::Shape { message: format!("{field} is of type {kind} and cannot take {gives}") }, None)
            }
            Trouble::Value { value, has, nearest } => {
                let message = format!("{field} has no value {value}; it has: {}", has.join(", "));
                ("as", Problem::Shape { message }, nearest)
            }
        };
        Wrong { at: format!("rows.{}.{key}", fault.row), problem, nearest }
    }
}
