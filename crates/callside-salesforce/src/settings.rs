//! What an admin or a policy may set about Salesforce.

use crate::rest::ApiVersion;
use crate::soql::FieldPath;
use callside_core::phone::HomeRegion;
use callside_core::phone_fields::PhoneFields;
use callside_core::record::CallerObject;
use std::collections::BTreeMap;
use std::time::Duration;

/// The settings. `Default` suits an org without changes of its own.
#[derive(Debug, Clone)]
pub struct Settings {
    /// REST API version.
    pub version: ApiVersion,
    /// Phone fields that are searched and compared.
    pub phone_fields: PhoneFields,
    /// Further fields that the pop shows.
    pub extra_fields: BTreeMap<CallerObject, Vec<FieldPath>>,
    /// Region of numbers that agents type without a country code.
    pub home: Option<HomeRegion>,
    /// How long a request that only reads may take.
    pub read_timeout: Duration,
    /// How long a request that writes may take.
    pub write_timeout: Duration,
    /// How long the org's shape is believed without asking again.
    pub shape_age: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: ApiVersion::default(),
            phone_fields: PhoneFields::default(),
            extra_fields: BTreeMap::new(),
            home: None,
            read_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(30),
            shape_age: Duration::from_secs(15 * 60),
        }
    }
}
