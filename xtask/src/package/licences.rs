//! The licences of everything that is compiled in, as their authors wrote them: each text once, under the names of those
//! that come with it.

use super::parts::Part;
use crate::error::XtaskError;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

/// Beginnings of the names of files that hold licences and notices.
const FILES: [&str; 5] = ["licen", "copying", "notice", "copyright", "unlicense"];

/// The whole text: a list, then the texts.
///
/// # Errors
/// When the sources of a part are not on this machine.
pub fn text(parts: &[Part]) -> Result<String, XtaskError> {
    let mut text = String::from("What others wrote and is compiled in, with its licence (SPDX).\n\n");
    for part in parts {
        let _ = writeln!(text, "{} {}: {}", part.name, part.version, part.licence);
    }
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        for licence in of(part)? {
            texts.entry(licence).or_default().push(format!("{} {}", part.name, part.version));
        }
    }
    let mut by_name: Vec<_> = texts.into_iter().collect();
    by_name.sort_by(|one, other| one.1.cmp(&other.1));
    for (licence, names) in by_name {
        let _ = write!(text, "\n{}\n{}\n\n{}\n", "=".repeat(80), names.join(", "), licence.trim());
    }
    Ok(text)
}

fn of(part: &Part) -> Result<Vec<String>, XtaskError> {
    let mut names: Vec<_> = fs::read_dir(&part.folder)
        .map_err(XtaskError::io("cannot read", &part.folder))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            path.is_file() && FILES.iter().any(|begin| name.starts_with(begin))
        })
        .collect();
    names.sort();
    names
        .iter()
        .map(|path| {
            let bytes = fs::read(path).map_err(XtaskError::io("cannot read", path))?;
            Ok(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_stands_once_under_all_names() {
        let folder = tempfile::tempdir().unwrap();
        let part = |name: &str, licence: &str| {
            let at = folder.path().join(name);
            fs::create_dir_all(&at).unwrap();
            fs::write(at.join("LICENSE-MIT"), licence).unwrap();
            fs::write(at.join("lib.rs"), "not this").unwrap();
            Part {
                url: name.into(),
                name: name.into(),
                version: "1.0.0".into(),
                licence: "MIT".into(),
                sha256: None,
                folder: at,
                needs: vec![],
            }
        };
        let text = text(&[
            part("a", "Permission is hereby granted"),
            part("b", "Permission is hereby granted"),
            part("c", "Other"),
        ])
        .unwrap();
        assert_eq!(text.matches("Permission is hereby granted").count(), 1);
        assert!(text.contains("a 1.0.0: MIT\n") && text.contains("a 1.0.0, b 1.0.0\n") && !text.contains("not this"));
    }
}
