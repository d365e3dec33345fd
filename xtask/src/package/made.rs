//! How large a package came out, beside what it may be.

use super::content::Content;
use crate::error::XtaskError;
use std::fs;
use std::path::PathBuf;

/// A package that was made.
pub struct Made {
    file: PathBuf,
    bytes: u64,
    at_most: Option<u64>,
}

impl Made {
    /// Measures one.
    ///
    /// # Errors
    /// When it is not there.
    pub fn of(file: PathBuf, content: &Content) -> Result<Self, XtaskError> {
        let bytes = fs::metadata(&file).map_err(XtaskError::io("cannot read", &file))?.len();
        let is_deb = file.extension().is_some_and(|end| end == "deb");
        Ok(Self { file, bytes, at_most: content.at_most.filter(|_| is_deb) })
    }

    /// Whether it is as small as it must be.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.at_most.is_none_or(|most| self.bytes <= most)
    }

    /// Where it lies, and how large it is.
    #[must_use]
    pub fn said(&self) -> String {
        let most = self.at_most.map(|most| format!(", at most {}", megabytes(most))).unwrap_or_default();
        format!("{} ({}{most})", self.file.display(), megabytes(self.bytes))
    }
}

/// In the unit of the target (10^6 bytes), with two digits after the point.
pub fn megabytes(bytes: u64) -> String {
    let hundredths = (bytes + 5_000) / 10_000;
    format!("{}.{:02} MB", hundredths / 100, hundredths % 100)
}
