//! From what went wrong to what the caller does about it: the one place where errors are converted.
//!
//! Codes: REST API Developer Guide, "Status codes and error responses", and the list of `StatusCode` values in the
//! SOAP API guide.

use super::error::{ApiError, RestError};
use callside_core::crm::{CrmError, Refusal, RefusalReason};

/// Converts an error about `object`, where the object is known.
pub(crate) fn crm_error(error: RestError, object: Option<&str>) -> CrmError {
    match error {
        RestError::SignInNeeded => CrmError::SignInNeeded,
        RestError::Unreachable => CrmError::Unreachable,
        RestError::AnswerLost => CrmError::AnswerLost,
        RestError::TooLate => CrmError::TooLate,
        // Nothing was written, and it may work as soon as the keychain is open. `Session::state` says which it is.
        RestError::Vault(_) => CrmError::Busy { retry_after_s: None },
        RestError::TooLarge => CrmError::TooLarge,
        RestError::Unreadable(what) => CrmError::Unexpected { code: format!("no {what}") },
        RestError::Several { object: named, records } => CrmError::Refused(Box::new(Refusal {
            reason: RefusalReason::Several { existing: records },
            code: "300".to_owned(),
            message: String::new(),
            object: named.or_else(|| object.map(str::to_owned)),
            fields: Vec::new(),
        })),
        RestError::Foreign { status, retry_after_s } => match status {
            429 | 502..=504 => CrmError::Busy { retry_after_s },
            _ => CrmError::Unexpected { code: format!("HTTP {status}") },
        },
        RestError::Answered { status, errors, retry_after_s } => answered(status, errors, retry_after_s, object),
    }
}

fn answered(status: u16, errors: Vec<ApiError>, retry_after_s: Option<u32>, object: Option<&str>) -> CrmError {
    let Some(first) = errors.first() else { return CrmError::Unexpected { code: format!("HTTP {status}") } };
    match first.code.as_str() {
        "INVALID_SESSION_ID" if status == 401 && !is_refused_session(&first.message) => CrmError::SignInNeeded,
        "REQUEST_LIMIT_EXCEEDED" => {
            // The 24-hour quota says "TotalRequests", the cap on long requests "ConcurrentRequests".
            CrmError::LimitReached { daily: !first.message.to_ascii_lowercase().contains("concurrent") }
        }
        // An earlier request with the same key is still being done.
        "IDEMPOTENCY_REQUEST_IN_PROGRESS" => CrmError::Busy { retry_after_s },
        "UNABLE_TO_LOCK_ROW" | "SERVER_UNAVAILABLE" | "QUERY_TIMEOUT" => CrmError::Busy { retry_after_s },
        _ if matches!(status, 429 | 503) => CrmError::Busy { retry_after_s },
        "MALFORMED_QUERY" | "MALFORMED_SEARCH" | "INVALID_QUERY_LOCATOR" => {
            CrmError::Unexpected { code: first.code.clone() }
        }
        _ if status >= 500 => CrmError::Unexpected { code: first.code.clone() },
        _ => CrmError::Refused(Box::new(refusal(errors, object))),
    }
}

/// Sessions that no refresh can mend: the user or the app is shut out of the API.
pub(crate) fn is_refused_session(message: &str) -> bool {
    ["This session is not valid for use with the REST API", "Connected app is not attached to Agent"]
        .iter()
        .any(|words| message.contains(words))
}

fn refusal(errors: Vec<ApiError>, object: Option<&str>) -> Refusal {
    let message = errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("\n");
    let mut fields: Vec<String> = errors.iter().flat_map(|error| error.fields.iter().cloned()).collect();
    let mut errors = errors.into_iter();
    let Some(first) = errors.next() else {
        let code = String::new();
        return Refusal { reason: RefusalReason::Other, code, message, object: object.map(str::to_owned), fields };
    };
    if fields.is_empty() && first.code == "INVALID_FIELD" {
        fields.extend(quoted(&first.message));
    }
    let object = object.map(str::to_owned).or_else(|| named_object(&first.message));
    Refusal { reason: reason(&first, !fields.is_empty()), code: first.code, message, object, fields }
}

fn reason(error: &ApiError, names_fields: bool) -> RefusalReason {
    if let Some(found) = &error.duplicates {
        return RefusalReason::Duplicate { existing: found.existing.clone(), may_save: found.may_save };
    }
    match error.code.as_str() {
        "FIELD_CUSTOM_VALIDATION_EXCEPTION"
        | "FIELD_FILTER_VALIDATION_EXCEPTION"
        | "CANNOT_EXECUTE_FLOW_TRIGGER"
        | "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" => RefusalReason::Rule,
        "REQUIRED_FIELD_MISSING" => RefusalReason::Missing,
        "STRING_TOO_LONG"
        | "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"
        | "NUMBER_OUTSIDE_VALID_RANGE"
        | "INVALID_EMAIL_ADDRESS"
        | "FIELD_INTEGRITY_EXCEPTION"
        | "MALFORMED_ID"
        | "JSON_PARSER_ERROR"
        | "DUPLICATE_VALUE" => RefusalReason::BadValue,
        "INVALID_CROSS_REFERENCE_KEY" if names_fields => RefusalReason::BadValue,
        "INVALID_CROSS_REFERENCE_KEY"
        | "ENTITY_IS_DELETED"
        | "UNDELETE_FAILED"
        | "NOT_FOUND"
        | "CANNOT_UPDATE_CONVERTED_LEAD" => RefusalReason::Gone,
        "INVALID_FIELD_FOR_INSERT_UPDATE"
        | "INSUFFICIENT_ACCESS"
        | "INSUFFICIENT_ACCESS_OR_READONLY"
        | "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY"
        | "INVALID_TYPE_FOR_OPERATION"
        | "CANNOT_MODIFY_MANAGED_OBJECT"
        | "ENTITY_IS_LOCKED"
        | "INACTIVE_OWNER_OR_USER"
        | "STORAGE_LIMIT_EXCEEDED"
        | "API_DISABLED_FOR_ORG"
        | "API_CURRENTLY_DISABLED"
        | "INVALID_SESSION_ID" => RefusalReason::NotAllowed,
        "INVALID_FIELD" | "INVALID_TYPE" => RefusalReason::OrgLacks,
        _ => RefusalReason::Other,
    }
}

/// The field in "No such column 'Foo__c' on sobject of type Task".
fn quoted(message: &str) -> Option<String> {
    message.split('\'').nth(1).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// The object in the same text.
fn named_object(message: &str) -> Option<String> {
    let rest = message.split_once("sobject of type ")?.1;
    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
