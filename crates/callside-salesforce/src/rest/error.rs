//! What can go wrong between here and Salesforce, and Salesforce's own error bodies.

use callside_core::ids::RecordId;
use callside_core::vault::VaultError;
use serde_json::Value;

/// The outcome of a request that gave no good answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RestError {
    /// Nobody is signed in, or the sign-in has died.
    #[error("a sign-in is needed")]
    SignInNeeded,
    /// No connection: nothing was sent.
    #[error("no connection")]
    Unreachable,
    /// It may have been sent and done, and no answer that says so came.
    #[error("the answer was lost")]
    AnswerLost,
    /// The time for a reading request ran out.
    #[error("it took too long")]
    TooLate,
    /// The new sign-in could not be kept, so it must not be used yet.
    #[error("the keychain: {0}")]
    Vault(VaultError),
    /// Salesforce said no.
    #[error("HTTP {status}, {}", codes(.errors))]
    Answered {
        /// HTTP status, of the request or of its part.
        status: u16,
        /// Its errors, in its own words; at least one.
        errors: Vec<ApiError>,
        /// Seconds to wait, where it said.
        retry_after_s: Option<u32>,
    },
    /// An external id names several records. Source: REST API Developer Guide, "Status codes": 300, with their addresses.
    #[error("several records match")]
    Several {
        /// Their object, where the addresses say it.
        object: Option<String>,
        /// They.
        records: Vec<RecordId>,
    },
    /// Something that is not Salesforce's API answered: a gateway, a proxy, a maintenance page.
    #[error("HTTP {status} from something that is not the API")]
    Foreign {
        /// HTTP status.
        status: u16,
        /// Seconds to wait, where it said.
        retry_after_s: Option<u32>,
    },
    /// An answer that is larger than is read at once.
    #[error("the answer is too large")]
    TooLarge,
    /// An answer that does not have the documented shape; the word says what was expected.
    #[error("the answer holds no readable {0}")]
    Unreadable(&'static str),
}

fn codes(errors: &[ApiError]) -> String {
    errors.iter().map(|error| error.code.as_str()).collect::<Vec<_>>().join(", ")
}

/// One error of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// Such as `INVALID_FIELD`.
    pub(crate) code: String,
    /// Salesforce's words. They may echo data, so they are shown but never logged.
    pub(crate) message: String,
    /// API names; often empty.
    pub(crate) fields: Vec<String>,
    /// What a duplicate rule found.
    pub(crate) duplicates: Option<Duplicates>,
}

/// What a duplicate rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Duplicates {
    /// Whether the rule lets the user save anyway.
    pub(crate) may_save: bool,
    /// The records that look the same.
    pub(crate) existing: Vec<RecordId>,
}

impl RestError {
    /// Whether the first error has one of these codes.
    pub(crate) fn is(&self, codes: &[&str]) -> bool {
        matches!(self, Self::Answered { errors, .. }
            if errors.first().is_some_and(|error| codes.contains(&error.code.as_str())))
    }

    /// Whether the org no longer looks as it was described: a field or object is gone or hidden.
    pub(crate) fn means_stale_shape(&self) -> bool {
        self.is(&["INVALID_FIELD", "INVALID_TYPE"])
    }
}

/// Reads an error body: an array of errors, a single one, or the form of collections. `None` when it is none of
/// these, so that somebody else wrote it.
pub(crate) fn read_errors(body: &Value) -> Option<Vec<ApiError>> {
    let errors: Vec<_> = match body {
        Value::Array(list) => list.iter().flat_map(read_enhanced).collect(),
        Value::Object(_) => match &body["errors"] {
            Value::Array(list) => list.iter().filter_map(read_error).collect(),
            _ => read_error(body).into_iter().collect(),
        },
        _ => Vec::new(),
    };
    (!errors.is_empty()).then_some(errors)
}

/// The records whose addresses an answer of 300 lists, with their object; `None` when it is no such list.
pub(crate) fn read_several(body: &Value) -> Option<(Option<String>, Vec<RecordId>)> {
    let addresses: Vec<&str> = body.as_array()?.iter().filter_map(Value::as_str).collect();
    let mut parts = addresses.iter().map(|address| address.rsplit('/'));
    let object = parts.clone().next().and_then(|mut parts| parts.nth(1)).map(str::to_owned);
    let records: Vec<RecordId> = parts.by_ref().filter_map(|mut parts| RecordId::new(parts.next()?).ok()).collect();
    (records.len() > 1).then_some((object, records))
}

/// One error; those of the UI API say more in `output`: errors of the record and of its fields.
/// Source: User Interface API Developer Guide, "Error with Output", "Duplicate Record Error".
fn read_enhanced(error: &Value) -> Vec<ApiError> {
    let of_fields = error["output"]["fieldErrors"].as_object().into_iter().flatten();
    let of_fields = of_fields.flat_map(|(name, list)| {
        let named = move |error: &Value| {
            let mut read = read_error(error)?;
            read.fields.push(name.clone());
            Some(read)
        };
        list.as_array().into_iter().flatten().filter_map(named)
    });
    let of_record = error["output"]["errors"].as_array().into_iter().flatten().filter_map(read_error);
    let inner: Vec<ApiError> = of_record.chain(of_fields).collect();
    if inner.is_empty() { read_error(error).into_iter().collect() } else { inner }
}

fn read_error(error: &Value) -> Option<ApiError> {
    let text = |key: &str| error[key].as_str().map(str::to_owned);
    let fields = error["fields"].as_array().into_iter().flatten();
    // Salesforce misspells the key; some versions and answers spell it right.
    let duplicates = ["duplicateResut", "duplicateResult", "duplicateRecordError"];
    let duplicates = duplicates.into_iter().find_map(|key| error.get(key)).filter(|found| found.is_object());
    Some(ApiError {
        code: text("errorCode").or_else(|| text("statusCode"))?,
        message: text("message").unwrap_or_default(),
        fields: fields.filter_map(|field| field.as_str().map(str::to_owned)).collect(),
        duplicates: duplicates.map(read_duplicates),
    })
}

fn read_duplicates(found: &Value) -> Duplicates {
    let results = found["matchResults"].as_array().into_iter().flatten();
    let records = results.flat_map(|result| result["matchRecords"].as_array().into_iter().flatten());
    let mut existing = Vec::new();
    // The UI API spells its ids small, and the rule that allows saving in another place.
    let id_of = |record: &Value| record["Id"].as_str().or_else(|| record["id"].as_str()).map(str::to_owned);
    for id in records.filter_map(|matched| RecordId::new(&id_of(&matched["record"])?).ok()) {
        if !existing.contains(&id) {
            existing.push(id);
        }
    }
    Duplicates { may_save: found["allowSave"].as_bool().unwrap_or(false), existing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn all_shapes_of_error_bodies_are_read() {
        let array =
            json!([{ "message": "m", "errorCode": "A" }, { "message": "n", "errorCode": "B", "fields": ["F"] }]);
        let single = json!({ "message": "m", "errorCode": "A" });
        let collection = json!({ "success": false, "errors": [{ "statusCode": "A", "message": "m", "fields": [] }] });
        for body in [&array, &single, &collection] {
            let errors = read_errors(body).unwrap();
            assert_eq!((errors[0].code.as_str(), errors[0].message.as_str()), ("A", "m"), "{body}");
        }
        assert_eq!(read_errors(&array).unwrap()[1].fields, ["F"]);
        for strange in [json!(null), json!([]), json!({}), json!(["x"]), json!("x"), json!([{ "message": "m" }])] {
            assert_eq!(read_errors(&strange), None, "{strange}");
        }
    }

    #[test]
    fn several_records_are_read_from_their_addresses() {
        let at = |id: &str| format!("/services/data/v60.0/sobjects/Contact/{id}");
        let read = read_several(&json!([at("003000000000001AAA"), at("003000000000002AAA")])).unwrap();
        let ids = ["003000000000001AAA", "003000000000002AAA"].map(|id| RecordId::new(id).unwrap());
        assert_eq!(read, (Some("Contact".to_owned()), ids.to_vec()));
        for strange in [json!(null), json!([]), json!([1]), json!(["x", "y"]), json!({ "a": 1 })] {
            assert_eq!(read_several(&strange), None, "{strange}");
        }
    }

    #[test]
    fn duplicates_are_read_under_both_spellings() {
        for key in ["duplicateResut", "duplicateResult"] {
            let matched = |id: &str| json!({ "matchConfidence": 100.0, "record": { "Id": id } });
            let matches = [matched("003000000000001AAA"), matched("003000000000001AAA"), matched("no id")];
            let found = json!({ "allowSave": true, "matchResults": [{ "matchRecords": matches }] });
            let body = json!([{ key: found, "errorCode": "DUPLICATES_DETECTED", "message": "Usar um desses?" }]);
            let duplicates = read_errors(&body).unwrap().remove(0).duplicates.unwrap();
            assert!(duplicates.may_save);
            assert_eq!(duplicates.existing, [RecordId::new("003000000000001AAA").unwrap()]);
        }
    }
}
