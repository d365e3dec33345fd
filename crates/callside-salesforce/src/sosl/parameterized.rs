//! parameterizedSearch: the text is plain, so nothing in it is an operator.
//! Source: REST API Developer Guide, "Parameterized search".

use super::find::Returning;
use serde_json::{Value, json};

/// Which fields are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchIn {
    /// Names of people and companies.
    Names,
    /// E-mail addresses.
    Emails,
    /// Phone numbers.
    Phones,
    /// Everything.
    All,
}

impl SearchIn {
    const fn word(self) -> &'static str {
        match self {
            Self::Names => "NAME",
            Self::Emails => "EMAIL",
            Self::Phones => "PHONE",
            Self::All => "ALL",
        }
    }
}

/// A search for what a person typed.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainSearch {
    /// The text as typed.
    pub text: String,
    /// Where to look.
    pub within: SearchIn,
    /// What is wanted.
    pub returning: Vec<Returning>,
}

impl PlainSearch {
    /// The body of the POST request.
    #[must_use]
    pub fn body(&self) -> Value {
        let object = |returning: &Returning| {
            let fields: Vec<_> = returning.fields().iter().map(ToString::to_string).collect();
            let mut object =
                json!({ "name": returning.object().as_str(), "fields": fields, "limit": returning.limit() });
            if let Some(condition) = returning.condition() {
                object["where"] = json!(condition.to_string());
            }
            object
        };
        let objects: Vec<_> = self.returning.iter().map(object).collect();
        json!({ "q": self.text, "in": self.within.word(), "sobjects": objects })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::soql::{Condition, FieldPath, ObjectName};

    #[test]
    fn the_text_travels_as_it_is() {
        let lead = Returning::new(ObjectName::known("Lead"), &[FieldPath::known("Name")], 9)
            .filter(Condition::eq(FieldPath::known("IsConverted"), false));
        let search = PlainSearch { text: "O'Brien {x}".into(), within: SearchIn::Names, returning: vec![lead] };
        assert_eq!(
            search.body(),
            json!({ "q": "O'Brien {x}", "in": "NAME", "sobjects": [
                { "name": "Lead", "fields": ["Id", "Name"], "limit": 9, "where": "IsConverted = false" },
            ] })
        );
    }
}
