//! A strict stand-in for a Salesforce org and for phone systems.
