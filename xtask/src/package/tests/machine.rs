//! A machine of the test's own: a folder with apt's and dpkg's and rpm's data, and nothing installed in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub struct Machine(TempDir);

impl Machine {
    /// What this machine has installed counts as there, so that only our packages are missing.
    pub fn new() -> Self {
        let machine = Self(tempfile::tempdir().unwrap());
        for folder in [
            "etc/apt/sources.list.d",
            "etc/apt/preferences.d",
            "etc/apt/apt.conf.d",
            "etc/apt/trusted.gpg.d",
            "var/lib/apt/lists/partial",
            "var/cache/apt/archives/partial",
            "var/lib/dpkg/info",
            "var/lib/dpkg/updates",
            "var/lib/dpkg/triggers",
            "var/log",
        ] {
            fs::create_dir_all(machine.path().join(folder)).unwrap();
        }
        fs::write(machine.path().join("var/lib/dpkg/status"), "").unwrap();
        fs::copy("/var/lib/dpkg/status", machine.path().join("var/lib/apt/there")).unwrap();
        machine
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Takes an apt repository by the key that comes with it.
    pub fn trusts(&self, repository: &Path) {
        let key = self.file("etc/apt/callside.asc");
        fs::copy(repository.join("callside.asc"), &key).unwrap();
        let source = format!("deb [signed-by={}] copy:{} stable main\n", key.display(), repository.display());
        fs::write(self.file("etc/apt/sources.list.d/callside.list"), source).unwrap();
    }

    /// Apt with this machine's data. It downloads and checks; installing is dpkg's.
    pub fn apt(&self, arguments: &[&str]) -> Output {
        let config = self.file("etc/apt.conf");
        let root = self.path().display();
        let text = format!(
            "Dir \"{root}\";\nDir::State::status \"{root}/var/lib/apt/there\";\nDir::Etc::main \"{root}/none\";\n\
             Dir::Bin::methods \"/usr/lib/apt/methods\";\nAPT::Sandbox::User \"\";\nAcquire::Languages \"none\";\n\
             APT::Install-Recommends \"false\";\nDebug::NoLocking \"true\";\n"
        );
        fs::write(&config, text).unwrap();
        let mut apt = Command::new("apt-get");
        apt.env("APT_CONFIG", &config).env("LC_ALL", "C").args(["-y", "-qq"]).args(arguments);
        apt.output().unwrap()
    }

    /// Fetches lists and packages, checked by signature; what apt said when it refused.
    pub fn fetch(&self, packages: &[&str]) -> Result<Vec<PathBuf>, Refused> {
        let cache = self.file("var/cache/apt/archives");
        for old in debs(&cache) {
            fs::remove_file(old).unwrap();
        }
        // A list that cannot be trusted is a warning of update and an error only of what follows.
        let update = self.apt(&["-o", "APT::Update::Error-Mode=any", "update"]);
        if !update.status.success() {
            return Err(Refused(told(&update)));
        }
        let install = self.apt(&[&["install", "--download-only"], packages].concat());
        if !install.status.success() {
            return Err(Refused(told(&install)));
        }
        Ok(debs(&cache))
    }

    /// dpkg with this machine's folder as root.
    pub fn dpkg(&self, arguments: &[&str]) {
        let root = format!("--root={}", self.path().display());
        let mut dpkg = as_root("dpkg");
        dpkg.args([root.as_str(), "--force-depends", "--force-not-root", "--log=/dev/null"]).args(arguments);
        let output = dpkg.output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
    }

    /// A program of RPM with this machine's folder as root.
    pub fn rpm(&self, program: &str, arguments: &[&str]) -> Output {
        let mut rpm = as_root(program);
        rpm.arg("--root").arg(self.path()).args(arguments).env("LC_ALL", "C").output().unwrap()
    }

    /// Every file but those in which apt, dpkg and rpm keep their own books.
    pub fn files(&self) -> Vec<String> {
        let books = [
            "/etc/apt",
            "/var/lib/apt",
            "/var/cache/apt",
            "/var/lib/dpkg",
            "/var/lib/rpm",
            "/root",
            "/none",
            "/usr/lib/sysimage",
        ];
        let mut files = super::super::stage::files(self.path()).unwrap();
        files.retain(|file| !books.iter().any(|book| file.starts_with(book)));
        files
    }
}

/// What was said when something was not taken.
#[derive(Debug)]
pub struct Refused(pub String);

pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn debs(folder: &Path) -> Vec<PathBuf> {
    let mut debs: Vec<_> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    debs.retain(|path| path.extension().is_some_and(|end| end == "deb"));
    debs.sort();
    debs
}

/// Root already, or root of a name space of one's own: packages give their files to root.
pub fn as_root(program: &str) -> Command {
    let mut command = if rustix::process::geteuid().is_root() {
        Command::new(program)
    } else {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", program]);
        command
    };
    // dpkg looks for ldconfig, which is not on everybody's path.
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    command
}
