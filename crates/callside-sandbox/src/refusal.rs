//! What the org refuses, as it stands on the wire: a status and a JSON array of errors.
//!
//! Codes, statuses and texts follow the REST API guide's status code page
//! (<https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm>) and bodies seen in
//! public client fixtures.

use serde_json::{Map, Value, json};

use crate::soql::QueryError;

/// The `errorCode` of a refusal. Its status is what a client sees for a single-record call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The access token is unknown or too old.
    InvalidSessionId,
    /// The daily quota of requests is used up.
    RequestLimitExceeded,
    /// There is nothing at this address.
    NotFound,
    /// This resource does not take this method.
    MethodNotAllowed,
    /// The record is in the recycle bin.
    EntityIsDeleted,
    /// A field is unknown to this user.
    InvalidField,
    /// A field cannot be written by this user.
    InvalidFieldForInsertUpdate,
    /// A required field has no value.
    RequiredFieldMissing,
    /// A text is longer than its field.
    StringTooLong,
    /// A number has more digits than its field.
    NumberOutsideValidRange,
    /// A value is not in a restricted picklist.
    InvalidOrNullForRestrictedPicklist,
    /// An e-mail address is none.
    InvalidEmailAddress,
    /// An id points to nothing that this user may use.
    InvalidCrossReferenceKey,
    /// A text is no record id.
    MalformedId,
    /// Fields contradict each other, or an id belongs to the wrong object.
    FieldIntegrityException,
    /// A validation rule said no.
    FieldCustomValidationException,
    /// A duplicate rule said no.
    DuplicatesDetected,
    /// A unique value is taken.
    DuplicateValue,
    /// Somebody else holds the record.
    UnableToLockRow,
    /// A converted lead cannot be changed.
    CannotUpdateConvertedLead,
    /// Other records stand in the way of a deletion.
    DeleteFailed,
    /// The record is not in the recycle bin, or cannot come back.
    UndeleteFailed,
    /// A record cannot belong to a user who has left.
    InactiveOwnerOrUser,
    /// The object does not support this operation.
    InvalidTypeForOperation,
    /// The body is no JSON, or a value has the wrong JSON type.
    JsonParserError,
    /// The body's media type is not JSON.
    UnsupportedMediaType,
    /// The record changed since the moment that the caller named.
    PreconditionFailed,
    /// A header or parameter cannot be read.
    InvalidRequest,
    /// An earlier part of an all-or-none request failed.
    ProcessingHalted,
    /// An earlier part of a halting batch failed.
    BatchProcessingHalted,
    /// The whole of an all-or-none collection was rolled back.
    AllOrNoneOperationRolledBack,
    /// More records or parts than the resource takes.
    OperationTooLarge,
    /// More records than a call takes.
    ExceededIdLimit,
    /// An External ID means several records.
    DuplicateExternalId,
    /// A record of a change has no id.
    MissingArgument,
    /// The cursor of a query is unknown or too old.
    InvalidQueryLocator,
    /// A replication range is out of order or too long.
    InvalidReplicationDate,
    /// The server is too busy.
    ServerUnavailable,
    /// The address is too long.
    UriTooLong,
    /// The headers are too long.
    HeadersTooLong,
    /// This API version has been retired.
    UnsupportedApiVersion,
    /// A code of the query engines.
    Query(crate::soql::ErrorCode),
}

impl Code {
    /// The code as it stands in the body.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status of a call that is refused with this code.
    #[must_use]
    pub fn status(self) -> u16 {
        self.row().1
    }

    fn row(self) -> (&'static str, u16) {
        match self {
            Self::InvalidSessionId => ("INVALID_SESSION_ID", 401),
            Self::RequestLimitExceeded => ("REQUEST_LIMIT_EXCEEDED", 403),
            Self::NotFound => ("NOT_FOUND", 404),
            Self::MethodNotAllowed => ("METHOD_NOT_ALLOWED", 405),
            Self::EntityIsDeleted => ("ENTITY_IS_DELETED", 404),
            Self::InvalidField => ("INVALID_FIELD", 400),
            Self::InvalidFieldForInsertUpdate => ("INVALID_FIELD_FOR_INSERT_UPDATE", 400),
            Self::RequiredFieldMissing => ("REQUIRED_FIELD_MISSING", 400),
            Self::StringTooLong => ("STRING_TOO_LONG", 400),
            Self::NumberOutsideValidRange => ("NUMBER_OUTSIDE_VALID_RANGE", 400),
            Self::InvalidOrNullForRestrictedPicklist => ("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", 400),
            Self::InvalidEmailAddress => ("INVALID_EMAIL_ADDRESS", 400),
            Self::InvalidCrossReferenceKey => ("INVALID_CROSS_REFERENCE_KEY", 400),
            Self::MalformedId => ("MALFORMED_ID", 400),
            Self::FieldIntegrityException => ("FIELD_INTEGRITY_EXCEPTION", 400),
            Self::FieldCustomValidationException => ("FIELD_CUSTOM_VALIDATION_EXCEPTION", 400),
            Self::DuplicatesDetected => ("DUPLICATES_DETECTED", 400),
            Self::DuplicateValue => ("DUPLICATE_VALUE", 400),
            Self::UnableToLockRow => ("UNABLE_TO_LOCK_ROW", 400),
            Self::CannotUpdateConvertedLead => ("CANNOT_UPDATE_CONVERTED_LEAD", 400),
            Self::DeleteFailed => ("DELETE_FAILED", 400),
            Self::UndeleteFailed => ("UNDELETE_FAILED", 400),
            Self::InactiveOwnerOrUser => ("INACTIVE_OWNER_OR_USER", 400),
            Self::InvalidTypeForOperation => ("INVALID_TYPE_FOR_OPERATION", 400),
            Self::JsonParserError => ("JSON_PARSER_ERROR", 400),
            Self::UnsupportedMediaType => ("UNSUPPORTED_MEDIA_TYPE", 415),
            Self::PreconditionFailed => ("PRECONDITION_FAILED", 412),
            Self::InvalidRequest => ("INVALID_REQUEST", 400),
            Self::ProcessingHalted => ("PROCESSING_HALTED", 400),
            Self::BatchProcessingHalted => ("BATCH_PROCESSING_HALTED", 412),
            Self::AllOrNoneOperationRolledBack => ("ALL_OR_NONE_OPERATION_ROLLED_BACK", 400),
            Self::OperationTooLarge => ("OPERATION_TOO_LARGE", 400),
            Self::ExceededIdLimit => ("EXCEEDED_ID_LIMIT", 400),
            Self::DuplicateExternalId => ("DUPLICATE_EXTERNAL_ID", 400),
            Self::MissingArgument => ("MISSING_ARGUMENT", 400),
            Self::InvalidQueryLocator => ("INVALID_QUERY_LOCATOR", 400),
            Self::InvalidReplicationDate => ("INVALID_REPLICATION_DATE", 400),
            Self::ServerUnavailable => ("SERVER_UNAVAILABLE", 503),
            Self::UriTooLong => ("URI_TOO_LONG", 414),
            Self::HeadersTooLong => ("REQUEST_HEADER_FIELDS_TOO_LARGE", 431),
            Self::UnsupportedApiVersion => ("UNSUPPORTED_API_VERSION", 410),
            Self::Query(code) => (code.as_str(), 400),
        }
    }
}

/// One refused call or record.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}: {message}", .code.as_str())]
pub struct Refusal {
    /// What is wrong.
    pub code: Code,
    /// What is wrong, in words.
    pub message: String,
    /// The fields it is about. `None` leaves the key out, as parser errors do.
    pub fields: Option<Vec<String>>,
    /// The details of a duplicate rule, boxed because they are large and rare.
    pub duplicate: Option<Box<Value>>,
}

impl Refusal {
    /// A refusal without a `fields` key.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), fields: None, duplicate: None }
    }

    /// A refusal about fields; the list may be empty.
    #[must_use]
    pub fn about<F: Into<String>>(code: Code, message: impl Into<String>, fields: impl IntoIterator<Item = F>) -> Self {
        let fields = fields.into_iter().map(Into::into).collect();
        Self { code, message: message.into(), fields: Some(fields), duplicate: None }
    }

    /// "The requested resource does not exist".
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "The requested resource does not exist")
    }

    /// The record is in the recycle bin.
    #[must_use]
    pub fn deleted() -> Self {
        Self::about(Code::EntityIsDeleted, "entity is deleted", Vec::<String>::new())
    }

    /// The HTTP status of the reply.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.code.status()
    }

    /// The reply's body: an array with one error.
    #[must_use]
    pub fn body(&self) -> Value {
        let mut error = Map::new();
        if let Some(duplicate) = &self.duplicate {
            // Salesforce's own spelling, in every capture of this body.
            error.insert("duplicateResut".to_owned(), (**duplicate).clone());
        }
        error.insert("message".to_owned(), json!(self.message));
        error.insert("errorCode".to_owned(), json!(self.code.as_str()));
        if let Some(fields) = &self.fields {
            error.insert("fields".to_owned(), json!(fields));
        }
        json!([error])
    }

    /// The error as one element of a collection's `errors`.
    #[must_use]
    pub fn collection_error(&self) -> Value {
        let mut error = json!({
            "statusCode": self.code.as_str(),
            "message": self.message,
            "fields": self.fields.clone().unwrap_or_default(),
        });
        if let Some(duplicate) = &self.duplicate {
            error["duplicateResut"] = (**duplicate).clone();
        }
        error
    }
}

impl From<QueryError> for Refusal {
    fn from(error: QueryError) -> Self {
        Self::new(Code::Query(error.code), error.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_only_where_they_are_known() {
        assert_eq!(
            Refusal::not_found().body(),
            json!([{"message": "The requested resource does not exist", "errorCode": "NOT_FOUND"}])
        );
        assert_eq!(
            Refusal::deleted().body(),
            json!([{"message": "entity is deleted", "errorCode": "ENTITY_IS_DELETED", "fields": []}])
        );
    }

    #[test]
    fn a_duplicate_keeps_the_misspelt_key() {
        let mut refusal = Refusal::new(Code::DuplicatesDetected, "Use one of these");
        refusal.duplicate = Some(Box::new(json!({"allowSave": true})));
        assert_eq!(refusal.body()[0]["duplicateResut"]["allowSave"], true);
        assert_eq!(refusal.collection_error()["statusCode"], "DUPLICATES_DETECTED");
    }
}
