//! Phone numbers as Google's own library reads, compares and writes them, against ours.

use crate::node::Script;
use callside_core::phone::{HomeRegion, Line, PhoneNumber, Sameness, read};
use serde_json::Value;

/// More digits than this make a number; fewer are an extension or short code, unless a plus says otherwise.
const INTERNAL: usize = 6;

fn text<'v>(line: &'v Value, key: &str) -> &'v str {
    line[key].as_str().expect("the line is complete")
}

fn number(e164: &str) -> PhoneNumber {
    match read(e164, None) {
        Line::Number { number } => number,
        other => panic!("{e164} is read as {other:?}"),
    }
}

/// Why our reading differs, if it may not.
fn misread(line: &Value) -> Option<String> {
    let (written, home) = (text(line, "text"), text(line, "home"));
    let region: Option<HomeRegion> = home.parse().ok();
    let ours = read(written, region);
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let agrees = match (&ours, line["e164"].as_str()) {
        (Line::Number { number }, Some(e164)) => {
            number.e164() == e164 && number.extension() == line["extension"].as_str()
        }
        // Our own rule: nobody is looked up by an extension.
        (Line::Internal { .. }, _) => digits <= INTERNAL && !written.starts_with('+'),
        // Our own rule: 00 is tried as the international prefix wherever the home region is.
        (Line::Number { number }, None) => {
            let international = written.strip_prefix("00").map(|rest| read(&format!("+{rest}"), None));
            matches!(international, Some(Line::Number { number: tried }) if tried == *number)
        }
        (Line::Unreadable { .. }, e164) => e164.is_none(),
        (Line::Withheld, _) => false,
    };
    (!agrees).then(|| format!("{written:?} at home in {home:?}: ours {ours:?}, theirs {}", line["e164"]))
}

/// Why our comparison differs.
fn miscompared(line: &Value) -> Option<String> {
    let (left, right) = (text(line, "left"), text(line, "right"));
    let theirs = match line["match"].as_str() {
        Some("exact") => Some(Sameness::Exact),
        Some("national") => Some(Sameness::National),
        _ => None,
    };
    let ours = number(left).compare(right, None);
    (ours != theirs).then(|| format!("{left} and {right:?}: ours {ours:?}, theirs {theirs:?}"))
}

/// Whether the form that people dial at home is one that we search for.
fn unsearched(line: &Value) -> Option<String> {
    let (e164, dialled) = (text(line, "e164"), text(line, "dialled"));
    let terms = number(e164).search_terms();
    (!terms.iter().any(|term| term == dialled)).then(|| format!("{e164}: {dialled} is not in {terms:?}"))
}

#[tokio::test]
async fn numbers_are_read_compared_and_searched_as_their_owners_write_them() {
    let lines = Script::new("numbers.mjs").lines().await;
    let (mut readings, mut wrong) = (0, Vec::new());
    for line in &lines {
        wrong.extend(if line.get("left").is_some() {
            miscompared(line)
        } else if line.get("dialled").is_some() {
            unsearched(line)
        } else {
            readings += 1;
            misread(line)
        });
    }
    assert!(readings > 2000, "the corpus has {readings} written numbers only");
    assert!(wrong.is_empty(), "{} of {} lines differ:\n{}", wrong.len(), lines.len(), wrong.join("\n"));
}
