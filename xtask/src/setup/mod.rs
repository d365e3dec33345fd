//! From a fresh machine to one that can build: says what is missing and installs it. Nothing is downloaded but
//! packages of apt, cargo and npm, each through its own program and, where there is one, from a lock file.

mod apt;
pub mod machine;
mod npm;
pub mod tools;
mod versions;

use crate::checkout::Checkout;
use crate::error::XtaskError;
use crate::log::Log;

/// What a command needs of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// System libraries to compile the desktop app.
    Build,
    /// Node and the UI's packages.
    Ui,
    /// A desktop session of our own: bus, keyring, virtual screen, WebDriver.
    Session,
    /// nextest, cargo-deny and tauri-driver.
    Tools,
    /// A NATS server.
    Fleet,
    /// What makes and signs packages.
    Package,
    /// What programs that are handed out carry besides: the list of what is compiled in.
    HandedOut,
    /// What makes a root that has never seen Callside.
    CleanRoot,
}

impl Need {
    /// Everything that the tests need.
    pub const ALL: [Self; 6] = [Self::Build, Self::Ui, Self::Session, Self::Tools, Self::Fleet, Self::Package];
}

/// Makes the machine ready. What the installers print is in the log.
///
/// # Errors
/// The first thing that is missing and cannot be installed, or the installer's failure.
pub fn ensure(checkout: &Checkout, needs: &[Need], log: &mut Log) -> Result<(), XtaskError> {
    machine::check(needs.contains(&Need::Ui))?;
    apt::ensure(needs, log)?;
    if needs.contains(&Need::Ui) {
        npm::ensure(checkout, log)?;
    }
    tools::ensure(checkout, needs, log)
}

/// [`ensure`] for commands that are not lanes: shows the log when it fails.
///
/// # Errors
/// See [`ensure`].
pub fn ready(checkout: &Checkout, needs: &[Need]) -> Result<(), XtaskError> {
    let mut log = Log::create(checkout.scratch("setup.log"))?;
    ensure(checkout, needs, &mut log).inspect_err(|_| eprint!("{}", log.text()))
}
