//! Stamps: a step that depends only on some files is done again only when they changed.

use crate::error::XtaskError;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A file that remembers which inputs a step was last done for.
pub struct Stamp {
    path: PathBuf,
    digest: String,
}

impl Stamp {
    /// The stamp at `path` for the present content of `inputs`; an input that does not exist counts as empty.
    ///
    /// # Errors
    /// When an input exists and cannot be read.
    pub fn of(path: PathBuf, inputs: &[&Path]) -> Result<Self, XtaskError> {
        let mut hash = Sha256::new();
        for input in inputs {
            let content = if input.exists() {
                fs::read(input).map_err(XtaskError::io("cannot read", input))?
            } else {
                Vec::new()
            };
            hash.update(content.len().to_le_bytes());
            hash.update(&content);
        }
        let digest = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { path, digest })
    }

    /// Whether the step was done for these very inputs.
    pub fn holds(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|seen| seen.trim() == self.digest)
    }

    /// Remembers that the step was done.
    ///
    /// # Errors
    /// When the stamp cannot be written.
    pub fn set(&self) -> Result<(), XtaskError> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder).map_err(XtaskError::io("cannot make", folder))?;
        }
        fs::write(&self.path, &self.digest).map_err(XtaskError::io("cannot write", &self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_until_an_input_changes() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "one").unwrap();
        let stamp = || Stamp::of(folder.path().join("deep/stamp"), &[&a, &b]).unwrap();
        assert!(!stamp().holds(), "never done");
        stamp().set().unwrap();
        assert!(stamp().holds());
        fs::write(&b, "two").unwrap();
        assert!(!stamp().holds(), "a new input");
        stamp().set().unwrap();
        fs::write(&a, "onet").unwrap();
        fs::write(&b, "wo").unwrap();
        assert!(!stamp().holds(), "text that moves from one input to the next is a change");
    }
}
