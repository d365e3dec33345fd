//! `callside://call/…` links: one call, whole.

use crate::ids::{CallKey, IdError};
use std::fmt;
use std::str::FromStr;

const HEAD: &str = "callside://call/";

/// A link that opens the page of a call. `callside://call?…`, with a question mark, is another thing: it brings one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLink {
    /// The call.
    pub call: CallKey,
}

/// Everything but letters, digits and `-._~` is written as `%XX` (RFC 3986, chapter 2.3).
impl fmt::Display for CallLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        for byte in self.call.to_string().bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    write!(f, "{}", char::from(byte))
                }
                _ => write!(f, "%{byte:02X}"),
            }?;
        }
        Ok(())
    }
}

impl FromStr for CallLink {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let text = text.trim();
        let head = text.get(..HEAD.len()).filter(|head| head.eq_ignore_ascii_case(HEAD)).ok_or(IdError::CallKey)?;
        let key = text[head.len()..].trim_end_matches('/');
        if key.contains(['?', '#', '/', '@']) {
            return Err(IdError::CallKey);
        }
        let call = decoded(key).ok_or(IdError::CallKey)?.parse()?;
        Ok(Self { call })
    }
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let value = digit(rest.next()?)? * 16 + digit(rest.next()?)?;
                u8::try_from(value).ok()?
            }
            other => other,
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Provider;

    #[test]
    fn a_link_leads_back_to_its_call() {
        for id in ["1", "a b/c?d#e", "Ünï%20", "call@home:7"] {
            let link = CallLink { call: CallKey::new(Provider::Five9, id).unwrap() };
            assert_eq!(link.to_string().parse(), Ok(link.clone()), "{link}");
        }
        let link = CallLink { call: CallKey::new(Provider::Five9, "a/1").unwrap() };
        assert_eq!(link.to_string(), "callside://call/five9%3Aa%2F1");
    }

    #[test]
    fn anything_else_is_no_such_link() {
        for text in [
            "callside://call?ANI=1",
            "callside://call/",
            "callside://call/five9:1?x=1",
            "callside://call/five9:1/more",
            "callside://call/nobody:1",
            "callside://call/five9:%",
            "callside://call/five9:%0A",
            "callside://call/five9:%ff",
            "https://call/five9:1",
            "callside://cäll/five9:1",
        ] {
            assert!(text.parse::<CallLink>().is_err(), "{text}");
        }
        assert!(" CALLSIDE://call/five9:1/ ".parse::<CallLink>().is_ok());
    }
}
