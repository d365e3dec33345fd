//! `cargo xtask package`: the packages that IT installs, and signed repositories of them.

mod content;
mod deb;
mod keys;
mod licences;
mod made;
mod parts;
mod repository;
mod rpm;
mod sbom;
mod stage;
#[cfg(test)]
mod tests;
pub mod updates;

use crate::checkout::{Checkout, FEATURES, Profile};
use crate::error::XtaskError;
use crate::log::Log;
use crate::process::Tree;
use crate::setup::{self, Need};
use content::{DESKTOP, RELAY};
pub use keys::Signer;
use made::Made;
pub use repository::apt as apt_repository;
pub use rpm::sign as sign_rpm;
use stage::Package;
pub use stage::{files, said, write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Where the pictures of `packaging/linux/pictures/` are served, for software centres: an address on the web.
const PICTURES: &str = "CALLSIDE_PICTURES";
const LIMIT: Duration = Duration::from_secs(2 * 60 * 60);

/// Builds `.deb` and `.rpm` of desktop and relay from the lock files alone, and says where they are and how large; what is
/// to be handed out and is larger than it may be is refused. The same commit gives the same `.deb`. With a key in the environment ([`keys::KEY`]) the `.rpm` is signed inside and both
/// repositories are made.
///
/// # Errors
/// When something does not build, or is too large.
pub fn run(checkout: &Checkout, profile: Profile) -> Result<(), XtaskError> {
    setup::ready(checkout, profile.needs_of_packages())?;
    let signer = Signer::of_environment()?;
    let release = Release::compile(checkout, profile)?;
    let mut log = Log::create(checkout.scratch("package.log"))?;
    let bundle = checkout.programs(profile).join("bundle");
    let made = release.pack(&bundle, signer.as_ref(), &mut log);
    let made = made.inspect_err(|_| eprint!("{}", log.text()))?;
    made.iter().for_each(|made| println!("{}", made.said()));
    match signer {
        Some(signer) => println!("signed by {}; repositories: {}", signer.fingerprint(), bundle.display()),
        None => println!("not signed, and no repositories: {} names no key", keys::KEY),
    }
    match made.iter().find(|made| !made.fits()) {
        Some(large) if profile == Profile::Release => Err(XtaskError::TooLarge(large.said())),
        _ => Ok(()),
    }
}

/// Both programs, compiled.
pub struct Release<'a> {
    checkout: &'a Checkout,
    profile: Profile,
    epoch: u64,
    pictures: Option<String>,
}

impl<'a> Release<'a> {
    /// Compiles both from the lock files alone.
    ///
    /// # Errors
    /// When something cannot be fetched or compiled.
    pub fn compile(checkout: &'a Checkout, profile: Profile) -> Result<Self, XtaskError> {
        let pictures = pictures_at(std::env::var(PICTURES).ok())?;
        Tree::spawn(checkout.cargo().args(["fetch", "--locked"]))?.wait(LIMIT)?;
        let epoch = committed_at(checkout)?;
        compile(checkout, profile, epoch)?;
        Ok(Self { checkout, profile, epoch, pictures })
    }

    /// Every package, in a folder for each kind, and the repositories where there is somebody to sign.
    fn pack(&self, bundle: &Path, signer: Option<&Signer>, log: &mut Log) -> Result<Vec<Made>, XtaskError> {
        let version = env!("CARGO_PKG_VERSION");
        let debs = self.debs(version, &bundle.join("deb"), log)?;
        let rpms = self.rpms(version, &bundle.join("rpm"), signer, log)?;
        if let Some(signer) = signer {
            repository::apt(&bundle.join("apt"), &debs, signer, log)?;
            self.rpm_repository(&bundle.join("yum"), &rpms, signer, log)?;
        }
        let each = [debs, rpms].into_iter().flat_map(|packages| packages.into_iter().zip([&DESKTOP, &RELAY]));
        each.map(|(file, content)| Made::of(file, content)).collect()
    }

    /// The `.deb` of each, under a version.
    ///
    /// # Errors
    /// When one cannot be packed.
    pub fn debs(&self, version: &str, into: &Path, log: &mut Log) -> Result<Vec<PathBuf>, XtaskError> {
        self.each(version, |package| deb::build(package, into, log))
    }

    /// The `.rpm` of each, under a version; signed where there is somebody to sign.
    ///
    /// # Errors
    /// When one cannot be packed or signed.
    pub fn rpms(
        &self,
        version: &str,
        into: &Path,
        signer: Option<&Signer>,
        log: &mut Log,
    ) -> Result<Vec<PathBuf>, XtaskError> {
        self.each(version, |package| rpm::build(package, into, signer, log))
    }

    /// Adds packages to the repository for dnf and zypper in a folder, and signs its list.
    ///
    /// # Errors
    /// When `createrepo_c` or gpg fails.
    pub fn rpm_repository(
        &self,
        folder: &Path,
        packages: &[PathBuf],
        signer: &Signer,
        log: &mut Log,
    ) -> Result<(), XtaskError> {
        repository::rpm(folder, packages, self.epoch, signer, log)
    }

    fn each(
        &self,
        version: &str,
        mut build: impl FnMut(&Package<'_>) -> Result<PathBuf, XtaskError>,
    ) -> Result<Vec<PathBuf>, XtaskError> {
        let mut built = Vec::new();
        for (content, with_pages) in [(&DESKTOP, true), (&RELAY, false)] {
            let parts = parts::of(self.checkout, content.name, with_pages)?;
            let program = self.checkout.programs(self.profile).join(content.name);
            let root = &self.checkout.root;
            let (epoch, pictures) = (self.epoch, self.pictures.as_deref());
            let package = Package { root, content, program: &program, version, epoch, parts: &parts, pictures };
            built.push(build(&package)?);
        }
        Ok(built)
    }
}

/// The address of the pictures, where one is given.
fn pictures_at(given: Option<String>) -> Result<Option<String>, XtaskError> {
    let given = given.filter(|address| !address.is_empty());
    let plain = |address: &String| address.bytes().all(|byte| byte.is_ascii_graphic() && !br#"<>&"'"#.contains(&byte));
    match &given {
        Some(address) if !address.starts_with("https://") || !plain(address) => {
            Err(XtaskError::Machine(format!("{PICTURES} is no address that begins with https://")))
        }
        _ => Ok(given),
    }
}

/// Compiles both programs. Folders of this machine would make them others on the next.
fn compile(checkout: &Checkout, profile: Profile, epoch: u64) -> Result<(), XtaskError> {
    let home = std::env::var("HOME").unwrap_or_default();
    let flags = format!("--remap-path-prefix={}=callside --remap-path-prefix={home}=home", checkout.root.display());
    let mut pages = checkout.npm();
    pages.args(["run", "build"]);
    Tree::spawn(&mut pages)?.wait(LIMIT)?;
    let mut programs = checkout.cargo();
    if profile == Profile::Release {
        // The list of what is compiled in lies in the program itself, where scanners look for it.
        programs.arg("auditable").env("RUSTFLAGS", &flags);
    }
    programs.args(["build", "--locked", "--offline", "--package", DESKTOP.name, "--package", RELAY.name]);
    programs.args(FEATURES).args(profile.arguments()).env("SOURCE_DATE_EPOCH", epoch.to_string());
    Tree::spawn(&mut programs)?.wait(LIMIT)?;
    match profile {
        Profile::Release => [&DESKTOP, &RELAY].iter().try_for_each(|content| auditable(checkout, content)),
        Profile::Dev => Ok(()),
    }
}

/// Source: cargo-auditable, "The data format".
fn auditable(checkout: &Checkout, content: &content::Content) -> Result<(), XtaskError> {
    let program = checkout.programs(Profile::Release).join(content.name);
    let sections = said(Command::new("readelf").args(["--sections", "--wide"]).arg(&program))?;
    if sections.contains(".dep-v0") {
        return Ok(());
    }
    Err(XtaskError::Unreadable { what: "readelf", text: format!("{} does not say what is in it", program.display()) })
}

impl Profile {
    /// What packages of such programs need of the machine.
    pub const fn needs_of_packages(self) -> &'static [Need] {
        match self {
            Self::Dev => &[Need::Build, Need::Ui, Need::Package],
            Self::Release => &[Need::Build, Need::Ui, Need::Package, Need::HandedOut],
        }
    }
}

/// When the last commit was made, in seconds since 1970.
fn committed_at(checkout: &Checkout) -> Result<u64, XtaskError> {
    let mut ask = Command::new("git");
    ask.current_dir(&checkout.root).args(["log", "-1", "--format=%ct"]);
    let text = said(&mut ask)?.trim().to_owned();
    text.parse().map_err(|_| XtaskError::Unreadable { what: "git log", text })
}
