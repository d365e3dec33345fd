//! Files and folders for their owner only.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// The folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes the folder, for its owner only, if it is not there.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Opens a file, with its folder, for writing; made if it is not there.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    make_folder(folder_of(path))?;
    options().create(true).truncate(false).open(path)
}

/// Makes a file that was not there.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    options().create_new(true).open(path)
}

/// Whether nobody else can read or write the file, or put another in its place: it is a plain file of this user that
/// only this user can read, in a folder of this user that nobody else can write.
#[cfg(unix)]
pub(crate) fn is_private(path: &Path, file: &fs::Metadata) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let me = rustix::process::geteuid().as_raw();
    let folder = fs::symlink_metadata(folder_of(path))?;
    let file_is = file.is_file() && is_mine(file.uid(), file.mode(), me, 0o077);
    Ok(file_is && folder.is_dir() && is_mine(folder.uid(), folder.mode(), me, 0o022))
}

#[cfg(unix)]
const fn is_mine(owner: u32, mode: u32, me: u32, forbidden: u32) -> bool {
    owner == me && mode & forbidden == 0
}

/// On Windows the user's own folders are private by their access lists.
#[cfg(not(unix))]
pub(crate) fn is_private(_: &Path, file: &fs::Metadata) -> io::Result<bool> {
    Ok(file.is_file())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_mine_and_closed_to_others_is_mine() {
        for (owner, mode, forbidden, mine) in [
            (1000, 0o100_600, 0o077, true),
            (1000, 0o100_400, 0o077, true),
            (1000, 0o100_640, 0o077, false),
            (1000, 0o100_604, 0o077, false),
            (0, 0o100_600, 0o077, false),
            (1000, 0o040_755, 0o022, true),
            (1000, 0o040_775, 0o022, false),
            (0, 0o041_777, 0o022, false),
        ] {
            assert_eq!(is_mine(owner, mode, 1000, forbidden), mine, "{owner} {mode:o}");
        }
    }
}
