//! A strict stand-in for a Salesforce org and for phone systems.

pub mod schema;
pub mod soql;
pub mod sosl;
