//! Words that finished code does not have.

use super::ground::{Broken, Source, assert_kept, sources};

/// In any code. Written in two parts, so that this file does not break its own rule.
const UNFINISHED: [&str; 10] = [
    concat!("to", "do!("),
    concat!("unimpl", "emented!("),
    concat!("FIX", "ME"),
    concat!("TO", "DO"),
    concat!("XX", "X:"),
    concat!("#[ign", "ore"),
    concat!("it.on", "ly("),
    concat!("test.on", "ly("),
    concat!("describe.on", "ly("),
    concat!(".ski", "p(\""),
];

/// In Rust tests: wait for the thing itself, not for a while.
const SLEEP: &str = concat!("thread::sl", "eep");

fn unfinished(source: &Source) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        let at = format!("{}:{}", source.path, number + 1);
        if let Some(word) = UNFINISHED.iter().find(|word| line.contains(**word)) {
            broken.push(Broken::at(&at, format!("`{word}` in finished code")));
        }
        if source.kind() == "rs" && has_text_error(line) {
            broken.push(Broken::at(&at, "an error that is only a text: callers cannot tell kinds apart"));
        }
    }
    broken
}

/// Whether a line names a `Result` whose error is a `String`.
fn has_text_error(line: &str) -> bool {
    let mut rest = line;
    while let Some((_, after)) = rest.split_once("Result<") {
        if error_type(after) == Some("String") {
            return true;
        }
        rest = after;
    }
    false
}

/// The second argument of what begins after `Result<`.
fn error_type(arguments: &str) -> Option<&str> {
    let (mut depth, mut comma) = (0usize, None);
    for (at, c) in arguments.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' if depth == 0 => return comma.map(|from: usize| arguments[from..at].trim()),
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => comma = Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Tests lie in test folders, in `*_tests.rs`, and after `#[cfg(test)]` in any file.
fn sleeping_tests(source: &Source) -> Vec<Broken> {
    let is_test_file = source.path.starts_with("tests/") || source.path.contains("/tests/");
    let from = if is_test_file || source.path.ends_with("_tests.rs") {
        0
    } else {
        source.text.find("#[cfg(test)]").unwrap_or(source.text.len())
    };
    let sleeps = source.kind() == "rs" && source.text[from..].contains(SLEEP);
    sleeps.then(|| Broken::at(&source.path, "a test that sleeps: wait for the thing itself")).into_iter().collect()
}

/// Home folders of people and machines; they leak names and break elsewhere.
fn home_folders(source: &Source) -> Vec<Broken> {
    let homes = [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("\\Us", "ers\\")];
    let found = source.text.lines().enumerate().filter(|(_, line)| homes.iter().any(|home| line.contains(home)));
    found.map(|(number, _)| Broken::at(&format!("{}:{}", source.path, number + 1), "a folder of one machine")).collect()
}

#[test]
fn nothing_is_unfinished() {
    let broken: Vec<_> = sources().iter().filter(|source| source.is_code()).flat_map(unfinished).collect();
    assert_kept(&broken);
}

#[test]
fn no_test_sleeps() {
    let broken: Vec<_> = sources().iter().flat_map(sleeping_tests).collect();
    assert_kept(&broken);
}

#[test]
fn no_machine_is_named() {
    let broken: Vec<_> = sources().iter().flat_map(home_folders).collect();
    assert_kept(&broken);
}

#[test]
fn unfinished_code_is_caught() {
    for word in UNFINISHED {
        assert_eq!(unfinished(&Source::new("a.rs", &format!("fn f() {{}}\n// {word}\n"))).len(), 1, "{word}");
    }
    for (line, caught) in [
        (concat!("fn f() -> Result<(), Str", "ing> {"), true),
        (concat!("fn f() -> Result<Vec<(u8, u8)>, Str", "ing> {"), true),
        (concat!("fn f() -> Option<Result<Vec<u8>, Str", "ing>> {"), true),
        ("fn f() -> Result<String, IdError> {", false),
        ("fn f() -> Result<HashMap<u8, String>, Error> {", false),
        ("type Result<T> = std::result::Result<T, Error>;", false),
    ] {
        assert_eq!(has_text_error(line), caught, "{line}");
    }
}

#[test]
fn sleeping_tests_are_caught() {
    let sleep = format!("{SLEEP}(second);");
    for (path, text, caught) in [
        ("tests/stories/main.rs", sleep.clone(), true),
        ("crates/a/tests/b.rs", sleep.clone(), true),
        ("crates/a/src/b_tests.rs", sleep.clone(), true),
        ("crates/a/src/b.rs", format!("#[cfg(test)]\nmod tests {{ {sleep} }}"), true),
        ("crates/a/src/b.rs", format!("fn wait() {{ {sleep} }}\n#[cfg(test)]\nmod tests {{}}"), false),
    ] {
        assert_eq!(!sleeping_tests(&Source::new(path, &text)).is_empty(), caught, "{path} {text}");
    }
}

#[test]
fn home_folders_are_caught() {
    for (text, caught) in [
        (concat!("see /ho", "me/ann/notes"), true),
        (concat!("C:\\Us", "ers\\ann"), true),
        ("ProtectHome=yes", false),
        ("/etc/opt/callside/policy.json", false),
    ] {
        assert_eq!(!home_folders(&Source::new("a.md", text)).is_empty(), caught, "{text}");
    }
}
