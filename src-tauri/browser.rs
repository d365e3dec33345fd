//! Opens addresses in the person's browser, never in our own window, and files with the program for their kind.

use crate::environment;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use url::Url;

/// Why nothing opened.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// Not a web address.
    #[error("only web addresses are opened")]
    NotWeb,
    /// The browser did not start: the person can copy the address.
    #[error("no program could be started")]
    NotStarted(#[source] std::io::Error),
}

/// Opens a web address with the system's browser, or with the program that `CALLSIDE_BROWSER` names.
///
/// # Errors
/// [`BrowserError`]; nothing was opened.
pub fn open(address: &Url) -> Result<(), BrowserError> {
    if !matches!(address.scheme(), "https" | "http") {
        return Err(BrowserError::NotWeb);
    }
    match environment::variable(environment::BROWSER) {
        Some(program) => start(&program, address),
        None => open::that_detached(address.as_str()).map_err(BrowserError::NotStarted),
    }
}

/// Opens a file with the system's program for its kind: an installer for a package.
///
/// # Errors
/// [`BrowserError::NotStarted`]; nothing was opened.
pub fn open_file(file: &Path) -> Result<(), BrowserError> {
    open::that_detached(file).map_err(BrowserError::NotStarted)
}

fn start(program: &OsStr, address: &Url) -> Result<(), BrowserError> {
    let mut child = Command::new(program)
        .arg(address.as_str())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(BrowserError::NotStarted)?;
    // Somebody must wait for it, or it stays in the process table after its end.
    std::thread::spawn(move || child.wait());
    Ok(())
}
