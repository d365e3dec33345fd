//! Any program of this machine stands in for ours: what is tested is what lies around it, and what machines take from
//! whom. The real programs go the same way.

mod bill;
mod machine;
mod packages;
mod relay;
mod repositories;
mod updates;
mod workflows;

use super::content::Content;
use super::keys::Signer;
use super::parts::Part;
use super::stage::Package;
use super::{deb, rpm};
use crate::log::Log;
use std::path::{Path, PathBuf};

const EPOCH: u64 = 1_795_000_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn part(folder: &Path) -> Part {
    Part {
        url: "pkg:cargo/serde@1.0.0".into(),
        name: "serde".into(),
        version: "1.0.0".into(),
        licence: "MIT OR Apache-2.0".into(),
        sha256: None,
        folder: folder.to_owned(),
        needs: vec![],
    }
}

fn with_package<T>(content: &Content, version: &str, epoch: u64, run: impl FnOnce(&Package<'_>, &mut Log) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::create(folder.path().join("log")).unwrap();
    let parts = [part(root())];
    let program = Path::new("/bin/ls");
    let pictures = None;
    run(&Package { root: root(), content, program, version, epoch, parts: &parts, pictures }, &mut log)
}

fn deb_of(content: &Content, version: &str, epoch: u64, into: &Path) -> PathBuf {
    with_package(content, version, epoch, |package, log| {
        deb::build(package, into, log).unwrap_or_else(|error| panic!("{error}\n{}", log.text()))
    })
}

fn rpm_of(content: &Content, into: &Path, signer: Option<&Signer>) -> PathBuf {
    with_package(content, "0.1.0", EPOCH, |package, log| {
        rpm::build(package, into, signer, log).unwrap_or_else(|error| panic!("{error}\n{}", log.text()))
    })
}

fn log(folder: &Path) -> Log {
    Log::create(folder.join("repository.log")).unwrap()
}
