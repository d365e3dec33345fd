//! The files of a package as they will lie on a machine, in a folder of their own. Debian and RPM pack the same tree.

use super::content::{Content, Piece};
use super::{licences, sbom};
use crate::error::XtaskError;
use crate::log::Log;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

/// What goes into a package.
pub struct Package<'a> {
    /// Folder of the repository.
    pub root: &'a Path,
    /// What it is.
    pub content: &'a Content,
    /// The program.
    pub program: &'a Path,
    /// Its version.
    pub version: &'a str,
    /// Seconds since 1970 that every file in it is dated with.
    pub epoch: u64,
    /// What was compiled in.
    pub parts: &'a [super::parts::Part],
    /// Where the project's pictures are served; without it, software centres get none.
    pub pictures: Option<&'a str>,
}

impl Package<'_> {
    /// Lays out the tree.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn lay_out(&self, tree: &Path, log: &mut Log) -> Result<(), XtaskError> {
        let name = self.content.name;
        let program = tree.join("usr/bin").join(name);
        put(self.program, &program, 0o755)?;
        // A fifth of its bytes are names that only a debugger reads (Debian Policy, 10.1); what is compiled in stays told.
        log.run(Command::new("strip").arg("--strip-unneeded").arg(&program))?;
        for Piece { from, to, filled_in } in self.content.pieces {
            put(&self.root.join(from), &tree.join(to), 0o644)?;
            if *filled_in {
                self.fill_in(&tree.join(to))?;
            }
        }
        let doc = tree.join("usr/share/doc").join(name);
        put(&self.root.join("packaging/linux/copyright"), &doc.join("copyright"), 0o644)?;
        put(&self.root.join("LICENSE"), &tree.join("usr/share/licenses").join(name).join("LICENSE"), 0o644)?;
        put(&self.root.join("CHANGELOG.md"), &doc.join("changelog"), 0o644)?;
        write(&doc.join("third-party-licences.txt"), &licences::text(self.parts)?)?;
        write(&doc.join("sbom.cdx.json"), &sbom::text(name, self.version, self.epoch, self.parts))?;
        // -n: without the name and time of the file.
        let mut gzip = Command::new("gzip");
        gzip.args(["-9", "-n"]).arg(tree.join("usr/share/man/man1").join(format!("{name}.1")));
        for text in ["changelog", "third-party-licences.txt", "sbom.cdx.json"] {
            gzip.arg(doc.join(text));
        }
        log.run(&mut gzip)?;
        open_to_all(tree)
    }

    /// Says in the tree what it is packed as. Callside reads it, and leaves its upgrades to the repository that such
    /// packages come from.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn say_packed_as(&self, packaging: &str, tree: &Path) -> Result<(), XtaskError> {
        match self.content.packed_as {
            Some(place) => write(&tree.join(place), &format!("{packaging}\n")),
            None => Ok(()),
        }
    }

    fn fill_in(&self, file: &Path) -> Result<(), XtaskError> {
        let text = fs::read_to_string(file).map_err(XtaskError::io("cannot read", file))?;
        let text = text.replace("@VERSION@", self.version).replace("@DATE@", &day(self.epoch));
        write(file, &with_pictures(&text, self.pictures))
    }
}

/// Fills in where a software centre finds pictures. AppStream takes none but addresses on the web ("Screenshots" in its
/// specification): without one there are no pictures, rather than an address that nobody serves.
fn with_pictures(text: &str, address: Option<&str>) -> String {
    match (address, text.split_once("  <screenshots>\n"), text.split_once("</screenshots>\n")) {
        (None, Some((before, _)), Some((_, behind))) => format!("{before}{behind}"),
        (address, ..) => text.replace("@PICTURES@", address.unwrap_or_default().trim_end_matches('/')),
    }
}

/// Writes a text that everybody may read.
///
/// # Errors
/// When it cannot be written.
pub fn write(file: &Path, text: &str) -> Result<(), XtaskError> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
    fs::write(file, text).map_err(XtaskError::io("cannot write", file))?;
    fs::set_permissions(file, fs::Permissions::from_mode(0o644)).map_err(XtaskError::io("cannot protect", file))
}

fn put(from: &Path, to: &Path, mode: u32) -> Result<(), XtaskError> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
    fs::copy(from, to).map_err(XtaskError::io("cannot copy", from))?;
    fs::set_permissions(to, fs::Permissions::from_mode(mode)).map_err(XtaskError::io("cannot protect", to))
}

/// Folders are readable by everybody, whatever the umask of who builds.
///
/// # Errors
/// When a folder cannot be read or changed.
pub fn open_to_all(folder: &Path) -> Result<(), XtaskError> {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).map_err(XtaskError::io("cannot protect", folder))?;
    for entry in fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten() {
        if entry.path().is_dir() {
            open_to_all(&entry.path())?;
        }
    }
    Ok(())
}

/// All files of a tree below a folder, sorted, as `/path`.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(tree: &Path) -> Result<Vec<String>, XtaskError> {
    fn walk(folder: &Path, at: &str, all: &mut Vec<String>) -> Result<(), XtaskError> {
        for entry in fs::read_dir(folder).map_err(XtaskError::io("cannot read", folder))?.flatten() {
            let path = format!("{at}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { walk(&entry.path(), &path, all)? } else { all.push(path) }
        }
        Ok(())
    }
    let mut all = Vec::new();
    walk(tree, "", &mut all)?;
    all.sort();
    Ok(all)
}

/// What a program printed.
///
/// # Errors
/// When it cannot be started or says no.
pub fn said(command: &mut Command) -> Result<String, XtaskError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(XtaskError::io("cannot start", &program))?;
    if !output.status.success() {
        let how = format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
        return Err(XtaskError::Command { line: program, how });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// `YYYY-MM-DD` in UTC, by Howard Hinnant's "days from civil" turned round.
#[must_use]
pub fn day(epoch: u64) -> String {
    let days = epoch / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + next_year)
}
