//! Files that only the ruler of the machine can change.

use callside_core::policy::{LARGEST, PolicyFault};
use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// Others than the owner may write.
const GROUP_OR_OTHERS: u32 = 0o022;

/// The bytes of a file that is its owner's alone, in a folder that is too: who may write the folder can put another file
/// in its place. `None`: there is no such file.
pub(super) fn bytes(path: &Path, owner: u32) -> Option<Result<Vec<u8>, PolicyFault>> {
    match open(path, owner) {
        Ok(None) => None,
        Ok(Some(bytes)) => Some(Ok(bytes)),
        Err(fault) => Some(Err(fault)),
    }
}

fn open(path: &Path, owner: u32) -> Result<Option<Vec<u8>>, PolicyFault> {
    let unreadable = |_| PolicyFault::Unreadable { place: path.display().to_string() };
    // Where a link leads counts, not the link.
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let file = File::open(&real).map_err(unreadable)?;
    // Of the open file, so that it cannot be another one by now.
    own(&file.metadata().map_err(unreadable)?, &real, owner)?;
    for folder in [real.parent(), path.parent()].into_iter().flatten() {
        own(&folder.metadata().map_err(unreadable)?, folder, owner)?;
    }
    let mut bytes = Vec::new();
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > LARGEST { Err(PolicyFault::TooLarge) } else { Ok(Some(bytes)) }
}

fn own(about: &Metadata, place: &Path, owner: u32) -> Result<(), PolicyFault> {
    if about.uid() == owner && about.mode() & GROUP_OR_OTHERS == 0 {
        return Ok(());
    }
    Err(PolicyFault::Writable { place: place.display().to_string() })
}
