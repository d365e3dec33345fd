//! Any resource of the org's data API.

use super::Act;
use crate::rest::Ask;
use callside_core::action::{Answer, Verb};
use callside_core::crm::{CrmError, Refusal, RefusalReason};
use serde_json::Value;

/// Largest answer that is kept and shown, as JSON text.
const LARGEST: usize = 512 * 1024;

impl Act<'_> {
    /// A path is confined to the data API of the org. What must not be sent twice is not: when its answer was lost, a
    /// person looks and decides.
    pub(super) async fn call(
        &self,
        method: Verb,
        path: &str,
        body: Option<&Value>,
        pick: Option<&str>,
        repeatable: bool,
    ) -> Result<Answer, CrmError> {
        if !is_confined(path) {
            return Err(CrmError::Unexpected { code: "a path outside of the data API".into() });
        }
        let once = method == Verb::Post && !repeatable;
        if once && self.again.is_some() {
            return Err(unsure());
        }
        let empty = Value::Object(serde_json::Map::new());
        let body = body.unwrap_or(&empty);
        let ask = match method {
            Verb::Get => Ask::Get,
            Verb::Post if repeatable => Ask::ReadByPost(body),
            Verb::Post => Ask::Write(body),
            Verb::Patch => Ask::Patch(body),
            Verb::Put => Ask::Put(body),
            Verb::Delete => Ask::Delete,
        };
        let answer = match self.rest.ask(&self.rest.resource(path), ask).await {
            Ok(answer) => answer,
            Err(error) if method == Verb::Delete && error.is(&["ENTITY_IS_DELETED"]) => Value::Null,
            Err(error) => match self.told(error, None) {
                CrmError::AnswerLost if once => return Err(unsure()),
                error => return Err(error),
            },
        };
        let picked = pick.map_or(answer.clone(), |name| answer[name].clone());
        let mut value = picked;
        let cut = value.to_string().len() > LARGEST;
        if cut {
            value = shortened(value);
        }
        Ok(Answer::Json { value, cut })
    }
}

fn is_confined(path: &str) -> bool {
    let (path, _) = path.split_once('?').unwrap_or((path, ""));
    !path.is_empty()
        && !path.starts_with('/')
        && path.split('/').all(|part| !matches!(part, "." | ".."))
        && !path.contains(['\\', '#'])
}

fn unsure() -> CrmError {
    CrmError::Refused(Box::new(Refusal {
        reason: RefusalReason::Other,
        code: "UNSURE".into(),
        message:
            "Salesforce's answer was lost, so nobody can tell whether this was done. Look in Salesforce before you \
                  send it again."
                .into(),
        object: None,
        fields: Vec::new(),
    }))
}

/// The first items of a list, or the members of an object that are small.
fn shortened(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut size = 0;
            let fits = items.into_iter().take_while(|item| {
                size += item.to_string().len();
                size < LARGEST
            });
            Value::Array(fits.collect())
        }
        Value::Object(members) => {
            members.into_iter().filter(|(_, member)| member.to_string().len() < LARGEST / 16).collect()
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_data_api() {
        for good in ["limits", "sobjects/Contact/describe", "query?q=SELECT%20Id%20FROM%20User", "a/%2e%2e"] {
            assert!(is_confined(good), "{good}");
        }
        for bad in ["", "/services/oauth2/token", "../../oauth2/token", "a/../b", "a\\b", "a#b"] {
            assert!(!is_confined(bad), "{bad}");
        }
    }
}
