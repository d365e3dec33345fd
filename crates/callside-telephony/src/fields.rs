//! The named values of a delivery, whatever carried them: query, form or JSON object.

use crate::json;
use crate::rejection::{Flaw, Rejection};
use crate::text;
use percent_encoding::percent_decode;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// More parameters than this come from no connector: Five9 lists a few dozen variables.
const MAX: usize = 200;

/// Values by folded name: case, `_`, `-` and a leading group (`Call.`) make no difference, because administrators
/// name connector parameters by hand.
#[derive(Default)]
pub(crate) struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads query and form together.
    ///
    /// # Errors
    /// [`Flaw::Ambiguous`] when one name has two values, [`Flaw::TooManyParameters`].
    pub(crate) fn from_forms<'a>(forms: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Rejection> {
        let mut fields = Self::default();
        let pairs = forms.into_iter().flat_map(|form| form.split(|b| *b == b'&')).filter(|pair| !pair.is_empty());
        for (index, pair) in pairs.enumerate() {
            if index >= MAX {
                return Err(Flaw::TooManyParameters.into());
            }
            let (name, value) = match pair.iter().position(|b| *b == b'=') {
                Some(at) => (&pair[..at], &pair[at + 1..]),
                None => (pair, &pair[..0]),
            };
            fields.put(&decode(name), decode(value))?;
        }
        Ok(fields)
    }

    /// Reads the scalars of a JSON object.
    ///
    /// # Errors
    /// [`Flaw::Ambiguous`], [`Flaw::TooManyParameters`].
    pub(crate) fn from_json(object: &Map<String, Value>) -> Result<Self, Rejection> {
        if object.len() > MAX {
            return Err(Flaw::TooManyParameters.into());
        }
        let mut fields = Self::default();
        for (name, value) in object {
            if let Some(value) = json::scalar(value) {
                fields.put(name, value)?;
            }
        }
        Ok(fields)
    }

    fn put(&mut self, name: &str, value: String) -> Result<(), Rejection> {
        let name = text::fold(name.rsplit('.').next().unwrap_or_default());
        if is_unset(&value) || name.is_empty() {
            return Ok(());
        }
        match self.0.get(&name) {
            // A secret that comes twice is an attempt, even when both are the same.
            Some(old) if *old != value || name == SECRET => Err(Flaw::Ambiguous.into()),
            Some(_) => Ok(()),
            None => {
                self.0.insert(name, value);
                Ok(())
            }
        }
    }

    /// The secret exactly as it came.
    pub(crate) fn secret(&self) -> Option<&str> {
        self.0.get(SECRET).map(String::as_str)
    }

    /// The first of these (folded) names that has a value.
    pub(crate) fn raw(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.0.get(*name)).map(String::as_str)
    }

    /// The same as one line of text.
    pub(crate) fn line(&self, names: &[&str]) -> Option<String> {
        text::line(self.raw(names)?)
    }
}

/// The parameter that carries the shared secret.
const SECRET: &str = "secret";

/// Five9 sends the literal `@Group.variable@` for a variable that has no value. Blank values are absent too.
fn is_unset(value: &str) -> bool {
    let value = value.trim();
    let inner = value.strip_prefix('@').and_then(|v| v.strip_suffix('@'));
    let literal = inner.and_then(|v| v.split_once('.')).is_some_and(|(group, variable)| {
        !group.is_empty()
            && group.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && !variable.is_empty()
            && !variable.contains('@')
    });
    value.is_empty() || literal
}

/// Decodes one form component. Bytes that are not UTF-8 are read as Latin-1, so that an old system's accents do not
/// cost a call.
fn decode(part: &[u8]) -> String {
    let spaced: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    let bytes: Vec<u8> = percent_decode(&spaced).collect();
    String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().iter().map(|b| char::from(*b)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Result<Fields, Rejection> {
        Fields::from_forms([text.as_bytes()])
    }

    #[test]
    fn names_fold_and_values_decode() {
        let fields =
            form("Call.ANI=4155550123&disposition_name=Call+me+%26+mine&Full-Name=Zo%EB&last=Zo%C3%AB&flag").unwrap();
        for (name, expected) in [
            ("ani", Some("4155550123")),
            ("dispositionname", Some("Call me & mine")),
            ("fullname", Some("Zoë")),
            ("last", Some("Zoë")),
            ("flag", None),
        ] {
            assert_eq!(fields.raw(&[name]), expected, "{name}");
        }
    }

    #[test]
    fn variables_without_a_value_are_absent() {
        for value in ["%40Call.ANI%40", "@Customer.First Name@", "@Agent.full_name@", "", "+", "%20"] {
            assert_eq!(form(&format!("a={value}")).unwrap().raw(&["a"]), None, "{value:?}");
        }
        for value in ["@", "@@", "a@b.example", "@Call@", "@.x@", "@Call.@"] {
            assert_eq!(form(&format!("a={value}")).unwrap().raw(&["a"]), Some(value), "{value:?}");
        }
    }

    #[test]
    fn a_name_with_two_values_is_refused() {
        let ambiguous = Some(Rejection::from(Flaw::Ambiguous));
        for (text, expected) in [
            ("ANI=1&ani=1", None),
            ("ANI=1&ani=2", ambiguous.clone()),
            ("call_id=1&callId=2", ambiguous.clone()),
            ("ANI=1&ani=@Call.ANI@", None),
            ("secret=a&secret=a", ambiguous.clone()),
            ("secret=a&SECRET=b", ambiguous),
        ] {
            assert_eq!(form(text).err(), expected, "{text}");
        }
        let many = "a=1&".repeat(MAX + 1);
        assert_eq!(form(&many).err(), Some(Flaw::TooManyParameters.into()));
    }
}
