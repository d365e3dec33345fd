//! The error table: code and status in, what the caller does out.

use super::*;
use crate::rest::error::read_errors;
use serde_json::{Value, json};

fn verdict(status: u16, body: &Value) -> CrmError {
    let errors = read_errors(body).unwrap();
    crm_error(RestError::Answered { status, errors, retry_after_s: None }, None)
}

fn refused(error: CrmError) -> Refusal {
    let CrmError::Refused(refusal) = error else { panic!("{error:?}") };
    *refusal
}

#[test]
fn refusals_are_sorted_by_what_a_person_does() {
    for (code, reason) in [
        ("FIELD_CUSTOM_VALIDATION_EXCEPTION", RefusalReason::Rule),
        ("REQUIRED_FIELD_MISSING", RefusalReason::Missing),
        ("STRING_TOO_LONG", RefusalReason::BadValue),
        ("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", RefusalReason::BadValue),
        ("DUPLICATE_VALUE", RefusalReason::BadValue),
        ("ENTITY_IS_DELETED", RefusalReason::Gone),
        ("INVALID_CROSS_REFERENCE_KEY", RefusalReason::Gone),
        ("CANNOT_UPDATE_CONVERTED_LEAD", RefusalReason::Gone),
        ("INVALID_FIELD_FOR_INSERT_UPDATE", RefusalReason::NotAllowed),
        ("INSUFFICIENT_ACCESS_OR_READONLY", RefusalReason::NotAllowed),
        ("INVALID_TYPE", RefusalReason::OrgLacks),
        ("SOMETHING_NEW", RefusalReason::Other),
    ] {
        let refusal = refused(verdict(400, &json!([{ "message": "own words", "errorCode": code }])));
        assert_eq!((refusal.reason, refusal.code.as_str()), (reason, code));
        assert_eq!(refusal.message, "own words");
    }
    let api = json!([{ "message": "The REST API is not enabled for this Organization.", "errorCode": "API_DISABLED_FOR_ORG" }]);
    assert_eq!(refused(verdict(403, &api)).reason, RefusalReason::NotAllowed);
}

#[test]
fn what_passes_is_told_from_what_stays() {
    let body = |code: &str, message: &str| json!([{ "message": message, "errorCode": code }]);
    for (status, code, message, expected) in [
        (401, "INVALID_SESSION_ID", "Session expired or invalid", CrmError::SignInNeeded),
        (403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", CrmError::LimitReached { daily: true }),
        (
            403,
            "REQUEST_LIMIT_EXCEEDED",
            "ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
            CrmError::LimitReached { daily: false },
        ),
        (400, "UNABLE_TO_LOCK_ROW", "locked", CrmError::Busy { retry_after_s: None }),
        (503, "SERVER_UNAVAILABLE", "too busy", CrmError::Busy { retry_after_s: None }),
        (400, "MALFORMED_QUERY", "unexpected token: 'From'", CrmError::Unexpected { code: "MALFORMED_QUERY".into() }),
        (500, "UNKNOWN_EXCEPTION", "oops", CrmError::Unexpected { code: "UNKNOWN_EXCEPTION".into() }),
    ] {
        assert_eq!(verdict(status, &body(code, message)), expected, "{code}");
    }
    let shut_out = body("INVALID_SESSION_ID", "This session is not valid for use with the REST API");
    assert_eq!(refused(verdict(401, &shut_out)).reason, RefusalReason::NotAllowed);
}

#[test]
fn gateways_are_waited_for() {
    let foreign = |status| crm_error(RestError::Foreign { status, retry_after_s: Some(7) }, None);
    assert_eq!(foreign(502), CrmError::Busy { retry_after_s: Some(7) });
    assert_eq!(foreign(404), CrmError::Unexpected { code: "HTTP 404".into() });
}

#[test]
fn a_missing_column_names_field_and_object() {
    let body = json!([{ "message": "No such column 'Foo__c' on sobject of type Task", "errorCode": "INVALID_FIELD" }]);
    let refusal = refused(verdict(400, &body));
    assert_eq!(refusal.reason, RefusalReason::OrgLacks);
    assert_eq!((refusal.object.as_deref(), refusal.fields), (Some("Task"), vec!["Foo__c".to_owned()]));
}

#[test]
fn a_bad_reference_in_a_named_field_is_a_bad_value() {
    let message = "Record Type ID: this ID value isn't valid for the user: 012000000000001AAA";
    let body = json!([{ "message": message, "errorCode": "INVALID_CROSS_REFERENCE_KEY", "fields": ["RecordTypeId"] }]);
    let refusal = refused(verdict(400, &body));
    assert_eq!((refusal.reason, refusal.fields), (RefusalReason::BadValue, vec!["RecordTypeId".to_owned()]));
}

#[test]
fn several_errors_keep_all_words_and_fields() {
    let body = json!([
        { "message": "Required fields are missing: [LastName]", "errorCode": "REQUIRED_FIELD_MISSING", "fields": ["LastName"] },
        { "message": "Title: too long", "errorCode": "STRING_TOO_LONG", "fields": ["Title"] },
    ]);
    let refusal = refused(verdict(400, &body));
    assert_eq!(refusal.message, "Required fields are missing: [LastName]\nTitle: too long");
    assert_eq!(refusal.fields, ["LastName", "Title"]);
}
