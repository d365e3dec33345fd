//! The crate against the sandbox org and, where the sandbox is too well-behaved, against a scripted server.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what fails here fails the test")]

mod ask;
mod commit;
mod commit_troubles;
mod corpus;
mod desk;
mod integration;
mod lookup;
mod phone_fields;
mod probe;
mod refresh;
mod rest;
mod scripted;
mod search;
mod shape;
mod sign_in;
mod sign_out;
mod templates;
mod together;
mod vaults;
