//! The desktop program.

use std::process::ExitCode;

fn main() -> ExitCode {
    callside_desktop::run()
}
