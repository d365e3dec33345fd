//! A package becomes a file under its name only when every byte of it is right.

use crate::Trouble;
use crate::source::{Source, unreachable};
use callside_core::update::Artefact;
use sha2::{Digest as _, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

/// End of the name of what is not whole.
const PART: &str = "part";
/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// Fetches a package into a folder of its own, and tells how many percent of it are there. One that is there already, and
/// right, is not fetched again. Whatever else is in the folder goes.
///
/// # Errors
/// [`Trouble`]; nothing is left of it then.
pub async fn download(
    source: &Source,
    artefact: &Artefact,
    folder: &Path,
    progress: impl Fn(u8) + Send,
) -> Result<PathBuf, Trouble> {
    let file = folder.join(&artefact.file);
    if is_right(&file, artefact) {
        return Ok(file);
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    private_folder(folder)?;
    let fetched = fetch(source, artefact, &file, progress).await;
    if fetched.is_err() {
        // What is not whole is of use to nobody.
        let _ = fs::remove_dir_all(folder);
    }
    fetched.map(|()| file)
}

async fn fetch(source: &Source, artefact: &Artefact, file: &Path, progress: impl Fn(u8) + Send) -> Result<(), Trouble> {
    let mut answer = source.open(&artefact.file).await?;
    let beside = file.with_extension(PART);
    let mut part = private_file(&beside)?;
    let (mut hash, mut length, mut told) = (Sha256::new(), 0, 0);
    while let Some(chunk) = answer.chunk().await.map_err(|error| unreachable(&error))? {
        length += chunk.len() as u64;
        if length > artefact.size {
            return Err(Trouble::Changed);
        }
        hash.update(&chunk);
        part.write_all(&chunk)?;
        let percent = u8::try_from(length * 100 / artefact.size).unwrap_or(100);
        if percent != told {
            told = percent;
            progress(percent);
        }
    }
    if length != artefact.size || hash.finalize()[..] != artefact.sha256 {
        return Err(Trouble::Changed);
    }
    part.sync_all()?;
    fs::rename(beside, file)?;
    Ok(())
}

/// Whether a file is the package, byte for byte.
pub fn is_right(file: &Path, artefact: &Artefact) -> bool {
    let read = || -> std::io::Result<bool> {
        let mut file = File::open(file)?;
        if file.metadata()?.len() != artefact.size {
            return Ok(false);
        }
        let (mut hash, mut piece) = (Sha256::new(), vec![0; PIECE]);
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(hash.finalize()[..] == artefact.sha256),
                length => hash.update(&piece[..length]),
            }
        }
    };
    read().unwrap_or(false)
}

fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn private_file(file: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}
