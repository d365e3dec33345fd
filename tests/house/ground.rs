//! What the rules look at: the texts of the repository, and what a broken rule says.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what is made or fetched, never what people wrote.
const NOT_OURS: [&str; 4] = [".git", "target", "node_modules", "dist"];

/// The kinds of files that people write code in.
pub const CODE: [&str; 4] = ["rs", "ts", "svelte", "css"];

/// A file of the repository.
pub struct Source {
    /// Path from the root, with `/` between folders.
    pub path: String,
    /// Content.
    pub text: String,
}

impl Source {
    /// A file that a test makes up.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// What follows the last point of its name.
    pub fn kind(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    /// Whether people write code in it.
    pub fn is_code(&self) -> bool {
        CODE.contains(&self.kind())
    }

    /// Whether a program wrote it. Generated files say so in their first line.
    pub fn is_generated(&self) -> bool {
        self.path == "ui/src/host/bindings.ts"
    }
}

/// A rule that is broken somewhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where.
    pub at: String,
    /// How, and what to do instead.
    pub why: String,
}

impl Broken {
    /// A rule broken at a place.
    pub fn at(at: &str, why: impl Into<String>) -> Self {
        Self { at: at.into(), why: why.into() }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.why)
    }
}

/// Fails with all places at once.
#[track_caller]
pub fn assert_kept(broken: &[Broken]) {
    let list: Vec<_> = broken.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "\n{}\n", list.join("\n"));
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_path_buf()
}

/// One file of the repository, if it is there.
pub fn read(path: &str) -> Option<Source> {
    Some(Source::new(path, &fs::read_to_string(root().join(path)).ok()?))
}

/// Every text file of the repository, in the order of their paths.
pub fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 50, "the repository was not found");
    found
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository can be read").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().expect("a file has a type");
        let path = format!("{prefix}{name}");
        if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) && path != "gen" {
            walk(&entry.path(), &format!("{path}/"), found);
        } else if kind.is_file()
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            found.push(Source { path, text });
        }
    }
}
