//! What a person, a set-up or an automation gives: values by name, as JSON. Text as it was typed; `null` clears a field
//! on purpose; what is absent is kept as it is.

use crate::ids::RecordId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Values of inputs and fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// Inputs of the template, by name.
    pub inputs: BTreeMap<String, Value>,
    /// Fields of the record, by API name.
    pub fields: BTreeMap<String, Value>,
    /// What the person saw in the fields of a record that is to be changed.
    pub seen: BTreeMap<String, Value>,
    /// Save although a duplicate rule warns.
    pub allow_duplicate: bool,
    /// The record that a person picked of several which an external id names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<RecordId>,
}

/// The body of a ContentNote: HTML-escaped, a paragraph a line (new lines are stripped otherwise), in base64.
/// Source: Salesforce object reference, ContentNote.
#[must_use]
pub(super) fn note_body(text: &str) -> String {
    let paragraph = |line: &str| {
        let mut html = String::from("<p>");
        for c in line.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                c if c.is_control() && c != '\t' => {}
                c => html.push(c),
            }
        }
        html + "</p>"
    };
    base64(text.lines().map(paragraph).collect::<String>().as_bytes())
}

/// RFC 4648 with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for n in 0..4 {
            let place = (bits >> (18 - 6 * n)) & 63;
            let letter = usize::try_from(place).map_or('=', |place| char::from(ALPHABET[place]));
            out.push(if n <= three.len() { letter } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_escaped_html_in_base64() {
        assert_eq!(note_body("a<b\nc'd"), base64(b"<p>a&lt;b</p><p>c&#39;d</p>"));
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
