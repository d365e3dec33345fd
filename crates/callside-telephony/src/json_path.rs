//! JSON paths of the settings (RFC 9535), read with limits.
//!
//! The parser of the library calls itself for each bracket and tries several readings of each, so a text of brackets
//! alone would use up its stack or hours. No path that finds something in a webhook comes near the limits.

use crate::settings::BadSettings;
use serde_json_path::JsonPath;

/// Longest path, in bytes.
const LONGEST: usize = 512;
/// Brackets within brackets, at most.
const DEEPEST: usize = 8;

/// Reads a path of the setting `field`.
///
/// # Errors
/// [`BadSettings::Path`] with the position, counted from 1, and the reason.
pub fn compile(field: &'static str, text: &str) -> Result<JsonPath, BadSettings> {
    let text = text.trim();
    let bad = |position: usize, reason: String| BadSettings::Path { field, position, reason };
    if text.len() > LONGEST {
        return Err(bad(LONGEST, format!("a path has at most {LONGEST} bytes")));
    }
    if let Some(position) = too_deep(text) {
        return Err(bad(position, format!("brackets stand within brackets more than {DEEPEST} times")));
    }
    JsonPath::parse(text).map_err(|error| bad(error.position().max(1), error.message().to_owned()))
}

/// Where brackets are nested too deeply. Those in quoted names count, too: nobody needs so many.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_use_up_the_stack_is_refused_with_its_place() {
        let deep = |count: usize| format!("$[?{}@.a{}]", "(".repeat(count), ")".repeat(count));
        assert!(compile("notes", &deep(DEEPEST - 1)).is_ok());
        for (text, place) in [(deep(DEEPEST), 11), (deep(200), 11), (format!("$[?{}", "!(".repeat(200)), 19)] {
            let refused = compile("notes", &text);
            assert!(matches!(refused, Err(BadSettings::Path { position, .. }) if position == place), "{refused:?}");
        }
        let long = format!("$.{}", "a".repeat(LONGEST));
        assert!(matches!(compile("notes", &long), Err(BadSettings::Path { position: LONGEST, .. })));
        assert!(compile("notes", " $.data['call(id)'] ").is_ok(), "a wide path of a strange name is fine");
    }
}
