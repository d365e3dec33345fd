//! FIND statements over phone fields.

use super::escape::phrase;
use crate::soql::{Condition, FieldPath, ObjectName};
use std::fmt;

/// Shortest term that the index answers, in characters.
const SHORTEST: usize = 2;

/// One object of a search and what is wanted of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Returning {
    object: ObjectName,
    fields: Vec<FieldPath>,
    filter: Option<Condition>,
    limit: u32,
}

impl Returning {
    /// The `Id` and more fields of at most `limit` records.
    #[must_use]
    pub fn new<'f>(object: ObjectName, fields: impl IntoIterator<Item = &'f FieldPath>, limit: u32) -> Self {
        let mut wanted = vec![FieldPath::known("Id")];
        for field in fields {
            if !wanted.iter().any(|known| known.same_as(field)) {
                wanted.push(field.clone());
            }
        }
        Self { object, fields: wanted, filter: None, limit }
    }

    /// Only records for which the condition holds.
    #[must_use]
    pub fn filter(mut self, condition: impl Into<Option<Condition>>) -> Self {
        self.filter = condition.into();
        self
    }

    /// The object's name.
    pub(super) const fn object(&self) -> &ObjectName {
        &self.object
    }

    /// The fields' names.
    pub(super) fn fields(&self) -> &[FieldPath] {
        &self.fields
    }

    /// The condition.
    pub(super) const fn condition(&self) -> Option<&Condition> {
        self.filter.as_ref()
    }

    /// The most records.
    pub(super) const fn limit(&self) -> u32 {
        self.limit
    }
}

impl fmt::Display for Returning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.object)?;
        for (n, field) in self.fields.iter().enumerate() {
            let start = if n == 0 { "" } else { ", " };
            write!(f, "{start}{field}")?;
        }
        if let Some(filter) = &self.filter {
            write!(f, " WHERE {filter}")?;
        }
        write!(f, " LIMIT {})", self.limit)
    }
}

/// A search for any of several terms in phone fields. No term has a wildcard, leading or other.
#[derive(Debug, Clone, PartialEq)]
pub struct Find {
    terms: Vec<String>,
    returning: Vec<Returning>,
}

impl Find {
    /// A search in all phone fields; `None` when no term is long enough to be answered, or nothing is to return.
    #[must_use]
    pub fn in_phone_fields(terms: impl IntoIterator<Item = String>, returning: Vec<Returning>) -> Option<Self> {
        let terms: Vec<_> = terms.into_iter().filter(|term| term.chars().count() >= SHORTEST).collect();
        (!terms.is_empty() && !returning.is_empty()).then_some(Self { terms, returning })
    }
}

/// The text of a search. It can only come from a [`Find`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sosl(String);

impl Sosl {
    /// The text of a built search.
    #[must_use]
    pub fn from_builder(find: &Find) -> Self {
        let terms: Vec<_> = find.terms.iter().map(|term| phrase(term)).collect();
        let returning: Vec<_> = find.returning.iter().map(Returning::to_string).collect();
        Self(format!("FIND {{{}}} IN PHONE FIELDS RETURNING {}", terms.join(" OR "), returning.join(", ")))
    }

    /// The text, before it is percent-encoded for an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_phrases_joined_by_or() {
        let lead = Returning::new(ObjectName::known("Lead"), &[FieldPath::known("Phone")], 20)
            .filter(Condition::eq(FieldPath::known("IsConverted"), false));
        let account = Returning::new(ObjectName::known("Account"), &[], 5);
        let terms = ["14155550134", "4", "415-555"].map(String::from);
        let find = Find::in_phone_fields(terms, vec![lead, account]).unwrap();
        assert_eq!(
            Sosl::from_builder(&find).as_str(),
            "FIND {\"14155550134\" OR \"415\\-555\"} IN PHONE FIELDS RETURNING \
             Lead(Id, Phone WHERE IsConverted = false LIMIT 20), Account(Id LIMIT 5)"
        );
    }

    #[test]
    fn a_search_without_terms_or_objects_cannot_be_said() {
        let account = Returning::new(ObjectName::known("Account"), &[], 5);
        assert_eq!(Find::in_phone_fields(["1".to_owned()], vec![account]), None);
        assert_eq!(Find::in_phone_fields(["4155550134".to_owned()], Vec::new()), None);
    }
}
