//! Versions as programs print them.

use std::fmt;

/// `major.minor.patch`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// The first version in a text such as `rustc 1.95.0 (59807616e 2026-04-14)` or `v20.20.2`. A missing patch
    /// counts as 0; what follows the patch (`-beta`) is not looked at.
    pub fn find(text: &str) -> Option<Self> {
        text.split(|c: char| c.is_whitespace() || c == '(').find_map(Self::read)
    }

    fn read(word: &str) -> Option<Self> {
        let mut parts = word.strip_prefix('v').unwrap_or(word).splitn(3, '.');
        let whole = |part: &str| part.parse().ok();
        let (major, minor) = (whole(parts.next()?)?, whole(parts.next()?)?);
        let patch = match parts.next() {
            None => 0,
            Some(rest) => rest.split(|c: char| !c.is_ascii_digit()).next().and_then(whole)?,
        };
        Some(Self(major, minor, patch))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_in_what_programs_print() {
        let cases = [
            ("rustc 1.95.0 (59807616e 2026-04-14)", Some(Version(1, 95, 0))),
            ("v20.20.2\n", Some(Version(20, 20, 2))),
            ("11.19", Some(Version(11, 19, 0))),
            ("cargo-nextest 0.9.143 (60fa45f63 2026-08-04)\nrelease: 0.9.143", Some(Version(0, 9, 143))),
            ("rustc 1.97.0-nightly (abc 2026-05-01)", Some(Version(1, 97, 0))),
            ("no version here", None),
            ("1.x.y", None),
            ("", None),
        ];
        for (text, version) in cases {
            assert_eq!(Version::find(text), version, "{text}");
        }
    }

    #[test]
    fn compared_by_number_not_by_letter() {
        assert!(Version(1, 100, 0) > Version(1, 95, 9));
        assert!(Version(20, 9, 0) < Version(20, 19, 0));
        assert!(Version(0, 9, 143) >= Version(0, 9, 143));
    }
}
