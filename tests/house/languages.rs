//! The window words what it shows: no sentence for people is made in the shell's Rust, where it would be English in a
//! German window. What no window words has its words in `src-tauri/words/`.

use super::ground::{Broken, Source, assert_kept, sources};

/// Where a text may reach a screen.
const SHELL: &str = "src-tauri/";
/// Places of their own: the words outside of the window, what is printed where there is no window, and the log.
const EXEMPT: [&str; 3] = ["src-tauri/words/", "src-tauri/lib.rs", "src-tauri/log.rs"];
/// Lines for logs, for contributors and for tests.
const NOT_SHOWN: [&str; 7] = ["//", "tracing::", "#[", "reason = ", "expect(", "assert", "panic!"];

fn english(source: &Source) -> Vec<Broken> {
    let in_scope = source.path.starts_with(SHELL)
        && source.kind() == "rs"
        && !source.path.ends_with("_tests.rs")
        && !EXEMPT.iter().any(|place| source.path.starts_with(place));
    if !in_scope {
        return Vec::new();
    }
    let end = source.text.find("#[cfg(test)]").unwrap_or(source.text.len());
    let lines = source.text[..end].lines().enumerate();
    let shown = lines.filter(|(_, line)| !NOT_SHOWN.iter().any(|mark| line.contains(mark)));
    shown
        .filter(|(_, line)| line.split('"').skip(1).step_by(2).any(is_sentence))
        .map(|(number, _)| {
            let at = format!("{}:{}", source.path, number + 1);
            Broken::at(&at, "a sentence in one language: give it a kind in `ipc/sentence.rs` and its words in the UI")
        })
        .collect()
}

/// A capital, several words, an end.
fn is_sentence(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.split_whitespace().count() > 2
        && text.ends_with(['.', '…', '!', '?'])
}

#[test]
fn no_sentence_is_made_in_the_shell() {
    assert_kept(&sources().iter().flat_map(english).collect::<Vec<_>>());
}

#[test]
fn sentences_are_caught() {
    for (path, text, caught) in [
        ("src-tauri/door.rs", r#"let text = "The door is shut.";"#, true),
        ("src-tauri/commands/desk.rs", r#"    message: format!("{} is not known here. Ask {}."),"#, false),
        ("src-tauri/commands/desk.rs", r#"    message: "This call is not known.".to_owned(),"#, true),
        ("src-tauri/door.rs", r#"tracing::warn!("The door is shut.");"#, false),
        ("src-tauri/door.rs", r#"/// "The door is shut.""#, false),
        ("src-tauri/door.rs", "#[cfg(test)]\nmod tests { \"The door is shut.\" }", false),
        ("src-tauri/words/en.rs", r#"rings: "A call rings now.","#, false),
        ("crates/callside-core/src/call.rs", r#""A call is a merge.""#, false),
        ("src-tauri/door.rs", r#"const NAME: &str = "Callside";"#, false),
    ] {
        assert_eq!(!english(&Source::new(path, text)).is_empty(), caught, "{path} {text}");
    }
}
