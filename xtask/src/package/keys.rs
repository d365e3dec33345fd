//! Who signs packages and repositories: an OpenPGP key that whoever builds hands over in the environment. It is taken into
//! a key ring of its own that is gone afterwards; the person's own key ring is never touched.

use super::stage::said;
use crate::error::XtaskError;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// File with the secret key, armoured, without a passphrase: a build has nobody to type one.
pub const KEY: &str = "CALLSIDE_PACKAGE_KEY";

/// A key ring with one secret key.
pub struct Signer {
    home: TempDir,
    fingerprint: String,
}

impl Signer {
    /// The key that the environment names; `None` when it names none.
    ///
    /// # Errors
    /// When it cannot be read or is no secret key.
    pub fn of_environment() -> Result<Option<Self>, XtaskError> {
        std::env::var_os(KEY).map(|file| Self::of_file(&PathBuf::from(file))).transpose()
    }

    /// The key in a file.
    ///
    /// # Errors
    /// When it cannot be read or is no secret key.
    pub fn of_file(file: &Path) -> Result<Self, XtaskError> {
        let home = home()?;
        said(gpg(home.path()).arg("--import").arg(file))?;
        Self::only(home)
    }

    /// A key that exists as long as this value, for a test.
    ///
    /// # Errors
    /// When gpg cannot make one.
    pub fn throw_away(name: &str) -> Result<Self, XtaskError> {
        let home = home()?;
        let who = format!("{name} <{name}@callside.invalid>");
        said(gpg(home.path()).args(["--passphrase", "", "--quick-generate-key", &who, "rsa3072", "sign", "never"]))?;
        Self::only(home)
    }

    fn only(home: TempDir) -> Result<Self, XtaskError> {
        let listed = said(gpg(home.path()).args(["--with-colons", "--list-secret-keys"]))?;
        let fingerprint = listed.lines().find_map(|line| line.strip_prefix("fpr:")?.split(':').nth(8));
        match fingerprint.map(str::to_owned) {
            Some(fingerprint) => Ok(Self { home, fingerprint }),
            None => Err(XtaskError::Machine(format!("{KEY} names a file without an OpenPGP secret key"))),
        }
    }

    /// Names the key.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Lets a program sign by this key ring.
    pub fn at<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.env("GNUPGHOME", self.home.path())
    }

    /// The public key, armoured.
    ///
    /// # Errors
    /// When gpg cannot say it.
    pub fn public(&self) -> Result<String, XtaskError> {
        said(gpg(self.home.path()).args(["--armor", "--export", &self.fingerprint]))
    }

    /// A detached, armoured signature of a file, beside it as `FILE.asc`.
    ///
    /// # Errors
    /// When gpg cannot sign.
    pub fn sign(&self, file: &Path) -> Result<(), XtaskError> {
        said(gpg(self.home.path()).args(["--yes", "--armor", "--detach-sign"]).arg(file)).map(drop)
    }
}

impl Drop for Signer {
    fn drop(&mut self) {
        // The agent of this key ring, and of no other.
        let _ = Command::new("gpgconf").arg("--homedir").arg(self.home.path()).args(["--kill", "all"]).output();
    }
}

/// Short, so that the agent's socket fits into its 108 bytes; only this user may look into it.
fn home() -> Result<TempDir, XtaskError> {
    let home = tempfile::tempdir().map_err(XtaskError::io("cannot make a folder in", std::env::temp_dir()))?;
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700))
        .map_err(XtaskError::io("cannot protect", home.path()))?;
    Ok(home)
}

fn gpg(home: &Path) -> Command {
    let mut gpg = Command::new("gpg");
    gpg.args(["--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback"]).env("GNUPGHOME", home);
    gpg
}
