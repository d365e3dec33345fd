//! The list of API versions, and the resources of one.

use serde_json::{Value, json};

use super::answer::Answer;
use super::call::{Call, NEWEST, OLDEST};
use super::desk::Desk;

/// `GET /services/data`.
#[must_use]
pub fn list() -> Value {
    (OLDEST..=NEWEST)
        .map(|version| {
            let number = format!("{version}.0");
            json!({ "label": label(version), "url": format!("/services/data/v{number}"), "version": number })
        })
        .collect()
}

/// Three releases a year; 59.0 is Winter '24.
fn label(version: u16) -> String {
    let (season, year) = match version % 3 {
        0 => ("Spring", 15 + (version - 33) / 3),
        1 => ("Summer", 14 + (version - 31) / 3),
        _ => ("Winter", 15 + (version - 32) / 3),
    };
    format!("{season} '{year}")
}

/// `GET /services/data/vXX.0`.
#[must_use]
pub fn resources(call: &Call, desk: &Desk<'_, '_>) -> Answer {
    let at = |name: &str| format!("/services/data/{}/{name}", call.version_text());
    let mut resources: serde_json::Map<String, Value> =
        ["composite", "limits", "parameterizedSearch", "query", "queryAll", "recent", "search", "sobjects"]
            .into_iter()
            .map(|name| (name.to_owned(), at(name).into()))
            .collect();
    resources.insert("identity".to_owned(), desk.shared.identity_url(&desk.tx.actor.user).into());
    Answer::json(200, Value::Object(resources))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_called_after_season_and_year() {
        for (version, name) in [(31, "Summer '14"), (33, "Spring '15"), (59, "Winter '24"), (66, "Spring '26")] {
            assert_eq!(label(version), name);
        }
        assert_eq!(list().as_array().unwrap().len(), 37);
        assert_eq!(list()[0]["url"], "/services/data/v31.0");
    }
}
