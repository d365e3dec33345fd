//! The `.deb`: a folder as it will lie on the machine, then `dpkg-deb`. Source: Debian Policy 4.7, chapters 5, 9 and 12.
//!
//! The same program and the same moment give the same bytes: `dpkg-deb` clamps every time to `SOURCE_DATE_EPOCH`,
//! lists files in order and packs with fixed settings (reproducible-builds.org, "SOURCE_DATE_EPOCH").

use crate::error::XtaskError;
use crate::log::Log;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What goes into the package.
pub struct Deb<'a> {
    /// Folder of the repository.
    pub root: &'a Path,
    /// The program.
    pub program: &'a Path,
    /// Version of the package.
    pub version: &'a str,
    /// Seconds since 1970 that every file in it is dated with.
    pub epoch: u64,
}

/// A file of the repository and its place in the package.
struct Piece {
    from: &'static str,
    to: &'static str,
    mode: u32,
}

const fn piece(from: &'static str, to: &'static str) -> Piece {
    Piece { from, to, mode: 0o644 }
}

const PIECES: [Piece; 8] = [
    piece("packaging/linux/callside.desktop", "usr/share/applications/callside.desktop"),
    piece("packaging/linux/callside-autostart.desktop", "etc/xdg/autostart/callside.desktop"),
    piece("packaging/linux/app.callside.desktop.metainfo.xml", "usr/share/metainfo/app.callside.desktop.metainfo.xml"),
    piece("packaging/linux/callside.1", "usr/share/man/man1/callside.1"),
    piece("packaging/linux/copyright", "usr/share/doc/callside/copyright"),
    piece("icons/32x32.png", "usr/share/icons/hicolor/32x32/apps/callside.png"),
    piece("icons/128x128.png", "usr/share/icons/hicolor/128x128/apps/callside.png"),
    piece("icons/icon.png", "usr/share/icons/hicolor/512x512/apps/callside.png"),
];

impl Deb<'_> {
    /// Builds it into a folder.
    ///
    /// # Errors
    /// When a file cannot be read or written, or a program of dpkg fails.
    pub fn build(&self, into: &Path, log: &mut Log) -> Result<PathBuf, XtaskError> {
        let stage = tempfile::tempdir().map_err(XtaskError::io("cannot make a folder in", std::env::temp_dir()))?;
        let tree = stage.path().join("tree");
        self.lay_out(&tree, log)?;
        let depends = self.depends(stage.path())?;
        self.control(&tree, &depends)?;
        open_to_all(&tree)?;
        fs::create_dir_all(into).map_err(XtaskError::io("cannot make", into))?;
        let package = into.join(format!("callside_{}_{}.deb", self.version, architecture()?));
        let mut pack = Command::new("dpkg-deb");
        pack.args(["--build", "--root-owner-group", "-Zxz"]).arg(&tree).arg(&package);
        log.run(pack.env("SOURCE_DATE_EPOCH", self.epoch.to_string()))?;
        Ok(package)
    }

    fn lay_out(&self, tree: &Path, log: &mut Log) -> Result<(), XtaskError> {
        put(self.program, &tree.join("usr/bin/callside"), 0o755)?;
        for Piece { from, to, mode } in PIECES {
            put(&self.root.join(from), &tree.join(to), mode)?;
        }
        for text in ["usr/share/metainfo/app.callside.desktop.metainfo.xml", "usr/share/man/man1/callside.1"] {
            self.fill_in(&tree.join(text))?;
        }
        let changes = tree.join("usr/share/doc/callside/changelog");
        put(&self.root.join("CHANGELOG.md"), &changes, 0o644)?;
        // -n: without the name and time of the file.
        log.run(Command::new("gzip").args(["-9", "-n"]).arg(tree.join("usr/share/man/man1/callside.1")).arg(changes))
    }

    fn fill_in(&self, file: &Path) -> Result<(), XtaskError> {
        let text = fs::read_to_string(file).map_err(XtaskError::io("cannot read", file))?;
        let text = text.replace("@VERSION@", self.version).replace("@DATE@", &day(self.epoch));
        fs::write(file, text).map_err(XtaskError::io("cannot write", file))
    }

    /// What the program is linked with, as packages; `dpkg-shlibdeps` knows them and their versions.
    fn depends(&self, stage: &Path) -> Result<String, XtaskError> {
        let debian = stage.join("debian");
        fs::create_dir_all(&debian).map_err(XtaskError::io("cannot make", &debian))?;
        let control = debian.join("control");
        fs::write(&control, "Source: callside\n\nPackage: callside\nArchitecture: any\n")
            .map_err(XtaskError::io("cannot write", &control))?;
        let mut ask = Command::new("dpkg-shlibdeps");
        ask.current_dir(stage).args(["-O", "--ignore-missing-info"]).arg(self.program);
        let answer = said(&mut ask)?;
        let depends = answer.lines().find_map(|line| line.strip_prefix("shlibs:Depends="));
        depends.map(str::to_owned).ok_or(XtaskError::Unreadable { what: "dpkg-shlibdeps", text: answer })
    }

    fn control(&self, tree: &Path, depends: &str) -> Result<(), XtaskError> {
        let size = kilobytes(tree)?;
        let (version, architecture) = (self.version, architecture()?);
        let control = format!(
            "Package: callside\nVersion: {version}\nArchitecture: {architecture}\nSection: comm\nPriority: optional\n\
             Installed-Size: {size}\nMaintainer: The Callside maintainers <maintainers@callside.invalid>\n\
             Depends: {depends}\nRecommends: libayatana-appindicator3-1, gnome-keyring | kwalletmanager\n\
             Description: the desktop companion of a contact-centre agent\n \
             Shows who is calling before the agent says hello, and writes the outcome of\n the call to Salesforce exactly \
             once.\n"
        );
        let folder = tree.join("DEBIAN");
        fs::create_dir_all(&folder).map_err(XtaskError::io("cannot make", &folder))?;
        for (name, text) in [("control", control.as_str()), ("conffiles", "/etc/xdg/autostart/callside.desktop\n")] {
            let file = folder.join(name);
            fs::write(&file, text).map_err(XtaskError::io("cannot write", &file))?;
        }
        Ok(())
    }
}

fn put(from: &Path, to: &Path, mode: u32) -> Result<(), XtaskError> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
    fs::copy(from, to).map_err(XtaskError::io("cannot copy", from))?;
    fs::set_permissions(to, fs::Permissions::from_mode(mode)).map_err(XtaskError::io("cannot protect", to))
}

/// Folders are readable by everybody, whatever the umask of who builds.
fn open_to_all(folder: &Path) -> Result<(), XtaskError> {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).map_err(XtaskError::io("cannot protect", folder))?;
    for entry in fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            open_to_all(&path)?;
        } else if path.parent().is_some_and(|parent| parent.ends_with("DEBIAN")) {
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644))
                .map_err(XtaskError::io("cannot protect", &path))?;
        }
    }
    Ok(())
}

/// As `du` would say it on any file system: whole kibibytes a file.
fn kilobytes(folder: &Path) -> Result<u64, XtaskError> {
    let mut sum = 0;
    for entry in fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten() {
        let path = entry.path();
        sum += if path.is_dir() {
            1 + kilobytes(&path)?
        } else {
            fs::metadata(&path).map_err(XtaskError::io("cannot read", &path))?.len().div_ceil(1024)
        };
    }
    Ok(sum)
}

fn architecture() -> Result<String, XtaskError> {
    Ok(said(Command::new("dpkg").arg("--print-architecture"))?.trim().to_owned())
}

fn said(command: &mut Command) -> Result<String, XtaskError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(XtaskError::io("cannot start", &program))?;
    if !output.status.success() {
        let how = format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
        return Err(XtaskError::Command { line: program, how });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// `YYYY-MM-DD` in UTC, by Howard Hinnant's "days from civil" turned round.
fn day(epoch: u64) -> String {
    let days = epoch / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + next_year)
}

#[cfg(test)]
#[path = "deb_tests.rs"]
mod tests;
