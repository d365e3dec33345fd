//! Where a result stands in an answer whose shape only the phone system's own documentation knows: JSON paths of the
//! settings (RFC 9535), else the names in common use.

use crate::json::scalar;
use crate::json_path;
use crate::settings::BadSettings;
use serde_json::Value;
use serde_json_path::JsonPath;

/// Where one result stands.
#[derive(Debug, Clone, Default)]
pub struct Place(Option<Vec<JsonPath>>);

impl Place {
    /// Reads the paths of the settings; an empty list means the usual names.
    ///
    /// # Errors
    /// [`BadSettings::Path`] names `field`, the position and the reason.
    pub fn compile(field: &'static str, paths: &[String]) -> Result<Self, BadSettings> {
        let given: Vec<&str> = paths.iter().map(|path| path.trim()).filter(|path| !path.is_empty()).collect();
        if given.is_empty() {
            return Ok(Self(None));
        }
        Ok(Self(Some(given.iter().map(|path| json_path::compile(field, path)).collect::<Result<_, _>>()?)))
    }

    /// The first text or number at the paths, else at `usual`: names with dots for what is inside.
    #[must_use]
    pub fn find(&self, body: &Value, usual: &[&str]) -> Option<String> {
        let text = |value: &Value| scalar(value).filter(|text| !text.trim().is_empty());
        match &self.0 {
            Some(paths) => paths.iter().find_map(|path| path.query(body).iter().find_map(|value| text(value))),
            None => usual.iter().find_map(|name| text(inside(body, name)?)),
        }
    }
}

fn inside<'a>(body: &'a Value, dotted: &str) -> Option<&'a Value> {
    dotted.split('.').try_fold(body, |value, name| value.get(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn paths_of_the_settings_win_over_the_usual_names() {
        let body = json!({ "id": 7, "data": { "call_id": "c-9" }, "result": [{ "ref": "r-1" }], "empty": " " });
        let place = |path: &str| Place::compile("call_id", &[path.to_owned()]).unwrap();
        let usual = ["call_id", "empty", "data.call_id", "id"];
        for (place, expected) in [
            (Place::default(), Some("c-9")),
            (place(""), Some("c-9")),
            (place("$.result[0].ref"), Some("r-1")),
            (place("$.nothing"), None),
        ] {
            assert_eq!(place.find(&body, &usual).as_deref(), expected, "{place:?}");
        }
        let bad = Place::compile("call_id", &["$.[".to_owned()]);
        assert!(matches!(bad, Err(BadSettings::Path { field: "call_id", .. })), "{bad:?}");
    }
}
