//! Environment variables over the file: `CALLSIDE_RELAY__LIMITS__BEAT_S=5` is `limits.beat_s`.

use serde_json::{Map, Value};

const PREFIX: &str = "CALLSIDE_RELAY__";

/// Puts the variables over the file's values. A value that is JSON (a number, `true`, a list) is taken as such, anything
/// else as text.
pub(super) fn overlay(file: &mut Value, variables: impl IntoIterator<Item = (String, String)>) {
    for (name, value) in variables {
        let Some(path) = name.strip_prefix(PREFIX) else { continue };
        let path: Vec<String> = path.split("__").map(str::to_ascii_lowercase).collect();
        let value = serde_json::from_str(&value).unwrap_or(Value::String(value));
        put(file, &path, value);
    }
}

fn put(at: &mut Value, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else {
        *at = value;
        return;
    };
    if !at.is_object() {
        *at = Value::Object(Map::new());
    }
    if let Some(fields) = at.as_object_mut() {
        put(fields.entry(first.clone()).or_insert(Value::Null), rest, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn variables_lie_over_the_file() {
        let mut file = json!({ "name": "a", "limits": { "beat_s": 20, "links": 5 }, "tls": null });
        let set = [
            ("CALLSIDE_RELAY__NAME", "b"),
            ("CALLSIDE_RELAY__LIMITS__BEAT_S", "5"),
            ("CALLSIDE_RELAY__TLS__KEY_FILE", "/run/key"),
            ("CALLSIDE_RELAY__PROXIES", r#"["10.0.0.1"]"#),
            ("CALLSIDE_DOOR_PORT", "1"),
        ];
        overlay(&mut file, set.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let expected = json!({
            "name": "b", "limits": { "beat_s": 5, "links": 5 }, "tls": { "key_file": "/run/key" }, "proxies": ["10.0.0.1"]
        });
        assert_eq!(file, expected);
    }
}
