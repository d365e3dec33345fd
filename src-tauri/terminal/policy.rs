//! `callside policy`: what holds here, and what a file would set.

use super::say;
use crate::words::terminal as words;
use callside_core::policy::{Policy, PolicyFault, Value};
use callside_engine::{PolicyStanding, check_policy};
use std::io::Write;
use std::path::Path;

/// Shows what holds on this machine; good when nothing of it is ignored.
pub fn show(standing: &PolicyStanding, out: &mut impl Write) -> bool {
    say(out, &if standing.found { words::from(&standing.place) } else { words::none(&standing.place) });
    lines(&standing.policy, &standing.faults, out)
}

/// Shows what a file would set; good when nothing of it would be ignored.
pub fn check(file: &Path, key: Option<&Path>, out: &mut impl Write) -> bool {
    match check_policy(file, key) {
        Ok((policy, faults)) => {
            if key.is_some() && !faults.iter().any(PolicyFault::voids) {
                say(out, words::SIGNED);
            }
            lines(&policy, &faults, out)
        }
        Err(error) => {
            say(out, &words::unreadable(file, &error));
            false
        }
    }
}

fn lines(policy: &Policy, faults: &[PolicyFault], out: &mut impl Write) -> bool {
    for (key, value) in policy.all() {
        say(out, &format!("{} = {}", key.name(), shown(value)));
    }
    for fault in faults {
        say(out, &format!("! {fault}"));
    }
    faults.is_empty()
}

fn shown(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str, key: Option<&str>) -> (bool, String) {
        let folder = tempfile::tempdir().unwrap();
        let (file, key_file) = (folder.path().join("p.json"), folder.path().join("k.pub"));
        std::fs::write(&file, text).unwrap();
        if let Some(key) = key {
            std::fs::write(&key_file, key).unwrap();
        }
        let mut out = Vec::new();
        let good = check(&file, key.map(|_| key_file.as_path()), &mut out);
        (good, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_good_file_is_shown_as_it_would_hold() {
        let (good, said) = checked(r#"{"callside_policy": 1, "toast": false, "admin_permission_sets": ["A"]}"#, None);
        assert!(good);
        assert_eq!(said, "admin_permission_sets = [\"A\"]\ntoast = false\n");
    }

    #[test]
    fn what_would_be_ignored_fails_the_check_and_is_named() {
        let (good, said) = checked(r#"{"callside_policy": 1, "tost": false, "undo_seconds": 3}"#, None);
        assert!(!good);
        assert_eq!(said, "undo_seconds = 3\n! tost is ignored: there is no such setting. Did you mean toast?\n");
        let (good, said) =
            checked(r#"{"callside_policy": 1, "toast": true}"#, Some("PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="));
        assert!(!good && said.contains("asks for a signed policy"), "{said}");
        let mut out = Vec::new();
        assert!(!check(Path::new("nowhere.json"), None, &mut out));
    }
}
