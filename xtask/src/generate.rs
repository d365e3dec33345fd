//! `cargo xtask gen`: writes what is generated and committed.

use crate::checkout::Checkout;
use crate::error::XtaskError;
use crate::process::Tree;
use crate::setup::{self, Need};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60 * 60);

/// Writes the TypeScript bindings of the commands and shapes (`ui/src/host/bindings.ts`) and the JSON Schema of
/// configuration files (`docs/schema/configuration.json`), and formats the Rust sources.
///
/// # Errors
/// When the shell does not compile or the bindings cannot be written.
pub fn run(checkout: &Checkout) -> Result<(), XtaskError> {
    setup::ready(checkout, &[Need::Build])?;
    let mut write = checkout.cargo();
    write.args(["test", "--package", "callside", "--lib", "bindings"]).env("CALLSIDE_WRITE_BINDINGS", "1");
    Tree::spawn(&mut write)?.wait(LIMIT)?;
    let mut schema = checkout.cargo();
    schema.args(["test", "--package", "callside-core", "--lib", "schema"]).env("CALLSIDE_WRITE_BINDINGS", "1");
    Tree::spawn(&mut schema)?.wait(LIMIT)?;
    Tree::spawn(checkout.cargo().args(["fmt", "--all"]))?.wait(LIMIT)
}
