//! Signed repositories: what machines install and upgrade from. Apt checks the list of packages by its signature and each
//! package by the list; dnf checks list and packages alike. Source: Debian wiki, "RepositoryFormat"; rpm.org, "Signatures".

use super::deb::architecture;
use super::keys::Signer;
use super::stage::write;
use crate::error::XtaskError;
use crate::log::Log;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How long a list of packages is believed: a machine that is kept from newer lists notices.
const BELIEVED: &str = "90d";

/// Makes or extends the apt repository in a folder.
///
/// # Errors
/// When reprepro fails.
pub fn apt(folder: &Path, packages: &[PathBuf], signer: &Signer, log: &mut Log) -> Result<(), XtaskError> {
    let distributions = format!(
        "Origin: Callside\nLabel: Callside\nSuite: stable\nCodename: stable\nArchitectures: {}\nComponents: main\n\
         Description: Callside\nValidFor: {BELIEVED}\nSignWith: {}\n",
        architecture()?,
        signer.fingerprint()
    );
    write(&folder.join("conf/distributions"), &distributions)?;
    let mut add = Command::new("reprepro");
    add.arg("--basedir").arg(folder).args(["--silent", "includedeb", "stable"]).args(packages);
    log.run(signer.at(&mut add))?;
    write(&folder.join("callside.asc"), &signer.public()?)
}

/// Makes the repository for dnf and zypper in a folder anew.
///
/// # Errors
/// When `createrepo_c` or gpg fails.
pub fn rpm(folder: &Path, packages: &[PathBuf], epoch: u64, signer: &Signer, log: &mut Log) -> Result<(), XtaskError> {
    fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
    for package in packages {
        let to = folder.join(package.file_name().unwrap_or_default());
        fs::copy(package, &to).map_err(XtaskError::io("cannot copy", package))?;
    }
    let mut list = Command::new("createrepo_c");
    list.args(["--quiet", "--set-timestamp-to-revision", "--revision", &epoch.to_string()]).arg(folder);
    log.run(&mut list)?;
    signer.sign(&folder.join("repodata/repomd.xml"))?;
    write(&folder.join("callside.asc"), &signer.public()?)
}
