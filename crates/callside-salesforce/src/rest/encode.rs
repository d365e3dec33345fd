//! Percent-encoding for addresses. A raw `+` in a query is a space to Salesforce, so it becomes `%2B`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The text as a value in an address.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_with_a_meaning_in_an_address_is_left() {
        assert_eq!(encode("Phone = '+1 555'"), "Phone%20%3D%20%27%2B1%20555%27");
        assert_eq!(encode("FIND {a&b#c%}"), "FIND%20%7Ba%26b%23c%25%7D");
        assert_eq!(encode("A-Z.a_z~0"), "A-Z.a_z~0");
        assert_eq!(encode("é"), "%C3%A9");
    }
}
