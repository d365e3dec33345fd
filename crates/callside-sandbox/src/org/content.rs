//! The body of a note: base64 of HTML, without line breaks of its own
//! (<https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contentnote.htm>).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::refusal::{Code, Refusal};

const ENTITIES: [&str; 6] = ["amp;", "lt;", "gt;", "quot;", "apos;", "nbsp;"];
const FORBIDDEN: [&str; 5] = ["script", "iframe", "object", "embed", "style"];

/// Checks the body of a note as it stands in a request.
///
/// # Errors
/// `FIELD_INTEGRITY_EXCEPTION` when it is no base64 of UTF-8, has a tag that is not allowed, or an unescaped `<` or `&`.
pub fn check(encoded: &str) -> Result<(), Refusal> {
    if decode(encoded).is_some_and(|html| is_clean(&html)) {
        return Ok(());
    }
    let message =
        "Note Can't Be Saved Because It Contains HTML Tags Or Unescaped Characters That Are Not Allowed In A Note";
    Err(Refusal::about(Code::FieldIntegrityException, message, ["Content"]))
}

/// The HTML of a note; line breaks in it mean nothing and are dropped, as the real org does.
#[must_use]
pub fn decode(encoded: &str) -> Option<String> {
    let bytes = STANDARD.decode(encoded).ok()?;
    let html = String::from_utf8(bytes).ok()?;
    Some(html.replace(['\r', '\n'], ""))
}

/// The text of a note without tags, cut to what `TextPreview` holds.
#[must_use]
pub fn preview(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                if !text.ends_with(' ') && !text.is_empty() {
                    text.push(' ');
                }
            }
            _ if !in_tag => text.push(character),
            _ => {}
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    text.trim().chars().take(255).collect()
}

fn is_clean(html: &str) -> bool {
    let entities = html.match_indices('&').all(|(at, _)| {
        let rest = &html[at + 1..];
        ENTITIES.iter().any(|entity| rest.starts_with(entity)) || is_numeric_entity(rest)
    });
    let tags = html.match_indices('<').all(|(at, _)| {
        let rest = html[at + 1..].trim_start_matches('/');
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        !name.is_empty() && rest.contains('>') && !FORBIDDEN.contains(&name.to_ascii_lowercase().as_str())
    });
    entities && tags
}

fn is_numeric_entity(rest: &str) -> bool {
    rest.strip_prefix('#')
        .and_then(|rest| rest.split_once(';'))
        .is_some_and(|(digits, _)| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_hexdigit() || c == 'x'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_escaped_html_in_base64() {
        for (html, good) in [
            ("<p>Asked about the renewal.</p>", true),
            ("Profit &amp; loss &#39;26 &lt;draft&gt;", true),
            ("a < b", false),
            ("Profit & loss", false),
            ("<script>alert(1)</script>", false),
            ("plain", true),
        ] {
            assert_eq!(check(&STANDARD.encode(html)).is_ok(), good, "{html}");
        }
        assert!(check("not base64!").is_err());
        assert!(check(&STANDARD.encode([0xff, 0xfe])).is_err());
    }

    #[test]
    fn the_preview_is_plain_text() {
        assert_eq!(preview("<p>One &amp; two</p><p>three</p>"), "One & two three");
        assert_eq!(decode(&STANDARD.encode("one\ntwo")).as_deref(), Some("onetwo"));
        assert_eq!(preview(&"x".repeat(300)).len(), 255);
    }
}
