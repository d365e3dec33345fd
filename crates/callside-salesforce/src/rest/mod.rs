//! The REST API: addresses, exchanges, errors, batches and pages.

mod batch;
mod client;
mod encode;
mod error;
mod origin;
mod page;
mod soap;
mod usage;
mod verdict;
mod version;

pub use origin::{NotAnOrigin, Origin};
pub use soap::{Undeleted, undeleted};
pub use version::{ApiVersion, BadVersion};

pub(crate) use batch::Part;
pub(crate) use client::{Ask, Patience, Rest};
pub(crate) use encode::encode;
pub(crate) use error::{ApiError, RestError, read_errors};
pub(crate) use verdict::crm_error;
