//! What can go wrong in a command, by what the person does next.

use std::io;
use std::path::Path;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum XtaskError {
    /// The machine lacks something that only a person can bring; the text says what and how.
    #[error("{0}")]
    Machine(String),
    /// A program ran and said no: read its output.
    #[error("`{line}` failed ({how})")]
    Command {
        /// The command line.
        line: String,
        /// Its exit code or signal.
        how: String,
    },
    /// A program hung and was ended.
    #[error("`{line}` did not end within {minutes} minutes and was killed")]
    TooLong {
        /// The command line.
        line: String,
        /// The limit.
        minutes: u64,
    },
    /// A file or program could not be reached.
    #[error("{doing}: {source}")]
    Io {
        /// What was tried.
        doing: String,
        /// Why not.
        source: io::Error,
    },
    /// A program's answer has another form than this code knows: mend this code.
    #[error("{what} gave an answer that xtask cannot read: {text}")]
    Unreadable {
        /// Who answered.
        what: &'static str,
        /// The answer, or the part that is missing in it.
        text: String,
    },
    /// A package is larger than it may be: find out what came in.
    #[error("too large to be handed out: {0}")]
    TooLarge(String),
    /// The tree does not hold a part that this command needs.
    #[error("this tree has no {0}")]
    NotInTree(String),
}

impl XtaskError {
    /// Names what was being done to which path when I/O failed.
    pub fn io(doing: &str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let doing = format!("{doing} {}", path.as_ref().display());
        move |source| Self::Io { doing, source }
    }
}
