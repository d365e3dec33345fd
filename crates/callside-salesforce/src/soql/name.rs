//! Names of objects and fields: the only texts that stand in a query without quotes.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Longest name of one object, field or relationship, in characters. Salesforce allows 40 and adds a namespace and
/// a suffix.
const LONGEST: usize = 80;
/// Most names in a path: five parents and the field.
/// Source: SOQL and SOSL Reference, "Understanding relationship query limitations".
const DEEPEST: usize = 6;

/// A text that is no API name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an API name has letters, digits and underscores and starts with a letter")]
pub struct NotAName;

/// An SObject's API name, such as `Contact` or `Invoice__c`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectName(Cow<'static, str>);

/// A field's API name with the relationships that lead to it, such as `Account.Owner.Name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(Cow<'static, str>);

impl ObjectName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`NotAName`] for anything but letters, digits and underscores.
    pub fn new(text: &str) -> Result<Self, NotAName> {
        if count_names(text.as_bytes()) == 1 { Ok(Self(Cow::Owned(text.to_owned()))) } else { Err(NotAName) }
    }

    /// A name that this program spells out itself.
    pub(crate) const fn known(text: &'static str) -> Self {
        assert!(count_names(text.as_bytes()) == 1, "an object's API name");
        Self(Cow::Borrowed(text))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FieldPath {
    /// Reads a path.
    ///
    /// # Errors
    /// [`NotAName`] for anything but one to six names joined by dots.
    pub fn new(text: &str) -> Result<Self, NotAName> {
        if count_names(text.as_bytes()) >= 1 { Ok(Self(Cow::Owned(text.to_owned()))) } else { Err(NotAName) }
    }

    /// A path that this program spells out itself.
    pub(crate) const fn known(text: &'static str) -> Self {
        assert!(count_names(text.as_bytes()) >= 1, "a field path");
        Self(Cow::Borrowed(text))
    }

    /// The path, with dots.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names from the object to the field.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('.')
    }

    /// Whether SOQL, which does not tell letter cases apart, takes both for the same field.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

/// How many names are joined by dots; 0 when one of them is none, or when there are too many.
const fn count_names(text: &[u8]) -> usize {
    let (mut at, mut start, mut names) = (0, 0, 0);
    while at <= text.len() {
        if at == text.len() || text[at] == b'.' {
            let length = at - start;
            if length == 0 || length > LONGEST || !text[start].is_ascii_alphabetic() {
                return 0;
            }
            names += 1;
            start = at + 1;
        } else if !text[at].is_ascii_alphanumeric() && text[at] != b'_' {
            return 0;
        }
        at += 1;
    }
    if names > DEEPEST { 0 } else { names }
}

macro_rules! shown_as_text {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAName;
            fn from_str(text: &str) -> Result<Self, NotAName> {
                Self::new(text)
            }
        }
    )*};
}
shown_as_text!(ObjectName, FieldPath);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_letters_digits_and_underscores() {
        for good in ["Id", "CallKey__c", "ns__Field__c", "A1"] {
            assert_eq!(ObjectName::new(good).map(|name| name.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", "1A", "_A", "A-B", "A B", "A'", "A.B", "Ä", "A\n", "A)", &"a".repeat(81)] {
            assert_eq!(ObjectName::new(bad), Err(NotAName), "{bad}");
        }
    }

    #[test]
    fn paths_have_up_to_five_parents() {
        for good in ["Name", "Account.Name", "A.B.C.D.E.F"] {
            assert_eq!(FieldPath::new(good).map(|path| path.to_string()).as_deref(), Ok(good));
        }
        for bad in ["", ".", "A.", ".A", "A..B", "A.B.C.D.E.F.G", "Id FROM User", "COUNT(Id)"] {
            assert_eq!(FieldPath::new(bad), Err(NotAName), "{bad}");
        }
        assert_eq!(FieldPath::known("Account.Name").names().collect::<Vec<_>>(), ["Account", "Name"]);
    }
}
