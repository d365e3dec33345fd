//! `callside-relay`: takes the webhooks of a whole team and hands them to its desktops. See `docs/guide/relay.md`.

mod program;

use clap::Parser as _;
use program::Arguments;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    program::run(Arguments::parse()).await
}
