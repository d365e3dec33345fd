//! Every file that the configuration names, for `check`.

use super::Config;
use std::path::Path;

impl Config {
    /// Secrets, certificate and key, each with its field.
    #[must_use]
    pub fn files(&self) -> Vec<(&'static str, &Path)> {
        let Self { secrets, phones, tls, fleet, ivr, .. } = self;
        let ivr = ivr.as_ref();
        let sticky = ivr.and_then(|ivr| ivr.sticky_calls.as_ref());
        let records = ivr.and_then(|ivr| ivr.salesforce.as_ref());
        [
            ("secrets.database_key_file", Some(&secrets.database_key_file)),
            ("secrets.session_key_file", Some(&secrets.session_key_file)),
            ("secrets.path_secret_file", Some(&secrets.path_secret_file)),
            ("tls.certificate_file", tls.as_ref().map(|tls| &tls.certificate_file)),
            ("tls.key_file", tls.as_ref().map(|tls| &tls.key_file)),
            ("phones.five9_secret_file", phones.five9_secret_file.as_ref()),
            ("phones.aircall_token_file", phones.aircall_token_file.as_ref()),
            ("phones.phone_secret_file", phones.phone_secret_file.as_ref()),
            ("fleet.login_file", fleet.as_ref().and_then(|fleet| fleet.login_file.as_ref())),
            ("ivr.sticky_calls.key_file", sticky.map(|sticky| &sticky.key_file)),
            ("ivr.salesforce.client_secret_file", records.map(|records| &records.client_secret_file)),
        ]
        .into_iter()
        .filter_map(|(field, path)| path.map(|path| (field, path.as_path())))
        .collect()
    }
}
