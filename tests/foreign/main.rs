//! Programs of others, held against ours: jsforce and a SOQL parser, another sign-in server, the signing library of
//! Standard Webhooks, Google's own phone number library,
//! Salesforce's own library for metadata, and OpenSSL, which signs lists of updates. The others are npm packages pinned in `ui/package.json`; the
//! scripts that drive them lie in `ui/tests/foreign/`.
#![expect(clippy::expect_used, reason = "a test that cannot set its stage must stop and say why")]

mod browser;
mod configuration_schema;
mod jsforce;
mod node;
mod numbers;
mod policy_templates;
mod releases;
mod salesforce_metadata;
mod sign_in;
mod signatures;
mod soql;
mod soql_read;
mod update_list;
