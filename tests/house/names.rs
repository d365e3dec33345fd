//! Names say what a thing is. Some words say nothing, and rooms with such names fill with everything.

use super::ground::{Broken, Source, assert_kept, sources};

const EMPTY: [&str; 12] = [
    "common",
    "helper",
    "helpers",
    "manager",
    "managers",
    "misc",
    "service",
    "services",
    "shared_code",
    "stuff",
    "util",
    "utils",
];

/// Words of a file or folder name: `CallManager`, `call_manager` and `call-manager` are the same two.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && before_is_lower) {
            words.push(String::new());
        }
        before_is_lower = c.is_lowercase();
        if c.is_alphanumeric() {
            words.last_mut().expect("there is always a word").extend(c.to_lowercase());
        }
    }
    words
}

/// Looks at files and folders of code, and at modules that are written inside a file.
fn empty_names(sources: &[Source]) -> Vec<Broken> {
    let mut broken = Vec::new();
    for source in sources.iter().filter(|source| source.is_code()) {
        let stem = source.path.rsplit_once('.').map_or(source.path.as_str(), |(stem, _)| stem);
        let inline = source.text.lines().filter_map(|line| {
            let rest = line.trim_start().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
            rest.strip_prefix("mod ")?.split([' ', ';', '{']).next()
        });
        for name in stem.split('/').chain(inline) {
            if let Some(word) = words(name).iter().find(|word| EMPTY.contains(&word.as_str())) {
                broken.push(Broken::at(&source.path, format!("the name {name} says nothing ({word})")));
            }
        }
    }
    broken
}

#[test]
fn names_say_what_a_thing_is() {
    assert_kept(&empty_names(&sources()));
}

#[test]
fn empty_names_are_caught() {
    assert_eq!(words("CallManager"), ["call", "manager"]);
    assert_eq!(words("callside-store"), ["callside", "store"]);
    for (path, text, caught) in [
        ("crates/callside-utils/src/lib.rs", "", true),
        ("src-tauri/session_manager.rs", "", true),
        ("ui/src/OutboxService.ts", "", true),
        ("crates/callside-core/src/call.rs", "pub(crate) mod helpers {", true),
        ("crates/callside-core/src/call.rs", "mod tests {", false),
        ("packaging/relay.service", "", false),
        ("ui/src/state/outbox.ts", "", false),
    ] {
        assert_eq!(!empty_names(&[Source::new(path, text)]).is_empty(), caught, "{path} {text}");
    }
}
