//! From text to parts.

use super::fault::{TemplateFault, TemplateProblem};
use super::{Choice, Part, Template};
use crate::facts::Path;

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

pub(super) fn parts(text: &str) -> Result<Vec<Part>, TemplateFault> {
    let fault = |from: usize, to: usize, problem| TemplateFault { from, to, problem, nearest: None };
    if text.len() > Template::LONGEST {
        return Err(fault(0, text.chars().count(), TemplateProblem::TooLong));
    }
    let mut parts = Vec::new();
    let (mut rest, mut at) = (text, 0);
    while let Some((before, after)) = rest.split_once(OPEN) {
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        let from = at + before.chars().count();
        let inside = inside(after).ok_or_else(|| fault(from, from + 2, TemplateProblem::Open))?;
        let to = from + inside.chars().count() + 4;
        let choices = choices(inside).ok_or_else(|| fault(from, to, TemplateProblem::Slot))?;
        parts.push(Part::Slot { from, to, choices });
        rest = &after[inside.len() + CLOSE.len()..];
        at = to;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    Ok(parts)
}

/// What stands before the closing braces; those within quotes do not close.
fn inside(after: &str) -> Option<&str> {
    let mut quoted = false;
    let end = after.char_indices().find(|(at, c)| {
        quoted ^= *c == '"';
        !quoted && after[*at..].starts_with(CLOSE)
    });
    // A quote that is never closed must not swallow the rest of the text.
    end.map(|(at, _)| at).or_else(|| after.find(CLOSE)).map(|at| &after[..at])
}

/// Names and texts in quotes with `or` between them.
fn choices(inside: &str) -> Option<Vec<Choice>> {
    let mut choices = Vec::new();
    let mut rest = inside.trim();
    loop {
        let (choice, after) = match rest.strip_prefix('"') {
            Some(text) => text.split_once('"').map(|(text, after)| (Choice::Text(text.to_owned()), after))?,
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (Choice::Name(Path::new(&rest[..end]).ok()?), &rest[end..])
            }
        };
        choices.push(choice);
        let after = after.trim_start();
        if after.is_empty() {
            return Some(choices);
        }
        let word = after.get(..2).filter(|word| word.eq_ignore_ascii_case("or"))?;
        rest = after[word.len()..].strip_prefix(char::is_whitespace)?.trim_start();
    }
}
