//! Salesforce: sign-in, REST, SOQL and SOSL with typed binding, look-ups and writes.
//!
//! [`oauth::SignIn`] brings a [`oauth::Grant`], [`session::Session`] keeps it, and [`Salesforce`] answers the
//! port [`callside_core::crm::Crm`] with it. Every text that is sent as a query comes from [`queries`].

pub mod action;
mod ask;
pub mod calendar;
pub mod changes;
mod commit;
mod describe;
mod describe_object;
mod http;
pub mod links;
mod logs;
mod lookup;
pub mod oauth;
mod picklists;
mod probe;
pub mod queries;
mod rest;
mod rows;
mod salesforce;
mod schemas;
pub mod session;
mod settings;
pub mod soql;
pub mod sosl;
mod table;

pub use ask::{Cursor, Page};
pub use http::NoTls;
pub use probe::{Probe, ProbeFault, probe};
pub use rest::{ApiVersion, BadVersion, NotAnOrigin, Origin, Undeleted, undeleted};
pub use salesforce::Salesforce;
pub use settings::Settings;
