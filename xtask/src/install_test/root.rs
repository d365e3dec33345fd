//! A Debian (or Ubuntu) of the release of this machine, new, in a folder. Every command in it runs in name spaces of its
//! own, so that its mounts and whatever it started are gone when it ends.

use crate::error::XtaskError;
use crate::log::Log;
use crate::package::{files, said, write};
use crate::process::Tree;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;
use tempfile::TempDir;

/// Fetching a desktop's libraries over a slow line.
const LIMIT: Duration = Duration::from_secs(30 * 60);
/// Where the app keeps its data below a home: the identifier in `tauri.conf.json`.
const DATA: &str = ".local/share/app.callside.desktop";
/// Mounts what programs expect, then becomes the program.
const INSIDE: &str = r#"root=$1; shift
mount --make-rprivate /
mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && mount -t tmpfs tmpfs "$root/dev/shm"
exec chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@""#;

pub struct CleanRoot(TempDir);

impl CleanRoot {
    /// A new one, from the archive that this machine itself uses.
    ///
    /// # Errors
    /// Without the right to make one, or when debootstrap fails.
    pub fn make(log: &mut Log) -> Result<Self, XtaskError> {
        if !rustix::process::geteuid().is_root() {
            return Err(XtaskError::Machine(
                "a clean root can only be made by root: start this command with sudo".into(),
            ));
        }
        let folder = tempfile::tempdir().map_err(XtaskError::io("cannot make a folder in", std::env::temp_dir()))?;
        // Its people are not root, and look into it.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))
            .map_err(XtaskError::io("cannot open", folder.path()))?;
        let (site, release) = archive()?;
        let mut make = Command::new("debootstrap");
        make.args(["--variant=minbase", "--include=ca-certificates", &release]).arg(folder.path()).arg(&site);
        log.run(&mut make)?;
        let root = Self(folder);
        for file in ["etc/resolv.conf", "etc/hosts", "etc/apt/sources.list", MIRRORS.trim_start_matches('/')] {
            root.takes_over(file)?;
        }
        for folder in ["etc/apt/sources.list.d", "etc/apt/apt.conf.d", "etc/ssl/certs"] {
            for file in fs::read_dir(Path::new("/").join(folder)).into_iter().flatten().flatten() {
                root.takes_over(&format!("{folder}/{}", file.file_name().to_string_lossy()))?;
            }
        }
        // Nothing is started when it is installed: there is no init here.
        write(&root.path().join("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n")?;
        root.run(&["chmod", "755", "/usr/sbin/policy-rc.d"], log)?;
        Ok(root)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// How this machine reaches the archive, that one does too.
    fn takes_over(&self, file: &str) -> Result<(), XtaskError> {
        let from = Path::new("/").join(file);
        if !from.is_file() {
            return Ok(());
        }
        let to = self.path().join(file);
        let _ = fs::remove_file(&to);
        fs::copy(&from, &to).map(drop).map_err(XtaskError::io("cannot copy", &from))
    }

    /// Takes an apt repository by its key.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn trusts(&self, key: &Path, site: &str) -> Result<(), XtaskError> {
        let to = self.path().join("etc/apt/callside.asc");
        fs::copy(key, &to).map_err(XtaskError::io("cannot copy", key))?;
        fs::set_permissions(&to, fs::Permissions::from_mode(0o644)).map_err(XtaskError::io("cannot open", &to))?;
        self.source(site)
    }

    /// Where the repository is, signed by the key that is trusted.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn source(&self, site: &str) -> Result<(), XtaskError> {
        let line = format!("deb [signed-by=/etc/apt/callside.asc] {site} stable main\n");
        write(&self.path().join("etc/apt/sources.list.d/callside.list"), &line)
    }

    /// A command in it.
    fn inside(&self, words: &[&str]) -> Command {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--pid", "--fork", "--kill-child", "--", "sh", "-ec", INSIDE, "sh"]);
        command.arg(self.path()).args(words);
        command
    }

    /// Runs a command in it as root.
    ///
    /// # Errors
    /// When it fails.
    pub fn run(&self, words: &[&str], log: &mut Log) -> Result<(), XtaskError> {
        log.run(&mut self.inside(words))
    }

    /// Runs a shell script in it as one of its people.
    ///
    /// # Errors
    /// When it fails.
    pub fn script(&self, person: &str, text: &str, log: &mut Log) -> Result<(), XtaskError> {
        write(&self.path().join("tmp/script.sh"), text)?;
        self.run(&["su", "--login", person, "-c", "sh -eu /tmp/script.sh"], log)
    }

    /// Apt in it, which does as it is told or fails.
    ///
    /// # Errors
    /// When apt fails.
    pub fn apt(&self, words: &[&str], log: &mut Log) -> Result<(), XtaskError> {
        self.run(&[&["apt-get", "--yes", "--quiet"], words].concat(), log)
    }

    /// The same where a refusal is what is asked for.
    ///
    /// # Errors
    /// When apt cannot be started or hangs.
    pub fn try_apt(&self, words: &[&str], log: &mut Log) -> Result<ExitStatus, XtaskError> {
        self.try_run(&[&["apt-get", "--yes", "--quiet"], words].concat(), log)
    }

    /// The same where a folder has room for 64 KiB and no more.
    ///
    /// # Errors
    /// When the folder cannot be made so, or apt hangs.
    pub fn try_apt_with_little_room(
        &self,
        folder: &str,
        words: &[&str],
        log: &mut Log,
    ) -> Result<ExitStatus, XtaskError> {
        let little = r#"mount -t tmpfs -o size=64k tmpfs "$0"; exec apt-get --yes --quiet "$@""#;
        self.try_run(&[&["sh", "-ec", little, folder], words].concat(), log)
    }

    fn try_run(&self, words: &[&str], log: &mut Log) -> Result<ExitStatus, XtaskError> {
        let mut command = self.inside(words);
        log.capture(&mut command)?;
        let ended = Tree::spawn(&mut command)?.status_within(LIMIT);
        let hung = || XtaskError::TooLong { line: "apt-get".into(), minutes: LIMIT.as_secs() / 60 };
        ended.ok_or_else(hung)?.map_err(XtaskError::io("cannot wait for", "apt-get"))
    }

    /// The version of a package that is installed.
    ///
    /// # Errors
    /// When dpkg cannot be asked.
    pub fn installed(&self, package: &str) -> Result<Option<String>, XtaskError> {
        let answer = said(&mut self.inside(&["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}\n", package]))?;
        Ok(answer.lines().find_map(|line| line.strip_prefix("installed ")).map(str::to_owned))
    }

    /// What the app keeps for a person, but its logs: names and bytes.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn data_of(&self, person: &str) -> Result<Vec<(String, Vec<u8>)>, XtaskError> {
        let folder = self.path().join("home").join(person).join(DATA);
        let mut names = files(&folder)?;
        names.retain(|name| is_database(name));
        let read = |name: String| {
            let path = folder.join(name.trim_start_matches('/'));
            let bytes = fs::read(&path).map_err(XtaskError::io("cannot read", &path))?;
            Ok((name, bytes))
        };
        names.into_iter().map(read).collect()
    }

    /// What tells this person's database from any other.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn key_of(&self, person: &str) -> Result<Option<Vec<u8>>, XtaskError> {
        Ok(super::key(&self.data_of(person)?))
    }

    /// Files and folders whose name holds a word, but in some folders, and but of what apt remembers of its sources.
    ///
    /// # Errors
    /// When the root cannot be searched.
    pub fn named_like(&self, word: &str, but: &[&str]) -> Result<Vec<String>, XtaskError> {
        let name = format!("*{word}*");
        let found = said(&mut self.inside(&["find", "/", "-xdev", "-name", &name]))?;
        let elsewhere = [but, &["etc/apt", "var/lib/apt", "var/cache/apt"]].concat();
        let other = |path: &&str| !elsewhere.iter().any(|folder| path.trim_start_matches('/').starts_with(folder));
        Ok(found.lines().filter(other).map(str::to_owned).collect())
    }
}

/// The database, and what SQLite lays beside it.
pub fn is_database(name: &str) -> bool {
    Path::new(name).file_name().is_some_and(|name| name.to_string_lossy().contains(".db"))
}

/// Changes one byte in the middle of a package of a pool and says which package.
///
/// # Errors
/// When there is none.
pub fn one_byte_changed(pool: &Path, name: &str, ending: &str) -> Result<String, XtaskError> {
    let found = files(pool)?.into_iter().filter(|file| file.contains(name) && file.ends_with(ending)).max();
    let found = found.ok_or_else(|| XtaskError::Unreadable { what: "the pool", text: format!("no {name}") })?;
    let path: PathBuf = pool.join(found.trim_start_matches('/'));
    let mut bytes = fs::read(&path).map_err(XtaskError::io("cannot read", &path))?;
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).map_err(XtaskError::io("cannot write", &path))?;
    Ok(found)
}

/// Where apt has the list of mirrors of one archive, as on the machines of GitHub (apt-transport-mirror(1)).
const MIRRORS: &str = "/etc/apt/apt-mirrors.txt";

/// The first address of a list of mirrors: debootstrap knows no lists.
fn first_mirror(list: &str) -> Option<&str> {
    let mut lines = list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.next()?.split_whitespace().next()
}

/// The archive that this machine's apt reads, and the release it runs.
fn archive() -> Result<(String, String), XtaskError> {
    let file = "/etc/os-release";
    let about = fs::read_to_string(file).map_err(XtaskError::io("cannot read", file))?;
    let release = about.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME=")).unwrap_or_default().to_owned();
    let list = said(Command::new("apt-get").args(["indextargets", "--format", "$(SITE) $(RELEASE)"]))?;
    let site = list.lines().find_map(|line| line.strip_suffix(&format!(" {release}")));
    let mirrors = fs::read_to_string(MIRRORS).unwrap_or_default();
    let site = if site.is_some_and(|site| site.starts_with("mirror+")) { first_mirror(&mirrors) } else { site };
    match site {
        Some(site) if !release.is_empty() => Ok((site.to_owned(), release)),
        _ => Err(XtaskError::Machine(
            "apt on this machine reads no archive of its own release: run apt-get update".into(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_several_mirrors_is_taken() {
        for (list, first) in [
            (
                "http://azure.archive.ubuntu.com/ubuntu/\tpriority:1\nhttp://archive.ubuntu.com/ubuntu/\tpriority:2\n",
                Some("http://azure.archive.ubuntu.com/ubuntu/"),
            ),
            ("# near\n\n  https://mirror.example/debian\n", Some("https://mirror.example/debian")),
            ("# none\n", None),
        ] {
            assert_eq!(first_mirror(list), first, "{list}");
        }
    }
}
